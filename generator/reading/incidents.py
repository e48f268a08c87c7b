"""Checks of incidents: each begins with what it is, names what is defined, and its steps follow one another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time

from generator.due.incidents import served_until
from generator.model.cases import case_of, cases
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.incidents import Incident
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.history import standing_records
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike

# What an incident names, and the kind of definition that it is.
_NAMED: Mapping[str, str] = {
    "product": "product",
    "part": "component",
    "fault": "fault",
    "promise": "promise",
    "department": "role",
}
_STAGES = ("received", "arrived", "done", "rechecked", "fed_back")
# What lies in the past by its nature: the stages, and that one of them is taken back.
_PAST = (*_STAGES, "reopened")


def incidents_are_complete(_: Definitions, schedules: Schedules) -> Problems:
    """A record of an incident tells of one, and no other record does; the first says what it is, and of what."""
    for place, record in schedules.records:
        if (record.record == "incident") != (record.incident is not None):
            code = "record_needs" if record.incident is None else "incident_misplaced"
            params: dict[str, object] = {"record": record.record, "found": "incident"}
            keys = place.keys if record.incident is None else (*place.keys, "incident")
            yield Problem(code=code, file=place.file, keys=keys, params=params)
    for steps in _by_incident(schedules).values():
        place, first = steps[0]
        told = case_of([record for _, record in steps], schedules)
        for name in _lacking(first, told.product):
            params = {"record": "incident", "found": name}
            yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)
        for at, record in steps[1:]:
            if (record.customer, record.site) != (first.customer, first.site):
                params = {"found": told.id, "other": f"{first.customer} {first.site}".strip()}
                yield Problem(code="incident_elsewhere", file=at.file, keys=at.keys, params=params)


def _by_incident(schedules: Schedules) -> Mapping[str, list[tuple[Placed, Record]]]:
    """The standing records of each incident, oldest first."""
    steps: dict[str, list[tuple[Placed, Record]]] = {}
    for place, record in standing_records(schedules):
        if record.record == "incident" and record.incident is not None:
            steps.setdefault(record.incident.id, []).append((place, record))
    for told in steps.values():  # the report is the first of its day, in whichever file it stands
        told.sort(key=lambda step: (step[1].date, step[1].incident is None or step[1].incident.received is None))
    return steps


def _lacking(first: Record, product: str | None) -> Iterator[str]:
    """What the first record of an incident does not say; strangers may ask, and what they ask about need be no product."""
    told = first.incident
    assert told is not None, "records of incidents alone are looked at"
    yield from (f"incident.{name}" for name in ("kind", "received") if getattr(told, name) is None)
    if told.kind == "enquiry":
        if first.customer and not first.site:
            yield "site"
        return
    yield from (name for name in ("customer", "site") if not getattr(first, name))
    if product is None and not first.asset:  # of an asset that is no longer told of nobody knows it
        yield "incident.product"


def incidents_name_what_is(definitions: Definitions, schedules: Schedules) -> Problems:
    """What incidents name is defined: one warning for each name that is not, and for a promise of other products."""
    told: set[tuple[str, str]] = set()
    for place, record in standing_records(schedules):
        if record.incident is None:
            continue
        for key, kind, id_, known in _names(definitions, record.incident):
            if id_ not in known and (kind, id_) not in told and not {(kind, ""), (kind, id_)} & definitions.broken:
                told.add((kind, id_))
                params = {"kind": kind, "found": id_, "nearest": alike(id_, known)}
                at: Keys = (*place.keys, "incident", key)
                yield Problem(code="incident_unknown", file=place.file, keys=at, params=params, level="warning")


def _names(definitions: Definitions, told: Incident) -> Iterator[tuple[str, str, str, Mapping[str, object]]]:
    """What an incident names: the key, the kind, the id, and what there is of that kind."""
    for key, kind in _NAMED.items():
        id_ = getattr(told, key)
        if id_ is not None:
            yield key, kind, id_, definitions.linked(kind)
    if told.cause is not None:
        yield "cause", "cause", told.cause, definitions.company.incidents.causes


def incidents_run_forwards(_: Definitions, schedules: Schedules) -> Problems:
    """No stage lies before the one that it follows, nor after the day of the record that tells of it."""
    for steps in _by_incident(schedules).values():
        latest: tuple[str, datetime] = ("received", datetime.min)
        for place, record in steps:
            told = record.incident
            assert told is not None, "records of incidents alone are looked at"
            for name in _PAST:
                moment = _moment(getattr(told, name))
                if moment is None:
                    continue
                keys: Keys = (*place.keys, "incident", name)
                if moment.date() > record.date:
                    params: dict[str, object] = {"found": moment.date(), "date": record.date}
                    yield Problem(code="incident_ahead", file=place.file, keys=keys, params=params)
                elif name not in ("received", "reopened") and moment < _from(latest[1], getattr(told, name)):
                    params = {"name": name, "found": f"{moment:%Y-%m-%d %H:%M}", "other": latest[0]}
                    yield Problem(code="incident_backwards", file=place.file, keys=keys, params=params)
                if name in _STAGES:
                    latest = (name, moment)


def _moment(value: datetime | date | None) -> datetime | None:
    return value if value is None or isinstance(value, datetime) else datetime.combine(value, time())


def _from(latest: datetime, value: object) -> datetime:
    """From when on ``value`` may be: a day may be that of what went before."""
    return latest if isinstance(value, datetime) or latest == datetime.min else datetime.combine(latest.date(), time())


def nobody_waits_in_vain(_: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """No incident is open where the service has ended, or ends before the day that was agreed: nobody comes any more."""
    for case in cases(schedules, as_of) if any(record.incident for _, record in schedules.records) else ():
        customer = schedules.customers.get(case.customer)
        site = next((site for site in customer.sites if site.id == case.site), None) if customer is not None else None
        if customer is None or site is None or not case.is_open:
            continue
        asset = next((asset for asset in site.assets if asset.id == case.asset), None)
        until = served_until(customer, site, asset)
        agreed = case.told.agreed.date() if case.told.agreed is not None else date.min
        if until < max(case.received.date(), agreed, as_of):
            params = {"found": case.id, "customer": customer.id, "until": until}
            place = case.places[-1]  # so that whoever writes one more step is told
            keys: Keys = (*place.keys, "incident", "id")
            yield Problem(code="incident_after_service", file=place.file, keys=keys, params=params, level="warning")


def hours_lie_in_the_past(record: Record, place: Placed, now: datetime) -> Problems:
    """No stage that a step tells lies later on its day than ``now``, by the company's clocks; of days ``check`` tells."""
    for name in _PAST if record.incident is not None else ():
        hour = getattr(record.incident, name)
        if isinstance(hour, datetime) and hour > now and hour.date() <= record.date:
            params = {"found": f"{hour:%Y-%m-%d %H:%M}", "now": f"{now:%Y-%m-%d %H:%M}"}
            yield Problem(code="hour_ahead", file=place.file, keys=(*place.keys, "incident", name), params=params)


def incidents_by_todays_ids(definitions: Definitions, schedules: Schedules) -> Schedules:
    """The schedules, with what incidents name by today's ids; the same where nothing was renamed."""
    former = {
        (kind, old): id_
        for kind in dict.fromkeys(_NAMED.values())
        for id_, definition in definitions.linked(kind).items()
        for old in definition.formerly
        if old not in definitions.linked(kind)
    }
    if not former or not any(record.incident is not None for _, record in schedules.records):
        return schedules
    return replace(schedules, records=tuple((place, _renamed(record, former)) for place, record in schedules.records))


def _renamed(record: Record, former: Mapping[tuple[str, str], str]) -> Record:
    told = record.incident
    if told is None:
        return record
    now = replace(
        told,
        product=_now(former, "product", told.product),
        part=_now(former, "component", told.part),
        fault=_now(former, "fault", told.fault),
        promise=_now(former, "promise", told.promise),
        department=_now(former, "role", told.department),
    )
    return replace(record, incident=now) if now != told else record


def _now(former: Mapping[tuple[str, str], str], kind: str, id_: str | None) -> str | None:
    return None if id_ is None else former.get((kind, id_), id_)
