"""A visit in short, as those who go out read it, and as a list tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from generator.model.definition import Channel
from generator.private.agreed import agreed_time
from generator.private.reader import Reader
from generator.private.work import work_of
from generator.telling.amounts import minutes_words
from generator.telling.crews import reason_words
from generator.telling.days import spoken_day
from generator.visits.visit import Visit, VisitState, state_of

# Elsewhere OpenStreetMap; in China that finds few addresses.
_MAPS = {"CN": "https://uri.amap.com/search?keyword="}


@dataclass(frozen=True, slots=True)
class Stop:
    """When, where and what for. ``time`` is empty unless it was agreed; ``reason`` tells why somebody lacks."""

    day: date
    spoken: str
    time: str
    channel: Channel
    site: str
    address: str
    map: str
    names: str
    minutes: str
    state: VisitState
    is_open: bool
    provisional: bool
    reason: str
    technician: str


def stop_of(visit: Visit, reader: Reader) -> Stop:
    """A visit in short."""
    return Stop(
        day=visit.day,
        spoken=spoken_day(visit.day, reader.words, reader.as_of),
        time=agreed_time(visit),
        channel=visit.channel,
        site=visit.site.name,
        address=visit.site.address,
        map=map_link(visit.site.address, reader.company.country),
        names=reader.words.listed(work.task.name.of(reader.language) for work in work_of(visit)),
        minutes=minutes_words(visit.minutes, reader.words),
        state=state_of(visit),
        is_open=visit.is_open,
        provisional=reader.is_provisional(visit),
        reason=reason_words(visit, reader.words) if visit.is_open else "",
        technician=reader.words.listed(visit.technicians),
    )


def unconfirmed_stops(visits: Iterable[Visit], reader: Reader) -> tuple[Stop, ...]:
    """The visits whose day has passed without a record, the oldest first."""
    waiting = [visit for visit in visits if visit.unconfirmed]
    return tuple(stop_of(visit, reader) for visit in sorted(waiting, key=lambda visit: (visit.day, visit.uid)))


def map_link(address: str, country: str) -> str:
    """A search for an address on a map that knows the ``country``; nothing is asked of it before somebody opens it."""
    search = _MAPS.get(country, "https://www.openstreetmap.org/search?query=")
    return f"{search}{quote(address, safe='')}"
