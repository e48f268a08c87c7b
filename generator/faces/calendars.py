"""The command that tells a year of the working calendar: by its notice, or by the law before that is out."""

from __future__ import annotations

import click
from rich.text import Text

from generator.dates.intervals import YEARS
from generator.dates.lawful import law_of
from generator.desk.bilingual import remarked
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.options import with_session
from generator.publishing.workyears import CALENDAR, add_year, is_official, reckoned_for, year_to_add
from generator.reading.files import no_company
from generator.text.located import Stopped


@click.command("holidays")
@with_session
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
@click.option("--write", is_flag=True)
def holidays_command(session: Session, year: int, write: bool) -> None:
    """Print YEAR's days off as YAML, or add them to the working calendar."""
    if (country := reckoned_for(session.root)) is not None:
        _tell_by_law(session, country, year, is_to_write=write)
        return
    entry = remarked(year_to_add(year), session.words.language)
    if not write:
        print(entry, end="")
        return
    try:
        nowhere = no_company(session.root)
        if nowhere is not None:
            raise Stopped([nowhere])
        replaced = add_year(session.root, year, entry)
    except Stopped as stopped:
        session.stop(stopped)
    if replaced:
        session.out.print(session.words.say("year_replaced", year=str(year), file=CALENDAR), markup=False)
        return
    said = "year_added_official" if is_official(entry) else "year_added"
    session.out.print(session.words.say(said, year=str(year), file=CALENDAR), markup=False)


def _tell_by_law(session: Session, country: str, year: int, *, is_to_write: bool) -> None:
    """The days off that the law of a country gives, line by line, and that none of them has to be written anywhere."""
    law = law_of(country.lower())
    meant = {"country": country, "calendar": country.lower()}
    if is_to_write or law is None:
        refuse(session, "holidays_by_law", **meant)
    for day, (chinese, english) in law.days(year).items():
        names = (chinese, english) if session.words.language == "zh" else (english, chinese)
        session.out.print(Text(f"{day} {names[0] or names[1] or ''}".rstrip()))
    session.err.print(Text(session.words.say("holidays_by_law", **meant)))
