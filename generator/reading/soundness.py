"""Whom nothing was wrong with need not be looked at again, while nothing is another that it was told from.

Whoever has records of other than work that was done is looked at each time: these may speak of what others have.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

from generator.model.definitions import Definitions
from generator.model.history import Group, History, Share
from generator.model.schedules import Schedules
from generator.reading.defined import Kept
from generator.text.problems import Problem

_SIZE = 16
_NOBODY = Group(())


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
    records = schedules.records.only(lambda id_: id_ not in known)
    few = replace(
        schedules,
        customers={id_: customer for id_, customer in schedules.customers.items() if id_ not in known},
        records=records,
        texts={file: text for file, text in schedules.texts.items() if file not in known and file not in files},
    )
    return Looked(few, replace(schedules, records=records), names)


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
    of_others = {file: text for file, text in schedules.texts.items() if kept.named(file) is None}
    others = (f"{file}\0{text}" for file, text in sorted({**definitions.texts, **of_others}.items()))
    shared = _digest((*others, repr(sorted(definitions.broken | schedules.broken))))
    for id_ in schedules.customers:
        file, group = kept.named(schedules.places["customer", id_].file), schedules.records.groups.get(id_, _NOBODY)
        shares = [share.name for _, share in group.shares]
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
        if any(_is_of(problem, share) for file, share in group.shares for problem in at.get(file, ())):
            yield id_


def _is_of(problem: Problem, share: Share) -> bool:
    """Whether a problem in a file of records may be told of those of a customer."""
    return len(problem.keys) < 2 or problem.keys[1] in share.numbers


def _digest(told: Iterable[str]) -> str:
    named = blake2b(digest_size=_SIZE)
    for text in told:
        named.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return named.hexdigest()
