"""Who goes to which customer, as feeds and pages need it: where the same visits are to be placed, it is the same again."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from hashlib import blake2b

from generator.formats import ourtypes
from generator.model.company import Company
from generator.model.schedules import Schedules
from generator.private.drafts import NoDraft
from generator.private.holders import Shown, inside, shown_of
from generator.text.problems import Problem
from generator.visits.assignment import Assigned
from generator.visits.joint import Joint, without_effect
from generator.visits.outlines import Outline
from generator.visits.requests import Placed

_SIZE = 16
_LEVEL = 1  # the quickest


@dataclass(frozen=True, slots=True)
class Turns:
    """What was planned of all customers together.

    ``goes`` has by customer a name for who goes there when; ``placed`` gives the visits that are asked for there.
    ``shown`` is what staff may be shown, by day and UID; ``sites`` are to how many a technician goes on a day.
    ``unplaced`` are the problems of finding somebody, ``idle`` by customer the numbers of records that do nothing, and
    ``named`` the UIDs of visits that nobody was told of.
    """

    goes: Mapping[str, str]
    placed: Callable[[str], Sequence[Placed]]
    shown: Sequence[Shown]
    sites: Mapping[tuple[str, date], int]
    unplaced: Sequence[Problem]
    idle: Mapping[str, Sequence[int]]
    named: Mapping[str, Sequence[str]]

    def warnings(self, schedules: Schedules) -> list[Problem]:
        """What is to be told of the plan."""
        return [*self.unplaced, *without_effect(self.idle, schedules)]

    def assigned(self, customers: Iterable[str]) -> Assigned:
        """Who goes to these customers."""
        return Assigned({one.of.uid: one for id_ in customers for one in self.placed(id_)}, self.sites)


def turns_of(
    joint: Joint, named: Mapping[str, Sequence[str]], schedules: Schedules, company: Company, as_of: date
) -> Turns:
    """The turns that were planned; ``named`` as in ``Turns``."""
    assigned, outlines = joint.assigned, joint.outlines
    return Turns(
        goes={id_: _name_of(assigned, outline) for id_, outline in outlines.items()},
        placed=lambda id_: [assigned.placed[one.uid] for one in outlines[id_].requests],
        shown=[*inside(shown_of(joint), company.feeds.technician, as_of)],
        sites=assigned.sites,
        unplaced=joint.unplaced(schedules),
        idle=joint.idle(),
        named=named,
    )


def _name_of(assigned: Assigned, outline: Outline) -> str:
    sites = assigned.sites
    goes = (
        repr((*one[1:], one.of.old if one.is_swapped else None, sites.get((one.technician or "", one.day))))
        for one in (assigned.placed[uid] for uid in sorted(request.uid for request in outline.requests))
    )
    made = [sites.get((technician, one.day)) for one in outline.made for technician in one.technicians[:1]]
    digest = blake2b(digest_size=_SIZE)
    for text in (*goes, repr(made)):
        digest.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def packed_turns(turns: Turns) -> bytes:
    """The turns as bytes, in which each customer's visits lie by themselves."""
    placed = {
        id_: zlib.compress(pickle.dumps(tuple(turns.placed(id_)), ourtypes.PROTOCOL), _LEVEL) for id_ in turns.goes
    }
    shown = [tuple(one) for one in turns.shown]
    rest = (turns.goes, shown, turns.sites, tuple(turns.unplaced), turns.idle, turns.named)
    return pickle.dumps((placed, *rest), ourtypes.PROTOCOL)


def unpacked_turns(content: bytes) -> Turns:
    """The turns that were packed. Raises NoDraft."""
    try:
        placed, goes, shown, sites, unplaced, idle, named = ourtypes.Reader(content).load()
        return Turns(goes, partial(_placed, placed), [Shown(*one) for one in shown], sites, unplaced, idle, named)
    except ourtypes.DAMAGED as error:
        raise NoDraft from error


def _placed(packed: Mapping[str, bytes], customer: str) -> Sequence[Placed]:
    try:
        placed: Sequence[Placed] = ourtypes.Reader(zlib.decompress(packed[customer])).load()
    except ourtypes.DAMAGED as error:
        raise NoDraft from error
    return placed
