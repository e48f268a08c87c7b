"""YAML text in, plain data and places out: the strict YAML that staff write."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.building import MAX_DEPTH
from generator.text.positions import Keys, Position
from generator.text.yaml import locate, parse

TEXT = """\
name: 王女士
sites:
  - id: villa
    assets:
      - {id: windows, quantity: 24}
      - {id: floor, quantity: 80}
"""


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("12", 12),
        ("-7", -7),
        ("+7", 7),
        ("0", 0),
        ("1.5", 1.5),
        (".5", 0.5),
        ("1e3", 1000.0),
        ("on", "on"),
        ("yes", "yes"),
        ("no", "no"),
        ("0123", "0123"),
        ("0o17", "0o17"),
        ("0x1f", "0x1f"),
        ("1_000", "1_000"),
        ("10:30", "10:30"),
        ("2026-03-15", "2026-03-15"),
        (".nan", ".nan"),
        (".inf", ".inf"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("tRUE", "tRUE"),
        ("=", "="),
    ],
)
def test_scalars_are_those_of_the_core_schema(scalar: str, value: object) -> None:
    """Truths, nothing and decimal numbers are read as such; everything else, and what is quoted, is text."""
    assert parse(f"key: {scalar}\n") == ({"key": value}, [])


def test_whole_numbers_keep_every_digit_and_longer_ones_do_not_eat_the_processor() -> None:
    """Eighteen digits are exact; a number of a million digits is read at once, as a float."""
    assert parse(f"n: {'9' * 18}")[0] == {"n": 10**18 - 1}
    assert parse(f"n: {'9' * 1_000_000}")[0] == {"n": math.inf}


def test_block_text_is_read_as_it_stands() -> None:
    """A literal block keeps its lines, and is text though it looks like a number."""
    assert parse("a: |\n  12\nb: >\n  one\n  two\n") == ({"a": "12\n", "b": "one two\n"}, [])


def test_a_file_may_begin_with_a_document_mark() -> None:
    """One ``---`` at the head is no second document."""
    assert parse("---\na: 1\n") == ({"a": 1}, [])


def test_every_duplicate_is_reported_and_not_only_the_first() -> None:
    """Two keys that stand twice give two faults, each at its second place."""
    faults = parse("a: 1\nb: 2\na: 3\nb: 4\n")[1]
    assert [(f.code, f.found, f.position) for f in faults] == [
        ("yaml_duplicate", "a", Position(3, 1)),
        ("yaml_duplicate", "b", Position(4, 1)),
    ]


def test_the_deepest_nesting_that_is_read_is_forty() -> None:
    """Forty lists inside each other are read, one more is refused."""
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH)[1] == []
    assert [f.code for f in parse("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[1]] == ["yaml_deep"]


def test_a_bomb_of_aliases_is_refused_at_its_first_anchor() -> None:
    """A billion laughs: nothing is expanded."""
    lines = ["a0: &a0 [x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert {fault.code for fault in parse("\n".join(lines))[1]} == {"yaml_alias"}


@pytest.mark.parametrize(
    ("keys", "at_key", "place"),
    [
        (("name",), False, (1, 7)),
        (("name",), True, (1, 1)),
        (("sites", 0, "id"), False, (3, 9)),
        (("sites", 0, "assets", 1, "quantity"), False, (6, 31)),
        (("sites", 0, "assets", 1, "quantity"), True, (6, 21)),
        (("sites", 0, "assets", 1, "colour"), False, (6, 9)),
        (("nowhere",), False, (1, 1)),
        ((), False, (1, 1)),
    ],
)
def test_a_path_of_keys_is_found_in_the_text(keys: tuple[str | int, ...], at_key: bool, place: tuple[int, int]) -> None:
    """Line and column of a value, of its key, or of the nearest thing around it that is there."""
    assert locate(TEXT, keys, at_key=at_key)[1] == Position(*place)


def test_a_lone_item_that_stands_for_a_list_is_named_without_its_number() -> None:
    """``schedule[0].anchor`` is ``schedule.anchor`` where the file has one rule directly under ``schedule``."""
    assert locate("schedule:\n  anchor: x\n", ("schedule", 0, "anchor")) == (("schedule", "anchor"), Position(2, 11))


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_exception(text: str) -> None:
    """Whatever stands in a file, there is data or a fault, and every fault lies inside the text."""
    data, faults = parse(text)
    assert faults or data is not None
    for fault in faults:
        assert fault.position.line >= 1
        assert fault.position.column >= 1


@given(
    st.recursive(
        st.booleans() | st.integers(-(10**17), 10**17) | st.text("abc-:#'\"{}[],&*!|>%@` 中文", min_size=1, max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abc中", min_size=1), inner, max_size=3),
        max_leaves=8,
    )
)
def test_json_is_read_as_what_it_says(data: object) -> None:
    """JSON is YAML: whatever is written as JSON comes back."""
    import json

    assert parse(json.dumps({"data": data}, ensure_ascii=False)) == ({"data": data}, [])


PAIRS = r"""
a: {x: "\uD83D\uDE00 and \ud83d\ude01", y: plain}
b: '\uD83D\uDE00'
c: \uD83D\uDE00
d: ["\uD83D\uDE00", 7]
"""


def test_a_pair_of_escapes_as_json_writes_it_is_one_character() -> None:
    """What lies beyond U+FFFF is two escapes in JSON; text that is not in double quotes stays as it is written."""
    data, faults = parse(PAIRS)
    assert faults == []
    assert data == {"a": {"x": "😀 and 😁", "y": "plain"}, "b": r"\uD83D\uDE00", "c": r"\uD83D\uDE00", "d": ["😀", 7]}


@pytest.mark.parametrize(
    ("keys", "at_key", "word"), [(("a", "y"), True, "y: plain"), (("a", "y"), False, "plain"), (("d", 1), False, "7")]
)
def test_what_stands_behind_a_pair_is_found_where_it_is(keys: Keys, at_key: bool, word: str) -> None:
    """Line and column are those of the text as somebody wrote it."""
    _, position = locate(PAIRS, keys, at_key=at_key)
    line = PAIRS.split("\n")[position.line - 1]
    assert line[position.column - 1 :].startswith(word)


def test_many_pairs_are_read_at_once() -> None:
    """A file that another program wrote is full of them."""
    data, faults = parse("\n".join(rf'- "{number} \uD83D\uDE00"' for number in range(20_000)))
    assert faults == []
    assert data[19_999] == "19999 😀"


@pytest.mark.parametrize("text", [r'a: "\uD83D"', r'a: "\uDE00\uD83D"', r'a: "\uD83Dx"'])
def test_half_a_pair_is_no_character(text: str) -> None:
    """It would be text that no file can hold."""
    assert [fault.code for fault in parse(text)[1]] == ["yaml_syntax"]


@pytest.mark.parametrize("character", ["\x9b", "\x84", "\x90", "\x7f"])
def test_a_control_character_of_old_terminals_is_refused(character: str) -> None:
    """U+009B begins a command to the terminal as Escape does."""
    assert [fault.code for fault in parse(f"a: x{character}2Jy")[1]] == ["yaml_control"]
