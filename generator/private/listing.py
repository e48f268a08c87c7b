"""What lists have of the visits of some customers at a time: made anywhere, as parts are, and kept by the customer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from generator.private.drafts import unpacked
from generator.private.holders import LISTS
from generator.private.parts import Everything, Shared, feed_writer
from generator.private.staff.listed import packed_list
from generator.visits.assignment import Assigned


@dataclass(frozen=True, slots=True)
class ListPart:
    """The drafts of some customers, who goes there, and by customer the UIDs of the visits that a list shows."""

    drafts: Mapping[str, bytes]
    assigned: Assigned
    uids: Mapping[str, frozenset[str]]


class ListWriter:
    """Makes what lists have of a build."""

    def __init__(self, shared: Shared) -> None:
        self._feeds = feed_writer(shared)
        self._tasks, self._language = shared.definitions.tasks, shared.definitions.company.locales[0]

    def made(self, part: ListPart) -> dict[str, bytes]:
        """What lists have of each customer's visits. Raises jinja2.TemplateError, and NoDraft."""
        return {id_: self._of(id_, part) for id_ in part.drafts}

    def _of(self, customer: str, part: ListPart) -> bytes:
        uids = part.uids[customer]
        draft = unpacked(part.drafts[customer], self._tasks, uids)
        visits = [part.assigned.visit(visit) for visit in draft.visits if visit.uid in uids]
        return packed_list(self._feeds.listed(visits, self._language))


def on_lists(everything: Everything) -> Mapping[str, frozenset[str]]:
    """By customer the visits that some list shows."""
    uids: dict[str, set[str]] = {}
    for (kind, _), visits in everything.shown.items():
        for one in visits if kind in LISTS else ():
            uids.setdefault(one.customer, set()).add(one.uid)
    return {id_: frozenset(some) for id_, some in uids.items()}


def list_parts(
    everything: Everything, uids: Mapping[str, frozenset[str]], customers: Iterable[str], size: int
) -> Iterator[ListPart]:
    """Parts of so many ``customers``, whose lists show these ``uids``."""
    remaining = iter(customers)
    while some := list(islice(remaining, size)):
        drafts, of = {id_: everything.drafts(id_) for id_ in some}, {id_: uids[id_] for id_ in some}
        yield ListPart(drafts, everything.turns.assigned(some), of)
