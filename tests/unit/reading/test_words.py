"""What the program says: files of words are checked like all YAML, and hold what the program uses and nothing else."""

from __future__ import annotations

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.company import PROJECT, Root

import generator
from generator.reading import packaged as packaged_room
from generator.reading.words import own_words, words_of
from generator.text.words import Forms

PACKAGE = Path(generator.__file__).parent
MINE = "templates/words/mine.yaml"
# Beginnings of keys whose rest is data: a kind, a state, a name in YAML or in click. Each is said to be used.
BEGINNINGS = re.compile(r"""f["'](\w+_)\{|["'](\w+_)["'] ~|beginning\("(\w+_)"\)|removeprefix\("(\w+_)"\)""")
# Key beginnings that are put together out of the code's sight: by a table, or by the type that asks.
TABLES = {"season_", "problem_", "thing_", "reason_", "milestone_", "click_", "choice_"}


def sources() -> Iterator[str]:
    """The texts of the program, and of its templates and scripts."""
    for path in [*PACKAGE.rglob("*.py"), *(PROJECT / "templates").rglob("*")]:
        if path.suffix in (".py", ".j2", ".html", ".js"):
            yield path.read_text("utf-8")


def test_the_programs_own_words_are_sound() -> None:
    """Both languages of each entry, with the same values."""
    spoken = own_words()
    assert spoken.problems == ()
    assert set(spoken.words["zh"].wordings) == set(spoken.words["en"].wordings)


HAN = "[\u3400-\u9fff]"
# What is typed into YAML stands as it is typed there: a key, its colon and a blank.
MARKS = {
    "zh": re.compile(rf"{HAN}(?:[,;!?(]|:(?! ))|\){HAN}|[，。；：、（）] (?! \[)"),
    "en": re.compile(rf"[，。；：、（）！？]|{HAN}"),
}


def test_each_language_has_its_own_marks() -> None:
    """No half-width mark stands at a Chinese character and no blank behind a full-width one; English has neither."""
    found = []
    for language, strange in MARKS.items():
        for key, wording in own_words().words[language].wordings.items():
            said = (wording.one, wording.other) if isinstance(wording, Forms) else wording
            texts = (said,) if isinstance(said, str) else said
            found += [(language, key) for text in texts if strange.search(text)]
    assert found == []


def test_no_key_hides_behind_what_words_can_do() -> None:
    """Templates read ``w.key``, and would get a method."""
    words = own_words().words["zh"]
    assert [key for key in words.wordings if hasattr(words, key)] == []


def test_every_entry_is_used() -> None:
    """By its key, or by the beginning of it where the rest is data."""
    text = "\n".join(sources())
    begun = TABLES | {part for found in BEGINNINGS.findall(text) for part in found if part}
    keys = [key for key in own_words().words["zh"].wordings if not key.startswith(tuple(begun))]
    quoted = set(re.findall(r"""["']([\w-]+)["']|\bw\.(\w+)""", text))
    used = {key for pair in quoted for key in pair}
    assert [key for key in keys if key not in used] == []


def test_what_the_theme_says_are_words_and_each_is_said() -> None:
    """They reach it through the configuration, where a company may say them otherwise; the switches' names do so by key."""
    text = "\n".join(path.read_text("utf-8") for path in (PROJECT / "templates/theme").rglob("*.html"))
    said = {f"theme_{name}" for name in re.findall(r"\bwords\.(\w+)", text)}
    said |= set(re.findall(r'"(theme_\w+)"', "\n".join(sources())))
    assert said == {key for key in own_words().words["zh"] if key.startswith("theme_")}


def test_every_key_that_is_asked_for_by_name_is_there() -> None:
    """In the program ``words["key"]``, ``say("key")``, ``names("key")``; in templates ``w.key``."""
    wordings = own_words().words["zh"].wordings
    asked = set()
    texts = (path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    for tree in (ast.parse(text) for text in texts if re.search(r"\.(?:say|names)\(|\b(?:words|w)\b[^\n]*\[", text)):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("say", "names") and node.args:
                key = node.args[0]
            elif isinstance(node, ast.Subscript) and ast.unparse(node.value).split(".")[-1] in ("words", "w"):
                key = node.slice
            else:
                continue
            asked |= {part.value for part in ast.walk(key) if isinstance(part, ast.Constant)} if _chosen(key) else set()
    for path in (PROJECT / "templates").rglob("*.j2"):
        asked |= set(re.findall(r"\bw\.(\w+)", path.read_text("utf-8"))) - {"say", "listed", "names", "language"}
    assert {key for key in asked if isinstance(key, str)} - set(wordings) - {"zh", "en"} == set()
    assert len(asked) > 300


def _chosen(key: ast.expr) -> bool:
    """Whether ``key`` is a text, or one of two."""
    return isinstance(key, ast.Constant) or (
        isinstance(key, ast.IfExp) and all(isinstance(part, ast.Constant) for part in (key.body, key.orelse))
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: {zh: 甲}", "1:4: a: 'en' is missing; add it"),
        ("a: {zh: 甲, en: x, fr: y}", "1:19: a.fr: unknown key 'fr'"),
        ("a: 甲", "1:4: a: expected both languages: zh and en"),
        ("a: {zh: 1, en: x}", "1:9: a.zh: expected a sentence, a sentence for one and for other, or a list of names"),
        ("a: {zh: '{n', en: x}", "1:9: a.zh: braces enclose the name of a value; write two to show one"),
        ("a: {zh: '{}', en: x}", "1:9: a.zh: braces enclose the name of a value; write two to show one"),
        (
            "a: {zh: '{n} 天', en: day}",
            "1:22: a.en: the other language shows {n}, and this one does not; to leave it out on purpose, write {n:.0}",
        ),
        ("a: {zh: [甲, 乙], en: [x]}", "1:4: a: both languages need as many names"),
        ("weekdays: {zh: [一], en: [Mon]}", "1:11: weekdays: expected a list of 7 names"),
        ("call: {zh: {one: 打, other: 打}, en: {one: ring, other: rings}}", "1:7: call: expected one sentence here"),
        (
            "sound: {zh: '{folders} 好', en: 'fine {folders}'}",
            "1:8: sound: no value {folders} is given here; there are {files}",
        ),
        ("a: {zh: 甲, en: x}\na: {zh: 乙, en: y}", "2:1: the key 'a' stands here twice; remove one"),
        ("a: [", "2:1: a bracket or comma is missing or one too many"),
        ("- a", "1:1: expected keys and values (key: value)"),
    ],
)
def test_a_mistake_in_words_is_told_with_its_place(root: Root, text: str, said: str) -> None:
    """By ``check``, like a mistake in any YAML."""
    root.write(MINE, f"{text}\n")
    found = [line for line in root.check() if line.startswith(MINE)]
    assert [line.removeprefix(f"{MINE}:") for line in found] == [said]


def test_a_key_in_two_files_is_a_mistake(root: Root) -> None:
    """Nobody would know which one is said."""
    root.write("templates/words/a.yaml", "mine: {zh: 甲, en: x}\n")
    root.write("templates/words/b.yaml", "mine: {zh: 乙, en: y}\n")
    assert "templates/words/b.yaml:1:1: mine: the key 'mine' stands in templates/words/a.yaml already; remove one" in (
        root.check()
    )


def test_the_one_file_of_former_times_is_not_passed_over_in_silence(root: Root) -> None:
    """Whoever had words of their own is told where they go."""
    root.write("templates/words.yaml", "zh: {call: 打}\nen: {call: Ring}\n")
    assert root.check()[0].startswith("templates/words.yaml: words now stand below templates/words/")


def test_a_companys_own_words_prevail_one_by_one(root: Root) -> None:
    """The rest is the program's."""
    root.write(
        MINE, "nothing_written: {zh: 什么也没写, en: not a byte}\nsound: {zh: '{files} 好', en: '{files} fine'}\n"
    )
    assert root.check() == ["13 fine"]
    assert root.check("--lang", "zh") == ["13 好"]
    spoken = words_of(root.path)
    assert spoken.problems == ()
    assert spoken.words["en"]["nothing_written"] == "not a byte"
    assert spoken.words["en"]["call"] == own_words().words["en"]["call"]


def test_no_page_is_written_with_words_that_are_wrong(root: Root) -> None:
    """The build stops as for any other mistake."""
    root.write(MINE, "call: {zh: 打}\n")
    result = root.run("pages", "--as-of", "2026-11-23")
    assert result.exit_code == 1
    assert f"{MINE}:1:7: call: 'en' is missing; add it" in result.stderr.splitlines()
    assert not (root.path / "docs/zh/index.md").exists()


def test_a_number_chooses_its_form() -> None:
    """One visit, two visits; Chinese has one form, but words of its own for every year."""
    zh, en = own_words().words["zh"], own_words().words["en"]
    assert [en.say("amount_years", n=n) for n in (0, 1, 2)] == ["0 years", "1 year", "2 years"]
    assert [zh.say("amount_years", n=n) for n in (1, 2)] == ["1 年", "2 年"]
    assert [zh.say("every_years", n=n) for n in (1, 2)] == ["每年", "每 2 年"]


def test_a_list_is_joined_as_its_language_joins() -> None:
    """Names, clauses and sentences apart."""
    zh, en = own_words().words["zh"], own_words().words["en"]
    assert (zh.listed("甲乙"), en.listed("xy")) == ("甲、乙", "x, y")
    assert (zh.listed("甲乙", "clause"), en.listed("xy", "semicolon")) == ("甲，乙", "x; y")


def test_the_programs_words_are_read_again_where_they_were_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who serves a checkout edits the very words that the program speaks; where nothing changed they are the same object."""
    shutil.copytree(PROJECT / "templates", tmp_path / "templates")
    monkeypatch.setattr(packaged_room, "_BROUGHT", tmp_path)
    before = own_words()
    assert own_words() is before
    file = tmp_path / "templates/words/console.yaml"
    file.write_text(file.read_text("utf-8").replace("no problems in", "not a problem in"), "utf-8")
    assert "not a problem in" in str(own_words().words["en"].wordings["sound"])


def test_what_asks_comes_last_and_chinese_has_its_own_colons() -> None:
    """A question with more behind it reads ``?;``; after Chinese stands no half-width colon, but where YAML is quoted."""
    words = own_words().words
    asking = re.compile(r"\{(?:suggestion|hint)\}.")
    narrow = re.compile(r"[\u3400-\u9fff）”] ?: (?!值|列名|客户名称|\{)|[\u3400-\u9fff][,;?!]")
    said = {
        f"{language} {key}": sentence
        for language, spoken in words.items()
        for key, sentence in spoken.items()
        if asking.search(sentence) or (language == "zh" and narrow.search(sentence))
    }
    assert said == {}
