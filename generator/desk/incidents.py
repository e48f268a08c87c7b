"""A step of an incident as it is told: a record that ``check`` has nothing against, at the end of its month's file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.desk.edits import Edit, NotEditable, Value, appended
from generator.desk.names import PlaceT, places_meant
from generator.desk.proving import last_of, looked_at, out_of_hours
from generator.desk.refusals import Refused
from generator.model.cases import cases
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.incidents import hours_lie_in_the_past
from generator.text.located import Stopped
from generator.text.problems import Problem, likeliest

# Of these the step that begins an incident says one at least.
_BEGINS = {"kind", "received"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was told of the incident ``id`` on a day: keys and values as YAML has them; whose and who was there by id.

    Where it is known already, nobody need say again whose it is and where. ``anyway``: the time was agreed nevertheless.
    """

    id: str
    on: date
    told: Mapping[str, Value]
    customer: str | None = None
    site: str | None = None
    asset: str | None = None
    technician: str | None = None
    notes: Mapping[str, Value] = field(default_factory=dict)
    anyway: bool = False


def told_of(
    step: Step, definitions: Definitions, schedules: Schedules, as_of: date, now: datetime | None = None
) -> tuple[Edit, list[Problem]]:
    """The month's file with the step at its end, and what to warn of. Raises Stopped for what ``check`` would call wrong.

    So it does for an hour after ``now``, by the company's clocks. The same twice raises Refused, and so does a number that
    is not known in a step that does not begin it.
    """
    known = [case.id for case in cases(schedules)]
    if step.id not in known and not _BEGINS & step.told.keys():
        raise Refused("no_incident" if known else "no_incident_yet", likeliest(step.id, known), found=step.id)
    entry = entry_of(step, schedules)
    file = f"schedules/records/{step.on:%Y-%m}.yaml"
    try:
        edit = appended(schedules.texts.get(file), file, entry)
    except NotEditable as error:
        raise Stopped([Problem(code="not_appendable", file=file)], schedules.texts) from error
    try:
        told = looked_at(edit, definitions, schedules, as_of)
    except Stopped as stopped:
        raise Stopped(_causes(stopped.problems), stopped.texts) from stopped
    if not step.anyway and (against := out_of_hours(told)):
        raise Stopped(against, schedules.texts)
    ahead = [] if now is None else [*hours_lie_in_the_past(*last_of(edit), now)]
    if ahead:
        raise Stopped(ahead, schedules.texts)
    return edit, told


def _causes(problems: Sequence[Problem]) -> list[Problem]:
    """The problems without what follows from others: at which site it is goes without saying once it is known whose."""
    lacking = {problem.params.get("found") for problem in problems if problem.code == "record_needs"}
    follows = {"site", "incident.product"} if "customer" in lacking else set()
    return [
        problem for problem in problems if problem.code != "record_needs" or problem.params.get("found") not in follows
    ]


def entry_of(step: Step, schedules: Schedules) -> dict[str, Value]:
    """The record's keys in the order in which they are written."""
    before = next((case for case in cases(schedules) if case.id == step.id), None)
    customer = step.customer or (before.customer if before is not None else None)
    owner = schedules.customers.get(customer or "")
    only = owner.sites[0].id if owner is not None and len(owner.sites) == 1 else None
    sites = owner.sites if owner is not None else ()
    site = _meant(step.site, sites) or (before.site if before is not None else only) or None
    assets = [asset for each in sites if each.id == site for asset in each.assets]
    given: dict[str, Value | None] = {
        "record": "incident",
        "date": step.on,
        "customer": customer or None,
        "site": site,
        "asset": _meant(step.asset, assets),
        "technician": step.technician,
        **step.notes,
        "incident": {"id": step.id, **step.told},
    }
    return {key: value for key, value in given.items() if value is not None}


def _meant(said: str | None, places: Sequence[PlaceT]) -> str | None:
    """The id of what was ``said`` by id or by a name, or a part of one, that one alone has; else as it was said.

    Raises Refused where several may be meant.
    """
    fits = places_meant(said, places) if said is not None else []
    if len(fits) > 1:
        raise Refused("several_meant", [f"{place.id} {place.name}" for place in fits], found=said, n=len(fits))
    return fits[0].id if fits else said
