"""A company of another trade, in another country, in English alone: fire protection in Philadelphia.

Its intervals are those of a public table (NFPA 25); its dates were reckoned by hand on a calendar of 2027.
"""

from __future__ import annotations

import calendar
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.company import AS_OF, Root

TRADES = Path(__file__).parents[1] / "trades"
_HAN = re.compile(r"[\u3400-\u9fff]+")
# Material's scripts for other languages, and the search's tables of characters.
_NOT_OURS = re.compile(r"/lunr/|answers\.js$|search.*\.js$")


@pytest.fixture
def fire(tmp_path: Path) -> Root:
    """The company."""
    shutil.copytree(TRADES / "fire-protection", tmp_path / "company")
    return Root(tmp_path / "company")


def test_it_is_sound_and_asks_for_nothing_of_ours(fire: Root) -> None:
    """No Chinese, no calendar of China, no kind of definition that it does not have."""
    assert fire.check()[-1] == "no problems in 14 files"


@pytest.mark.parametrize(
    ("task", "dates"),
    [
        # Accepted on Friday 3 July 2026. A Saturday or Sunday moves to Monday; 5 July 2027 is Independence Day, observed.
        ("sprinkler/valves", ["2026-12-03", "2027-01-04", "2027-02-03", "2027-03-03", "2027-04-05", "2027-05-03",
                              "2027-06-03", "2027-07-06", "2027-08-03", "2027-09-03", "2027-10-04", "2027-11-03", "2027-12-03"]),
        ("sprinkler/waterflow", ["2027-01-04", "2027-04-05", "2027-07-06", "2027-10-04"]),
        ("sprinkler/yearly", ["2027-07-06"]),
        # Two weeks before 15 November, a Monday.
        ("sprinkler/before-frost", ["2027-11-01"]),
    ],
)  # fmt: skip
def test_its_dates_are_those_of_the_table_on_its_countrys_working_days(fire: Root, task: str, dates: list[str]) -> None:
    """Monthly, quarterly, yearly, and before the season."""
    rows = fire.agenda("--from", AS_OF, "--to", "2027-12-31")
    assert [row["due"] for row in rows if row["task"] == task] == dates


def test_five_years_are_five_years(fire: Root) -> None:
    """The pipes are opened on the third of July 2031, a Thursday."""
    told = fire.run("explain", "mill", "sprinkler/inside", "--as-of", AS_OF).output
    assert "2031-07-03" in told


def test_its_feeds_are_in_its_zone_and_its_language(fire: Root) -> None:
    """And hold nothing of ours."""
    for feed in fire.feeds().values():
        text = feed.decode()
        assert _HAN.findall(text) == []
        assert "X-WR-TIMEZONE:America/New_York" in text


def texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything of a built site that one reads, or a browser does."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.suffix in (".html", ".css", ".js", ".json", ".ics", ".xml", ".txt") and not _NOT_OURS.search(name):
            yield name, path.read_text("utf-8")


def test_its_pages_are_in_english_under_its_own_lines(fire: Root) -> None:
    """What MkDocs is given for the site and for the handbook."""
    assert fire.run("pages", "--as-of", AS_OF).exit_code == 0
    assert {name: found for name, text in texts(fire.path / "docs") if (found := _HAN.findall(text))} == {}
    products = (fire.path / "docs/en/products/index.md").read_text("utf-8")
    assert re.findall(r"^## (:[\w-]+:) (\w[\w ]*?) \{", products, re.MULTILINE) == [
        (":material-sprinkler-fire:", "Sprinklers"), (":material-fire-hydrant:", "Water supply"),
    ]  # fmt: skip
    home = (fire.path / "docs/en/index.md").read_text("utf-8")
    assert "Say what is wrong, or ask" in home
    assert "care-card--picture" not in home  # neither has a picture
    month = (fire.path / "docs/en/this-month.md").read_text("utf-8")
    title, *places = re.findall(r"^#+ (.+?) \{", month, re.MULTILINE)
    assert re.findall(r"What to do in (\w+)", title) == list(calendar.month_name)[1:]
    assert places == ["Philadelphia"] * 12
    assert month.count("Freezing season") == 7  # from November to March, and coming in two months before
