"""The commands that answer and write nothing: agenda, explain, promise, schema."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import click
from rich.table import Table
from rich.text import Text

from generator.dates.intervals import Interval, add
from generator.due.items import Status
from generator.faces.console import Screen, Session
from generator.faces.options import Day, KindOfFile, Moment, as_of_option, current_day, with_session
from generator.publishing.published import read_published
from generator.reading.load import read_sound
from generator.reading.schema import json_schema, models
from generator.telling import agenda, promises
from generator.telling.aside import set_aside
from generator.telling.explain import explain
from generator.text.located import Stopped
from generator.text.printed import json_text, printed
from generator.text.problems import nearest
from generator.visits.plan import plan

_FAR = Interval(months=240)


@click.command("agenda")
@with_session
@as_of_option
@click.option("--from", "start", type=Day(), default=None)
@click.option("--to", "end", type=Day(), default=None)
@click.option("--customer", default=None)
@click.option("--technician", default=None)
@click.option("--task", default=None)
@click.option("--status", "statuses", multiple=True, type=click.Choice(get_args(Status)))
@click.option("--format", "format_", type=click.Choice(["table", "json", "csv"]), default="table")
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
    today = as_of or current_day(session.root)
    try:
        definitions, schedules = read_sound(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    must_exist(session, "no_customer", customer, schedules.customers)
    must_exist(session, "no_technician", technician, schedules.technicians)
    must_exist(session, "no_task", task, definitions.tasks)
    start, end = _span(session, today, start, end)
    before = read_published(session.root / "feeds").ledger.published()
    planned = plan(definitions, schedules, today, before, end + timedelta(days=1) if end else None)
    wanted = agenda.Filter(
        start=start, end=end, customer=customer, technician=technician, task=task, statuses=frozenset(statuses)
    )
    rows = agenda.rows(definitions, schedules, planned, wanted, session.words)
    if format_ == "json":
        print(agenda.as_json(rows))
    elif format_ == "csv":
        print(agenda.as_csv(rows), end="")
    else:
        _agenda_table(session, rows, today)


def _span(session: Session, today: date, start: date | None, end: date | None) -> tuple[date | None, date | None]:
    """From a month ago to six months ahead, where nothing else is asked for; what is asked for runs forwards."""
    if start is not None and end is not None and end < start:
        session.err.print(session.words.say("from_after_to", start=start, end=end), markup=False)
        raise SystemExit(1)
    first = start or add(min(today, end or today), Interval(months=-1))
    return first, end or add(max(today, start or today), Interval(months=6))


def _agenda_table(session: Session, rows: Sequence[agenda.Row], as_of: date) -> None:
    if not rows:
        session.out.print(session.words["none_found"], markup=False)
        return
    names = ("planned", "customer", "asset", "task", "cycle", "due", "window", "status", "technician")
    table = Table(*(session.words[f"column_{name}"] for name in names), title=session.words.say("as_of", as_of=as_of))
    styles = {"overdue": "red", "due": "yellow", "done": "dim", "missed": "dim red", "skipped": "dim"}
    for row in rows:
        provisional = session.words["more_planned"] if row.calendar == "provisional" else ""
        cells = [
            f"{row.planned or '-'}{provisional}",
            "/".join(filter(None, (row.customer, row.site))) or "-",
            row.asset or "-",
            row.task if row.rule == "main" else f"{row.task}:{row.rule}",
            str(row.cycle or "-"),
            str(row.due or "-"),
            f"{row.window_start} – {row.window_end}" if row.due else "-",
            session.words[f"status_{row.status}"],
            ", ".join(filter(None, (row.technician, row.others))) or row.unassigned or "-",
        ]
        table.add_row(*map(Text, map(printed, cells)), style=styles.get(row.status, ""))
    console = session.out if session.out.is_terminal else Screen(width=200, highlight=False)
    console.print(table)


@click.command("explain")
@with_session
@as_of_option
@click.argument("customer")
@click.argument("task")
@click.argument("cycle", type=int, required=False)
def explain_command(session: Session, as_of: date | None, customer: str, task: str, cycle: int | None) -> None:
    """Tell how each date of CUSTOMER's TASK came about (of one CYCLE, if given)."""
    today = as_of or current_day(session.root)
    try:
        definitions, schedules = read_sound(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    must_exist(session, "no_customer", customer, [*schedules.customers, "*"])
    must_exist(session, "no_task", task, definitions.tasks)
    published = read_published(session.root / "feeds").ledger.published()
    matching = list(agenda.matching(plan(definitions, schedules, today, published), customer, task, cycle))
    if not matching:  # what no feed shows yet, such as the end of a long warranty, is looked for further ahead
        far = plan(definitions, schedules, today, published, add(today, _FAR))
        matching = list(agenda.matching(far, customer, task, cycle))
    if not matching:
        session.err.print(session.words["none_found"], markup=False)
        raise SystemExit(1)
    for occurrence, visit in matching:
        status = session.words[f"status_{occurrence.status}"]
        day = f" → {visit.day}" if visit is not None else ""
        session.out.print(Text(f"{occurrence.id}  [{status}]{day}", style="bold"))
        for sentence in explain(occurrence, visit, definitions, schedules, session.words):
            session.out.print(Text(f"  {sentence}"))
    for item in {occurrence.item.key: occurrence.item for occurrence, _ in matching}.values():
        for sentence in set_aside(item, schedules, today, session.words):
            session.out.print(Text(f"{item.key}: {sentence}"))


@click.command("promise")
@with_session
@click.argument("promise_id")
@click.option("--reported", type=Moment(), required=True)
@click.option("--customer", default=None)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def promise_command(session: Session, promise_id: str, reported: datetime, customer: str | None, format_: str) -> None:
    """Tell by when PROMISE must be kept, and how that was reckoned."""
    try:
        definitions, schedules = read_sound(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    must_exist(session, "no_promise", promise_id, definitions.promises)
    must_exist(session, "no_customer", customer, schedules.customers)
    promise = definitions.promises[promise_id]
    if reported.tzinfo is not None:  # by the clocks of whoever wrote it down
        reported = reported.astimezone(ZoneInfo(definitions.company.zone)).replace(tzinfo=None)
    owner = schedules.customers[customer] if customer else None
    deadline = promises.deadline(promise, reported, definitions, owner)
    reasons = promises.reasoning(promise, deadline, owner, definitions, session.words)
    if format_ == "json":
        answer = {
            "promise": promise.id,
            "customer": customer,
            "reported": reported.isoformat(timespec="minutes"),
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
@click.argument("kind", type=KindOfFile(sorted(models())))
def schema_command(session: Session, kind: str) -> None:
    """Print the JSON Schema of one KIND of file, for an editor that completes and checks while you type."""
    print(json_text(json_schema(models()[kind])))


def must_exist(session: Session, key: str, found: str | None, known: Collection[str]) -> None:
    if found is None or found in known:
        return
    near = nearest(found, known)
    hint = session.words.say("did_you_mean", nearest=near) if near else ""
    session.err.print(Text(session.words.say(key, found=found, hint=hint)))
    raise SystemExit(1)
