"""Records that are hard to place: several rules, whole sites, repeats, agreed times, revisions that wait."""

from __future__ import annotations

from support.company import Root
from support.engine import customer, cycles, day, listed, standing, task, visits_of, world

from generator.due.idle import Idle
from generator.due.occurrences import occurrences

MONTHLY = "anchor: acceptance\ninterval: 1 month\ntolerance: {early: 16 days, late: 16 days}"
ACCEPTED = {"milestones": "acceptance: 2026-03-15"}


def test_the_same_completion_entered_twice_closes_one_cycle() -> None:
    """Two equal records of one day are one visit, however wide the windows are."""
    done = "- {record: completed, date: 2026-05-01}\n- {record: completed, date: 2026-05-01}"
    found = standing(cycles(MONTHLY, done=done, as_of="2026-05-02", end="2026-07-01", **ACCEPTED))
    assert found == ["1 2026-04-15 done", "2 2026-05-15 due", "3 2026-06-15 upcoming"]


def test_a_skip_right_after_the_visit_skips_nothing_to_come() -> None:
    """A skip lies nearer to the cycle that was just done than to the next: it is a slip, and is told."""
    rule = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 14 days, late: 14 days}"
    done = "- {record: completed, date: 2026-06-15}\n- {record: skipped, date: 2026-06-16, reason: again}"
    found = standing(cycles(rule, done=done, as_of="2026-07-01", end="2026-10-01", **ACCEPTED))
    assert found == ["1 2026-06-15 done", "2 2026-09-15 upcoming"]


def test_a_record_of_one_rule_leaves_the_others_alone() -> None:
    """A task with two rules has its cycles skipped one rule at a time."""
    rule = (
        "- {name: routine, anchor: acceptance, interval: 6 months, tolerance: {late: 30 days}, grade: G}\n"
        "- {name: rains, season: {name: rain, when: before, lead: 7 days}, tolerance: {early: 20 days}, grade: G}"
    )
    site = {"milestones": "acceptance: 2025-11-15"}
    skip = "- {record: skipped, date: 2026-05-20, rule: rains, reason: none}"
    found = cycles(rule, done=skip, as_of="2026-05-21", end="2026-06-01", **site)
    assert [(one.item.rule, one.status) for one in found] == [("routine", "due"), ("rains", "skipped")]


def test_a_revision_whose_milestone_is_pending_keeps_what_was_done() -> None:
    """History before the revision stands; only what the revision would bring waits."""
    rule = (
        "- {anchor: acceptance, interval: 1 month, tolerance: {late: 7 days}, grade: G}\n"
        "- {anchor: contract_start, interval: 1 month, effective_from: 2026-06-01, grade: G}"
    )
    site = {"milestones": "acceptance: 2026-03-15, contract_start: pending"}
    found = cycles(rule, completed=["2026-04-15", "2026-05-15"], as_of="2026-06-02", end="2026-09-01", **site)
    assert sorted(standing(found)) == ["1 2026-04-15 done", "2 2026-05-15 done", "waiting"]


def test_an_edited_after_service_call_leaves_earlier_calls_alone() -> None:
    """A new threshold counts for services from its first day on, not for a call that was made before."""
    old = "{anchor: service_done, threshold: 3 days, tolerance: {late: 4 days}, grade: G}"
    new = "{anchor: service_done, threshold: 20 days, effective_from: 2026-12-01, tolerance: {late: 4 days}, grade: G}"
    visit = task("anchor: acceptance\ninterval: 3 months\ngrade: G", id_="window/visit")
    call = task(f"- {old}\n- {new}", id_="window/call", scope="site", channel="phone")
    done = (
        "- {record: completed, date: 2026-06-15, task: window/visit}\n"
        "- {record: completed, date: 2026-06-18, task: window/call}"
    )
    known = world(visit, call, customers=[customer(**ACCEPTED)], done=done)  # type: ignore[arg-type]
    calls = [o for o in occurrences(*known, day("2026-07-01"), day("2027-01-01")) if o.item.task.id == "window/call"]
    assert [(str(o.due.nominal), o.status) for o in calls if o.due] == [("2026-06-18", "done")]


def test_two_agreed_times_on_one_day_are_two_visits() -> None:
    """Each keeps its own time; nothing that was agreed is lost in a merge."""
    tasks = [task("anchor: acceptance\ninterval: 9 months\ngrade: G", id_=f"window/{name}") for name in ("one", "two")]
    done = (
        "- {record: appointment, date: 2026-11-20, task: window/one, at: 2026-12-10 09:30}\n"
        "- {record: appointment, date: 2026-11-20, task: window/two, at: 2026-12-10 14:00}"
    )
    known = world(*tasks, customers=[customer(**ACCEPTED)], done=done)  # type: ignore[arg-type]
    found = visits_of(known, "2026-11-23", "2027-01-01")
    assert sorted(str(visit.appointment.at) for visit in found if visit.appointment) == [
        "2026-12-10 09:30:00",
        "2026-12-10 14:00:00",
    ]


def test_an_agreed_time_that_has_passed_stays_a_fact() -> None:
    """The day after, and until a record says how it went, the visit stands where it was agreed."""
    one = task("anchor: acceptance\ninterval: 9 months\ntolerance: {late: 30 days}\ngrade: G")
    done = "- {record: appointment, date: 2026-11-20, at: 2026-12-18 09:30}"
    known = world(one, customers=[customer(**ACCEPTED)], done=done)  # type: ignore[arg-type]
    (visit,) = visits_of(known, "2026-12-21", "2027-01-01")
    assert (str(visit.day), visit.unconfirmed) == ("2026-12-18", True)


def test_a_day_off_without_slack_pulls_no_other_work_onto_it() -> None:
    """What can only be done on a Saturday is reported by itself; the rest is done on a working day."""
    fixed = task("anchor: 2026-12-12\ngrade: G", id_="window/saturday")
    other = task("anchor: 2026-12-14\ntolerance: {early: 14 days, late: 14 days}\ngrade: G", id_="window/monday")
    known = world(fixed, other, customers=[customer(**ACCEPTED)])  # type: ignore[arg-type]
    assert listed(visits_of(known, "2026-11-23", "2027-01-01")) == [
        "2026-12-12 (no_workday): saturday.1",
        "2026-12-14 t-1: monday.1",
    ]


def test_a_record_that_names_an_asset_also_counts_for_the_whole_site() -> None:
    """Who was there for the windows made the quarterly visit too, if the record says so."""
    rule = "anchor: acceptance\ninterval: 3 months\ntolerance: {late: 14 days}\ngrade: G"
    visit = task(rule, id_="window/visit", scope="site")
    done = "- {record: completed, date: 2026-06-15, asset: w, tasks: [window/check, window/visit]}"
    known = world(task(rule), visit, customers=[customer(**ACCEPTED)], done=done)  # type: ignore[arg-type]
    found = occurrences(*known, day("2026-07-20"), day("2026-08-01"))
    assert {o.item.task.id: o.status for o in found} == {"window/check": "done", "window/visit": "done"}


def test_a_record_without_effect_is_told() -> None:
    """A cycle that does not exist, or work too far from any date, is a slip that somebody should see."""
    rule = "anchor: acceptance\ninterval: 1 year\ntolerance: {late: 14 days}\ngrade: G"
    done = "- {record: completed, date: 2026-06-15, cycle: 99}\n- {record: completed, date: 2026-05-01}"
    known = world(task(rule), customers=[customer(**ACCEPTED)], done=done)  # type: ignore[arg-type]
    found = occurrences(*known, day("2026-07-01"), day("2028-01-01"))
    assert len(list(Idle(known.definitions, day("2026-07-01"), day("2028-01-01")).of(known.schedules, found))) == 2


def test_a_task_with_several_rules_wants_its_rule_named(root: Root) -> None:
    """A move or a skip says which rule it is about."""
    yearly = "definitions/maintenance/window/yearly.yaml"
    text = (root.path / yearly).read_text("utf-8")
    start, end = text.index("schedule:"), text.index("work:")
    rules = """\
schedule:
  - {name: routine, anchor: acceptance, interval: 1 year, grade: G}
  - {name: rains, season: {name: rain, when: before, lead: 7 days}, grade: G}
"""
    root.write(yearly, text[:start] + rules + text[end:])
    root.write(
        "schedules/records/2026-11.yaml",
        """\
records:
  - {record: skipped, date: 2026-11-20, customer: c-001, site: home, task: window/yearly, reason: away}
""",
    )
    assert (
        "schedules/records/2026-11.yaml:2:76: warning: records[0].task: "
        "the task 'window/yearly' has several rules (routine, rains); say which with rule"
    ) in root.check()
