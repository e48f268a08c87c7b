"""What was made last of the same is not made again, and whatever was not asked for is forgotten."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from generator.text.memory import Forgetful, Memory, Same
from generator.text.words import Forms, Words


def counted(made: list[str], what: str) -> Callable[[], str]:
    """Makes ``what`` and writes it down."""
    return lambda: made.append(what) or what  # type: ignore[func-returns-value]


def test_what_is_made_of_the_same_is_made_once() -> None:
    """Of something else it is made anew, and then is what is remembered."""
    memory, made = Memory(), list[str]()
    for of in ("a", "a", "b", "b", "a"):
        assert memory.of("name", of, counted(made, of)) == of
    assert made == ["a", "b", "a"]


def test_what_was_not_asked_for_between_two_turns_is_forgotten() -> None:
    """So the memory holds what one build needs, and not what some build needed."""
    memory, made = Memory(), list[str]()
    memory.of("kept", 1, counted(made, "kept"))
    memory.of("gone", 1, counted(made, "gone"))
    memory.turn()
    memory.of("kept", 1, counted(made, "kept"))
    memory.turn()
    memory.of("kept", 1, counted(made, "kept"))
    memory.of("gone", 1, counted(made, "gone"))
    assert made == ["kept", "gone", "gone"]


def test_what_could_not_be_made_is_tried_again() -> None:
    """A mistake is told each time, until it is mended."""

    def fails() -> str:
        raise ValueError("not yet")

    memory = Memory()
    for _ in range(2):
        with pytest.raises(ValueError, match="not yet"):
            memory.of("name", 1, fails)
    assert memory.of("name", 1, lambda: "made") == "made"


def test_whoever_asks_once_remembers_nothing() -> None:
    """Nor does it hold what it made."""
    forgetful, made = Forgetful(), list[str]()
    for _ in range(2):
        forgetful.of("name", 1, counted(made, "x"))
    assert made == ["x", "x"]


def test_two_equal_lists_are_not_the_same() -> None:
    """Only one that is itself."""
    one, other = [1], [1]
    assert (Same(one) == Same(one), Same(one) == Same(other)) == (True, False)


def test_words_are_equal_where_every_wording_is() -> None:
    """Those by number too, which as a mapping they do not show."""
    words = [
        Words("en", {"days": Forms("{n} day", other), "yes": "yes"}) for other in ("{n} days", "{n} days", "{n} d")
    ]
    assert (words[0] == words[1], words[0] == words[2]) == (True, False)
