"""A customer's draft as bytes: to be kept, and to be sent to whoever makes the feed and the page from it.

A draft holds no more of definitions than the names of its tasks; whoever reads it knows those. Reading gives nothing but
values of this program and dates, whatever somebody put in the place of a draft.
"""

from __future__ import annotations

import copyreg
import io
import pickle
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, fields
from hashlib import blake2b
from operator import attrgetter
from typing import NamedTuple, TypeVar

from generator.due.incidents import IncidentTask
from generator.due.items import Item, Occurrence
from generator.due.terms import Terms
from generator.formats import ourtypes
from generator.model.people import Customer, Site
from generator.model.tasks import Task
from generator.visits.drafting import Drafted
from generator.visits.requests import is_asked
from generator.visits.visit import Visit

ValueT = TypeVar("ValueT")

# The quickest: drafts are written more often than they are read.
_LEVEL = 1
MARK = 16  # bytes of a name
# So many visits are read together.
_TOGETHER = 16
_FIELDS = tuple(key.name for key in fields(Task))
_OF_TASK = attrgetter(*_FIELDS)
# Of a visit that is asked for: on which day it is, and who goes, is planned with all others, and told by its place.
_OF_ASKED = attrgetter("uid", "channel", "appointment", "unconfirmed")
# Of any other all but what has a name of its own.
_OF_VISIT = attrgetter(*(key.name for key in fields(Visit) if key.name not in ("customer", "site", "occurrences")))


@dataclass(frozen=True, slots=True)
class Draft:
    """What feeds and pages are made from of a draft: its visits, without who goes, and what waits."""

    visits: Sequence[Visit]
    waiting: Sequence[Occurrence]


class Packed(NamedTuple):
    """A draft as it lies there: what visits have in ``common``, what waits, and some visits each, behind their UIDs."""

    common: bytes
    waiting: bytes
    parts: tuple[tuple[tuple[str, ...], bytes], ...]


class NoDraft(Exception):
    """Bytes that are not what this program wrote."""


def packed(drafted: Drafted, tasks: Mapping[str, Task]) -> bytes:
    """What feeds and pages are made from of a draft; ``tasks`` are known to whoever reads it.

    Some visits lie together, those of nearby days: whoever is shown a few of them need not read the others.
    """
    waiting = [occurrence for occurrence in drafted.occurrences if occurrence.waiting_for is not None]
    by_day = sorted(enumerate(drafted.visits), key=lambda entry: entry[1].day)
    some = [dict(by_day[at : at + _TOGETHER]) for at in range(0, len(by_day), _TOGETHER)]
    common = {id(value): value for visit in drafted.visits for value in _common_of(visit)}
    numbers = {known: number for number, known in enumerate(common)}
    parts = [(tuple([visit.uid for visit in part.values()]), packed_value(part, tasks, numbers)) for part in some]
    told = Packed(
        packed_value(tuple(common.values()), tasks), packed_value(dict(enumerate(waiting)), tasks), tuple(parts)
    )
    return pickle.dumps(told, ourtypes.PROTOCOL)


def _common_of(visit: Visit) -> Iterator[object]:
    """What a visit may have in common with others of its customer's."""
    yield from (visit.customer, visit.site)
    for occurrence in visit.occurrences:
        yield occurrence.item
        if occurrence.due is not None:
            yield occurrence.due.terms


def mark_of(drafted: Drafted) -> str:
    """A name for what feeds and pages tell of a draft beside who goes when: under equal marks they tell the same."""
    named = blake2b(digest_size=MARK)
    for visit in sorted(drafted.visits, key=attrgetter("uid")):
        own = _OF_ASKED(visit) if is_asked(visit) else _OF_VISIT(visit)
        told = f"{visit.site.id}{own}{[*map(_of_occurrence, visit.occurrences)]}"
        named.update(told.encode("utf-8", "surrogatepass"))
    waiting = [(one.id, one.waiting_for) for one in drafted.occurrences if one.waiting_for is not None]
    named.update(repr(waiting).encode("utf-8", "surrogatepass"))
    return named.hexdigest()


def _of_occurrence(occurrence: Occurrence) -> tuple[object, ...]:
    """What tells a cycle from any other of the same customer; its terms follow from those of its rule, and their day.

    What is done for an incident is known by no definition: all that is said of it is told.
    """
    due, task = occurrence.due, occurrence.item.task
    own = occurrence._replace(item=None, due=None)  # type: ignore[arg-type]
    incident = task if isinstance(task, IncidentTask) else None
    if due is None:
        return occurrence.id, own, incident
    terms = due.terms
    when = due._replace(terms=None)  # type: ignore[arg-type]
    return occurrence.id, own, incident, when, terms.rule, terms.revision, terms.anchor, terms.since


def unpacked(content: bytes, tasks: Mapping[str, Task], wanted: Set[str] | None = None) -> Draft:
    """The draft that was packed. Raises NoDraft.

    Where some visits alone are ``wanted``, by their UIDs, it lacks most of the others, and what waits.
    """
    visits: dict[int, Visit] = {}
    try:
        lies = ourtypes.Reader(content).load()
        if not isinstance(lies, Packed):
            raise NoDraft
        parts = [part for uids, part in lies.parts if wanted is None or not wanted.isdisjoint(uids)]
        common = unpacked_value(lies.common, tasks) if parts else ()
        if not isinstance(common, tuple):
            raise NoDraft
        for part in parts:
            visits.update(_all_of(Visit, unpacked_value(part, tasks, common)))
        waiting = _all_of(Occurrence, unpacked_value(lies.waiting, tasks)) if wanted is None else {}
        return Draft([visits[number] for number in sorted(visits)], tuple(waiting.values()))
    except ourtypes.DAMAGED as error:
        raise NoDraft from error


def _all_of(kind: type[ValueT], values: object) -> dict[int, ValueT]:
    """The values of a part by their places, all of one kind. Raises NoDraft."""
    if not isinstance(values, dict) or not all(isinstance(value, kind) for value in values.values()):
        raise NoDraft
    return values


def packed_value(value: object, tasks: Mapping[str, Task], common: Mapping[int, int] | None = None) -> bytes:
    """A value of this program as bytes; what is ``common`` is told by its number."""
    written = io.BytesIO()
    _Writer(written, tasks, common or {}).dump(value)
    return zlib.compress(written.getvalue(), _LEVEL)


def unpacked_value(content: bytes, tasks: Mapping[str, Task], common: Sequence[object] = ()) -> object:
    """The value that was packed. Raises NoDraft."""
    try:
        return _Reader(zlib.decompress(content), tasks, common).load()
    except (zlib.error, *ourtypes.DAMAGED) as error:
        raise NoDraft from error


def _known_task(id_: str) -> Task:
    """Stands in a draft for a task by its id; ``_Reader`` looks it up."""
    raise KeyError(id_)


def _known_value(number: int) -> object:
    """Stands in a draft for what its visits have in common, by its number there."""
    raise IndexError(number)


def _own_task(*values: object) -> Task:
    """A task that is as its asset has it."""
    return Task(**dict(zip(_FIELDS, values, strict=True)))  # type: ignore[arg-type]


class _Writer(pickle.Pickler):
    """Writes tasks that are known by their ids, and what is ``common`` by its number, as identity says."""

    def __init__(self, written: io.BytesIO, tasks: Mapping[str, Task], common: Mapping[int, int]) -> None:
        super().__init__(written, ourtypes.PROTOCOL)
        self._tasks, self._common = tasks, common
        self.dispatch_table = {**copyreg.dispatch_table, Task: self._by_id}
        if common:
            by_number = self._by_number
            self.dispatch_table |= {Customer: by_number, Site: by_number, Item: by_number, Terms: by_number}

    def _by_id(self, task: Task) -> tuple[Callable[..., Task], tuple[object, ...]]:
        if self._tasks.get(task.id) is task:
            return _known_task, (task.id,)
        return _own_task, _OF_TASK(task)

    def _by_number(self, value: object) -> tuple[Callable[..., object], tuple[object, ...]]:
        number = self._common.get(id(value))
        if number is not None:
            return _known_value, (number,)
        return value.__reduce_ex__(ourtypes.PROTOCOL)  # type: ignore[return-value]


class _Reader(ourtypes.Reader):
    """Reads values of this program's own types, tasks by their ids, and what is ``common`` by its number."""

    def __init__(self, content: bytes, tasks: Mapping[str, Task], common: Sequence[object]) -> None:
        super().__init__(content)
        self._tasks, self._common = tasks, common

    def find_class(self, module: str, name: str) -> object:
        """As of any; what tells of a task is looked up, or made."""
        if (module, name) == (__name__, _known_task.__name__):
            return self._tasks.__getitem__
        if (module, name) == (__name__, _known_value.__name__):
            return self._common.__getitem__
        if (module, name) == (__name__, _own_task.__name__):
            return _own_task
        return super().find_class(module, name)
