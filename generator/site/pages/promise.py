"""Service promises: the page of each, their list, and the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.definition import Grade
from generator.model.kinds import kind_of
from generator.model.products import Promise
from generator.site.names import UNITS
from generator.site.pages.cards import Group, Pill, PromiseCard, TaskRow, pills, promise_card, task_row
from generator.site.pages.citations import citations
from generator.site.pages.page import About, Made, Page, Said, Way, about, all_said, phrases, related
from generator.site.pages.prices import PriceView, price_views
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.telling.amounts import limit_words


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisePage(View):
    """One promise: within which limit, counted from what and how, what to do until then, who pays."""

    template: ClassVar[str] = "pages/promise.md.j2"
    name: Text
    summary: Text
    products: tuple[Pill, ...]
    limit: Text
    starts: Text
    action: Text
    counted: Text
    grade: Grade
    cites: tuple[int, ...]
    meanwhile: tuple[Said, ...]
    covers: tuple[Said, ...]
    excludes: tuple[Said, ...]
    prices: tuple[PriceView, ...]
    tasks: tuple[TaskRow, ...]
    asked: tuple[Text, ...]
    related: tuple[Way, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisesPage(View):
    """All promises."""

    template: ClassVar[str] = "pages/promises.md.j2"
    groups: tuple[Group[PromiseCard], ...]


def promise_pages(shown: Shown) -> Iterator[Made]:
    """The list of promises, and the page of each."""
    promises = shown.all(Promise)
    page = Page(shown, "services/promises/index.md")
    if promises:
        yield Made(page=page, view=promises_page(promises, page))
    for promise in promises:
        parts = (promise.response, promise.meanwhile, promise.covers, promise.excludes)
        page = Page(shown, kind_of(promise).page(promise.id), citations(*parts))
        yield Made(page=page, view=promise_page(promise, page), of=promise)


def promises_page(promises: Iterable[Promise], page: Page) -> PromisesPage:
    """The list of ``promises``."""
    title = Text(page.shown.words["promises_index"])
    entries = tuple(promise_card(promise, page) for promise in promises)
    return PromisesPage(groups=(Group(title=title, icon="material-handshake-outline", entries=entries),))


def promise_page(promise: Promise, page: Page) -> PromisePage:
    """The page of ``promise``."""
    shown, response = page.shown, promise.response
    tasks = {task.id: task for product in promise.products for task in shown.tasks_of(product)}
    return PromisePage(
        name=shown.text(promise.name),
        summary=shown.text(promise.summary),
        products=pills(promise, page),
        limit=Text(limit_words(response.within, shown.words)),
        starts=shown.text(response.from_),
        action=shown.text(response.action),
        counted=Text(shown.words[f"counted_{response.within.unit}"]),
        grade=response.grade,
        cites=page.cited.of(response.source),
        meanwhile=all_said(promise.meanwhile, page),
        covers=all_said(promise.covers, page),
        excludes=all_said(promise.excludes, page),
        prices=price_views(promise.prices, page),
        tasks=tuple(task_row(task, page) for task in tasks.values()),
        asked=phrases(promise.asked, page),
        related=related(promise, page),
        about=about(promise, page),
    )


def urgent_first(promises: Iterable[Promise]) -> list[Promise]:
    """What holds for a product that is there and may break, the shortest limit first."""
    kept = [promise for promise in promises if promise.products]
    units = UNITS
    return sorted(kept, key=lambda p: (units.index(p.response.within.unit), p.response.within.amount, p.id))
