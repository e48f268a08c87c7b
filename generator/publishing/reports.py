"""The reports of the office, published whole into a folder of their own: never into what is served."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.desk.report.known import known
from generator.desk.report.pages import report_pages
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.disk import Written, check_ours, new_stage, publish_folder, stage, tidy
from generator.publishing.templatefault import layout_as_problems


def publish_reports(
    output: Path,
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    as_of: date,
    *,
    replaces: bool = False,
) -> Written:
    """Put the reports of ``as_of`` into the folder ``output``.

    Raises Stopped, also where something else lies there, unless that ``replaces`` it.
    """
    with layout_as_problems():
        if not replaces:
            check_ours(output)
        tidy(output)
        pages = list(report_pages(known(definitions, schedules, as_of), templates))
        staged = new_stage(output)
        stage(staged, pages)
        return publish_folder(staged, output)
