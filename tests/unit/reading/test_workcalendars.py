"""Days off that differ from place to place: a region's own calendar, another country's, and what cannot be meant."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from support.calculating import data_in
from support.company import AS_OF, Root

from generator.reading.load import load

COMPANY = "definitions/company.yaml"
GUANGXI = "definitions/calendars/workdays-cn-guangxi.yaml"
DAY = date.fromisoformat

# The third and the fourth day of the third lunar month are off in Guangxi; in 2027 they are a Friday and a Saturday.
SANYUESAN = """\
extends: cn
"2027":
  status: provisional
  holidays:
    - {name: {zh: 三月三, en: Sanyuesan}, from: 2027-04-09, to: 2027-04-10}
"""
NANNING = (
    "\n  nanning: {name: {zh: 南宁, en: Nanning}, seasons: east, exposure: coast, workdays: cn-guangxi}\nexposures:"
)
SECOND_SITE = """\
  - id: shop
    name: 青秀店
    region: nanning
    address: 南宁市民族大道 1 号
    milestones: {acceptance: 2026-04-09, move_in: 2026-04-09}
    assets:
      - {id: windows, name: 店面外窗, product: window, quantity: 4}
"""


@pytest.fixture
def guangxi(root: Root) -> Root:
    """The small company with a region of its own days off, where the same customer has a second site."""
    root.edit(COMPANY, "\nexposures:", NANNING)
    root.write(GUANGXI, SANYUESAN)
    root.edit("schedules/technicians.yaml", "[shanghai]", "[shanghai, nanning]")
    root.edit(
        "schedules/customers/c-001.yaml",
        "acceptance: 2026-08-31, move_in: 2026-09-07",
        "acceptance: 2026-04-09, move_in: 2026-09-07",
    )
    root.add("schedules/customers/c-001.yaml", SECOND_SITE)
    return root


def yearly(root: Root) -> dict[str, tuple[str, str]]:
    """The due day and the planned day of the yearly check of 2027, by site."""
    rows = root.agenda("--from", "2027-03-01", "--to", "2027-05-31")
    return {row["site"]: (row["due"], row["planned"]) for row in rows if row["task"] == "window/yearly"}


def test_a_regions_holiday_moves_what_is_due_there_and_nowhere_else(guangxi: Root) -> None:
    """Due on a Friday that is off in Guangxi alone: on Monday there, on the day itself elsewhere."""
    assert guangxi.check()[-1].startswith("no problems")
    assert yearly(guangxi) == {"home": ("2027-04-09", "2027-04-09"), "shop": ("2027-04-12", "2027-04-12")}


def test_it_is_explained_by_its_name(guangxi: Root) -> None:
    """As any holiday is."""
    told = guangxi.run("explain", "c-001", "window/yearly", "--as-of", AS_OF).output
    assert told.count("Sanyuesan") == 1
    assert "Sanyuesan" in told.partition("店面外窗 · Yearly check 2027-04-09")[2].partition("\n诸葛先生")[0]


def test_a_region_keeps_the_countrys_days_and_its_make_up_days(guangxi: Root) -> None:
    """What is off in China is off there; a Saturday that is worked there is worked."""
    definitions = load(guangxi.path)[0]
    there = definitions.workdays_in("nanning")
    worked = {
        day: there.is_workday(DAY(day))
        for day in ("2026-10-01", "2026-10-10", "2027-04-09", "2027-04-12", "2027-10-01")
    }
    assert worked == {
        "2026-10-01": False, "2026-10-10": True, "2027-04-09": False, "2027-04-12": True, "2027-10-01": False,
    }  # fmt: skip
    assert definitions.workdays_in("shanghai") is definitions.workdays_in(None) is definitions.workdays
    assert there.holiday(DAY("2027-04-09")).en == "Sanyuesan"  # type: ignore[union-attr]


def test_a_regions_day_off_is_off_where_the_country_works(guangxi: Root) -> None:
    """On a Saturday that is worked to make up for another day."""
    guangxi.edit(
        GUANGXI,
        "extends: cn\n",
        'extends: cn\n"2026":\n  status: official\n  holidays:\n    - {name: {zh: 店休, en: Closed}, from: 2026-10-09, to: 2026-10-10}\n',
    )
    definitions = load(guangxi.path)[0]
    assert not definitions.workdays_in("nanning").is_workday(DAY("2026-10-10"))
    assert definitions.workdays.is_workday(DAY("2026-10-10"))


@pytest.mark.parametrize(("own", "awaits"), [("official", []), ("provisional", [2027])])
def test_a_year_waits_for_the_regions_notice_too(guangxi: Root, own: str, awaits: list[int]) -> None:
    """The country's may be out long before."""
    guangxi.edit("definitions/calendars/workdays-cn.yaml", "provisional", "official")
    guangxi.edit(GUANGXI, "provisional", own)
    there = load(guangxi.path)[0].workdays_in("nanning")
    assert [year for year in (2026, 2027) if there.awaits_notice(year)] == (
        awaits if own == "official" else [2026, 2027]
    )


def test_the_calculator_knows_the_regions_days_off(guangxi: Root) -> None:
    """It asks for the region then, and has the days beside the company's."""
    assert guangxi.run("pages", "--as-of", AS_OF).exit_code == 0
    page = (guangxi.path / "docs/en/products/window.md").read_text("utf-8")
    data = data_in(page)
    assert data["regions"]["shanghai"]["workdays"] is None
    assert ["2027-04-09", "2027-04-10"] in data["regions"]["nanning"]["workdays"]["off"]
    assert ["2027-04-09", "2027-04-10"] not in data["workdays"]["off"]


def test_a_promise_counts_the_working_days_where_the_customer_is(guangxi: Root) -> None:
    """Reported on the Thursday before: one working day later is Monday, or Friday elsewhere."""
    guangxi.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 1 working day")
    told = []
    for region in ("shanghai", "nanning"):
        guangxi.write(
            f"schedules/customers/c-{region}.yaml",
            f"name: 某店\ntier: A\nsites:\n{SECOND_SITE.replace('nanning', region)}",
        )
        result = guangxi.run(
            "promise", "glass", "--reported", "2027-04-08 10:00", "--customer", f"c-{region}", "--format", "json"
        )
        told.append(json.loads(result.stdout)["latest"][:10])
    assert told == ["2027-04-10", "2027-04-13"]  # the end of the day


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (COMPANY, "workdays: cn-guangxi", "workdays: cn-guanxi", "regions.nanning.workdays: unknown working calendar 'cn-guanxi'; add definitions/calendars/workdays-cn-guanxi.yaml, or name a country's, such as us or gb-eng; did you mean 'cn-guangxi'?"),
        (COMPANY, "example: true", "example: true\nworkdays: ours", "workdays: unknown working calendar 'ours'; add definitions/calendars/workdays-ours.yaml, or name a country's, such as us or gb-eng"),
        (GUANGXI, "extends: cn", "extends: china", "extends: unknown working calendar 'china'; add definitions/calendars/workdays-china.yaml, or name a country's, such as us or gb-eng"),
        (GUANGXI, "extends: cn", "extends: cn-guangxi", "extends: this calendar leads back to itself (cn-guangxi → cn-guangxi); correct extends"),
        (GUANGXI, "extends: cn", "extends: [cn]", "extends: expected one text, neither a list nor one for each language"),
        (GUANGXI, "extends: cn", "extend: cn", "extend: unknown key 'extend'; did you mean 'extends'?"),
        (GUANGXI, "to: 2027-04-10", "to: 2027-04-08", "2027.holidays[0].to: the holiday's to lies before its from"),
        (GUANGXI, '"2027"', '"27"', "27: unknown key '27'"),
    ],
)  # fmt: skip
def test_a_calendar_that_cannot_be_meant_is_told(guangxi: Root, file: str, old: str, new: str, says: str) -> None:
    """Names that are none, circles, and what every file of days off is looked through for."""
    guangxi.edit(file, old, new)
    told = [line.partition(": ")[2] for line in guangxi.check() if line.startswith(f"{file}:")]
    assert told == [says]


def test_calendars_that_extend_each_other_are_told_at_each(guangxi: Root) -> None:
    """Whichever way round."""
    guangxi.write("definitions/calendars/workdays-a.yaml", "extends: b\n")
    guangxi.write("definitions/calendars/workdays-b.yaml", "extends: a\n")
    told = [line for line in guangxi.check() if "leads back" in line]
    assert [line.partition(": extends: ")[2] for line in told] == [
        "this calendar leads back to itself (a → b → a); correct extends",
        "this calendar leads back to itself (b → a → b); correct extends",
    ]


EVERY_YEAR = """\
extends: cn
every_year:
  - {name: {zh: 三月三, en: Sanyuesan}, lunar: 03-03, days: 2}
  - {name: {zh: 店庆, en: Our day}, month_day: 10-09, days: 2}
"""


def test_what_is_off_every_year_is_so_without_a_list_of_years(guangxi: Root) -> None:
    """The third of the third month as the Chinese calendar has it; on a Saturday that the country works, too."""
    guangxi.write(GUANGXI, EVERY_YEAR)
    assert guangxi.check()[-1].startswith("no problems")
    definitions = load(guangxi.path)[0]
    there = definitions.workdays_in("nanning")
    off = [
        "2024-04-11",
        "2024-04-12",
        "2025-03-31",
        "2025-04-01",
        "2026-04-20",
        "2027-04-09",
        "2029-04-16",
        "2030-04-05",
    ]
    assert [str(there.holiday(DAY(day)).en) for day in off] == ["Sanyuesan"] * len(off)  # type: ignore[union-attr]
    assert not any(there.is_workday(DAY(day)) for day in (*off, "2026-10-09", "2026-10-10"))
    assert (there.is_make_up(DAY("2026-10-10")), definitions.workdays.is_make_up(DAY("2026-10-10"))) == (False, True)
    assert not there.awaits_notice(2026)
    assert there.awaits_notice(2027)  # the country's is still out
    assert yearly(guangxi) == {"home": ("2027-04-09", "2027-04-09"), "shop": ("2027-04-12", "2027-04-12")}


def test_a_year_that_the_file_holds_is_what_it_says(guangxi: Root) -> None:
    """One year the days were put elsewhere: the others are as ever."""
    year = '"2027":\n  status: official\n  holidays:\n    - {name: {zh: 三月三, en: Sanyuesan}, from: 2027-04-12, to: 2027-04-13}\n'
    guangxi.write(GUANGXI, EVERY_YEAR + year)
    there = load(guangxi.path)[0].workdays_in("nanning")
    worked = [there.is_workday(DAY(day)) for day in ("2027-04-09", "2027-04-12", "2028-03-28", "2028-03-30")]
    assert worked == [True, False, False, True]


def test_the_calculator_has_what_is_off_every_year(guangxi: Root) -> None:
    """In each year whose days off it knows; and no Saturday to make up for another day that is off there."""
    guangxi.write(GUANGXI, EVERY_YEAR)
    assert guangxi.run("pages", "--as-of", AS_OF).exit_code == 0
    given = data_in((guangxi.path / "docs/en/products/window.md").read_text("utf-8"))["regions"]["nanning"]["workdays"]
    assert {"2026-04-20", "2027-04-09", "2031-03-25"} <= {first for first, _ in given["off"]}
    assert given["make_up"] == []


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("{name: {zh: 节, en: Day}}", "every_year[0]: a holiday of every year takes either month_day or lunar (the Chinese calendar)"),
        ("{name: {zh: 节, en: Day}, lunar: 03-03, month_day: 03-03}", "every_year[0]: a holiday of every year takes either month_day or lunar (the Chinese calendar)"),
        ("{name: {zh: 节, en: Day}, lunar: 03-31}", "every_year[0].lunar: '03-31' is not a month and day of the Chinese calendar; write it as \"03-03\", days up to 30"),
        ("{name: {zh: 节, en: Day}, lunar: 三月三}", "every_year[0].lunar: '三月三' is not a month and day of the Chinese calendar; write it as \"03-03\", days up to 30"),
        ("{name: {zh: 节, en: Day}, month_day: 02-30}", "every_year[0].month_day: '02-30' is not a month and day; write it as \"06-01\""),
        ("{name: {zh: 节, en: Day}, lunar: 03-03, days: 16}", "every_year[0].days: must be 15 or less"),
        ("{name: {zh: 节, en: Day}, lunar: 03-03, days: 0}", "every_year[0].days: must be 1 or more"),
        ("{name: {zh: 节, en: Day}, luna: 03-03}", "every_year[0].luna: unknown key 'luna'; did you mean 'lunar'?"),
        ("{name: {zh: 节}, lunar: 03-03}", "every_year[0].name: this public text has no English; add en"),
    ],
)  # fmt: skip
def test_a_holiday_of_every_year_that_cannot_be_meant_is_told(guangxi: Root, entry: str, says: str) -> None:
    """Where it stands, and what to write."""
    guangxi.write(GUANGXI, f"extends: cn\nevery_year:\n  - {entry}\n")
    told = [line.partition(": ")[2] for line in guangxi.check() if line.startswith(f"{GUANGXI}:")]
    assert told == [says]


def test_the_editor_knows_a_file_of_days_off(guangxi: Root) -> None:
    """Its schema has what it extends, what is off every year, and years by their numbers."""
    schema = json.loads(guangxi.run("schema", "workdays").stdout)
    assert list(schema["properties"]) == ["extends", "every_year"]
    assert schema["additionalProperties"] is False
    assert schema["patternProperties"] == {"^[12]\\d{3}$": {"$ref": "#/$defs/WorkYear"}}
    assert {"WorkYear", "YearlyHoliday", "Holiday", "LocalText"} <= set(schema["$defs"])


def test_the_years_that_a_region_lacks_are_noted(guangxi: Root) -> None:
    """File by file; a country whose law is final lacks none."""
    guangxi.write("definitions/calendars/workdays-us.yaml", "{}\n")
    told = json.loads(guangxi.run("check", "--as-of", AS_OF, "--format", "json").stdout)
    assert [(note["file"], note["message"].partition("for ")[2][:16]) for note in told] == [
        ("definitions/calendars/workdays-cn-guangxi.yaml", "2026, 2028, so t"),
        ("definitions/calendars/workdays-cn.yaml", "2028, so those b"),
    ]


@pytest.mark.parametrize(
    ("country", "day", "is_worked"),
    [("US", "2027-11-25", False), ("US", "2027-10-01", True), ("GB", "2027-12-27", False), ("CN", "2027-10-01", False)],
)
def test_another_country_has_its_own_days_off_without_a_file(
    root: Root, country: str, day: str, is_worked: bool
) -> None:
    """Its law is final: nothing is provisional, and no file is missed."""
    root.edit(COMPANY, "example: true", f"example: true\ncountry: {country}")
    if country != "CN":
        root.remove("definitions/calendars/workdays-cn.yaml")
    assert not [line for line in root.check() if "calendars" in line]
    workdays = load(root.path)[0].workdays
    assert workdays.is_workday(DAY(day)) is is_worked
    assert workdays.awaits_notice(2031) is (country == "CN")


def test_a_file_adds_to_another_countrys_days_off(root: Root) -> None:
    """A company's own closing days."""
    root.edit(COMPANY, "example: true", "example: true\ncountry: US\nworkdays: us-ca")
    root.write(
        "definitions/calendars/workdays-us-ca.yaml",
        '"2027":\n  status: official\n  holidays:\n    - {name: {zh: 店休, en: Closed}, from: 2027-08-02, to: 2027-08-06}\n',
    )
    workdays = load(root.path)[0].workdays
    assert [workdays.is_workday(DAY(day)) for day in ("2027-08-02", "2027-08-09", "2027-11-25", "2028-07-04")] == [
        False,
        True,
        False,
        False,
    ]
    assert not Path(root.path / "definitions/calendars/workdays-us.yaml").exists()
