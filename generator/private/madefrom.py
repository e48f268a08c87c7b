"""What a feed and its page are made from, as a name: under equal names the same feed goes on with the same page beside it.

A name tells what is known of a holder and of each visit, and the definitions, words and templates of the build. What was
told before is not in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields
from functools import cache
from hashlib import blake2b
from operator import attrgetter

from generator.due.items import Occurrence
from generator.model.records import Record
from generator.private.holders import Holder
from generator.private.pages import Known
from generator.private.parts import Shared
from generator.visits.visit import Visit

_SIZE = 16
# Of a visit and a record all but what has a name of its own.
_OF_VISIT = attrgetter(*(key.name for key in fields(Visit) if key.name not in ("customer", "site", "occurrences")))
_OF_RECORD = attrgetter(*(key.name for key in fields(Record)))


class Names:
    """The names of what one build makes; ``given`` is one for all that parts share, but for names and dates."""

    def __init__(self, shared: Shared, known: Known, given: str) -> None:
        self._known = known
        people = sorted(shared.people.items())
        self._shared = f"{given}|{shared.stamping.as_of}|{people}|{sorted(shared.unmarked)}"
        self._at_sites: dict[str, list[object]] = defaultdict(list)
        for what, told in (("read", known.last), ("found", known.findings), ("told", known.told)):
            for place, said in told.items():
                self._at_sites[place[0]].append((what, place, said))
        self._of_customer = cache(self._name_of_customer)
        self._visits: dict[int, str] = {}

    def of(self, holder: Holder, path: str) -> str:
        """The name of what the feed of ``holder`` in the file ``path``, and the page beside it, are made from."""
        return _name(self._told_of(holder, path))

    def _told_of(self, holder: Holder, path: str) -> Iterable[str]:
        yield self._shared
        yield repr((holder.kind, holder.id, holder.revision, holder.language, holder.first_id, holder.turn, path))
        if holder.kind == "customer":
            yield self._of_customer(holder.id)
            waiting = self._known.waiting.get(holder.id, ())
            yield repr([(occurrence.id, occurrence.waiting_for) for occurrence in waiting])
        elif holder.kind == "technician":
            yield repr(self._known.technicians[holder.id])
        for visit in holder.visits:
            yield self._of_visit(visit)

    def _of_visit(self, visit: Visit) -> str:
        """Known by its place in memory, for several holders show it."""
        if id(visit) not in self._visits:
            customer = self._of_customer(visit.customer.id)
            told = f"{customer}{visit.site.id}{_OF_VISIT(visit)}{[*map(_of_occurrence, visit.occurrences)]}"
            self._visits[id(visit)] = _name((told,))
        return self._visits[id(visit)]

    def _name_of_customer(self, id_: str) -> str:
        known = self._known
        records = map(repr, map(_OF_RECORD, known.records.get(id_, ())))
        return _name((repr(known.customers[id_]), *records, repr(self._at_sites.get(id_))))


def _of_occurrence(occurrence: Occurrence) -> tuple[object, ...]:
    """What tells a cycle from any other of the same customer; its terms follow from those of its rule, and their day."""
    due = occurrence.due
    if due is None:
        return occurrence.id, occurrence._replace(item=None)  # type: ignore[arg-type]
    terms = due.terms
    own = occurrence._replace(item=None, due=None)  # type: ignore[arg-type]
    when = due._replace(terms=None)  # type: ignore[arg-type]
    return occurrence.id, own, when, terms.rule, terms.revision, terms.anchor, terms.since


def _name(told: Iterable[str]) -> str:
    digest = blake2b(digest_size=_SIZE)
    for text in told:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
