"""What an edit does, for a terminal, for a merge request and for programs; and what a script is to stop at."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from generator.desk.compared import Touched
from generator.desk.differences import KINDS, Change, Differences, tasks_of
from generator.desk.names import Names
from generator.desk.sheets import Cell, Column, Sheet, joined
from generator.private.agreed import agreed_time
from generator.telling.incidents import task_called
from generator.text.printed import json_text, printed
from generator.text.problems import first_of
from generator.text.words import Words
from generator.visits.visit import Visit

_COLUMNS = (
    Column(name="change", whole=True),
    Column(name="customer"),
    Column(name="tasks"),
    Column(name="day_before", whole=True),
    Column(name="day_after", whole=True),
    Column(name="technician"),
    Column(name="why", under=True),
)
_SEVERAL = 6  # visits that are named in a line
# Names by kind and id.
Known = Mapping[tuple[str, str], str]
_LIMIT = re.compile(r"(added|moved|cancelled|reassigned|unassigned|changed|capacity)(?:-within=(\d{1,4})d)?\Z")


@dataclass(frozen=True, slots=True)
class Limit:
    """What stops a script: changes of a kind, of those whose day is less than so many days ahead where that is said."""

    kind: str
    within: int | None = None

    @classmethod
    def read(cls, text: str) -> Limit | None:
        """``moved-within=14d`` or ``cancelled``; None for anything else."""
        fits = _LIMIT.match(unicodedata.normalize("NFKC", text).strip())
        return cls(fits[1], int(fits[2]) if fits[2] else None) if fits else None

    def count(self, found: Differences, as_of: date) -> int:
        """How much of it there is."""
        end = date.max if self.within is None else as_of + timedelta(days=self.within)
        if self.kind == "capacity":
            return sum(breach.week < end for breach in found.breaches)
        return sum(change.kind == self.kind and change.first_day < end for change in found.changes)

    def __str__(self) -> str:
        return self.kind if self.within is None else f"{self.kind}-within={self.within}d"


def diff_sheet(found: Differences, names: Names, words: Words, known: Known) -> Sheet:
    """A line for each change; ``known`` are the names of what it comes from."""
    return Sheet(
        columns=_COLUMNS,
        rows=tuple(_cells(change, names, words, known) for change in found.changes),
        standing=tuple("overdue" if change.kind in ("cancelled", "unassigned") else "" for change in found.changes),
    )


def _cells(change: Change, names: Names, words: Words, known: Known) -> tuple[Cell, ...]:
    visit = change.visit
    return (
        words[f"change_{change.kind}"],
        names.place(visit.customer, visit.site),
        words.listed(_tasks(change, {id_: task_called(task, words) for id_, task in change.tasks.items()})),
        _day(change.before),
        _day(change.after),
        _people(change, [words.listed(map(names.technician, v.technicians)) if v else "" for v in _both(change)]),
        _why(change, [names.place(visit.customer, visit.site) for visit in change.room_for], words, known),
    )


def _both(change: Change) -> tuple[Visit | None, Visit | None]:
    return change.before, change.after


def _tasks(change: Change, names: Mapping[str, str]) -> list[str]:
    """What is done on a visit; where that changes, what comes and what goes."""
    if change.kind != "changed":
        return [names[id_] for id_ in change.tasks]
    return [f"+{names[id_]}" for id_ in change.come] + [f"−{names[id_]}" for id_ in change.gone]


def _day(visit: Visit | None) -> str:
    return f"{visit.day} {agreed_time(visit)}".rstrip() if visit is not None else ""


def _people(change: Change, names: list[str]) -> str:
    before, after = names
    return f"{before or '–'} → {after or '–'}" if change.kind in ("reassigned", "unassigned") else after or before


def _why(change: Change, room_for: list[str], words: Words, known: Known) -> str:
    if room_for:
        return words.say("diff_room", whom=words.listed(dict.fromkeys(room_for)))
    return words.listed(_thing(thing, words, known) for thing in change.why)


def _thing(thing: Touched, words: Words, known: Known) -> str:
    kind = words.get(f"thing_{thing.kind}") or thing.kind
    return (
        kind
        if thing.id == thing.kind
        else words.say("thing_and_id", thing=kind, id=known.get((thing.kind, thing.id), thing.id))
    )


def summary_lines(found: Differences, words: Words, known: Known) -> Iterator[str]:
    """How much there is of each change, the weeks that overflow, and what is touched, kind by kind.

    Where ``known`` says how something is called, it is called so.
    """
    counts = Counter(change.kind for change in found.changes)
    told = [words.say("change_count", change=words[f"change_{kind}"], n=counts[kind]) for kind in KINDS if counts[kind]]
    yield words.listed(told) if told else words["diff_no_visits"]
    if found.recorded:
        told = [f"{was.customer.id if not known else was.customer.name} {was.day}" for was, _ in found.recorded]
        yield words.say("diff_recorded", n=len(told), told=first_of(told, words, _SEVERAL))
    for breach in found.breaches:
        hours = {"hours": round(breach.minutes / 60, 1), "capacity": round(breach.capacity / 60, 1)}
        yield words.say(
            "diff_breach",
            technician=known.get(("technician", breach.technician), breach.technician),
            week=breach.week,
            **hours,
        )
    kinds: dict[str, list[str]] = {}
    for thing in found.touched:
        kind = thing.kind
        mark = {"added": "+", "removed": "−", "changed": ""}[thing.how]
        kinds.setdefault(kind, []).append(f"{mark}{known.get((kind, thing.id), thing.id)}")
    for kind, ids in kinds.items():
        yield words.say("diff_touched", thing=words.get(f"thing_{kind}") or kind, ids=words.listed(ids))


def as_markdown(found: Differences, title: str, words: Words) -> str:
    """The same for a merge request, with ids for names: it is kept where names of customers do not belong."""
    lines = [f"### {title}", "", *(f"- {_escaped(line)}" for line in summary_lines(found, words, {}))]
    if found.changes:
        heading = [words[f"column_{column.name}"] for column in _COLUMNS]
        lines += ["", _row(heading), _row(["---"] * len(heading))]
        lines += [_row([_escaped(str(cell)) for cell in _plain(change, words)]) for change in found.changes]
    return "\n".join(lines) + "\n"


def _plain(change: Change, words: Words) -> list[str]:
    visit = change.visit
    return [
        words[f"change_{change.kind}"],
        f"{visit.customer.id}/{visit.site.id}",
        joined(_tasks(change, {id_: id_ for id_ in change.tasks})),
        _day(change.before),
        _day(change.after),
        _people(change, [joined(v.technicians) if v else "" for v in _both(change)]),
        _why(change, [f"{visit.customer.id}/{visit.site.id}" for visit in change.room_for], words, {}),
    ]


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>#|])", r"\\\1", printed(text))


def as_json(found: Differences) -> str:
    """The same for programs, by ids."""
    changes = [
        {
            "change": change.kind,
            "customer": change.visit.customer.id,
            "site": change.visit.site.id,
            "tasks": list(change.tasks if change.kind != "changed" else tasks_of(change.visit)),
            "visit": change.visit.uid,
            "before": _side(change.before),
            "after": _side(change.after),
            "why": [f"{thing.kind}/{thing.id}" for thing in change.why],
            "room_for": [visit.uid for visit in change.room_for],
        }
        for change in found.changes
    ]
    breaches = [
        {"technician": b.technician, "week": b.week, "minutes": b.minutes, "capacity": b.capacity}
        for b in found.breaches
    ]
    recorded = [
        {"customer": was.customer.id, "site": was.site.id, "visit": was.uid, "before": _side(was), "after": _side(now)}
        for was, now in found.recorded
    ]
    things = [{"kind": thing.kind, "id": thing.id, "how": thing.how} for thing in found.touched]
    return json_text({"visits": changes, "recorded": recorded, "capacity": breaches, "touched": things})


def _side(visit: Visit | None) -> Mapping[str, object] | None:
    if visit is None:
        return None
    return {
        "day": visit.day,
        "time": agreed_time(visit),
        "technicians": list(visit.technicians),
        "tasks": list(tasks_of(visit)),
    }
