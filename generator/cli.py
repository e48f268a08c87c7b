"""The command line: the one place that reads the clock, the environment and the terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar, get_args
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator import __version__, agenda, promises
from generator import build as pipeline
from generator.catalogue import Catalogue
from generator.console import Session, steps, summary
from generator.explain import explain
from generator.intervals import YEARS, Interval, add
from generator.problems import Language, nearest, place
from generator.schedule import Status
from generator.schema import KINDS, json_schema
from generator.wording import STATUS_WORDS

_ZONE = ZoneInfo("Asia/Shanghai")
_FAR = Interval(months=240)

Command = TypeVar("Command", bound=Callable[..., Any])


def _language_of(environment: str) -> Language:
    return "en" if environment.lower().startswith("en") else "zh"


def _default_language() -> str:
    return _language_of(os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or "zh")


def _today() -> date:
    return datetime.now(_ZONE).date()


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
            if day.isoformat() != value or day.year not in YEARS:  # ISO 8601 has other ways to write a date
                raise ValueError(value)
            return day
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2026-11-23 / 日期请写成 2026-11-23", param, ctx)


class _Moment(click.ParamType[datetime]):
    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
            if moment.year not in YEARS:
                raise ValueError(value)
        except ValueError:
            self.fail(
                f"{value!r} is not a time; write it as 2026-09-30T17:20 / 时间请写成 2026-09-30T17:20", param, ctx
            )
        return moment.astimezone(_ZONE).replace(tzinfo=None) if moment.tzinfo else moment


_root = click.option(
    "--root",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="The folder with definitions/ and schedules/.  [default: the current folder]",
)
_lang = click.option(
    "--lang", type=click.Choice(get_args(Language)), default=None, help="zh or en; by LANG if not given."
)
_as_of = click.option("--as-of", type=_Day(), default=None, help="The day that counts as today, such as 2026-11-23.")
_output = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Where site/ and feeds/ go.  [default: the root]",
)
_previous = click.option(
    "--previous",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    default=None,
    help="The folder of the feeds that were published last.  [default: the output's own]",
)
_replace = click.option("--replace", is_flag=True, help="Take over a folder that holds damaged or foreign files.")


def _with_session(command: Command) -> Command:
    """Every command takes --root and --lang, before its name or after it, and gets a Session."""

    @click.pass_context
    def run(context: click.Context, /, root: Path | None, lang: Language | None, **options: Any) -> Any:
        given = context.find_root().params
        chosen = root or given.get("root") or Path()
        language = lang or given.get("lang") or _language_of(_default_language())
        return command(Session(chosen, language), **options)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    wrapped: Any = run
    wrapped.__click_params__ = getattr(command, "__click_params__", [])
    return _root(_lang(wrapped))  # type: ignore[no-any-return]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="aftercare")
@_root
@_lang
def main(root: Path | None, lang: Language | None) -> None:
    """Turn a company's YAML into a care knowledge base and inspection calendars."""


@main.command()
@_with_session
@_as_of
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", help="How to print.")
def check(session: Session, as_of: date | None, format_: str) -> None:
    """Report every problem in every file."""
    catalogue, problems = pipeline.read(session.root, as_of or _today())
    located = place(problems, catalogue.texts)
    if format_ == "json":
        print(json.dumps([entry.as_json(session.language) for entry in located], ensure_ascii=False, indent=1))
    else:
        session.print_problems(located, session.out)
        if not located:
            session.out.print(session.say("sound", files=len(catalogue.texts)), markup=False)
    sys.exit(any(problem.level == "error" for problem in problems))


@main.command()
@_with_session
@_as_of
@_output
@_previous
@_replace
def build(session: Session, as_of: date | None, output: Path | None, previous: Path | None, replace: bool) -> None:
    """Check, then write the pages, both sites, the staff handbook and the feeds."""
    with steps(session) as step:
        output = output or session.root
        today = as_of or _today()
        report = pipeline.build_all(session.root, output, today, os.environ, step, previous=previous, replace=replace)
    rows = [("pages", session.root / "docs", report.pages), ("site", output / "site", report.site)]
    rows += [("handbook", output / "site-staff", report.handbook), ("feeds", output / "feeds", report.feeds)]
    session.print_problems(report.warnings, session.err)
    summary(session, rows, step.seconds)


@main.command()
@_with_session
@_as_of
def pages(session: Session, as_of: date | None) -> None:
    """Write the Markdown pages and the navigation alone."""
    with steps(session) as step:
        step("check")
        catalogue = pipeline.read_sound(session.root)
        step("pages")
        written = pipeline.write_pages(session.root, catalogue, pipeline.templates_of(session.root), as_of or _today())
    summary(session, [("pages", session.root / "docs", written)], step.seconds)


@main.command()
@_with_session
@_as_of
@_output
@_previous
@_replace
@click.option(
    "--rotate", metavar="HOLDER", default=None, help="Give a customer's or technician's feed a new address first."
)
def feeds(
    session: Session,
    as_of: date | None,
    output: Path | None,
    previous: Path | None,
    replace: bool,
    rotate: str | None,
) -> None:
    """Write the calendars alone."""
    with steps(session) as step:
        step("check")
        catalogue = pipeline.read_sound(session.root)
        folder = (output or session.root) / "feeds"
        if rotate is not None:
            kind = _kind_of_holder(session, catalogue, rotate, as_of or _today())
            pipeline.secret_of(
                catalogue, os.environ
            )  # whatever can stop the build, before the holder's file is touched
            pipeline.read_ledger(previous or folder, replace=replace)
            if not replace:
                pipeline.must_be_ours(folder)
            catalogue = pipeline.rotate_feed(session.root, catalogue, kind, rotate)
            address = pipeline.address_of(catalogue, kind, rotate, os.environ)
            edited = catalogue.places[kind, rotate].file
            session.out.print(session.say("rotated", file=edited, address=address), markup=False)
        step("feeds")
        written, warnings = pipeline.build_feeds(
            catalogue,
            pipeline.templates_of(session.root),
            as_of or _today(),
            folder,
            os.environ,
            previous=previous,
            replace=replace,
        )
    session.print_problems(place(warnings, catalogue.texts), session.err)
    summary(session, [("feeds", folder, written)], step.seconds)


@main.command()
@_with_session
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
def serve(session: Session, host: str, port: int) -> None:
    """Show the site, and rebuild it when YAML, templates or docs change."""
    from generator.serve import Served

    served = Served(session.root, _today())

    def rebuilt(seconds: float, stopped: pipeline.Stopped | None) -> None:
        if stopped is None:
            session.out.print(session.say("rebuilt", seconds=seconds), markup=False)
        else:
            session.print_problems(stopped.located(), session.err)
            session.err.print(session.say("still_up"), markup=False)

    try:
        served.build()
    except pipeline.Stopped as stopped:
        served.close()
        session.stop(stopped)
    session.out.print(session.say("serving", url=f"http://{host}:{port}/"), markup=False)
    served.run(host, port, rebuilt)


@main.command("agenda")
@_with_session
@_as_of
@click.option("--from", "start", type=_Day(), default=None, help="First planned day.  [default: a month ago]")
@click.option("--to", "end", type=_Day(), default=None, help="Last planned day.  [default: in six months]")
@click.option("--customer", default=None)
@click.option("--technician", default=None)
@click.option("--task", default=None)
@click.option(
    "--status", "statuses", multiple=True, type=click.Choice(get_args(Status)), help="May be given several times."
)
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
    today = as_of or _today()
    try:
        catalogue = pipeline.read_sound(session.root)
    except pipeline.Stopped as stopped:
        session.stop(stopped)
    _must_exist(session, "no_customer", customer, catalogue.customers)
    _must_exist(session, "no_technician", technician, catalogue.technicians)
    _must_exist(session, "no_task", task, catalogue.tasks)
    start = start or add(today, Interval(months=-1))
    end = end or add(today, Interval(months=6))
    before = pipeline.read_ledger(session.root / "feeds").published()
    planned = pipeline.plan(catalogue, today, before, end + timedelta(days=1) if end else None)
    wanted = agenda.Filter(
        start=start, end=end, customer=customer, technician=technician, task=task, statuses=frozenset(statuses)
    )
    found = agenda.rows(catalogue, planned, wanted, session.language)
    if format_ == "json":
        print(agenda.as_json(found))
    elif format_ == "csv":
        print(agenda.as_csv(found), end="")
    else:
        _agenda_table(session, found, today)


def _agenda_table(session: Session, found: Sequence[dict[str, Any]], as_of: date) -> None:
    if not found:
        session.out.print(session.say("none_found"), markup=False)
        return
    names = ("planned", "customer", "asset", "task", "cycle", "due", "window", "status", "technician")
    table = Table(*(session.say(name) for name in names), title=session.say("as_of", as_of=as_of))
    styles = {"overdue": "red", "due": "yellow", "done": "dim", "missed": "dim red", "skipped": "dim"}
    for row in found:
        provisional = session.say("more_planned") if row["calendar"] == "provisional" else ""
        cells = [
            f"{row['planned'] or '-'}{provisional}",
            "/".join(filter(None, (row["customer"], row["site"]))) or "-",
            row["asset"] or "-",
            row["task"] if row["rule"] == "main" else f"{row['task']}:{row['rule']}",
            str(row["cycle"] or "-"),
            str(row["due"] or "-"),
            f"{row['window_start']} – {row['window_end']}" if row["due"] else "-",
            STATUS_WORDS[row["status"]].of(session.language),
            row["technician"] or row["unassigned"] or "-",
        ]
        table.add_row(*map(Text, cells), style=styles.get(row["status"], ""))
    console = session.out if session.out.is_terminal else Console(width=200, highlight=False)
    console.print(table)


@main.command("explain")
@_with_session
@_as_of
@click.argument("customer")
@click.argument("task")
@click.argument("cycle", type=int, required=False)
def explain_command(session: Session, as_of: date | None, customer: str, task: str, cycle: int | None) -> None:
    """Tell how each date of CUSTOMER's TASK came about (of one CYCLE, if given)."""
    today = as_of or _today()
    try:
        catalogue = pipeline.read_sound(session.root)
    except pipeline.Stopped as stopped:
        session.stop(stopped)
    _must_exist(session, "no_customer", customer, [*catalogue.customers, "*"])
    _must_exist(session, "no_task", task, catalogue.tasks)
    published = pipeline.read_ledger(session.root / "feeds").published()
    found = list(agenda.matching(pipeline.plan(catalogue, today, published), customer, task, cycle))
    if not found:  # what no feed shows yet, such as the end of a long warranty, is looked for further ahead
        far = pipeline.plan(catalogue, today, published, add(today, _FAR))
        found = list(agenda.matching(far, customer, task, cycle))
    if not found:
        session.err.print(session.say("none_found"), markup=False)
        raise SystemExit(1)
    for occurrence, visit in found:
        status = STATUS_WORDS[occurrence.status].of(session.language)
        day = f" → {visit.day}" if visit is not None else ""
        session.out.print(Text(f"{occurrence.id}  [{status}]{day}", style="bold"))
        for sentence in explain(occurrence, visit, catalogue, session.language):
            session.out.print(Text(f"  {sentence}"))


@main.command("promise")
@_with_session
@click.argument("promise_id", metavar="PROMISE")
@click.option("--reported", type=_Moment(), required=True, help='When it was reported, such as "2026-09-30T17:20".')
@click.option("--customer", default=None)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def promise_command(session: Session, promise_id: str, reported: datetime, customer: str | None, format_: str) -> None:
    """Tell by when PROMISE must be kept, and how that was reckoned."""
    try:
        catalogue = pipeline.read_sound(session.root)
    except pipeline.Stopped as stopped:
        session.stop(stopped)
    _must_exist(session, "no_promise", promise_id, catalogue.promises)
    _must_exist(session, "no_customer", customer, catalogue.customers)
    promise = catalogue.promises[promise_id]
    owner = catalogue.customers[customer] if customer else None
    found = promises.deadline(promise, reported, catalogue)
    reasons = promises.reasoning(promise, found, owner, catalogue, session.language)
    if format_ == "json":
        answer = {
            "promise": promise.id,
            "customer": customer,
            "reported": reported.isoformat(timespec="minutes"),
            "latest": found.latest.isoformat(timespec="minutes"),
            "reasoning": reasons,
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    session.out.print(Text(found.words(), style="bold"))
    for sentence in reasons:
        session.out.print(Text(f"  {sentence}"))


@main.command("schema")
@_with_session
@click.argument("kind", type=click.Choice(sorted(KINDS)))
def schema_command(session: Session, kind: str) -> None:
    """Print the JSON Schema of one KIND of file, for an editor that completes and checks while you type."""
    print(json.dumps(json_schema(KINDS[kind]), ensure_ascii=False, indent=1))


def _kind_of_holder(session: Session, catalogue: Catalogue, found: str, as_of: date) -> str:
    """``customer`` or ``technician``. Nobody else's id is suggested for an unknown one: a feed would change hands."""
    customer = catalogue.customers.get(found)
    if customer is None and found in catalogue.technicians:
        return "technician"
    if customer is not None and customer.consent is not None and customer.consent.given <= as_of:
        return "customer"
    session.err.print(Text(session.say("no_holder" if customer is None else "no_consent", found=found)))
    raise SystemExit(1)


def _must_exist(session: Session, key: str, found: str | None, known: Any) -> None:
    if found is None or found in known:
        return
    near = nearest(found, known)
    hint = session.say("did_you_mean", nearest=near) if near else ""
    session.err.print(Text(session.say(key, found=found, hint=hint)))
    raise SystemExit(1)
