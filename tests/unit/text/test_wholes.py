"""Lengths of time that nobody can read are told as they can be."""

from __future__ import annotations

import pytest

from generator.text.wholes import in_wholes


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("1.5 hours", (90, "minutes")), ("1.5小时", (90, "minutes")), ("0.25 h", (15, "minutes")), ("1h30", (90, "minutes")),
        ("1 hour and 30 minutes", (90, "minutes")), ("一个半小时", None), ("1个半小时", (90, "minutes")), ("半小时", (30, "minutes")),
        ("90 min", (90, "minutes")), ("1.5 days", (36, "hours")), ("1.5 years", (18, "months")), ("0.5 weeks", None),
        ("1.5 months", None), ("0.0 hours", None), ("1.333 hours", None), ("soon", None), ("90", None), ("1.5", None),
    ],
)  # fmt: skip
def test_a_fraction_is_told_in_whole_ones(text: str, whole: tuple[int, str] | None) -> None:
    """Of a smaller unit, where that comes out even."""
    assert in_wholes(text) == whole
