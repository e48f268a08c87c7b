"""Everyone who gets a calendar, and the visits that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.company import Company, FeedSpan
from generator.model.schedules import Schedules
from generator.text.language import Language
from generator.visits.visit import Visit, state_of


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who subscribes: a customer, a technician, a region's team, or the company's dispatch."""

    kind: str
    id: str
    revision: int
    language: Language
    visits: tuple[Visit, ...]

    @property
    def key(self) -> str:
        """``customer|c-001``."""
        return f"{self.kind}|{self.id}"


def serves_anybody(schedules: Schedules) -> bool:
    """Whether there is a customer or a technician; without either a company has its sites, and no feeds."""
    return bool(schedules.customers or schedules.technicians)


def holders(company: Company, schedules: Schedules, visits: Sequence[Visit], as_of: date) -> Iterator[Holder]:
    """Everyone who gets a feed on ``as_of``, with the visits that it shows. A customer without consent gets none."""
    if not serves_anybody(schedules):
        return
    of_customer: dict[str, list[Visit]] = {}
    of_technician: dict[str, list[Visit]] = {}
    of_region: dict[str, list[Visit]] = {}
    for visit in visits:
        of_customer.setdefault(visit.customer.id, []).append(visit)
        if visit.technician is not None:
            of_technician.setdefault(visit.technician, []).append(visit)
        if visit.channel in ("onsite", "phone"):
            of_region.setdefault(visit.site.region, []).append(visit)
    staff, language = company.feeds.technician, company.locales[0]
    for customer in schedules.customers.values():
        if customer.consent is not None and customer.consent.given <= as_of:
            mine = _inside(of_customer.get(customer.id, []), company.feeds.customer, as_of)
            yield Holder("customer", customer.id, customer.feed_revision, customer.locale, mine)
    for technician in schedules.technicians.values():
        mine = _inside(of_technician.get(technician.id, []), staff, as_of)
        yield Holder("technician", technician.id, technician.feed_revision, technician.locale, mine)
    for region in company.regions:
        mine = _inside(of_region.get(region, []), staff, as_of)
        yield Holder("region", region, company.feed_revision, language, mine)
    wanting = [visit for visit in visits if visit.reason or state_of(visit) == "overdue"]
    yield Holder("company", "dispatch", company.feed_revision, language, _inside(wanting, staff, as_of))


def _inside(visits: Iterable[Visit], span: FeedSpan, as_of: date) -> tuple[Visit, ...]:
    """The visits that a feed shows on ``as_of``: inside its span, and not before their lead has begun."""
    days = DateRange(add(as_of, span.back * -1) or date.min, add(as_of, span.ahead) or date.max)
    return tuple(visit for visit in visits if visit.day in days and _is_announced(visit, as_of))


def _is_announced(visit: Visit, as_of: date) -> bool:
    for occurrence in visit.occurrences:
        if occurrence.due is None or occurrence.closed is not None:
            return True
        lead = occurrence.item.task.schedule[occurrence.due.terms.rule].lead
        if lead is None or (add(occurrence.due.day, lead * -1) or date.min) <= as_of:
            return True
    return False
