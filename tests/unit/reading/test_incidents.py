"""Incidents stand among the records: steps of one number make one incident, and each step is looked at."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from support.company import Root

from generator.due.incidents import incident_cycles
from generator.model.cases import Case, cases
from generator.model.definition import Placed
from generator.model.incidents import Incident
from generator.model.records import Record
from generator.reading.incidents import hours_lie_in_the_past, nobody_waits_in_vain
from generator.reading.load import load

RECORDS = "schedules/records/2026-10.yaml"
BROKEN = """\
  - record: incident
    date: 2026-10-12
    customer: c-001
    site: home
    asset: windows
    incident: {id: 2026-001, kind: repair, received: "2026-10-12 17:20", promise: glass, channel: phone, photos: [a.jpg]}
"""
MENDED = """\
  - record: incident
    date: 2026-10-13
    customer: c-001
    site: home
    technician: t-01
    incident: {id: 2026-001, arrived: "2026-10-13 09:00", done: "2026-10-13 11:00", photos: [b.jpg], cost: {amount: 80, by: company}}
"""


@pytest.fixture
def told(root: Root) -> Root:
    """The small company with one incident, reported and mended."""
    root.add(RECORDS, BROKEN + MENDED)
    return root


def case_in(root: Root, as_of: str = "2026-11-23") -> Case:
    """The one incident as it is known on a day."""
    _, schedules, problems = load(root.path)
    assert [problem for problem in problems if "records" in problem.file] == []
    (case,) = cases(schedules, date.fromisoformat(as_of))
    return case


def complaints(root: Root) -> list[str]:
    """What ``check`` says of records, without the file."""
    return [line.split(": ", 1)[1] for line in root.check() if line.startswith("schedules/records/")]


def test_the_records_of_one_number_make_one_incident(told: Root) -> None:
    """The first says what it is, and the later ones how it went on; photographs and costs are added up."""
    assert complaints(told) == []
    case = case_in(told)
    assert (case.product, case.is_open, case.told.photos) == ("window", False, ("a.jpg", "b.jpg"))
    assert [f"{arrival.at}" for arrival in case.arrivals] == ["2026-10-13 09:00:00"]
    assert [(cost.amount, cost.by) for cost in case.costs] == [(80, "company")]


def test_what_is_recorded_later_is_not_known_before(told: Root) -> None:
    """On the evening of the report it is open, and nobody was there."""
    case = case_in(told, "2026-10-12")
    assert (case.is_open, case.arrivals) == (True, ())


def test_what_comes_back_is_open_again(told: Root) -> None:
    """Reopened, it is neither done nor rechecked; that somebody was there stays so."""
    again = MENDED.replace("2026-10-13", "2026-10-20").partition("    incident:")[0]
    told.add(RECORDS, again + "    incident: {id: 2026-001, reopened: 2026-10-20}\n")
    case = case_in(told)
    assert (case.is_open, len(case.arrivals), case.times_reopened) == (True, 1, 1)


def test_a_step_is_taken_back_by_a_void_that_names_the_incident(told: Root) -> None:
    """Of two incidents of one place and day the number tells which."""
    told.add(
        RECORDS,
        MENDED.replace("2026-001", "2026-002").replace("done:", "kind: repair, received: 2026-10-13 08:00, done:"),
    )
    told.add(
        RECORDS,
        "  - {record: void, date: 2026-10-14, customer: c-001, site: home, reason: typo,"
        " of: {record: incident, date: 2026-10-13, incident: 2026-002}}\n",
    )
    assert case_in(told).told.done is not None


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("kind: repair, ", "", "a record of incident needs incident.kind"),
        ('received: "2026-10-12 17:20", ', "", "a record of incident needs incident.received"),
        ("asset: windows\n    incident", "incident", "a record of incident needs incident.product"),
        ("    incident: {id: 2026-001, kind", "    findings: {id: 2026-001, kind", "expected one text"),
        ("record: incident\n    date: 2026-10-12", "record: completed\n    task: window/yearly\n    date: 2026-10-12", "only a record of incident tells"),
        ("promise: glass", "promise: glas", "unknown promise 'glas'; define it, or correct the slip; did you mean 'glass'?"),
        ("channel: phone", "cause: sun", "unknown cause 'sun'"),
        ("channel: phone", "part: seal", "unknown component 'seal'"),
        ("channel: phone", "channel: pigeon", "'pigeon' is not one of"),
        ('"2026-10-12 17:20"', '"2026-10-14 17:20"', "2026-10-14 lies after the date of this record, 2026-10-12"),
        ("channel: phone", "reopened: 2026-10-20", "2026-10-20 lies after the date of this record, 2026-10-12"),
        ('arrived: "2026-10-13 09:00"', 'arrived: "2026-10-12 09:00"', "arrived 2026-10-12 09:00 lies before what comes first (received)"),
        ("amount: 80", "amount: -80", "must be"),
        ("site: home\n    technician", "site: hut\n    technician", "the incident '2026-001' was registered elsewhere (c-001 home)"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_an_incident_is_told_where_it_stands(told: Root, old: str, new: str, says: str) -> None:
    """Each slip is one line that says what to do."""
    text = (told.path / RECORDS).read_text("utf-8")
    assert old in text
    told.write(RECORDS, text.replace(old, new, 1))
    lines = complaints(told)
    assert any(says in line for line in lines), lines


def test_a_stranger_may_ask_without_a_product(root: Root) -> None:
    """An enquiry needs neither customer nor product."""
    root.add(
        RECORDS,
        "  - {record: incident, date: 2026-10-12,"
        " incident: {id: 2026-001, kind: enquiry, channel: web, received: 2026-10-12 08:00, done: 2026-10-12 08:30}}\n",
    )
    assert complaints(root) == []


def test_old_names_are_read_as_todays(told: Root) -> None:
    """A promise that was renamed is known by its old id."""
    told.write(
        "definitions/services/promises/panes.yaml",
        (told.path / "definitions/services/promises/glass.yaml").read_bytes() + b"formerly: [glass]\n",
    )
    told.remove("definitions/services/promises/glass.yaml")
    assert case_in(told).told.promise == "panes"


def test_an_hour_that_is_still_to_come_has_not_been() -> None:
    """By the clocks of the company; ``agreed`` is of a time to come, and days are told by ``check``."""
    step = Incident(id="1", kind="repair", received=datetime(2026, 11, 23, 15, 0), agreed=datetime(2026, 11, 24, 9, 0))
    record, place = Record(record="incident", date=date(2026, 11, 23), incident=step), Placed("x.yaml", ("records", 0))
    (told,) = hours_lie_in_the_past(record, place, datetime(2026, 11, 23, 14, 59))
    assert (told.code, told.keys) == ("hour_ahead", ("records", 0, "incident", "received"))
    assert told.params == {"found": "2026-11-23 15:00", "now": "2026-11-23 14:59"}
    assert list(hours_lie_in_the_past(record, place, datetime(2026, 11, 23, 15, 0))) == []


def test_whoever_came_is_there_until_a_step_or_the_next_day_says_otherwise(root: Root) -> None:
    """No visit is made yet and no further one is due; with the day over it was one, and the next is due."""
    root.add(RECORDS, BROKEN + MENDED.replace(', done: "2026-10-13 11:00"', ""))
    definitions, schedules, _ = load(root.path)

    def standing(day: int) -> list[tuple[str, str]]:
        cycles = incident_cycles(definitions, schedules, date(2026, 10, day))
        return [
            (cycle.status, f"{cycle.override.at:%d %H:%M}" if cycle.override is not None else "") for cycle in cycles
        ]

    assert [standing(12), standing(13), standing(14)] == [
        [("due", "")],
        [("due", "13 09:00")],
        [("done", ""), ("due", "")],
    ]
    root.add(RECORDS, MENDED.replace('arrived: "2026-10-13 09:00", ', ""))
    definitions, schedules, _ = load(root.path)
    assert standing(13) == [("done", "")]


@pytest.mark.parametrize(
    ("until", "agreed", "as_of", "comes"),
    [
        ("2026-10-15", "", "2026-10-15", True),
        ("2026-10-15", "", "2026-10-16", False),
        ("2026-10-15", ', agreed: "2026-10-16 09:00"', "2026-10-13", False),
        ("2026-10-11", "", "2026-10-12", False),
    ],
)
def test_nobody_comes_where_the_service_has_ended(
    root: Root, until: str, agreed: str, as_of: str, *, comes: bool
) -> None:
    """An incident that is open there is told of, with what to do, instead of being planned."""
    root.add(RECORDS, BROKEN.replace("promise: glass", f"promise: glass{agreed}"))
    root.edit("schedules/customers/c-001.yaml", "tier: A", f"tier: A\nservice: {{until: {until}}}")
    definitions, schedules, _ = load(root.path)
    day = date.fromisoformat(as_of)
    cycles = incident_cycles(definitions, schedules, day)
    assert [cycle.window.last <= date.fromisoformat(until) for cycle in cycles] == ([True] if comes else [])
    told = list(nobody_waits_in_vain(definitions, schedules, day))
    assert [(problem.code, problem.keys, problem.params["found"]) for problem in told] == (
        [] if comes else [("incident_after_service", ("records", 1, "incident", "id"), "2026-001")]
    )
