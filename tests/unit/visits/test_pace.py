"""A day that passed without a record is kept for some working days, then the visit moves once: no daily crawl."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.company import Root
from support.engine import World, customer, day, planned, publish, task, visits_of, world
from support.soaking import times

from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.formats.told import ToldFeed
from generator.private.feeds import render_feeds
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.visits.plan import plan
from generator.visits.visit import Published, Visit, state_of

pytestmark = pytest.mark.long

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
RULE = "anchor: 2026-03-09\nthreshold: 0 days\ntolerance: {early: 3 days, late: 3 days}"  # a Monday


def daily(
    known: World, first: str, days: int, published: list[Published] | None = None
) -> Iterator[tuple[date, list[Visit]]]:
    """The visits of each day, planned from what was planned the day before."""
    told = published or []
    for offset in range(days):
        as_of = day(first) + offset * DAY
        _, visits = planned(known, as_of, "2027-09-01", told)
        told = publish(visits)
        yield as_of, visits


def test_a_day_that_passed_is_kept_for_five_working_days_and_then_moves_once() -> None:
    """Planned for Monday: not yet confirmed until the Monday after; on Tuesday it is planned for that day, and so on."""
    states = [
        (str(as_of), str(visit.day), state_of(visit)) for as_of, (visit,) in daily(world(task(RULE)), "2026-03-09", 19)
    ]
    kept = [(f"2026-03-{number:02}", "2026-03-09", "unconfirmed") for number in range(10, 17)]
    assert states[0] == ("2026-03-09", "2026-03-09", "")
    assert states[1:8] == kept
    assert states[8] == ("2026-03-17", "2026-03-17", "overdue")
    assert [told for _, *told in states[9:17]] == [["2026-03-17", "unconfirmed"]] * 7 + [["2026-03-25", "overdue"]]


@pytest.mark.parametrize(("days", "until"), [(1, "2026-03-10"), (3, "2026-03-12"), (10, "2026-03-23")])
def test_how_long_a_day_is_kept_is_the_companys_choice(days: int, until: str) -> None:
    """``planning.unconfirmed`` counts working days."""
    known = world(task(RULE), unconfirmed=days)
    kept = [str(as_of) for as_of, (visit,) in daily(known, "2026-03-09", 20) if visit.day == day("2026-03-09")]
    assert kept[-1] == until


def test_what_was_done_and_written_down_later_neither_jumps_ahead_nor_snaps_back() -> None:
    """Done on Monday, recorded on Wednesday: on every day in between the event stands on Monday, under one name."""
    before, done = world(task(RULE)), world(task(RULE), done="- {record: completed, date: 2026-03-09, technician: t-1}")
    told: list[Published] = []
    seen = []
    for as_of in ("2026-03-08", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"):
        _, visits = planned(done if as_of >= "2026-03-11" else before, as_of, "2026-06-01", told)
        told = publish(visits)
        seen += [(visit.uid, str(visit.day), visit.technician) for visit in visits]
    assert seen == [seen[0]] * 5
    assert seen[0][1:] == ("2026-03-09", "t-1")


def test_an_appointment_never_moves_by_itself() -> None:
    """Ten weeks later it stands where it was agreed, with its time, its companions and whoever was to go."""
    tasks = [task(RULE, "window/a"), task(RULE, "window/b")]
    known = world(
        *tasks, done="- {record: appointment, date: 2026-03-02, task: window/a, at: '2026-03-10 09:30', minutes: 90}"
    )
    for as_of, (visit,) in daily(known, "2026-03-09", 70):
        assert visit.appointment is not None
        told = (str(visit.day), f"{visit.appointment.at:%H:%M}", visit.technician, len(visit.occurrences))
        assert told == ("2026-03-10", "09:30", "t-1", 2)
        assert state_of(visit) == ("unconfirmed" if as_of > day("2026-03-10") else "")


def test_a_moved_visit_is_moved_on_at_the_same_pace() -> None:
    """It was put off to a day, and nobody wrote down what became of it."""
    known = world(task(RULE), done="- {record: moved, date: 2026-03-02, to: 2026-03-16}")
    days = {str(as_of): str(visit.day) for as_of, (visit,) in daily(known, "2026-03-09", 20)}
    assert {days[f"2026-03-{number}"] for number in range(10, 24)} == {"2026-03-16"}
    assert days["2026-03-24"] == "2026-03-24"


def test_a_record_that_moves_an_unconfirmed_visit_is_followed_at_once() -> None:
    """Staff say what is to be; only silence is waited out."""
    first = publish(visits_of(world(task(RULE)), "2026-03-08", "2026-06-01"))
    for done, lies in (
        ("- {record: moved, date: 2026-03-10, to: 2026-03-12}", "2026-03-12"),
        ("- {record: appointment, date: 2026-03-10, at: '2026-03-13 10:00'}", "2026-03-13"),
    ):
        (visit,) = visits_of(world(task(RULE), done=done), "2026-03-10", "2026-06-01", first)
        assert (str(visit.day), state_of(visit)) == (lies, "")


def test_what_nobody_had_time_for_says_so_until_it_is_planned_anew() -> None:
    """A day that passed without anybody to go is not yet confirmed either, and dispatch still reads why."""
    known = world(task(RULE, skills="led"), technicians="- {id: t-1, name: 钱, skills: [window], regions: [shanghai], capacity: 8 hours}")  # fmt: skip
    states = [(str(visit.day), visit.reason, state_of(visit)) for _, (visit,) in daily(known, "2026-03-09", 3)]
    assert states == [("2026-03-09", "no_skill", ""), *[("2026-03-09", "no_skill", "unconfirmed")] * 2]


RULES = st.lists(
    st.tuples(
        st.integers(0, 60),
        st.integers(0, 14),
        st.integers(0, 14),
        st.sampled_from(["3 months", "6 months", "1 year"]),
        st.integers(60, 460),
    ),
    min_size=1,
    max_size=4,
)


@pytest.mark.soak
@settings(max_examples=times(15, 300))
@given(RULES, st.integers(0, 120), st.integers(1, 3))
def test_thirty_five_days_without_a_record_move_nothing_more_than_once_a_week(
    chosen: list[tuple[int, int, int, str, int]], start: int, people: int
) -> None:
    """Whatever is due, and however full the days are: no two moves within a week, and nothing merges or swaps places."""
    tasks = [
        task(
            f"anchor: {date(2026, 1, 5) + offset * DAY}\ninterval: {interval}\nadjust: following\n"
            f"tolerance: {{early: {early} days, late: {late} days}}",
            f"window/t{index}",
            duration=f"fixed: {minutes} minutes",
        )
        for index, (offset, early, late, interval, minutes) in enumerate(chosen)
    ]
    served = [customer(f"c-{number}") for number in range(1, people + 1)]
    moves: Mapping[str, list[date]] = defaultdict(list)
    before: dict[str, Visit] = {}
    for as_of, visits in daily(world(*tasks, customers=served), str(date(2026, 1, 5) + start * DAY), 35):
        now = {visit.uid: visit for visit in visits if visit.is_open}
        for uid, visit in now.items():
            old = before.get(uid)
            if old is not None and old.day != visit.day:
                moves[uid].append(as_of)
            if old is not None:  # what is missed goes; nothing comes
                assert {one.id for one in visit.occurrences} <= {one.id for one in old.occurrences}
        before = now
    for days in moves.values():
        assert all(later - earlier >= WEEK for earlier, later in pairwise(days))


# ------------------------------------------------------------------------------------------- through the real ledger


def published_daily(root: Root, first: date, days: int) -> Iterator[tuple[date, Mapping[str, ToldFeed]]]:
    """The feeds of each day, each continued from those of the day before."""
    definitions, schedules, problems = load(root.path)
    assert [problem for problem in problems if problem.level == "error"] == []
    templates, ledger = templates_of(root.path), Ledger()
    for offset in range(days):
        as_of = first + offset * DAY
        planned_ = plan(definitions, schedules, as_of, ledger.published())
        feeds = render_feeds(
            definitions, schedules, planned_.visits, stamping(as_of, "Asia/Shanghai"), templates, "secret", ledger
        )
        ledger = Ledger.read({feed.path: feed.content for feed in feeds})
        yield as_of, ledger.feeds


def test_the_small_company_without_records_for_five_weeks(root: Root) -> None:
    """No event of any calendar moves twice within a week, none is cancelled, and none comes back under another name."""
    root.add(
        "schedules/records/2026-10.yaml",
        '  - {record: appointment, date: 2026-10-12, customer: c-001, site: home, task: window/yearly, cycle: 1, at: "2026-11-25 09:30"}\n',
    )
    moves: Mapping[tuple[str, str], list[date]] = defaultdict(list)
    before: Mapping[str, ToldFeed] = {}
    agreed = set()
    for as_of, feeds in published_daily(root, date(2026, 11, 2), 60):
        for holder, feed in feeds.items():
            for uid, told in feed.events.items():
                old = before[holder].events.get(uid) if before else None
                assert not told.is_cancelled
                assert old is None or old.sequence <= told.sequence <= old.sequence + 1
                if old is not None and old.event.day != told.event.day:
                    moves[holder, uid].append(as_of)
                agreed |= {
                    told.event.day for line in told.event.body.split(b"\r\n") if line.endswith(b":20261125T093000")
                }
        before = feeds
    assert agreed == {date(2026, 11, 25)}
    assert any(moves.values())
    for days in moves.values():
        assert all(later - earlier >= WEEK for earlier, later in pairwise(days))


@pytest.mark.soak
def test_the_example_without_new_records_for_weeks(example: Root) -> None:
    """Hundreds of events, backlog, forecasts and New Year among them: no event moves twice within a week."""
    moves: Mapping[tuple[str, str], list[date]] = defaultdict(list)
    before: Mapping[str, ToldFeed] = {}
    for as_of, feeds in published_daily(example, date(2026, 11, 23), times(12, 90)):
        for holder, feed in feeds.items():
            for uid, told in feed.events.items():
                old = before[holder].events.get(uid) if before else None
                if old is not None and old.event.day != told.event.day:
                    moves[holder, uid].append(as_of)
        before = feeds
    assert moves
    for days in moves.values():
        assert all(later - earlier >= WEEK for earlier, later in pairwise(days))


@pytest.mark.parametrize("kind", ["skipped", "completed"])
def test_what_a_void_opens_again_is_planned_for_its_own_time(kind: str) -> None:
    """A slip closed the cycle of July in March: taken back, it is no visit of March that nobody confirmed."""
    rule = "anchor: 2026-07-31\nthreshold: 0 days\ntolerance: {early: 7 days, late: 7 days}"
    slip = f"- {{record: {kind}, date: 2026-03-01, due: 2026-07-31, reason: 装修}}"
    void = f"{slip}\n- {{record: void, date: 2026-03-04, of: {{record: {kind}, date: 2026-03-01}}, reason: 错}}"
    first = publish(planned(world(task(rule), done=slip), "2026-03-02", "2026-12-01")[1])
    assert [str(old.day) for old in first] == ["2026-03-01"]
    (visit,) = visits_of(world(task(rule), done=void), "2026-03-04", "2026-12-01", first)
    assert (str(visit.day), visit.technician, state_of(visit), visit.uid) == ("2026-07-31", "t-1", "", first[0].uid)
