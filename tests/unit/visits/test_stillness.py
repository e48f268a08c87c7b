"""Without news nothing moves: the next day's plan is today's, and what happens to one customer is nobody else's matter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.company import AS_OF, Root
from support.engine import World, customer, day, planned, publish, task, world

from generator.due.occurrences import occurrences
from generator.model.people import Consent, Customer
from generator.model.service import Tenure
from generator.reading.load import load
from generator.visits.kept import told_until
from generator.visits.plan import plan
from generator.visits.visit import Published, Visit

pytestmark = pytest.mark.long

DAY = timedelta(days=1)
START = date(2026, 1, 5)
RULES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(0, 20),
        st.integers(0, 20),
        st.sampled_from(["1 month", "6 weeks", "3 months", "1 year"]),
        st.sampled_from(["fixed", "floating", "window"]),
        st.sampled_from([60, 200, 300]),
    ),
    min_size=1,
    max_size=5,
)
TEAM = """
- {id: t-1, name: 钱, skills: [window], regions: [shanghai], capacity: 8 hours}
- {id: t-2, name: 孙, skills: [window], regions: [shanghai], capacity: 6 hours}
"""


def company(
    rules: Iterable[tuple[int, int, int, str, str, int]], people: int, done: str = "", **more: Customer
) -> World:
    """Some tasks at each of ``people`` customers; ``more`` are customers as they are now."""
    tasks = [
        task(
            f"anchor: {START + offset * DAY}\ninterval: {interval}\nbasis: {basis}\nadjust: following\n"
            f"tolerance: {{early: {early} days, late: {late} days}}",
            f"window/t{index}",
            duration=f"fixed: {minutes} minutes",
        )
        for index, (offset, early, late, interval, basis, minutes) in enumerate(rules)
    ]
    served = {id_: customer(id_) for id_ in (f"c-{number}" for number in range(1, people + 1))} | more
    return world(*tasks, customers=list(served.values()), done=done, technicians=TEAM)


def shown(visits: Iterable[Visit], last: date) -> list[Published]:
    """What a feed that looks ahead to ``last`` publishes."""
    return publish(visit for visit in visits if visit.day <= last)


def told(visits: Iterable[Visit | Published]) -> dict[str, tuple[date, str | None]]:
    """Day and technician of each, by UID."""
    return {visit.uid: (visit.day, visit.technician) for visit in visits}


@settings(max_examples=60)
@given(RULES, st.integers(0, 200), st.integers(1, 3), st.sampled_from([60, 200, 300]))
def test_a_day_later_without_news_no_published_visit_is_another(
    rules: Sequence[tuple[int, int, int, str, str, int]], start: int, people: int, ahead: int
) -> None:
    """Neither its day nor who goes nor its work, though one more day of the future has come into view."""
    known, as_of = company(rules, people), START + start * DAY
    end = as_of + timedelta(days=400)
    _, first = planned(known, as_of, end)
    published = shown(first, as_of + ahead * DAY)
    for later in (0, 1):
        cycles, second = planned(known, as_of + later * DAY, end, published)
        missed = {one.id for one in cycles if one.status == "missed"}
        now = {visit.uid: visit for visit in second}
        for old in published:
            if set(old.occurrences) <= missed:
                continue
            assert (now[old.uid].day, now[old.uid].technician) == (old.day, old.technician)
            assert {one.id for one in now[old.uid].occurrences} == set(old.occurrences) - missed


def test_who_has_no_calendar_was_told_no_further_than_their_technicians() -> None:
    """What comes into view for them is no news, however far ahead others subscribe; who withdrew tells of neither."""
    as_of, far, near = START, START + 700 * DAY, START + 180 * DAY
    consents = {
        "c-1": (Consent(given=START),),
        "c-2": (),
        "c-3": (Consent(given=START - 9 * DAY, withdrawn=START),),
        "c-4": (Consent(given=START + DAY),),
    }
    customers = {id_: replace(customer(id_), consent=consent) for id_, consent in consents.items()}
    published = [
        Published(f"{id_}@x", (f"{id_}|home|w|window/t0|{last}",), last, "t-1")
        for id_, last in (("c-1", far), ("c-2", near), ("c-3", far))
    ]
    until = told_until(published, customers, as_of)
    assert {id_: until.of(one, as_of) for id_, one in customers.items()} == {
        "c-1": far,
        "c-2": near,
        "c-3": near,
        "c-4": near,
    }


@settings(max_examples=25)
@given(RULES, st.integers(0, 200), st.integers(2, 4), st.sampled_from(["deleted", "until", "sold"]))
def test_a_customer_who_leaves_changes_nothing_for_anybody_else(
    rules: Sequence[tuple[int, int, int, str, str, int]], start: int, people: int, how: str
) -> None:
    """No published day and no technician of the others; at most somebody has time at last for what nobody had."""
    as_of = START + start * DAY
    end = as_of + timedelta(days=300)
    before = company(rules, people)
    published = publish(planned(before, as_of, end)[1])
    if how == "deleted":
        kept = {id_: one for id_, one in before.schedules.customers.items() if id_ != "c-1"}
        after = World(before.definitions, replace(before.schedules, customers=kept))
    else:
        gone = customer("c-1")
        tenure = Tenure(until=as_of)
        sold = replace(gone.sites[0].assets[0], service=tenure)
        left = replace(gone, sites=(replace(gone.sites[0], assets=(sold,)),)) if how == "sold" else replace(gone, service=tenure)  # fmt: skip
        after = company(rules, people, **{"c-1": left})
    others = told(old for old in published if old.technician and not old.occurrences[0].startswith("c-1|"))
    now = told(planned(after, as_of, end, published)[1])
    assert {uid: now.get(uid) for uid in others} == others


def test_in_the_example_the_next_day_is_the_same_and_who_leaves_is_missed_by_nobody(example: Root) -> None:
    """Each customer in turn: the day, the work and the technician of everybody else's visits stay as they were told."""
    definitions, schedules, _ = load(example.path)
    as_of = day(AS_OF)
    whole = plan(definitions, schedules, as_of)
    seen = [visit for visit in whole.visits if visit.day < date(2028, 11, 23)]
    published = publish(seen)
    again = told(plan(definitions, schedules, as_of, published).visits)
    assert {old.uid: again.get(old.uid) for old in published} == told(published)
    for id_ in schedules.customers:
        kept = {other: one for other, one in schedules.customers.items() if other != id_}
        for customers in (kept, kept | {id_: replace(schedules.customers[id_], service=Tenure(until=as_of))}):
            now = told(plan(definitions, replace(schedules, customers=customers), as_of, published).visits)
            others = told(visit for visit in seen if visit.customer.id != id_)
            assert {uid: now.get(uid) for uid in others} == others


# --------------------------------------------------------------------------------------- what is closed stays closed

LATER = st.sampled_from(
    [
        "done",
        "skipped",
        "revision",
        "tier",
        "until",
        "pause",
        "retired",
        "own rule",
        "technician leaves",
        "void of later",
    ]
)
DONE = st.lists(st.tuples(st.integers(10, 250), st.sampled_from(["completed", "skipped"])), max_size=6)


def _with(change: str, at: date, done: str, rule: dict[str, str]) -> World:
    """The company with one thing more, dated ``at``."""
    asset, tier, retired, rules = "{id: w, name: 窗, product: window}", "B", "", [rule]
    match change:
        case "done" | "skipped":
            kind = "completed" if change == "done" else "skipped"
            done += f"\n- {{record: {kind}, date: {at}, reason: 停业}}"
        case "void of later":
            done += f"\n- {{record: completed, date: {at}}}"
            done += f"\n- {{record: void, date: {at + DAY}, of: {{record: completed, date: {at}}}, reason: 错}}"
        case "revision":
            rules.append(rule | {"interval": "2 weeks", "effective_from": str(at)})
        case "tier":
            tier = f"{{2020-01-01: B, {at}: A}}"
            rules = [{key: value for key, value in rule.items() if key != "interval"}]
            rules[0]["interval_by"] = f"{{tier: {{A: 3 weeks, B: {rule['interval']}}}}}"
        case "until":
            asset = f"{{id: w, name: 窗, product: window, service: {{until: {at}}}}}"
        case "pause":
            asset = f"{{id: w, name: 窗, product: window, paused: [{{from: {at}, to: {at + 40 * DAY}}}]}}"
        case "retired":
            retired = f"retired: {at}"
        case "own rule":
            own = f"rules: {{window/check: {{effective_from: {at}, interval: 5 weeks}}}}"
            asset = f"{{id: w, name: 窗, product: window, {own}}}"
    listed = "\n".join(f"- {{{', '.join(f'{key}: {value}' for key, value in one.items())}}}" for one in rules)
    team = (
        TEAM.replace("capacity: 8 hours", f"capacity: 8 hours, employed: {{until: {at}}}")
        if "leaves" in change
        else TEAM
    )
    served = customer(milestones="acceptance: 2026-01-05", assets=asset, tier=tier)
    return world(task(listed, more=retired), customers=[served], done=done, technicians=team)


@settings(max_examples=100)
@given(
    LATER, DONE, st.integers(0, 60), st.sampled_from(["1 month", "6 weeks", "3 months"]),
    st.sampled_from(["fixed", "floating", "window"]), st.integers(0, 10),
)  # fmt: skip
def test_what_is_dated_later_changes_nothing_that_was_closed_before(
    change: str, done: Sequence[tuple[int, str]], wait: int, interval: str, basis: str, slack: int
) -> None:
    """Records, revisions, tiers, ends, pauses and own rules: each closed cycle keeps its date and its record."""
    days = sorted({START + offset * DAY: kind for offset, kind in done}.items())
    listed = "\n".join(f"- {{record: {kind}, date: {at}, reason: 停业}}" for at, kind in days)
    rule = {
        "anchor": "acceptance", "interval": interval, "basis": basis,
        "tolerance": f"{{early: {slack} days, late: {slack} days}}",
    }  # fmt: skip
    as_of = max((at for at, _ in days), default=START)
    at = as_of + DAY + wait * DAY
    before = occurrences(*_with("", at, listed, rule), as_of, as_of + timedelta(days=500))
    closed = {one.id: one.closed.date for one in before if one.closed is not None}
    for asked in (as_of, at, at + 90 * DAY):
        after = occurrences(*_with(change, at, listed, rule), asked, as_of + timedelta(days=500))
        now = {one.id: one.closed.date for one in after if one.closed is not None and one.closed.date <= as_of}
        assert closed.items() <= now.items()
