"""What only planning can tell of records: which cycle each one concerns on a day, and which concern none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from generator.due.idle import Idle
from generator.due.items import OPEN, Occurrence
from generator.due.occurrences import occurrences
from generator.due.settle import concerns, named, names_cycle
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record, fixed_day, written
from generator.model.schedules import Schedules, beside_plain
from generator.reading.ages import milestones_are_near, old_sites_say_when_service_began
from generator.reading.ahead import (
    Told,
    agreed_names_are_known,
    agreed_work_is_served,
    has_cycles_to_come,
    nothing_told,
    somebody_can_go,
)
from generator.reading.cyclenames import cycles_are_named_by_date, neighbours_are_not_meant
from generator.reading.fulldays import sites_are_open_some_day
from generator.reading.history import placed, standing_records, where_written
from generator.reading.incidents import nobody_waits_in_vain
from generator.reading.notes import notes_for_staff_speak_to_staff
from generator.reading.records import records_lie_in_the_past, what_has_been_lies_in_the_past
from generator.reading.times import agreed_days_are_settled
from generator.text.problems import Problem, Problems
from generator.visits.asked import horizon_of

# So many tasks with one first day are a crowd; days further ahead are nobody's worry yet.
_CROWD = 10
_NEAREST = 3
_AHEAD = timedelta(days=92)
# What is told of a record that closed a cycle from outside its window, where another one lies inside.
IN_PLACE = "record_in_place_of"
# The kinds without which dates cannot be reckoned.
_PLANNED = frozenset({"company", "product", "task", "year", "seasons", "customer", "records"})


def check_on(
    definitions: Definitions,
    schedules: Schedules,
    problems: Sequence[Problem],
    as_of: date,
    before: Told = nothing_told,
) -> list[Problem]:
    """The ``problems`` that are known, and what is wrong on ``as_of`` beside them; ``before`` is what was published last.

    Dates are reckoned only where nothing is broken: what follows from a mistake is not told beside it.
    """
    told = [*records_lie_in_the_past(schedules, as_of), *notes_for_staff_speak_to_staff(schedules, as_of)]
    told += what_has_been_lies_in_the_past(schedules, as_of)
    told += milestones_are_near(schedules, as_of)
    told += old_sites_say_when_service_began(schedules, as_of)
    told += agreed_names_are_known(definitions, schedules, as_of)
    is_broken = any(kind in _PLANNED for kind, _ in definitions.broken | schedules.broken)
    if not is_broken:
        told += sites_are_open_some_day(definitions, schedules, as_of)
    if schedules.records and not is_broken and not any(problem.level == "error" for problem in problems):
        told += agreed_work_is_served(definitions, schedules, as_of)
        told += records_have_effect(definitions, schedules, as_of)
        told += agreed_days_are_settled(definitions, schedules, as_of)
        told += nobody_waits_in_vain(definitions, schedules, as_of)
        told += somebody_can_go(definitions, schedules, as_of, before)
    return _each_once(problems, told)


def _each_once(problems: Iterable[Problem], told: Sequence[Problem]) -> list[Problem]:
    """``problems`` and what is ``told`` beside them: a slip of history gives way where it is a mistake of a day to come."""
    worse = {(problem.file, problem.keys) for problem in told if problem.level == "error"}
    kept = (problem for problem in problems if problem.level == "error" or (problem.file, problem.keys) not in worse)
    return [*kept, *told]


def to_publish(
    definitions: Definitions, schedules: Schedules, problems: Sequence[Problem], as_of: date
) -> list[Problem]:
    """The ``problems`` that are known, and what beside them stops a build on ``as_of``.

    That are mistakes in records of cycles to come, of the customers alone who have some.
    """
    if any(problem.level == "error" for problem in problems):
        return list(problems)
    telling = replace(schedules, records=beside_plain(schedules))
    told = list(agreed_names_are_known(definitions, telling, as_of))
    of = {record.customer for _, record in standing_records(telling) if has_cycles_to_come(record, as_of)}
    customers = {id_: customer for id_, customer in schedules.customers.items() if id_ in of}
    if customers:
        records = tuple(entry for entry in telling.records if entry[1].customer in customers)
        few = replace(schedules, customers=customers, records=records)
        told += [problem for problem in records_have_effect(definitions, few, as_of) if problem.level == "error"]
    return _each_once(problems, told)


def records_have_effect(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """A record concerns a cycle, that which it names, and names it by its date rather than by its number."""
    end = horizon_of(definitions, as_of)
    cycles = occurrences(definitions, schedules, as_of, end)
    record_at = dict(schedules.records)
    for place in Idle(definitions, as_of, end).of(schedules, cycles):
        yield _without_effect(place, record_at[place], cycles, schedules, as_of)
    yield from cycles_are_named_by_date(schedules, cycles)
    yield from neighbours_are_not_meant(schedules, cycles, as_of)


def _without_effect(
    place: Placed, record: Record, cycles: Iterable[Occurrence], schedules: Schedules, as_of: date
) -> Problem:
    """A warning; a mistake where it skips, moves or agrees a cycle to come that does not exist, with the nearest ones."""
    here = (record.customer, record.site)
    of_record = [
        cycle
        for cycle in cycles
        if cycle.due is not None
        and here
        == ((cycle.item.customer.id, cycle.item.site.id) if cycle.item.customer and cycle.item.site else ("", ""))
        and concerns(record, cycle.item)
    ]
    if record.due is not None:
        found, is_to_come = str(record.due), record.due >= as_of
    else:
        found, is_to_come = str(record.cycle), all(cycle.cycle != record.cycle for cycle in of_record)
    if record.record in ("completed", "skipped") and not names_cycle(record):
        contested = [cycle for cycle in of_record if cycle.due and record.date in cycle.due.window and cycle.closed]
        if contested:
            return _contested(place, record, contested[0], schedules)
    agreed = fixed_day(record)  # else nothing is told of what is over
    if agreed is None and (record.record == "completed" or not names_cycle(record) or not is_to_come):
        return Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
    taken = [cycle for cycle in of_record if cycle.closed is not None and _names(record, cycle)]
    if taken:
        return _closed_before(place, record, taken[0], schedules)
    near = record.due or agreed or as_of
    still_open = {cycle.due.nominal for cycle in of_record if cycle.due and cycle.status in OPEN and not cycle.expected}
    nearest = [str(day) for day in sorted(sorted(still_open, key=lambda day: abs(day - near))[:_NEAREST])]
    if not names_cycle(record):
        keys = (*place.keys, "at" if record.at is not None else "to")
        return Problem(code="agreed_of_no_cycle", file=place.file, keys=keys, params={"found": agreed})
    keys = (*place.keys, "due" if record.due is not None else "cycle")
    params = {"found": found, "choices": nearest}
    code = "record_of_no_cycle" if nearest else "record_of_none_open"
    return Problem(code=code, file=place.file, keys=keys, params=params)


def _names(record: Record, cycle: Occurrence) -> bool:
    return cycle.due is not None and names_cycle(record) and named((cycle.due,), record) is not None


def _closed_before(place: Placed, record: Record, cycle: Occurrence, schedules: Schedules) -> Problem:
    """What skips, moves or agrees a cycle that is closed already."""
    other = written(cycle.closed)
    assert other is not None, "it is closed"
    params: dict[str, object] = {"found": fixed_day(record), "due": cycle.due and cycle.due.nominal}
    params |= {"date": other.date, "where": where_written(other, schedules)}
    code = "agreed_closed_cycle" if fixed_day(record) is not None else "record_repeats"
    keys = (*place.keys, "due" if record.due is not None else "cycle")
    return Problem(code=code, file=place.file, keys=keys, params=params)


def _contested(place: Placed, record: Record, cycle: Occurrence, schedules: Schedules) -> Problem:
    """Two for one cycle: told at the one that lies outside its window, else at the one that counts for nothing."""
    other, due = written(cycle.closed), cycle.due
    assert other is not None, "it is closed"
    assert due is not None, "it is closed"
    code, told_of = "record_repeats", other
    if other.date not in due.window and not names_cycle(other):
        place = placed(other, schedules)
        code, told_of = IN_PLACE, record
    params = {"due": due.nominal, "date": told_of.date, "where": where_written(told_of, schedules)}
    return Problem(code=code, file=place.file, keys=place.keys, params=params, level="warning")


def first_days_are_not_crowded(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """A note where much of what counts from the last time is due at once, as nobody said when that was."""
    floating = [task for task in definitions.tasks.values() if any(rule.basis != "fixed" for rule in task.schedule)]
    at_once: dict[date, list[Occurrence]] = defaultdict(list)
    for cycle in occurrences(definitions, schedules, as_of, as_of + _AHEAD, floating):
        if cycle.due is not None and cycle.due.lifted == "service" and cycle.status in OPEN and not cycle.expected:
            at_once[cycle.due.nominal].append(cycle)
    for day, cycles in sorted(at_once.items()):
        if len(cycles) < _CROWD:
            continue
        customers = sorted({cycle.item.customer.id for cycle in cycles if cycle.item.customer is not None})
        file = schedules.places["customer", customers[0]].file
        params = {"n": len(cycles), "date": day, "tasks": customers}
        yield Problem(code="first_day_crowded", file=file, params=params, level="note")
