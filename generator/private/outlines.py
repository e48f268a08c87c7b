"""The outline of a draft as bytes: what all customers' visits are dealt out from, once their drafts lie on the disk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import blake2b
from typing import TypeVar

from generator.private.drafts import MARK, NoDraft, packed_value, unpacked_value
from generator.visits.outlines import Outline
from generator.visits.requests import Request
from generator.visits.visit import Published

ValueT = TypeVar("ValueT")


def packed_outline(outline: Outline) -> bytes:
    """The outline of a draft."""
    return packed_value(outline, {})


def unpacked_outline(content: bytes, before: Iterable[Published] = ()) -> Outline:
    """The outline that was packed, what its customer was told ``before`` being known. Raises NoDraft."""
    outline = unpacked_value(content, {})
    if not isinstance(outline, Outline):
        raise NoDraft
    if len(_same) > _MOST_SAME:
        _same.clear()
    told = {old.uid: old for old in before}
    return replace(
        outline,
        requests=[_in_common(one, told.get(one.uid)) for one in outline.requests],
        made=[
            one._replace(place=_once(one.place), region=_once(one.region), day=_once(one.day)) for one in outline.made
        ],
    )


def _in_common(one: Request, old: Published | None) -> Request:
    """The same request, with days and names that are one value in all: requests of everybody lie in memory together."""
    if old is None or old != one.old:
        old = one.old
    return one._replace(
        uid=old.uid if old is not None else one.uid,
        place=_once(one.place),
        region=_once(one.region),
        wish=_once(one.wish),
        day=_once(one.day),
        window=_once(one.window),
        parts=_once(one.parts),
        closes=_once(one.closes),
        wishes=_once(one.wishes),
        latest=_once(one.latest),
        fixed=_once(one.fixed),
        tasks=_once(one.tasks),
        old=old,
    )


_same: dict[object, object] = {}
_MOST_SAME = 100_000


def _once(value: ValueT) -> ValueT:
    return _same.setdefault(value, value)  # type: ignore[return-value]


def name_of_outline(outline: Outline) -> str:
    """A name for what an outline says: skills in their order, for sets have none."""
    requests = [
        one._replace(parts=tuple([part._replace(skills=tuple(sorted(part.skills))) for part in one.parts]))  # type: ignore[arg-type]
        for one in outline.requests
    ]
    told = repr((requests, list(outline.made), outline.idle, outline.named))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=MARK).hexdigest()
