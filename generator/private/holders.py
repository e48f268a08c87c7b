"""Everyone who gets a calendar, and the visits that it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.company import Company, FeedSpan
from generator.model.people import Customer, Technician
from generator.model.renames import first_id
from generator.model.schedules import Schedules
from generator.text.language import Language
from generator.visits.outlines import is_announced
from generator.visits.visit import Visit, state_of

HolderKind = Literal["customer", "technician", "region", "company"]


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who subscribes: a customer, a technician, a region's team, or the company's dispatch.

    ``first_id`` is the oldest id, where there was another before today's; ``turn`` counts the consents that were withdrawn
    before the one that holds.
    """

    kind: HolderKind
    id: str
    revision: int
    language: Language
    visits: tuple[Visit, ...]
    first_id: str = ""
    turn: int = 0

    @property
    def key(self) -> str:
        """``customer|c-001``: with the oldest id, so that address and feed stay when a customer gets another one."""
        return f"{self.kind}|{self.first_id or self.id}"


def key_of(person: Customer | Technician) -> str:
    """The key of a customer's or technician's feed."""
    if isinstance(person, Customer):
        return f"customer|{first_id(person)}"
    return f"technician|{person.id}"


def by_published_ids(schedules: Schedules, published: Container[str]) -> Schedules:
    """The schedules, with the id first under which each customer's feed was published, by the keys of those feeds.

    Who is called back to an older id, or whose ids stand in another order, keeps the address as well.
    """
    customers = {id_: _by_published_id(customer, published) for id_, customer in schedules.customers.items()}
    return replace(schedules, customers=customers)


def _by_published_id(customer: Customer, published: Container[str]) -> Customer:
    ids = (*customer.formerly, customer.id)
    told = next((id_ for id_ in ids if f"customer|{id_}" in published), ids[0])
    if told == ids[0]:
        return customer
    return replace(customer, formerly=(told, *(id_ for id_ in customer.formerly if id_ != told)))


def serves_anybody(schedules: Schedules) -> bool:
    """Whether there is a customer or a technician; without either a company has its sites, and no feeds."""
    return bool(schedules.customers or schedules.technicians)


def holders(company: Company, schedules: Schedules, visits: Sequence[Visit], as_of: date) -> Iterator[Holder]:
    """Everyone who gets a feed on ``as_of``, with the visits that it shows. A customer without consent gets none.

    The calendar of somebody who has left ends with their employment, a customer's with the service.
    """
    if not serves_anybody(schedules):
        return
    consenting = [customer for customer in schedules.customers.values() if _subscribes(customer, as_of)]
    yield from _personal("customer", consenting, _by(visits, _customer), company, as_of)
    span, language = company.feeds.technician, company.locales[0]
    employed = [person for person in schedules.technicians.values() if as_of <= (person.employed.until or date.max)]
    yield from _personal("technician", employed, _by(visits, _technicians), company, as_of)
    of_region = _by(visits, _region)
    for region in company.regions:
        yield Holder("region", region, company.feed_revision, language, _inside(of_region[region], span, as_of))
    wanting = [visit for visit in visits if visit.reason or state_of(visit) in ("overdue", "unconfirmed")]
    yield Holder("company", "dispatch", company.feed_revision, language, _inside(wanting, span, as_of))


def _personal(
    kind: Literal["customer", "technician"],
    people: Iterable[Customer | Technician],
    visits: Mapping[str, Sequence[Visit]],
    company: Company,
    as_of: date,
) -> Iterator[Holder]:
    span = company.feeds.customer if kind == "customer" else company.feeds.technician
    for person in people:
        mine = _inside(visits[person.id], span, as_of)
        first = key_of(person).partition("|")[2]
        language, turn = person.locale or company.locales[0], _turn(person, as_of)
        yield Holder(kind, person.id, person.feed_revision, language, mine, first, turn)


def _subscribes(customer: Customer, as_of: date) -> bool:
    return customer.consents_on(as_of) and as_of <= (customer.service.until or date.max)


def _turn(person: Customer | Technician, as_of: date) -> int:
    if isinstance(person, Technician):
        return 0
    return sum(consent.withdrawn is not None and consent.withdrawn <= as_of for consent in person.consent)


def _by(visits: Iterable[Visit], owners: Callable[[Visit], tuple[str, ...]]) -> Mapping[str, Sequence[Visit]]:
    """The visits by those whom they concern, without those that concern nobody; nothing for whoever has none."""
    owned: dict[str, list[Visit]] = defaultdict(list)
    for visit in visits:
        for id_ in owners(visit):
            owned[id_].append(visit)
    return owned


def _customer(visit: Visit) -> tuple[str, ...]:
    return (visit.customer.id,)


def _technicians(visit: Visit) -> tuple[str, ...]:
    return visit.technicians


def _region(visit: Visit) -> tuple[str, ...]:
    """Where somebody of ours has to go or to call."""
    return (visit.site.region,) if visit.channel in ("onsite", "phone") else ()


def _inside(visits: Iterable[Visit], span: FeedSpan, as_of: date) -> tuple[Visit, ...]:
    """The visits that a feed shows on ``as_of``: inside its span, and not before their lead has begun.

    What is not yet confirmed stays, however long ago it was.
    """
    days = DateRange(add(as_of, span.back * -1) or date.min, add(as_of, span.ahead) or date.max)
    return tuple(visit for visit in visits if visit.unconfirmed or (visit.day in days and is_announced(visit, as_of)))


def first_day(company: Company, as_of: date) -> date:
    """The first day of which a feed shows what was done."""
    return min(add(as_of, span.back * -1) or date.min for span in (company.feeds.customer, company.feeds.technician))
