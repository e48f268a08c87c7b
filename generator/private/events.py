"""A visit as an event: on which day or at what time, under which heading, where.

No phone number and no name of a person stands in an event.
"""

from __future__ import annotations

from datetime import date, timedelta

from generator.due.incidents import IncidentTask
from generator.formats.contentlines import local_line, text_line
from generator.formats.events import all_day, event_body
from generator.formats.told import FORECAST, OCCURRENCES, TECHNICIAN, Event
from generator.private.agreed import is_agreed, standing_of
from generator.private.otherdays import other_days_line
from generator.private.reader import Reader
from generator.visits.visit import Visit

_APPOINTMENT_MINUTES = 60


def event_of(visit: Visit, description: str, reader: Reader, *, for_staff: bool, alone: bool = False) -> Event:
    """The event of a visit as its customer reads it, or as staff do: they are told the address.

    ``alone``: it is in no feed, and bears nothing for the next build.
    """
    other = "" if for_staff else other_days_line(visit, reader)
    day, when = _when(visit, reader.company.zone)
    agreed, site = is_agreed(visit), visit.site
    body = event_body(
        when=when,
        summary=_staff_summary(visit, reader) if for_staff else _customer_summary(visit, reader),
        description=f"{description}\n{other}" if other else description,
        url=reader.guide(visit.occurrences[0].item.task),
        place=f"{site.address} · {site.name}" if for_staff and site.name != site.address else site.name,
        category=reader.words[f"channel_{visit.channel}"],
        status="TENTATIVE" if visit.is_open and not agreed else "CONFIRMED",
        opaque=agreed,
        access="PRIVATE",
        extra=b"" if alone else _kept(visit, for_staff=for_staff),
        trigger=_trigger(day, reader.as_of, has_time=agreed),
    )
    return Event(visit.uid, day, body)


def _when(visit: Visit, zone: str) -> tuple[date, bytes]:
    """The day, and the lines that tell when it begins and ends, by the clocks of ``zone``."""
    record = visit.appointment
    if record is None or record.at is None or not visit.is_open:
        return visit.day, all_day(visit.day)
    end = record.at + timedelta(minutes=record.minutes or _APPOINTMENT_MINUTES)
    return record.at.date(), local_line("DTSTART", record.at, zone) + local_line("DTEND", end, zone)


def _trigger(day: date, as_of: date, *, has_time: bool) -> str:
    """When to remind: the day before, at nine or at the same time; not at all once that is past."""
    if day <= as_of:
        return ""
    return "-P1D" if has_time else "-PT15H"


def _kept(visit: Visit, *, for_staff: bool) -> bytes:
    """What the next build reads from the published event; who goes, from the calendars of those who go."""
    occurrences = text_line(OCCURRENCES, " ".join(occurrence.id for occurrence in visit.occurrences))
    is_told = for_staff and visit.technicians
    technician = text_line(TECHNICIAN, " ".join(visit.technicians)) if is_told else b""
    return occurrences + technician + (text_line(FORECAST, "TRUE") if visit.is_forecast else b"")


def _customer_summary(visit: Visit, reader: Reader) -> str:
    kind = "incident_" if isinstance(visit.occurrences[0].item.task, IncidentTask) else ""
    return f"{_mark(visit, reader)}{reader.words[f'summary_{kind}{visit.channel}']}{_tasks(visit, reader)}"


def _staff_summary(visit: Visit, reader: Reader) -> str:
    return f"{_mark(visit, reader)}{reader.lack(visit)}{visit.site.name}{reader.words['colon']}{_tasks(visit, reader)}"


def _mark(visit: Visit, reader: Reader) -> str:
    standing = standing_of(visit)
    return "" if standing in ("planned", "agreed") else reader.words[f"mark_{standing}"]


def _tasks(visit: Visit, reader: Reader) -> str:
    return reader.listed(tuple([occurrence.item.task.name for occurrence in visit.occurrences]))
