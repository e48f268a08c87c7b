"""What became of each item of the company's service handbook, section by section, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.sources import ITEM_STATES, HandbookItem, ItemState
from generator.site.pages.page import Made, Page, Way, ways
from generator.site.pages.view import View
from generator.site.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item: what it says, how far it is carried out and by what, and the reason where that is not the whole of it."""

    id: str
    says: Text
    state: ItemState
    became: tuple[Way, ...]
    reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSection:
    """A section of the handbook, with the number of items that it has."""

    name: Text
    count: int
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookPage(View):
    """What became of the handbook; ``counts`` says how many items there are in each state."""

    template: ClassVar[str] = "pages/handbook.md.j2"
    counts: str
    sections: tuple[ItemSection, ...]


def handbook_page(shown: Shown) -> Made:
    """What became of each item."""
    page = Page(shown, "handbook.md")
    items = shown.definitions.handbook
    states = [item.state for item in items.values()]
    numbers = {state: states.count(state) for state in ITEM_STATES}
    counts = shown.words["handbook_counts"].format(total=len(items), **numbers)
    sections = tuple(
        ItemSection(
            name=Text(section),
            count=count,
            rows=tuple(_row(id_, item, page) for id_, item in items.items() if id_.startswith(f"{section}-")),
        )
        for section, count in shown.definitions.sections.items()
    )
    return Made(page=page, view=HandbookPage(counts=counts, sections=sections))


def _row(id_: str, item: HandbookItem, page: Page) -> ItemRow:
    reason = item.lacks or item.excluded or item.not_applicable
    return ItemRow(
        id=id_,
        says=page.shown.text(item.says),
        state=item.state,
        became=ways(item.became, page),
        reason=page.shown.text(reason) if reason else None,
    )
