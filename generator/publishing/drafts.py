"""Customers' drafts: made by whoever makes parts, kept for the next build, and read one by one.

A draft is kept with a name for all that it is made from, so it is never out of date; what keeps them can be deleted at any
time. So never all of them lie in memory, and an edit drafts anew whom it concerns.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, islice
from pathlib import Path

from generator.model.definitions import Definitions
from generator.model.history import Group
from generator.model.people import Site
from generator.model.schedules import Schedules
from generator.private.drafts import NoDraft, mark_of, packed
from generator.private.holders import first_day
from generator.private.outlines import name_of_outline, packed_outline, unpacked_outline
from generator.publishing.draftnames import MadeFrom
from generator.publishing.jobs import Here, Jobs
from generator.publishing.making import workers_for
from generator.publishing.marker import digest
from generator.publishing.outputs import Outputs
from generator.publishing.rows import Known, Row, Rows
from generator.text.collector import resting_collector
from generator.visits.asked import Asked, asked_of, horizon_of
from generator.visits.conditions import choosy
from generator.visits.drafting import Basis, Brief, Drafted, Drafting
from generator.visits.outlines import Outline, outline_of
from generator.visits.visit import Published

FOLDER = "drafts"
# So many customers are a job.
_JOB = 32
_NEVER = date.max.isoformat()


@dataclass(frozen=True, slots=True)
class Done:
    """A draft, its mark, and its outline with a name; it ``holds`` for some days that were told last."""

    mark: str
    asks: str
    outline: bytes
    draft: bytes
    holds: tuple[date, date]


def drafts_of(outputs: Outputs) -> Path:
    """Where the drafts of the feeds among ``outputs`` are kept."""
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


def drafts_for(
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    told: Sequence[Published],
    outputs: Outputs,
    jobs: Jobs | None,
) -> tuple[Asked, Drafts]:
    """Whom the feeds of ``as_of`` are about after what was ``told``, and their drafts; ``jobs`` is who makes these."""
    end, since = horizon_of(definitions, as_of), first_day(definitions.company, as_of)
    asked = asked_of(definitions, schedules, as_of, end, told, since)
    return asked, Drafts(asked.basis, drafts_of(outputs), lambda number: jobs or workers_for(number))


def drafter(basis: Basis) -> Callable[[Sequence[Brief]], list[Done]]:
    """What drafts customers, wherever that is done."""
    drafting, tasks = Drafting(basis), basis.definitions.tasks
    planning, special = basis.definitions.company.planning, choosy(tasks.values())

    def done(some: Sequence[Brief]) -> list[Done]:
        with resting_collector():
            return [_done(drafting.of(brief)) for brief in some]

    def _done(one: Drafted) -> Done:
        outline = outline_of(one, basis.as_of, planning, special)
        return Done(mark_of(one), name_of_outline(outline), packed_outline(outline), packed(one, tasks), one.holds)

    return done


class Drafts:
    """The drafts of one build, kept in ``file``; ``workers`` says who makes so many."""

    def __init__(self, basis: Basis, file: Path, workers: Callable[[int], Jobs]) -> None:
        self._made_from, self._workers = MadeFrom(basis), workers
        self._basis = replace(basis, definitions=replace(basis.definitions, texts={}, pictures={}, places={}))
        self._rows = Rows(file)
        self._made: Mapping[str, Brief] | None = None
        self._briefs: dict[str, Brief] = {}
        self._names: dict[str, str] = {}
        self._of_tasks: dict[str, str] = {}
        self._of_served: dict[str, str] = {}

    def outlines(self, asked: Mapping[str, Brief]) -> Iterator[tuple[str, Outline]]:
        """The outlines of those who are ``asked`` for, in their order; what is not known of them is drafted."""
        self.make(asked)
        for id_ in asked:
            yield id_, self._outline(id_)

    def make(self, asked: Mapping[str, Brief]) -> None:
        """Draft those who are ``asked`` for and not known."""
        if asked is self._made:
            return
        self._made = asked
        self._of_tasks |= {id_: self._made_from.tasks(brief) for id_, brief in asked.items()}
        self._of_served |= {
            id_: self._made_from.served(brief) for id_, brief in asked.items() if id_ not in self._of_served
        }
        self._briefs |= asked
        tasks, served = self._of_tasks, self._of_served
        self._names |= {id_: self._made_from.name(brief, tasks[id_], served[id_]) for id_, brief in asked.items()}
        self._draft({id_: brief for id_, brief in asked.items() if not self._is_known(id_, brief)})

    def draft(self, customer: str) -> bytes:
        """The draft of a customer who was asked for."""
        return self._row(customer).draft

    def mark(self, customer: str) -> str:
        """A name for that draft, for what is said of the tasks that concern them, and for all that is known of them."""
        return f"{self._rows.known()[customer].mark}{self._of_tasks[customer]}{self._of_served[customer]}"

    def asks(self, asked: Mapping[str, Brief]) -> Mapping[str, str]:
        """Names of the outlines of those who are ``asked`` for, with how far the days of their sites are their own."""
        self.make(asked)
        known = self._rows.known()
        return {id_: f"{known[id_].asks}{_own_days(brief)}" for id_, brief in asked.items()}

    def settle(self, *, keep: Callable[[str], bool]) -> None:
        """Forget those whom nobody is to ``keep``; the others wait for the next build, however this one ends."""
        self._rows.settle(keep)

    def close(self) -> None:
        """No more is asked."""
        self._rows.close()

    def _is_known(self, id_: str, brief: Brief) -> bool:
        known = self._rows.known().get(id_)
        if known is None or known.name != self._names[id_]:
            return False
        told, as_of = self._basis.told_until, self._basis.as_of
        until = [told.of(customer, as_of).isoformat() for customer in brief.served.customers.values()]
        return all(known.first <= day and (day < known.before or known.before == _NEVER) for day in until)

    def _draft(self, briefs: Mapping[str, Brief]) -> None:
        if briefs:
            ids, parts = iter(briefs), _some(map(_anew, briefs.values()), _JOB)
            jobs = self._workers(len(briefs))
            for done in chain.from_iterable(jobs.run(drafter, self._basis, parts)):
                id_ = next(ids)
                self._rows.write(id_, _row(self._names[id_], done))
            if len(briefs) > _JOB:
                gc.collect()  # what was reckoned for them is held by circles, and the search for these rests

    def _outline(self, customer: str) -> Outline:
        before = self._briefs[customer].before
        try:
            return unpacked_outline(self._row(customer).outline, before)
        except NoDraft:
            return unpacked_outline(self._drafted(customer).outline, before)

    def _row(self, customer: str) -> Row:
        """The draft of a customer, anew where what was kept is damaged."""
        return self._rows.read(customer) or self._drafted(customer)

    def _drafted(self, customer: str) -> Row:
        (done,) = next(iter(Here().run(drafter, self._basis, [[_anew(self._briefs[customer])]])))
        row = _row(self._names[customer], done)
        self._rows.write(customer, row)
        return row


def _anew(brief: Brief) -> Brief:
    """The same, whose records are made for whoever drafts it, and held no longer."""
    records = brief.served.records
    return brief._replace(served=replace(brief.served, records=records.anew())) if isinstance(records, Group) else brief


def _own_days(brief: Brief) -> str:
    """What sites say of the days on which one can come."""
    sites = [site for customer in brief.served.customers.values() for site in customer.sites]
    told = [(s.id, s.region, s.closed, s.visiting, s.preferred_weekdays) for s in sites if _says_something(s)]
    return repr(told) if told else ""


def _says_something(site: Site) -> bool:
    return bool(site.closed or site.visiting.weekdays or site.preferred_weekdays)


def _row(name: str, done: Done) -> Row:
    first, before = done.holds
    return Row(Known(name, done.mark, done.asks, first.isoformat(), before.isoformat()), done.outline, done.draft)


def _some(briefs: Iterator[Brief], size: int) -> Iterator[list[Brief]]:
    while part := list(islice(briefs, size)):
        yield part
