"""What became of each item of the company's service handbook, section by section, for staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.sources import HandbookItem
from generator.site.pages.page import Made, Page, Way, ways
from generator.site.pages.view import View
from generator.site.shown import Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One item: what it says, and what carries it out, or why nothing does."""

    id: str
    says: Text
    became: tuple[Way, ...]
    excluded: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSection:
    """A section of the handbook, with the number of items that it has."""

    name: Text
    count: int
    rows: tuple[ItemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandbookPage(View):
    """What became of the handbook; ``counts`` says how many items there are, are carried out, and are not."""

    template: ClassVar[str] = "pages/handbook.md.j2"
    counts: str
    sections: tuple[ItemSection, ...]


def handbook_page(shown: Shown) -> Made:
    """What became of each item."""
    page = Page(shown, "handbook.md")
    items = shown.definitions.handbook
    kept = sum(item.excluded is None for item in items.values())
    counts = shown.words["handbook_counts"].format(total=len(items), kept=kept, excluded=len(items) - kept)
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
    return ItemRow(
        id=id_,
        says=page.shown.text(item.says),
        became=ways(item.became, page),
        excluded=page.shown.text(item.excluded) if item.excluded else None,
    )
