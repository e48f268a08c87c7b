"""The command line, `aftercare`: every command in one group."""

from __future__ import annotations

from pathlib import Path

import click

from generator import __version__
from generator.faces.adding import new_command
from generator.faces.answers import agenda_command, explain_command, promise_command, schema_command
from generator.faces.builds import build, check, feeds, pages, serve
from generator.faces.calendars import holidays_command
from generator.faces.compare import diff_command
from generator.faces.exports import export_command
from generator.faces.help import HELP_OPTIONS, Spoken, words_of_run
from generator.faces.imports import import_command
from generator.faces.incidents import incident_command
from generator.faces.lists import load_command, materials_command, overdue_command, today_command, week_command
from generator.faces.messages import notices_command
from generator.faces.options import lang_option, root_option
from generator.faces.records import record_command
from generator.faces.reports import report_command
from generator.faces.starting import init_command
from generator.faces.upgrades import upgrade_command
from generator.faces.upkeep import fmt_command, forget_command, rename_command
from generator.text.language import Language


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(words_of_run(context).say("version", version=__version__))
        context.exit()


@click.group(cls=Spoken, context_settings={"help_option_names": HELP_OPTIONS})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@root_option
@lang_option
def main(root: Path | None, lang: Language | None) -> None:
    """Turn a company's YAML into a care knowledge base and inspection calendars."""


for command in (
    init_command,
    new_command,
    check,
    build,
    pages,
    feeds,
    serve,
    today_command,
    week_command,
    overdue_command,
    load_command,
    materials_command,
    record_command,
    incident_command,
    import_command,
    export_command,
    fmt_command,
    rename_command,
    forget_command,
    notices_command,
    report_command,
    diff_command,
    agenda_command,
    explain_command,
    promise_command,
    holidays_command,
    upgrade_command,
    schema_command,
):
    main.add_command(command)
