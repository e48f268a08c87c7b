"""A company is begun with a name and little more, and what is written checks and builds as it is."""

from __future__ import annotations

import json
import re
from binascii import crc32
from contextlib import suppress
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support.company import AS_OF, PROJECT, Root, tree_of
from support.ending import Ended, ended_at
from support.pages import pages_of
from support.small import PANE

from generator.desk.adding import ADDABLE, added
from generator.desk.bilingual import may_be_two, names_of
from generator.desk.starting import Beginning, company_files, id_of, ids_of
from generator.faces.cli import main
from generator.faces.starting import _sources
from generator.reading.load import load, read_sound
from generator.text.language import Language

CALENDAR = "definitions/calendars/workdays-cn.yaml"


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
    "--hotline",
    "021-6688 7766",
    "--email",
    "care@ours.cn",
    "--site-url",
    "https://care.ours.cn/",
)
# The same, with every name in both of the company's languages.
NAMED = tuple({"安居护": "安居护=Our Care", "断桥窗": "断桥窗=Insulated windows", "上海": "上海=Shanghai",
               'Roof: "A" & co': '屋面“甲”=Roof: "A" & co'}.get(part, part) for part in OPTIONS)  # fmt: skip


@pytest.mark.parametrize(
    ("country", "locales"), [("CN", ["zh", "en"]), ("CN", ["zh"]), ("us", ["en"]), ("DE", ["en", "zh"])]
)
def test_a_new_company_is_sound_and_has_its_pages(tmp_path: Path, country: str, locales: list[str]) -> None:
    """Whatever the names hold, in each country and language."""
    chosen = [part for locale in locales for part in ("--locale", locale)]
    chosen += ["--hotline", "+86 21 6688 7766"]  # can be called from each of them
    result = begun(tmp_path / "mine", *(NAMED if len(locales) > 1 else OPTIONS), "--country", country, *chosen)
    assert result.exit_code == 0, result.output
    mine = Root(tmp_path / "mine")
    line = "insulated-windows" if len(locales) > 1 else "duan-qiao-chuang"
    assert mine.check()[-1].startswith("no problems"), mine.check()
    pages = pages_of(mine)
    for locale in locales:
        assert f"docs/{locale}/products/{line}/index.md" in pages or f"docs/{locale}/products/{line}.md" in pages
    assert (CALENDAR in mine.tree()) is (country == "CN")


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
    begun(tmp_path / "mine", *NAMED, "--country", "CN", "--locale", "zh", "--locale", "en")
    mine = Root(tmp_path / "mine")
    mine.edit("definitions/maintenance/insulated-windows/regular.yaml", "interval: 1 year", "interval: 5 months")
    assert mine.check()[-1].startswith("no problems"), mine.check()


HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.mark.parametrize(("locales", "foreign"), [(["en"], re.compile(f"{HAN.pattern}|locale: zh")), (["zh"], re.compile(r"# [A-Z]|\ben: |locale: en"))])  # fmt: skip
def test_what_is_written_speaks_the_languages_of_the_company(
    tmp_path: Path, locales: list[str], foreign: re.Pattern[str]
) -> None:
    """Names, texts and remarks, of the company and of what is added to it, one file of each kind."""
    chosen = [part for locale in locales for part in ("--locale", locale)]
    names = ("--name", "X # y | z", "--line", "W", "--region", "R", "--country", "CN", *OPTIONS[-6:])
    begun(tmp_path / "mine", *names, *chosen)
    mine = Root(tmp_path / "mine")
    folder = PROJECT / "templates/new"
    sources = {path.stem: path.read_text("utf-8") for path in folder.glob("*.yaml")}
    definitions, schedules = read_sound(mine.path)
    for kind in ADDABLE:
        name = {"customer": "Somebody # else | z", "technician": "Whoever # goes | y"}.get(kind, "N # a | b")
        for edit in added(kind, "one-more", name, sources, definitions, schedules, date.fromisoformat(AS_OF)):
            mine.write(edit.file, edit.text)
    said = [line for line in mine.check() if line.startswith(("definitions", "schedules"))]
    assert [line for line in said if "marked “to be filled in”" not in line] == []
    written = {
        file: text.decode() for file, text in mine.tree().items() if file.startswith(("definitions", "schedules"))
    }
    del written[CALENDAR]  # China's holidays have Chinese names
    assert {file: foreign.findall(text) for file, text in written.items() if foreign.search(text)} == {}


@pytest.mark.parametrize("answer", ["fr", "zh,klingon", ""])
def test_a_language_that_the_program_does_not_speak_is_named(tmp_path: Path, answer: str) -> None:
    """It is asked for again, and nothing is written without it; without an answer it is the default."""
    result = begun(tmp_path / "mine", *OPTIONS, "--country", "CN", answers=f"{answer}\n")
    assert (result.exit_code, (tmp_path / "mine").exists()) == ((1, False) if answer else (0, True))
    assert ("; write zh, en" in result.output) is bool(answer)


@pytest.mark.parametrize(
    ("file", "schema", "keys"),
    [
        (".github/workflows/care.yml", "github-workflows", ("runs-on", "uses")),
        (".gitlab-ci.yml", "gitlab-ci", ("rules", "script")),
    ],
)
def test_ci_files_are_what_their_hosts_read(tmp_path: Path, file: str, schema: str, keys: tuple[str, ...]) -> None:
    """By the schema that each publishes, which knows another value for a key as what it is: a mistake."""
    from check_jsonschema import main as check_jsonschema  # half a second, which only this test needs

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
    """An answer left empty is the default, or waits; several names stand with commas between, of either width."""
    answers = ["", "", "护家", "Keep", "窗，门", "Windows", "Windows,", "", "", "", "", "", ""]
    result = begun(tmp_path / "mine", answers="\n".join(["", *answers[1:], ""]), language="zh")
    assert result.exit_code == 0, result.output
    text = (tmp_path / "mine/definitions/company.yaml").read_text("utf-8")
    assert "这一项不能空着" in result.stderr
    assert "要写 2 个名称，这里有 1 个" in result.stderr
    assert 'name: {zh: "护家", en: "Keep"}' in text
    assert '\nbrand: {colour: "#0f5552", accent: "#a4530f"}' in text
    assert '  windows: {name: {zh: "窗", en: "Windows"}' in text
    assert '  men: {name: {zh: "门", en: "门"}' in text
    assert '  home: {name: {zh: "本地", en: "Home"}' in text


ANSWERS = {
    "a country by its name": ("中国", "write two capital letters, such as CN; did you mean 'CN'?"),
    "a number that is none": ("call us", "'call us' holds no telephone number that readers could call; write one, such as 010 1234 5678"),
    "half an e-mail address": ("care@", "'care@' is no e-mail address; write one in plain characters, such as care@example.com"),
    "a host without its beginning": ("care.ours.cn", "'care.ours.cn' is not an address; it must begin with https://"),
    "a colour by name": ("green", "'green' is not a colour; write it as #0f5552"),
}  # fmt: skip


def test_an_answer_that_cannot_be_meant_is_told_and_asked_for_again(tmp_path: Path) -> None:
    """By what would be wrong with the file that it stands in; the others need not be answered anew."""
    country, hotline, email, site, colour = (wrong for wrong, _ in ANSWERS.values())
    answers = ["en", "Keep", "", "", country, "US", hotline, "12", "", email, "", site, "", colour, "#0057b8", ""]
    result = begun(tmp_path / "mine", answers="\n".join(answers))
    assert result.exit_code == 0, result.output
    assert [says for _, says in ANSWERS.values() if says not in result.stderr] == []
    assert "'12' holds no telephone number" in result.stderr
    assert '\ncountry: "US"\n' in (tmp_path / "mine/definitions/company.yaml").read_text("utf-8")


def test_what_is_given_and_wrong_is_told_by_its_option(tmp_path: Path) -> None:
    """And not by the line of a file that nobody wrote."""
    for option, wrong in (
        ("--country", "XX"),
        ("--hotline", "none"),
        ("--hotline", "139"),
        ("--site-url", "ours.cn"),
        ("--colour", "#ffee00"),
    ):
        given = [*OPTIONS, "--country", "CN", "--locale", "zh"]
        given = [wrong if before == option else part for before, part in zip(["", *given], given, strict=False)]
        result = begun(tmp_path / "mine", *given)
        assert (result.exit_code, result.stderr.startswith(f"{option}: ")) == (1, True), result.stderr
        assert not (tmp_path / "mine").exists()


def test_what_is_still_to_be_filled_in_is_told_and_stands_in_the_file(tmp_path: Path) -> None:
    """By `init`, in the file itself, and by `check` as a warning each, with its line; and what has a name in one language."""
    bare = (*OPTIONS[:8], "--country", "CN", "--locale", "zh", "--locale", "en")
    result = begun(tmp_path / "my care", *bare)
    assert (
        "marked “待填” in definitions/company.yaml: hotline, email, site_url, feeds_url, uid_domain;" in result.stdout
    )
    assert f"; cd '{tmp_path / 'my care'}', look at definitions/company.yaml, then" in result.stdout
    assert "first publication needs stands in the program's docs/desk.en.md" in result.stdout
    assert 'named in one language alone: 安居护, 断桥窗, Roof: "A" & co, 上海;' in result.stdout
    mine = Root(tmp_path / "my care")
    marked = [
        line.split(":")[0].strip("# ")
        for line in mine.tree()["definitions/company.yaml"].decode().splitlines()
        if "# 待填：" in line
    ]
    assert marked == ["hotline", "email", "site_url", "feeds_url", "uid_domain"]
    told = [line.split(": ")[2] for line in mine.check() if ": warning: " in line]
    assert [key for key in told if not key.endswith(".en") and not key.startswith(("name", "records"))] == [
        "hotline", "email", "site_url", "uid_domain",
    ]  # fmt: skip
    assert mine.check()[-1].startswith("0 problems, ")
    assert {"name.en", "regions.shang-hai.name.en", "lines.duan-qiao-chuang.name.en"} <= set(told)


PLAIN, LONG = ("安居护", "断桥窗", "上海"), ("a" * 90, 'Roof: "A", co # 1' * 6, "R&D {x}")


@pytest.mark.parametrize(
    ("names", "locales", "country"),
    [
        (PLAIN, ["zh"], "CN"),
        (LONG, ["zh"], "US"),
        (PLAIN, ["en"], "US"),
        (LONG, ["en"], "CN"),
        (PLAIN, ["zh", "en"], "US"),
        (LONG, ["zh", "en"], "CN"),
        (PLAIN, ["en", "zh"], "CN"),
        (LONG, ["en", "zh"], "US"),
    ],
)
def test_all_that_is_written_is_written_as_fmt_does(
    tmp_path: Path, names: tuple[str, ...], locales: list[str], country: str
) -> None:
    """Whatever is begun, and one more of each kind, whatever they are called: every two of names, languages and country meet."""
    name, line, region = names
    chosen = [part for locale in locales for part in ("--locale", locale)]
    begun(tmp_path / "mine", "--name", name, "--line", line, "--region", region, "--country", country, *chosen)
    mine = Root(tmp_path / "mine")
    sources = {path.stem: path.read_text("utf-8") for path in (PROJECT / "templates/new").glob("*.yaml")}
    for number, kind in enumerate((*ADDABLE, "technician")):
        definitions, schedules, _ = load(mine.path)
        today = date.fromisoformat(AS_OF)
        for edit in added(kind, f"one-{number}", line, sources, definitions, schedules, today, has_schemas=True):
            mine.write(edit.file, edit.text)
    read_sound(mine.path)
    result = mine.run("fmt", "--check")
    assert (result.exit_code, result.stdout.splitlines()[:-1], result.stderr) == (0, [], "")


def test_working_days_are_those_of_the_notices_as_far_as_they_are_known(root: Root, tmp_path: Path) -> None:
    """A new company's calendar is the program's own, year by year; what no notice tells yet is provisional."""
    begun(tmp_path / "mine", *OPTIONS, "--country", "CN", "--locale", "zh")
    root.write(CALENDAR, (PROJECT / CALENDAR).read_bytes())
    mine, ours = (read_sound(folder)[0].calendars["cn"] for folder in (tmp_path / "mine", root.path))
    assert {year: mine.years[year] for year in ("2025", "2026", "2027")} == dict(ours.years)
    assert {year: given.status for year, given in mine.years.items()} == {
        "2025": "official", "2026": "official", "2027": "provisional",
    }  # fmt: skip
    later = CliRunner().invoke(
        main, ["init", str(tmp_path / "later"), *OPTIONS, "--country", "CN", "--locale", "zh", "--as-of", "2030-05-01"]
    )
    assert later.exit_code == 0, later.output
    assert {year: given.status for year, given in read_sound(tmp_path / "later")[0].calendars["cn"].years.items()} == {
        "2030": "provisional", "2031": "provisional",
    }  # fmt: skip


def test_nothing_is_written_over(tmp_path: Path) -> None:
    """A folder that holds anything is left alone; a country that there is not, and no answer, make no company."""
    (tmp_path / "x").write_text("mine")
    taken = begun(tmp_path, *OPTIONS, "--country", "CN", "--locale", "zh")
    assert (taken.exit_code, "is not empty" in taken.stderr) == (1, True)
    nowhere = begun(tmp_path / "new", *OPTIONS, "--country", "XX", "--locale", "zh")
    assert (nowhere.exit_code, "--country: 'XX' is not a country's code" in nowhere.stderr) == (1, True)
    assert begun(tmp_path / "new").exit_code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    ("country", "zone", "night", "hotline", "winter"),
    [
        ("CN", "Asia/Shanghai", "10 16", "400-000-0000", 'from: "12-01", to: "02-28"'),
        ("PT", "Europe/Lisbon", "10 0", "000 000 0000", 'from: "12-01", to: "02-28"'),
        ("AU", "Australia/Sydney", "10 14", "000 000 0000", 'from: "06-01", to: "08-31"'),
        ("US", "America/New_York", "10 5", "000 000 0000", 'from: "12-01", to: "02-28"'),
    ],
)
def test_samples_are_those_of_the_country(country: str, zone: str, night: str, hotline: str, winter: str) -> None:
    """Its clocks, by which the night begins all the year, its numbers and its winter."""
    none: dict[Language, str] = {"en": "X"}
    beginning = Beginning(name=none, lines=(none,), regions=(none,), country=country, locales=("en",), contacts={})
    written = {edit.file: edit.text for edit in company_files(beginning, _sources(), date.fromisoformat(AS_OF))}
    company, ci = written["definitions/company.yaml"], written[".github/workflows/care.yml"]
    assert (f"hotline: {hotline}  #" in company, f"zone: {zone}  #" in company) == (True, True)
    assert f'cron: "{night} * * *"}}]   # in UTC, soon after midnight in {zone}: ' in ci
    assert f"winter: {{{winter}}}" in written["definitions/calendars/seasons.yaml"]


@pytest.mark.parametrize(
    ("given", "locales", "names"),
    [
        ("Doors＝门", ["zh", "en"], {"zh": "门", "en": "Doors"}),
        ("A=B", ["en", "zh"], {"en": "A", "zh": "B"}),
        ("zh=甲, en=B", ["en", "zh"], {"zh": "甲", "en": "B"}),
        ("EN=B", ["zh", "en"], {"en": "B"}),
        ("en=B", ["zh"], {"zh": "B"}),
        ("门=Doors", ["en"], {"en": "Doors"}),
        ("A=B", ["en"], {"en": "A=B"}),
        ("zhuang=B", ["en"], {"en": "zhuang=B"}),
    ],
)
def test_which_name_is_in_which_language_is_seen(
    given: str, locales: list[Language], names: dict[Language, str]
) -> None:
    """By what stands before it, by its characters, or by the order of languages; else it is one, and may be two."""
    assert names_of(given, locales) == names
    assert may_be_two(names) is (names == {"en": given})


def test_a_name_that_may_be_two_is_told(root: Root, tmp_path: Path) -> None:
    """Of a company that speaks one language, where it begins and where something is added."""
    options = ("--country", "PT", "--locale", "en")
    told = "taken as one name: A=B; the company speaks one language, and nothing tells which half of it is meant"
    assert told in begun(tmp_path / "new", "--name", "A=B", "--line", "C", "--region", "D", *options).stdout
    root.edit("definitions/company.yaml", "locales: [zh, en]", "locales: [zh]")
    assert told in root.run("new", "product", "door", "--name", "A=B").stdout


def test_whoever_is_ended_while_beginning_begins_again(tmp_path: Path) -> None:
    """All of it is written at one stroke, schemas and logo among it: what was begun is taken back, or finished."""
    logo = tmp_path / "logo.svg"
    logo.write_text(PANE, "utf-8")
    options = (*OPTIONS, "--country", "CN", "--locale", "zh", "--logo", str(logo))
    with ended_at(0, tmp_path / "whole") as watch:
        begun(tmp_path / "whole", *options)
    whole = tree_of(tmp_path / "whole")
    for change, says in ((watch.done // 3, "files were written to"), (watch.done - 3, "all of its files are in")):
        folder = tmp_path / str(change)
        with suppress(Ended), ended_at(change, folder):
            begun(folder, *options)
        again = begun(folder, *options)
        assert (again.exit_code, says in again.stdout, tree_of(folder) == whole) == (0, True, True)


def test_names_get_ids_of_their_own() -> None:
    """Chinese as it is said; what has no letters, and what is taken, gets another one."""
    assert [id_of("断桥窗"), id_of("Roof & walls"), id_of("☆"), id_of("窗", ["chuang"]), id_of("Con")] == [
        "duan-qiao-chuang", "roof-walls", "x", "chuang-2", "con-2",
    ]  # fmt: skip
    window, bed = {"zh": "窗"}, {"zh": "床"}
    assert ids_of([window, bed, {"zh": "门", "en": "Doors"}]) == {
        "chuang": window, "chuang-2": bed, "doors": {"zh": "门", "en": "Doors"},
    }  # fmt: skip


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


@pytest.mark.parametrize(("spoken", "mark"), [("en", "to be filled in"), ("zh", "待填")])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_to_be_filled_in_is_marked_as_it_is_told(tmp_path: Path, spoken: str, mark: str, language: str) -> None:
    """In the language of the company, whatever language its staff are spoken to in."""
    names = ("--name", "X", "--line", "W", "--region", "R", "--country", "DE", "--locale", spoken)
    said = begun(tmp_path / "mine", *names, "--lang", language).output
    assert f"“{mark}”" in said
    assert f"# {mark}" in (tmp_path / "mine/definitions/company.yaml").read_text("utf-8")
