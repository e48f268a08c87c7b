"""What was found at a site before, for whoever goes there next: the staff's own notes, which no customer reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from generator.model.records import Record
from generator.model.voids import in_force
from generator.private.reader import Reader
from generator.telling.days import spoken_day
from generator.visits.visit import Visit

# The latest of them; older ones are in the records.
_SHOWN = 3

Findings = Mapping[tuple[str, str], Sequence[Record]]


@dataclass(frozen=True, slots=True)
class Finding:
    """What somebody noted, and when."""

    day: date
    spoken: str
    text: str


def findings_by_site(records: Iterable[Record], as_of: date) -> Findings:
    """The records with findings that stand on ``as_of``, the latest first, by customer and site; nothing for any other."""
    by_site: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in sorted(in_force(records, as_of), key=lambda record: record.date, reverse=True):
        if record.findings:
            by_site[record.customer, record.site].append(record)
    return by_site


def told_by_site(records: Iterable[Record], as_of: date) -> Findings:
    """The same of what customers were told, which may stand on paper that they sign."""
    by_site: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for record in sorted(in_force(records, as_of), key=lambda record: record.date, reverse=True):
        if record.told:
            by_site[record.customer, record.site].append(record)
    return by_site


def found_before(visit: Visit, findings: Findings, reader: Reader) -> tuple[Finding, ...]:
    """What was found of the assets that ``visit`` is for, and of its site as a whole."""
    return _before(visit, findings, reader, lambda record: record.findings)


def noted_before(visit: Visit, told: Findings, reader: Reader) -> tuple[Finding, ...]:
    """The same of what the customer was told."""
    return _before(visit, told, reader, lambda record: record.told)


def _before(
    visit: Visit, findings: Findings, reader: Reader, text_of: Callable[[Record], str | None]
) -> tuple[Finding, ...]:
    assets = {occurrence.item.asset.id for occurrence in visit.occurrences if occurrence.item.asset is not None}
    records = findings.get((visit.customer.id, visit.site.id), ())
    concerned = [record for record in records if record.asset is None or record.asset in assets]
    return tuple(
        Finding(record.date, spoken_day(record.date, reader.words, reader.as_of), text_of(record) or "")
        for record in concerned[:_SHOWN]
    )
