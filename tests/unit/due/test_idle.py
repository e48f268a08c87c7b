"""What lies in the past is history and no slip: only a record that should have counted is told where it does nothing."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
BOLTS = "definitions/maintenance/window/bolts.yaml"
WINDOW = "definitions/products/window.yaml"


def idle(root: Root, as_of: str = AS_OF) -> list[str]:
    """Where the records stand that concern no cycle, as ``check`` has it; the plan of ``feeds`` tells the same."""
    told = [line for line in root.run("check", "--as-of", as_of).stdout.splitlines() if "concerns no cycle" in line]
    return [match[0] for line in told if (match := re.search(r"records\[\d+\]", line))]


def add(root: Root, *records: str) -> None:
    """Records of ``c-001`` at home beside that of the bolts, which were due on 2026-10-07 and done on 2026-10-09."""
    for record in records:
        root.add(RECORDS, f"  - {{customer: c-001, site: home, {record}}}\n")


@pytest.mark.parametrize("span", ["from: 2026-10-08", "from: 2026-11-01", "until: 2026-10-06", "until: 2026-09-30"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tier: A\n", "tier: A\nservice: {SPAN}\n"),
        ("    region: shanghai\n", "    region: shanghai\n    service: {SPAN}\n"),
        ("quantity: 12}", "quantity: 12, service: {SPAN}}"),
    ],
)
def test_what_was_done_outside_the_service_is_history(root: Root, old: str, new: str, span: str) -> None:
    """The record itself may lie outside, or the cycle that it closed: neither is a slip, for check and for feeds."""
    root.edit(CUSTOMER, old, new.replace("SPAN", span))
    assert idle(root) == []
    assert "concerns no cycle" not in root.run("feeds", "--as-of", AS_OF).stderr


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (CUSTOMER, "tier: A\n", "tier: A\ncontract: {tasks: [window/yearly, floor/polish]}\n"),
        (CUSTOMER, "quantity: 12}", "quantity: 12, without: [window/bolts]}"),
        (CUSTOMER, "quantity: 12}", "quantity: 12, milestones: {installed: 2026-10-20, acceptance: 2026-10-21}}"),
        (CUSTOMER, "move_in: 2026-09-07", "move_in: 2026-12-07, contract_start: 2026-12-01"),
        (CUSTOMER, "move_in: 2026-09-07", "move_in: pending"),
        (CUSTOMER, "acceptance: 2026-08-31", "contract_start: 2026-11-01, acceptance: 2012-05-01"),
        (CUSTOMER, "quantity: 12}", "quantity: 12, rules: {window/bolts: {basis: floating, interval: 1 year}}}"),
        (BOLTS, "  anchor: move_in\n", "  anchor: move_in\n  effective_from: 2026-11-01\n"),
        (BOLTS, "products: [window]\n", "products: [window]\nretired: 2026-10-01\n"),
        (WINDOW, "line: window\n", "line: window\nretired: 2026-10-01\n"),
    ],
)
def test_what_is_asked_for_no_more_makes_no_record_a_slip(root: Root, file: str, old: str, new: str) -> None:
    """Left out of the contract, replaced, begun later, given up, pending, or counted from the last completion now."""
    root.edit(file, old, new)
    assert idle(root) == []


@pytest.mark.parametrize(
    "span", ["", "tier: A\nservice: {from: 2026-09-01}\n", "tier: A\nservice: {until: 2030-01-01}\n"]
)
def test_what_was_served_and_closes_nothing_is_told(root: Root, span: str) -> None:
    """The yearly check is due in August: October is too early. So is a repeat, and a day that names no cycle."""
    root.edit(CUSTOMER, "tier: A\n", span or "tier: A\n")
    add(
        root,
        "record: completed, date: 2026-10-12, task: window/yearly",
        "record: completed, date: 2026-10-10, task: window/bolts",
        "record: moved, date: 2026-10-13, task: window/yearly, due: 2026-12-24, to: 2027-01-05",
    )
    assert idle(root) == ["records[1]", "records[2]", "records[3]"]


AGREED = "record: appointment, date: 2026-10-20, task: window/yearly, at: 2026-12-07 09:00"


@pytest.mark.parametrize(
    "later",
    [
        "record: appointment, date: 2026-11-02, task: window/yearly, at: 2026-12-09 09:00",
        "record: moved, date: 2026-11-02, task: window/yearly, to: 2026-12-09",
        "record: completed, date: 2026-11-20, task: window/yearly",
        "record: completed, date: 2026-11-20, tasks: [window/yearly], asset: windows",
        "record: skipped, date: 2026-11-20, task: window/yearly, reason: away",
        "record: skipped, date: 2026-11-20, task: window/yearly, due: 2027-08-31, reason: away",
    ],
)
def test_what_was_agreed_counted_until_a_later_record_settled_it(root: Root, later: str) -> None:
    """Agreed anew, done sooner or given up: both records did something in their time."""
    add(root, AGREED, later)
    assert idle(root) == []


def test_what_was_agreed_for_no_cycle_is_told_whatever_was_done_since(root: Root) -> None:
    """A move that names a day on which nothing is due did nothing, though the work itself was agreed on later."""
    add(root, "record: moved, date: 2026-10-13, task: window/yearly, due: 2026-12-24, to: 2027-01-05")
    add(root, f"{AGREED}, due: 2027-08-31")
    assert idle(root) == ["records[1]"]


@pytest.mark.parametrize(("kind", "status"), [("completed", "done"), ("skipped", "skipped")])
def test_work_is_settled_near_the_day_that_was_agreed_for_it(root: Root, kind: str, status: str) -> None:
    """Though its own date is far off; without the appointment it would be too early to count."""
    add(root, AGREED, f"record: {kind}, date: 2026-11-20, task: window/yearly, reason: away")
    first, *_ = root.agenda("--from", "2026-10-01", "--task", "window/yearly")
    assert first["status"] == status


def test_a_call_after_a_visit_before_the_service_is_history(root: Root) -> None:
    """The visit that it followed is none of this service, and the call does nothing for it."""
    call = (root.path / BOLTS).read_text("utf-8").replace("anchor: move_in", "anchor: service_done")
    call = call.replace("threshold: 1 month", "threshold: 3 days").replace(
        "products: [window]", "products: [window]\nchannel: phone"
    )
    root.write("definitions/maintenance/window/call.yaml", call)
    add(root, "record: completed, date: 2026-10-12, task: window/call")
    assert idle(root) == []
    root.edit(CUSTOMER, "tier: A\n", "tier: A\nservice: {from: 2026-10-11}\n")
    assert idle(root) == []


NAMED = "date: 2026-11-20, task: window/yearly, asset: windows"


@pytest.mark.parametrize(
    ("record", "says"),
    [
        (f"record: skipped, reason: 停业, due: 2027-06-01, {NAMED}", "error: records[1].due: this record concerns no cycle: there is no 2027-06-01; the nearest are 2027-08-31, 2028-08-31; correct it, or take it back with record: void"),
        (f"record: moved, to: 2027-06-09, due: 2027-06-01, {NAMED}", "error: records[1].due: this record concerns no cycle: there is no 2027-06-01; the nearest are 2027-08-31, 2028-08-31; correct it, or take it back with record: void"),
        (f"record: appointment, at: '2027-06-09 09:00', cycle: 60, {NAMED}", "error: records[1].cycle: this record concerns no cycle: there is no 60; the nearest are 2027-08-31, 2028-08-31; correct it, or take it back with record: void"),
        (f"record: skipped, reason: 停业, due: 2026-11-02, {NAMED}", "warning: records[1]: this record concerns no cycle"),
        (f"record: completed, due: 2027-06-01, {NAMED}", "warning: records[1]: this record concerns no cycle"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("basis", ["fixed", "floating", "window"])
def test_a_cycle_to_come_that_does_not_exist_is_a_mistake(root: Root, record: str, says: str, basis: str) -> None:
    """With the nearest ones; what is past, and what was done, is a warning. A rule that counts from the last time, too."""
    root.edit(YEARLY, "  interval: 1 year\n", f"  interval: 1 year\n  basis: {basis}\n")
    add(root, record)
    (line,) = [line for line in root.check() if "concerns no cycle" in line]
    if basis != "fixed":  # what follows rests on the next one
        says = says.replace(", 2028-08-31", "")
    assert line.split(": ", 1)[1].startswith(says.removeprefix("error: "))
