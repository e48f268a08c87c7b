"""What others wrote never steers the terminal: it is shown as escapes, in every output, and data stay the same data."""

from __future__ import annotations

import io
import json
import os

import pytest
from support.company import AS_OF, Root

from generator.faces.console import Screen, Session
from generator.reading.load import read
from generator.text.located import place
from generator.text.printed import json_text, steers

pytestmark = pytest.mark.long

TASK = "definitions/maintenance/window/bolts.yaml"
STEERING = ["\x1b[2J", "\x9b2J", "\x07", "\x85", "\u202e", "\u2066", "\u2028", "\ufeff", "\U000e0041"]


def steering(output: str) -> list[str]:
    """The characters of an output that would steer a terminal."""
    return [character for character in output.replace("\n", "") if steers(character)]


@pytest.mark.parametrize("code", ["".join(STEERING[start::3]) for start in range(3)])
@pytest.mark.parametrize(
    "place", ["a key", "a text", "a reference", "an id", "a file", "a picture", "a word", "a template"]
)
def test_no_output_of_check_steers_the_terminal(root: Root, place: str, code: str) -> None:
    """Wherever it stands, three of them at a time."""
    escaped = "".join(f"\\U{ord(character):08x}" for character in code)
    if place == "a key":
        root.add(TASK, f'"k{escaped}k": 1\n')
    elif place == "a text":
        root.edit(TASK, "en: Tighten each bolt", f'en: "{escaped}"')
    elif place == "a reference":
        root.edit(TASK, "source: [promise-001]", f'source: ["{escaped}"]')
    elif place == "an id":
        root.edit("schedules/technicians.yaml", "id: t-01", f'id: "t{escaped}"')
    elif place == "a word":
        root.write(
            "templates/words/own.yaml",
            f'"{escaped}": {{zh: x, en: x}}\nsound: {{zh: "{escaped}", en: "{escaped}{{x}}"}}\n',
        )
    else:
        name = {"a file": "definitions/guides/a{}.yaml", "a picture": "definitions/pictures/a{}.svg"}
        root.write(name.get(place, "templates/pages/a{}.j2").format(code), b"\xff")
    for language in ("zh", "en"):
        for form in ("text", "json"):
            result = root.run("check", "--as-of", AS_OF, "--lang", language, "--format", form)
            assert result.exception is None or isinstance(result.exception, SystemExit)
            assert steering(result.output) == []
        json.loads(result.stdout)
        built = root.run("pages", "--as-of", AS_OF, "--lang", language)
        assert built.exception is None or isinstance(built.exception, SystemExit)
        assert steering(built.output) == []


@pytest.mark.parametrize("code", STEERING)
def test_what_was_typed_is_not_echoed_as_it_is(root: Root, code: str) -> None:
    """Arguments may have been pasted."""
    for arguments in (
        ["explain", code, "window/bolts"], ["explain", "c-001", code], ["agenda", "--customer", code], [code], ["check", f"--{code}"],
        ["check", "--as-of", code], ["promise", code, "--reported", "2026-01-01T10:00"], ["feeds", "--rotate", code],
        ["feeds", "--previous", f"/{code}"], ["check", "--format", code], ["schema", code], ["feeds", "--output", f"/proc/{code}"],
    ):  # fmt: skip
        for language in ("zh", "en"):
            result = root.run(*arguments, "--lang", language)
            assert result.exit_code in (1, 2)
            assert steering(result.output) == []


def test_json_is_the_same_data() -> None:
    """Escapes are JSON's own."""
    data = {f"k{code}": [f"{code}x 中 👨\u200d👩", 1, None] for code in STEERING}
    text = json_text(data)
    assert json.loads(text) == data
    assert steering(text) == []
    assert "中" in text


def test_a_line_break_in_a_name_makes_no_second_line(root: Root) -> None:
    """Else a file's name could say that there is no problem."""
    root.write("definitions/guides/a\nno problems in 9 files.yaml", "x")
    lines = root.check()
    assert [line for line in lines if line.startswith("no problems")] == []
    assert lines[0].startswith("definitions/guides/a\\nno problems in 9 files.yaml: ")


def test_the_caret_stands_under_the_place_behind_what_is_shown_as_an_escape(root: Root) -> None:
    """An escape takes the columns that it shows."""
    root.add(TASK, "related: [\u202ex, y/z]\n")
    lines = root.check()
    shown = next(line for line in lines if "\\u202ex" in line and line.startswith("    "))
    assert all(shown[lines[n + 1].index("^")] in "\\y" for n, line in enumerate(lines) if line == shown)


def test_a_file_whose_name_is_no_text_is_told(root: Root) -> None:
    """Linux takes any bytes as a name."""
    root.write("definitions/guides/x", "x")
    os.rename(root.path / "definitions/guides/x", os.fsencode(root.path / "definitions/guides") + b"/\xff\x1b[2J.yaml")
    assert steering("\n".join(root.check())) == []


def test_a_line_that_may_tell_of_a_customer_is_for_eyes_and_not_for_logs(root: Root) -> None:
    """A telephone number without quotes, a slip beside a name: quoted on a terminal, named by its place elsewhere."""
    root.edit("schedules/customers/c-001.yaml", 'phone: "021-5555-0199"', "phone: 02155550199, fone: x")
    located = place([*read(root.path)[2]], read(root.path)[1].texts)
    session = Session(root.path, "en")
    told = {}
    for is_terminal in (True, False):
        screen = Screen(file=io.StringIO(), force_terminal=is_terminal, no_color=True, width=500)
        session.print_problems(located, screen)
        told[is_terminal] = screen.file.getvalue()
    for private in ("司马女士", "02155550199"):
        assert [is_terminal for is_terminal, text in told.items() if private in text] == [True]
    assert "schedules/customers/c-001.yaml:5:" in told[False]
    assert "司马女士" not in "".join(root.check("--format", "json"))
