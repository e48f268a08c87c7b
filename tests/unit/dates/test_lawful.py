"""Days off by the law of a country or of a part of it, by the name of a working calendar."""

from __future__ import annotations

from datetime import date

import pytest

from generator.dates.lawful import law_of

DAY = date.fromisoformat


@pytest.mark.parametrize(
    ("name", "day", "called"),
    [
        ("us", "2027-11-25", (None, "Thanksgiving Day")),  # the fourth Thursday of November
        ("us", "2027-07-05", (None, "Independence Day (observed)")),  # the fourth is a Sunday
        ("gb-eng", "2027-03-29", (None, "Easter Monday")),
        ("gb-sct", "2027-03-29", None),  # no holiday in Scotland
        ("gb-sct", "2027-11-30", (None, "Saint Andrew's Day")),
        ("hk", "2027-02-06", ("农历年初一", "Chinese New Year")),
        ("cn", "2027-02-06", ("春节", "Spring Festival")),
        ("cn", "2027-07-01", None),
    ],
)
def test_a_day_is_off_by_the_law_of_its_country(name: str, day: str, called: tuple[str | None, str] | None) -> None:
    """Parts of a country have days of their own; names are in the languages that the library speaks."""
    law = law_of(name)
    assert law is not None
    assert law.days(DAY(day).year).get(DAY(day)) == called
    assert law.is_final == (name != "cn")
    assert all(known.year == 2027 for known in law.days(2027))


@pytest.mark.parametrize("name", ["xx", "cn-guangxi", "gb-eng-london", "us-zz", "plant", "g", "usa"])
def test_what_is_named_after_no_country_has_no_law(name: str) -> None:
    """It is a file's, or it is a slip."""
    assert law_of(name) is None


def test_weekends_are_those_of_the_country() -> None:
    """Saturday and Sunday are not everybody's."""
    assert [sorted(law.weekend) for law in map(law_of, ("us", "cn", "il")) if law is not None] == [
        [5, 6],
        [5, 6],
        [4, 5],
    ]
