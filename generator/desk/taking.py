"""What was handed on from the field, as records: each once, whole or not at all, and held to what ``check`` says."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.desk.cycles import Cycles
from generator.desk.edits import Edit, NotEditable, Value, appended
from generator.desk.fieldwork import Known, Place, is_incident
from generator.desk.handed import Handed
from generator.desk.proving import is_about, last_of, refuses, said_of, with_records
from generator.desk.refusals import Refused
from generator.due.occurrences import occurrences
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.handedon import DoneWork, VisitReport
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.voids import taken_back
from generator.text.located import Stopped
from generator.text.positions import Keys
from generator.text.problems import Problem
from generator.text.words import Words

_AHEAD = Interval(months=30)
# What stands at the head of a report; the rest of a record's keys are those of its work.
_OF_REPORT = frozenset({"date", "customer", "site", "technician", "photos", "signed", "signature"})


@dataclass(frozen=True, slots=True)
class NotDone:
    """Work of a visit that was not done, and why: nothing is recorded of it."""

    file: str
    customer: str
    task: str
    due: date
    reason: str


@dataclass(slots=True)
class Taken:
    """What files come to: ``edits`` are to be written; ``again`` counts, by file, what stood there already."""

    edits: dict[str, Edit] = field(default_factory=dict)
    told: list[Edit] = field(default_factory=list)
    again: dict[str, int] = field(default_factory=dict)
    not_done: list[NotDone] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    records: list[tuple[Placed, Record, Handed, Keys]] = field(default_factory=list)


def taken(
    files: Sequence[Handed],
    definitions: Definitions,
    schedules: Schedules,
    cancelled: Container[str],
    as_of: date,
    words: Words,
) -> Taken:
    """The records of all ``files``; ``words`` are those in which the company writes. Raises Stopped for what is wrong."""
    known = Known.of(definitions, schedules, cancelled, as_of)
    texts = {handed.file: handed.text for handed in files}
    doubts = [doubt for handed in files for doubt in known.doubts(handed)]
    if any(doubt.level == "error" for doubt in doubts):
        raise Stopped([doubt for doubt in doubts if doubt.level == "error"], texts)
    result = Taken(warnings=doubts)
    problems: list[Problem] = []
    for handed in files:
        for i, report in enumerate(handed.content.reports):
            for j, work in enumerate(report.work):
                keys: Keys = ("reports", i, "work", j)
                problems += _take(known, handed, report, work, keys, words, result)
    if not problems:
        problems = [*_proved(known, result)]
    if any(problem.level == "error" for problem in problems):
        raise Stopped(problems, texts)
    result.warnings += problems
    return result


def _take(
    known: Known, handed: Handed, report: VisitReport, work: DoneWork, keys: Keys, words: Words, result: Taken
) -> Iterator[Problem]:
    """Add what ``work`` comes to, or tell why it cannot be taken."""
    if is_incident(work):
        return
    place = known.place(report, work)
    if not work.done:
        result.not_done.append(NotDone(handed.file, place.customer.name, work.task, work.due, work.reason or ""))
        return
    twin = _twin(known, result, report, work, place)
    entry = _entry(report, work, place, words, first=work is next(w for w in report.work if w.done))
    if twin is not None:
        record, is_gone = twin
        differing = _differing(record, entry)
        if is_gone and not differing:
            yield handed.problem("handed_voided", (*keys, "task"), {"task": work.task, "date": record.date})
        if not is_gone:
            result.again[handed.file] = result.again.get(handed.file, 0) + 1
            if differing:
                params = {"task": work.task, "date": record.date, "choices": differing}
                yield handed.problem("handed_differs", keys, params, level="warning")
            return
        if not differing:
            return
    try:
        entry["due"] = _cycles(known, place, work).named(work.due)
    except Refused as refusal:
        choices = [choice if isinstance(choice, str) else f"{choice[0]}" for choice in refusal.choices]
        params = {**refusal.values, "found": work.due, "task": work.task, "choices": choices or ["-"]}
        yield handed.problem(f"handed_{refusal.code}", (*keys, "due"), params)
        return
    yield from _append(known, handed, entry, keys, result)


def _append(known: Known, handed: Handed, entry: Mapping[str, Value], keys: Keys, result: Taken) -> Iterator[Problem]:
    file = f"schedules/records/{entry['date']:%Y-%m}.yaml"
    before = result.edits[file].text if file in result.edits else known.schedules.texts.get(file)
    try:
        edit = appended(before, file, entry)
    except NotEditable:
        yield Problem(code="not_appendable", file=file)
        return
    record, at = last_of(edit)
    result.edits[file] = edit
    result.told.append(edit)
    result.records.append((at, record, handed, keys))


def _twin(known: Known, result: Taken, report: VisitReport, work: DoneWork, place: Place) -> tuple[Record, bool] | None:
    """The record of the same work, and whether it was taken back; one that stands before one that does not."""
    kept = [record for _, record in known.schedules.records]
    gone = set(taken_back(kept).void.values())
    others = {other.due for other in report.work if (other.task, other.asset) == (work.task, work.asset)} - {work.due}
    there = [(record, index in gone) for index, record in enumerate(kept)]
    there += [(record, False) for _, record, _, _ in result.records]
    asset = place.asset.id if place.asset is not None else None
    fits = [
        (record, is_gone)
        for record, is_gone in there
        if record.record == "completed"
        and (record.customer, record.site, record.asset) == (place.customer.id, place.site.id, asset)
        and place.task.id in (record.task, *record.tasks)
        and record.rule in (None, work.rule)
        and (record.due == work.due or (record.date == report.date and record.due not in others))
    ]
    return min(fits, key=lambda fit: fit[1], default=None)


def _differing(record: Record, entry: Mapping[str, Value]) -> list[str]:
    """The keys in which a record that stands there says something else than ``entry``."""
    said = {
        name: getattr(record, name)
        for name in ("date", "technician", "findings", "told", "photos", "signed", "signature")
    }
    said |= {name: dict(getattr(record, name) or {}) or None for name in ("measurements", "materials")}
    said["photos"] = list(record.photos) or None
    return [name for name, value in said.items() if value != entry.get(name)]


def _entry(report: VisitReport, work: DoneWork, place: Place, words: Words, *, first: bool) -> dict[str, Value]:
    """The record's keys in the order in which they are written; what is of the whole visit stands in its ``first``."""
    lacking = [words.say("found_not_passed", text=text) for text in work.not_passed]
    lacking += [words.say("found_not_seen", text=text) for text in work.not_seen]
    findings = " ".join(" ".join([*lacking, work.findings or ""]).split())
    given: dict[str, Value | None] = {
        "record": "completed",
        "date": report.date,
        "customer": place.customer.id,
        "site": place.site.id,
        "asset": place.asset.id if place.asset is not None else None,
        "task": place.task.id,
        "rule": work.rule,
        "due": work.due,
        "technician": report.technician,
        "findings": findings or None,
        "told": " ".join(work.told.split()) if work.told else None,
        "measurements": _written(work.measurements) or None,
        "materials": _written(work.materials) or None,
    }
    if first:
        given |= {"photos": list(report.photos) or None, "signed": report.signed, "signature": report.signature}
    return {key: value for key, value in given.items() if value is not None}


def _written(amounts: Mapping[str, float]) -> dict[str, Value]:
    """Whole numbers without a point."""
    return {name: int(value) if value.is_integer() else value for name, value in amounts.items()}


def _cycles(known: Known, place: Place, work: DoneWork) -> Cycles:
    """The cycles of the work's task at its place, as they stand."""
    owner = replace(known.schedules, customers={place.customer.id: place.customer})
    end = add(max(known.as_of, work.due), _AHEAD) or date.max
    return Cycles.of(
        cycle
        for cycle in occurrences(known.definitions, owner, known.as_of, end, [place.task])
        if cycle.item.site is place.site
        and work.rule in (None, cycle.item.rule)
        and (place.asset is None or cycle.item.asset in (None, place.asset))
    )


def _proved(known: Known, result: Taken) -> Iterator[Problem]:
    """What ``check`` would say of the new records, told where the files say it."""
    if not result.records:
        return
    texts = {file: edit.text for file, edit in result.edits.items()}
    after = with_records(known.schedules, [(at, record) for at, record, _, _ in result.records], texts)
    for problem in said_of(known.definitions, after, known.as_of):
        for at, _, handed, keys in result.records:
            if not is_about(problem, at):
                continue
            rest = problem.keys[2:]
            where = (*keys[:2], *rest) if rest and rest[0] in _OF_REPORT else (*keys, *rest)
            is_wrong = refuses(problem) or problem.code == "record_without_effect"
            level = "error" if is_wrong else problem.level
            yield replace(problem, file=handed.file, keys=where, level=level, unquoted=True)
