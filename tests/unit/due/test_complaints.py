"""The twenty complaints about other systems that this engine answers; each test is named after one."""

from __future__ import annotations

from datetime import date, timedelta

from support.engine import (
    customer,
    cycles,
    day,
    due,
    listed,
    planned,
    publish,
    sentences,
    standing,
    task,
    visits_of,
    world,
)

QUARTERLY = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 14 days, late: 14 days}"
MARCH = "acceptance: 2025-12-10"


def test_drift() -> None:
    """After 31 January and 28 February come 31 March and, forty years on, still the 31st."""
    dates = due("anchor: acceptance\ninterval: 1 month", end="2066-04-01")
    assert dates[:3] == ["2026-02-28", "2026-03-31", "2026-04-30"]
    assert dates[-1] == "2066-03-31"
    assert len(dates) == 40 * 12 + 2


def test_overflow() -> None:
    """A month after 31 January is the end of February, never 3 March; a year after 29 February is the 28th."""
    assert due("anchor: acceptance\nthreshold: 1 month") == ["2026-02-28"]
    assert due("anchor: acceptance\nthreshold: 1 year", milestones="acceptance: 2024-02-29") == ["2025-02-28"]


def test_lead_before_arithmetic() -> None:
    """How long before the visit appears has no part in its date, nor in any later one."""
    rule = "anchor: acceptance\ninterval: 1 month\n"
    assert due(rule + "lead: 45 days", end="2026-12-31") == due(rule, end="2026-12-31")
    assert due(rule + "lead: 3 months", completed="2026-02-28", end="2026-12-31")[0] == "2026-03-31"


def test_fake_months() -> None:
    """Six months are the same day of the sixth month, not 180 days; a year is not 360 or 365."""
    assert due("anchor: acceptance\ninterval: 6 months", milestones="acceptance: 2026-03-15", end="2028-04-01") == [
        "2026-09-15", "2027-03-15", "2027-09-15", "2028-03-15",
    ]  # fmt: skip
    assert due("anchor: acceptance\nthreshold: 1 year", milestones="acceptance: 2023-03-15") == ["2024-03-15"]


def test_end_date_off_by_one() -> None:
    """Two years' warranty from 2026-03-15 ends on 2028-03-15: work due on that day is due, on the day after it is not."""
    rule = "anchor: {}\ninterval: 1 month\nuntil: warranty_end"
    site = {"milestones": "acceptance: 2026-03-15", "as_of": "2028-01-01", "end": "2029-01-01"}
    assert due(rule.format("2026-03-15"), **site)[-1] == "2028-03-15"  # type: ignore[arg-type]
    assert due(rule.format("2026-03-16"), **site)[-1] == "2028-02-16"  # type: ignore[arg-type]


def test_moved_date_as_anchor() -> None:
    """A visit that was moved, and one made late, leave the next fixed date where it was."""
    done = "- {record: moved, date: 2026-03-01, to: 2026-03-23}\n- {record: completed, date: 2026-03-23}"
    assert standing(cycles(QUARTERLY, milestones=MARCH, done=done))[:3] == [
        "1 2026-03-10 done", "2 2026-06-10 upcoming", "3 2026-09-10 upcoming",
    ]  # fmt: skip


def test_orphan_after_edit() -> None:
    """Changing the rule leaves no visit of the old one on the plan and none out of it."""
    edited = "- {anchor: acceptance, interval: 1 month}\n- {anchor: acceptance, interval: 3 months, effective_from: 2026-05-01}"
    known = world(task(edited))
    found, visits = planned(known, "2026-04-15", "2026-12-01")
    assert standing(found)[2:] == ["3 2026-04-30 upcoming", "4 2026-07-31 upcoming", "5 2026-10-31 upcoming"]
    assert sorted(one.id for visit in visits for one in visit.occurrences) == sorted(
        one.id for one in found if one.status != "missed"
    )


def test_silent_stop() -> None:
    """A schedule goes on although nothing is recorded, although a date does not exist, and for as long as one looks."""
    assert len(due("anchor: acceptance\ninterval: 1 month", as_of="2026-02-01", end="2036-02-01")) == 120
    omitted = due("anchor: acceptance\ninterval: 1 month\ninvalid_date: omit", end="2027-02-01")
    assert omitted[-2:] == ["2026-12-31", "2027-01-31"]
    floating = cycles("anchor: acceptance\ninterval: 1 month\nbasis: floating", as_of="2027-01-01", end="2027-06-01")
    assert floating[0].status == "overdue"


def test_lost_history() -> None:
    """What was done stays on the list when the rule is edited, and under the same id."""
    days = ["2026-02-27", "2026-03-30", "2026-04-30"]
    old = "{anchor: acceptance, interval: 1 month, tolerance: {early: 7 days, late: 7 days}}"
    new = "{anchor: acceptance, interval: 1 year, basis: fixed, effective_from: 2026-05-15}"
    before = cycles(f"- {old}", completed=days)
    after = cycles(f"- {old}\n- {new}", completed=days, as_of="2026-12-01")
    done = [(one.id, one.status, one.due and one.due.nominal) for one in before if one.closed]
    assert len(done) == 3
    assert [(one.id, one.status, one.due and one.due.nominal) for one in after if one.closed] == done


def test_unstable_ids() -> None:
    """Moving a visit, finishing another, or building on another day gives no occurrence and no event a new id."""
    plain = world(task(QUARTERLY), customers=[customer(milestones=MARCH)])
    moved = world(
        task(QUARTERLY),
        customers=[customer(milestones=MARCH)],
        done="- {record: completed, date: 2026-03-10}\n- {record: moved, date: 2026-03-11, to: 2026-06-20}",
    )
    first = visits_of(plain, "2026-03-01", "2027-01-01")
    second = visits_of(moved, "2026-03-12", "2027-01-01", publish(first))
    assert [visit.uid for visit in first][1:] == [visit.uid for visit in second]
    assert [one.id for visit in second for one in visit.occurrences] == [
        f"c-1|home|w|window/check|{nominal}" for nominal in ("2026-06-10", "2026-09-10", "2026-12-10")
    ]


def test_missed_cycles_hidden() -> None:
    """A cycle that nobody did is missed, not forgotten, when the next one falls due."""
    found = cycles("anchor: acceptance\ninterval: 1 month", as_of="2026-05-01", end="2026-06-01")
    assert standing(found) == [
        "1 2026-02-28 missed",
        "2 2026-03-31 missed",
        "3 2026-04-30 overdue",
        "4 2026-05-31 upcoming",
    ]


def test_double_completion() -> None:
    """Two technicians record the same visit: the second record closes no other cycle and moves no date."""
    for basis in ("fixed", "window"):
        found = cycles(
            f"{QUARTERLY}\nbasis: {basis}", milestones=MARCH, completed=["2026-03-10", "2026-03-10", "2026-03-11"]
        )
        assert standing(found)[:2] == ["1 2026-03-10 done", "2 2026-06-10 upcoming"]
    floating = cycles(
        f"{QUARTERLY}\nbasis: floating", milestones=MARCH, completed=["2026-03-10", "2026-03-10", "2026-03-11"]
    )
    assert standing(floating)[:2] == ["1 2026-03-10 done", "2 2026-06-11 upcoming"]


def test_early_completion_not_advancing() -> None:
    """Done ten days early, or more, the cycle is closed and the next one comes up."""
    for done_on in ("2026-02-28", "2026-02-02"):
        found = cycles(QUARTERLY, milestones=MARCH, completed=done_on)
        assert standing(found)[:2] == ["1 2026-03-10 done", "2 2026-06-10 upcoming"]


def test_holiday_shift_ignoring_make_up_days() -> None:
    """Saturday 2026-02-28 is worked in exchange for Spring Festival, so work due then stays; nothing falls on 17 February."""
    assert due("anchor: acceptance\nthreshold: 1 month\nadjust: following") == ["2026-02-28"]
    festival = "anchor: acceptance\nthreshold: 17 days\nadjust: {}"
    assert due(festival.format("following")) == ["2026-02-24"]
    assert due(festival.format("preceding")) == ["2026-02-14"]


def test_merging() -> None:
    """Tasks whose windows share a day are one visit; one that would be late for it is not kept waiting."""
    slack = "tolerance: {early: 7 days, late: 7 days}"
    known = world(
        task(f"anchor: 2026-03-10\nthreshold: 0 days\n{slack}", "window/a"),
        task(f"anchor: 2026-03-16\nthreshold: 0 days\n{slack}", "window/b"),
        task("anchor: 2026-03-09\nthreshold: 0 days", "window/urgent"),
    )
    assert listed(visits_of(known, "2026-03-01", "2026-06-01")) == ["2026-03-09 t-1: a.1, b.1, urgent.1"]
    later = world(*known.definitions.tasks.values(), task("anchor: 2026-03-05\nthreshold: 0 days", "window/sooner"))
    assert listed(visits_of(later, "2026-03-01", "2026-06-01")) == [
        "2026-03-05 t-1: sooner.1", "2026-03-09 t-1: a.1, b.1, urgent.1",
    ]  # fmt: skip


def test_skipping_one() -> None:
    """One skipped cycle is listed as skipped with its reason, and the one after comes on its day; what is late stays late."""
    done = "- {record: skipped, date: 2026-03-05, reason: 客户外出}"
    found = cycles(QUARTERLY, milestones=MARCH, done=done)
    assert standing(found)[:3] == ["1 2026-03-10 skipped", "2 2026-06-10 upcoming", "3 2026-09-10 upcoming"]
    assert found[0].closed is not None
    assert found[0].closed.reason == "客户外出"
    early = "- {record: skipped, date: 2026-05-01, cycle: 2, reason: 客户外出}"
    found = cycles(QUARTERLY, milestones=MARCH, done=early, as_of="2026-05-01")
    assert standing(found)[:2] == ["1 2026-03-10 overdue", "2 2026-06-10 skipped"]


def test_moving_one() -> None:
    """One cycle goes to another day and keeps its nominal date; no other cycle is touched, then or after it is done."""
    moved = "- {record: completed, date: 2026-03-10}\n- {record: moved, date: 2026-05-30, to: 2026-06-25, cycle: 2}"
    known = world(task(QUARTERLY), customers=[customer(milestones=MARCH)], done=moved)
    assert listed(visits_of(known, "2026-06-01", "2026-12-31")) == [
        "2026-06-25 t-1: check.2", "2026-09-10 t-1: check.3", "2026-12-10 t-1: check.4",
    ]  # fmt: skip
    after = world(
        task(QUARTERLY),
        customers=[customer(milestones=MARCH)],
        done=f"{moved}\n- {{record: completed, date: 2026-06-25}}",
    )
    assert listed(visits_of(after, "2026-06-26", "2026-12-31")) == [
        "2026-09-10 t-1: check.3",
        "2026-12-10 t-1: check.4",
    ]


def test_last_day_of_month() -> None:
    """Accepted on the last day of February, the 28th stays the 28th; on the last of March, each month's last or 30th day."""
    assert due("anchor: acceptance\ninterval: 1 month", milestones="acceptance: 2026-02-28", end="2026-06-01") == [
        "2026-03-28", "2026-04-28", "2026-05-28",
    ]  # fmt: skip
    assert due("anchor: acceptance\ninterval: 1 month", milestones="acceptance: 2026-03-31", end="2026-07-31") == [
        "2026-04-30", "2026-05-31", "2026-06-30",
    ]  # fmt: skip


def test_overdue_vanishing() -> None:
    """A one-off that nobody did is overdue after a year, on the plan for the next working day, and says so."""
    known = world(task("anchor: acceptance\nthreshold: 1 month"))
    found, visits = planned(known, "2027-03-06", "2027-06-01")
    assert [one.status for one in found] == ["overdue"]
    assert [visit.day for visit in visits] == [day("2027-03-08")]
    assert "overdue" in sentences(known, "2027-03-06", "2027-06-01")["c-1|home|w|window/check|1"]


def test_regeneration_duplicates() -> None:
    """Planning on every day of half a year, each time from what was published, never doubles or renames an event."""
    known = world(task(QUARTERLY), task("anchor: acceptance\ninterval: 1 month", "window/b"))
    published, names = [], {}
    for offset in range(0, 180, 3):
        _, visits = planned(known, date(2026, 2, 1) + timedelta(days=offset), "2026-12-31", published)
        published = publish(visits)
        owned = [one.id for visit in visits for one in visit.occurrences]
        assert len(owned) == len(set(owned))
        assert len({visit.uid for visit in visits}) == len(visits)
        for visit in visits:
            key = tuple(one.id for one in visit.occurrences)
            assert names.setdefault(key, visit.uid) == visit.uid
