"""What a feed and its page are made from, as a name: under equal names the same feed goes on with the same page beside it.

A name tells what is known of a holder, the drafts that its visits are from and who makes them, and the definitions, words
and templates of the build. What was told before is not in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from hashlib import blake2b

from generator.model.people import Technician
from generator.private.holders import Holder, Shown
from generator.private.parts import Shared
from generator.private.staff.paper import accepting

_SIZE = 16


class Names:
    """The names of what one build makes; ``given`` is one for what parts share, but for names, dates and tasks.

    ``goes`` has one for who goes to each customer when; ``marks`` gives one for the draft of a customer, with the tasks
    that concern them, and for what is known of them.
    """

    def __init__(
        self,
        shared: Shared,
        technicians: Mapping[str, Technician],
        goes: Mapping[str, str],
        marks: Callable[[str], str],
        given: str,
    ) -> None:
        self._technicians, self._goes, self._marks = technicians, goes, marks
        people = sorted(shared.people.items())
        accepted = sorted(accepting(shared.definitions.tasks.values()).items())
        nameless = shared.nameless
        ids = sorted(shared.unmarked), sorted(nameless.ids.items()), sorted(nameless.digests.items())
        self._shared = f"{given}|{shared.stamping.as_of}|{people}|{ids}|{accepted}"
        self._of_customer = cache(self._name_of_customer)

    def of(self, holder: Holder, path: str, visits: Sequence[Shown]) -> str:
        """The name of what the feed of ``holder`` in the file ``path``, and the page beside it, are made from.

        ``visits`` are those that staff are shown.
        """
        return _name(self._told_of(holder, path, visits))

    def of_list(self, customer: str, uids: Iterable[str]) -> str:
        """The name of what lists have of a customer's visits, of which they show these ``uids``."""
        return _name((self._shared, self._of_customer(customer), *sorted(uids)))

    def _told_of(self, holder: Holder, path: str, visits: Sequence[Shown]) -> Iterable[str]:
        yield self._shared
        yield repr((holder.kind, holder.id, holder.revision, holder.language, holder.first_id, holder.turn, path))
        if holder.kind == "customer":
            yield self._of_customer(holder.id)
        elif holder.kind == "technician":
            yield repr(self._technicians[holder.id])
        for visit in visits:
            yield f"{visit.uid}{self._of_customer(visit.customer)}"

    def _name_of_customer(self, id_: str) -> str:
        return _name((self._marks(id_), self._goes[id_]))


def _name(told: Iterable[str]) -> str:
    digest = blake2b(digest_size=_SIZE)
    for text in told:
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()
