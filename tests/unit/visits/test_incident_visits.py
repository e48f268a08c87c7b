"""An open incident is a visit: it comes before what can wait, moves with what is known, and closes with a record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from support.company import Root

RECORDS = "schedules/records/2026-11.yaml"
REPORTED = """\
records:
  - record: incident
    date: 2026-11-23
    customer: c-001
    site: home
    asset: windows
    incident: {id: 2026-001, kind: repair, received: "2026-11-23 17:20", promise: glass, says: 北窗玻璃裂了}
"""
CAME = """\
  - record: incident
    date: 2026-11-24
    customer: c-001
    site: home
    technician: t-01
    incident: {id: 2026-001, arrived: "2026-11-24 09:00"}
"""
DONE = """\
  - record: incident
    date: 2026-11-26
    customer: c-001
    site: home
    technician: t-01
    incident: {id: 2026-001, arrived: "2026-11-26 09:00", done: "2026-11-26 11:00"}
"""


def events(feeds: Mapping[str, bytes], holder: str) -> list[dict[str, str]]:
    """The events of the incident in a feed, by day: each property's value."""
    text = feeds[holder].decode().replace("\r\n ", "").replace("\r\n", "\n")
    told = [
        dict(reversed(re.findall(r"^([A-Z-]+)[;:](?:VALUE=DATE:)?(.*)$", event, re.MULTILINE)))  # an alarm's come last
        for event in re.findall(r"BEGIN:VEVENT\n(.*?)END:VEVENT", text, re.DOTALL)
    ]
    return sorted((event for event in told if "2026-001" in event["DESCRIPTION"]), key=lambda event: event["DTSTART"])


def on(root: Root, day: str) -> dict[str, bytes]:
    """The feeds as they are built on a day."""
    return root.feeds("--as-of", day)


def test_an_open_incident_stands_in_both_calendars_with_its_deadline(root: Root) -> None:
    """On the first working day, and the text says by when the promise is to be kept."""
    root.write(RECORDS, REPORTED)
    feeds = on(root, "2026-11-23")
    for holder in ("customer c-001", "technician t-01"):
        (event,) = events(feeds, holder)
        assert event["DTSTART"] == "20261123"
        assert "事项 2026-001：承诺到现场，最迟 2026-11-24 17:20" in event["DESCRIPTION"]
    assert "北窗玻璃裂了" in events(feeds, "technician t-01")[0]["DESCRIPTION"]
    assert "北窗玻璃裂了" not in events(feeds, "customer c-001")[0]["DESCRIPTION"]


def test_it_moves_under_its_uid_and_closes_with_the_record(root: Root) -> None:
    """Nobody came on the first day; who came on the second could not finish, and came again: two visits, each told once."""
    root.write(RECORDS, REPORTED)
    first = events(on(root, "2026-11-23"), "customer c-001")[0]
    waits = events(on(root, "2026-11-24"), "customer c-001")[0]
    assert (waits["UID"], waits["DTSTART"]) == (first["UID"], "20261123")
    assert waits["SUMMARY"] == "【待确认】上门处理：玻璃破损"
    root.add(RECORDS, CAME)
    came, again = events(on(root, "2026-11-25"), "customer c-001")
    assert (came["UID"], came["DTSTART"]) == (first["UID"], "20261124")
    assert again["DTSTART"] == "20261125"
    root.add(RECORDS, DONE)
    closed = events(on(root, "2026-11-27"), "customer c-001")
    assert [(event["UID"], event["DTSTART"]) for event in closed] == [
        (first["UID"], "20261124"),
        (again["UID"], "20261126"),
    ]
    assert [event["SUMMARY"] for event in closed] == ["【已完成】上门处理：玻璃破损"] * 2


def test_it_goes_on_the_next_working_day_where_nobody_came(root: Root) -> None:
    """Somebody waits: after one working day in silence the visit moves, with a higher number and the same name."""
    root.write(RECORDS, REPORTED)
    first = events(on(root, "2026-11-23"), "technician t-01")[0]
    moved = events(on(root, "2026-11-25"), "technician t-01")[0]
    assert (moved["UID"], moved["DTSTART"]) == (first["UID"], "20261125")
    assert int(moved["SEQUENCE"]) > int(first["SEQUENCE"])


def test_it_is_placed_before_what_can_wait(root: Root) -> None:
    """A full day makes way: what was told for it is done on another day of its window."""
    root.edit("schedules/technicians.yaml", "capacity: 7 hours", "capacity: 2 hours")
    root.edit("schedules/customers/c-001.yaml", "acceptance: 2026-08-31", "acceptance: 2025-11-24")
    before = {row["task"]: row["planned"] for row in root.agenda("--from", "2026-11-23", "--to", "2026-12-31")}
    on(root, "2026-11-23")
    root.write(RECORDS, REPORTED.replace("17:20", "08:00"))
    after = root.agenda("--from", "2026-11-23", "--to", "2026-12-31")
    incident = [row for row in after if row["task"] == "incident/2026-001"]
    assert [(row["planned"], row["technician"]) for row in incident] == [("2026-11-23", "t-01")]
    assert "window/yearly" in before


def test_an_agreed_time_is_told_as_any_appointment(root: Root) -> None:
    """What was agreed with the customer stands at its hour."""
    root.write(RECORDS, REPORTED.replace("promise: glass", 'promise: glass, agreed: "2026-11-24 10:00"'))
    (event,) = events(on(root, "2026-11-23"), "customer c-001")
    assert event["DTSTART"] == "TZID=Asia/Shanghai:20261124T100000"


def test_an_enquiry_that_was_answered_at_once_is_no_visit(root: Root) -> None:
    """Nobody had to call back; a stranger has no calendar."""
    root.write(
        RECORDS,
        REPORTED.replace("kind: repair", "kind: enquiry").replace("promise: glass", 'done: "2026-11-23 17:30"'),
    )
    assert events(on(root, "2026-11-23"), "customer c-001") == []


def test_it_is_explained_by_its_report_and_its_promise(root: Root) -> None:
    """No interval is told of what has none; it is asked for by its number, as lists show it."""
    root.write(RECORDS, REPORTED)
    (row,) = [row for row in root.agenda() if row["task"] == "incident/2026-001"]
    assert row["explanation"].startswith(
        "Incident 2026-001, reported 2026-11-23 17:20. Promised: on site by 2026-11-24 17:20. It is in time from"
    )
    for asked in (("c-001", "incident/2026-001"), ("c-001", "2026-001"), ("2026-001",)):
        told = root.run("explain", *asked, "--as-of", "2026-11-23").stdout
        assert "Promised: on site by 2026-11-24 17:20." in told
    unknown = root.run("explain", "2026-009", "--as-of", "2026-11-23")
    says = "there is no complaint, repair or enquiry '2026-009'; there are 2026-001"
    assert (unknown.exit_code, unknown.stderr) == (1, f"{says}\n")
    listed = root.run("agenda", "--task", "2026-001", "--as-of", "2026-11-23").stdout.splitlines()
    assert listed[0].endswith(", only Incident 2026-001"), listed
    assert "2026-11-23" in listed[3], listed


def test_where_nothing_was_promised_nothing_is_in_time(root: Root) -> None:
    """How long it may wait is the company's own measure, and said as that."""
    root.write(RECORDS, REPORTED.replace("promise: glass, ", ""))
    told = root.run("explain", "2026-001", "--as-of", "2026-11-23").stdout
    says = "No time was promised for it; it counts as overdue after 2027-01-18 (planning.backlog)."
    assert (says in told, "in time" in told) == (True, False), told


def test_the_customers_page_tells_what_was_done_for_it(root: Root) -> None:
    """What is for the customer to read stands there; what staff noted does not."""
    root.write(
        RECORDS,
        REPORTED
        + CAME.replace("technician: t-01", "technician: t-01\n    told: 已临时封板，明天换玻璃\n    findings: 缺压条"),
    )
    on(root, "2026-11-25")
    (page,) = [
        text
        for path in (root.path / "feeds").glob("*.html")
        if "诸葛先生" in (text := path.read_text("utf-8")) or "已临时封板" in text
    ]
    assert (page.count("已临时封板，明天换玻璃"), "缺压条" in page) == (1, False)
