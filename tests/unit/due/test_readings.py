"""What is read raises work: one cycle from the day of the reading, and the latest date where nothing is read."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.engine import CHECK, World, customer, day, planned, publish, sentences, standing, task, visits_of, world

from generator.due.occurrences import occurrences

GLOSS = "window/gloss"
RAISED = f"raised_by: {{task: {GLOSS}, measurement: gloss, below: 55, within: 10 days}}"
LATEST = (
    f"{RAISED}\nanchor: acceptance\ninterval: 3 months\nbasis: floating\ntolerance: {{early: 7 days, late: 7 days}}"
)
MEASURED = """
measurements:
  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}, from: 0, to: 120}
"""


def read(day_read: str, value: float, more: str = "") -> str:
    return f"- {{record: completed, date: {day_read}, task: {GLOSS}, measurements: {{gloss: {value}}}{more}}}\n"


def treated(day_done: str) -> str:
    return f"- {{record: completed, date: {day_done}}}\n"


def known(rule: str, done: str, sites: str = "") -> World:
    return world(
        task(rule),
        task("{anchor: acceptance, interval: 14 days}", GLOSS, more=MEASURED),
        customers=[customer(milestones="acceptance: 2026-01-31", sites=sites)],
        done=done,
    )


def found(rule: str, done: str, as_of: str, end: str = "2026-12-31", sites: str = "") -> list[str]:
    """How the cycles of what is raised stand."""
    company = known(rule, done, sites)
    return standing(occurrences(*company, day(as_of), day(end), [company.definitions.tasks[CHECK]]))


def test_without_readings_the_latest_date_stands() -> None:
    """And so it does where every reading is good; one on the limit is."""
    assert found(LATEST, "", "2026-03-01")[:2] == ["1 2026-04-30 upcoming", "2 2026-07-30 upcoming?"]
    good = read("2026-03-01", 61) + read("2026-03-15", 55)
    assert found(LATEST, good, "2026-03-20")[:2] == ["1 2026-04-30 upcoming", "2 2026-07-30 upcoming?"]


def test_a_reading_raises_one_cycle_on_its_day() -> None:
    """The first that is low; a lower one after it raises no second, and a good one takes nothing back."""
    done = read("2026-03-01", 61) + read("2026-03-15", 48) + read("2026-03-20", 40) + read("2026-03-22", 70)
    assert found(LATEST, done, "2026-03-24")[:2] == ["1 2026-03-15 due", "2 2026-06-15 upcoming?"]
    assert found(LATEST, done, "2026-03-25")[0] == "1 2026-03-15 due"
    assert found(LATEST, done, "2026-03-26")[0] == "1 2026-03-15 overdue"


def test_the_window_is_from_the_reading_to_so_long_after_it() -> None:
    """Ten days, whatever the tolerance of the latest date is."""
    company = known(LATEST, read("2026-03-15", 48))
    (cycle, *_) = occurrences(*company, day("2026-03-16"), day("2026-06-01"), [company.definitions.tasks[CHECK]])
    assert cycle.due is not None
    assert (cycle.due.window.start, cycle.due.window.last) == (date(2026, 3, 15), date(2026, 3, 25))


def test_what_is_done_closes_it_and_the_next_counts_from_there() -> None:
    """Late too; on the day of the reading as well, and a reading of that day after the last treatment raises anew."""
    done = read("2026-03-15", 48) + treated("2026-03-20")
    assert found(LATEST, done, "2026-03-21")[:2] == ["1 2026-03-15 done", "2 2026-06-20 upcoming"]
    late = read("2026-03-15", 48) + treated("2026-04-20")
    assert found(LATEST, late, "2026-04-21")[:2] == ["1 2026-03-15 done", "2 2026-07-20 upcoming"]
    both = f"- {{record: completed, date: 2026-03-15, tasks: [{GLOSS}, {CHECK}], measurements: {{gloss: 48}}}}\n"
    assert found(LATEST, both, "2026-03-16")[:2] == ["1 2026-03-15 done", "2 2026-06-15 upcoming"]
    again = done + read("2026-03-29", 50)
    assert found(LATEST, again, "2026-03-30")[:2] == ["1 2026-03-15 done", "2 2026-03-29 due"]


def test_work_that_was_due_anyway_stays_what_it_was() -> None:
    """A reading on or after the latest date raises nothing beside it."""
    done = read("2026-05-02", 48)
    assert found(LATEST, done, "2026-05-03")[:1] == ["1 2026-04-30 due"]
    assert found(LATEST, done + treated("2026-05-04"), "2026-05-05")[1] == "2 2026-08-04 upcoming"


def test_work_done_without_a_reading_counts_as_done() -> None:
    """Somebody saw that it was time: that closes the cycle, however soon after the last one."""
    done = treated("2026-03-01") + treated("2026-03-15")
    assert found(LATEST, done, "2026-03-16")[2] == "3 2026-06-15 upcoming"


def test_a_cycle_that_a_reading_raised_may_be_skipped() -> None:
    """Then the next reading raises again, and the latest date counts from the one that was skipped."""
    done = read("2026-03-15", 48) + "- {record: skipped, date: 2026-03-18, reason: 客户不想做}\n"
    assert found(LATEST, done, "2026-03-19")[:2] == ["1 2026-03-15 skipped", "2 2026-06-15 upcoming"]
    assert found(LATEST, done + read("2026-03-29", 45), "2026-03-30")[:2] == [
        "1 2026-03-15 skipped",
        "2 2026-03-29 due",
    ]


def test_by_readings_alone_there_is_nothing_until_one_comes() -> None:
    """No milestone is needed and no date is expected; each low reading after the work raises it anew."""
    assert found(RAISED, "", "2026-12-01") == []
    done = read("2026-03-15", 48) + treated("2026-03-20") + read("2026-05-01", 60) + read("2026-06-01", 54.5)
    assert found(RAISED, done, "2026-06-02") == ["1 2026-03-15 done", "2 2026-06-01 due"]
    assert found(RAISED, treated("2026-03-20"), "2026-06-02") == []


def test_above_is_the_other_way_round() -> None:
    """A filter whose pressure has risen."""
    rule = RAISED.replace("below: 55", "above: 55")
    assert found(rule, read("2026-03-15", 55) + read("2026-03-16", 55.5), "2026-03-20") == ["1 2026-03-16 due"]


def test_a_cycle_that_expired_is_missed_and_the_next_reading_raises_another() -> None:
    """Nobody came in time, and it is measured again."""
    rule = f"{RAISED}\nexpires: 5 days"
    done = read("2026-03-15", 48)
    assert found(rule, done, "2026-03-30") == ["1 2026-03-15 overdue"]
    assert found(rule, done, "2026-03-31") == ["1 2026-03-15 missed"]
    assert found(rule, done + read("2026-04-02", 47), "2026-04-03") == ["1 2026-03-15 missed", "2 2026-04-02 due"]


SITE = """
- id: home
  name: 家
  region: shanghai
  address: 路 1 号
  milestones: {{acceptance: 2026-01-31}}
  {more}
  assets:
    - {{id: w, name: 窗, product: window{asset}}}
    - {{id: v, name: 窗, product: window}}
"""


def test_a_reading_is_of_its_asset() -> None:
    """One of the whole site raises the work of all."""
    sites = SITE.format(more="", asset="")
    assert found(RAISED, read("2026-03-15", 48, ", asset: v"), "2026-03-16", sites=sites) == ["1 2026-03-15 due"]
    assert found(RAISED, read("2026-03-15", 48), "2026-03-16", sites=sites) == ["1 2026-03-15 due"] * 2


def test_readings_before_the_service_or_of_what_stood_there_before_raise_nothing() -> None:
    """The service begins with a clean sheet; and in a pause the work waits for its end."""
    done = read("2026-03-15", 48)
    begun = SITE.format(more="service: {from: 2026-03-20}", asset="")
    assert found(RAISED, done, "2026-03-21", sites=begun) == []
    replaced = SITE.format(more="", asset=", milestones: {acceptance: 2026-03-16}")
    assert found(RAISED, done, "2026-03-21", sites=replaced) == ["1 2026-03-15 due"]
    paused = SITE.format(more="paused: [{from: 2026-03-10, to: 2026-03-31}]", asset=", service: {until: 2026-03-31}")
    assert found(RAISED, done, "2026-03-21", sites=paused) == ["1 2026-04-01 upcoming"]


def test_a_reading_that_was_taken_back_raises_nothing() -> None:
    """A void is a record too."""
    back = f"""- {{record: void, date: 2026-03-16, of: {{record: completed, date: 2026-03-15, task: {GLOSS}}}, reason: 读错}}\n"""
    assert found(RAISED, read("2026-03-15", 48) + back, "2026-03-20") == []


def test_a_new_revision_reads_by_its_own_limit() -> None:
    """What was raised before it stays."""
    rule = f"""
    - {{{RAISED}, anchor: acceptance, interval: 1 year, basis: floating}}
    - {{{RAISED.replace("55", "60")}, anchor: acceptance, interval: 1 year, basis: floating, effective_from: 2026-04-01}}
    """
    done = read("2026-03-20", 58) + read("2026-04-02", 58)
    assert found(rule, done, "2026-04-03")[0] == "1 2026-04-02 due"


def test_an_asset_may_have_a_limit_of_its_own() -> None:
    """A key of the asset's own rule, like every other."""
    own = ", rules: {window/check: {" + RAISED.replace("55", "60") + "}}"
    sites = SITE.format(more="", asset=own)
    assert found(LATEST, read("2026-03-15", 58), "2026-03-16", sites=sites) == [
        "1 2026-03-15 due", "2 2026-06-15 upcoming?", "3 2026-09-15 upcoming?", "4 2026-12-15 upcoming?",
        "1 2026-04-30 upcoming", "2 2026-07-30 upcoming?", "3 2026-10-30 upcoming?",
    ]  # fmt: skip


@given(st.lists(st.tuples(st.integers(1, 200), st.integers(40, 70), st.booleans()), max_size=12))
def test_at_any_time_one_cycle_is_open_and_never_later_than_the_latest(events: list[tuple[int, int, bool]]) -> None:
    """Whatever is read and done: the open cycle lies on the first low reading since the last treatment, or on the latest."""
    start, now = date(2026, 1, 31), date(2026, 9, 1)
    done, low, last = "", None, start
    for offset, value, is_treated in sorted(events, key=lambda event: (event[0], event[2])):
        when = start + timedelta(days=offset)
        if is_treated:
            done += treated(str(when))
            low, last = None, when
        else:
            done += read(str(when), value)
            low = when if value < 55 and low is None else low
    rule = LATEST.replace("3 months", "300 days")
    (only,) = [
        line for line in found(rule, done, str(now), "2027-12-31") if line.split()[2] in ("due", "overdue", "upcoming")
    ]
    assert only.split()[1] == str(min(low or date.max, last + timedelta(days=300)))


def test_a_visit_that_was_published_for_the_latest_date_comes_forward_with_its_event() -> None:
    """The same event, on a day within ten days of the reading."""
    before = visits_of(known(LATEST, ""), "2026-03-10", "2026-12-31")
    told = publish(before)
    company = known(LATEST, read("2026-03-15", 48))
    _, visits = planned(company, "2026-03-16", "2026-12-31", told)
    (raised,) = [
        visit for visit in visits if any(str(o.due.nominal) == "2026-03-15" and o.item.task.id == CHECK for o in visit.occurrences if o.due)
    ]  # fmt: skip
    latest = next(v for v in before if any(o.id.endswith("window/check|2026-04-30") for o in v.occurrences))
    assert date(2026, 3, 16) <= raised.day <= date(2026, 3, 25)
    assert raised.uid == latest.uid


@pytest.mark.parametrize(
    ("done", "english", "chinese"),
    [
        (
            read("2026-03-15", 48),
            "“gloss” was read as 48 on 2026-03-15, below 55 GU, which raises it; it is due within 10 days of the reading.",
            "2026-03-15“光泽度”读数为 48，低于 55 GU，由此提出；读数之后 10 天内完成。",
        ),
        (
            "",
            "That month has no day 31, so it is the month's last day, 2026-04-30. "
            "No reading of “gloss” has brought it forward, so the latest date stands.",
            "该月没有 31 日，取月末 2026-04-30。 没有“光泽度”的读数把它提前，按最迟的日期。",
        ),
    ],
)
def test_why_it_is_due_is_told_in_both_languages(done: str, english: str, chinese: str) -> None:
    """The reading, or that there was none."""
    company = known(LATEST, done)
    for language, says in (("en", english), ("zh", chinese)):
        told = sentences(company, "2026-03-16", "2026-12-31", language)  # type: ignore[arg-type]
        assert says in told["c-1|home|w|window/check|1"]
