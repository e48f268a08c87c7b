"""A year whose notice is still out: what the law tells of it, printed or added to the calendar that staff keep."""

from __future__ import annotations

import json

import pytest
from holidays.countries.china import China
from support.company import AS_OF, PROJECT, Root

from generator.dates.ranges import DateRange
from generator.reading.load import read_sound

CALENDAR = "definitions/calendars/workdays-cn.yaml"
YEAR_2028 = """\
"2028":
  # Reckoned from the law alone. Set the blocks, make_up and status: official when the notice is out.
  status: provisional
  source:
    zh: 《全国年节及纪念日放假办法》（2024 年修订）推算，待国务院办公厅通知
    en: Reckoned from the Regulation on Public Holidays (revised 2024), until the State Council's notice is out
  statutory: [2028-01-01, 2028-01-25, 2028-01-26, 2028-01-27, 2028-01-28, 2028-04-04, 2028-05-01, 2028-05-02, 2028-05-28, \
2028-10-01, 2028-10-02, 2028-10-03]
  holidays:
    - {name: {zh: 元旦, en: New Year's Day}, from: 2028-01-01, to: 2028-01-01}
    - {name: {zh: 春节, en: Spring Festival}, from: 2028-01-25, to: 2028-01-28}
    - {name: {zh: 清明节, en: Qingming Festival}, from: 2028-04-04, to: 2028-04-04}
    - {name: {zh: 劳动节, en: Labour Day}, from: 2028-05-01, to: 2028-05-02}
    - {name: {zh: 端午节, en: Dragon Boat Festival}, from: 2028-05-28, to: 2028-05-28}
    - {name: {zh: 国庆节, en: National Day}, from: 2028-10-01, to: 2028-10-03}
  make_up: []
"""
IRISH = ["2028-02-07 Saint Brigid's Day", "2028-03-17 Saint Patrick's Day"]
NOTE = "note: there are no days off for 2028, so those by law count; aftercare holidays adds a year"


def notes(root: Root) -> list[str]:
    """What ``aftercare check`` says beside its result, of a company without problems."""
    result = root.run("check", "--as-of", AS_OF)
    assert result.stdout.startswith("no problems in ")
    return result.stderr.splitlines()


def test_a_year_is_printed_and_nothing_is_written(root: Root) -> None:
    """2028: Mid-Autumn lies on 3 October."""
    before = root.tree()
    result = root.run("holidays", "2028")
    assert (result.exit_code, result.stdout) == (0, YEAR_2028)
    assert root.tree() == before


def test_a_company_elsewhere_is_told_that_no_year_has_to_be_added(root: Root) -> None:
    """Those of its country are listed; not China's, nor that a file of them is missing."""
    root.remove(CALENDAR)
    root.edit("definitions/company.yaml", "locales: [zh, en]\n", "locales: [zh, en]\ncountry: IE\n")
    before = root.tree()
    for more in ((), ("--write",)):
        result = root.run("holidays", "2028", *more)
        listed = result.stdout.splitlines()
        assert (result.exit_code, listed[1:3], len(listed)) == ((1, [], 0) if more else (0, IRISH, 10))
        assert result.stderr.startswith(
            "this company is in IE, whose days off are reckoned by law, so no year has to be"
        )
    assert root.tree() == before


def test_a_year_whose_notice_is_known_is_told_by_it(root: Root) -> None:
    """As the calendar that comes with the program has it, printed and added."""
    ours = (PROJECT / CALENDAR).read_text("utf-8")
    entry = ours[ours.index('"2025":') : ours.index('"2026":')]
    assert root.run("holidays", "2025").stdout == entry
    added = root.run("holidays", "2025", "--write")
    assert added.stdout == f"2025 was added to {CALENDAR}, as its notice has it\n"
    assert (root.path / CALENDAR).read_text("utf-8").endswith(entry)


def test_notices_are_those_that_a_library_knows(root: Root) -> None:
    """Every weekend day that is worked, and every weekday off, of each year that is official here."""
    root.write(CALENDAR, (PROJECT / CALENDAR).read_bytes())
    cn = read_sound(root.path)[0].calendars["cn"]
    for year, given in cn.years.items():
        if given.status != "official":
            continue
        library = China(years=int(year), language="zh_CN")
        off = {day for holiday in given.holidays for day in DateRange.inclusive(holiday.from_, holiday.to)}
        assert {day for day in off if day.weekday() < 5} == {day for day in library if day.weekday() < 5}
        assert set(given.make_up) == {day for day in library.weekend_workdays if day.year == int(year)}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_year_is_added_below_what_stands_there(root: Root, newline: str) -> None:
    """Comments and line ends stay, and the calendar is sound; the note of the gap is gone then."""
    text = ("# ours\n" + (root.path / CALENDAR).read_text("utf-8")).replace("\n", newline)
    root.write(CALENDAR, text)
    assert notes(root) == [NOTE]
    assert root.run("holidays", "2028", "--write").exit_code == 0
    assert (root.path / CALENDAR).read_bytes().decode() == text + YEAR_2028.replace("\n", newline)
    assert notes(root) == []


def test_a_year_that_is_there_is_not_added_again(root: Root) -> None:
    """Nor is anything added to a file that is broken; nothing is written then."""
    before = root.tree()
    result = root.run("holidays", "2027", "--write")
    assert (result.exit_code, "2027 is there already" in result.stderr) == (1, True)
    assert root.tree() == before
    root.write(CALENDAR, "- a\n")
    result = root.run("holidays", "2028", "--write")
    assert (result.exit_code, "2028 cannot be added here" in result.stderr) == (1, True)
    root.remove(CALENDAR)
    assert root.run("holidays", "2028", "--write").exit_code == 1


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_notice_takes_the_place_of_what_was_provisional(root: Root, newline: str) -> None:
    """What stands around it stays; once the notice is there, nothing is replaced again."""
    ours = (PROJECT / CALENDAR).read_text("utf-8")
    entry = ours[ours.index('"2026":') : ours.index('"2027":')]
    before, year, after = '# ours\n"2025":\n  status: official\n  holidays: []\n', '"2026":\n  # reckoned\n  status: provisional\n  holidays: []\n', '# next\n"2027":\n  status: provisional\n  holidays: []\n'  # fmt: skip
    root.write(CALENDAR, (before + year + after).replace("\n", newline))
    result = root.run("holidays", "2026", "--write")
    assert result.stdout == f"2026 was provisional in {CALENDAR}; it is now as its notice has it\n"
    assert (root.path / CALENDAR).read_bytes().decode() == (before + entry + after).replace("\n", newline)
    again = root.run("holidays", "2026", "--write")
    assert (again.exit_code, "2026 is there already" in again.stderr) == (1, True)


def test_a_gap_is_a_note_and_no_warning(root: Root) -> None:
    """Nobody can do anything about a notice that is not out; the check passes and counts nothing."""
    assert root.run("check", "--as-of", AS_OF).exit_code == 0
    assert notes(root) == [NOTE]
    (told,) = json.loads(root.run("check", "--as-of", AS_OF, "--format", "json").stdout)
    assert (told["level"], told["code"]) == ("note", "years_by_law")
