"""Checks that nobody is there twice: two customers of one name with one telephone or address are most likely the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.schedules import Schedules
from generator.reading.references import refer_to_people
from generator.text.folding import digits, fold, tight
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

# So many digits of a telephone number are its own, whatever stands before them: a country's, an area's.
_OWN_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Alike:
    """A customer who is most likely ``other``, by the ids of both, and what is the same beside the name, at ``keys``."""

    customer: str
    other: str
    by: Literal["phone", "address"]
    keys: Keys


def alike(customers: Mapping[str, Customer]) -> Iterator[Alike]:
    """Each pair once, told of the later one; those served at different times, and who say that they are two, are none."""
    first: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    told: set[tuple[str, str]] = set()
    for id_, customer in customers.items():
        for by, text, keys in _traits(customer):
            same = first[tight(fold(customer.name)), by, text]
            for other in same:
                if (other, id_) not in told and id_ != other and not _are_two(customer, customers[other]):
                    told.add((other, id_))
                    yield Alike(id_, other, by, keys)
            same.append(id_)


def _traits(customer: Customer) -> Iterator[tuple[Literal["phone", "address"], str, Keys]]:
    """By what a customer is known beside the name."""
    phone = digits(customer.contact.phone or "") if customer.contact is not None else ""
    if phone:
        yield "phone", phone[-_OWN_DIGITS:], ("contact", "phone")
    for index, address in enumerate({tight(fold(site.address)): None for site in customer.sites}):
        yield "address", address, ("sites", index, "address")


def _are_two(customer: Customer, other: Customer) -> bool:
    names, others = {customer.id, *map(str, customer.formerly)}, {other.id, *map(str, other.formerly)}
    if not others.isdisjoint(customer.other_than) or not names.isdisjoint(other.other_than):
        return True
    mine, theirs = customer.service, other.service
    return (mine.until or date.max) < (theirs.from_ or date.min) or (theirs.until or date.max) < (
        mine.from_ or date.min
    )


def customers_are_there_once(_: Definitions, schedules: Schedules) -> Problems:
    """Nobody has two files, and whom ``other_than`` names is there."""
    for pair in alike(schedules.customers):
        yield same_person(pair, schedules)
    now = {former: id_ for id_, customer in schedules.customers.items() for former in map(str, customer.formerly)}
    for id_, customer in schedules.customers.items():
        for index, other in enumerate(customer.other_than):
            keys, file = ("other_than", index), schedules.places["customer", id_].file
            if other in now:
                params = {"kind": "customer", "found": other, "now": now[other]}
                yield Problem(code="former_id", file=file, keys=keys, params=params, level="warning")
            else:
                for problem in refer_to_people(schedules, "customer", other, file, keys):
                    yield replace(problem, level="warning")  # it may be forgotten, or have gone


def same_person(pair: Alike, schedules: Schedules) -> Problem:
    """A warning at the later of both, with the file of the other."""
    file, other = (schedules.places["customer", id_].file for id_ in (pair.customer, pair.other))
    params = {"other": pair.other, "path": other}
    return Problem(code=f"customer_twice_{pair.by}", file=file, keys=pair.keys, params=params, level="warning")
