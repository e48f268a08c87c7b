"""What figures are taken from: works of others, and the items of the company's own service handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from generator.model.definition import Defined, LocalText, as_list
from generator.model.links import AnyLink
from generator.text.scalars import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookItem(Defined):
    """One item of the company's service handbook: what it says, and what became of it or why nothing did."""

    says: LocalText
    became: Annotated[tuple[AnyLink, ...], BeforeValidator(as_list)] = ()
    excluded: LocalText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handbook(Defined):
    """The service handbook's items by number; ``sections`` says how many each section has."""

    sections: Mapping[Text, Annotated[int, Field(gt=0, strict=True)]]
    items: Mapping[Text, HandbookItem]


@dataclass(frozen=True, slots=True, kw_only=True)
class Work(Defined):
    """A work that figures are taken from."""

    kind: Literal["regulation", "standard", "institute", "maker", "trade"]
    title: LocalText
    url: Text | None = None
    note: LocalText | None = None
