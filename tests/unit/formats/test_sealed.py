"""What is kept under a name comes back whole, or not at all."""

from __future__ import annotations

import pytest

from generator.formats.sealed import opened, sealed

CONTENT = b"first\nsecond\n\x00\xff"
TOLD = sealed("name 1", CONTENT)


def test_it_comes_back_as_it_was_written() -> None:
    """Whatever signs stand in it, none included."""
    assert opened("name 1", TOLD) == CONTENT
    assert opened("name 1", sealed("name 1", b"")) == b""


@pytest.mark.parametrize(
    "told", [TOLD[:-1], TOLD + b"\n", TOLD.replace(b"second", b"secund"), TOLD[7:], b"", b"name 1"]
)
def test_what_is_not_as_it_was_written_is_not_known(told: bytes) -> None:
    """Cut off, added to, altered, without its name, or nothing."""
    assert opened("name 1", told) is None


def test_another_name_is_another_content() -> None:
    """What it rests on is another."""
    assert opened("name 2", TOLD) is None
