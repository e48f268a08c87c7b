"""The command that writes down a step of an incident: that it was reported, that somebody was there, that it is done."""

from __future__ import annotations

from datetime import date

import click

from generator.desk.edits import Value
from generator.desk.incidents import Step, told_of
from generator.faces.asked import Company, refuse
from generator.faces.console import Session
from generator.faces.keeping import Looked, keep_record
from generator.faces.options import Day, as_of_option, current_day, with_session
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.data import Data
from generator.text.yaml import parse


@click.command("incident")
@with_session
@as_of_option
@click.argument("number")
@click.argument("told", nargs=-1)
@click.option("--customer", default=None)
@click.option("--site", default=None)
@click.option("--asset", default=None)
@click.option("--technician", "by", default=None)
@click.option("--on", type=Day(), default=None)
@click.option("--dry-run", is_flag=True)
def incident_command(
    session: Session,
    as_of: date | None,
    number: str,
    told: tuple[str, ...],
    customer: str | None,
    site: str | None,
    asset: str | None,
    by: str | None,
    on: date | None,
    dry_run: bool,
) -> None:
    """Write down a step of an incident."""
    today = as_of or current_day(session.root)
    said = dict(_said(session, text) for text in told)

    def edited(definitions: Definitions, schedules: Schedules) -> Looked:
        company = Company(session, definitions, schedules, today)
        step = Step(
            id=number,
            on=on or today,
            told=said,
            customer=company.id_of("customer", customer),
            site=site,
            asset=asset,
            technician=company.id_of("technician", by),
        )
        return told_of(step, definitions, schedules, today)

    keep_record(session, "incident", edited, dry_run=dry_run)


def _said(session: Session, text: str) -> tuple[str, Value]:
    """``part=gasket`` as a key and what YAML makes of the value."""
    name, equals, value = text.partition("=")
    data, faults = parse(f"- {value}\n")
    if not name.strip() or not equals or faults or not isinstance(data, list) or len(data) != 1:
        refuse(session, "no_incident_key", found=text)
    return name.strip(), _value(data[0], value)


def _value(data: Data, text: str) -> Value:
    """A list or a mapping as it is, and any other value as it was written, but for numbers."""
    if isinstance(data, list):
        return [str(each) for each in data]
    if isinstance(data, dict):
        return {str(key): _value(each, str(each)) for key, each in data.items()}
    return data if isinstance(data, int | float) and not isinstance(data, bool) else text.strip()
