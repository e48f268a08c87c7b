"""What was agreed for a day to come and would stand in no calendar is a mistake; what is over is history."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root

FILE = "schedules/records/2026-11.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
HERE = "customer: c-001, site: home"
AGREED = "record: appointment, date: 2026-11-20"
TO_COME = "at: '2026-12-03 09:30'"
OVER = "at: '2026-11-22 09:30'"


def add(root: Root, *records: str) -> None:
    if not (root.path / FILE).exists():
        root.write(FILE, "records:\n")
    for record in records:
        root.add(FILE, f"  - {{{record}}}\n")


def said(root: Root, *arguments: str) -> list[str]:
    """What ``check`` says of the month's records."""
    told = [re.sub(r"^[^:]*:\d+:\d+: ", "", line) for line in root.check(*arguments)]
    return [line for line in told if line.removeprefix("warning: ").startswith("records[")]


TAKE_BACK = "correct it, or take it back with record: void"
MET_BY_NOTHING = [
    (f"{HERE}, task: window/yaerly", f"records[0].task: agreed for 2026-12-03, and there is no task 'window/yaerly', so no calendar shows it as agreed; {TAKE_BACK}; did you mean 'window/yearly'?"),
    ("customer: c-001, site: hme, task: window/yearly", f"records[0].site: agreed for 2026-12-03, and there is no site 'hme', so no calendar shows it as agreed; {TAKE_BACK}; did you mean 'home'?"),
    (f"{HERE}, asset: window, task: window/yearly", f"records[0].asset: agreed for 2026-12-03, and there is no asset 'window', so no calendar shows it as agreed; {TAKE_BACK}; did you mean 'windows'?"),
    ("customer: c-01, site: home, task: window/yearly", f"records[0].customer: agreed for 2026-12-03, and there is no customer 'c-01', so no calendar shows it as agreed; {TAKE_BACK}"),
    (f"{HERE}, task: window/yearly, technician: t-1", f"records[0].technician: agreed for 2026-12-03, and there is no technician 't-1', so no calendar shows it as agreed; {TAKE_BACK}"),
    (f"{HERE}, asset: windows, task: floor/polish", f"records[0].task: agreed for 2026-12-03, and home of c-001 has nothing for floor/polish, so no calendar shows it; {TAKE_BACK}"),
    (f"{HERE}, task: floor/polish, due: 2026-10-16", f"records[0].due: this record concerns no cycle: there is no 2026-10-16; the nearest are 2026-10-31, 2026-11-30, 2026-12-31; {TAKE_BACK}"),
    (f"{HERE}, task: floor/polish, cycle: 77", f"records[0].cycle: this record concerns no cycle: there is no 77; the nearest are 2026-10-31, 2026-11-30, 2026-12-31; {TAKE_BACK}"),
    (f"{HERE}, task: window/bolts, due: 2026-08-07", f"records[0].due: this record concerns no cycle: there is no 2026-08-07, and nothing of this task is open; {TAKE_BACK}"),
    (f"{HERE}, task: window/bolts", "records[0].at: agreed for 2026-12-03, and nothing of this task is open, so no calendar shows it; correct the task or the day, or take it back with record: void"),
    (f"{HERE}, task: window/bolts, due: 2026-10-07", "records[0].due: agreed for 2026-12-03, and that of 2026-10-07 was closed before (on 2026-10-09, schedules/records/2026-10.yaml:2), so no calendar shows it; name another cycle with due, or take it back with record: void"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "says"), MET_BY_NOTHING)
def test_what_is_agreed_for_a_day_to_come_and_meets_nothing_is_a_mistake(root: Root, record: str, says: str) -> None:
    """It would be in no calendar, so nothing is published until it is put right; and it is told once."""
    add(root, f"{AGREED}, {record}, {TO_COME}")
    assert said(root) == [says]
    assert root.run("check", "--as-of", AS_OF).exit_code == 1
    stopped = root.run("feeds", "--as-of", AS_OF)
    assert stopped.exit_code == 1
    assert says in stopped.stderr
    assert not (root.path / "feeds").exists()


@pytest.mark.parametrize("kind", ["over", "taken back"])
def test_what_is_over_or_taken_back_stops_nothing(root: Root, kind: str) -> None:
    """Files that were written by hand long ago publish as before, however many such records are in them."""
    for day, (record, _) in enumerate(MET_BY_NOTHING, 10):
        agreed = AGREED.replace("2026-11-20", f"2026-11-{day}")
        add(root, f"{agreed}, {record}, {TO_COME if kind == 'taken back' else OVER}")
        if kind == "taken back":
            where = ", ".join(part for part in record.split(", ") if part.startswith(("customer", "site")))
            of = f"{{record: appointment, date: 2026-11-{day}}}"
            add(root, f"record: void, date: 2026-11-21, {where}, of: {of}, reason: x")
    assert root.run("check", "--as-of", AS_OF).exit_code == 0
    assert root.run("feeds", "--as-of", AS_OF).exit_code == 0
    assert [line for line in said(root) if not line.startswith("warning: ")] == []


def test_all_that_was_agreed_in_vain_is_told_at_once(root: Root) -> None:
    """A name that is not there does not hide a date that is not."""
    add(root, f"{AGREED}, {MET_BY_NOTHING[0][0]}, {TO_COME}", f"{AGREED}, {MET_BY_NOTHING[6][0]}, {TO_COME}")
    assert said(root) == [MET_BY_NOTHING[0][1], MET_BY_NOTHING[6][1].replace("[0]", "[1]")]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (CUSTOMER, "tier: A\n", "tier: A\nservice: {until: 2026-12-01}\n", "the service of c-001 ends on 2026-12-01, so no calendar shows it; tell the customer and take it back with record: void, or change until of the service"),
        (CUSTOMER, "    region: shanghai\n", "    region: shanghai\n    service: {until: 2026-12-01}\n", "the service of c-001 ends on 2026-12-01, so no calendar shows it; tell the customer and take it back with record: void, or change until of the service"),
        (CUSTOMER, "quantity: 12}", "quantity: 12, without: [window/yearly]}", "when window/yearly is not done for c-001 (contract, plan, without, service, retired), so no calendar shows it; correct either, or take it back with record: void"),
        (CUSTOMER, "tier: A\n", "tier: A\ncontract: {tasks: [floor/polish]}\n", "when window/yearly is not done for c-001 (contract, plan, without, service, retired), so no calendar shows it; correct either, or take it back with record: void"),
    ],
)  # fmt: skip
def test_what_is_agreed_beyond_the_service_is_told(root: Root, file: str, old: str, new: str, says: str) -> None:
    """Whoever ends a service need not touch records to publish; but somebody waits on that day."""
    add(root, f"{AGREED}, {HERE}, task: window/yearly, {TO_COME}")
    root.edit(file, old, new)
    (line,) = said(root)
    assert line.startswith("warning: records[0].at: agreed for 2026-12-03, ")
    assert line.endswith(says)
    assert root.run("feeds", "--as-of", AS_OF).exit_code == 0


def test_who_is_gone_from_the_files_is_no_slip(root: Root) -> None:
    """Of a customer who was served, and whose file was deleted, records tell; what was agreed goes with them."""
    add(root, f"{AGREED}, customer: c-009, site: home, task: window/yearly, {TO_COME}")
    add(root, "record: completed, date: 2026-11-20, customer: c-009, site: home, task: window/bolts")
    assert root.run("check", "--as-of", AS_OF).exit_code == 0
    assert root.run("feeds", "--as-of", AS_OF).exit_code == 0


@pytest.mark.parametrize(
    ("record", "due", "says"),
    [
        (f"{AGREED}, {TO_COME}", "2026-12-25", "records[0].due: 2026-12-25 is no due date and was taken for that of 2026-11-30, in whose window it lies, though that of 2026-12-31 is nearer; write the one that is meant"),
        ("record: completed, date: 2026-11-20", "2026-12-25", "records[0].due: 2026-12-25 is no due date and was taken for that of 2026-11-30, in whose window it lies, though that of 2026-12-31 is nearer; write the one that is meant"),
        (f"{AGREED}, {TO_COME}", "2026-12-01", None),
        (f"{AGREED}, {TO_COME}", "2026-11-30", None),
        ("record: completed, date: 2026-09-20", "2026-10-25", None),
    ],
)  # fmt: skip
def test_a_date_that_is_taken_for_the_neighbours_is_told(root: Root, record: str, due: str, says: str | None) -> None:
    """A window may reach to a day before the next date; what was recorded by older rules is left in peace."""
    root.edit(POLISH, "late: 10 days", "late: 26 days")
    add(root, f"{record}, {HERE}, task: floor/polish, due: {due}")
    assert [line for line in said(root) if "nearer" in line] == ([f"warning: {says}"] if says else [])


NOBODY = "warning: records[0].at: agreed for 2026-11-30, and nobody can go: {}; agree on another day, or name who goes with technician"
AWAY = "whoever can do it does not work that day (off, away, or not in their capacity)"


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("capacity: 7 hours", "capacity: 7 hours\n    away: [{from: 2026-11-30, to: 2026-11-30}]", AWAY),
        ("skills: [window, stone]", "skills: [stone]", "no technician of the region has the skills"),
    ],
)
def test_what_feeds_would_warn_of_is_told_at_the_record(root: Root, old: str, new: str, reason: str) -> None:
    """Whoever agrees on a day reads there and then that nobody can go."""
    root.edit(TEAM, old, new)
    add(root, f"{AGREED}, {HERE}, task: window/yearly, at: '2026-11-30 09:30'")
    assert NOBODY.format(reason) in said(root)
    assert "2026-11-30 cannot be assigned" in root.run("feeds", "--as-of", AS_OF).stderr


def test_who_was_told_of_a_visit_that_day_has_no_time(root: Root) -> None:
    """As in feeds: those who were told keep it, and before anybody was told what was agreed goes first."""
    root.edit(TEAM, "capacity: 7 hours", "capacity: 100 minutes")
    second = (
        (root.path / CUSTOMER)
        .read_text("utf-8")
        .split("    assets:")[0]
        .replace("诸葛", "公输")
        .replace("六合", "七里")
    )
    root.write(
        "schedules/customers/c-003.yaml",
        second.replace("021-5555-0199", "021-5555-0188")
        + "    assets:\n      - {id: windows, name: 外窗, product: window, quantity: 4}\n",
    )
    agreed = f"{AGREED}, customer: c-003, site: home, task: window/yearly, at: '2026-11-30 09:30'"
    add(root, agreed)
    assert [line for line in said(root) if "nobody can go" in line] == []
    root.remove(FILE)
    root.feeds()
    add(root, agreed)
    assert NOBODY.format("every technician is booked up that day") in said(root)
    root.remove(FILE)
    command = (
        "record",
        "appoint",
        "c-003",
        "window/yearly",
        "--at",
        "2026-11-30 09:30",
        "--as-of",
        AS_OF,
        "--lang",
        "zh",
    )
    refused = root.run(*command)
    says = "--at: {}约在 2026-11-30，可没有人能去：那天技术员都已排满；请另约日子，或用 technician 写明谁去{}\n"
    assert (refused.exit_code, refused.stderr.startswith(says.format("", "；确实这样说好了，请加 --anyway"))) == (
        1,
        True,
    )
    recorded = root.run(*command, "--anyway")
    assert (recorded.exit_code, says.format("提醒：", "") in recorded.stderr) == (0, True)


def test_a_record_that_is_dated_ahead_is_told(root: Root) -> None:
    """It does not count yet, so the calendar does not have it."""
    add(root, f"record: appointment, date: 2026-11-30, {HERE}, task: window/yearly, {TO_COME}")
    assert said(root) == [
        "warning: records[0].date: the record's date, 2026-11-30, is after 2026-11-23, so it does not count until then; "
        "date is the day on which it was agreed"
    ]


LATE = "23:30–00:30 was agreed, outside the hours in which people go out, 08:00–20:00 (planning.hours in company.yaml; a site's own hours are its visiting)"
SHUT = "2026-12-03 was agreed, when home is closed; agree on another day"


@pytest.mark.parametrize(
    ("site", "at", "says"),
    [
        ("", "2026-12-03 23:30", LATE),
        ("closed: [{from: 2026-12-01, to: 2026-12-10}]", "2026-12-03 09:30", SHUT),
        ("visiting: {weekdays: [mon]}", "2026-12-03 09:30", "2026-12-03 was agreed, on a weekday on which home lets nobody in (only on Mon); agree on another day"),
        ("visiting: {from: '22:00', to: '06:00'}", "2026-12-03 09:30", "09:30–10:30 was agreed, outside the hours in which home lets us in (22:00–06:00); agree on another time"),
        ("visiting: {from: '22:00', to: '06:00'}", "2026-12-03 23:30", None),
    ],
)  # fmt: skip
def test_an_hour_at_which_nobody_goes_out_is_a_slip_unless_it_was_agreed(
    root: Root, site: str, at: str, says: str | None
) -> None:
    """23:30 for 13:30: it is not recorded, but with ``--anyway``; ``check`` goes on telling it."""
    if site:
        root.edit(CUSTOMER, "    region: shanghai\n", f"    region: shanghai\n    {site}\n")
    command = ("record", "appoint", "c-001", "window/yearly", "--at", at, "--as-of", AS_OF)
    first = root.run(*command)
    if says is None:
        assert first.exit_code == 0, first.output
        return
    assert f"--at: {says}; add --anyway where that was agreed nevertheless" in first.stderr.splitlines()
    assert first.exit_code == 1
    assert not (root.path / FILE).exists()
    second = root.run(*command, "--anyway")
    assert second.exit_code == 0, second.output
    assert f"warning: records[0].at: {says}" in said(root)


DAY_OFF, AWAY = "2026-12-05 was agreed, which is not a working day", "钱师傅 (t-01) is away on 2026-12-03; agree on somebody else or another day"  # fmt: skip


@pytest.mark.parametrize(
    ("said_as", "option", "says"),
    [
        (("move", "--to", "2026-12-05", "--reason", "x"), "--to", DAY_OFF),
        (("appoint", "--at", "2026-12-05 09:30"), "--at", DAY_OFF),
        (("appoint", "--at", "2026-12-03 09:30", "--technician", "t-01"), "--technician", AWAY),
    ],
)
def test_a_day_off_is_a_slip_unless_it_was_agreed(root: Root, said_as: tuple[str, ...], option: str, says: str) -> None:
    """Of the company or of whoever was named; agreed nevertheless it is a warning that stops no build, in either order."""
    root.add("schedules/technicians.yaml", "    away: [{from: 2026-12-03, to: 2026-12-03}]\n")
    verb, *more = said_as
    command = ("record", verb, "c-001", "window/yearly", *more, "--as-of", AS_OF)
    first = root.run(*command)
    assert (first.exit_code, (root.path / FILE).exists()) == (1, False)
    assert f"{option}: {says}; add --anyway where that was agreed nevertheless" in first.stderr.splitlines()
    root.edit("schedules/technicians.yaml", "    away: [{from: 2026-12-03, to: 2026-12-03}]\n", "")
    assert root.run(*command, "--anyway").exit_code == 0
    root.add("schedules/technicians.yaml", "    away: [{from: 2026-12-03, to: 2026-12-03}]\n")  # told only afterwards
    assert [line.partition(": ")[0] for line in said(root) if says in line] == ["warning"], said(root)
    assert root.run("check", "--as-of", AS_OF).exit_code == 0


@pytest.mark.parametrize("at", ["2026-12-03 09:30", "2026-12-03 08:30"])
def test_nobody_is_agreed_upon_for_two_places_at_once_unless_that_was_said(root: Root, at: str) -> None:
    """Whichever of the two is the earlier."""
    command = ("record", "appoint", "c-001", "--technician", "t-01", "--as-of", AS_OF, "--at")
    assert root.run(*command, "2026-12-03 09:00", "window/yearly").exit_code == 0
    before = root.tree()
    refused = root.run(*command, at, "floor/polish")
    says = "--at: 钱师傅 (t-01) is with c-001 home from 09:00 to 10:00 on 2026-12-03; nobody is in two places at once, so agree anew on one; add --anyway where that was agreed nevertheless"
    assert (refused.exit_code, says in refused.stderr.splitlines(), root.tree()) == (1, True, before), refused.stderr
    assert root.run(*command, at, "floor/polish", "--anyway").exit_code == 0


def test_a_row_that_agrees_on_a_day_off_to_come_is_refused_unless_it_was_meant(root: Root) -> None:
    """What was agreed for a day that is over is history."""
    table = root.path.parent / "records.csv"
    row = "customer,record,date,task,due,moved to\nc-001,moved,2026-11-20,window/yearly,2027-08-31,{}\n"
    command = ("import", "records", str(table), "--as-of", AS_OF)
    table.write_text(row.format("2026-12-05"))
    refused = root.run(*command)
    told = f"row 2, moved to: {DAY_OFF}; add --anyway where that was agreed nevertheless"
    assert (refused.exit_code, refused.stderr.splitlines()[0]) == (1, told)
    assert root.run(*command, "--anyway", "--dry-run").exit_code == 0
    table.write_text(row.format("2026-11-21"))
    assert root.run(*command, "--dry-run").exit_code == 0


def test_a_cycle_named_by_a_day_of_its_window_is_told(root: Root) -> None:
    """What is written is its date, and which that is."""
    command = ("record", "appoint", "c-001", "floor/polish", "--at", "2026-12-03 09:30", "--as-of", AS_OF, "--dry-run")
    assert "it is for: 2026-11-30 (upcoming)" in root.run(*command, "--due", "2026-12-02").stdout
    assert "it is for" not in root.run(*command, "--due", "2026-11-30").stdout
