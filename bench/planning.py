"""What planning alone costs for each occurrence: with the rules that existed first, with each newer key, and in other versions.

``python -m bench.planning [NUMBER] [FOLDER ...]`` writes so many customers of up to eight years with their records (see
``bench.whole``; 100 where no number is given) and plans them: by the plain rules of all the example's tasks, then by the
same rules with one newer key wherever it can stand, then as the example has them. Each FOLDER is a checkout of another
version, which plans the same customers by its own definitions in a process of its own. They take turns, and of each the
best of its turns is told, so that whatever else the machine does makes the least difference.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from bench.synthetic import AS_OF, PROJECT
from bench.whole import written
from generator import load, plan
from generator.dates.intervals import Interval
from generator.model.definitions import Definitions
from generator.model.rules import On, RaisedBy, Rule, Tolerance
from generator.model.schedules import Schedules
from generator.model.tasks import Task

TURNS = 3
_ELSEWHERE = """
import gc, json, sys, time
from datetime import date
from pathlib import Path
from generator import load, plan
definitions, schedules, *_ = load(Path(sys.argv[1]))
gc.disable()
began = time.process_time()
planned = plan(definitions, schedules, date.fromisoformat(sys.argv[2]))
print(json.dumps([time.process_time() - began, len(planned.occurrences)]))
"""
_READING = RaisedBy(task="stone/gloss-check", measurement="gloss", below=55, within=Interval(days=10))


def _is_monthly(rule: Rule) -> bool:
    """True for a fixed rule of whole months, which the newer keys of the calendar can change."""
    interval = rule.interval
    is_plain = rule.basis == "fixed" and rule.season is None and rule.month_day is None
    return is_plain and interval is not None and bool(interval.months) and not interval.days


def _plain(rule: Rule) -> Rule:
    early, late = rule.tolerance.early, rule.tolerance.late
    tolerance = Tolerance(early=early, late=late)
    return replace(rule, on=None, raised_by=None, at_end=None, tolerance=tolerance)


# What is added to a plain rule.
KEYS: dict[str, Callable[[Rule], Rule]] = {
    "on": lambda rule: replace(rule, on=On(days=(15,)), threshold=None) if _is_monthly(rule) else rule,
    "tolerance: {period: month}": lambda rule: (
        replace(rule, tolerance=Tolerance(period="month")) if _is_monthly(rule) else rule
    ),
    "threshold in working days": lambda rule: (
        replace(rule, threshold=Interval(workdays=15)) if _is_monthly(rule) else rule
    ),
    "raised_by": lambda rule: replace(rule, raised_by=_READING) if rule.basis == "floating" and rule.interval else rule,
}


def plain(definitions: Definitions) -> Definitions:
    """All tasks, as far as rules that existed first can say when they fall due."""
    tasks = {}
    for id_, task in definitions.tasks.items():
        rules = tuple(_plain(rule) for rule in task.schedule if not rule.is_only_raised and rule.on is None)
        if rules:
            tasks[id_] = replace(task, schedule=rules, covers=(), apart=())
    return replace(definitions, tasks=tasks)


def with_key(definitions: Definitions, change: Callable[[Rule], Rule]) -> Definitions:
    """The definitions with every rule changed."""
    tasks = {id_: replace(task, schedule=tuple(map(change, task.schedule))) for id_, task in definitions.tasks.items()}
    return replace(definitions, tasks=tasks)


def covering(definitions: Definitions) -> Definitions:
    """The definitions, in which the rarest task of each product covers the others of whole assets."""
    longest: dict[str, Task] = {}
    for task in definitions.tasks.values():
        interval = task.schedule[0].interval
        for product in task.products if interval is not None and task.scope == "asset" else ():
            known = longest.get(product)
            if known is None or interval.months > known.schedule[0].interval.months:  # type: ignore[union-attr]
                longest[product] = task
    tasks = dict(definitions.tasks)
    for product, task in longest.items():
        others = (id_ for id_, other in tasks.items() if product in other.products and other.scope == "asset")
        smaller = tuple(sorted(id_ for id_ in others if id_ not in {one.id for one in longest.values()}))
        tasks[task.id] = replace(tasks[task.id], covers=smaller)
    return replace(definitions, tasks=tasks)


def here(definitions: Definitions, schedules: Schedules) -> tuple[float, int]:
    """The processor's seconds of a plan, and its occurrences, with the cycle collector at rest."""
    gc.collect()
    gc.disable()
    began = time.process_time()
    planned = plan(definitions, schedules, AS_OF)
    took = time.process_time() - began
    gc.enable()
    return took, len(planned.occurrences)


def elsewhere(folder: Path, schedules: Path) -> tuple[float, int]:
    """The same by the version that lies in ``folder``, by its own definitions."""
    with tempfile.TemporaryDirectory() as root:
        for name, path in (("definitions", folder / "definitions"), ("schedules", schedules)):
            Path(root, name).symlink_to(path.resolve(), target_is_directory=True)
        command = [sys.executable, "-c", _ELSEWHERE, root, str(AS_OF)]
        environment = os.environ | {"PYTHONPATH": str(folder)}
        told = subprocess.run(command, check=True, capture_output=True, text=True, cwd=folder, env=environment).stdout
    seconds, occurrences = json.loads(told)
    return seconds, occurrences


def planners(root: Path, folders: list[Path]) -> Iterator[tuple[str, Callable[[], tuple[float, int]]]]:
    """What is measured, by name; the plain rules first."""
    definitions, schedules, _ = load(root)
    bare = plain(definitions)
    yield "plain rules", lambda: here(bare, schedules)
    for name, change in KEYS.items():
        changed = with_key(bare, change)
        yield name, lambda changed=changed: here(changed, schedules)  # type: ignore[misc]
    yield "covers", lambda: here(covering(bare), schedules)
    yield "the example as it is", lambda: here(definitions, schedules)
    for folder in folders:
        yield str(folder), lambda folder=folder: elsewhere(folder, root / "schedules")  # type: ignore[misc]


def main(arguments: list[str]) -> int:
    count = next((int(argument) for argument in arguments if argument.isdigit()), 100)
    folders = [Path(argument) for argument in arguments if not argument.isdigit()]
    with tempfile.TemporaryDirectory() as root:
        written(Path(root), count)
        best: dict[str, tuple[float, int]] = {}
        measured = list(planners(Path(root), folders))
        for _ in range(TURNS):
            for name, measure in measured:
                best[name] = min(best.get(name, (float("inf"), 0)), measure())
    print(f"{count:,} customers of up to eight years with their records, planned as of {AS_OF}; {PROJECT.name}")
    first = best["plain rules"][0] / best["plain rules"][1]
    for name, (seconds, occurrences) in best.items():
        each = seconds / occurrences
        print(
            f"  {name:<28}{occurrences:9,} occurrences{seconds:7.2f} s{1 / each:9,.0f} a second{each / first:6.2f} × plain"
        )
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
