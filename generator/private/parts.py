"""Feeds and pages of some holders at a time: a part knows all that they are made from, so it can be made anywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.formats.told import read_feed
from generator.model.definitions import Definitions
from generator.private.feeds import Feed, FeedWriter
from generator.private.holders import Holder
from generator.private.pages import Known, PageWriter
from generator.private.places import feed_path
from generator.private.staff.forms import LastReadings


@dataclass(frozen=True, slots=True)
class Shared:
    """What all parts of a build are made from; ``people`` are the technicians' names by id.

    ``unmarked`` are the UIDs of forecasts that were told without their mark.
    """

    definitions: Definitions
    people: Mapping[str, str]
    stamping: Stamping
    templates: Templates
    unmarked: frozenset[str]


def shared_of(
    definitions: Definitions,
    people: Mapping[str, str],
    stamping: Stamping,
    templates: Templates,
    unmarked: frozenset[str],
) -> Shared:
    """What parts are made from, without what makes none of them: files as they were read, pictures but for the logo."""
    logo = {name: content for name, content in definitions.pictures.items() if name == definitions.company.brand.logo}
    return Shared(replace(definitions, texts={}, pictures=logo, places={}), people, stamping, templates, unmarked)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A holder, the file of their feed, and what that told last: its name and its bytes."""

    holder: Holder
    path: str
    before: tuple[str, bytes] | None
    forgotten: bool


@dataclass(frozen=True, slots=True)
class Part:
    """Some holders, and what is known of them alone."""

    holders: tuple[Addressed, ...]
    known: Known


@dataclass(frozen=True, slots=True)
class Made:
    """A feed, and the page beside it."""

    feed: Feed
    page: Artifact

    def without_visits(self) -> Made:
        """The same, without what it was made from: that need not come back from wherever it was made."""
        return replace(self, feed=replace(self.feed, holder=replace(self.feed.holder, visits=())))


class PartWriter:
    """Makes the parts of one build."""

    def __init__(self, shared: Shared) -> None:
        self._feeds = FeedWriter(shared.definitions, shared.people, shared.stamping, shared.templates, shared.unmarked)
        self._pages = PageWriter(shared.definitions, shared.people, shared.stamping.as_of, shared.templates)

    def made(self, part: Part) -> Iterator[Made]:
        """The feeds of a part, with their pages. Raises jinja2.TemplateError."""
        for one in part.holders:
            before = read_feed(*one.before) if one.before is not None else None
            feed = self._feeds.feed(one.holder, one.path, before, forgotten=one.forgotten)
            yield Made(feed, self._pages.page(feed, part.known))


def parts(holders: Iterable[Holder], known: Known, secret: str, ledger: Ledger, size: int) -> Iterator[Part]:
    """``holders`` in their order, so many a part, each with what is known of them."""
    remaining, read = (
        iter(holders),
        defaultdict[tuple[str, str], dict[tuple[str, str, str, str], tuple[date, float]]](dict),
    )
    for place, reading in known.last.items():
        read[place[:2]][place] = reading
    while some := tuple(islice(remaining, size)):
        yield Part(tuple(_addressed(holder, secret, ledger) for holder in some), _known_of(some, known, read))


def _addressed(holder: Holder, secret: str, ledger: Ledger) -> Addressed:
    told = ledger.feeds.get(holder.key)
    before = (told.name, told.content) if told is not None else None
    return Addressed(holder, feed_path(holder, secret, ledger), before, ledger.is_forgotten(holder.key))


def _known_of(holders: Sequence[Holder], known: Known, read: Mapping[tuple[str, str], LastReadings]) -> Known:
    """What is ``known`` of these alone: of customers what was done, of technicians what was found at their sites."""
    customers = [holder.id for holder in holders if holder.kind == "customer"]
    technicians = [holder for holder in holders if holder.kind == "technician"]
    sites = {(visit.customer.id, visit.site.id) for holder in technicians for visit in holder.visits}
    return Known(
        {id_: known.customers[id_] for id_ in customers},
        {holder.id: known.technicians[holder.id] for holder in technicians},
        {id_: known.waiting[id_] for id_ in customers if id_ in known.waiting},
        {id_: known.records[id_] for id_ in customers if id_ in known.records},
        {site: known.findings[site] for site in sorted(sites) if site in known.findings},
        {site: known.told[site] for site in sorted(sites) if site in known.told},
        {place: reading for site in sorted(sites) if site in read for place, reading in read[site].items()},
    )
