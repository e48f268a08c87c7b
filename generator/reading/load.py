"""A folder to definitions, schedules and the problems in them. Nobody else reads what staff write."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path

from generator.model.allowed import AllowedWords
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.history import History
from generator.model.people import Customer, Technician, Technicians
from generator.model.records import Records
from generator.model.schedules import Schedules
from generator.model.shares import Shares, shares_of
from generator.reading.ahead import Told, agreed_names_are_known, nothing_told
from generator.reading.checks import check
from generator.reading.defined import Kept, read_definitions
from generator.reading.effect import check_on, to_publish
from generator.reading.files import renamed_tree
from generator.reading.halfread import beside_mistakes
from generator.reading.holding import AsRead, Holding
from generator.reading.incidents import incidents_by_todays_ids
from generator.reading.lost import follows, without_lost
from generator.reading.reader import Reader
from generator.reading.renames import by_todays_ids
from generator.reading.texts import beside
from generator.reading.unread import kinds_in, with_unread
from generator.text.collector import resting_collector
from generator.text.located import Stopped
from generator.text.memory import Forgetful, Memory
from generator.text.problems import Problem
from generator.text.yaml import Parse, parse

_FORGETFUL = Forgetful()


@resting_collector()
def load(
    root: Path, parse: Parse = parse, memory: Memory = _FORGETFUL, kept: Kept | None = None
) -> tuple[Definitions, Schedules, list[Problem]]:
    """Read ``root``: everything that could be read, and every mistake that a single file shows.

    ``parse`` reads a text as YAML; with a ``memory`` only files that changed are read anew, and definitions that are
    ``kept`` not at all. Old ids (``formerly``) are read as today's. Without a folder ``schedules`` nobody is served; it may
    hold people alone, or customers alone.
    """
    reading = partial(read_definitions, root, parse, memory)
    defined = reading() if kept is None else kept.defined(reading)
    other = Reader(root, parse, memory)
    schedules = _schedules(other, kept) if os.path.lexists(root / "schedules") else Schedules()
    if (strayed := renamed_tree(root, "schedules")) is not None:
        schedules, other.problems[:] = Schedules(broken=kinds_in("schedules")), [strayed]
    more = beside_mistakes(defined.definitions, schedules, (defined.half, other.half))
    definitions, schedules, ids = by_todays_ids(defined.definitions, schedules)
    return (
        definitions,
        incidents_by_todays_ids(definitions, schedules),
        [*defined.reading, *other.problems, *more, *defined.tied, *ids],
    )


def _schedules(reader: Reader, kept: Kept | None) -> Schedules:
    allowed = reader.one("allow", AllowedWords, "schedules/allow.yaml", required=False)
    leads_nowhere = not (reader.root / "schedules").is_dir()  # a link that broke is no reason to forget everybody
    held: Holding[Customer, Customer] = kept.customers if kept is not None else AsRead()
    customers = reader.held("customer", Customer, "schedules/customers", held, required=leads_nowhere)
    technicians = _technicians(reader)
    records = _records(reader, kept.records if kept is not None else _ByCustomer())
    return Schedules(
        customers=customers,
        technicians=technicians,
        records=records,
        allowed=allowed.allow if allowed else (),
        places=reader.places,
        broken=with_unread(reader, "schedules"),
        texts=reader.texts,
    )


def _technicians(reader: Reader) -> dict[str, Technician]:
    file = "schedules/technicians.yaml"
    team = reader.one("technician", Technicians, file, required=False)
    folder = reader.root / "schedules"  # what may not be entered is told of with what must be in it
    if os.access(folder, os.X_OK) and not os.path.lexists(reader.root / file):  # nobody goes out yet
        reader.broken.discard(("technician", ""))
    by_id: dict[str, Technician] = {}
    for index, technician in enumerate(team.technicians if team else ()):
        keys = ("technicians", index)
        if technician.id in by_id:
            params = {"found": technician.id}
            reader.problems.append(Problem(code="duplicate_id", file=file, keys=(*keys, "id"), params=params))
            reader.broken.add(("technician", ""))  # one of the two is meant to be another
        reader.places["technician", technician.id] = Placed(file, keys)
        by_id[technician.id] = technician
    return dict(sorted(by_id.items()))


class _ByCustomer:
    """Nothing is held of records."""

    lasts = False

    def of(self, file: str, text: str) -> Shares | None:
        """Nothing."""

    def made(self, file: str, text: str, value: Records, *, sound: bool) -> Shares:
        """The records of a file, by customer."""
        return shares_of(value.records)


def _records(reader: Reader, held: Holding[Records, Shares]) -> History:
    """The records of all months, oldest first. The order inside one day is that of the files."""
    months = reader.held("records", Records, "schedules/records", held, required=False)
    return History.of({reader.places["records", month].file: shares for month, shares in months.items()})


def read(
    root: Path,
    as_of: date | None = None,
    parse: Parse = parse,
    memory: Memory = _FORGETFUL,
    before: Told = nothing_told,
    kept: Kept | None = None,
) -> tuple[Definitions, Schedules, list[Problem]]:
    """What ``root`` holds and every problem in it.

    With ``as_of``, also what only that day tells of records, beside what was published ``before``. Definitions that are
    ``kept`` are neither read nor looked through again.
    """
    definitions, schedules, problems = load(root, parse, memory, kept)
    found = check(definitions, schedules, kept)
    agreed = [] if as_of is None else [*agreed_names_are_known(definitions, schedules, as_of)]
    definitions, schedules, lost = without_lost(definitions, schedules, [*found, *agreed])
    if lost:
        found = check(definitions, schedules, kept)
        problems = [*lost, *(problem for problem in problems if not follows(problem, lost))]
    problems += found
    if as_of is not None:
        problems = check_on(definitions, schedules, problems, as_of, before)
    return definitions, schedules, problems


def read_sound(
    root: Path, parse: Parse = parse, memory: Memory = _FORGETFUL, *, on: date | None = None, kept: Kept | None = None
) -> tuple[Definitions, Schedules]:
    """What ``root`` holds. Raises Stopped where that has a problem that is no mere warning.

    With a day to publish ``on``, that is also what was agreed for a day to come and would stand in no calendar.
    """
    definitions, schedules, problems = read(root, parse=parse, memory=memory, kept=kept)
    if on is not None:
        problems = to_publish(definitions, schedules, problems, on)
    if any(problem.level == "error" for problem in problems):
        raise Stopped(problems, texts_of(definitions, schedules))
    return definitions, schedules


def texts_of(definitions: Definitions, schedules: Schedules) -> Mapping[str, str]:
    """Every file as it was read, by its path below the root: what problems are shown in."""
    return beside(definitions.texts, schedules.texts)
