"""The pipeline from a folder to its outputs: what each command runs, in order, with nothing written on a problem."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.publishing.accepted import NOTHING, Accepted
from generator.publishing.defined import Definitive
from generator.publishing.feeds import publish_feeds
from generator.publishing.lock import Tell
from generator.publishing.next import next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.parsed import parser_of
from generator.publishing.published import must_be_ours
from generator.publishing.stages import Report, write_pages, write_sites
from generator.publishing.templates import templates_of
from generator.reading.contacts import made_up
from generator.reading.filledin import marked_is_filled_in
from generator.reading.load import read_sound, texts_of
from generator.text.located import place


def build_all(
    root: Path,
    output: Path,
    as_of: date,
    environment: Mapping[str, str],
    tell: Tell,
    *,
    previous: Path | None = None,
    accepted: Accepted = NOTHING,
) -> Report:
    """Everything: pages, the sites, the staff's handbook, feeds. Raises Stopped with nothing published.

    Paths are whole ones, for MkDocs would look for others elsewhere. ``previous`` is the folder of the feeds that were
    published last, where that is not the output itself; ``accepted`` is what may be forgotten.
    """
    tell("check")
    outputs = outputs_of(root, output)
    kept = Definitive(root, lasts=True)
    definitions, schedules = read_sound(root, parser_of(root, kept.held), on=as_of, kept=kept)
    templates = templates_of(root)
    after = next_feeds(definitions, schedules, templates, as_of, outputs, environment, previous, accepted)
    for folder in (outputs.site, outputs.handbook):
        if not accepted.replace:
            must_be_ours(folder)
    after = after.with_older_addresses()
    tell("pages")
    report = Report()
    calendars = after.calendars()
    report.pages = write_pages(root, definitions, schedules, templates, as_of, calendars)
    report.site, report.handbook = write_sites(
        root, definitions, schedules, templates, outputs.site, outputs.handbook, tell
    )
    tell("feeds")
    report.feeds, warnings = publish_feeds(after, calendars)
    kept.keep()
    samples = [*made_up(definitions.company, "warning"), *marked_is_filled_in(definitions, schedules)]
    told = [*samples, *warnings]  # readers see them from today on
    report.warnings = place(told, texts_of(definitions, schedules))
    return report
