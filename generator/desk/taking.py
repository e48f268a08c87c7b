"""What was handed on from the field, as records: each once, whole or not at all, and held to what ``check`` says."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.desk.cycles import cycles_at, with_wronged
from generator.desk.edits import Edit, NotEditable, Value, appended
from generator.desk.effects import Effects
from generator.desk.fieldwork import Known, Place
from generator.desk.handed import Handed
from generator.desk.handedsteps import hours_of, is_incident, step_of, written
from generator.desk.incidents import entry_of
from generator.desk.proving import WITHOUT_EFFECT, is_about, last_of, refuses, said_of, with_records
from generator.desk.refusals import Refused
from generator.desk.twins import Twin, differing, twin_of, twin_of_step, with_gone
from generator.model.cases import cases
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.handedon import DoneWork, VisitReport
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.text.located import Stopped
from generator.text.positions import Keys
from generator.text.problems import Problem
from generator.text.words import Words

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
    *,
    displace: bool = False,
) -> Taken:
    """The records of all ``files``; ``words`` are those in which the company writes. Raises Stopped for what is wrong.

    What would take a cycle from a record that closed it is wrong, unless it may ``displace`` it.
    """
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
        problems = [*_proved(known, result, displace=displace)]
    if any(problem.level == "error" for problem in problems):
        raise Stopped(problems, texts)
    result.warnings += problems
    return result


def _take(
    known: Known, handed: Handed, report: VisitReport, work: DoneWork, keys: Keys, words: Words, result: Taken
) -> Iterator[Problem]:
    """Add what ``work`` comes to, or tell why it cannot be taken."""
    first = work is next((each for each in report.work if _is_recorded(each)), None)
    if not _is_recorded(work):
        customer, _, _ = known.whereabouts(report, work)
        result.not_done.append(NotDone(handed.file, customer.name, work.task, work.due, work.reason or ""))
    elif is_incident(work):
        yield from _take_step(known, handed, report, work, keys, result, first=first)
    else:
        yield from _take_work(known, handed, report, work, keys, words, result, first=first)


def _is_recorded(work: DoneWork) -> bool:
    """Whether a record comes of it: of an incident where somebody was there, too."""
    return work.done or (is_incident(work) and hours_of(work).arrived is not None)


def _take_work(
    known: Known,
    handed: Handed,
    report: VisitReport,
    work: DoneWork,
    keys: Keys,
    words: Words,
    result: Taken,
    *,
    first: bool,
) -> Iterator[Problem]:
    place = known.place(report, work)
    entry = _entry(report, work, place, words, first=first)
    told = _told_of_twin(handed, work, keys, result, twin_of(_there(known, result), report, work, place), entry)
    if told is not None:
        yield from told
        return
    try:
        at = (place.task.id, place.customer.id, place.site, place.asset, work.rule)
        cycles = cycles_at(known.definitions, known.schedules, known.as_of, *at, work.due)
        entry["due"] = cycles.named(work.due, report.date)
    except Refused as refusal:
        choices = [choice if isinstance(choice, str) else f"{choice[0]}" for choice in refusal.choices]
        params = {**refusal.values, "found": work.due, "task": work.task, "choices": choices or ["-"]}
        yield handed.problem(f"handed_{refusal.code}", (*keys, "due"), params)
        return
    yield from _append(known, handed, entry, keys, result)


def _take_step(
    known: Known, handed: Handed, report: VisitReport, work: DoneWork, keys: Keys, result: Taken, *, first: bool
) -> Iterator[Problem]:
    """Add the step of an incident that ``work`` tells; one that was closed meanwhile takes no more of them."""
    customer, site, asset = known.whereabouts(report, work)
    step = step_of(report, work, asset.id if asset is not None else None, first=first)
    step = replace(step, customer=customer.id, site=site.id)
    entry = entry_of(step, known.schedules)
    told = _told_of_twin(handed, work, keys, result, twin_of_step(_there(known, result), report, work), entry)
    if told is not None:
        yield from told
        return
    after = with_records(known.schedules, [(at, record) for at, record, _, _ in result.records], {})
    case = next(case for case in cases(after) if case.id == step.id)
    if case.told.done is not None:
        yield handed.problem(
            "handed_incident_closed", (*keys, "task"), {"found": step.id, "date": case.told.done.date()}
        )
        return
    yield from _append(known, handed, entry, keys, result)


def _there(known: Known, result: Taken) -> list[Twin]:
    return with_gone([record for _, record in known.schedules.records], [record for _, record, _, _ in result.records])


def _told_of_twin(
    handed: Handed, work: DoneWork, keys: Keys, result: Taken, twin: Twin | None, entry: Mapping[str, Value]
) -> list[Problem] | None:
    """What to tell of work that was recorded before; None where it is to be written."""
    if twin is None:
        return None
    record, is_gone = twin
    names = differing(record, entry)
    if is_gone:
        params: Mapping[str, object] = {"task": work.task, "date": record.date}
        return None if names else [handed.problem("handed_voided", (*keys, "task"), params)]
    result.again[handed.file] = result.again.get(handed.file, 0) + 1
    params = {"task": work.task, "date": record.date, "choices": names}
    return [handed.problem("handed_differs", keys, params, level="warning")] if names else []


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
        "measurements": written(work.measurements) or None,
        "materials": written(work.materials) or None,
    }
    if first:
        given |= {"photos": list(report.photos) or None, "signed": report.signed, "signature": report.signature}
    return {key: value for key, value in given.items() if value is not None}


def _proved(known: Known, result: Taken, *, displace: bool) -> Iterator[Problem]:
    """What ``check`` would say of the new records, and what they do to older ones, told where the files say it."""
    if not result.records:
        return
    texts = {file: edit.text for file, edit in result.edits.items()}
    new = {at: record for at, record, _, _ in result.records}
    after = with_records(known.schedules, list(new.items()), texts)
    effects = Effects(known.definitions, known.schedules, after, new, known.as_of)
    problems = said_of(known.definitions, after, known.as_of)
    for problem in with_wronged(problems, effects, displace=displace):
        for at, _, handed, keys in result.records:
            if not is_about(problem, at):
                continue
            rest = problem.keys[2:]
            where = (*keys[:2], *rest) if rest and rest[0] in _OF_REPORT else (*keys, *rest)
            is_wrong = refuses(problem) or problem.code in WITHOUT_EFFECT
            level = "error" if is_wrong else problem.level
            yield replace(problem, file=handed.file, keys=where, level=level, unquoted=True)
