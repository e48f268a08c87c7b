"""The command that writes down a step of an incident: that it was reported, that somebody was there, that it is done."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from typing import get_args

import click

from generator.desk.cells import BadCell, day, moment
from generator.desk.edits import Value
from generator.desk.incidents import Step, told_of
from generator.desk.names import KindOfName
from generator.faces.asked import Company, in_two, refuse
from generator.faces.console import Session
from generator.faces.keeping import Looked, keep_record
from generator.faces.options import as_of_option, current_day, current_moment, with_session
from generator.faces.values import Day, chosen
from generator.model.definitions import Definitions
from generator.model.incidents import IncidentKind, Inlet, Payer
from generator.model.schedules import Schedules
from generator.text.data import Data
from generator.text.yaml import parse

_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


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
@click.option("--anyway", is_flag=True)
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
    anyway: bool,
    dry_run: bool,
) -> None:
    """Write down a step of an incident."""
    now = current_moment(session.root).replace(tzinfo=None) if as_of is None else None
    today = as_of or current_day(session.root)
    said = dict(_said(session, text) for text in told)

    def edited(definitions: Definitions, schedules: Schedules) -> Looked:
        company = Company(session, definitions, schedules, today)
        step = Step(
            id=number,
            on=on or today,
            told={key: _by_name(company, key, value) for key, value in said.items()},
            customer=company.id_of("customer", customer),
            site=site,
            asset=asset,
            technician=company.id_of("technician", by),
            anyway=anyway,
        )
        return told_of(step, definitions, schedules, today, now)

    keep_record(session, "incident", edited, dry_run=dry_run)


# What an incident names by id or by name, by the keys that do.
_NAMED: Mapping[str, KindOfName] = {
    "product": "product", "part": "component", "fault": "fault", "promise": "promise", "department": "role",
}  # fmt: skip


# What may be one of a few words, each by the keys of its names in reports, calendars and messages.
_CHOSEN: Mapping[str, Mapping[str, tuple[str, str]]] = {
    key: {word: (f"{beginning}{word}", f"choice_{word}") for word in words}
    for key, words, beginning in (
        ("kind", get_args(IncidentKind), "incident_"),
        ("channel", get_args(Inlet), "inlet_"),
        ("needs", ("onsite", "phone"), "channel_"),
        ("by", get_args(Payer), "payer_"),
    )
}


# When something was, as tables and other commands take it: 2026/11/23 8:20, 2026年11月23日 8点半.
_WHEN: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("received", "agreed", "arrived", "done"), moment),
    **dict.fromkeys(("rechecked", "fed_back", "reopened"), day),
}


def _by_name(company: Company, key: str, value: Value) -> Value:
    """What a key names or chooses, said by id, by name or by a part of a name that only one has."""
    if key in _CHOSEN:
        return chosen(str(value), _CHOSEN[key], by_part=True) or value
    if key in _WHEN and isinstance(value, str):
        with suppress(BadCell):  # what is none is told with the rest
            return _WHEN[key](value)
    if key == "cost" and isinstance(value, dict):
        return {inner: _by_name(company, inner, each) if inner in _CHOSEN else each for inner, each in value.items()}
    return company.id_or_as_said(_NAMED[key], value) if key in _NAMED and isinstance(value, str) else value


def _said(session: Session, text: str) -> tuple[str, Value]:
    """``part=gasket`` as a key and its value: a list or a mapping as YAML has it, and what else stands there as it is."""
    name, value = in_two(text)
    if not name or value is None:
        refuse(session, "no_incident_key", found=text)
    is_text = value[:1] not in ("[", "{") and not _NUMBER.fullmatch(value)
    data, faults = ([value], []) if is_text else parse(f"- {value}\n")
    if faults or not isinstance(data, list) or len(data) != 1:
        refuse(session, "no_incident_list", found=text)
    return name, _value(data[0], value)


def _value(data: Data, text: str) -> Value:
    """A list or a mapping as it is, and any other value as it was written, but for numbers."""
    if isinstance(data, list):
        return [str(each) for each in data]
    if isinstance(data, dict):
        return {str(key): _value(each, str(each)) for key, each in data.items()}
    return data if isinstance(data, int | float) and not isinstance(data, bool) else text.strip()
