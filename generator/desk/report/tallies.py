"""How many incidents there were, by what they were and where they came from; and what is still open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from generator.desk.report.known import Known, problems_of
from generator.desk.report.spans import Span
from generator.due.promised import Deadline
from generator.model.cases import Case

# So many of the most frequent problems are named.
_TOP = 5


@dataclass(frozen=True, slots=True)
class Tally:
    """So many incidents of one ``key``; those that are still open among them."""

    key: str
    cases: tuple[Case, ...]

    @property
    def still_open(self) -> int:
        """How many are not dealt with."""
        return sum(case.is_open for case in self.cases)


@dataclass(frozen=True, slots=True)
class Problem:
    """A frequent problem: of a product, at a part, with the cause that was found most often."""

    product: str
    part: str
    cause: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An incident that is not dealt with: by when it has to be, and whether that is over."""

    case: Case
    deadline: Deadline | None
    is_late: bool


def tally(cases: Iterable[Case], key_of: Callable[[Case], str | None]) -> list[Tally]:
    """The incidents by ``key_of``, the most first; those without a key under "" at the end."""
    by_key: dict[str, list[Case]] = {}
    for case in cases:
        by_key.setdefault(key_of(case) or "", []).append(case)
    order = sorted(by_key, key=lambda key: (not key, -len(by_key[key]), key))
    return [Tally(key, tuple(by_key[key])) for key in order]


def frequent(known: Known, span: Span) -> list[Problem]:
    """The most frequent problems of the span, by product and part."""
    alike: dict[tuple[str, str], list[Case]] = {}
    for case in problems_of(known.received(span.days)):
        part = case.told.part or case.told.fault or ""
        alike.setdefault((case.product or "", part), []).append(case)
    first = sorted(alike, key=lambda key: (-len(alike[key]), key))[:_TOP]
    return [Problem(*key, _usual(alike[key]), tuple(alike[key])) for key in first]


def _usual(cases: Sequence[Case]) -> str:
    causes = Counter(case.told.cause for case in cases if case.told.cause is not None)
    return min(causes, key=lambda cause: (-causes[cause], cause)) if causes else ""


def waiting(known: Known) -> list[Waiting]:
    """What is not dealt with yet, what is due first first."""
    listed = []
    for case in known.cases:
        if case.is_open:
            deadline = known.deadline(case)
            met = case.arrivals and _is_met_by_arriving(case, known)
            is_late = deadline is not None and deadline.latest <= known.now and not met
            listed.append(Waiting(case, deadline, is_late))
    return sorted(listed, key=lambda entry: entry.deadline.latest if entry.deadline is not None else datetime.max)


def _is_met_by_arriving(case: Case, known: Known) -> bool:
    promise = known.definitions.promises.get(case.told.promise or "")
    return promise is not None and promise.response.met_by == "arrived"


def costs(cases: Iterable[Case], span: Span) -> Mapping[str, float]:
    """What incidents cost in the span, by who bears it."""
    sums: dict[str, float] = {}
    for case in cases:
        for record in case.records:
            for cost in record.incident.cost if record.incident and record.date in span.days else ():
                sums[cost.by] = sums.get(cost.by, 0) + cost.amount
    return dict(sorted(sums.items()))
