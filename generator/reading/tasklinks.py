"""Checks of what tasks say of one another: which one another follows, is raised by, or covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.due.along import covered_by
from generator.model.anchors import Done
from generator.model.definitions import Definitions
from generator.model.rules import OwnRule, RaisedBy, Rule
from generator.model.tasks import Measurement, Task, keyed_rules
from generator.reading.references import refer
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike


def tasks_lead_to_tasks(definitions: Definitions) -> Problems:
    """What a task follows, is raised by or covers exists and can come about, and nothing of it leads in a circle."""
    covers = covered_by(definitions.tasks)
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for index, other in enumerate(task.apart):
            if other in covers.get(id_, ()) or id_ in covers.get(other, ()):
                keys: Keys = ("apart", index)
                yield Problem(code="covers_apart", file=file, keys=keys, params={"found": other}, level="warning")
        for at_rule, rule in keyed_rules(task):
            yield from rule_leads_to_tasks(definitions, task, rule, file, at_rule)
        for index, covered in enumerate(task.covers):
            at: Keys = ("covers", index)
            yield from refer(definitions, "task", covered, file, at)
            yield from _covers(task, definitions.tasks.get(covered), file, at)
        for name, measurement in task.measurements.items():
            least, most = measurement.from_, measurement.to
            if least is not None and most is not None and least > most:
                params = {"found": f"{least:g}", "other": f"{most:g}"}
                yield Problem(code="measurement_range", file=file, keys=("measurements", name, "from"), params=params)
    yield from _circles(definitions)


def rule_leads_to_tasks(definitions: Definitions, task: Task, rule: Rule | OwnRule, file: str, keys: Keys) -> Problems:
    """The tasks that a rule of ``task`` names exist, and measure what it reads."""
    if isinstance(rule.anchor, Done):
        at = (*keys, "anchor", "done")
        yield from refer(definitions, "task", rule.anchor.task, file, at)
        other = definitions.tasks.get(rule.anchor.task)
        if other is not None and not _meet(task, other):
            params = {"found": other.id}
            yield Problem(code="follows_nothing", file=file, keys=at, params=params, level="warning")
    if rule.raised_by is not None:
        yield from _raised(definitions, task, rule.raised_by, file, (*keys, "raised_by"))
    if isinstance(rule, OwnRule):
        yield from _own_circle(task, rule, file, keys)


def _own_circle(task: Task, own: OwnRule, file: str, keys: Keys) -> Problems:
    """An asset's own rule that makes a task follow itself; longer circles are told of the tasks alone."""
    params = {"choices": [f"{task.id} → {task.id}"]}
    if isinstance(own.anchor, Done) and own.anchor.task == task.id:
        at = (*keys, "anchor", "done")
        yield Problem(code="task_circle", file=file, keys=at, params={**params, "named": "done"})
    if own.raised_by is not None and own.raised_by.task == task.id:
        at = (*keys, "raised_by", "task")
        yield Problem(code="task_circle", file=file, keys=at, params={**params, "named": "raised_by"})


def _raised(definitions: Definitions, task: Task, raised_by: RaisedBy, file: str, keys: Keys) -> Problems:
    yield from refer(definitions, "task", raised_by.task, file, (*keys, "task"))
    other = definitions.tasks.get(raised_by.task)
    if other is None:
        return
    if not _meet(task, other):
        nowhere = {"found": other.id}
        yield Problem(code="raised_nowhere", file=file, keys=(*keys, "task"), params=nowhere, level="warning")
    measurement = other.measurements.get(raised_by.measurement)
    if measurement is None:
        slip = raised_by.measurement
        params = {"task": other.id, "found": slip, "nearest": alike(slip, other.measurements)}
        yield Problem(code="unknown_measurement", file=file, keys=(*keys, "measurement"), params=params)
        return
    for name, limit, is_never, is_always in _limits(raised_by, measurement):
        if is_never or is_always:
            params = {"task": other.id, "found": f"{limit:g}"}
            code = "raised_never" if is_never else "raised_always"
            yield Problem(code=code, file=file, keys=(*keys, name), params=params, level="warning")


def _limits(raised_by: RaisedBy, measurement: Measurement) -> Iterator[tuple[str, float, bool, bool]]:
    """Each limit that is given: its key, itself, and whether no reading or every reading lies beyond it."""
    least, most = measurement.from_, measurement.to
    if (below := raised_by.below) is not None:
        yield "below", below, least is not None and below <= least, most is not None and below > most
    if (above := raised_by.above) is not None:
        yield "above", above, most is not None and above >= most, least is not None and above < least


def _covers(task: Task, covered: Task | None, file: str, keys: Keys) -> Problems:
    if covered is None:
        return
    params = {"found": covered.id}
    if task.scope == "asset" and covered.scope != "asset":
        yield Problem(code="covers_wider", file=file, keys=keys, params=params)
    elif not _meet(task, covered):
        yield Problem(code="covers_nothing", file=file, keys=keys, params=params, level="warning")


def _meet(task: Task, other: Task) -> bool:
    """Whether both may be for the same thing: of one product, or of the office's own."""
    return task.scope == other.scope == "company" or bool(set(task.products) & set(other.products))


# From a task to others, with the keys by which it names each.
_Links = Mapping[str, Mapping[str, Keys]]


def _circles(definitions: Definitions) -> Problems:
    """One problem for each circle, at the first task in it by id."""
    for key, links in _links(definitions):
        told: set[str] = set()
        for id_ in links:
            circle = _circle(links, id_)
            if not circle or told & set(circle):
                continue
            told |= set(circle)
            file, keys = definitions.places["task", id_].file, links[id_][circle[1 % len(circle)]]
            params = {"named": key, "choices": [" → ".join((*circle, id_))]}
            yield Problem(code="task_circle", file=file, keys=keys, params=params)


def _links(definitions: Definitions) -> Iterator[tuple[str, _Links]]:
    done: dict[str, dict[str, Keys]] = {}
    raised: dict[str, dict[str, Keys]] = {}
    covers: dict[str, dict[str, Keys]] = {}
    for id_, task in definitions.tasks.items():
        rules = list(keyed_rules(task))
        done[id_] = {
            rule.anchor.task: (*keys, "anchor", "done") for keys, rule in rules if isinstance(rule.anchor, Done)
        }
        raised[id_] = {
            rule.raised_by.task: (*keys, "raised_by", "task") for keys, rule in rules if rule.raised_by is not None
        }
        covers[id_] = {other: ("covers", index) for index, other in enumerate(task.covers)}
    yield from (("done", done), ("raised_by", raised), ("covers", covers))


def _circle(links: _Links, start: str) -> tuple[str, ...]:
    """The shortest way from ``start`` back to itself, without its end; empty where there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    while ways:
        longer: list[tuple[str, ...]] = []
        for way in ways:
            for other in links.get(way[-1], ()):
                if other == start:
                    return way
                if other not in seen:
                    seen.add(other)
                    longer.append((*way, other))
        ways = longer
    return ()
