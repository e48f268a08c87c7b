"""Who asked to be forgotten, and whose an older id was that told who it was: of such a one only a digest is left.

By it the build knows what was published under the older id, and takes it back without saying so again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from generator.model.people import Customer

_SIZE = 16


@lru_cache(maxsize=1 << 14)
def digest_of(id_: str) -> str:
    """A name for an id, from which it is not read."""
    return hashlib.blake2b(f"forgotten|{id_}".encode(), digest_size=_SIZE).hexdigest()


@dataclass(frozen=True, slots=True)
class Nameless:
    """Today's ids of those who asked to be forgotten: by the ids that they have and had, and by digests of ids."""

    ids: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)

    def id_now(self, id_: str) -> str | None:
        """Today's id of who is or was called ``id_``, where they asked to be forgotten."""
        return self.ids.get(id_) or (self.digests.get(digest_of(id_)) if self.digests else None)


def nameless_of(customers: Iterable[Customer]) -> Nameless:
    """Those of ``customers`` who asked to be forgotten."""
    gone = [owner for owner in customers if owner.is_forgotten]
    return Nameless(
        {id_: owner.id for owner in gone for id_ in (owner.id, *owner.formerly)},
        {digest: owner.id for owner in gone for digest in owner.former_digests},
    )
