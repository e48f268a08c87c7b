"""Lengths of time as people write them: ``6 months``, ``half a year``, ``a fortnight``, ``半年``, ``15 个工作日``.

A quarter is three months, a fortnight fourteen days, and half a month fifteen days, as the Civil Code has it. What may mean
two things, such as ``bimonthly``, is not read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# Months, days and working days.
Amounts = tuple[int, int, int]

_UNITS: Mapping[str, Amounts] = {
    "day": (0, 1, 0), "week": (0, 7, 0), "fortnight": (0, 14, 0), "month": (1, 0, 0), "quarter": (3, 0, 0),
    "year": (12, 0, 0), "workday": (0, 0, 1), "working day": (0, 0, 1), "business day": (0, 0, 1),
    "天": (0, 1, 0), "日": (0, 1, 0), "周": (0, 7, 0), "星期": (0, 7, 0), "礼拜": (0, 7, 0), "月": (1, 0, 0),
    "季度": (3, 0, 0), "季": (3, 0, 0), "年": (12, 0, 0), "工作日": (0, 0, 1),
}  # fmt: skip

_HALVES: Mapping[str, Amounts] = {
    "month": (0, 15, 0), "月": (0, 15, 0), "year": (6, 0, 0), "年": (6, 0, 0),
}  # fmt: skip

_ADVERBS: Mapping[str, Amounts] = {
    "daily": (0, 1, 0), "weekly": (0, 7, 0), "fortnightly": (0, 14, 0), "monthly": (1, 0, 0), "quarterly": (3, 0, 0),
    "half-yearly": (6, 0, 0), "yearly": (12, 0, 0), "annually": (12, 0, 0),
}  # fmt: skip

# Units that are a length of time without a number before them.
_BARE = frozenset({"fortnight", "quarter", "季度"})

_ENGLISH = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_DIGITS = {character: number for number, character in enumerate("零一二三四五六七八九")} | {"两": 2}

_NUMBER = rf"\d{{1,5}}|half an?|half|an?|{'|'.join(_ENGLISH[1:])}|半|[一二两三四五六七八九十]{{1,3}}"
_UNIT = (
    "working days?|business days?|workdays?|days?|weeks?|fortnights?|months?|quarters?|years?"
    "|工作日|天|日|周|星期|礼拜|月|季度|季|年"
)
_PART = rf"(?:({_NUMBER})(?:[ -]*个)?( and a half|半)?[ -]*)?({_UNIT})( and a half|半)?"
_BETWEEN = r"[\s,，零又]*(?:and )?"
_parts = re.compile(_PART)
_between = re.compile(_BETWEEN)
_every = re.compile(r"(?:every|each)\s+|每")

# The same for editors, a little wider: which unit needs a number is told by the reader.
PATTERN = rf"(?:(?:(?:every|each) +|每)?(?:{_PART}{_BETWEEN})+|{'|'.join(_ADVERBS)})"


def amounts(text: str) -> Amounts:
    """Months, days and working days of a length of time without a sign. Raises ValueError for anything else.

    Working days stand alone: together with months it would matter which are counted first.
    """
    body = text.strip().lower()
    if body in _ADVERBS:
        return _ADVERBS[body]
    is_repeated = _every.match(body)
    position = is_repeated.end() if is_repeated else 0
    listed: list[Amounts] = []
    while True:
        part = _parts.match(body, position)
        if part is None:
            raise ValueError(text)
        listed.append(_amounts_of(part, is_bare=bool(is_repeated) and not listed))
        if part.end() == len(body):
            break
        between = _between.match(body, part.end())
        position = between.end() if between else part.end()
    months, days, workdays = (sum(amount) for amount in zip(*listed, strict=True))
    if workdays and (months or days):
        raise ValueError(text)
    return months, days, workdays


def _amounts_of(part: re.Match[str], *, is_bare: bool) -> Amounts:
    """The amounts of one number with its unit; ``is_bare`` where it may go without a number, as after ``every``."""
    number, inner, spelled, outer = part.groups()
    unit = spelled if spelled in _UNITS else spelled.removesuffix("s")
    if number is None and not (is_bare or spelled in _BARE):
        raise ValueError(part[0])
    is_half = number is not None and number.startswith(("half", "半"))
    whole = 0 if is_half else number_of(number)
    halves = is_half + (inner is not None) + (outer is not None)
    if halves > 1 or (halves and unit not in _HALVES):
        raise ValueError(part[0])
    half = _HALVES[unit] if halves else (0, 0, 0)
    months, days, workdays = (whole * amount + rest for amount, rest in zip(_UNITS[unit], half, strict=True))
    return months, days, workdays


def number_of(number: str | None) -> int:
    """What a number says in figures or in words, one where there is none. Raises ValueError for what is none."""
    if number is None or number in ("a", "an"):
        return 1
    if number.isdecimal():
        return int(number)
    if number in _ENGLISH:
        return _ENGLISH.index(number)
    tens, ten, ones = number.partition("十")
    if not {tens, ones} <= {"", *_DIGITS}:
        raise ValueError(number)
    if not ten:
        return _DIGITS[tens]
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
