"""A definition that another one names, and the fields that hold such names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator

from generator.text.problems import nearest
from generator.text.scalars import TEXT_SCHEMA, fail, from_text, pattern


@dataclass(frozen=True, slots=True)
class Link:
    """A definition that another one names: its kind and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


LINKED: tuple[str, ...] = (
    "product", "task", "promise", "component", "fault", "guide", "season", "process", "form", "checklist", "phrases",
    "course", "role", "policy", "metric",
)  # fmt: skip


def _read_link(text: str) -> Link:
    kind, _, id_ = text.partition("/")
    if kind not in LINKED or not id_:
        raise fail("bad_link", text, choices=LINKED, nearest=nearest(kind, LINKED))
    return Link(kind, id_)


def _link_to(kind: str) -> PlainValidator:
    return PlainValidator(from_text("expected_text", lambda text: Link(kind, text)))


AnyLink = Annotated[
    Link, PlainValidator(from_text("expected_text", _read_link)), pattern("guide/window-cleaning", r"^[a-z]+/.+$")
]


TaskLink = Annotated[Link, _link_to("task"), TEXT_SCHEMA]


PromiseLink = Annotated[Link, _link_to("promise"), TEXT_SCHEMA]


FormLink = Annotated[Link, _link_to("form"), TEXT_SCHEMA]


RoleLink = Annotated[Link, _link_to("role"), TEXT_SCHEMA]
