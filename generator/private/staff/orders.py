"""The work order of a visit: what the printed paper says. What is found, read and used is written by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.formats.qrcodes import QrPicture
from generator.model.products import Product
from generator.private.reader import Reader
from generator.private.staff.checklists import LaidOut, VisitTask, safety_of, tasks_of
from generator.private.staff.loads import Load, load_of
from generator.private.staff.paper import Paper, PlacedReading
from generator.private.staff.stops import Stop, stop_of
from generator.private.work import reference_of
from generator.visits.visit import Visit


@dataclass(frozen=True, slots=True)
class Order:
    """One work order; ``number`` counts those of the page, ``reference`` stays with the visit, ``crew`` goes together.

    ``code`` leads back to the visit, ``slips`` are the sheets that the customer signs.
    """

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
    readings: tuple[PlacedReading, ...]
    code: QrPicture | None
    slips: Markup


def order_of(
    visit: Visit,
    number: int,
    products: Mapping[str, Product],
    laid_out: Mapping[str, LaidOut],
    paper: Paper,
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
        readings=paper.readings(visit, reader),
        code=paper.code(visit),
        slips=paper.slips(visit, [products[asset.product] for asset in assets.values()], reader),
    )


def drawings_of(orders: Iterable[Order]) -> tuple[Markup, ...]:
    """What the plates of ``orders`` show, each once."""
    drawn = {
        id_: drawing for order in orders for task in order.tasks for id_, drawing in task.checklist.drawings.items()
    }
    return tuple(drawn.values())
