"""Early warning of what repeats: incidents alike by product and part, in a month, a quarter and a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.desk.report.known import Known, problems_of
from generator.desk.report.spans import Span
from generator.model.cases import Case
from generator.model.handbook import Fault

Level = Literal["month", "quarter", "year"]
LEVELS: tuple[Level, ...] = ("month", "quarter", "year")
Reason = Literal["count", "customer", "danger"]
_Alike = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Repeat:
    """What repeated: of a ``product``, at one ``part`` (its fault, or its cause, where no part is known).

    ``causes`` are those that were found, with their numbers, the most frequent first.
    """

    level: Level
    product: str
    part: str
    reason: Reason
    causes: tuple[tuple[str, int], ...]
    cases: tuple[Case, ...]


def repeats(known: Known, span: Span) -> list[Repeat]:
    """Each level once for what is alike, as of the end of ``span``.

    A month's: as many as ``month`` says, or as ``customer`` says of one customer. A quarter's: as many as ``quarter`` in
    two months of it or more. A year's: as many as ``year`` in two quarters of it or more; or one in the month that is
    dangerous, by its fault.
    """
    found = []
    for level, days in (("month", span.month()), ("quarter", span.quarter()), ("year", span.year())):
        for (product, part), cases in _alike(problems_of(known.received(days))).items():
            reason = _reason(level, cases, known, span)
            if reason is not None:
                causes = Counter(case.told.cause for case in cases if case.told.cause is not None)
                found.append(Repeat(_level(level), product, part, reason, tuple(causes.most_common()), tuple(cases)))
    return sorted(
        found, key=lambda repeat: (-LEVELS.index(repeat.level), -len(repeat.cases), repeat.product, repeat.part)
    )


def _level(name: str) -> Level:
    return next(level for level in LEVELS if level == name)


def _alike(cases: Sequence[Case]) -> Mapping[_Alike, list[Case]]:
    alike: dict[_Alike, list[Case]] = {}
    for case in cases:
        part = case.told.part or case.told.fault or case.told.cause
        if case.product is not None and part is not None:
            alike.setdefault((case.product, part), []).append(case)
    return dict(sorted(alike.items()))


def _reason(level: str, cases: Sequence[Case], known: Known, span: Span) -> Reason | None:
    limits = known.definitions.company.incidents.repeats
    if level == "month":
        if len(cases) >= limits.month:
            return "count"
        return "customer" if _of_one(cases) >= limits.customer else None
    if level == "quarter":
        months = {case.received.month for case in cases}
        return "count" if len(cases) >= limits.quarter and len(months) > 1 else None
    if any(_is_dangerous(case, known) for case in cases if case.received.date() in span.month()):
        return "danger"
    quarters = {(case.received.month - 1) // 3 for case in cases}
    return "count" if len(cases) >= limits.year and len(quarters) > 1 else None


def _of_one(cases: Sequence[Case]) -> int:
    return max(Counter((case.customer, case.site) for case in cases).values())


def _is_dangerous(case: Case, known: Known) -> bool:
    fault = known.definitions.entries.get("fault", {}).get(case.told.fault or "")
    return isinstance(fault, Fault) and fault.urgency == "now"
