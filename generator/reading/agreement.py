"""Checks that a sentence tells the same interval in both languages, and the one of the rule it tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from generator.dates.intervals import Interval
from generator.model.definition import LocalText, Statement
from generator.model.definitions import Definitions
from generator.model.tasks import intervals_of
from generator.model.walking import walk
from generator.reading.told import texts
from generator.text.limits import Limit
from generator.text.problems import Level, Problem, Problems

_DAY, _WEEK, _MONTH, _QUARTER, _YEAR = (0, 1), (0, 7), (1, 0), (3, 0), (12, 0)
_ZH_NUMBERS = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10, "半": 0.5}

_ZH_UNITS = {
    "天": _DAY, "日": _DAY, "周": _WEEK, "星期": _WEEK, "月": _MONTH, "季度": _QUARTER, "季": _QUARTER, "年": _YEAR,
}  # fmt: skip

_EN_NUMBERS = {"": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "half": 0.5}
_EN_UNITS = {"day": _DAY, "week": _WEEK, "month": _MONTH, "quarter": _QUARTER, "year": _YEAR}

_EN_WORDS = {
    "daily": _DAY, "weekly": _WEEK, "monthly": _MONTH, "quarterly": _QUARTER, "half-yearly": (6, 0), "yearly": _YEAR,
}  # fmt: skip

_ZH_INTERVAL = re.compile(
    r"每\s*(\d+|[一两二三四五六十半]?)\s*个?(天|日|周(?![一二三四五六日天])|星期(?![一二三四五六日天])|月|季度|季|年)(?![一-鿿]*?(?:数|次数))"
)

_EN_INTERVAL = re.compile(
    r"\b(?:every|each) (?:(\d+|two|three|four|five|six|ten|half)[ -])?(day|week|month|quarter|year)s?\b"
    r"|(?<![\w-])(?:(\d+|two|three|four|five|six|ten)-)?(daily|weekly|monthly|quarterly|half-yearly|yearly)\b",
    re.IGNORECASE,
)

_ZH_LIMIT = re.compile(
    r"(?:(?<=不超过)|(?<=不超过 ))(\d{1,3})\s*(小时|个工作日|天)|(\d{1,3})\s*(小时|个工作日|天)(?:之?内|以内)"
)
_EN_LIMIT = re.compile(r"\b(?:within|limit of|takes up to) (\d{1,3}) (working days?|days?|hours?)\b", re.IGNORECASE)
_ZH_YEARS = r"(\d+|[一两二三五十])\s*年"
_ZH_WARRANTY = re.compile(
    rf"(?:保修|质保|防渗漏)(?:期|是|为|均)*(?:从[^，。；]{{1,10}}?起)?(?:保修)?(?:是|为)?\s*{_ZH_YEARS}"
    rf"|{_ZH_YEARS}[^，。；年]{{0,3}}(?:保修|质保|免费修)"
)
_EN_YEARS = r"(\d+|two|three|five|ten)"
_EN_WARRANTY = re.compile(
    rf"\b{_EN_YEARS}[ -]years? (?:[a-z]+ )?warrant|\b(?:free|warranty) for {_EN_YEARS} years?\b"
    rf"|\bwarrant(?:y|ies)[^.,;]{{0,40}}?\b{_EN_YEARS} years?\b",
    re.IGNORECASE,
)
_UNITS_OF_LIMITS: dict[str, Literal["hours", "days", "working_days"]] = {
    "小时": "hours", "天": "days", "个工作日": "working_days", "hour": "hours", "day": "days",
    "working day": "working_days",
}  # fmt: skip


def intervals_agree(definitions: Definitions) -> Problems:
    """A sentence tells the same interval in both languages, and the one of the task that it names."""
    for file, at, written in texts(definitions):
        for keys, part in walk(written):
            if not isinstance(part, Statement):
                continue
            zh, en = intervals_in(part.zh or "", "zh"), intervals_in(part.en or "", "en")
            if zh and en and zh != en:
                differ = {"found": _listed(zh), "other": _listed(en)}
                yield Problem(code="languages_differ", file=file, keys=(*at, *keys, "en"), params=differ)
            task = definitions.tasks.get(part.task.id) if part.task is not None else None
            held = intervals_of(task) if task is not None else set()
            if task is None:
                continue
            if wrong := (zh | en) - held:
                params: dict[str, object] = {"found": _listed(wrong), "task": task.id, "other": _listed(held)}
                yield Problem(code="interval_contradicts", file=file, keys=(*at, *keys), params=params)


def own_texts_agree(definitions: Definitions) -> Problems:
    """What a task's name and summary say of how often is true of its rule, and a promise's of how soon, of its limit."""
    for id_, task in definitions.tasks.items():
        held = intervals_of(task)
        for key, told in (("name", intervals_told(task.name)), ("summary", _told_in(task.summary))):
            if held and told and not told & held:
                params: dict[str, object] = {"found": _listed(told), "task": id_, "other": _listed(held)}
                file = definitions.places["task", id_].file
                yield Problem(code="interval_contradicts", file=file, keys=(key,), params=params)
    for id_, promise in definitions.promises.items():
        within = promise.response.within
        limits = {limit for limit in limits_in(promise.summary) if limit.unit == within.unit}
        if limits and within not in limits:
            amounts = {"found": min(limit.amount for limit in limits), "other": within.amount}
            yield _in_summary(definitions, "promise", id_, "limit_contradicts", amounts)


def _in_summary(
    definitions: Definitions, kind: str, id_: str, code: str, params: Mapping[str, object], level: Level = "error"
) -> Problem:
    return Problem(code=code, file=definitions.places[kind, id_].file, keys=("summary",), params=params, level=level)


def _told_in(text: LocalText) -> set[Interval]:
    return intervals_in(text.zh or "", "zh") | intervals_in(text.en or "", "en")


def intervals_told(text: LocalText) -> set[Interval]:
    """What a text tells; English says by an adjective what is a name in Chinese: 年检, the yearly check."""
    return intervals_in(text.zh, "zh") if text.zh else intervals_in(text.en or "", "en")


def limits_in(text: LocalText) -> set[Limit]:
    """The time limits that a text tells: ``24 小时内``, ``within 3 working days``."""
    limits: set[Limit] = set()
    for pattern, said in ((_ZH_LIMIT, text.zh), (_EN_LIMIT, text.en)):
        for found in pattern.findall(said or ""):
            amount, unit = (part for part in found if part)
            limits.add(Limit(int(amount), _UNITS_OF_LIMITS[unit.lower().rstrip("s")]))
    return limits


def years_of_warranty_in(text: LocalText) -> set[int]:
    """The years that a text tells of a warranty: ``保修 2 年``, ``a 2-year warranty``."""
    zh, en = _ZH_WARRANTY.findall(text.zh or ""), _EN_WARRANTY.findall(text.en or "")
    numbers = [("".join(found), _ZH_NUMBERS) for found in zh] + [("".join(found).lower(), _EN_NUMBERS) for found in en]
    return {int(said) if said.isdigit() else int(known[said]) for said, known in numbers}


def _listed(intervals: set[Interval]) -> tuple[Interval | str, ...]:
    """Intervals, the shortest first."""
    return tuple(sorted(intervals, key=lambda interval: interval.approximate_days)) or ("-",)


def intervals_in(text: str, language: str) -> set[Interval]:
    """The intervals that a sentence tells: ``每半年`` and ``every 6 months`` are both six months."""
    intervals = set()
    if language == "zh":
        for written, unit in _ZH_INTERVAL.findall(text):
            intervals.add(_times(float(written) if written.isdigit() else _ZH_NUMBERS[written], _ZH_UNITS[unit]))
    else:
        for written, unit, number, word in _EN_INTERVAL.findall(text):
            said = (written or number).lower()
            many = float(said) if said.isdigit() else _EN_NUMBERS[said]
            intervals.add(_times(many, _EN_UNITS[unit.lower()] if unit else _EN_WORDS[word.lower()]))
    return intervals


def _times(many: float, unit: tuple[int, int]) -> Interval:
    return Interval(months=int(unit[0] * many), days=int(unit[1] * many))
