"""The command that begins a company."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import get_args

import click
from rich.text import Text

from generator.desk.starting import CALENDAR, CONTACTS, Beginning, company_files, must_be_sound
from generator.faces.asked import refuse
from generator.faces.beginning import Given, begun
from generator.faces.console import Session
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.unfinished import see_to_the_unfinished
from generator.faces.values import Folder, Renamed
from generator.formats.pictures import is_drawable, is_picture
from generator.publishing.kept import begin
from generator.publishing.schemas import schemas_for
from generator.reading.contacts import COMPANY
from generator.reading.files import bytes_of, files_below, text_of
from generator.reading.packaged import packaged
from generator.text.language import Language
from generator.text.located import Stopped
from generator.text.problems import Problem

_START = "templates/start"
# The options by which somebody says what stands in the company's file, by its keys there.
_OPTIONS = {
    **{key: f"--{key.replace('_', '-')}" for key in (*CONTACTS, "country", "name", "colour", "accent")},
    "locales": "--language",
    "zone": "--country",
    "lines": "--line",
    "skills": "--line",
    "regions": "--region",
}


@click.command("init")
@with_session
@as_of_option
@click.argument("directory", type=Folder())
@click.option("--name", default=None)
@click.option("--line", "lines", multiple=True)
@click.option("--region", "regions", multiple=True)
@click.option("--country", default=None)
@click.option("--hotline", default=None)
@click.option("--email", default=None)
@click.option("--site-url", default=None)
@click.option("--feeds-url", default=None)
@click.option("--uid-domain", default=None)
@click.option("--colour", default=None)
@click.option("--accent", default=None)
@click.option("--logo", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None)
@click.option("--language", "--locale", "locales", cls=Renamed, multiple=True, type=click.Choice(get_args(Language)))
def init_command(
    session: Session,
    as_of: date | None,
    directory: Path,
    name: str | None,
    lines: tuple[str, ...],
    regions: tuple[str, ...],
    country: str | None,
    colour: str | None,
    accent: str | None,
    logo: Path | None,
    locales: tuple[str, ...],
    **contacts: str | None,
) -> None:
    """Begin a small company in DIRECTORY, which checks and builds as it is."""
    if see_to_the_unfinished(session, directory, is_new=True):
        return
    if directory.exists() and any(directory.iterdir()):
        refuse(session, "init_not_empty", folder=directory)
    today = as_of or current_day(directory)
    picture = _picture(session, logo) if logo is not None else None
    try:
        sources = _sources()
        given = Given(name=name, lines=lines, regions=regions, country=country, colour=colour, locales=locales,
                      contacts={key: said for key, said in contacts.items() if said})  # fmt: skip
        beginning = begun(session, given, sources[COMPANY])
        beginning = replace(beginning, accent=accent, logo=picture[0] if picture is not None else None)
        edits = company_files(beginning, sources, today)
        must_be_sound(edits)
        pictures = {f"definitions/pictures/{picture[0]}": picture[1]} if picture is not None else {}
        schemas = schemas_for(edits, pictures)
        begin(directory, [*edits, *schemas], pictures)  # at one stroke, or a folder that is not empty is left
    except Stopped as stopped:
        session.stop(Stopped([_by_option(problem) for problem in stopped.problems], stopped.texts))
    _tell(session, directory, len(edits) + len(schemas), beginning)


# What the file says of what is still to be filled in, in the first language of the company and not in that of its staff.
_MARKS: Mapping[Language, str] = {"zh": "待填", "en": "to be filled in"}


def _sources() -> Mapping[str, str]:
    """What a company is begun with, by its place in it: templates, and the working calendar as far as it is known."""
    folder = packaged(_START)
    texts = {path.relative_to(folder).as_posix(): text_of(path, _START) for path in files_below(folder, _START)}
    return {**texts, CALENDAR: text_of(packaged(CALENDAR), CALENDAR)}


def _by_option(problem: Problem) -> Problem:
    """What is wrong with a file that is not written yet, told by the option that says it."""
    key = next((key for key in reversed(problem.keys) if key in _OPTIONS), None)
    if problem.file != COMPANY or key is None:
        return problem
    return replace(problem, file=_OPTIONS[str(key)], keys=(), position=None)


def _tell(session: Session, directory: Path, count: int, beginning: Beginning) -> None:
    """What was written, and what is still to be written by somebody."""
    words = session.words
    session.out.print(Text(words.say("init_done", n=count, folder=directory, typed=shlex.quote(str(directory)))))
    lacking = [key for key in CONTACTS if key not in beginning.known]
    if lacking:
        session.out.print(
            Text(
                words.say("init_lacking", choices=words.listed(lacking), file=COMPANY, mark=_MARKS[beginning.spoken[0]])
            )
        )
    if untold := beginning.untold():
        session.out.print(Text(words.say("init_untold", choices=words.listed(untold))))
    if undivided := beginning.undivided():
        session.out.print(Text(words.say("name_undivided", choices=words.listed(undivided))))


def _picture(session: Session, logo: Path) -> tuple[str, bytes]:
    """A logo's name among the pictures, and what it holds; what is no picture ends the run."""
    name = f"logo{logo.suffix.lower()}"
    try:
        content = bytes_of(logo, str(logo))
    except Stopped as stopped:
        session.stop(stopped)
    if not is_picture(name) or not is_drawable(name, content):
        refuse(session, "init_no_logo", file=logo)
    return name, content
