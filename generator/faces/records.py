"""The command that records what was done, moved, left out, agreed or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import click
from click.core import ParameterSource

from generator.desk.recording import recorded
from generator.desk.said import KIND_OF, Said, Verb
from generator.due.incidents import INCIDENT
from generator.faces.asked import Company, in_two, refuse
from generator.faces.console import Session
from generator.faces.handedon import FromFiles, record_from
from generator.faces.keeping import Looked, keep_record
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.values import Day, Folder, Minutes, Moment, Named
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.published import last_plan

# How lists say that something was done so.
_STANDS: Mapping[Verb, str] = {"done": "done", "move": "moved", "skip": "skipped", "appoint": "agreed"}
# What can be said beside ``--from``, whose files say all else.
_WITH_FILES = ("--from", "--root", "--lang", "--as-of", "--output", "--displace", "--dry-run")
_VERBS = Named(
    {verb: (f"record_{kind}", f"choice_{kind}", f"stands_{_STANDS.get(verb)}") for verb, kind in KIND_OF.items()}
)


@click.command("record", cls=FromFiles)
@with_session
@as_of_option
@click.argument("verb", type=_VERBS, required=False)
@click.argument("customer", required=False)
@click.argument("task", required=False)
@click.option("--from", "files", multiple=True)
@click.option("--site", default=None)
@click.option("--asset", default=None)
@click.option("--rule", default=None)
@click.option("--due", type=Day(), default=None)
@click.option("--on", type=Day(), default=None)
@click.option("--technician", "by", default=None)
@click.option("--to", type=Day(), default=None)
@click.option("--at", type=Moment(by_the_hour=True), default=None)
@click.option("--minutes", type=Minutes(1, 1440), default=None)
@click.option("--reason", default=None)
@click.option("--findings", default=None)
@click.option("--told", default=None)
@click.option("--measured", multiple=True)
@click.option("--wrong", type=Day(), default=None)
@click.option("--output", type=Folder(exists=True), default=None)
@click.option("--displace", is_flag=True)
@click.option("--anyway", is_flag=True)
@click.option("--dry-run", is_flag=True)
def record_command(
    session: Session,
    as_of: date | None,
    verb: Verb | None,
    customer: str | None,
    task: str | None,
    files: tuple[str, ...],
    site: str | None,
    asset: str | None,
    rule: str | None,
    due: date | None,
    on: date | None,
    by: str | None,
    to: date | None,
    at: datetime | None,
    minutes: int | None,
    reason: str | None,
    findings: str | None,
    told: str | None,
    measured: tuple[str, ...],
    wrong: date | None,
    output: Path | None,
    displace: bool,
    anyway: bool,
    dry_run: bool,
) -> None:
    """Record what was done, moved, left out, agreed or wrong."""
    _must_go_together(session, is_from=bool(files))
    if files:
        record_from(session, files, as_of, output, dry_run=dry_run, displace=displace)
        return
    if verb is None or customer is None:
        refuse(session, "record_what")
    today = as_of or current_day(session.root)
    measurements = dict(_measured(session, text) for text in measured)

    def edited(definitions: Definitions, schedules: Schedules) -> Looked:
        company = Company(session, definitions, schedules, today)
        if (incident := company.of_incident(task or customer)) is not None:
            refuse(session, "record_is_incident", id=incident[1].removeprefix(INCIDENT))
        if task is None:
            company.ask_which_task(customer)
        owner = "" if customer == "*" else company.id_of("customer", customer) or ""
        said = Said(
            verb=verb,
            customer=owner,
            task=company.id_of("task", task, of=owner) or "",
            technician=company.id_of("technician", by),
            on=on or today,
            site=site,
            asset=asset,
            rule=rule,
            due=due,
            to=to,
            at=at,
            minutes=minutes,
            reason=reason,
            findings=findings,
            told=told,
            measurements=measurements,
            wrong=wrong,
            displace=displace,
            anyway=anyway,
        )
        return recorded(said, definitions, schedules, today, session.words.language, last_plan(session.root / "feeds"))

    keep_record(session, "record", edited, dry_run=dry_run)


def _must_go_together(session: Session, *, is_from: bool) -> None:
    """End the run where something is said of which nothing would come: the files say it, or there are none."""
    context = click.get_current_context()
    for parameter in context.command.params:
        name = parameter.opts[0]
        is_said = context.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
        if is_said and is_from and name not in _WITH_FILES:
            refuse(session, "record_in_files", found=name if name.startswith("--") else context.params[name])
        if is_said and not is_from and name == "--output":
            refuse(session, "record_no_files", found=name)


def _measured(session: Session, text: str) -> tuple[str, float]:
    """``gloss=76`` as a name and a number."""
    name, value = in_two(text)
    try:
        return name, float(value or "")
    except ValueError:
        refuse(session, "no_measurement", found=text)
        raise
