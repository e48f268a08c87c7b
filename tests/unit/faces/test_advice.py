"""What a message advises can be done: its options are there, in the command that says so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.company import AS_OF, Root

from generator.faces.cli import main
from generator.reading.words import own_words

_OPTION = re.compile(r"(?<![\w-])--[a-z]+(?:-[a-z]+)*")
# Of git, and of git filter-repo.
_GIT = {"--add", "--global", "--unshallow", "--invert-paths", "--path", "--replace-text"}


def test_every_option_that_a_message_names_is_one() -> None:
    """Of the program, and in both languages the same ones."""
    known = {option for command in main.commands.values() for parameter in command.params for option in parameter.opts}
    named = {
        language: {
            key: set(_OPTION.findall(str(wording))) for key, wording in own_words().words[language].wordings.items()
        }
        for language in ("zh", "en")
    }
    assert {key: options - known - _GIT for key, options in named["zh"].items() if options - known - _GIT} == {}
    assert named["zh"] == named["en"]


@pytest.mark.parametrize("command", [["feeds"], ["report", "pages"]])
def test_a_strangers_file_is_replaced_where_that_is_asked_for(root: Root, tmp_path: Path, command: list[str]) -> None:
    """As its message says; without it nothing is written."""
    output = tmp_path / "out"
    folder = output / ("feeds" if command == ["feeds"] else "reports")
    folder.mkdir(parents=True)
    (folder / "theirs.txt").write_text("x")
    refused = root.run(*command, "--output", str(output), "--as-of", AS_OF)
    assert (refused.exit_code, "was not made by this program" in refused.stderr, "--replace" in refused.stderr) == (
        1,
        True,
        True,
    )
    assert [path.name for path in folder.iterdir()] == ["theirs.txt"]
    taken = root.run(*command, "--output", str(output), "--as-of", AS_OF, "--replace")
    assert (taken.exit_code, (folder / "theirs.txt").exists()) == (0, False), taken.output


@pytest.mark.parametrize(
    ("command", "english", "chinese"),
    [
        (["report", "week", "2027-W53"], "2027 has 52 weeks; its last is 2027-W52, and 2028-W01 follows", "2027 年只有 52 周；最后一周是 2027-W52，它后面是 2028-W01"),
        (["report", "week", "2027-W99"], "'2027-W99' is not a week; write it as 2026-W43", "'2027-W99' 不是周；请写成 2026-W43"),
        (["record", "appoint", "c-001", "x", "--minutes", "1.5 hours"], "'1.5 hours' is said in minutes here: 90", "'1.5 hours' 这里只写分钟数：90"),
    ],
)  # fmt: skip
def test_what_is_nearly_right_is_told_as_it_would_be(
    root: Root, command: list[str], english: str, chinese: str
) -> None:
    """The last week of a year, a length of time in its unit."""
    for language, says in (("en", english), ("zh", chinese)):
        result = root.run(*command, "--as-of", AS_OF, "--lang", language)
        assert (result.exit_code > 0, says in result.stderr) == (True, True), result.stderr
