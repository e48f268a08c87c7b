"""The command that writes what customers are told before a visit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import click
from rich.text import Text

from generator.dates.ranges import DateRange
from generator.desk.notices import Notice, not_promised, notices
from generator.faces.asked import Company, company_of, refuse
from generator.faces.console import Session
from generator.faces.options import as_of_option, with_session
from generator.publishing.told import note_told, told_in
from generator.reading.words import words_of
from generator.telling.crews import reason_words
from generator.telling.days import spoken_day
from generator.text.located import Stopped
from generator.text.printed import json_text
from generator.text.problems import first_of
from generator.text.words import Words
from generator.visits.visit import Visit

_SEVERAL = 8  # so many customers are named


@click.command("notices")
@with_session
@as_of_option
@click.option("--days", type=click.IntRange(0, 366), default=7, show_default=True)
@click.option("--customer", default=None)
@click.option("--sent", multiple=True)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def notices_command(
    session: Session, as_of: date | None, days: int, customer: str | None, sent: tuple[str, ...], format_: str
) -> None:
    """Write what customers are told before a visit, and list who was not told yet."""
    company = company_of(session, as_of)
    only, just_told = company.id_of("customer", customer), {company.id_of("customer", asked) for asked in sent}
    visits = [v for v in company.planned().visits if only is None or v.customer.id in {only, *just_told}]
    book = words_of(session.root).words
    try:
        found = notices(visits, company.as_of, days, company.definitions, book, told_in(session.root))
        noted = {
            is_told: [n for n in found if n.customer.id in just_told and n.is_told is is_told]
            for is_told in (False, True)
        }
        _must_have_one(session, just_told, found, company)
        fresh = [visit for one in found if one.customer.id in just_told and not one.is_told for visit in one.visits]
        if fresh:
            note_told(session.root, fresh, company.as_of, f"aftercare notices --root {session.root}")
    except Stopped as stopped:
        session.stop(stopped)
    if fresh:
        found = notices(visits, company.as_of, days, company.definitions, book, told_in(session.root))
    open_ = not_promised(visits, company.as_of, days)
    if format_ == "json":
        print(json_text([*map(_as_json, found), *(_open_as_json(visit, session.words) for visit in open_)]))
        return
    for is_told, theirs in noted.items():
        if theirs:
            names = session.words.listed(_name(notice, found) for notice in theirs)
            session.out.print(
                Text(session.words.say("notices_noted_before" if is_told else "notices_noted", names=names))
            )
    if found or not open_:
        ahead = DateRange.inclusive(company.as_of, company.as_of + timedelta(days=days))
        _print(session, found, ahead, is_asked=only is not None, only_names=bool(sent))
    _print_open(session, open_, company.as_of)


def _must_have_one(session: Session, sent: Iterable[str | None], found: Sequence[Notice], company: Company) -> None:
    """Who is said to have been told has something of which to tell; else the run ends, and nothing is noted."""
    there = {notice.customer.id for notice in found}
    lacking = [company.schedules.customers[id_].name for id_ in sorted(filter(None, sent)) if id_ not in there]
    if not lacking:
        return
    words = session.words
    hint = words.say("there_are", choices=first_of([_name(n, found) for n in found], words, _SEVERAL)) if found else ""
    refuse(session, "notices_none", names=words.listed(lacking), hint=hint)


def _print(session: Session, found: Sequence[Notice], days: DateRange, *, is_asked: bool, only_names: bool) -> None:
    """The texts of those who were not told, or of whoever is asked about; then who was told and who was not."""
    words = session.words
    title = words.say("list_notices", start=days.start, last=days.last)
    if not found:
        session.out.print(
            Text(words.say("none_of", title=title, nothing=words["nothing_matches" if is_asked else "nothing_notices"]))
        )
        return
    if not only_names:
        session.out.print(Text(f"{title}\n", style="bold" if session.out.is_terminal else ""))
    for notice in found:
        if not only_names and (is_asked or not notice.is_told):
            session.out.print(Text(f"── {_called(notice, found)}", style="bold" if session.out.is_terminal else ""))
            session.out.print(Text(f"{notice.text}\n"), folds=False)
    for key, is_told in (("notices_untold", False), ("notices_told", True)):
        names = [_name(n, found) for n in found if n.is_told is is_told]
        if names:
            session.out.print(Text(words.say(key, n=len(names), names=words.listed(names))))
    if not all(notice.is_told for notice in found):
        session.out.print(words["notices_how"], markup=False)


def _print_open(session: Session, visits: Sequence[Visit], as_of: date) -> None:
    """What is told to nobody yet, a line each with why."""
    words = session.words
    if not visits:
        return
    session.out.print(Text(words.say("notices_open", n=len(visits))))
    for visit in visits:
        day = spoken_day(visit.day, words, as_of)
        name = f"{visit.customer.id} {visit.customer.name}"
        line = words.say("notices_open_visit", day=day, customer=name, reason=reason_words(visit, words))
        session.out.print(Text(line))


def _called(notice: Notice, found: Sequence[Notice]) -> str:
    """A customer, and whom to write to, each name once."""
    contact = notice.customer.contact
    whom = (contact.name, contact.phone) if contact is not None else ()
    return " ".join(filter(None, dict.fromkeys((_name(notice, found), *whom))))


def _name(notice: Notice, found: Sequence[Notice]) -> str:
    """A customer's name; with the id where another has the same."""
    name = notice.customer.name
    is_shared = len({other.customer.id for other in found if other.customer.name == name}) > 1
    return f"{notice.customer.id} {name}" if is_shared else name


def _as_json(notice: Notice) -> dict[str, object]:
    days = [{"visit": visit.uid, "day": visit.day} for visit in notice.visits]
    return {"customer": notice.customer.id, "told": notice.is_told, "visits": days, "text": notice.text}


def _open_as_json(visit: Visit, words: Words) -> dict[str, object]:
    """What nobody can do yet: without a text, and with why."""
    days = [{"visit": visit.uid, "day": visit.day}]
    return {
        "customer": visit.customer.id,
        "told": False,
        "visits": days,
        "text": None,
        "why": reason_words(visit, words),
    }
