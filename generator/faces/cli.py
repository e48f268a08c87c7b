"""The command line, `aftercare`: every command in one group, and the room that each is in."""

from __future__ import annotations

from pathlib import Path

import click

from generator import __version__
from generator.faces.help import HELP_OPTIONS, Spoken, words_of_run
from generator.faces.options import lang_option, root_option
from generator.faces.rooms import Rooms
from generator.text.language import Language

# A command is `NAME_command` in its room of `generator.faces`.
ROOMS = {
    "starting": ("init",),
    "adding": ("new",),
    "checking": ("check",),
    "builds": ("build", "pages"),
    "feeds": ("feeds",),
    "serving": ("serve",),
    "lists": ("today", "week", "overdue", "load", "materials"),
    "records": ("record",),
    "incidents": ("incident",),
    "imports": ("import",),
    "exports": ("export",),
    "upkeep": ("fmt", "rename", "forget"),
    "messages": ("notices",),
    "reports": ("report",),
    "compare": ("diff",),
    "answers": ("agenda", "explain", "promise", "schema"),
    "calendars": ("holidays",),
    "upgrades": ("upgrade",),
}


def _version(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(words_of_run(context).say("version", version=__version__))
        context.exit()


@click.group(cls=Spoken, commands=Rooms(ROOMS), context_settings={"help_option_names": HELP_OPTIONS})
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_version)
@root_option
@lang_option
def main(root: Path | None, lang: Language | None) -> None:
    """Turn a company's YAML into a care knowledge base and inspection calendars."""
