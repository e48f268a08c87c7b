"""Every date can say how it came about: in both languages, with the dates it was reckoned from."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.company import AS_OF
from support.engine import WORDS, World, customer, day, planned, publish, sentences, task, visits_of, world

from generator.dates.intervals import Interval, add
from generator.due.items import Occurrence
from generator.due.terms import DueDate
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.telling.amounts import interval_words
from generator.telling.aside import set_aside
from generator.telling.explain import explain
from generator.telling.rules import rule_words
from generator.text.language import Language
from generator.visits.plan import Plan, plan

LANGUAGES: tuple[Language, Language] = ("zh", "en")
ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


def said(
    rule: str, as_of: str = "2026-02-01", end: str = "2027-03-01", done: str = "", cycle: int = 1, **site: str
) -> str:
    """What is said in English of one cycle of a lone rule."""
    known = world(task(rule), customers=[customer(**site)], done=done, expected=9)  # type: ignore[arg-type]
    return sentences(known, as_of, end)[f"c-1|home|w|window/check|{cycle}"]


# --------------------------------------------------------------------------------------------------- the example data


Planned = tuple[World, Plan]


@pytest.fixture(scope="module")
def example_planned(example_known: tuple[Definitions, Schedules]) -> Planned:
    """The example company, and the plan that is made of it."""
    known = World(*example_known)
    return known, plan(*known, day(AS_OF))


def _nominal_is_said(one: Occurrence, text: str) -> bool:
    return one.due is not None and str(one.due.nominal) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_occurrence_of_the_example_explains_itself(language: Language, example_planned: Planned) -> None:
    """Nominal date, due day and window stand in every text; a record, a visit and a technician where there is one."""
    known, whole = example_planned
    visits = whole.visit_of()
    assert len(whole.occurrences) > 500
    for one in whole.occurrences:
        visit = visits.get(one.id)
        text = " ".join(explain(one, visit, *known, WORDS[language]))
        if one.due is None:
            assert one.waiting_for
            continue
        assert str(one.due.nominal) in text, (one.id, text)
        assert str(one.due.day) in text, (one.id, text)
        assert str(one.due.window.start) in text
        assert str(one.due.window.last) in text
        if one.closed is not None:
            assert str(one.closed.date) in text
        elif visit is not None:
            assert str(visit.day) in text, (one.id, text)
        holiday = known.definitions.workdays.holiday(one.due.nominal)
        if holiday is not None and one.due.day != one.due.nominal:
            assert holiday.of(language) in text
        if one.status == "overdue":
            assert {"zh": "逾期", "en": "overdue"}[language] in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_of_the_example_can_be_said(language: Language, example_planned: Planned) -> None:
    """Each rule of each task is a sentence of its own."""
    known, _ = example_planned
    for one in known.definitions.tasks.values():
        for rule in one.schedule:
            words = rule_words(rule, known.definitions, WORDS[language])
            assert len(words) > 4
            assert "None" not in words
            assert bool(re.search(r"[一-鿿]", words)) == (language == "zh")


def test_the_sum_that_is_said_is_right(example_planned: Planned) -> None:
    """Where the text says from which day and by how many months a date was reckoned, reckoning it again gives that date."""
    known, whole = example_planned
    sums = re.compile(r"(\d{4}-\d\d-\d\d)\)?; (?:(\d+) × )?(\d+) (year|month|week|day)s? later is (\d{4}-\d\d-\d\d)")
    checked = 0
    for one in whole.occurrences:
        found = sums.search(" ".join(explain(one, None, *known, WORDS["en"])))
        if found is None:
            continue
        checked += 1
        months, days = {"year": (12, 0), "month": (1, 0), "week": (0, 7), "day": (0, 1)}[found[4]]
        step = Interval(months, days) * (int(found[2] or 1) * int(found[3]))
        assert str(add(date.fromisoformat(found[1]), step)) == found[5]
    assert checked > 100


# ----------------------------------------------------------------------------------------------------- what each step says


def test_a_waiting_task_names_its_milestone() -> None:
    """What it waits for is said in the reader's words, not by the key."""
    known = world(
        task("anchor: move_in\nthreshold: 1 month"),
        customers=[customer(milestones="acceptance: 2026-01-31, move_in: pending")],
    )
    assert "入住" in sentences(known, "2026-02-01", "2027-01-01", "zh")["c-1|home|w|window/check|0"]
    assert "move-in" in sentences(known, "2026-02-01", "2027-01-01", "en")["c-1|home|w|window/check|0"]


def test_the_anchor_the_sum_and_the_month_end_are_said() -> None:
    """Thirteen months after 31 January, and why it is the 28th."""
    text = said("anchor: acceptance\ninterval: 1 month", cycle=13, end="2027-03-01")
    assert "Final acceptance: 2026-01-31; 13 × 1 month later is 2027-02-28, number 13." in text
    assert "That month has no day 31, so it is the month's last day, 2027-02-28." in text


@pytest.mark.parametrize(
    ("rule", "cycle", "english", "chinese"),
    [
        (
            "anchor: acceptance\nthreshold: 1 month 15 days", 1,
            "That month has no day 31, so it is the month's last day, 2026-02-28; then 15 days more.",
            "该月没有 31 日，取月末 2026-02-28，再加 15 天。",
        ),
        (
            "anchor: acceptance\nthreshold: 1 month 15 days\ninvalid_date: forward", 1,
            "That month has no day 31, so it is the first of the next; then 15 days more.",
            "该月没有 31 日，取下月 1 日，再加 15 天。",
        ),
        (
            "anchor: 2026-07-31\nthreshold: -1 month", 1,
            "That month has no day 31, so it is the month's last day, 2026-06-30.",
            "该月没有 31 日，取月末 2026-06-30。",
        ),
        (
            "anchor: acceptance\nmonth_day: 08-31\ninterval: 6 months", 2,
            "That month has no day 31, so it is the month's last day, 2027-02-28.",
            "该月没有 31 日，取月末 2027-02-28。",
        ),
    ],
)  # fmt: skip
def test_a_month_that_lacks_the_day_is_told(rule: str, cycle: int, english: str, chinese: str) -> None:
    """Also where days follow the months, where the rule counts back, and where a day of the year comes twice a year."""
    known = world(task(rule))
    for language, sentence in (("en", english), ("zh", chinese)):
        told = sentences(known, "2026-02-01", "2027-04-01", language)
        assert sentence in told[_only(told, cycle)]


def _only(told: dict[str, str], cycle: int) -> str:
    return next(id_ for id_ in told if id_.endswith(f"|{cycle}"))


def test_a_month_that_has_the_day_is_not_told() -> None:
    """Days after whole months lead to another day of the month without any month lacking one."""
    assert "has no day" not in said("anchor: acceptance\nthreshold: 2 months 15 days")


def test_a_day_of_the_year_is_said() -> None:
    """Once a year it is that day; more often, the text counts like any other rule."""
    yearly = said("anchor: acceptance\nmonth_day: 03-15", cycle=1)
    assert "A fixed day of the year; number 1 is 2026-03-15." in yearly
    twice = said("anchor: acceptance\nmonth_day: 03-15\ninterval: 6 months", cycle=2)
    assert "Counted from 2026-03-15; 1 × 6 months later is 2026-09-15, number 2." in twice


def test_a_first_date_before_the_anchor_is_counted_back_and_then_on() -> None:
    """What is taken off and what is added are told apart."""
    text = said("anchor: 2026-07-15\nthreshold: -1 month\ninterval: 3 months", cycle=2)
    assert "Counted from 2026-07-15; 1 month before, then 1 × 3 months later is 2026-09-15, number 2." in text


def test_only_a_fixed_rule_goes_on_from_the_date_before_the_holiday() -> None:
    """A floating rule counts from the day of the work, so that nothing can be said of its next date."""
    rule = "anchor: acceptance\ninterval: 17 days\nadjust: following\nbasis: {}"
    for basis, expected in (("fixed", True), ("floating", False), ("window", False)):
        known = world(task(rule.format(basis)))
        for language, words in (("en", "the next one is not affected"), ("zh", "下一次仍从原日期算")):
            text = sentences(known, "2026-02-01", "2026-03-01", language)["c-1|home|w|window/check|1"]
            assert "2026-02-24" in text
            assert (words in text) is expected


def test_a_holiday_is_named() -> None:
    """Spring Festival moves the work on; the text says so, and that the next date is not affected."""
    text = said("anchor: acceptance\nthreshold: 17 days\nadjust: following")
    assert "2026-02-17 (Tue) is inside the Spring Festival holiday, so it is moved on to 2026-02-24 (Tue)" in text
    known = world(task("anchor: acceptance\nthreshold: 17 days\nadjust: following"))
    assert "遇春节假期" in sentences(known, "2026-02-01", "2026-06-01", "zh")["c-1|home|w|window/check|1"]


def test_a_make_up_day_is_named() -> None:
    """Work on a make-up Saturday stays, or is moved to one, and the text says which."""
    assert "2026-02-28 (Sat) is a make-up working day, so it stays." in said("anchor: acceptance\nthreshold: 1 month\nadjust: following")  # fmt: skip
    assert "brought forward to 2026-02-14 (Sat), a make-up working day" in said("anchor: acceptance\nthreshold: 17 days\nadjust: preceding")  # fmt: skip


@pytest.mark.parametrize(
    ("season", "sentence"),
    [
        ("{name: typhoon, when: before, lead: 7 days}", "The typhoon season is 2026-07-01–2026-09-30; it is due 7 days before: 2026-06-24."),
        ("{name: typhoon, when: before}", "The typhoon season is 2026-07-01–2026-09-30; it is due before: 2026-06-30."),
        ("{name: rain, when: after, lead: 2 days}", "The rainy season is 2026-06-01–2026-07-15; it is due 2 days after: 2026-07-17."),
        ("{name: winter, when: inside}", "The winter is 2026-12-01–2027-02-28; it is due inside it."),
    ],
)  # fmt: skip
def test_a_season_is_said_with_its_dates(season: str, sentence: str) -> None:
    """The season's name and days in that year, over New Year too, and how the date lies to it."""
    text = said(f"anchor: acceptance\nseason: {season}")
    assert sentence.replace("7 days", "1 week") in text


def test_a_season_without_a_name_is_said_by_its_dates() -> None:
    """Two days stand for the name."""
    rule = 'anchor: acceptance\nseason: {from: "12-20", to: "01-03", when: inside}'
    known = world(task(rule))
    english, chinese = (
        sentences(known, "2026-02-01", "2027-01-01", language)["c-1|home|w|window/check|1"] for language in ("en", "zh")
    )
    assert "The time from 12-20 to 01-03 is 2026-12-20–2027-01-03; it is due inside it." in english
    assert "从 12-20 到 01-03 的时段为 2026-12-20–2027-01-03，在此期间进行。" in chinese
    (only,) = known.definitions.tasks["window/check"].schedule
    assert (
        rule_words(only, known.definitions, WORDS["en"]) == "Every year, inside the time from 20 December to 3 January"
    )
    assert rule_words(only, known.definitions, WORDS["zh"]) == "每年从 12 月 20 日到 1 月 3 日的时段内一次"


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        (
            "anchor: acceptance\nthreshold: 1 month 15 days\ninterval: 1 month",
            "Every month from final acceptance, the first after 1 month 15 days",
            "每月一次，首次在竣工验收后 1 个月 15 天",
        ),
        (
            "anchor: 2026-03-01\nthreshold: 2 weeks\ninterval: 1 month",
            "Every month from 2026-03-01, the first after 2 weeks",
            "每月一次，首次在 2026-03-01 后 2 周",
        ),
        (
            "anchor: acceptance\nthreshold: -1 month\ninterval: 3 months",
            "Every 3 months from final acceptance, the first 1 month before",
            "每 3 个月一次，首次在竣工验收前 1 个月",
        ),
        ("anchor: acceptance\ninterval: 3 months", "Every 3 months from final acceptance", "竣工验收后每 3 个月一次"),
        (
            "anchor: acceptance\nseason: {name: typhoon, when: before, lead: 1 day}",
            "Every year before the typhoon season, at least 1 day ahead",
            "每年台风季开始前完成（最迟提前 1 天）",
        ),
        (
            "anchor: acceptance\nseason: {name: typhoon, when: before}",
            "Every year before the typhoon season",
            "每年台风季开始前完成",
        ),
        (
            "anchor: acceptance\nseason: {name: rain, when: after, lead: 7 days}",
            "Every year, 1 week after the rainy season",
            "每年雨季后 1 周一次",
        ),
        (
            "anchor: acceptance\nbasis: floating\ninterval_by: {exposure: {coast: 1 month, inland: 3 months}}",
            "From final acceptance, by exposure: coast, every month; inland, every 3 months; "
            "each counted from the last time it was done",
            "竣工验收后按所在环境定期进行：沿海每月一次；内陆每 3 个月一次（从上次完成之日算起）",
        ),
    ],
)
def test_a_rule_reads_as_one_would_say_it(rule: str, english: str, chinese: str) -> None:
    """From when, how often, and when first; before a season means finished before it."""
    known = world(task(rule))
    (only,) = known.definitions.tasks["window/check"].schedule
    assert rule_words(only, known.definitions, WORDS["en"]) == english
    assert rule_words(only, known.definitions, WORDS["zh"]) == chinese


def test_the_end_is_said() -> None:
    """A rule with an end says that the day is included, and says when a last cycle was put on it."""
    rule = "anchor: acceptance\ninterval: 7 months\nuntil: warranty_end\nat_end: clamp\nbasis: {}"
    for basis in ("fixed", "floating", "window"):
        text = said(rule.format(basis), end="2029-01-01", cycle=4)
        assert "The next date lies beyond the rule's end, so it is put on that day, 2028-01-31." in text
        assert "7 months later is 2028-01-31" not in text
    assert "The rule ends on 2028-01-31, that day included." in said(rule.format("fixed"), end="2029-01-01")


def test_a_floating_date_says_when_it_was_last_done() -> None:
    """The last completion, or the one that is taken for granted, is named as what the date was reckoned from."""
    rule = "anchor: acceptance\ninterval: 1 month\nbasis: floating"
    done = "- {record: completed, date: 2026-03-05}"
    assert "Last done on 2026-03-05; 1 month later is 2026-04-05." in said(rule, "2026-03-06", done=done, cycle=2)
    expected = said(rule, "2026-03-06", done=done, cycle=3)
    assert "Taking it that the ones before are done in time (from 2026-04-05); 1 month later is 2026-05-05." in expected
    known = world(task(rule), done=done, expected=9)
    chinese = sentences(known, "2026-03-06", "2027-03-01", "zh")["c-1|home|w|window/check|5"]
    assert "假定此前各次都按期完成（自 2026-04-05 起），加 3 × 1 个月，得 2026-07-05。" in chinese
    skipped = "- {record: skipped, date: 2026-02-20, reason: 停业}"
    assert "The cycle skipped last was due on 2026-02-28; 1 month later is 2026-03-28." in said(rule, "2026-02-21", done=skipped, cycle=2)  # fmt: skip


def test_a_record_is_said() -> None:
    """A move, an appointment, a completion and a skip are each told with their day."""
    rule = "anchor: acceptance\nthreshold: 1 month\ntolerance: {late: 30 days}"
    assert "Moved on 2026-02-10 to 2026-03-03; the rule's dates stay." in said(rule, "2026-02-11", done="- {record: moved, date: 2026-02-10, to: 2026-03-03}")  # fmt: skip
    assert "Agreed with the customer on 2026-02-10: 2026-03-03 09:30." in said(rule, "2026-02-11", done="- {record: appointment, date: 2026-02-10, at: '2026-03-03 09:30'}")  # fmt: skip
    assert "Done on 2026-03-02." in said(rule, "2026-03-03", done="- {record: completed, date: 2026-03-02}")
    assert "Recorded on 2026-03-02 as skipped: 停业." in said(rule, "2026-03-03", done="- {record: skipped, date: 2026-03-02, reason: 停业}")  # fmt: skip
    for reason in ("停业。", "Closed."):
        skip = f"- {{record: skipped, date: 2026-03-02, reason: {reason}}}"
        known = world(task(rule), done=skip)
        for language, stop in (("en", "."), ("zh", "。")):
            text = sentences(known, "2026-03-03", "2027-03-01", language)["c-1|home|w|window/check|1"]
            assert f"{reason[:-1]}{stop}" in text
            assert reason + stop not in text


def test_a_revision_is_said() -> None:
    """A date by a later revision says which, and since when; one that is raised to its first day says so."""
    edited = "- {anchor: acceptance, interval: 1 month}\n- {anchor: acceptance, interval: 3 months, effective_from: 2026-05-01}"
    assert "By revision 2 of the rule, in force from 2026-05-01." in said(edited, cycle=4)
    raised = "- {anchor: acceptance, interval: 1 year, basis: floating}\n- {anchor: acceptance, interval: 1 month, basis: floating, effective_from: 2026-07-01}"  # fmt: skip
    assert "the new rule starts on 2026-07-01, so it is due then" in said(raised)


def test_the_visit_is_said() -> None:
    """With whom it shares a visit, on which day, who goes and why; or why nobody does."""
    slack = "threshold: 0 days\ntolerance: {early: 7 days, late: 7 days}"
    both = [task(f"anchor: 2026-03-10\n{slack}", "window/a"), task(f"anchor: 2026-03-16\n{slack}", "window/b")]
    told = sentences(world(*both, customers=[customer(technician="t-1")]), "2026-03-01", "2026-06-01")
    text = told["c-1|home|w|window/b|1"]
    assert (
        "Shares a visit with: window/a. Planned for 2026-03-10 (Tue). Assigned to 钱师傅, whom the site prefers."
        in text
    )
    alone = sentences(world(both[0], technicians="- {id: t-1, name: 钱, skills: [led], regions: [shanghai], capacity: 8 hours}"), "2026-03-01", "2026-06-01")  # fmt: skip
    assert "Not assigned: no technician of the region has the skills." in alone["c-1|home|w|window/a|1"]


def test_a_year_without_a_notice_is_said() -> None:
    """A date in a year whose holidays are not official is provisional."""
    assert "The holidays of 2027 are not official yet; the date is provisional." in said("anchor: acceptance\nthreshold: 1 year\nadjust: following")  # fmt: skip


# ------------------------------------------------------------------------------------------------- whatever the rule


def _month_end(due: DueDate) -> date | None:
    """Where the months alone lead: the last day of a month that lacks the day, before further days are added."""
    terms = due.terms
    interval = terms.interval or Interval()
    steps = terms.threshold + interval * due.n if due.base_kind == "anchor" else interval * (due.n + 1)
    return add(due.base, Interval(months=steps.months), terms.invalid_date)


PARTS = st.tuples(
    st.sampled_from(["fixed", "floating", "window"]),
    st.sampled_from(["1 month", "6 months", "1 year", "2 weeks", "45 days", "1 month 10 days"]),
    st.sampled_from(["", "threshold: 0 days", "threshold: 3 months", "threshold: -1 month"]),
    st.sampled_from(["", "until: warranty_end", "until: warranty_end\nat_end: clamp"]),
    st.sampled_from(["", "adjust: following", "adjust: preceding", "adjust: modified_following"]),
    st.sampled_from(["", "invalid_date: forward", "invalid_date: omit"]),
    st.dates(date(2024, 1, 1), date(2026, 3, 31)),
)


@given(PARTS)
def test_whatever_the_rule_the_dates_are_in_the_text(parts: tuple[str, str, str, str, str, str, date]) -> None:
    """Any rule's explanation holds the nominal date and the due day, and no other date than those it was reckoned from."""
    basis, interval, *more, accepted = parts
    rule = "\n".join(
        ["anchor: acceptance", f"basis: {basis}", f"interval: {interval}", *(str(part) for part in more if part)]
    )
    known = world(task(rule), customers=[customer(milestones=f"acceptance: {accepted}")])
    found, visits = planned(known, "2026-04-01", "2027-04-01")
    visit_of = {one.id: visit for visit in visits for one in visit.occurrences}
    for one in found:
        assert one.due is not None
        for language in LANGUAGES:
            visit = visit_of.get(one.id)
            text = " ".join(explain(one, visit, *known, WORDS[language]))
            own = {one.due.nominal, one.due.day, one.due.window.start, one.due.window.last, one.due.base, accepted}
            own |= {one.due.terms.until, visit.day if visit else None, one.deadline, _month_end(one.due)}
            assert (
                {str(one.due.nominal), str(one.due.day)}
                <= set(ISO.findall(text))
                <= {str(known_day) for known_day in own}
            )


@given(st.integers(0, 40), st.integers(0, 400))
def test_intervals_are_said_in_full(months: int, days: int) -> None:
    """The words of an interval, read again, are that interval."""
    interval = Interval(months, days)
    for language in LANGUAGES:
        words = interval_words(interval, WORDS[language])
        assert Interval.parse(words) == interval, words


def test_what_is_not_yet_confirmed_is_said_with_its_pace() -> None:
    """Until when it keeps its day, and that it then moves once; what was agreed never does. In both languages."""
    rule = "anchor: 2026-03-09\nthreshold: 0 days"
    known = world(task(rule))
    told = publish(visits_of(known, "2026-03-09", "2026-06-01"))
    (english,) = sentences(known, "2026-03-11", "2026-06-01", "en", told).values()
    assert (
        "2026-03-09 (Mon) has passed and nothing is recorded: not yet confirmed. It keeps that day until 2026-03-16 (Mon); "
        "without a record it then moves once, to the next day that suits, and so on at that pace, not day by day."
    ) in english
    (chinese,) = sentences(known, "2026-03-11", "2026-06-01", "zh", told).values()
    assert "2026-03-09（周一）已过，还没有记录：待确认。日期保留到 2026-03-16（周一）；" in chinese
    agreed = world(task(rule), done="- {record: appointment, date: 2026-03-02, at: '2026-03-10 09:30'}")
    (english,) = sentences(agreed, "2026-04-20", "2026-06-01").values()
    assert "What was agreed never moves by itself; record how it went, or agree on another time." in english
    (chinese,) = sentences(agreed, "2026-04-20", "2026-06-01", "zh").values()
    assert "约定的时间不会自行改动" in chinese


LATE = '{month_day: "04-15", tolerance: {late: 7 days}, expires: 1 month}'


@pytest.mark.parametrize(
    ("rule", "asset", "as_of", "english", "chinese"),
    [
        (
            "{anchor: acceptance, interval: 1 year, basis: floating}", "service: {from: 2026-11-01}", "2026-11-10",
            "1 year later is 2026-05-20, number 1. That lies before the service begins, so it is due on its first day, 2026-11-01.",
            "加 1 年，得 2026-05-20，是第 1 次。 该日期在服务开始之前，故为服务的第一天 2026-11-01。",
        ),
        (
            "{anchor: acceptance, interval: 1 year}", "service: {until: 2026-06-01}", "2026-11-10",
            "The service ended on 2026-06-01; what was not done by then is not done any more.",
            "服务已于 2026-06-01 终止，未做的不再做。",
        ),
        (
            "{anchor: acceptance, interval: 1 year}", "paused: [{from: 2026-05-01, to: 2026-05-31}]", "2026-11-10",
            "It lies in a pause of the service, so this one is not done.",
            "该日期在暂停服务期间，这一次不做。",
        ),
        (
            "{anchor: acceptance, threshold: 1 year}", "paused: [{from: 2026-05-01, to: 2026-05-31}]", "2026-11-10",
            "1 year later is 2026-05-20. That lies in a pause of the service, so it is due on the first day after it, 2026-06-01.",
            "加 1 年，得 2026-05-20。 该日期在暂停服务期间，故顺延到恢复后的第一天 2026-06-01。",
        ),
        (LATE, "", "2026-05-10", "It is worth doing until 2026-05-22; after that it is missed.", "最晚到 2026-05-22 值得补做，之后算错过。"),
        (LATE, "", "2026-06-10", "It was worth doing until 2026-05-22.", "过了 2026-05-22 就不值得补做了。"),
    ],
)  # fmt: skip
def test_what_life_does_to_a_date_is_said(rule: str, asset: str, as_of: str, english: str, chinese: str) -> None:
    """Service, pause and expiry are named with their days, in both languages."""
    asset = f"{{id: w, name: 窗, product: window{asset and ', '}{asset}}}"
    start = "2025-05-20" if "acceptance" in rule else "2026-01-01"
    known = world(task(rule), customers=[customer(milestones=f"acceptance: {start}", assets=asset)])
    for language, sentence in (("en", english), ("zh", chinese)):
        assert sentence in " ".join(sentences(known, as_of, "2027-03-01", language).values())  # type: ignore[arg-type]


def test_records_that_count_for_nothing_are_said_with_their_reason() -> None:
    """One that was taken back, from the day of the void on; one from before the asset was replaced."""
    asset = "{id: w, name: 窗, product: window, milestones: {acceptance: 2026-03-01}}"
    done = """
- {record: completed, date: 2026-02-20}
- {record: completed, date: 2026-03-10}
- {record: moved, date: 2026-03-11, to: 2027-03-05}
- {record: void, date: 2026-03-12, of: {record: completed, date: 2026-03-10}, reason: 记错了}
"""
    known = world(task("{anchor: acceptance, interval: 1 year}"), customers=[customer(assets=asset)], done=done)
    one = planned(known, "2026-04-01", "2027-04-01")[0][0].item
    before = "The record of 2026-02-20 (completed) is from before 2026-03-01, when what stands there now came to be, so it closes nothing."
    back = "The record of 2026-03-10 (completed) was taken back on 2026-03-12 and counts for nothing: 记错了."
    assert set_aside(one, known.schedules, day("2026-03-11"), WORDS["en"]) == [before]
    assert set_aside(one, known.schedules, day("2026-03-12"), WORDS["en"]) == [before, back]
    assert set_aside(one, known.schedules, day("2026-03-12"), WORDS["zh"]) == [
        "完成的记录（2026-02-20）早于现有设备的日期 2026-03-01，说的是此前的设备，不算做过。",
        "完成的记录（2026-03-10）已于 2026-03-12 作废，不再计入：记错了。",
    ]
