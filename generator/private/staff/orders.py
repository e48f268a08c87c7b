"""The work order of a visit: what the printed paper says. What is found, measured and used is written by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.products import Product
from generator.model.services import Form
from generator.private.reader import Reader
from generator.private.staff.checklists import LaidOut, VisitTask, safety_of, tasks_of
from generator.private.staff.forms import LastReadings
from generator.private.staff.loads import Load, load_of
from generator.private.staff.papers import Paper, papers_of
from generator.private.staff.stops import Stop, stop_of
from generator.private.work import reference_of
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Order:
    """One work order; ``number`` counts those of the page, ``reference`` stays with the visit, ``crew`` goes together."""

    number: int
    reference: str
    stop: Stop
    products: str
    tasks: tuple[VisitTask, ...]
    people: int
    crew: str
    visiting: str
    conditions: str
    safety: tuple[str, ...]
    load: Load
    papers: tuple[Paper, ...]


def order_of(
    visit: Visit,
    number: int,
    products: Mapping[str, Product],
    laid_out: Mapping[str, LaidOut],
    forms: Mapping[str, Form],
    last: LastReadings,
    reader: Reader,
) -> Order:
    """The work order of a visit."""
    assets = {o.item.asset.id: o.item.asset for o in visit.occurrences if o.item.asset is not None}
    names = reader.all(products[asset.product].name for asset in assets.values())
    return Order(
        number=number,
        reference=reference_of(visit),
        stop=stop_of(visit, reader),
        products=reader.words.listed(names),
        tasks=tasks_of(visit, laid_out, reader),
        people=visit.people,
        crew=reader.crew(visit),
        visiting=reader.visiting(visit),
        conditions=reader.conditions(visit),
        safety=safety_of(visit, reader),
        load=load_of([visit], reader),
        papers=papers_of(visit, forms, last, reader),
    )
