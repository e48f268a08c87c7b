"""Nobody is there twice: one name with one telephone or address is told, unless both say that they are two."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support.engine import read
from support.small import SMALL

from generator.model.definition import Placed
from generator.model.people import Customer
from generator.model.schedules import Schedules
from generator.reading.samepeople import customers_are_there_once
from generator.reading.words import own_words

WORDS = own_words().words
ONE = SMALL["schedules/customers/c-001.yaml"]


def told(schedules: dict[str, str]) -> list[str]:
    """What is said of customers' files, by id."""
    customers = {id_: read(Customer, text, id_=id_) for id_, text in schedules.items()}
    places: Any = {("customer", id_): Placed(f"{id_}.yaml") for id_ in customers}
    company = replace(Schedules(), customers=customers, places=places)
    problems = [*customers_are_there_once(None, company)]  # type: ignore[arg-type]
    assert {problem.level for problem in problems} <= {"warning"}
    return [
        f"{problem.file} {'.'.join(map(str, problem.keys))}: {problem.message(WORDS['en'])}" for problem in problems
    ]


PHONE = (
    "c-002.yaml contact.phone: name and telephone are those of c-001 (c-001.yaml), so it is most likely the same customer; "
    "make one file of both, under one id, or write other_than: [c-001] where they are two"
)
ADDRESS = PHONE.replace("contact.phone", "sites.0.address").replace("telephone", "address")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, [PHONE]),
        ({"司马女士": "别人"}, [PHONE]),
        ({"021-5555-0199": "+86 21 55550199", "六合路": "九合路"}, [PHONE]),
        ({"021-5555-0199": "021-5555-0100"}, [ADDRESS]),
        ({"021-5555-0199": "021-5555-0100", "上海市六合路 8 号": "上海市六合路８号"}, [ADDRESS]),
        ({"021-5555-0199": "021-5555-0100", "六合路": "九合路"}, []),
        ({"诸葛先生": "诸葛女士"}, []),
        ({"诸葛先生": "诸葛 先生"}, [PHONE]),
        ({"tier: A": "tier: A\nother_than: [c-001]"}, []),
        ({"tier: A": "tier: A\nservice: {from: 2027-01-02}"}, []),
    ],
)
def test_one_name_with_one_telephone_or_address_is_one_customer(changes: dict[str, str], says: list[str]) -> None:
    """However they are written; told once, at the later file, with the other's; who follows somebody gone is told nothing."""
    other = ONE
    for old, new in changes.items():
        assert old in other
        other = other.replace(old, new)
    before = ONE.replace("tier: A", "tier: A\nservice: {until: 2026-12-31}")
    assert told({"c-001": before, "c-002": other}) == says


def test_either_may_say_that_they_are_two_and_a_former_id_will_do() -> None:
    """It is told the new one, as anywhere. Whom nobody knows is told, and stops nothing."""
    one = ONE.replace("tier: A", "tier: A\nother_than: [c-009]")
    assert told({"c-001": one, "c-002": ONE.replace("tier: A", "tier: A\nformerly: [c-009]")}) == [
        "c-001.yaml other_than.0: the customer 'c-009' is called 'c-002' now; write that"
    ]
    assert [line.partition(";")[0] for line in told({"c-001": one})] == [
        "c-001.yaml other_than.0: unknown customer 'c-009'"
    ]
