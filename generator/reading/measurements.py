"""Checks of what was measured: records hold what their tasks declare, within what can be read."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.tasks import Measurement, Task
from generator.reading.history import standing_records, tasks_named
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike


def measurements_are_declared(definitions: Definitions, schedules: Schedules) -> Problems:
    """What a record measured is declared by one of its tasks: one warning for each that is not; and each value can be.

    What a task that is gone measured is not known any more.
    """
    counts: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], tuple[Placed, Keys]] = {}
    for place, record, tasks in _measured(definitions, schedules):
        declared: dict[str, Measurement] = {}
        for task in tasks:
            declared |= task.measurements
        for name, value in (record.measurements or {}).items():
            keys = (*place.keys, "measurements", name)
            if name in declared:
                yield from _outside(declared[name], name, value, place.file, keys)
                continue
            counts[tasks[0].id, name] = counts.get((tasks[0].id, name), 0) + 1
            first.setdefault((tasks[0].id, name), (place, keys))
    for (task_id, name), (place, keys) in first.items():
        known = definitions.tasks[task_id].measurements
        params = {"task": task_id, "found": name, "count": str(counts[task_id, name]), "nearest": alike(name, known)}
        code = "record_measurement"
        yield Problem(code=code, file=place.file, keys=keys, at_key=True, params=params, level="warning")


def _measured(definitions: Definitions, schedules: Schedules) -> Iterator[tuple[Placed, Record, list[Task]]]:
    for place, record in standing_records(schedules):
        if record.measurements:
            tasks = [definitions.tasks.get(id_) for _, id_ in tasks_named(record)]
            known = [task for task in tasks if task is not None]
            if known and len(known) == len(tasks):
                yield place, record, known


def _outside(measurement: Measurement, name: str, value: float, file: str, keys: Keys) -> Problems:
    if measurement.holds(value):
        return
    least, most = (f"{bound:g}" if bound is not None else "-" for bound in (measurement.from_, measurement.to))
    params = {"found": name, "value": f"{value:g}", "least": least, "most": most}
    yield Problem(code="record_measured", file=file, keys=keys, params=params, level="warning")
