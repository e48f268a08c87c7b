"""The ways to the pages of many definitions, which other pages lead to."""

from __future__ import annotations

from dataclasses import dataclass

from generator.site.pages.page import TAGS, Page

ALL = "index-a-z.md"
MONTH = "this-month.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hubs:
    """The lists of all pages and of some kinds, the month and the service; empty where there is nothing on them."""

    az: str
    tags: str
    glossary: str
    month: str
    fault: str
    products: str
    tasks: str
    services: str


def hubs(page: Page) -> Hubs:
    """The ways from ``page``."""
    return Hubs(
        az=page.way(ALL),
        tags=page.way(TAGS) if page.shown.has_tags else "",
        glossary=page.way("glossary.md") if page.shown.has_terms else "",
        month=page.way(MONTH) if page.shown.has_seasons else "",
        products=page.way("products/index.md"),
        tasks=page.way("maintenance/index.md") if page.shown.by_kind["task"] else "",
        services=page.way("services/index.md") if page.shown.has_services else "",
        fault=page.way("faults/index.md") if page.shown.by_kind["fault"] else "",
    )
