"""What only planning can tell of records: which cycle each one concerns on a day, and which concern none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta

from generator.due.idle import Idle
from generator.due.items import OPEN, Occurrence
from generator.due.occurrences import occurrences
from generator.due.settle import concerns, names_cycle
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record, written
from generator.model.schedules import Schedules
from generator.reading.ages import milestones_are_near, old_sites_say_when_service_began
from generator.reading.fulldays import sites_are_open_some_day
from generator.reading.history import where_written
from generator.reading.notes import notes_for_staff_speak_to_staff
from generator.reading.records import records_lie_in_the_past
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


def check_on(definitions: Definitions, schedules: Schedules, problems: Iterable[Problem], as_of: date) -> list[Problem]:
    """What is wrong on ``as_of``, beside the ``problems`` that are known.

    Dates are reckoned only where nothing is broken: what follows from a mistake is not told beside it.
    """
    told = [*records_lie_in_the_past(schedules, as_of), *notes_for_staff_speak_to_staff(schedules, as_of)]
    told += milestones_are_near(schedules, as_of)
    told += old_sites_say_when_service_began(schedules, as_of)
    is_broken = any(kind in _PLANNED for kind, _ in definitions.broken | schedules.broken)
    if not is_broken:
        told += sites_are_open_some_day(definitions, schedules, as_of)
    if schedules.records and not is_broken and not any(problem.level == "error" for problem in problems):
        told += records_have_effect(definitions, schedules, as_of)
        told += agreed_days_are_settled(definitions, schedules, as_of)
    return told


def records_have_effect(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """A record concerns a cycle, and names it by its date rather than by its number."""
    end = horizon_of(definitions, as_of)
    cycles = occurrences(definitions, schedules, as_of, end)
    record_at = dict(schedules.records)
    for place in Idle(definitions, as_of, end).of(schedules, cycles):
        yield _without_effect(place, record_at[place], cycles, schedules, as_of)
    yield from _numbered(schedules, cycles)


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
    if record.record == "completed" or not names_cycle(record) or not is_to_come:
        return Problem(code="record_without_effect", file=place.file, keys=place.keys, level="warning")
    near = record.due or as_of
    still_open = {cycle.due.nominal for cycle in of_record if cycle.due and cycle.status in OPEN and not cycle.expected}
    nearest = [str(day) for day in sorted(sorted(still_open, key=lambda day: abs(day - near))[:_NEAREST])]
    keys = (*place.keys, "due" if record.due is not None else "cycle")
    params = {"found": found, "choices": nearest or ["-"]}
    return Problem(code="record_of_no_cycle", file=place.file, keys=keys, params=params)


def _contested(place: Placed, record: Record, cycle: Occurrence, schedules: Schedules) -> Problem:
    """Two for one cycle: told at the one that lies outside its window, else at the one that counts for nothing."""
    other, due = written(cycle.closed), cycle.due
    assert other is not None, "it is closed"
    assert due is not None, "it is closed"
    code, told_of = "record_repeats", other
    if other.date not in due.window and not names_cycle(other):
        place = next(place for place, each in schedules.records if each is other)
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


def _numbered(schedules: Schedules, cycles: Iterable[Occurrence]) -> Problems:
    """The records that name their cycle by its number, which a changed rule makes another one."""
    if not any(record.cycle is not None and record.due is None for _, record in schedules.records):
        return
    concerned = {
        id(record): cycle.due.nominal
        for cycle in cycles
        if cycle.due is not None
        for record in (cycle.closed, cycle.override)
        if record is not None
    }
    for place, record in schedules.records:
        nominal = concerned.get(id(record))
        if record.cycle is not None and record.due is None and nominal is not None:
            params = {"found": record.cycle, "due": nominal}
            keys = (*place.keys, "cycle")
            yield Problem(code="cycle_by_number", file=place.file, keys=keys, params=params, level="warning")
