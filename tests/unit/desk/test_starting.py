"""A company is begun with a name and little more, and what is written checks and builds as it is."""

from __future__ import annotations

import json
import re
from binascii import crc32
from datetime import date
from pathlib import Path

import pytest
from check_jsonschema import main as check_jsonschema
from click.testing import CliRunner, Result
from support.company import AS_OF, PROJECT, Root
from support.pages import pages_of

from generator.desk.adding import ADDABLE, added
from generator.desk.starting import id_of, ids_of
from generator.faces.cli import main
from generator.reading.load import read_sound


def begun(folder: Path, *arguments: str, answers: str = "", language: str = "en") -> Result:
    """``aftercare init`` in ``folder``."""
    command = ["init", str(folder), *arguments, "--as-of", AS_OF, "--lang", language]
    result = CliRunner().invoke(main, command, input=answers)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


OPTIONS = (
    "--name",
    "安居护",
    "--line",
    "断桥窗",
    "--line",
    'Roof: "A" & co',
    "--region",
    "上海",
    "--colour",
    "#0057b8",
)


@pytest.mark.parametrize(
    ("country", "locales"), [("CN", ["zh", "en"]), ("CN", ["zh"]), ("us", ["en"]), ("DE", ["en", "zh"])]
)
def test_a_new_company_is_sound_and_has_its_pages(tmp_path: Path, country: str, locales: list[str]) -> None:
    """Whatever the names hold, in each country and language."""
    chosen = [part for locale in locales for part in ("--locale", locale)]
    result = begun(tmp_path / "mine", *OPTIONS, "--country", country, *chosen)
    assert result.exit_code == 0, result.output
    mine = Root(tmp_path / "mine")
    assert mine.check()[-1].startswith("no problems"), mine.check()
    pages = pages_of(mine)
    for locale in locales:
        assert (
            f"docs/{locale}/products/duan-qiao-chuang/index.md" in pages
            or f"docs/{locale}/products/duan-qiao-chuang.md" in pages
        )
    assert ("definitions/calendars/workdays-cn.yaml" in mine.tree()) is (country == "CN")


def test_editor_git_and_ci_are_set_up(tmp_path: Path) -> None:
    """Every schema that the editor's settings name is there, and what the program makes is ignored."""
    begun(tmp_path, *OPTIONS, "--country", "CN", "--locale", "zh")
    settings = json.loads((tmp_path / ".vscode/settings.json").read_text("utf-8"))
    assert [file for file in settings["yaml.schemas"] if not (tmp_path / file).is_file()] == []
    assert "/feeds/" in (tmp_path / ".gitignore").read_text("utf-8").splitlines()
    assert "aftercare build" in (tmp_path / "care.sh").read_text("utf-8")
    assert "${{ github.base_ref }}" in (tmp_path / ".github/workflows/care.yml").read_text("utf-8")
    assert (tmp_path / ".gitlab-ci.yml").is_file()


def test_the_first_edit_that_anybody_makes_contradicts_nothing(tmp_path: Path) -> None:
    """Another interval of the check that comes with each line, in both languages."""
    begun(tmp_path / "mine", *OPTIONS, "--country", "CN", "--locale", "zh", "--locale", "en")
    mine = Root(tmp_path / "mine")
    mine.edit("definitions/maintenance/duan-qiao-chuang/regular.yaml", "interval: 1 year", "interval: 5 months")
    assert mine.check()[-1].startswith("no problems"), mine.check()


HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize(("locales", "foreign"), [(["en"], HAN), (["zh"], re.compile(r"# [A-Z]|\ben: "))])
def test_what_is_written_speaks_the_languages_of_the_company(
    tmp_path: Path, locales: list[str], foreign: re.Pattern[str]
) -> None:
    """Names, texts and remarks, of the company and of what is added to it, one file of each kind."""
    chosen = [part for locale in locales for part in ("--locale", locale)]
    names = ("--name", "X # y | z", "--line", "W", "--region", "R", "--country", "CN")
    begun(tmp_path / "mine", *names, *chosen)
    mine = Root(tmp_path / "mine")
    folder = PROJECT / "templates/new"
    sources = {path.stem: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    definitions, schedules = read_sound(mine.path)
    for kind in ADDABLE:
        name = {"customer": "Somebody # else | z", "technician": "Whoever # goes | y"}.get(kind, "N # a | b")
        for edit in added(kind, "one-more", name, sources, definitions, schedules, date.fromisoformat(AS_OF)):
            mine.write(edit.file, edit.text)
    assert mine.check()[-1].startswith("no problems"), mine.check()
    written = {
        file: text.decode() for file, text in mine.tree().items() if file.startswith(("definitions", "schedules"))
    }
    del written["definitions/calendars/workdays-cn.yaml"]  # China's holidays have Chinese names
    assert {file: foreign.findall(text) for file, text in written.items() if foreign.search(text)} == {}


@pytest.mark.parametrize("answer", ["fr", "zh,klingon", ""])
def test_a_language_that_the_program_does_not_speak_is_named(tmp_path: Path, answer: str) -> None:
    """Nothing is written then; without an answer it is the default."""
    result = begun(tmp_path / "mine", *OPTIONS, "--country", "CN", answers=f"{answer}\n")
    assert (result.exit_code, (tmp_path / "mine").exists()) == ((1, False) if answer else (0, True))
    assert ("locales" in result.output) is bool(answer)


@pytest.mark.parametrize(
    ("file", "schema", "keys"),
    [
        (".github/workflows/care.yml", "github-workflows", ("runs-on", "uses")),
        (".gitlab-ci.yml", "gitlab-ci", ("rules", "script")),
    ],
)
def test_ci_files_are_what_their_hosts_read(tmp_path: Path, file: str, schema: str, keys: tuple[str, ...]) -> None:
    """By the schema that each publishes, which knows another value for a key as what it is: a mistake."""
    begun(tmp_path / "mine", *OPTIONS, "--country", "CN", "--locale", "zh")
    written = (tmp_path / "mine" / file).read_text("utf-8")

    def status(text: str) -> int:
        (tmp_path / "ci.yml").write_text(text, "utf-8")
        asked = ["--builtin-schema", f"vendor.{schema}", str(tmp_path / "ci.yml")]
        return CliRunner().invoke(check_jsonschema, asked).exit_code

    assert status(written) == 0
    wrong = {key: re.sub(rf"(?m)^(\s*(?:- )?){key}:.*$", rf"\1{key}: 7", written, count=1) for key in keys}
    assert {key: status(text) for key, text in wrong.items()} == dict.fromkeys(keys, 1)


def test_what_is_not_given_is_asked(tmp_path: Path) -> None:
    """An answer left empty is the default; several names stand with commas between, of either width."""
    result = begun(tmp_path / "mine", answers="护家\n窗，门\n\n\n\n\n", language="zh")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "mine/definitions/company.yaml").read_text("utf-8")
    assert 'name: {zh: "护家", en: "护家"}' in text
    assert '\nbrand: {colour: "#0f5552", accent: "#a4530f"}' in text
    assert "  chuang: {name:" in text
    assert "  men: {name:" in text


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that holds anything is left alone; a country that there is not, and no answer, make no company."""
    (tmp_path / "x").write_text("mine")
    taken = begun(tmp_path, *OPTIONS, "--country", "CN", "--locale", "zh")
    assert (taken.exit_code, "is not empty" in taken.stderr) == (1, True)
    nowhere = begun(tmp_path / "new", *OPTIONS, "--country", "XX", "--locale", "zh")
    assert (nowhere.exit_code, "definitions/company.yaml:" in nowhere.stderr) == (1, True)
    assert begun(tmp_path / "new").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_names_get_ids_of_their_own() -> None:
    """Chinese as it is said; what has no letters, and what is taken, gets another one."""
    assert [id_of("断桥窗"), id_of("Roof & walls"), id_of("☆"), id_of("窗", ["chuang"])] == [
        "duan-qiao-chuang", "roof-walls", "x", "chuang-2",
    ]  # fmt: skip
    assert ids_of(["窗", "床"]) == {"chuang": "窗", "chuang-2": "床"}


@pytest.mark.parametrize(
    ("logo", "says"),
    [
        ("a folder", "Invalid value for '--logo': File 'a folder' is a directory."),
        ("none.png", "Invalid value for '--logo': File 'none.png' does not exist."),
        ("half.jpg", "half.jpg cannot be the logo; it must be a whole SVG, PNG, JPEG or WebP"),
        ("words.txt", "words.txt cannot be the logo; it must be a whole SVG, PNG, JPEG or WebP"),
        ("vast.png", "vast.png cannot be the logo; it must be a whole SVG, PNG, JPEG or WebP"),
    ],
)
def test_what_is_no_logo_is_named_and_nothing_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logo: str, says: str
) -> None:
    """A folder, what is not there, half a picture, another kind of file, and one that would fill the memory."""
    monkeypatch.chdir(tmp_path)
    Path("a folder").mkdir()
    Path("half.jpg").write_bytes((PROJECT / "docs/home.jpg").read_bytes()[:300])
    Path("words.txt").write_text("a logo")
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x02\x00\x00\x00"
    Path("vast.png").write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0d" + header + crc32(header).to_bytes(4, "big"))
    result = begun(tmp_path / "mine", *OPTIONS, "--country", "CN", "--locale", "zh", "--logo", logo)
    assert (says in result.stderr, (tmp_path / "mine").exists()) == (True, False), result.stderr
    assert (result.exit_code, "Warning" in result.stderr) == (2 if "Invalid" in says else 1, False)
