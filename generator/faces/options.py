"""What all commands share: options, the language, and the one reading of the clock."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar, cast, get_args

import click

from generator.faces.console import Session
from generator.faces.help import words_of_run
from generator.faces.unfinished import see_to_the_unfinished
from generator.faces.values import Day, Folder, Moment
from generator.publishing.accepted import Accept, Accepted
from generator.reading.zones import zone_of
from generator.text.language import Language

Command = TypeVar("Command", bound=Callable[..., object])


def current_moment(root: Path, given: datetime | None = None) -> datetime:
    """Now, by the clocks where the company below ``root`` is: the one reading of the clock, but where it is ``given``."""
    zone = zone_of(root)
    if given is None:
        return datetime.now(zone)
    return given.astimezone(zone) if given.tzinfo is not None else given.replace(tzinfo=zone)


def current_day(root: Path) -> date:
    """Today, where the company below ``root`` is."""
    return current_moment(root).date()


def _root(session_of: Callable[[Path], Session], named: Path | None) -> Session:
    """The session of the folder that was ``named``, or else of the current one.

    Where that one is gone, as after somebody fetched it anew, the run ends, or goes on in the one that was named.
    """
    try:
        here = Path.cwd()
    except OSError:
        session = session_of(named or Path())
        if named is None:
            session.err.print(session.words["here_is_gone"], markup=False)
            raise SystemExit(1) from None
        with suppress(OSError):  # what is wrong with that folder is told as it is read
            os.chdir(named)
        return session
    return session_of(named or here)


root_option = click.option(
    "--root",
    type=Folder(),
    default=None,
)

lang_option = click.option(
    "--lang",
    type=click.Choice(get_args(Language)),
    default=None,
)

as_of_option = click.option(
    "--as-of",
    type=Day(),
    default=None,
)

now_option = click.option(
    "--now",
    type=Moment(),
    default=None,
)

output_option = click.option(
    "--output",
    type=Folder(),
    default=None,
)

previous_option = click.option(
    "--previous",
    type=Folder(exists=True),
    default=None,
)

replace_option = click.option("--replace", is_flag=True)

all_option = click.option("--all", "every", is_flag=True)


@dataclasses.dataclass(frozen=True, slots=True)
class Publication:
    """What a build is asked: of which day, into which folder, upon which feeds, and what may be forgotten."""

    as_of: date
    output: Path
    previous: Path | None
    accepted: Accepted
    every: bool


def publication_options(command: Command) -> Command:
    """The options of whatever publishes, as the one argument ``asked``."""

    @wraps(command)
    def run(
        session: Session,
        *,
        as_of: date | None,
        output: Path | None,
        previous: Path | None,
        accepted: Accepted,
        every: bool,
        now: datetime | None,
        **options: object,
    ) -> object:
        clock = current_moment(session.root, now)
        at_last = dataclasses.replace(accepted, today=clock.date(), now=clock)
        asked = Publication(as_of or clock.date(), output or session.root, previous, at_last, every)
        return command(session, asked, **options)

    accepting = accepted_options(all_option(now_option(cast(Command, run))))
    return as_of_option(output_option(previous_option(accepting)))


def accepted_options(command: Command) -> Command:
    """What a build may forget, as the one argument ``accepted``: ``--accept``, ``--first`` and ``--replace``."""

    @wraps(command)
    def run(session: Session, *, accept: tuple[Accept, ...], first: bool, replace: bool, **options: object) -> object:
        return command(session, accepted=Accepted(accept=frozenset(accept), first=first, replace=replace), **options)

    choices = click.option("--accept", multiple=True, type=click.Choice(get_args(Accept)))
    return choices(click.option("--first", is_flag=True)(replace_option(cast(Command, run))))


def running(session: Session) -> str:
    """What runs, for whoever has to wait for it."""
    return f"aftercare {click.get_current_context().info_name} --root {session.root}"


def with_session(command: Command) -> Command:
    """Every command takes --root and --lang, before its name or after it, and gets a Session."""

    @click.pass_context
    def run(context: click.Context, /, root: Path | None, lang: Language | None, **options: object) -> object:
        given = context.find_root().params
        session = _root(lambda at: Session(at, words_of_run(context).language), root or given.get("root"))
        see_to_the_unfinished(session, session.root)
        return command(session, **options)

    run.__name__ = command.__name__
    wrapped: Any = run  # Any: click keeps the options of a command on the function itself
    wrapped.__click_params__ = getattr(command, "__click_params__", [])
    return root_option(lang_option(wrapped))  # type: ignore[no-any-return]
