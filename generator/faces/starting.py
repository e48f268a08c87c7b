"""The command that begins a company."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import get_args

import click
from rich.text import Text

from generator.desk.starting import Beginning, company_files, must_be_sound
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.options import Folder, as_of_option, current_day, with_session
from generator.faces.unfinished import see_to_the_unfinished
from generator.formats.pictures import is_drawable, is_picture
from generator.model.brand import COLOUR
from generator.publishing.kept import keep, keep_bytes
from generator.publishing.schemas import write_schemas
from generator.reading.files import bytes_of, files_below, text_of
from generator.reading.load import read_sound
from generator.reading.packaged import packaged
from generator.text.language import Language
from generator.text.located import Stopped

_START = "templates/start"


@click.command("init")
@with_session
@as_of_option
@click.argument("directory", type=Folder())
@click.option("--name", default=None)
@click.option("--line", "lines", multiple=True)
@click.option("--region", "regions", multiple=True)
@click.option("--country", default=None)
@click.option("--colour", default=None)
@click.option("--accent", default=None)
@click.option("--logo", type=click.Path(exists=True, dir_okay=False, path_type=Path), default=None)
@click.option("--locale", "locales", multiple=True, type=click.Choice(get_args(Language)))
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
) -> None:
    """Begin a small company in DIRECTORY, which checks and builds as it is."""
    see_to_the_unfinished(session, directory)
    if directory.exists() and any(directory.iterdir()):
        refuse(session, "init_not_empty", folder=directory)
    today = as_of or current_day(directory)
    picture = _picture(session, logo) if logo is not None else None
    beginning = Beginning(
        name=name or _asked(session, "name", ""),
        lines=_several(session, "lines", lines),
        regions=_several(session, "regions", regions),
        country=(country or _asked(session, "country", "CN")).upper(),
        locales=locales or _several(session, "locales", ()),
        colour=colour or (COLOUR if name else _asked(session, "colour", COLOUR)),  # scripts name the rest
        accent=accent,
        logo=picture[0] if picture is not None else None,
    )
    try:
        folder = packaged(_START)
        sources = {path.relative_to(folder).as_posix(): text_of(path, _START) for path in files_below(folder, _START)}
        edits = company_files(beginning, sources, today)
        must_be_sound(edits)
        keep(directory, edits)
        if picture is not None:
            keep_bytes(directory / "definitions/pictures" / picture[0], picture[1])
        schemas = write_schemas(directory, *read_sound(directory))
    except Stopped as stopped:
        session.stop(stopped)
    session.out.print(Text(session.words.say("init_done", n=len(edits) + len(schemas), folder=directory)))


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


def _asked(session: Session, what: str, default: str) -> str:
    """What somebody types, or the default; without an answer nothing is begun."""
    while True:
        answer = str(click.prompt(session.words[f"ask_{what}"], default=default, err=True)).strip()
        if answer:
            return answer


def _several(session: Session, what: str, given: tuple[str, ...]) -> tuple[str, ...]:
    """What was given as options, else what somebody types with commas between; each once."""
    names = given or re.split("[,，、;；]", _asked(session, what, session.words[f"ask_{what}_default"]))
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))
