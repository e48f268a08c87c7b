"""A customer's own page beside the feed. It works without scripts.

It carries what the feed may carry and the records of the customer's own sites: no name of a person and no phone number
but the company's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.due.items import Occurrence
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.records import Record
from generator.private.customer.history import History, history_of, incident_tasks
from generator.private.customer.visits import (
    Hero,
    VisitCard,
    VisitLine,
    hero_of,
    in_full,
    visit_card,
    visit_line,
)
from generator.private.customer.warranties import SiteCard, sites_of
from generator.private.customer.year import Year, year_of
from generator.private.reader import Reader
from generator.private.subscription import Subscription
from generator.private.texts import Texts
from generator.telling.rules import anchor_words
from generator.visits.visit import Visit

_AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """The view of ``private/customer.html.j2``.

    ``visits`` are told in full; ``dates`` are all of the coming year, where those are not all. ``waiting`` are sentences
    about what cannot be planned yet.
    """

    title: str
    places: tuple[str, ...]
    hero: Hero | None
    visits: tuple[VisitCard, ...]
    dates: tuple[VisitLine, ...]
    waiting: tuple[str, ...]
    year: Year | None
    history: History
    sites: tuple[SiteCard, ...]
    subscription: Subscription


def customer_page(
    customer: Customer,
    visits: Sequence[Visit],
    waiting: Iterable[Occurrence],
    records: Iterable[Record],
    subscription: Subscription,
    definitions: Definitions,
    reader: Reader,
    templates: Templates,
    texts: Texts,
) -> CustomerPage:
    """The page of one customer, from the visits of the feed, what waits and what was recorded."""
    several = len(customer.sites) > 1
    coming = [visit for visit in visits if visit.is_open and _is_to_come(visit, reader.as_of)]
    told = in_full(coming)
    ahead = [visit for visit in coming if visit.day >= reader.as_of]
    dates = ahead if len(coming) > len(told) else []
    return CustomerPage(
        title=reader.words["my_title"],
        places=tuple(site.name for site in customer.sites),
        hero=hero_of(coming, reader, several=several),
        visits=tuple(visit_card(visit, texts, reader, several=several) for visit in told),
        dates=tuple(visit_line(visit, reader, several=several) for visit in dates),
        waiting=_waiting(waiting, reader),
        year=year_of(visits, coming, reader, templates),
        history=history_of(customer, records, {**definitions.tasks, **incident_tasks(visits)}, reader),
        sites=sites_of(customer, definitions.products, reader),
        subscription=subscription,
    )


def _is_to_come(visit: Visit, as_of: date) -> bool:
    """True for what lies ahead within a year, and for what somebody still has to confirm."""
    return visit.unconfirmed or as_of <= visit.day < as_of + _AHEAD


def _waiting(occurrences: Iterable[Occurrence], reader: Reader) -> tuple[str, ...]:
    """A sentence for each milestone that something waits for."""
    waits: dict[str, dict[str, None]] = defaultdict(dict)
    for occurrence in occurrences:
        assert occurrence.waiting_for is not None, "what does not wait is not among them"
        milestone = anchor_words(occurrence.waiting_for, reader.words)
        waits[milestone][occurrence.item.task.name.of(reader.language)] = None
    return tuple(
        reader.words.say("my_waiting", milestone=milestone, tasks=reader.words.listed(tasks))
        for milestone, tasks in sorted(waits.items())
    )
