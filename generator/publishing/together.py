"""Everybody's feeds and pages, put together in a stage: those that lie there already, and those that are made anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator.formats.ledger import Ledger
from generator.model.forgotten import nameless_of
from generator.model.history import Group
from generator.model.records import Record
from generator.private.holders import LISTS, Holder, everybody, shown_to_staff
from generator.private.madefrom import Names
from generator.private.parts import Everything, Parting, Shared, shared_of
from generator.private.reader import names_of
from generator.publishing.drafts import drafts_for
from generator.publishing.jobs import Jobs
from generator.publishing.listings import Listings, lists_of
from generator.publishing.made import Again, Entries, made_again
from generator.publishing.making import SIZE, left_out, make_into, workers_for
from generator.publishing.next import Next
from generator.publishing.turns import turns_for
from generator.text.collector import resting_collector
from generator.visits.following import older_forecasts


class Drafted(NamedTuple):
    """What parts are made from: what they share, the names of what they are made from, all that is known, and lists."""

    shared: Shared
    names: Names
    everything: Everything
    listings: Listings


@contextmanager
def drafted(after: Next, ledger: Ledger, jobs: Jobs | None) -> Iterator[Drafted]:
    """What parts are made from, once everybody is drafted and who goes is planned."""
    definitions, schedules, as_of = after.definitions, after.schedules, after.as_of
    told = ledger.published()
    asked, drafts = drafts_for(definitions, schedules, as_of, told, after.outputs, jobs)

    def records_of(customer: str) -> Iterator[Record]:
        records = asked.briefs[customer].served.records
        return (record for _, record in (records.anew() if isinstance(records, Group) else records))

    def notes_of(customer: str) -> Iterator[Record]:
        records = asked.briefs[customer].served.records
        return (record for _, record in (records.noting if isinstance(records, Group) else records))

    try:
        with resting_collector():
            turns = turns_for(after, asked.briefs, drafts)
            drafts.settle(keep=asked.briefs.__contains__)
            unmarked = older_forecasts(definitions, told)
            shared = shared_of(
                definitions,
                names_of(schedules),
                after.stamping,
                after.templates,
                unmarked,
                nameless_of(schedules.customers.values()),
            )
            names = Names(shared, schedules.technicians, turns.goes, drafts.mark, after.given)
            seen = shown_to_staff(definitions.company, turns.shown, as_of)
            listings = Listings(lists_of(after.outputs), names)
            everything = Everything(
                drafts.draft, seen, turns, schedules, records_of, notes_of, listings.of, after.secret, ledger, as_of
            )
        with closing(listings):
            yield Drafted(shared, names, everything, listings)
    finally:
        drafts.close()


@dataclass(frozen=True, slots=True)
class Made:
    """What there is for ``people``, by holder: the ``entries``, and which of these lay there ``again``.

    ``sizes`` are those of what was made anew.
    """

    people: Sequence[Holder]
    again: Again
    entries: Entries
    sizes: Mapping[str, int]


def put_together(after: Next, ledger: Ledger, ready: Drafted, staged: Path, jobs: Jobs | None) -> Made:
    """Put everybody's feed and page into ``staged``: those that lie there already, and those that are made anew."""
    shared, names, everything, listings = ready
    shown = everything.shown
    people = list(everybody(after.definitions.company, after.schedules, after.as_of))
    with resting_collector():
        again = made_again(people, names, shown, after.outputs, after.secret, ledger, staged, after.marks)
    large = left_out(people, shown, again.names)
    anew = [holder for holder in people if holder.key not in again.entries and holder.key not in large]
    on_list = (
        one.customer for holder in anew if holder.kind in LISTS for one in shown.get((holder.kind, holder.id), ())
    )
    listings.make(everything, shared, on_list, jobs)
    made = make_into(
        staged,
        after.outputs.feeds,
        shared,
        Parting(everything, SIZE).parts(anew),
        again.names,
        jobs or workers_for(len(anew)),
    )
    known = {**again.entries, **large, **made.entries}
    return Made(people, again, {holder.key: known[holder.key] for holder in people}, made.sizes)
