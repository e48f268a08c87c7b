"""Feeds and pages of some holders at a time: a part knows all that they are made from, so it can be made anywhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from generator.due.items import Occurrence
from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.formats.told import read_feed
from generator.model.definitions import Definitions
from generator.model.forgotten import Nameless
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.private.drafts import NoDraft, unpacked
from generator.private.feeds import Feed, FeedWriter
from generator.private.holders import LISTS, Holder, HolderKind, Shown, inside, shown
from generator.private.pages import Known, PageWriter, known_of
from generator.private.places import feed_path
from generator.private.staff.listed import Listed
from generator.private.turns import Turns
from generator.visits.assignment import Assigned
from generator.visits.visit import Visit

# Staff are shown visits of many customers, whose drafts lie in a part: so many of them weigh as much as another holder.
_LIGHT = 32


@dataclass(frozen=True, slots=True)
class Shared:
    """What all parts of a build are made from; ``people`` are the technicians' names by id.

    ``unmarked`` are the UIDs of forecasts that were told without their mark, ``nameless`` is who was forgotten.
    """

    definitions: Definitions
    people: Mapping[str, str]
    stamping: Stamping
    templates: Templates
    unmarked: frozenset[str]
    nameless: Nameless


def shared_of(
    definitions: Definitions,
    people: Mapping[str, str],
    stamping: Stamping,
    templates: Templates,
    unmarked: frozenset[str],
    nameless: Nameless,
) -> Shared:
    """What parts are made from, without what makes none of them: files as they were read, pictures but for the logo."""
    logo = {name: content for name, content in definitions.pictures.items() if name == definitions.company.brand.logo}
    own = replace(definitions, texts={}, pictures=logo, places={})
    return Shared(own, people, stamping, templates, unmarked, nameless)


def feed_writer(shared: Shared) -> FeedWriter:
    """Whoever writes the feeds of a part."""
    return FeedWriter(
        shared.definitions, shared.people, shared.stamping, shared.templates, shared.unmarked, shared.nameless
    )


@dataclass(frozen=True, slots=True)
class Addressed:
    """A holder without visits, the file of their feed, and what that told last: its name and its bytes.

    ``uids`` are the visits that it shows; a customer's are all of theirs that a customer's feed shows. Those of a list are
    ``listed`` as it has them.
    """

    holder: Holder
    uids: tuple[str, ...]
    path: str
    before: tuple[str, bytes] | None
    forgotten: bool
    listed: tuple[Listed, ...] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Some holders, the drafts of the customers whose visits they are shown, who goes there, and what is known of them."""

    holders: tuple[Addressed, ...]
    drafts: Mapping[str, bytes]
    assigned: Assigned
    known: Known


@dataclass(frozen=True, slots=True)
class Made:
    """A feed, and the page beside it."""

    feed: Feed
    page: Artifact

    def without_visits(self) -> Made:
        """The same, without what it was made from: that need not come back from wherever it was made."""
        return replace(self, feed=replace(self.feed, holder=replace(self.feed.holder, visits=()), listed=()))


class PartWriter:
    """Makes the parts of one build."""

    def __init__(self, shared: Shared) -> None:
        self._feeds = feed_writer(shared)
        self._pages = PageWriter(shared.definitions, shared.people, shared.stamping.as_of, shared.templates)
        self._tasks, self._as_of = shared.definitions.tasks, shared.stamping.as_of
        self._span = shared.definitions.company.feeds.customer

    def made(self, part: Part) -> Iterator[Made]:
        """The feeds of a part, with their pages. Raises jinja2.TemplateError, and NoDraft."""
        wanted = {uid for one in part.holders if one.listed is None for uid in one.uids}
        customers = {one.holder.id for one in part.holders if one.holder.kind == "customer"}
        visits: dict[str, Visit] = {}
        of_customer: dict[str, Sequence[Visit]] = {}
        waiting: dict[str, Sequence[Occurrence]] = {}
        for id_, content in part.drafts.items():
            draft = unpacked(content, self._tasks, None if id_ in customers else wanted)
            if id_ in customers:
                of_customer[id_] = [part.assigned.visit(visit) for visit in draft.visits]
                waiting |= {id_: draft.waiting} if draft.waiting else {}
            visits |= {visit.uid: part.assigned.visit(visit) for visit in draft.visits if visit.uid in wanted}
        known = replace(part.known, waiting=waiting)
        for one in part.holders:
            mine: Iterable[Visit] = ()
            if one.listed is None:
                mine = (
                    self._of(of_customer[one.holder.id]) if one.holder.id in of_customer else _named(one.uids, visits)
                )
            before = read_feed(*one.before) if one.before is not None else None
            holder = replace(one.holder, visits=tuple(mine))
            feed = self._feeds.feed(holder, one.path, before, forgotten=one.forgotten, listed=one.listed)
            yield Made(feed, self._pages.page(feed, known))

    def _of(self, visits: Sequence[Visit]) -> Iterator[Visit]:
        """Those of a customer's visits that their feed shows, by day and UID."""
        by_uid = {visit.uid: visit for visit in visits}
        told = sorted((shown(visit, self._as_of) for visit in visits), key=lambda one: (one.day, one.uid))
        return (by_uid[one.uid] for one in inside(told, self._span, self._as_of))


def _named(uids: Iterable[str], visits: Mapping[str, Visit]) -> list[Visit]:
    """The visits of these names. Raises NoDraft: drafts that lack one are none of this build."""
    try:
        return [visits[uid] for uid in uids]
    except KeyError as error:
        raise NoDraft from error


@dataclass(frozen=True, slots=True)
class Everything:
    """All that parts are made from: each customer's draft, what staff are ``shown``, who goes, and what was told last.

    ``records`` gives those of a customer, ``notes`` those that note something; ``listed`` some visits as lists have them.
    """

    drafts: Callable[[str], bytes]
    shown: Mapping[tuple[HolderKind, str], Sequence[Shown]]
    turns: Turns
    schedules: Schedules
    records: Callable[[str], Iterable[Record]]
    notes: Callable[[str], Iterable[Record]]
    listed: Callable[[Sequence[Shown]], Sequence[Listed]]
    secret: str
    ledger: Ledger
    as_of: date


class Parting:
    """Takes holders, so many a part, each part with what its holders are made from and no more."""

    def __init__(self, everything: Everything, size: int) -> None:
        self._all, self._size = everything, size
        sites = everything.turns.sites
        self._today = {key: number for key, number in sites.items() if key[1] == everything.as_of}

    def parts(self, holders: Iterable[Holder]) -> Iterator[Part]:
        """``holders`` in their order; where they are few, all in one part, which reads each draft once."""
        remaining = list(holders)
        light = _LIGHT if len(remaining) > self._size else sys.maxsize
        some: list[Holder] = []
        weight = 0
        for holder in remaining:
            seen = len(self._all.shown.get((holder.kind, holder.id), ()))
            if some and weight + 1 + seen // light > self._size:
                yield self._part(some)
                some, weight = [], 0
            some.append(holder)
            weight += 1 + seen // light
        if some:
            yield self._part(some)

    def _part(self, some: Sequence[Holder]) -> Part:
        seen = {one.key: self._all.shown.get((one.kind, one.id), ()) for one in some}
        customers = [one.id for one in some if one.kind == "customer"]
        going = chain.from_iterable(seen[one.key] for one in some if one.kind not in LISTS)
        visited = dict.fromkeys([*customers, *(one.customer for one in going)])
        return Part(
            tuple(self._addressed(one, seen[one.key]) for one in some),
            {id_: self._all.drafts(id_) for id_ in visited},
            self._assigned(visited),
            self._known_of(
                some, {one.customer for holder in some if holder.kind == "technician" for one in seen[holder.key]}
            ),
        )

    def _assigned(self, customers: Iterable[str]) -> Assigned:
        """Who goes to these."""
        assigned = self._all.turns.assigned(customers)
        days = {(one.crew[0], one.day) for one in assigned.placed.values() if one.crew}
        sites = {key: n for key in days if (n := assigned.sites.get(key, 0))}
        return replace(assigned, sites={**self._today, **sites})

    def _addressed(self, holder: Holder, seen: Sequence[Shown]) -> Addressed:
        ledger = self._all.ledger
        told = ledger.feeds.get(holder.key)
        before = (told.name, told.content) if told is not None else None
        path = feed_path(holder, self._all.secret, ledger)
        uids = tuple(visit.uid for visit in seen)
        listed = tuple(self._all.listed(seen)) if holder.kind in LISTS else None
        return Addressed(holder, uids, path, before, ledger.is_forgotten(holder.key), listed)

    def _known_of(self, holders: Sequence[Holder], visited: Iterable[str]) -> Known:
        """What is known of these alone: of customers what was done, of technicians what was found where they go."""
        schedules = self._all.schedules
        customers = {one.id: schedules.customers[one.id] for one in holders if one.kind == "customer"}
        technicians = {one.id: schedules.technicians[one.id] for one in holders if one.kind == "technician"}
        theirs = [*chain.from_iterable(map(self._all.records, customers))]
        there = [*chain.from_iterable(map(self._all.notes, sorted(set(visited))))]
        return known_of(customers, technicians, theirs, there, self._all.as_of)
