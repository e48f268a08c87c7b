"""Who is said to have gone was there: nobody who had left, or had not begun, did any work; who was away is asked about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from support.company import written
from support.engine import records
from support.small import SMALL

from generator.desk.incidents import Step, told_of
from generator.desk.proving import said_of
from generator.desk.recording import recorded
from generator.desk.said import Said, Verb
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.load import read_sound
from generator.reading.words import own_words
from generator.text.located import Stopped

Company = tuple[Definitions, Schedules]
AS_OF = date(2026, 11, 23)
WORDS = own_words().words
TEAM = SMALL["schedules/technicians.yaml"]
LEFT = (
    "钱师傅 (t-01) left on 2026-11-19 and cannot have been there on 2026-11-20; correct the day or the technician, or "
    "until in schedules/technicians.yaml where that is wrong"
)
NEW = (
    "钱师傅 (t-01) began on 2026-11-21 and cannot have been there on 2026-11-20; correct the day or the technician, or "
    "from in schedules/technicians.yaml where that is wrong"
)
AWAY = (
    "钱师傅 (t-01) was away on 2026-11-20; correct the day or the technician, or away in schedules/technicians.yaml "
    "where they did go"
)
CASES = [
    ("employed: {until: 2026-11-19}", LEFT),
    ("employed: {until: 2026-11-20}", ""),
    ("employed: {from: 2026-11-21}", NEW),
    ("employed: {from: 2026-11-20}", ""),
    ("away: [{from: 2026-11-18, to: 2026-11-20}]", AWAY),
    ("days_off: [2026-11-20]", AWAY),
]


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Company]:
    """The small company with each way in which its technician may not be there."""
    folder = tmp_path_factory.mktemp("team")

    def read(number: int, more: str) -> Company:
        return read_sound(_in(folder / str(number), f"{TEAM}    {more}\n"))

    return {more: read(number, more) for number, (more, _) in enumerate(CASES)}


def _in(folder: Path, team: str) -> Path:
    kept = {file: text for file, text in SMALL.items() if not file.startswith("schedules/records")}
    return written({**kept, "schedules/technicians.yaml": team}, folder).path


DONE = "{record: completed, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, technician: t-01}"
SKIPPED = "{record: skipped, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, technician: t-01, reason: 没人}"


@pytest.mark.parametrize("record", [DONE, SKIPPED])
@pytest.mark.parametrize(("more", "says"), CASES)
def test_check_warns_of_work_by_somebody_who_was_not_there(
    teams: dict[str, Company], more: str, says: str, record: str
) -> None:
    """By name, with the day from or to which they are there, and what to do."""
    definitions, schedules = teams[more]
    after = replace(schedules, records=records(f"[{record}]"))
    told = [problem for problem in said_of(definitions, after, AS_OF) if problem.code.startswith("done_by")]
    assert [problem.message(WORDS["en"]) for problem in told] == ([says] if says else [])
    assert {problem.level for problem in told} <= {"warning"}


@pytest.mark.parametrize(("more", "says"), CASES)
def test_a_record_of_work_by_somebody_gone_is_refused(teams: dict[str, Company], more: str, says: str) -> None:
    """Who had left or not begun; somebody who was away may have come after all, and is told of."""
    definitions, schedules = teams[more]
    said = Said(verb="done", customer="c-001", task="floor/polish", technician="t-01", on=date(2026, 11, 20))
    try:
        told = recorded(said, definitions, schedules, AS_OF).told
        is_refused = False
    except Stopped as stopped:
        told, is_refused = list(stopped.problems), True
    assert [problem.message(WORDS["en"]) for problem in told] == ([says] if says else [])
    assert is_refused == (says in (LEFT, NEW))


@pytest.mark.parametrize(
    ("verb", "more", "says"),
    [
        ("appoint", "employed: {until: 2026-11-19}", "钱师傅（t-01）2026-11-19 之后不在职，2026-11-24 去不了；请与客户另约人或另约日子"),
        ("move", "employed: {until: 2026-11-20}", "钱师傅（t-01）2026-11-20 之后不在职，2026-11-24 去不了；请与客户另约人或另约日子"),
    ],
)  # fmt: skip
def test_nobody_is_agreed_on_who_leaves_before(teams: dict[str, Company], verb: Verb, more: str, says: str) -> None:
    """Whatever the verb: it is the day that was agreed that counts."""
    definitions, schedules = teams[more]
    said = Said(verb=verb, customer="c-001", task="floor/polish", technician="t-01", on=AS_OF)
    moment = datetime(2026, 11, 24, 9)
    said = replace(said, at=moment) if verb == "appoint" else replace(said, to=moment.date())
    with pytest.raises(Stopped) as stopped:
        recorded(said, definitions, schedules, AS_OF)
    assert [problem.message(WORDS["zh"]) for problem in stopped.value.problems] == [says]


GONE = "钱师傅 (t-01) leaves on 2026-11-19 and cannot go on {day}; agree on somebody else or another day"


@pytest.mark.parametrize(
    ("told", "more", "says"),
    [
        ({"received": "2026-11-23 08:20"}, "employed: {until: 2026-11-19}", GONE.format(day="2026-11-23")),
        ({"received": "2026-11-23 08:20", "agreed": "2026-11-24 09:00"}, "employed: {until: 2026-11-19}", GONE.format(day="2026-11-24")),
        ({"received": "2026-11-23 08:20"}, "employed: {from: 2026-11-21}", ""),
        ({"received": "2026-11-23 08:20", "arrived": "2026-11-23 09:00"}, "employed: {until: 2026-11-19}", LEFT.replace("2026-11-20", "2026-11-23")),
        ({"received": "2026-11-23 08:20", "agreed": "2026-11-28 09:00"}, "employed: {from: 2026-11-21}", "2026-11-28 was agreed, which is not a working day; add --anyway where that was agreed nevertheless"),
    ],
)  # fmt: skip
def test_an_incident_is_given_to_nobody_who_is_gone(
    teams: dict[str, Company], told: dict[str, str], more: str, says: str
) -> None:
    """At receipt, for the time that was agreed and for the hour of coming, by the sentences of an appointment."""
    definitions, schedules = teams[more]
    step = Step(
        id="1",
        on=AS_OF,
        told={"kind": "repair", **told},
        customer="c-001",
        site="home",
        asset="windows",
        technician="t-01",
    )
    try:
        told_of(step, definitions, schedules, AS_OF)
        problems = []
    except Stopped as stopped:
        problems = list(stopped.problems)
    assert [problem.message(WORDS["en"]) for problem in problems] == ([says] if says else [])
    if "was agreed" in says:
        _, warned = told_of(replace(step, anyway=True), definitions, schedules, AS_OF)
        assert "agreed_on_day_off" in [problem.code for problem in warned]


def test_what_is_agreed_for_an_incident_is_held_to_what_an_appointment_is(teams: dict[str, Company]) -> None:
    """Region and skill, the way and the hours of a day, and a day that passed without a word, wherever it was written."""
    definitions, schedules = teams["employed: {until: 2026-11-20}"]
    stranger = replace(schedules.technicians["t-01"], regions=(), skills=())
    schedules = replace(schedules, technicians={"t-01": stranger})
    incident = "{id: '1', kind: repair, received: 2026-11-17 08:20, agreed: 2026-11-18 09:00}"
    begun = (
        "{record: incident, date: 2026-11-17, customer: c-001, site: home, asset: windows, technician: t-01, incident: "
    )
    told = said_of(definitions, replace(schedules, records=records(f"[{begun}{incident}}}]")), AS_OF)
    ours = [(problem.code, problem.keys[-1]) for problem in told if problem.code.startswith("agreed_")]
    assert ours == [
        ("agreed_elsewhere", "technician"),
        ("agreed_without_skill", "technician"),
        ("agreed_passed", "agreed"),
    ]
    done = incident.replace("}", ", arrived: 2026-11-18 09:10, done: 2026-11-18 10:00}")
    later = begun.replace("2026-11-17", "2026-11-18")
    told = said_of(definitions, replace(schedules, records=records(f"[{later}{done}}}]")), AS_OF)
    assert [problem.code for problem in told if problem.code.startswith("agreed_")] == []
