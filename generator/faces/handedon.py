"""``record --from``: files that technicians handed on, read all at once and written all or none."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from generator.desk.edits import Edit
from generator.desk.handed import Handed, read_handed
from generator.desk.taking import Taken, taken
from generator.due.incidents import INCIDENT
from generator.faces.console import Session
from generator.faces.options import current_day
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.publishing.published import read_published
from generator.publishing.templates import templates_of
from generator.reading.files import bytes_given
from generator.text.located import Stopped, place
from generator.text.problems import Problem

_FROM = "--from"
_TABLES = (".csv", ".tsv", ".xls", ".xlsx", ".xlsm", ".ods")
_MOST = 1_000_000  # bytes; a visit takes some thousands


class FromFiles(click.Command):
    """A command of which ``--from`` takes all the files that follow it, as a shell spells ``*.txt`` out."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """``--from A B`` as ``--from A --from B``."""
        return super().parse_args(ctx, list(_spelt_out(args)))


def _spelt_out(args: list[str]) -> Iterator[str]:
    is_from = False
    for index, arg in enumerate(args):
        if is_from and not arg.startswith("-") and args[index - 1] != _FROM:
            yield _FROM
        elif arg.startswith("-"):
            is_from = arg == _FROM
        yield arg


def record_from(
    session: Session, names: tuple[str, ...], as_of: date | None, output: Path | None, *, dry_run: bool, displace: bool
) -> None:
    """Read the files ``names`` and record what they say was done; their problems, or the company's, end the run.

    ``output`` is where builds went, if not into the root: its calendars say which visits were cancelled.
    """
    today = as_of or current_day(session.root)
    try:
        files = _read(dict.fromkeys(names))
        cancelled = _cancelled_in((output or session.root) / "feeds")

        def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], Taken]:
            words = templates_of(session.root).words[definitions.company.locales[0]]
            result = taken(files, definitions, schedules, cancelled, today, words, displace=displace)
            return ([] if dry_run else list(result.edits.values())), result

        _, result = edit_alone(session.root, edited, f"aftercare record --root {session.root}")
    except Stopped as stopped:
        session.stop(stopped)
    session.print_problems(place(result.warnings, {handed.file: handed.text for handed in files}), session.err)
    _tell(session, result, dry_run=dry_run)


def _tell(session: Session, result: Taken, *, dry_run: bool) -> None:
    say = session.words.say
    for edit in result.told:
        session.out.print(Text(say("not_kept" if dry_run else "kept", file=edit.file, line=edit.line)))
        session.out.print(Text(edit.told), folds=False)
    for file, count in result.again.items():
        session.out.print(Text(say("handed_known", file=file, n=count)))
    for lacking in result.not_done:
        values = {"customer": lacking.customer, "task": lacking.task, "due": lacking.due, "reason": lacking.reason}
        sentence = "handed_not_come" if lacking.task.startswith(INCIDENT) else "handed_not_done"
        session.out.print(Text(say(sentence, file=lacking.file, **values)))


def _read(names: dict[str, None]) -> list[Handed]:
    """What the files say. Raises Stopped with the problems of all that cannot be read."""
    files: list[Handed] = []
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    for name in names:
        try:
            files.append(read_handed(_text_of(name), name))
        except Stopped as stopped:
            problems += stopped.problems
            texts |= stopped.texts
    if problems:
        raise Stopped(problems, texts)
    return files


def _text_of(name: str) -> str:
    path = Path(name)
    if path.is_file() and path.suffix.lower() in _TABLES:
        raise Stopped([Problem(code="handed_table", file=name, params={"found": shlex.quote(name)})])
    if path.is_file() and path.stat().st_size > _MOST:
        raise Stopped([Problem(code="handed_foreign", file=name)])
    try:
        return bytes_given(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Stopped([Problem(code="handed_encoding", file=name)]) from error


def _cancelled_in(feeds: Path) -> frozenset[str]:
    """The visits that calendars say were taken back, and none shows any more."""
    told = [event for feed in read_published(feeds).ledger.feeds.values() for event in feed.events.values()]
    standing = {event.event.uid for event in told if not event.is_cancelled}
    return frozenset({event.event.uid for event in told if event.is_cancelled} - standing)
