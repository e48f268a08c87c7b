"""What is refused although it is sound YAML: signs that nobody sees, zones of one machine, links that lead nowhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support.company import AS_OF, Root, feeds_in
from support.small import PANE

from generator import build, check, load
from generator.faces.api import plan
from generator.reading.zones import zone_of
from generator.text.located import Stopped

COMPANY = "definitions/company.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
TASK = "definitions/maintenance/window/bolts.yaml"


@pytest.mark.parametrize(
    "character",
    [
        "\x07", "\x1b", "\x7f", "\x80", "\x85", "\x9b", "\u202e", "\u2028", "\u206a", "\u206f", "\ufdd0", "\ufdef", "\ufff9",
        "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\U000e0041",
    ],
)  # fmt: skip
def test_a_text_holds_nothing_that_is_not_seen(root: Root, character: str) -> None:
    """However YAML writes it; the problem names the character, and never sends it to the terminal."""
    written = f"\\U{ord(character):08x}"
    root.edit(TASK, "en: Tighten each bolt", f'en: "Tighten {written}each"')
    told = root.check()
    assert f"(U+{ord(character):04X})" in told[0]
    assert not [line for line in told if not line.replace("\t", "").isprintable()]


# As they are pasted: from WeChat and Word, from the contacts of a telephone, from a file that begins with its mark.
PASTED = [
    "\u200e{}",
    "{}\u200f",
    "\u202a{}\u202c",
    "\u202d{}\u202c",
    "\u2068{}\u2069",
    "\ufeff{}",
    "\u2060{}\u2060",
    "\u061c{}",
]


@pytest.mark.parametrize("around", PASTED)
@pytest.mark.parametrize("written", [str, lambda text: f'"{text.encode("ascii", "backslashreplace").decode()}"'])
def test_what_nobody_means_is_left_out_wherever_it_was_pasted(
    root: Root, around: str, written: Callable[[str], str]
) -> None:
    """In a text, a number, a date, an id and a key; each file that holds it says so once, and all is read as meant."""
    before = load(root.path)
    for value, file in (
        ("2026-08-31", CUSTOMER), ("t-01", CUSTOMER), ("12", CUSTOMER), ("consent", CUSTOMER),
        ("wrench".title(), TASK), ("move_in", TASK), ("1 month", TASK),
    ):  # fmt: skip
        text = (root.path / file).read_text("utf-8")
        if value != "12" or written is str:  # a number in quotes is a text
            root.write(file, text.replace(f" {value}", f" {written(around.format(value))}", 1))
    after = load(root.path)
    assert (after[1].customers, after[0].tasks, after[2]) == (before[1].customers, before[0].tasks, [])
    told = root.check()
    assert [line.split(":")[0] for line in told if "was pasted along" in line] == sorted(
        [TASK, CUSTOMER] * (written is str)
    )
    assert told[-1].startswith("0 problems" if written is str else "no problems")


@pytest.mark.parametrize("text", ["👨\u200d👩\u200d👧", "é", "e\u0301", "❤\ufe0f", "𠮷", "“引号”", "a\u00a0b", "a\\nb"])
def test_a_text_may_hold_whatever_is_seen(root: Root, text: str) -> None:
    """Emoji, accents, rare characters, blanks of every kind."""
    root.edit(TASK, "en: Tighten each bolt", f'en: "Tighten {text}"')
    assert root.check()[-1].startswith("no problems")


@pytest.mark.parametrize(
    ("country", "zone"),
    [("GB", "Europe/London"), ("DE", "Europe/Berlin"), ("CN", "Asia/Shanghai"), ("JP", "Asia/Tokyo")],
)
def test_a_company_goes_by_its_countrys_clocks(root: Root, country: str, zone: str) -> None:
    """Also where a day's beginning is asked for before anything else is read."""
    root.edit(COMPANY, "example: true", f"example: true\ncountry: {country}")
    assert (load(root.path)[0].company.zone, str(zone_of(root.path))) == (zone, zone)
    assert not any("clocks in" in line for line in root.check())


@pytest.mark.parametrize(("zone", "is_told"), [("", True), ("\nzone: Pacific/Honolulu", False)])
def test_where_clocks_do_not_all_go_alike_the_zone_is_asked_for(root: Root, zone: str, is_told: bool) -> None:
    root.edit(COMPANY, "example: true", f"example: true\ncountry: US{zone}")
    told = "clocks in US do not all go alike; write the zone as well, such as America/New_York"
    assert any(told in line for line in root.check()) is is_told


@pytest.mark.parametrize(
    "zone", ["localtime", "posixrules", "Factory", "right/UTC", "posix/UTC", "Shanghai", "../UTC", ""]
)
def test_a_zone_is_one_that_every_machine_knows(root: Root, zone: str) -> None:
    """Neither this machine's own, nor one that counts leap seconds."""
    root.edit(COMPANY, "example: true", f'example: true\nzone: "{zone}"')
    assert any("is not a time zone; write it as Asia/Shanghai" in line for line in root.check())


@pytest.mark.parametrize(
    "domain", ["small example", "small.example\\n", "a@b", "https://small.example", "-", ".", "a..b", "a/b"]
)
def test_the_domain_of_events_is_one(root: Root, domain: str) -> None:
    """Their identity must not change once somebody tidies it."""
    root.edit(COMPANY, "uid_domain: small.example", f'uid_domain: "{domain}"')
    assert any("uid_domain" in line and "is not a domain; write it as care.example" in line for line in root.check())


@pytest.mark.parametrize("name", ["templates", "templates/words", "mkdocs.yml", "docs/en", "definitions/pictures"])
@pytest.mark.parametrize("target", ["nowhere", "."])
def test_a_link_that_leads_nowhere_is_told(root: Root, name: str, target: str) -> None:
    """It is not taken for what is not there: what somebody put in its place would be left out without a word."""
    link = root.path / name
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(link.name if target == "." else target)  # a link to itself leads round and round
    result = root.run("pages", "--as-of", AS_OF)
    assert (result.exit_code, result.exception.__class__) == (1, SystemExit)
    assert any(line.startswith(name) for line in result.stderr.splitlines())


@pytest.mark.parametrize(
    "name", ["a\nb.svg", "a b.svg", 'a"b.svg', "a)b.svg", "a#b.png", "a?b.png", "a%41.png", "<i>.svg", "a\x1b.svg"]
)
def test_a_pictures_name_can_stand_in_an_address(root: Root, name: str) -> None:
    """Else its page would not be found, or the build would fail half-way."""
    root.write(f"definitions/pictures/{name}", PANE)
    (told,) = [line for line in root.check() if line.startswith("definitions/pictures")]
    assert told.endswith("holds characters that addresses cannot; rename it with letters, digits, dots and hyphens")


def test_a_sentence_without_values_says_so(root: Root) -> None:
    """The message does not break off where a list of values would stand."""
    root.write(
        "templates/words/own.yaml",
        'sound: {zh: "好 {files} {more}", en: "good {files} {more}"}\nnothing_to_upgrade: {zh: "{x}", en: "{x}"}\n',
    )
    told = root.check()
    assert any(line.endswith("no value {more} is given here; there are {files}") for line in told)
    assert any(
        line.endswith("no value {x} is given here, nor any other; write two braces to show one") for line in told
    )


@pytest.mark.long
@pytest.mark.parametrize("command", ["check", "feeds", "build"])
def test_calendars_do_not_end_because_a_folder_is_lost(root: Root, command: str) -> None:
    """With feeds published and schedules/ gone, every calendar would be emptied; where none was published, nobody is served."""
    root.feeds()
    before = feeds_in(root.path / "feeds")
    (root.path / "schedules").rename(root.path / "elsewhere")
    result = root.run(command, "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "schedules/ is gone: every customer's and technician's calendar would end" in result.output
    assert feeds_in(root.path / "feeds") == before
    (root.path / "feeds").rename(root.path / "feeds.old")
    if command != "build":
        assert root.run(command, "--as-of", AS_OF).exit_code == 0


def test_a_program_may_give_paths_as_text(root: Root, tmp_path: Path) -> None:
    """As most functions of Python take them."""
    definitions, schedules, problems = load(str(root.path))
    assert [*problems, *check(definitions, schedules)] == []
    root.remove("schedules/technicians.yaml")
    with pytest.raises(Stopped):
        build(str(root.path), str(tmp_path / "out"), date(2026, 11, 23))
    assert plan(definitions, schedules, date(2026, 11, 23), str(tmp_path / "none")).visits
