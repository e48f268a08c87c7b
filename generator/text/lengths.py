"""Lengths of time in YAML, each with its check and its JSON Schema: intervals, what may be backward, what may be none."""

from __future__ import annotations

from typing import Annotated

from pydantic import PlainValidator

from generator.dates.intervals import Interval
from generator.dates.spoken import PATTERN
from generator.text.scalars import fail, from_text, pattern
from generator.text.wholes import in_wholes

# Nothing that people look after is planned further: more is a slip, and sums of it would leave the calendar.
_LONGEST = Interval(months=200 * 12)

INTERVAL_PATTERN = rf"P[0-9YMWD]+|{PATTERN}"
_AMOUNT = rf"^-?\s*(?:{INTERVAL_PATTERN})\s*$"


def _read_interval(text: str) -> Interval:
    try:
        interval = Interval.parse(text)
    except ValueError as error:
        whole = in_wholes(text)
        if whole is None or whole[1] not in ("days", "months"):
            raise
        raise fail("length_meant", text, meant=f"{whole[0]} {whole[1]}") from error
    if abs(interval.approximate_days) > _LONGEST.approximate_days:
        raise fail("interval_too_long", text)
    return interval


def _without_workdays(interval: Interval, text: str) -> Interval:
    if interval.workdays:
        raise fail("interval_of_workdays", text)
    return interval


def _read_rule_period(text: str) -> Interval:
    interval = _read_interval(text)
    if not interval.is_positive:
        raise fail("interval_not_positive", text)
    return interval


def read_positive(text: str) -> Interval:
    """A length of time above zero, without working days. Raises ValueError, with a code of ours where it says more."""
    return _without_workdays(_read_rule_period(text), text)


def _read_tolerance(text: str) -> Interval:
    interval = _without_workdays(_read_interval(text), text)
    if interval.months < 0 or interval.days < 0:
        raise fail("interval_negative", text)
    return interval


Period = Annotated[Interval, PlainValidator(from_text("bad_interval", read_positive)), pattern("6 months", _AMOUNT)]
# Those of a rule, which may be working days.
RuleSpan = Annotated[Interval, PlainValidator(from_text("bad_interval", _read_interval)), pattern("-1 month", _AMOUNT)]
RulePeriod = Annotated[
    Interval, PlainValidator(from_text("bad_interval", _read_rule_period)), pattern("6 months", _AMOUNT)
]
Slack = Annotated[Interval, PlainValidator(from_text("bad_interval", _read_tolerance)), pattern("14 days", _AMOUNT)]
