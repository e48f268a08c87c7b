"""The command that writes what customers are told before a visit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import click
from rich.text import Text

from generator.desk.notices import Notice, notices
from generator.faces.asked import company_of
from generator.faces.console import Session
from generator.faces.options import as_of_option, with_session
from generator.publishing.told import note_told, told_in
from generator.reading.words import words_of
from generator.text.located import Stopped
from generator.text.printed import json_text


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
    visits = [visit for visit in company.planned().visits if only in (None, visit.customer.id)]
    book = words_of(session.root).words
    try:
        found = notices(visits, company.as_of, days, company.definitions, book, told_in(session.root))
        fresh = [visit for one in found if one.customer.id in just_told and not one.is_told for visit in one.visits]
        if fresh:
            note_told(session.root, fresh, company.as_of, f"aftercare notices --root {session.root}")
    except Stopped as stopped:
        session.stop(stopped)
    if fresh:
        found = notices(visits, company.as_of, days, company.definitions, book, told_in(session.root))
    if format_ == "json":
        print(json_text([_as_json(notice) for notice in found]))
    else:
        _print(session, found, is_asked=only is not None, only_names=bool(sent))


def _print(session: Session, found: Sequence[Notice], *, is_asked: bool, only_names: bool) -> None:
    """The texts of those who were not told, or of whoever is asked about; then who was told and who was not."""
    words = session.words
    if not found:
        session.out.print(words["none_found"], markup=False)
        return
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
