"""Maintenance tasks: the page of each, and their list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.plates import PlateView, plate_view
from generator.formats.templating import Text
from generator.model.definition import Grade
from generator.model.kinds import kind_of
from generator.model.products import Product
from generator.model.tasks import ORDER, Material, Measurement, Task, WorkTime
from generator.site.pages.cards import Group, Pill, PromiseCard, TaskRow, by_line, pills, promise_card, task_row
from generator.site.pages.citations import citations
from generator.site.pages.page import About, Made, Page, Said, Way, about, all_said, phrases, related, way
from generator.site.pages.prices import PriceView, price_views
from generator.site.pages.rules import Pair, RuleView, rule_views
from generator.site.pages.view import View
from generator.site.shown import Shown, products_of
from generator.telling.amounts import counted, minutes_words
from generator.telling.hours import condition_words
from generator.text.language import Language
from generator.text.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """What a task uses up, and how much."""

    item: Text
    quantity: Text
    grade: Grade
    cites: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskPage(View):
    """One task: when it falls due, what the customer prepares, how it is done and checked; ``yours`` where they do it."""

    template: ClassVar[str] = "pages/task.md.j2"
    name: Text
    summary: Text
    products: tuple[Pill, ...]
    promises: tuple[PromiseCard, ...]
    rules: tuple[RuleView, ...]
    duration: Text
    people: Text
    skills: Text
    channel: Text
    yours: bool
    covers: Text
    covered_by: Text
    asks: Text
    apart: Text
    turn: Text
    prepare: tuple[Said, ...]
    steps: tuple[Said, ...]
    passes: tuple[Said, ...]
    tools: tuple[Text, ...]
    materials: tuple[MaterialRow, ...]
    measurements: tuple[Pair, ...]
    safety: tuple[Said, ...]
    what_if: tuple[Said, ...]
    plate: PlateView | None
    form: Way | None
    prices: tuple[PriceView, ...]
    asked: tuple[Text, ...]
    related: tuple[Way, ...]
    about: About


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksPage(View):
    """All tasks, by product line."""

    template: ClassVar[str] = "pages/tasks.md.j2"
    groups: tuple[Group[TaskRow], ...]


def task_pages(shown: Shown) -> Iterator[Made]:
    """The list of tasks, and the page of each."""
    tasks = shown.all(Task)
    page = Page(shown, "maintenance/index.md")
    if tasks:
        yield Made(page=page, view=TasksPage(groups=by_line(tasks, page, task_row)))
    for task in tasks:
        rules, steps = task.current_rules, (task.prepare, task.steps, task.passes)
        cited = citations(rules, *steps, task.materials, task.safety, task.what_if)
        page = Page(shown, kind_of(task).page(task.id), cited)
        yield Made(page=page, view=task_page(task, page), of=task)


def task_page(task: Task, page: Page) -> TaskPage:
    """The page of ``task``."""
    shown, language = page.shown, page.shown.language
    products = list(products_of(shown.definitions, task))
    skills = [shown.definitions.company.skills[skill].of(language) for skill in task.work.skills]
    return TaskPage(
        name=shown.text(task.name),
        summary=shown.text(task.summary),
        products=pills(task, page),
        promises=_promises(products, page),
        rules=rule_views(task, page),
        duration=Text(_duration(task.work.duration, products, shown.words)),
        people=Text(shown.words.say("task_people", count=task.work.people)),
        skills=Text(shown.words.listed(skills)),
        channel=Text(shown.words[f"done_{task.channel}"]),
        yours=task.channel == "customer",
        covers=_names(task.covers, page),
        covered_by=_names((other.id for other in shown.all(Task) if task.id in other.covers), page),
        asks=Text(shown.words.listed(condition_words([task], shown.words), by="semicolon")),
        apart=_names(_kept_apart(task, shown), page),
        turn=Text(shown.words[f"turn_{task.order}"] if _has_turn(task, shown) else ""),
        prepare=all_said(task.prepare, page),
        steps=all_said(task.steps, page),
        passes=all_said(task.passes, page),
        tools=tuple(map(shown.text, task.tools)),
        materials=tuple(_material(material, products, page) for material in task.materials),
        measurements=tuple(_measurement(measurement, page) for measurement in task.measurements.values()),
        safety=all_said(task.safety, page),
        what_if=all_said(task.what_if, page),
        plate=plate_view(task.plate, shown.words, shown.language) if task.plate else None,
        form=way(task.form, page) if task.form else None,
        prices=price_views(task.prices, page),
        asked=phrases(task.asked, page),
        related=related(task, page),
        about=about(task, page),
    )


def _has_turn(task: Task, shown: Shown) -> bool:
    """Whether somebody comes for it, to a company that says of any task what is done before what."""
    return task.channel == "onsite" and any(other.order != ORDER[0] for other in shown.all(Task))


def _kept_apart(task: Task, shown: Shown) -> Iterator[str]:
    """The tasks that never share a visit with ``task``, whichever of the two says so."""
    return (other.id for other in shown.all(Task) if other.id in task.apart or task.id in other.apart)


def _names(ids: Iterable[str], page: Page) -> Text:
    tasks = page.shown.definitions.tasks
    return Text(page.shown.words.listed(tasks[id_].name.of(page.shown.language) for id_ in ids if id_ in tasks))


def _promises(products: Iterable[Product], page: Page) -> tuple[PromiseCard, ...]:
    """Those of the products that our work on them may come under, each once."""
    of_products = (p for product in products for p in page.shown.definitions.promises_of(product.id))
    promises = {promise.id: promise for promise in of_products if promise.with_tasks}
    return tuple(promise_card(promise, page) for promise in promises.values())


def _duration(time: WorkTime, products: Sequence[Product], words: Words) -> str:
    fixed = minutes_words(time.fixed, words)
    if not time.per_unit:
        return fixed
    each, unit = minutes_words(time.per_unit, words), _unit(products, words.language)
    return words.say("task_duration", fixed=fixed, each=each, unit=unit)


def _unit(products: Sequence[Product], language: Language) -> str:
    """In what the first of the products is counted."""
    return products[0].unit.of(language) if products else ""


def _material(material: Material, products: Sequence[Product], page: Page) -> MaterialRow:
    return MaterialRow(
        item=page.shown.text(material.item),
        quantity=Text(_quantity(material, products, page.shown.words)),
        grade=material.grade,
        cites=page.cited.of(material.source),
    )


def _measurement(measurement: Measurement, page: Page) -> Pair:
    """What is read, and in what unit between which values."""
    words = page.shown.words
    least, most = (f"{bound:g}" if bound is not None else None for bound in (measurement.from_, measurement.to))
    value = words.say("measured_between", least=least, most=most) if least and most else ""
    if not value and (least or most):
        value = words.say("measured_from" if least else "measured_to", bound=least or most)
    unit = measurement.unit.of(words.language) if measurement.unit is not None else ""
    return Pair(label=page.shown.text(measurement.name), value=Text(f"{value} {unit}".strip()))


def _quantity(material: Material, products: Sequence[Product], words: Words) -> str:
    amount = counted(material.quantity, material.unit.of(words.language), words.language)
    if material.per == "visit":
        return words.say("quantity_per_visit", amount=amount)
    return words.say("quantity_per_unit", amount=amount, unit=_unit(products, words.language))
