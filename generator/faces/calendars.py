"""The command that reckons a year of the working calendar before its notice is out."""

from __future__ import annotations

import click

from generator.dates.intervals import YEARS
from generator.faces.console import Session
from generator.faces.options import with_session
from generator.formats.workyear import provisional_year
from generator.publishing.workyears import CALENDAR, add_year
from generator.text.located import Stopped


@click.command("holidays")
@with_session
@click.argument("year", type=click.IntRange(YEARS[0], YEARS[-1]))
@click.option("--write", is_flag=True)
def holidays_command(session: Session, year: int, write: bool) -> None:
    """Print YEAR's days off by law as YAML, or add them to the working calendar."""
    if not write:
        print(provisional_year(year), end="")
        return
    try:
        add_year(session.root, year)
    except Stopped as stopped:
        session.stop(stopped)
    session.out.print(session.words.say("year_added", year=str(year), file=CALENDAR), markup=False)
