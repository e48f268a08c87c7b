"""A visit as the lists of regions and of the dispatch have it: its event, and its lines on the page beside.

They are the same on each list and depend on nobody else's, so those of a customer are made once and kept.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from generator.formats import ourtypes
from generator.formats.told import Event
from generator.private.agreed import is_agreed
from generator.private.drafts import NoDraft
from generator.private.events import event_of
from generator.private.reader import Reader
from generator.private.staff.late import Late, late_of
from generator.private.staff.stops import Stop, stop_of
from generator.private.staff.weeks import weeks_of
from generator.private.texts import Texts, staff_text
from generator.visits.visit import Visit, VisitState, state_of

Told = tuple[object, ...]
Plain = tuple[str, Told, date, bytes, Told | None, tuple[Told, ...]]


class Listed(NamedTuple):
    """A visit of a list; ``stop`` is there where a page may show it. ``is_lacking``: somebody lacks for it."""

    uid: str
    day: date
    is_open: bool
    unconfirmed: bool
    is_lacking: bool
    has_time: bool
    state: VisitState
    event: Event
    stop: Stop | None
    late: tuple[Late, ...]


def listed_of(visit: Visit, texts: Texts, reader: Reader) -> Listed:
    """A visit as lists have it, in brief."""
    description = texts.of(staff_text(visit, reader, brief=True), reader)
    is_soon = visit.day < weeks_of(reader.as_of)[1].end
    is_shown = visit.is_open and (is_soon or bool(visit.reason) or visit.unconfirmed)
    return Listed(
        uid=visit.uid,
        day=visit.day,
        is_open=visit.is_open,
        unconfirmed=visit.unconfirmed,
        is_lacking=bool(visit.reason),
        has_time=is_agreed(visit),
        state=state_of(visit),
        event=event_of(visit, description, reader, for_staff=True),
        stop=stop_of(visit, reader) if is_shown else None,
        late=tuple(late_of(visit, reader)) if visit.is_open else (),
    )


def packed_list(listed: Iterable[Listed]) -> bytes:
    """Some visits of lists as bytes."""
    return pickle.dumps([_plain(one) for one in listed], ourtypes.PROTOCOL)


def unpacked_list(content: bytes) -> Mapping[str, Listed]:
    """The visits that were packed, by UID. Raises NoDraft."""
    try:
        return {told[0]: _listed(*told) for told in ourtypes.Reader(content).load()}
    except ourtypes.DAMAGED as error:
        raise NoDraft from error


def _plain(one: Listed) -> Plain:
    """Without types of our own, for of these many are read."""
    stop = tuple([getattr(one.stop, name) for name in Stop.__slots__]) if one.stop is not None else None
    late = tuple([tuple(late) for late in one.late])
    rest = (one.day, one.is_open, one.unconfirmed, one.is_lacking, one.has_time, one.state)
    return one.uid, rest, one.event.day, one.event.body, stop, late


def _listed(uid: str, rest: Told, day: date, body: bytes, stop: Told | None, late: tuple[Told, ...]) -> Listed:
    shown = Stop(*stop) if stop is not None else None  # type: ignore[arg-type]
    return Listed(uid, *rest, Event(uid, day, body), shown, tuple([Late(*one) for one in late]))  # type: ignore[call-arg, arg-type]
