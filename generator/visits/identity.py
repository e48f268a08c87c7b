"""A visit keeps the UID under which it was published, as long as it shares an occurrence with what was.

One that is new is named after an occurrence by the oldest ids of all that is part of it: whoever was told of a visit was
so by its UID, and a rename makes no other one of it, also where nothing lies that was published.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from generator.due.items import Occurrence
from generator.model.people import Asset, Customer, Site
from generator.visits.visit import Draft, Published

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "visits.aftercare")
_KEY_PARTS = 4  # customer, site, asset and task, in an occurrence's id


def new_uid(occurrence_id: str, domain: str) -> str:
    """The UID of a visit that is published for the first time."""
    return f"{uuid.uuid5(_NAMESPACE, occurrence_id)}@{domain}"


class Names:
    """The UIDs of visits that are published for the first time, each reckoned once."""

    def __init__(self, domain: str) -> None:
        self._domain = domain
        self._known: dict[str, str] = {}

    def of(self, occurrence_id: str) -> str:
        """The UID that is named after an occurrence."""
        uid = self._known.get(occurrence_id)
        if uid is None:
            uid = self._known[occurrence_id] = new_uid(occurrence_id, self._domain)
        return uid


def uids_of(
    drafts: Sequence[Draft], published: Sequence[Published], names: Names, elsewhere: frozenset[str] = frozenset()
) -> list[str]:
    """The UID of each draft.

    Each published visit hands its UID to the visit that shares most occurrences with it, those that are expected counted
    last (the one with the earliest window of equals); the others are named after the occurrence whose window closes first,
    but never as anything ``elsewhere``.
    """
    uids: dict[int, str] = {}
    taken: set[str] = set(elsewhere)
    for _, _, rank, index in sorted(_claims(drafts, published)):
        uid = published[rank].uid
        if index not in uids and uid not in taken:
            uids[index] = uid
            taken.add(uid)
    for index, draft in enumerate(drafts):
        if index not in uids:
            several = len(draft.occurrences) > 1
            seed = first_name(min(draft.occurrences, key=_closes_first) if several else draft.occurrences[0])
            uid = names.of(seed)
            while uid in taken:  # its name lives on with the other part of a visit that was split
                seed += "|split"
                uid = names.of(seed)
            taken.add(uid)
            uids[index] = uid
    return [uids[index] for index in range(len(drafts))]


def first_name(occurrence: Occurrence) -> str:
    """An occurrence's id as it would be had nothing ever been renamed."""
    item = occurrence.item
    customer, site, asset, task = item.customer, item.site, item.asset, item.task
    if not any(each is not None and each.formerly for each in (customer, site, asset, task)):
        return occurrence.id
    rest = occurrence.id.split("|")[_KEY_PARTS - 1 :]
    first = f"{task.formerly[0]}{rest[0].removeprefix(task.id)}" if task.formerly else rest[0]
    return "|".join((_first(customer), _first(site), _first(asset), first, *rest[1:]))


def _first(named: Customer | Site | Asset | None) -> str:
    """The oldest id of whatever has one; of a site and of an asset it stands at the end of a path."""
    if named is None:
        return "*"
    return named.formerly[0].rpartition("/")[2] if named.formerly else named.id


def _claims(drafts: Sequence[Draft], published: Sequence[Published]) -> Iterator[tuple[int, int, int, int]]:
    """(minus the firm occurrences and minus all that they share, published visit, draft) for each that share one."""
    if not published:
        return
    holders = {o.id: (index, not o.expected) for index, draft in enumerate(drafts) for o in draft.occurrences}
    for rank, old in enumerate(published):
        shared: dict[int, list[bool]] = defaultdict(list)
        for id_ in old.occurrences:
            if id_ in holders:
                index, is_firm = holders[id_]
                shared[index].append(is_firm)
        yield from ((-sum(firm), -len(firm), rank, index) for index, firm in shared.items())


def _closes_first(occurrence: Occurrence) -> tuple[date, str]:
    assert occurrence.due is not None, "an occurrence that waits is not planned"
    return occurrence.due.window.end, first_name(occurrence)
