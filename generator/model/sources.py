"""What figures are taken from: works of others, and the items of the company's own service handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.model.definition import Defined, LocalText, as_list
from generator.model.links import AnyLink
from generator.text.scalars import Text

ItemState = Literal["carried_out", "partly", "rejected", "not_applicable"]
ITEM_STATES: tuple[ItemState, ...] = get_args(ItemState)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookItem(Defined):
    """One item of the company's service handbook: what it says, and what became of it or why nothing did.

    What ``became`` of it carries it out, whole unless ``lacks`` says what is missing. It is ``excluded`` where the company
    rejects it, and ``not_applicable`` where it is none of the company's business; both tell the reason.
    """

    says: LocalText
    became: Annotated[tuple[AnyLink, ...], BeforeValidator(as_list)] = ()
    lacks: LocalText | None = None
    excluded: LocalText | None = None
    not_applicable: LocalText | None = None

    @property
    def state(self) -> ItemState:
        """How far it is carried out."""
        if self.excluded is not None:
            return "rejected"
        if self.not_applicable is not None:
            return "not_applicable"
        return "partly" if self.lacks is not None else "carried_out"


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
