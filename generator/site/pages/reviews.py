"""The owner's list of pages to look at: by the day on which somebody last did, with who answers and what has no source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.definition import Definition
from generator.model.kinds import KINDS, kind_of
from generator.model.links import Link
from generator.model.walking import walk
from generator.reading.reviews import reviewed_too_long_ago
from generator.site.pages.page import Made, Page, Way, way
from generator.site.pages.view import View
from generator.site.shown import Shown

REVIEWS = "reviews.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRow:
    """A page to look at: ``figures`` counts those of it that rest on general knowledge alone (grade G)."""

    page: Way
    kind: Text
    reviewed: str
    owner: Way | None
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewList:
    """Pages that are alike, the oldest first, and of one day those with the most figures without a source."""

    id: str
    name: Text
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewsPage(View):
    """Which pages somebody has to look at; ``none_due`` where nothing is older than a year."""

    template: ClassVar[str] = "pages/reviews.md.j2"
    none_due: bool
    lists: tuple[ReviewList, ...]


def reviews_page(shown: Shown, as_of: date) -> Made:
    """Every page of the edition: those that nobody looked at for a year, those that nobody ever did, and the others."""
    page = Page(shown, REVIEWS)
    each: dict[str, list[Definition]] = {"due": [], "never": [], "recent": []}
    for definition in shown.each():
        if definition.reviewed is None:
            each["never"].append(definition)
        else:
            each["due" if reviewed_too_long_ago(definition, as_of) else "recent"].append(definition)
    lists = tuple(_list(name, definitions, page) for name, definitions in each.items() if definitions)
    return Made(page=page, view=ReviewsPage(none_due=not each["due"], lists=lists))


def _list(name: str, definitions: Iterable[Definition], page: Page) -> ReviewList:
    rows = sorted(
        (_row(definition, page) for definition in definitions),
        key=lambda row: (row.reviewed, -row.figures, row.page.url),
    )
    return ReviewList(id=name, name=Text(page.shown.words[f"reviews_{name}"]), rows=tuple(rows))


def _row(definition: Definition, page: Page) -> ReviewRow:
    kind = kind_of(definition)
    leading = way(Link(kind.name, definition.id), page)
    assert leading is not None, "the edition shows it"
    return ReviewRow(
        page=leading,
        kind=Text(page.shown.words[KINDS[kind.name].label]),
        reviewed=str(definition.reviewed or ""),
        owner=way(definition.owner, page) if definition.owner else None,
        figures=sum(getattr(part, "grade", None) == "G" for _, part in walk(definition)),
    )
