"""Everyone who gets a calendar, and the visits that it shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, NamedTuple

from generator.dates.intervals import add
from generator.dates.ranges import DateRange
from generator.model.company import Company, FeedSpan
from generator.model.definition import ATTENDED
from generator.model.people import Customer, Technician
from generator.model.renames import first_id
from generator.model.schedules import Schedules
from generator.text.language import Language
from generator.visits.joint import Joint
from generator.visits.outlines import is_announced
from generator.visits.visit import Visit, state_of

HolderKind = Literal["customer", "technician", "region", "company"]
# Whose visits are a list, whoever goes.
LISTS: frozenset[HolderKind] = frozenset({"region", "company"})


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


class Shown(NamedTuple):
    """What tells who is shown a visit, and when. ``is_wanting``: somebody lacks for it, or it is late or not confirmed."""

    uid: str
    customer: str
    technicians: tuple[str, ...]
    region: str
    is_attended: bool
    is_wanting: bool
    unconfirmed: bool
    day: date
    is_announced: bool


def shown(visit: Visit, as_of: date) -> Shown:
    """What tells who is shown ``visit``."""
    return Shown(
        visit.uid,
        visit.customer.id,
        visit.technicians,
        visit.site.region,
        visit.channel in ATTENDED,
        bool(visit.reason) or state_of(visit) in ("overdue", "unconfirmed"),
        visit.unconfirmed,
        visit.day,
        is_announced(visit, as_of),
    )


def shown_of(joint: Joint) -> Iterator[Shown]:
    """The same of all visits that somebody makes or made, by day and UID, from what is known of them together."""
    made = (
        Shown(one.uid, one.place[0], one.technicians, one.region, True, False, False, one.day, True)
        for outline in joint.outlines.values()
        for one in outline.made
    )
    placed = (
        Shown(
            one.of.uid,
            one.of.place[0],
            one.crew,
            one.of.region,
            True,
            bool(one.reason) or one.of.unconfirmed or one.of.overdue,
            one.of.unconfirmed,
            one.day,
            one.of.is_announced,
        )
        for one in joint.assigned.placed.values()
    )
    yield from sorted([*made, *placed], key=lambda one: (one.day, one.uid))


def holders(company: Company, schedules: Schedules, visits: Sequence[Visit], as_of: date) -> Iterator[Holder]:
    """Everyone who gets a feed on ``as_of``, with the visits that it shows. A customer without consent gets none."""
    by_uid = {visit.uid: visit for visit in visits}
    told = [shown(visit, as_of) for visit in visits]
    to_staff, to_customers = shown_to_staff(company, told, as_of), _by_customer(told)
    for holder in everybody(company, schedules, as_of):
        if holder.kind == "customer":
            seen = [one.uid for one in inside(to_customers.get(holder.id, ()), company.feeds.customer, as_of)]
        else:
            seen = [one.uid for one in to_staff.get((holder.kind, holder.id), ())]
        yield replace(holder, visits=tuple([by_uid[uid] for uid in seen]))


def everybody(company: Company, schedules: Schedules, as_of: date) -> Iterator[Holder]:
    """Everyone who gets a feed on ``as_of``, without visits.

    The calendar of somebody who has left ends with their employment, a customer's with the service.
    """
    if not serves_anybody(schedules):
        return
    consenting = [customer for customer in schedules.customers.values() if _subscribes(customer, as_of)]
    yield from _personal("customer", consenting, company, as_of)
    employed = [person for person in schedules.technicians.values() if as_of <= (person.employed.until or date.max)]
    yield from _personal("technician", employed, company, as_of)
    for region in company.regions:
        yield Holder("region", region, company.feed_revision, company.locales[0], ())
    yield Holder("company", "dispatch", company.feed_revision, company.locales[0], ())


def shown_to_staff(
    company: Company, visits: Iterable[Shown], as_of: date
) -> Mapping[tuple[HolderKind, str], Sequence[Shown]]:
    """What technicians, regions and the dispatch are shown of ``visits``, by kind and id; in their order."""
    seen: dict[tuple[HolderKind, str], list[Shown]] = defaultdict(list)
    for one in inside(visits, company.feeds.technician, as_of):
        for technician in one.technicians:
            seen["technician", technician].append(one)
        if one.is_attended:  # where somebody of ours has to go or to call
            seen["region", one.region].append(one)
        if one.is_wanting:
            seen["company", "dispatch"].append(one)
    return seen


def _personal(
    kind: Literal["customer", "technician"],
    people: Iterable[Customer | Technician],
    company: Company,
    as_of: date,
) -> Iterator[Holder]:
    for person in people:
        first = key_of(person).partition("|")[2]
        language, turn = person.locale or company.locales[0], _turn(person, as_of)
        yield Holder(kind, person.id, person.feed_revision, language, (), first, turn)


def _subscribes(customer: Customer, as_of: date) -> bool:
    return customer.consents_on(as_of) and as_of <= (customer.service.until or date.max)


def _turn(person: Customer | Technician, as_of: date) -> int:
    if isinstance(person, Technician):
        return 0
    return sum(consent.withdrawn is not None and consent.withdrawn <= as_of for consent in person.consent)


def _by_customer(visits: Iterable[Shown]) -> Mapping[str, Sequence[Shown]]:
    by_customer: dict[str, list[Shown]] = defaultdict(list)
    for one in visits:
        by_customer[one.customer].append(one)
    return by_customer


def inside(visits: Iterable[Shown], span: FeedSpan, as_of: date) -> Iterator[Shown]:
    """The visits that a feed shows on ``as_of``: inside its span, and not before their lead has begun.

    What is not yet confirmed stays, however long ago it was.
    """
    days = DateRange(add(as_of, span.back * -1) or date.min, add(as_of, span.ahead) or date.max)
    for one in visits:
        if one.unconfirmed or (one.day in days and one.is_announced):
            yield one


def first_day(company: Company, as_of: date) -> date:
    """The first day of which a feed shows what was done."""
    return min(add(as_of, span.back * -1) or date.min for span in (company.feeds.customer, company.feeds.technician))
