"""What a report is reckoned from: the incidents, records and cycles that are known on its day, gathered once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from generator.dates.intervals import ONE_DAY, add
from generator.dates.ranges import DateRange
from generator.desk.effects import AHEAD
from generator.due.items import Occurrence
from generator.due.milestones import warranties
from generator.due.occurrences import occurrences
from generator.due.promised import Deadline, deadline_of
from generator.model.cases import Case, cases
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Asset, Site
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.reading.history import standing_records

# What a customer is asked after a service, by the keys of records.
SCORES = ("attitude", "quality", "result")


@dataclass(frozen=True, slots=True)
class Known:
    """The company as its records tell it on ``as_of``; ``cycles`` are what was closed, late or missed then."""

    definitions: Definitions
    schedules: Schedules
    as_of: date
    cases: tuple[Case, ...]
    records: tuple[tuple[Placed, Record], ...]
    cycles: tuple[Occurrence, ...]

    @property
    def now(self) -> datetime:
        """The end of its day: what is over by then has passed."""
        return datetime.combine(self.as_of + ONE_DAY, time())

    def received(self, days: DateRange) -> list[Case]:
        """The incidents that reached us on ``days``."""
        return [case for case in self.cases if case.received.date() in days]

    def completed(self, days: DateRange) -> list[tuple[Placed, Record]]:
        """The records of work for customers that was done on ``days``."""
        return [
            (place, record)
            for place, record in self.records
            if record.record == "completed" and record.customer and record.date in days
        ]

    def deadline(self, case: Case) -> Deadline | None:
        """By when its promise was or is to be kept, where it has one."""
        promise = self.definitions.promises.get(case.told.promise or "")
        if promise is None:
            return None
        site = self.site_of(case)
        return deadline_of(
            promise,
            case.received,
            self.definitions.workdays_in(site.region if site else None),
            self.definitions.company.zone,
        )

    def site_of(self, case: Case) -> Site | None:
        """Where it is."""
        customer = self.schedules.customers.get(case.customer)
        return next((site for site in customer.sites if site.id == case.site), None) if customer is not None else None

    def asset_of(self, case: Case) -> Asset | None:
        """On what it is, where that was said."""
        site = self.site_of(case)
        return next((asset for asset in site.assets if asset.id == case.asset), None) if site is not None else None

    def is_under_warranty(self, case: Case) -> bool:
        """Whether some warranty of its asset ran when it was reported."""
        site, asset = self.site_of(case), self.asset_of(case)
        product = self.definitions.products.get(asset.product) if asset is not None else None
        if site is None or asset is None or product is None:
            return False
        ends = [state.end for state in warranties(product, site, asset)]
        return any(end is not None and case.received.date() <= end for end in ends)

    def workdays_after(self, day: date, count: int, case: Case) -> date:
        """The last of so many working days after ``day``, where it is."""
        site = self.site_of(case)
        return self.definitions.workdays_in(site.region if site else None).add_workdays(day, count)


def known(definitions: Definitions, schedules: Schedules, as_of: date) -> Known:
    """What is known on ``as_of``."""
    standing = tuple(entry for entry in standing_records(schedules) if entry[1].date <= as_of)
    cycles = tuple(_cycles(definitions, schedules, as_of, standing))
    return Known(definitions, schedules, as_of, tuple(cases(schedules, as_of)), standing, cycles)


def _cycles(
    definitions: Definitions, schedules: Schedules, as_of: date, standing: Sequence[tuple[Placed, Record]]
) -> Iterator[Occurrence]:
    """What was closed, late or missed on ``as_of``, judged by those to come as well: a record may be of one of them."""
    last = max((record.due for _, record in standing if record.due is not None), default=as_of)
    end = add(max(as_of, last), AHEAD) or date.max
    for cycle in occurrences(definitions, schedules, as_of, end, expected=0):
        if cycle.closed is not None or cycle.status in ("overdue", "missed"):
            yield cycle


def ids_of(found: Iterable[Case]) -> tuple[str, ...]:
    """The numbers of incidents, each once."""
    return tuple(dict.fromkeys(case.id for case in found))


def problems_of(found: Iterable[Case]) -> Sequence[Case]:
    """Without enquiries, which tell of no fault."""
    return [case for case in found if case.told.kind != "enquiry"]
