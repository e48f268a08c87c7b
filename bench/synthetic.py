"""Made-up customers in memory, as many as wanted: the same ones for the same number, and nothing of them on disk.

Each has one site in one of the four regions with a window, a marble floor and a screen, accepted on some day of the three
years before. The tasks are six of the example's, two of each product and two of whole sites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

from generator import load
from generator.due.occurrences import occurrences
from generator.due.terms import DueDate
from generator.model.capacity import WorkingTime
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site, Technician
from generator.model.records import Record
from generator.model.schedules import Schedules
from generator.model.service import Dated

PROJECT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 23)
TASKS = (
    "window/bolt-check",
    "window/connector-rust",
    "sealant/sealant-gasket",
    "service/quarterly-visit",
    "stone/crystallization",
    "led/patrol-monthly",
)
# Half of the work takes two people, and between two sites of a day there is a way.
CUSTOMERS_A_TECHNICIAN = 20
_YEARS = 3
_DAY = WorkingTime.daily(420)


class World(NamedTuple):
    """What the engine reads."""

    definitions: Definitions
    schedules: Schedules


def synthetic(count: int, *, recorded: bool = False, seed: int = 20261123) -> World:
    """``count`` customers with the people to serve them; with ``recorded``, almost all past work is on record."""
    random = Random(seed)
    example, *_ = load(PROJECT)
    definitions = replace(example, tasks={id_: example.tasks[id_] for id_ in sorted(TASKS)})
    customers = {customer.id: customer for customer in _customers(count, example, random)}
    schedules = Schedules(
        customers=customers,
        technicians={one.id: one for one in _technicians(count, example, random)},
        places={("customer", id_): Placed(f"schedules/customers/{id_}.yaml") for id_ in customers},
    )
    known = World(definitions, schedules)
    return World(definitions, replace(schedules, records=tuple(_records(known, random)))) if recorded else known


def _customers(count: int, example: Definitions, random: Random) -> Iterator[Customer]:
    regions, traffic = sorted(example.company.regions), sorted(example.company.traffic)
    for number in range(count):
        accepted = AS_OF - timedelta(days=random.randrange(_YEARS * 365))
        window = Asset(id="window", name="-", product="thermal-break-window", quantity=random.randint(4, 20))
        busy, area = random.choice(traffic), random.randint(20, 100)
        floor = Asset(id="floor", name="-", product="marble-floor", quantity=area, traffic=Dated.always(busy))
        screen = Asset(
            id="screen", name="-", product="led-display", quantity=random.randint(2, 20), setting=Dated.always("indoor")
        )
        site = Site(
            id="site",
            name="-",
            region=random.choice(regions),
            address="-",
            milestones={"acceptance": accepted, "move_in": accepted + timedelta(days=random.randrange(60))},
            assets=(window, floor, screen),
        )
        yield Customer(id=f"c-{number:05}", name="-", tier=Dated.always(random.choice(("A", "B", "C"))), sites=(site,))


def _technicians(count: int, example: Definitions, random: Random) -> Iterator[Technician]:
    regions, skills = sorted(example.company.regions), tuple(sorted(example.company.skills))
    for number in range(max(len(regions), count // CUSTOMERS_A_TECHNICIAN)):
        off = tuple(sorted(AS_OF + timedelta(days=random.randrange(730)) for _ in range(20)))
        home = regions[number % len(regions)]
        yield Technician(id=f"t-{number:04}", name="-", skills=skills, regions=(home,), capacity=_DAY, days_off=off)


def _records(known: World, random: Random) -> list[tuple[Placed, Record]]:
    """A completion of 19 in 20 past cycles, some days around the date; floating ones go on from the last."""
    found: list[Record] = []
    for one in occurrences(*known, AS_OF, AS_OF):
        if one.due is not None and random.random() < 0.95:
            found += _completions(one.due, one.item.task.id, one.item.customer, one.item.asset, random)
    return [(Placed("-"), record) for record in sorted(found, key=lambda record: record.date)]


def _completions(
    due: DueDate, task: str, customer: Customer | None, asset: Asset | None, random: Random
) -> Iterator[Record]:
    assert customer is not None, "the company's own tasks are not among the six"
    day = due.day + timedelta(days=random.randint(-3, 5))
    step = due.terms.interval if task == "stone/crystallization" else None
    while day < AS_OF:
        yield Record(
            record="completed",
            date=day,
            customer=customer.id,
            site="site",
            asset=asset.id if asset else None,
            task=task,
        )
        if step is None:
            return
        day += timedelta(days=round(step.approximate_days) + random.randint(-2, 4))
