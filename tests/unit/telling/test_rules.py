"""Rules as they are told to a customer, in both languages."""

from __future__ import annotations

import pytest
from support.engine import WORDS, task, world

from generator.telling.rules import rule_words, tolerance_words

MEASURED = "measurements:\n  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}, from: 0, to: 120}"
RAISED = "raised_by: {task: window/read, measurement: gloss, below: 55, within: 10 days}"
SEASON = "season: {name: rain, when: inside}"


@pytest.mark.parametrize(
    ("rule", "english", "chinese"),
    [
        (
            "anchor: acceptance\non: {weekdays: [mon, wed, fri]}",
            "Every Monday, Wednesday, Friday from final acceptance",
            "竣工验收后每周一、周三、周五一次",
        ),
        (
            "anchor: acceptance\non: {weekdays: [tue]}\ninterval: 6 weeks",
            "Every 6 weeks on Tuesday from final acceptance",
            "竣工验收后每 6 周的周二一次",
        ),
        (
            "anchor: acceptance\non: {nth: first, weekday: mon}",
            "Every month on the first Monday from final acceptance",
            "竣工验收后每月第一个周一一次",
        ),
        (
            "anchor: acceptance\non: {nth: last, weekday: fri}\ninterval: 季度",
            "Every 3 months on the last Friday from final acceptance",
            "竣工验收后每 3 个月的最后一个周五一次",
        ),
        (
            "anchor: 2026-06-01\non: {days: [1, 15]}",
            "Every month on day 1, day 15 from 2026-06-01",
            "从 2026-06-01 起每月 1 日、15 日一次",
        ),
        (
            "anchor: acceptance\non: {dates: [04-15, 10-15]}",
            "Every year on 15 April, 15 October from final acceptance",
            "竣工验收后每年 4 月 15 日、10 月 15 日一次",
        ),
        (
            f"anchor: acceptance\non: {{weekdays: [wed]}}\n{SEASON}",
            "Every Wednesday, inside the rainy season",
            "雨季内每周三一次",
        ),
        (
            f"anchor: season_start\ninterval: 1 week\n{SEASON}",
            "Every week from the first day of the rainy season",
            "雨季第一天起每周一次",
        ),
        (
            f"anchor: season_start\n{SEASON}",
            "Every year on the first day of the rainy season",
            "每年雨季第一天一次",
        ),
        (
            "anchor: {done: window/read}\nthreshold: 10 days",
            "Once, 10 days after each time “window/read” is done",
            "每次做完“window/read”10 天后一次",
        ),
        (
            "anchor: service_done\nthreshold: 15 working days",
            "Once, 15 working days after each service",
            "每次服务完成后 15 个工作日回访一次",
        ),
        (
            "anchor: acceptance\ninterval: 1 year\nuntil: 5 years",
            "Every year from final acceptance, for 5 years",
            "竣工验收后每年一次，共 5 年",
        ),
        (
            RAISED,
            "Once, within 10 days of a reading of “gloss” below 55 GU",
            "“光泽度”低于 55 GU 时一次，读数之后 10 天内完成",
        ),
        (
            f"{RAISED.replace('below: 55', 'above: 2.5')}\nanchor: acceptance\ninterval: 6 months\nbasis: floating",
            "Once, within 10 days of a reading of “gloss” above 2.5 GU; without one, at the latest every 6 months from final "
            "acceptance (counted from the last time it was done)",
            "“光泽度”高于 2.5 GU 时一次，读数之后 10 天内完成；没有这样的读数，最迟竣工验收后每 6 个月一次（从上次完成之日算起）",
        ),
    ],
)
def test_a_rule_is_told_as_one_would_say_it(rule: str, english: str, chinese: str) -> None:
    """Days of the calendar, seasons, working days, follow-ups and readings."""
    known = world(task(rule), task("anchor: acceptance", "window/read", more=MEASURED)).definitions
    (only,) = known.tasks["window/check"].schedule
    assert rule_words(only, known, WORDS["en"]) == english
    assert rule_words(only, known, WORDS["zh"]) == chinese


@pytest.mark.parametrize(
    ("period", "english", "chinese"),
    [
        ("week", "any day of that week", "当周内任一天"),
        ("month", "any day of that calendar month", "当月内任一天"),
        ("quarter", "any day of that quarter", "当季度内任一天"),
        ("year", "any day of that year", "当年内任一天"),
    ],
)
def test_a_period_of_the_calendar_is_told_as_such(period: str, english: str, chinese: str) -> None:
    """And not as so many days."""
    (rule,) = task(f"anchor: acceptance\ninterval: 1 year\ntolerance: {{period: {period}}}").schedule
    assert tolerance_words(rule, WORDS["en"]) == english
    assert tolerance_words(rule, WORDS["zh"]) == chinese
