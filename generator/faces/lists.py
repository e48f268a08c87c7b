"""The commands of the day: today, week, overdue, load, materials. They write nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import click
from rich.text import Text

from generator.dates.ranges import DateRange
from generator.desk.days import Wanted, late, on_days, visits_sheet, week_around
from generator.desk.loads import load_sheet, materials_sheet
from generator.desk.names import Names
from generator.faces.asked import Company, company_of
from generator.faces.console import Session
from generator.faces.options import Command, as_of_option, with_session
from generator.faces.tables import format_option, print_sheet
from generator.visits.plan import Plan
from generator.visits.visit import Visit

Chosen = Callable[[Plan, date], list[Visit]]


def _whose(command: Command) -> Command:
    """The options by which a list is one customer's, technician's or task's."""
    for name in ("--task", "--technician", "--customer"):
        command = click.option(name, default=None)(command)
    return command


def _wanted(company: Company, customer: str | None, technician: str | None, task: str | None) -> Wanted:
    """Whose visits are asked for, by names; of tasks of one name the customer's own."""
    owner = company.id_of("customer", customer)
    return Wanted(customer=owner, technician=company.id_of("technician", technician), task=company.work(task, of=owner))


def _visits(
    name: str, help_: str, chosen: Chosen, title: Callable[[date], tuple[date, date]], *, is_late: bool = False
) -> click.Command:
    """A command that lists the ``chosen`` visits, a line each."""

    @click.command(name, help=help_)
    @with_session
    @as_of_option
    @_whose
    @format_option
    def listed(
        session: Session,
        as_of: date | None,
        customer: str | None,
        technician: str | None,
        task: str | None,
        format_: str,
    ) -> None:
        company = company_of(session, as_of)
        wanted = _wanted(company, customer, technician, task)
        planned = company.planned()
        visits = [visit for visit in chosen(planned, company.as_of) if wanted.takes(visit)]
        sheet = visits_sheet(visits, company.as_of, _names(company), session.words, late=is_late)
        start, last = title(company.as_of)
        headed = session.words.say(f"list_{name}", start=start, last=last, as_of=company.as_of)
        print_sheet(session, sheet, format_, _titled(company, headed, wanted), _nothing(session, name, wanted))
        if format_ == "table" and not is_late:  # what is to be done today is not all that there is
            told = {visit.uid for visit in visits}
            waiting = sum(wanted.takes(visit) and visit.uid not in told for visit in late(planned))
            if waiting:
                session.err.print(Text(session.words.say("late_elsewhere", n=waiting)))

    return listed


def _nothing(session: Session, name: str, wanted: Wanted) -> str:
    """What an empty list says; one that is somebody's alone, that nothing is theirs."""
    return session.words[f"nothing_{name}"] if wanted == Wanted() else ""


def _titled(company: Company, title: str, wanted: Wanted) -> str:
    """The title of a list, with whose it is alone."""
    return company.titled(title, {"customer": wanted.customer, "technician": wanted.technician, "task": wanted.task})


def _names(company: Company) -> Names:
    return Names(company.schedules.technicians)


today_command = _visits(
    "today",
    "List who goes where today.",
    lambda planned, day: on_days(planned.visits, DateRange.inclusive(day, day)),
    lambda day: (day, day),
)
week_command = _visits(
    "week",
    "List who goes where this week.",
    lambda planned, day: on_days(planned.visits, week_around(day)),
    lambda day: (week_around(day).start, week_around(day).last),
)
overdue_command = _visits(
    "overdue", "List what is late.", lambda planned, _: late(planned), lambda day: (day, day), is_late=True
)


def _weeks_ahead(day: date, count: int) -> list[DateRange]:
    """This week and those after it."""
    first = week_around(day)
    return [DateRange(first.start + timedelta(weeks=n), first.start + timedelta(weeks=n + 1)) for n in range(count)]


weeks_option = click.option("--weeks", type=click.IntRange(1, 104), default=13, show_default=True)


@click.command("load")
@with_session
@as_of_option
@click.option("--technician", default=None)
@weeks_option
@format_option
def load_command(session: Session, as_of: date | None, technician: str | None, weeks: int, format_: str) -> None:
    """Tell how full each technician's weeks are."""
    company = company_of(session, as_of)
    id_ = company.id_of("technician", technician)
    people = [person for person in company.schedules.technicians.values() if id_ in (None, person.id)]
    ahead = _weeks_ahead(company.as_of, weeks)
    visits = company.planned(ahead[-1].end).visits
    travel = company.definitions.company.planning.travel
    nobody = session.words["load_nobody"] if id_ is None else None
    calendars = company.definitions.workdays_in
    sheet = load_sheet(visits, people, ahead, calendars, travel, _names(company), company.as_of, nobody)
    title = session.words.say("list_load", start=company.as_of, last=ahead[-1].last)
    nothing = session.words["nothing_load"] if id_ is None else ""
    print_sheet(session, sheet, format_, company.titled(title, {"technician": id_}), nothing)


@click.command("materials")
@with_session
@as_of_option
@_whose
@weeks_option
@format_option
def materials_command(
    session: Session,
    as_of: date | None,
    customer: str | None,
    technician: str | None,
    task: str | None,
    weeks: int,
    format_: str,
) -> None:
    """List the materials that visits use up, week by week."""
    company = company_of(session, as_of)
    wanted = _wanted(company, customer, technician, task)
    ahead = _weeks_ahead(company.as_of, weeks)
    visits = [visit for visit in company.planned(ahead[-1].end).visits if wanted.takes(visit)]
    title = session.words.say("list_materials", start=ahead[0].start, last=ahead[-1].last, as_of=company.as_of)
    sheet = materials_sheet(visits, ahead, session.words.language)
    print_sheet(session, sheet, format_, _titled(company, title, wanted), _nothing(session, "materials", wanted))
