"""An appointment is a fact: what speaks against it is told, in both languages, and nobody is replaced."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root

TEAM = "schedules/technicians.yaml"
FILE = "schedules/records/2026-12.yaml"
SECOND = """\
name: 公输先生
tier: A
sites:
  - id: home
    name: 七里坊
    region: {region}
    address: 上海市七里路 9 号
    milestones: {{acceptance: 2026-08-31, move_in: 2026-09-07}}
    assets:
      - {{id: windows, name: 外窗, product: window, quantity: 4}}
"""


DONE = "schedules/records/2026-10.yaml"


def agreed(root: Root, *records: str) -> list[str]:
    """What ``check`` says of records, each of which is about the yearly check of ``c-001`` unless it says otherwise."""
    usual = {"customer": "c-001", "site": "home", "task": "window/yearly"}
    lines = ["records:"]
    for record in records:
        given = dict(part.split(": ", 1) for part in record.split("; "))
        lines.append("  - {" + ", ".join(f"{key}: {value}" for key, value in (usual | given).items()) + "}")
    root.write(FILE, "\n".join(lines) + "\n")
    return said(root)


def said(root: Root) -> list[str]:
    """The problems of records and technicians, without their files; that they are of a later day is told elsewhere."""
    told = [found[0] for line in root.check() if (found := re.search(r"(records|technicians)\[.*", line))]
    return [line for line in told if "does not count until then" not in line]


APPOINTMENT = "record: appointment; date: 2026-12-01"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (f"{APPOINTMENT}; at: 2025-12-22 14:00", "records[0].at: 2025-12-22 14:00 lies before the record's own date, 2026-12-01; correct the year or the day; did you mean '2026-12-22 14:00'?"),
        (f"{APPOINTMENT}; at: 2026-02-03 09:00", "records[0].at: 2026-02-03 09:00 lies before the record's own date, 2026-12-01; correct the year or the day; did you mean '2027-02-03 09:00'?"),
        ("record: moved; date: 2026-12-01; to: 2016-12-22", "records[0].to: 2016-12-22 lies before the record's own date, 2026-12-01; correct the year or the day; did you mean '2026-12-22'?"),
        ("record: moved; date: 2026-12-01; to: 2026-11-30", "records[0].to: 2026-11-30 lies before the record's own date, 2026-12-01; correct the year or the day"),
        ("record: moved; date: 2026-12-01; to: 2024-02-29", "records[0].to: 2024-02-29 lies before the record's own date, 2026-12-01; correct the year or the day; did you mean '2028-02-29'?"),
    ],
)  # fmt: skip
def test_what_was_agreed_for_the_past_is_a_slip_of_the_year(root: Root, record: str, says: str) -> None:
    """It stops the build, and the year that was meant is proposed where the day lies far off."""
    assert agreed(root, record) == [says]
    assert root.run("check", "--as-of", AS_OF).exit_code == 1


@pytest.mark.parametrize(
    "record", [f"{APPOINTMENT}; at: 2026-12-01 09:00", "record: moved; date: 2026-12-01; to: 2026-12-01"]
)
def test_what_was_agreed_for_the_same_day_or_later_is_fine(root: Root, record: str) -> None:
    """A visit may be agreed on in the morning for the afternoon."""
    assert agreed(root, record) == []


@pytest.mark.parametrize(
    ("edit", "record", "says"),
    [
        ("", "at: 2026-12-05 09:00", "records[0].at: '2026-12-05' was agreed, which is not a working day; if that is meant, leave it"),
        ("", "at: 2026-12-03 09:00; minutes: 30", "records[0].minutes: 30 minutes were agreed for work that takes 60; allow more, or make two visits of it"),
        ("    away: [{from: 2026-12-03, to: 2026-12-03}]\n", "at: 2026-12-03 09:00; technician: t-01", "records[0].technician: 钱师傅 (t-01) is away on 2026-12-03; agree on somebody else or another day"),
        ("    away: [{from: 2026-12-01, to: 2026-12-03, reason: 病假}]\n", "at: 2026-12-03 09:00; technician: t-01", "records[0].technician: 钱师傅 (t-01) is away on 2026-12-03; agree on somebody else or another day"),
        ("    employed: {until: 2026-12-02}\n", "at: 2026-12-03 09:00; technician: t-01", "records[0].technician: 钱师傅 (t-01) leaves on 2026-12-02 and cannot go on 2026-12-03; agree on somebody else or another day"),
        ("    employed: {from: 2026-12-04}\n", "at: 2026-12-03 09:00; technician: t-01", "records[0].technician: 钱师傅 (t-01) begins on 2026-12-04 and cannot go on 2026-12-03; agree on somebody else or another day"),
        ("  - {id: t-02, name: 孙师傅, skills: [stone], regions: [shanghai], capacity: 7 hours}\n", "at: 2026-12-03 09:00; technician: t-02", "records[0].technician: 孙师傅 (t-02) was agreed on and lacks the skill 'window'; agree on somebody else"),
        ("  - {id: t-02, name: 孙师傅, skills: [window], regions: [shanghai], capacity: {mon: 7 hours}}\n", "at: 2026-12-03 09:00; technician: t-02", "records[0].technician: 孙师傅 (t-02) is away on 2026-12-03; agree on somebody else or another day"),
        ("  - {id: t-02, name: 孙师傅, skills: [window], regions: [suzhou], capacity: 7 hours}\n", "at: 2026-12-03 09:00; technician: t-02", "records[0].technician: 孙师傅 (t-02) was agreed on and does not work in the region shanghai; agree on somebody else, or add it to regions there"),
    ],
)  # fmt: skip
def test_what_speaks_against_an_appointment_is_a_warning(root: Root, edit: str, record: str, says: str) -> None:
    """It stops nothing: whoever agreed may know better."""
    region = "  suzhou: {name: {zh: 苏州, en: Suzhou}, seasons: east, exposure: coast}\nexposures:\n"
    root.edit("definitions/company.yaml", "exposures:\n", region)
    root.add(TEAM, edit)
    root.edit(DONE, "    technician: t-01\n", "")
    found = agreed(root, f"{APPOINTMENT}; {record}")
    assert found == [says.replace("'2026-12-05'", "2026-12-05")]
    assert root.run("check", "--as-of", AS_OF).exit_code == 0


def test_what_a_later_record_settled_is_not_told_any_more(root: Root) -> None:
    """Agreed anew, done, skipped or taken back: the first appointment binds nobody."""
    first = "record: appointment; date: 2026-11-19; at: 2026-12-05 09:00"
    for later in (
        "record: appointment; date: 2026-12-02; at: 2026-12-07 09:00",
        "record: moved; date: 2026-12-02; to: 2026-12-07",
        "record: skipped; date: 2026-11-20; reason: 客户外出",
    ):
        assert agreed(root, first, later) == []
    assert (
        len(agreed(root, first, "record: appointment; date: 2026-12-02; at: 2026-12-07 09:00; task: window/bolts")) == 1
    )


BOTH = "customer: c-002; technician: t-01"


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("at: 2026-12-03 09:00", "at: 2026-12-03 09:59", ["records[1].at: 钱师傅 (t-01) is with c-001 home from 09:00 to 10:00 on 2026-12-03; nobody is in two places at once, so agree anew on one"]),
        ("at: 2026-12-03 09:00; minutes: 90", "at: 2026-12-03 10:29", ["records[1].at: 钱师傅 (t-01) is with c-001 home from 09:00 to 10:30 on 2026-12-03; nobody is in two places at once, so agree anew on one"]),
        ("at: 2026-12-03 09:00", "at: 2026-12-03 10:00", []),
        ("at: 2026-12-03 09:00", "at: 2026-12-04 09:00", []),
    ],
)  # fmt: skip
def test_nobody_is_in_two_places_at_once(root: Root, first: str, second: str, says: list[str]) -> None:
    """Two times that overlap, by what was agreed or by how long the work takes."""
    root.write("schedules/customers/c-002.yaml", SECOND.format(region="shanghai"))
    found = agreed(root, f"{APPOINTMENT}; technician: t-01; {first}", f"{APPOINTMENT}; {BOTH}; {second}")
    assert found == says


def test_nobody_is_in_two_regions_on_one_day(root: Root) -> None:
    """Whatever the hours."""
    region = "  suzhou: {name: {zh: 苏州, en: Suzhou}, seasons: east, exposure: coast}\nexposures:\n"
    root.edit("definitions/company.yaml", "exposures:\n", region)
    root.write("schedules/customers/c-002.yaml", SECOND.format(region="suzhou"))
    root.edit(TEAM, "regions: [shanghai]", "regions: [shanghai, suzhou]")
    found = agreed(
        root, f"{APPOINTMENT}; technician: t-01; at: 2026-12-03 09:00", f"{APPOINTMENT}; {BOTH}; at: 2026-12-03 15:00"
    )
    assert found == [
        "records[1].at: 钱师傅 (t-01) is agreed on in two regions on 2026-12-03 (shanghai, with c-001 home, and suzhou); "
        "a day is for one, so agree anew on the other"
    ]


def test_a_visit_is_not_put_off_beyond_the_next(root: Root) -> None:
    """The floor is polished every month: what is moved by two months is given up, and should be recorded so."""
    root.edit("definitions/maintenance/floor/polish.yaml", "  adjust: following\n", "  basis: floating\n")
    polish = "asset: hall; task: floor/polish; record: moved; date: 2026-10-01"
    assert agreed(root, f"{polish}; to: 2026-11-24") == [
        "records[0].to: moved to 2026-11-24, when floor/polish is due the next time (2026-10-30); "
        "if this time is given up, record it as skipped"
    ]
    assert [line for line in agreed(root, f"{polish}; to: 2026-10-12") if "has passed" not in line] == []


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("    employed: {from: 2026-12-01, until: 2026-11-30}\n", ["technicians[0].employed.until: until 2026-11-30 lies before from 2026-12-01"]),
        ("    away: [{from: 2026-12-02, to: 2026-12-01}]\n", ["technicians[0].away[0].to: to 2026-12-01 lies before from 2026-12-02"]),
        ("    away: [{from: 2026-12-02, to: 2026-12-02}]\n", []),
    ],
)  # fmt: skip
def test_days_of_people_run_forwards(root: Root, line: str, says: list[str]) -> None:
    """An employment or an absence that ends before it begins is a slip."""
    root.add(TEAM, line)
    assert said(root) == says


@pytest.mark.parametrize(
    ("capacity", "says"),
    [
        ("7", "technicians[0].capacity: 7 is not a working time; write 45 minutes or 2 hours"),
        ("{monday: 7 hours}", 'technicians[0].capacity: {"monday": "7 hours"} is not the time of a working day; write 7 hours, or {mon: 7 hours, sat: 3 hours} (a weekday that is not named is off)'),
        ("{mon: 7}", 'technicians[0].capacity: {"mon": 7} is not the time of a working day; write 7 hours, or {mon: 7 hours, sat: 3 hours} (a weekday that is not named is off)'),
        ("{mon: lang}", "technicians[0].capacity: 'lang' is not a working time; write 45 minutes or 2 hours"),
        ("25 hours", "technicians[0].capacity: '25 hours' is not the time of a working day; write 7 hours, or {mon: 7 hours, sat: 3 hours} (a weekday that is not named is off)"),
        ("{mon: 1441 minutes}", "technicians[0].capacity: '1441 minutes' is not the time of a working day; write 7 hours, or {mon: 7 hours, sat: 3 hours} (a weekday that is not named is off)"),
        ("{}", "technicians[0].capacity: {} is not the time of a working day; write 7 hours, or {mon: 7 hours, sat: 3 hours} (a weekday that is not named is off)"),
    ],
)  # fmt: skip
def test_a_working_time_that_is_none_is_told(root: Root, capacity: str, says: str) -> None:
    """The message shows both ways to write it."""
    root.edit(TEAM, "capacity: 7 hours", f"capacity: {capacity}")
    assert said(root) == [says]
