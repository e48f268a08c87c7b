"""A definition that another one names, and the fields that hold such names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator, ValidationInfo

from generator.text.problems import alike
from generator.text.scalars import TEXT_SCHEMA, Reference, fail, from_text, pattern


@dataclass(frozen=True, slots=True)
class Link:
    """A definition that another one names: its kind and its id."""

    kind: str
    id: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.id}"


LINKED = "linked"  # what a reader calls the kinds that there are, as it hands them to the validators of links


def _read_link(value: object, info: ValidationInfo) -> Link:
    linked: Sequence[str] = (info.context or {})[LINKED]

    def read(text: str) -> Link:
        kind, _, id_ = text.partition("/")
        if kind not in linked or not id_:
            raise fail("bad_link", text, choices=linked, nearest=alike(kind, linked))
        return Link(kind, id_)

    return from_text("expected_text", read)(value)


def _link_to(kind: str) -> PlainValidator:
    return PlainValidator(from_text("expected_text", lambda text: Link(kind, text)))


AnyLink = Annotated[Link, PlainValidator(_read_link), pattern("guide/window-cleaning", r"^[a-z]+/.+$")]
TaskLink = Annotated[Link, _link_to("task"), TEXT_SCHEMA]
PromiseLink = Annotated[Link, _link_to("promise"), TEXT_SCHEMA]
FormLink = Annotated[Link, _link_to("form"), TEXT_SCHEMA]
RoleLink = Annotated[Link, _link_to("role"), TEXT_SCHEMA]
PriceRef = Annotated[Reference, "price"]  # a line of a price list, by its id
