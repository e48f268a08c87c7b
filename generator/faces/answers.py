"""The commands that answer and write nothing: agenda, explain, promise, schema."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import click
from rich.text import Text

from generator.dates.intervals import Interval, add
from generator.desk.completing import with_ids
from generator.desk.editor import SCHEMAS, SETTINGS, described, settings
from generator.desk.edits import Edit
from generator.desk.names import Names
from generator.desk.occurrences import agenda_sheet, status_words
from generator.due.items import Occurrence, Status
from generator.faces.asked import company_of
from generator.faces.console import Session
from generator.faces.options import as_of_option, with_session
from generator.faces.tables import format_option, print_sheet
from generator.faces.values import Day, DayOrMoment, KindOfFile, Named
from generator.publishing.kept import keep
from generator.publishing.schemas import write_schemas
from generator.reading.jsonschema import json_schema, models
from generator.telling import agenda, promises
from generator.telling.aside import set_aside
from generator.telling.explain import explain
from generator.telling.nothing import why_nothing
from generator.text.data import Data
from generator.text.located import Stopped
from generator.text.printed import json_text
from generator.text.words import Words
from generator.visits.visit import Visit

_FAR = Interval(months=240)


@click.command("agenda")
@with_session
@as_of_option
@click.option("--from", "start", type=Day(), default=None)
@click.option("--to", "end", type=Day(), default=None)
@click.option("--customer", default=None)
@click.option("--technician", default=None)
@click.option("--task", default=None)
@click.option(
    "--status", "statuses", multiple=True, type=Named({each: (f"status_{each}",) for each in get_args(Status)})
)
@format_option
def agenda_command(
    session: Session,
    as_of: date | None,
    start: date | None,
    end: date | None,
    customer: str | None,
    technician: str | None,
    task: str | None,
    statuses: tuple[Status, ...],
    format_: str,
) -> None:
    """List what is due, when, by whom, and why then."""
    company = company_of(session, as_of)
    today, definitions, schedules = company.as_of, company.definitions, company.schedules
    customer, technician = company.id_of("customer", customer), company.id_of("technician", technician)
    task = company.work(task, of=customer)
    start, end = _span(session, today, start, end)
    planned = company.planned(end + timedelta(days=1) if end else None)
    wanted = agenda.Filter(
        start=start, end=end, customer=customer, technician=technician, task=task, statuses=frozenset(statuses)
    )
    rows = agenda.rows(definitions, schedules, planned, wanted, session.words)
    if format_ == "json":
        print(agenda.as_json(rows))
        return
    sheet = agenda_sheet(rows, planned, definitions, schedules, session.words)
    title = session.words.say("list_agenda", as_of=today, start=start, end=end)
    told = [session.words[f"status_{status}"] for status in statuses]
    whose = company.titled(title, {"customer": customer, "technician": technician, "task": task}, told)
    print_sheet(session, sheet, format_, whose)


def _span(session: Session, today: date, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """From a month ago to six months ahead, where nothing else is asked for; what is asked for runs forwards."""
    if start is not None and end is not None and end < start:
        session.err.print(session.words.say("from_after_to", start=start, end=end), markup=False)
        raise SystemExit(1)
    first = start or add(min(today, end or today), Interval(months=-1))
    return first, end or add(max(today, start or today), Interval(months=6))


@click.command("explain")
@with_session
@as_of_option
@click.argument("customer")
@click.argument("task", required=False)
@click.argument("cycle", type=int, required=False)
def explain_command(session: Session, as_of: date | None, customer: str, task: str | None, cycle: int | None) -> None:
    """Tell how each date of CUSTOMER's TASK came about (of one CYCLE, if given), or of an incident by its number alone."""
    company = company_of(session, as_of)
    today, definitions, schedules = company.as_of, company.definitions, company.schedules
    if task is None:
        customer, task = company.of_incident(customer) or company.ask_which_task(customer)
    else:
        customer = customer if customer == "*" else company.id_of("customer", customer) or ""
        task = company.work(task, of=customer) or ""
    matching = list(agenda.matching(company.planned(), customer, task, cycle))
    if not matching:  # what no feed shows yet, such as the end of a long warranty, is looked for further ahead
        matching = list(agenda.matching(company.planned(add(today, _FAR)), customer, task, cycle))
    if not matching:
        owner, known = schedules.customers.get(customer), definitions.tasks.get(task)
        whose = owner.name if owner is not None else session.words["own_company"]
        what = known.name.of(session.words.language) if known is not None else task
        session.err.print(Text(session.words.say("explain_none", whose=whose, task=what, as_of=today)))
        for sentence in why_nothing(definitions, schedules, customer, task, cycle, today, session.words):
            session.err.print(Text(f"  {sentence}"))
        raise SystemExit(1)
    names = Names(schedules.technicians)
    for occurrence, visit in matching:
        session.out.print(Text(_heading(occurrence, visit, today, names, session.words), style="bold"))
        for sentence in explain(occurrence, visit, definitions, schedules, session.words):
            session.out.print(Text(f"  {sentence}"))
    for item in {occurrence.item.key: occurrence.item for occurrence, _ in matching}.values():
        for sentence in set_aside(item, schedules, today, session.words):
            session.out.print(Text(f"{names.item(item, session.words)}{session.words['colon']}{sentence}"))


def _heading(occurrence: Occurrence, visit: Visit | None, as_of: date, names: Names, words: Words) -> str:
    """Whose cycle it is, of what, when it is due by its rule, how it stands, and on which day somebody comes or came."""
    item, due = names.item(occurrence.item, words), occurrence.due
    day = f" → {visit.day}" if visit is not None and occurrence.status != "skipped" else ""
    which = f"{item} {due.nominal if due is not None else ''}".rstrip()
    return f"{which} [{status_words(occurrence, as_of, words)}]{day}"


@click.command("promise")
@with_session
@click.argument("promise_id")
@click.option("--reported", type=DayOrMoment(), required=True)
@click.option("--customer", default=None)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def promise_command(session: Session, promise_id: str, reported: date, customer: str | None, format_: str) -> None:
    """Tell by when PROMISE must be kept, and how that was reckoned."""
    has_hour = isinstance(reported, datetime)
    moment = reported if isinstance(reported, datetime) else datetime.combine(reported, time())
    company = company_of(session, moment.date())
    definitions, schedules = company.definitions, company.schedules
    customer = company.id_of("customer", customer)
    promise = definitions.promises[company.id_of("promise", promise_id) or ""]
    if moment.tzinfo is not None:  # by the clocks of whoever wrote it down
        moment = moment.astimezone(ZoneInfo(definitions.company.zone)).replace(tzinfo=None)
    owner = schedules.customers[customer] if customer else None
    deadline = promises.deadline(promise, moment, definitions, owner)
    reasons = promises.reasoning(promise, deadline, owner, definitions, session.words, has_hour=has_hour)
    if format_ == "json":
        answer = {
            "promise": promise.id,
            "customer": customer,
            "reported": moment.isoformat(timespec="minutes"),
            "latest": deadline.latest.isoformat(timespec="minutes"),
            "reasoning": reasons,
        }
        print(json_text(answer))
        return
    session.out.print(Text(deadline.words(), style="bold"))
    for sentence in reasons:
        session.out.print(Text(f"  {sentence}"))


@click.command("schema")
@with_session
@click.argument("kind", type=KindOfFile(sorted(models())), required=False)
@click.option("--ids", "has_ids", is_flag=True)
@click.option("--write", "is_written", is_flag=True)
def schema_command(session: Session, kind: str | None, has_ids: bool, is_written: bool) -> None:
    """Print the JSON Schema of one KIND of file, for an editor that completes and checks while you type."""
    if kind is None:
        if not is_written:
            context = click.get_current_context()
            raise click.MissingParameter(ctx=context, param=next(p for p in context.command.params if p.name == "kind"))
        _write_schemas(session)
        return
    schema: Data = described(json_schema(models()[kind]), session.words)
    if has_ids:
        company = company_of(session, date.min)
        schema = with_ids(schema, company.definitions, company.schedules)
    print(json_text(schema))


def _write_schemas(session: Session) -> None:
    """The schemas of all kinds into the folder, and the settings that name them where there are none."""
    company, root = company_of(session, date.min), session.root
    try:
        edits = write_schemas(root, company.definitions, company.schedules)
        if not (root / SETTINGS).exists():
            keep(root, [Edit(SETTINGS, settings())])
    except Stopped as stopped:
        session.stop(stopped)
    session.out.print(Text(session.words.say("schema_written", n=len(edits), folder=SCHEMAS)))
