"""Days and hours: what was agreed against them is told, each with its own words, and what cannot be meant is refused."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root

TEAM = "schedules/technicians.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
COMPANY = "definitions/company.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
FILE = "schedules/records/2026-12.yaml"
OTHER = """\
name: 公输先生
tier: A
sites:
  - id: home
    name: 七里坊
    region: shanghai
    address: 上海市七里路 9 号
    milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}
    assets:
      - {id: windows, name: 外窗, product: window, quantity: 4}
"""


def agreed(root: Root, *records: str) -> list[str]:
    """What ``check`` says of appointments of the yearly check, an hour's work of ``c-001`` unless one says otherwise."""
    usual = {
        "record": "appointment",
        "date": "2026-09-15",
        "customer": "c-001",
        "site": "home",
        "task": "window/yearly",
    }
    lines = ["records:"]
    for record in records:
        given = dict(part.split(": ", 1) for part in record.split("; "))
        lines.append("  - {" + ", ".join(f"{key}: {value}" for key, value in (usual | given).items()) + "}")
    root.write(FILE, "\n".join(lines) + "\n")
    return [found[0] for line in root.check() if (found := re.search(r"records\[.*", line))]


@pytest.mark.parametrize(
    ("site", "at", "says"),
    [
        ("", "2026-12-03 08:00", []),
        ("", "2026-12-03 19:00", []),
        ("", "2026-12-03 23:30", ["23:30–00:30 was agreed, outside the hours in which people go out, 08:00–20:00"]),
        ("", "2026-12-03 19:01", ["19:01–20:01 was agreed, outside the hours in which people go out, 08:00–20:00"]),
        ("", "2026-12-03 07:59", ["07:59–08:59 was agreed, outside the hours in which people go out, 08:00–20:00"]),
        ("", "2026-10-02 09:00", ["2026-10-02 was agreed, which is a public holiday; if that is meant, leave it"]),
        ("", "2026-10-10 09:00", []),  # a Saturday that is worked
        ("", "2026-12-05 09:00", ["2026-12-05 was agreed, which is not a working day; if that is meant, leave it"]),
        ('visiting: {from: "22:00", to: "06:00"}', "2026-12-03 23:30", []),
        ('visiting: {from: "22:00", to: "06:00"}', "2026-12-04 05:00", []),
        ('visiting: {weekdays: [mon, thu], from: "22:00", to: "06:00"}', "2026-12-04 02:00", []),
        ('visiting: {weekdays: [mon, thu], from: "22:00", to: "06:00"}', "2026-12-07 02:00", ["2026-12-06 was agreed, on a weekday on which home lets nobody in (only on Mon, Thu); agree on another day"]),
        ('visiting: {from: "22:00", to: "06:00"}', "2026-12-03 10:00", ["10:00–11:00 was agreed, outside the hours in which home lets us in (22:00–06:00); agree on another time"]),
        ('visiting: {from: "22:00", to: "06:00"}', "2026-12-04 05:30", ["05:30–06:30 was agreed, outside the hours in which home lets us in (22:00–06:00); agree on another time"]),
        ("visiting: {weekdays: [sat, sun]}", "2026-12-05 09:00", []),
        ("visiting: {weekdays: [sat, sun]}", "2026-12-03 09:00", ["2026-12-03 was agreed, on a weekday on which home lets nobody in (only on Sat, Sun); agree on another day"]),
        ("closed: [{from: 2026-12-01, to: 2026-12-03, reason: 盘点}]", "2026-12-03 09:00", ["2026-12-03 was agreed, when home is closed; agree on another day"]),
        ("closed: [{from: 2026-12-01, to: 2026-12-03}]", "2026-12-04 09:00", []),
    ],
)  # fmt: skip
def test_a_time_at_which_nobody_comes_is_told(root: Root, site: str, at: str, says: list[str]) -> None:
    """Out of hours, on a holiday, a weekend, while the site is closed or lets nobody in: each has words of its own."""
    if site:
        root.edit(CUSTOMER, "    technician: t-01\n", f"    technician: t-01\n    {site}\n")
    found = [line for line in agreed(root, f"at: {at}") if "has passed" not in line]
    assert len(found) == len(says)
    for line, said in zip(found, says, strict=True):
        assert line.startswith(f"records[0].at: {said}")
    assert root.run("check", "--as-of", AS_OF).exit_code == 0


@pytest.mark.parametrize(
    ("travel", "second", "says"),
    [
        ("0 minutes", "10:00", []),
        ("30 minutes", "10:30", []),
        ("30 minutes", "10:29", ["钱师傅 (t-01) has 29 minutes between c-001 home and here on 2026-12-03, and the way takes 30; agree on another time"]),
        ("30 minutes", "10:00", ["钱师傅 (t-01) has 0 minutes between c-001 home and here on 2026-12-03, and the way takes 30; agree on another time"]),
        ("30 minutes", "09:59", ["钱师傅 (t-01) is with c-001 home from 09:00 to 10:00 on 2026-12-03; nobody is in two places at once, so agree anew on one"]),
    ],
)  # fmt: skip
def test_the_way_takes_its_time(root: Root, travel: str, second: str, says: list[str]) -> None:
    """Between two sites of a day; at one site there is none."""
    root.edit(COMPANY, "regions:\n", f"planning: {{travel: {travel}}}\nregions:\n")
    root.write("schedules/customers/c-002.yaml", OTHER)
    first = "technician: t-01; at: 2026-12-03 09:00"
    found = agreed(root, first, f"technician: t-01; customer: c-002; at: 2026-12-03 {second}")
    assert found == [f"records[1].at: {said}" for said in says]
    assert agreed(root, first, "technician: t-01; at: 2026-12-03 10:00; task: window/bolts") == []


def told(root: Root) -> list[str]:
    """What ``check`` says, without file and line."""
    return [line.split(": ", 1)[1] for line in root.check() if ".yaml" in line.split(": ")[0]]


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ('visiting: {from: "22:00"}', ['sites[0].visiting: visiting takes from and to, and to is missing; hours may pass midnight, as from: "22:00", to: "06:00"']),
        ('visiting: {to: "06:00"}', ['sites[0].visiting: visiting takes from and to, and from is missing; hours may pass midnight, as from: "22:00", to: "06:00"']),
        ('visiting: {from: "22:00", to: "22:00"}', ["sites[0].visiting: 22:00–22:00 has no length; write two different times"]),
        ('visiting: {from: "25:00", to: "06:00"}', ["sites[0].visiting.from: '25:00' is not a time of day; write \"22:00\""]),
        ("visiting: {from: 10pm, to: 6am}", ["sites[0].visiting.from: '10pm' is not a time of day; write \"22:00\"", "sites[0].visiting.to: '6am' is not a time of day; write \"22:00\""]),
        ("visiting: {from: 22, to: 6}", ["sites[0].visiting.from: 22 is not a time of day; write \"22:00\"", "sites[0].visiting.to: 6 is not a time of day; write \"22:00\""]),
        ("visiting: {weekdays: [monday]}", ["sites[0].visiting.weekdays[0]: 'monday' is not one of mon, tue, wed, thu, fri, sat, sun; did you mean 'mon'?"]),
        ("visiting: {days: [mon]}", ["sites[0].visiting.days: unknown key 'days'; did you mean 'weekdays'?"]),
        ("closed: [{from: 2026-12-05, to: 2026-12-01}]", ["sites[0].closed[0].to: to 2026-12-01 lies before from 2026-12-05"]),
        ("preferred_weekdays: [tue, sun]", []),
        ("visiting: {weekdays: [mon, tue]}\n    preferred_weekdays: [tue, sun]", ["warning: sites[0].preferred_weekdays[1]: sun is not among visiting.weekdays (mon, tue), so no visit can lie on it"]),
        ('visiting: {from: "9:00", to: "24:00"}', []),
    ],
)  # fmt: skip
def test_what_a_site_cannot_mean_is_told(root: Root, key: str, says: list[str]) -> None:
    """Each misuse in words that say what to write."""
    root.edit(CUSTOMER, "    technician: t-01\n", f"    technician: t-01\n    {key}\n")
    assert told(root) == says


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("apart: [window/bolts, floor/polish]", []),
        ("apart: [window/bolt]", ["apart[0]: unknown task 'window/bolt'; did you mean 'window/bolts'?"]),
        ("apart: [window/yearly]", ["apart[0]: a task cannot be apart from itself (window/yearly)"]),
        ("conditions: {dry: true, daylight: true}", []),
        ("conditions: {closed_hours: true, daylight: true}", ["conditions: closed_hours and daylight exclude one another"]),
        ("conditions: {wet: true}", ["conditions.wet: unknown key 'wet'; there are closed_hours, dry, daylight"]),
        ("order: dirty", ["order: 'dirty' is not one of look, dusty, oily, wet, floor; did you mean 'dusty'?"]),
    ],
)  # fmt: skip
def test_what_a_task_cannot_mean_is_told(root: Root, key: str, says: list[str]) -> None:
    """Of the order on site, of conditions, of what is to be apart."""
    root.edit(YEARLY, "products: [window]\n", f"products: [window]\n{key}\n")
    assert told(root) == says


def test_daylight_is_not_to_be_had_at_night(root: Root) -> None:
    """A site that lets people in at night alone, and work that needs daylight."""
    root.edit(YEARLY, "products: [window]\n", "products: [window]\nconditions: {daylight: true}\n")
    assert told(root) == []
    root.edit(CUSTOMER, "    technician: t-01\n", '    technician: t-01\n    visiting: {from: "22:00", to: "06:00"}\n')
    assert told(root) == [
        "warning: sites[0].visiting: window/yearly needs daylight, and this site lets us in from 22:00–06:00 alone; "
        "agree on other hours, or leave it out (without)"
    ]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("at: 2026-11-20 09:00", ["records[0].at: 2026-11-20 was agreed and has passed without a record: write down what was done, or agree on another day"]),
        ("record: moved; to: 2026-11-20", ["records[0].to: 2026-11-20 was agreed and has passed without a record: write down what was done, or agree on another day"]),
        ("at: 2026-11-23 09:00", []),
        ("at: 2026-11-24 09:00", []),
        ("date: 2026-11-25; at: 2026-11-26 09:00", ["records[0].date: the record lies in the future: 2026-11-25"]),
    ],
)  # fmt: skip
def test_what_was_agreed_for_a_day_that_passed_waits_for_a_record(root: Root, record: str, says: list[str]) -> None:
    """From the next morning on, until something is written down of it."""
    assert [line for line in agreed(root, record) if "passed" in line] == [line for line in says if "passed" in line]
    done = "record: completed; date: 2026-11-20"
    assert not [line for line in agreed(root, record, done) if "passed" in line]


@pytest.mark.parametrize(
    ("team", "records", "says"),
    [
        ("", ["at: 2026-12-03 09:00; technician: t-01; minutes: 420"], []),
        (
            "",
            ["at: 2026-12-03 09:00; technician: t-01; minutes: 430"],
            ["records[0].at: what was agreed with t-01 for 2026-12-03 takes 430 minutes with the way between, and they work 420 that day; agree on somebody else or another day"],
        ),
        (
            "",
            ["at: 2026-12-03 09:00; technician: t-01; minutes: 200", "customer: c-002; at: 2026-12-03 14:00; technician: t-01; minutes: 200"],
            ["records[1].at: what was agreed with t-01 for 2026-12-03 takes 430 minutes with the way between, and they work 420 that day; agree on somebody else or another day"],
        ),
        (  # at one site there is no way, and what begins at one time is one visit
            "",
            ["at: 2026-12-03 09:00; technician: t-01; minutes: 300", "at: 2026-12-03 09:00; technician: t-01; minutes: 300; task: window/bolts"],
            [],
        ),
        ("", ["at: 2026-12-03 09:00; minutes: 420"], []),
        (
            "",
            ["at: 2026-12-03 09:00; minutes: 430"],
            ["records[0].at: what was agreed takes 430 minutes on 2026-12-03, and nobody of the region works that long (420 at most); make two visits of it, or have more people do it"],
        ),
        (
            "    away: [{from: 2026-12-03, to: 2026-12-03}]\n",
            ["at: 2026-12-03 09:00; technician: t-01; minutes: 430"],
            ["records[0].technician: 钱师傅 (t-01) is away on 2026-12-03; agree on somebody else or another day"],
        ),
    ],
)  # fmt: skip
def test_more_than_a_day_holds_is_told_where_it_is_too_much(
    root: Root, team: str, records: list[str], says: list[str]
) -> None:
    """One appointment too long, two that are too much together with the way; each in its own words."""
    root.write("schedules/customers/c-002.yaml", OTHER)
    root.add(COMPANY, "planning: {travel: 30 minutes}\n")
    root.add(TEAM, team)
    assert agreed(root, *records) == says


@pytest.mark.parametrize(("travel", "is_told"), [("6 hours", False), ("7 hours", True), ("12 hours", True)])
def test_a_way_as_long_as_a_working_day_is_told(root: Root, travel: str, is_told: bool) -> None:
    """Nobody would reach a second site."""
    root.add(COMPANY, f"planning: {{travel: {travel}}}\n")
    told = [line for line in root.check() if "planning.travel: the way takes" in line]
    assert len(told) == is_told


@pytest.mark.parametrize(
    ("site", "service", "is_told"),
    [
        ("closed: [{from: 2026-01-01, to: 2036-12-31}]", "", True),
        ("closed: [{from: 2026-01-01, to: 2028-11-22}]", "", False),
        ("closed: [{from: 2026-01-01, to: 2027-06-30}, {from: 2027-07-01, to: 2030-01-01}]", "", True),
        ("closed: [{from: 2026-01-01, to: 2027-06-30}]", "service: {until: 2027-05-01}\n", True),
        (
            "closed: [{from: 2026-01-01, to: 2027-06-30}]",
            "service: {until: 2026-10-01}\n",
            False,
        ),  # nobody comes any more
        ("closed: [{from: 2026-01-01, to: 2027-06-30}]", "service: {from: 2027-07-01}\n", False),
        ("visiting: {weekdays: [sun]}", "", False),  # a weekend day that a site names counts
    ],
)
def test_a_site_that_is_never_open_is_told(root: Root, site: str, service: str, is_told: bool) -> None:
    """On no day that is served and that calendars show."""
    root.edit(CUSTOMER, "    technician: t-01\n", f"    technician: t-01\n    {site}\n")
    root.add(CUSTOMER, service)
    assert [("nobody can come to home on any day" in line) for line in root.check() if "c-001.yaml" in line] == [
        True
    ] * is_told
