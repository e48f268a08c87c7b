"""Pages and calendars that are nobody's tell what is visited: what larger work does is told with that alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from support.engine import customer, planned, task, world

from generator.due.samples import sample_customer
from generator.visits.examples import example_work, first_year

WIDE = "tolerance: {early: 10 days, late: 10 days}"
YEARLY = task(f"anchor: acceptance\ninterval: 1 year\n{WIDE}", "window/yearly", more="covers: [window/half]")
HALF = task(f"anchor: acceptance\ninterval: 6 months\n{WIDE}", "window/half", more="covers: [window/quarter]")
QUARTER = task(f"anchor: acceptance\ninterval: 3 months\n{WIDE}", "window/quarter")


def test_the_first_year_of_a_product_tells_the_larger_work_alone() -> None:
    """Four quarterly checks, of which the half-yearly does one and the yearly another, which does the half-yearly, too."""
    known = world(YEARLY, HALF, QUARTER).definitions
    told = [
        (task.id.removeprefix("window/"), [f"{day:%m-%d}" for day in days])
        for task, days in first_year(known, "window", date(2026, 1, 20))
    ]
    assert told == [("quarter", ["04-20", "10-20"]), ("half", ["07-20"])]  # the yearly one falls due on 20 January


def test_the_larger_work_lies_on_a_day_that_suits_both() -> None:
    """As the visit does: 19 March is the last day of the smaller and one of the larger."""
    small = task("anchor: 2026-03-19\ninterval: 1 year\nthreshold: 1 year", "window/half")
    large = task(
        f"anchor: 2026-03-26\ninterval: 1 year\nthreshold: 1 year\n{WIDE}",
        "window/yearly",
        more="covers: [window/half]",
    )
    known = world(small, large).definitions
    work = example_work(
        known,
        known.tasks.values(),
        sample_customer(known, "window", date(2026, 1, 5)),
        date(2026, 1, 5),
        date(2028, 1, 1),
    )
    assert [(task.id, str(due.day)) for task, _, due in work] == [("window/yearly", "2027-03-19")]


@given(
    st.integers(0, 20), st.integers(0, 20), st.integers(-30, 30), st.sampled_from(["3 months", "6 months", "5 weeks"])
)
def test_what_is_told_is_what_is_visited(early: int, late: int, shift: int, interval: str) -> None:
    """A customer of today has a visit for each date that the page tells, and no other, on the same day where it is alone."""
    accepted = date(2026, 3, 10)
    start = accepted + timedelta(days=shift)
    yearly = f"anchor: acceptance\ninterval: 1 year\ntolerance: {{early: {early} days, late: {late} days}}"
    small = f"anchor: {start}\ninterval: {interval}\n{WIDE}"
    served = customer(milestones=f"acceptance: {accepted}")
    known = world(
        task(yearly, "window/yearly", more="covers: [window/half]"), task(small, "window/half"), customers=[served]
    )
    as_of, end = accepted + timedelta(days=60), date(2029, 1, 1)
    found, _ = planned(known, as_of, end)
    last = date(2028, 6, 1)
    visited = {(one.item.task.id, one.due.nominal) for one in found if one.due is not None and one.covered_by is None}
    told = {
        (task.id, due.nominal)
        for task, _, due in example_work(known.definitions, known.definitions.tasks.values(), served, as_of, end)
    }
    assert {one for one in told if as_of + timedelta(days=60) < one[1] < last} == {
        one for one in visited if as_of + timedelta(days=60) < one[1] < last
    }
