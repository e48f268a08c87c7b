"""Whom nothing was wrong with need not be looked at again, while nothing is another that it was told from.

Whoever has records of other than work that was done is looked at each time: these may speak of what others have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import islice

from generator.model.definitions import Definitions
from generator.model.history import Group, History, Part
from generator.model.schedules import Schedules
from generator.reading.defined import Kept
from generator.reading.texts import marks, only
from generator.text.problems import Problem

_SIZE = 16
# So many customers are looked at together.
_TOGETHER = 64
_NOBODY = Group((), ())


@dataclass(frozen=True, slots=True)
class Looked:
    """What has to be looked at of some schedules: of those who are not known to be sound all, and of the others nothing.

    ``few`` is that alone; ``recorded`` has all customers beside. ``names`` are those of whom it may be said.
    """

    few: Schedules
    recorded: Schedules
    names: Mapping[str, str]


def to_be_looked_at(definitions: Definitions, schedules: Schedules, kept: Kept | None) -> Looked:
    """What is not known to be sound."""
    names = dict(_names(definitions, schedules, kept)) if kept is not None else {}
    sound = kept.sound(names.values()) if kept is not None else frozenset()
    if not sound or not isinstance(schedules.records, History):
        return Looked(schedules, schedules, names)
    known = {of for of, name in names.items() if name in sound}
    files = {schedules.places["customer", id_].file for id_ in schedules.customers if id_ in known}
    records = schedules.records.few(id_ for id_ in schedules.records.groups if id_ not in known)
    customers = {id_: customer for id_, customer in schedules.customers.items() if id_ not in known}
    texts = only(schedules.texts, lambda file: file not in known and file not in files)
    few = replace(schedules, customers=customers, records=records, texts=texts)
    return Looked(few, replace(schedules, records=records), names)


def without_sound(looked: Looked, look: Callable[[Schedules], Iterable[Problem]]) -> Looked:
    """What is left to be looked at, once those were looked at some at a time of whom ``look`` then finds nothing.

    So the records of all never lie in memory. Who has others than of work that was done is left in any case.
    """
    schedules, history = looked.few, looked.few.records
    if not isinstance(history, History) or len(schedules.customers) <= _TOGETHER:
        return looked
    sound = set[str]()
    plain = (id_ for id_ in schedules.customers if history.groups.get(id_, _NOBODY).plain)
    while some := [*islice(plain, _TOGETHER)]:
        records = history.few(some)
        customers = {id_: schedules.customers[id_] for id_ in some}
        part = replace(schedules, customers=customers, records=records)
        files = {part.places["customer", id_].file for id_ in some}
        files.update(told.file for group in records.groups.values() for told in group.parts)
        found = [*look(part)]
        if all("count" not in problem.params and problem.file in files for problem in found):
            sound.update(set(some).difference(_concerned(part, records, found)))
    left = {id_: customer for id_, customer in schedules.customers.items() if id_ not in sound}
    records = history.few(id_ for id_ in history.groups if id_ not in sound)
    few = replace(schedules, customers=left, records=records)
    return replace(looked, few=few, recorded=replace(looked.recorded, records=records))


def note_sound(schedules: Schedules, looked: Looked, problems: Iterable[Problem], kept: Kept) -> None:
    """Have it kept of whom none of the ``problems`` is told."""
    told = list(problems)
    if not isinstance(schedules.records, History) or any("count" in problem.params for problem in told):
        return  # one is told for many
    wrong = set(_concerned(schedules, schedules.records, told)) if told else frozenset()
    kept.note_sound(name for of, name in looked.names.items() if of not in wrong)


def _names(definitions: Definitions, schedules: Schedules, kept: Kept) -> Iterator[tuple[str, str]]:
    """A name for all that is told of a customer, by id, and for each file of records."""
    if not isinstance(schedules.records, History):
        return
    of_others = only(schedules.texts, lambda file: kept.named(file) is None)
    others = (f"{file}\0{mark}" for texts in (definitions.texts, of_others) for file, mark in marks(texts))
    shared = _digest((*others, repr(sorted(definitions.broken | schedules.broken))))
    for id_ in schedules.customers:
        file, group = kept.named(schedules.places["customer", id_].file), schedules.records.groups.get(id_, _NOBODY)
        shares = [part.name for part in group.parts]
        if file is not None and group.plain and all(shares):
            yield id_, _digest((shared, file, *shares))
    for file in schedules.texts:
        named = kept.named(file)
        if named is not None and file.startswith("schedules/records/"):
            yield file, _digest((shared, named))


def _concerned(schedules: Schedules, history: History, problems: Iterable[Problem]) -> Iterator[str]:
    """Of whom something may be told: the files, and whoever has something there."""
    at: dict[str, list[Problem]] = defaultdict(list)
    for problem in problems:
        at[problem.file].append(problem)
    yield from at
    yield from (id_ for id_ in schedules.customers if schedules.places["customer", id_].file in at)
    for id_, group in history.groups.items():
        if any(_is_of(problem, part) for part in group.parts for problem in at.get(part.file, ())):
            yield id_


def _is_of(problem: Problem, part: Part) -> bool:
    """Whether a problem in a file of records may be told of those of a customer."""
    return len(problem.keys) < 2 or any(number == problem.keys[1] for _, number in part.order)


def _digest(told: Iterable[str]) -> str:
    named = blake2b(digest_size=_SIZE)
    for text in told:
        named.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return named.hexdigest()
