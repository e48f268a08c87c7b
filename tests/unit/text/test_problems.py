"""One kind of problem: its wording, its suggestion, its printing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import generator
from generator.reading.words import own_words
from generator.text.located import place
from generator.text.positions import Position
from generator.text.problems import Problem, alike, did_you_mean, nearest, path_of

WORDS = own_words().words["en"]


def test_every_code_that_the_program_uses_has_a_wording() -> None:
    """``Problem(code="…")``, ``complain("…")`` and ``fail("…")`` anywhere in the program name a known code."""
    used = set()
    texts = (path.read_text("utf-8") for path in Path(generator.__file__).parent.rglob("*.py"))
    for tree in (ast.parse(text) for text in texts if re.search(r"\b(?:Problem|complain|fail)\(", text)):
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            given = [k.value for k in call.keywords if name == "Problem" and k.arg == "code"]
            given += call.args[:1] if name in ("complain", "fail") else []
            used |= {value.value for value in given if isinstance(value, ast.Constant)}
    assert used
    assert {f"problem_{code}" for code in used} <= set(WORDS)


def test_a_suggestion_is_made_for_a_slip_and_for_nothing_else() -> None:
    """A letter too few or two changed places are a slip; another word is not."""
    assert nearest("tolerence", ["tolerance", "interval"]) == "tolerance"
    assert nearest("colour", ["tolerance", "interval"]) is None
    assert nearest("x", []) is None
    assert nearest("answered", ["needs", "fed_back"]) is None


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("garm", ["gram", "warm", "arm"], ("arm",)),
        ("t-0", ["t-01", "t-02", "q-77"], ("t-01", "t-02")),
        ("c-04", [f"c-{number:03}" for number in range(1, 41)], ("c-004",)),
        ("C-7", ["c-007", "c-071"], ("c-007",)),
        ("a-05", ["a-105", "a-150", "a-051", "a-052", "a-053"], ("a-051", "a-052", "a-053")),
        ("bolts", ["window/bolts", "door/bolts", "bolt"], ("door/bolts", "window/bolts")),
        ("x", ["yes", "no"], ()),
    ],
)
def test_all_that_are_equally_near_are_meant(word: str, known: list[str], meant: tuple[str, ...]) -> None:
    """At most three, of more those that begin alike; a number without its noughts is that number."""
    assert alike(word, known) == meant


@pytest.mark.parametrize(
    ("near", "en", "zh"),
    [
        ((), "", ""),
        ("a", "; did you mean 'a'?", "；是不是 'a'？"),
        (("a", "b"), "; did you mean 'a' or 'b'?", "；是不是 'a' 或 'b'？"),
        (("a", "b", "c"), "; did you mean 'a', 'b' or 'c'?", "；是不是 'a'、'b' 或 'c'？"),
    ],
)
def test_what_is_meant_is_asked(near: object, en: str, zh: str) -> None:
    """Of several with the last behind an or."""
    assert [did_you_mean(near, own_words().words[language]) for language in ("en", "zh")] == [en, zh]


def test_a_path_reads_as_staff_would_say_it() -> None:
    """Names are joined by dots, places in lists stand in brackets."""
    assert path_of(("sites", 0, "assets", 1, "product")) == "sites[0].assets[1].product"
    assert path_of(()) == ""


def test_problems_are_sorted_by_place_and_each_is_told_once() -> None:
    """Files in order of name, then lines as numbers, then columns; the same problem twice is one line."""
    texts = {"b.yaml": "x: 1\n" * 11, "a.yaml": "x: 1\n"}
    found = [
        ("b.yaml", 10, 1),
        ("b.yaml", 2, 1),
        ("b.yaml", 2, 1),
        ("a.yaml", 1, 3),
        ("b.yaml", 2, 4),
        ("a.yaml", 1, 1),
    ]
    problems = [Problem(code="yaml_syntax", file=f, position=Position(line, column)) for f, line, column in found]
    assert [located.heading(WORDS).split(": ")[0] for located in place(problems, texts)] == [
        "a.yaml:1:1",
        "a.yaml:1:3",
        "b.yaml:2:1",
        "b.yaml:2:4",
        "b.yaml:10:1",
    ]


def test_a_problem_of_a_whole_file_has_no_place() -> None:
    """Where the file itself is missing there is neither line nor caret."""
    (located,) = place([Problem(code="missing_file", file="a.yaml")], {})
    assert located.heading(WORDS) == "a.yaml: this file is missing; create it"
    assert located.caret() is None


def test_a_place_beyond_the_text_has_no_caret() -> None:
    """A position past the last line is printed as it is, without a line of YAML."""
    (located,) = place([Problem(code="yaml_syntax", file="a.yaml", position=Position(9, 1))], {"a.yaml": "x"})
    assert located.heading(WORDS) == "a.yaml:9:1: this is not YAML"
    assert located.caret() is None
