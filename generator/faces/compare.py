"""The command that tells what an edit will do before it is published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from generator.desk.differences import differences
from generator.desk.difftexts import Limit, as_json, as_markdown, diff_sheet, summary_lines
from generator.desk.names import Names, all_names
from generator.desk.room import with_room
from generator.faces.asked import company_of, refuse
from generator.faces.console import Session
from generator.faces.options import as_of_option, with_session
from generator.faces.tables import print_sheet
from generator.publishing.published import read_published
from generator.publishing.revisions import at_revision
from generator.reading.load import read_sound
from generator.text.located import Stopped
from generator.text.words import Words


@click.command("diff")
@with_session
@as_of_option
@click.argument("before", default="HEAD")
@click.option("--fail-on", default="")
@click.option("--format", "format_", type=click.Choice(["table", "markdown", "json"]), default="table")
def diff_command(session: Session, as_of: date | None, before: str, fail_on: str, format_: str) -> None:
    """Tell what an edit does to visits, before it is published."""
    limits = list(_limits(session, fail_on))
    company = company_of(session, as_of)
    now = (company.definitions, company.schedules)
    try:
        with _folder(session.root, before) as folder:
            known = read_sound(folder)
        last = read_published(session.root / "feeds")
    except Stopped as stopped:
        session.err.print(Text(session.words.say("diff_before", before=before)))
        session.stop(stopped)
    published = last.ledger.published()
    if last.is_first and (known[1].customers or now[1].customers):
        session.err.print(Text(session.words["diff_untold"]))
    found = differences(known, now, company.as_of, published)
    found = replace(found, changes=tuple(with_room(found.changes)))
    called_before, days = _called(before, session.words), found.days
    title = session.words.say("list_diff", before=called_before, as_of=days.start, last=days.last)
    if format_ == "json":
        print(as_json(found))
    elif format_ == "markdown":
        print(as_markdown(found, title, session.words), end="")
    else:
        words = session.words
        called = {**all_names(*known, words.language), **all_names(*now, words.language)}
        if found.changes:
            names = Names({**known[1].technicians, **now[1].technicians})
            print_sheet(session, diff_sheet(found, names, words, called), format_, title)
        else:
            session.out.print(Text(title))
        for line in summary_lines(found, words, called):
            session.out.print(Text(line))
    counts = [(limit, limit.count(found, company.as_of)) for limit in limits]
    for limit, count in counts:
        if count:
            session.err.print(Text(session.words.say("diff_failed", limit=limit, n=count)))
    raise SystemExit(int(any(count for _, count in counts)))


def _called(before: str, words: Words) -> str:
    """What is compared with, as it was typed; what nobody typed by what it is."""
    return words["diff_head"] if before == "HEAD" else words.say("diff_named", before=before)


@contextmanager
def _folder(root: Path, before: str) -> Iterator[Path]:
    """Where the company lies as it was: a folder that is named, or a revision of Git's."""
    if (Path(before) / "definitions").is_dir():
        yield Path(before)
    else:
        with at_revision(root, before) as folder:
            yield folder


def _limits(session: Session, text: str) -> Iterator[Limit]:
    for part in filter(None, re.split("[,，]", text)):
        limit = Limit.read(part)
        if limit is None:
            refuse(session, "no_limit", found=part.strip())
        yield limit
