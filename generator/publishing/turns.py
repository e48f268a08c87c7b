"""Who goes, as it was planned last: while all customers ask for the same visits, nobody is asked again.

It is kept under a name for all that it is planned from, so it is never out of date, and can be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from generator.formats.sealed import opened, sealed
from generator.private.drafts import NoDraft
from generator.private.turns import Turns, packed_turns, turns_of, unpacked_turns
from generator.publishing.drafts import Drafts
from generator.publishing.durable import replace
from generator.publishing.marker import digest
from generator.publishing.next import Next
from generator.publishing.outputs import Outputs
from generator.reading.files import plain_bytes
from generator.visits.drafting import Brief
from generator.visits.joint import planned_together
from generator.visits.outlines import Outline

FOLDER = "turns"
_TECHNICIANS = "schedules/technicians.yaml"


def turns_of_last(outputs: Outputs) -> Path:
    """Where it is kept who goes to whom the feeds among ``outputs`` are about."""
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


def turns_for(after: Next, asked: Mapping[str, Brief], drafts: Drafts) -> Turns:
    """Who goes to those who are ``asked`` for, as their ``drafts`` have it."""
    asks, file = drafts.asks(asked), turns_of_last(after.outputs)
    name = _name(after, asks)
    kept = _read(file, name)
    if kept is not None and not any(_is_of_another(asked, kept.named)):
        return kept
    named: dict[str, tuple[str, ...]] = {}
    rounds = []

    def outlines(some: Mapping[str, Brief]) -> Iterator[tuple[str, Outline]]:
        rounds.append(some)
        for id_, outline in drafts.outlines(some):
            named[id_] = outline.named
            yield id_, outline

    joint = planned_together(after.definitions, after.schedules, asked, after.as_of, outlines)
    planned = turns_of(joint, named, after.schedules, after.definitions.company, after.as_of)
    packed = packed_turns(planned)
    if len(rounds) == 1:  # else somebody was drafted once more, and asks for something else
        _keep(file, name, packed)
    return unpacked_turns(packed)  # as bytes it takes a quarter of the memory


def _is_of_another(asked: Mapping[str, Brief], named: Mapping[str, Iterable[str]]) -> Iterator[bool]:
    """For each UID that a visit would be given whether it is that of somebody else's."""
    owners = {old.uid: id_ for id_, brief in asked.items() for old in brief.before}
    for id_, uids in named.items():
        yield from (owners.get(uid, id_) != id_ for uid in uids)


def _name(after: Next, asks: Mapping[str, str]) -> str:
    """A name for all that is planned from: definitions, technicians, and what is asked for at which customer."""
    named = blake2b(digest_size=16)
    told = [after.of_public, after.schedules.texts.get(_TECHNICIANS, ""), repr([*after.schedules.technicians.items()])]
    for text in (*told, *(f"{id_}|{name}" for id_, name in asks.items())):
        named.update(text.encode("utf-8", "surrogatepass") + b"\0")
    return named.hexdigest()


def _read(file: Path, name: str) -> Turns | None:
    with suppress(OSError, NoDraft):
        content = opened(name, plain_bytes(file))
        if content is not None:
            return unpacked_turns(content)
    return None


def _keep(file: Path, name: str, packed: bytes) -> None:
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, sealed(name, packed), mode=0o600)
