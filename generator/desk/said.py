"""What somebody says of a piece of work, by which verb, and what only some verbs have a use for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from generator.desk.refusals import Refused
from generator.model.records import RecordKind

Verb = Literal["done", "move", "skip", "appoint", "void"]
KIND_OF: Mapping[Verb, RecordKind] = {
    "done": "completed", "move": "moved", "skip": "skipped", "appoint": "appointment", "void": "void",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said on the command line: whose and which task by id, where by id or name; ``on`` is the day it was so."""

    verb: Verb
    customer: str
    task: str
    on: date
    site: str | None = None
    asset: str | None = None
    rule: str | None = None
    due: date | None = None
    technician: str | None = None
    to: date | None = None
    at: datetime | None = None
    minutes: int | None = None
    reason: str | None = None
    findings: str | None = None
    told: str | None = None
    measurements: Mapping[str, float] = field(default_factory=dict)
    wrong: date | None = None
    displace: bool = False
    anyway: bool = False

    @property
    def agreed(self) -> date | None:
        """The day to which something is put off, or for which it is agreed."""
        return self.at.date() if self.at is not None else self.to


# What only some verbs can say.
_OF_VERBS: Mapping[str, tuple[Verb, ...]] = {
    "to": ("move",),
    "at": ("appoint",),
    "minutes": ("appoint", "move"),
    "technician": ("done", "move", "skip", "appoint"),
    "findings": ("done", "move", "skip", "appoint"),
    "told": ("done", "move", "skip", "appoint"),
    "measurements": ("done",),
    "wrong": ("void",),
    "anyway": ("appoint", "move"),
}


def says_what_is_of_its_verb(said: Said) -> None:
    """Refuse what a verb has no use for: it was meant for another one, or nothing would come of it."""
    for name, verbs in _OF_VERBS.items():
        if getattr(said, name) and said.verb not in verbs:
            option = "measured" if name == "measurements" else name
            raise Refused("not_of_verb", verb=said.verb, option=f"--{option}", other=verbs[0])
