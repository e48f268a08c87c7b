"""What technicians hand on of an incident: a step of it, taken in once, and only while it is open."""

from __future__ import annotations

import pytest
from click.testing import Result
from support.company import Root

RECORDS = "schedules/records/2026-11.yaml"
AS_OF = "2026-11-24"
REPORTED = """\
records:
  - record: incident
    date: 2026-11-23
    customer: c-001
    site: home
    asset: windows
    incident: {id: 2026-001, kind: repair, received: "2026-11-23 17:20", promise: glass}
"""
CLOSED = """\
  - record: incident
    date: 2026-11-24
    customer: c-001
    site: home
    incident: {id: 2026-001, done: "2026-11-24 07:30"}
"""
FILE = """\
---
aftercare: report/1
company: small.example
page: 2026-11-23
reports:
  - kind: visit
    visit: "v-1@small.example"
    customer: c-001
    site: home
    technician: t-01
    date: 2026-11-24
    work:
      - task: incident/2026-001
        asset: windows
        due: 2026-11-23
        done: true
        materials: {"密封胶": 2}
        findings: 缺压条
        told: 已换玻璃
        incident: {arrived: "2026-11-24 09:00", done: "2026-11-24 11:00", cost: {amount: 680, by: customer}}
    photos: ["IMG_1.jpg"]
    signed: 诸葛
    signature: "M1 2l3 4"
...
"""
STEP = """\
  - record: incident
    date: 2026-11-24
    customer: c-001
    site: home
    asset: windows
    technician: t-01
    findings: 缺压条
    told: 已换玻璃
    materials: {密封胶: 2}
    signed: 诸葛
    signature: M1 2l3 4
    incident: {id: 2026-001, arrived: '2026-11-24 09:00', done: '2026-11-24 11:00', photos: [IMG_1.jpg], cost: {amount: 680, by: customer}}
"""
NOT_DONE = FILE.replace("done: true", "done: false\n        reason: 要订玻璃").replace(', done: "2026-11-24 11:00"', "")


@pytest.fixture
def reported(root: Root) -> Root:
    """The small company where a pane is broken."""
    root.write(RECORDS, REPORTED)
    return root


def hand_on(root: Root, text: str) -> Result:
    """What ``aftercare record --from`` answers to a file with this ``text``."""
    root.write("../handed.txt", text)
    result = root.run("record", "--from", str(root.path.parent / "handed.txt"), "--as-of", AS_OF)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_was_done_for_an_incident_becomes_a_step_of_it_once(reported: Root) -> None:
    """All that the form asks; ``check`` has nothing against it, nobody has to come again, and twice does no harm."""
    reported.feeds("--as-of", "2026-11-23")
    first = hand_on(reported, FILE)
    assert (first.exit_code, first.stderr) == (0, "")
    assert (reported.path / RECORDS).read_text("utf-8") == REPORTED + STEP
    assert reported.check("--as-of", AS_OF)[-1].startswith("no problems")
    feeds = reported.feeds("--as-of", "2026-11-25")
    for holder, summary in (("customer c-001", "上门处理：玻璃破损"), ("technician t-01", "六合苑：玻璃破损")):
        assert f"SUMMARY:【已完成】{summary}\r\n" in feeds[holder].decode()
    again = hand_on(reported, FILE)
    assert (again.exit_code, "stood there already and were not added again: 1" in again.stdout) == (0, True)
    other = hand_on(reported, FILE.replace("680", "700"))
    assert (other.exit_code, "says otherwise in: incident.cost; it was left out" in other.stderr) == (0, True)
    assert (reported.path / RECORDS).read_text("utf-8") == REPORTED + STEP


def test_who_was_there_and_could_not_finish_is_noted_and_somebody_comes_again(reported: Root) -> None:
    """The promise to be there is kept; where nobody was there either, nothing is recorded."""
    silent = hand_on(reported, NOT_DONE.replace("        reason: 要订玻璃\n", ""))
    assert (silent.exit_code, "was not done and nothing says why" in silent.stderr) == (1, True)
    unmet = hand_on(reported, NOT_DONE.replace('arrived: "2026-11-24 09:00", ', ""))
    assert (unmet.exit_code, "no hour of arrival is told: 要订玻璃" in unmet.stdout) == (0, True)
    assert (reported.path / RECORDS).read_text("utf-8") == REPORTED
    assert hand_on(reported, NOT_DONE).exit_code == 0
    text = (reported.path / RECORDS).read_text("utf-8")
    assert (text.count("reason: 要订玻璃"), text.count("arrived: '2026-11-24 09:00'"), "done:" in text) == (1, 1, False)
    later = FILE.replace("09:00", "15:00").replace("11:00", "16:00")
    assert hand_on(reported, later).exit_code == 0
    assert reported.check("--as-of", AS_OF)[-1].startswith("no problems")


WRONG = [
    ("incident/2026-001", "incident/2026-002", "13:15: reports[0].work[0].task: there is no incident numbered '2026-002'; write it down first with aftercare incident; did you mean '2026-001'?"),
    (', done: "2026-11-24 11:00"', "", "16:15: reports[0].work[0].done: the incident 2026-001 says by the hour when it was done"),
    ("done: true", "done: false\n        reason: x", "16:15: reports[0].work[0].done: the incident 2026-001 says by the hour when it was done"),
    ("11:00", "08:00", "20:55: reports[0].work[0].incident.done: "),
    ("2026-11-24 09:00", "2026-11-22 09:00", "20:29: reports[0].work[0].incident.arrived: "),
    ("by: customer", "by: neighbour", "20:99: reports[0].work[0].incident.cost.by: "),
    ("cost: {", "cause: weather, cost: {", "20:82: reports[0].work[0].incident.cause: "),
    ("incident/2026-001", "floor/polish", "20:19: reports[0].work[0].incident: 'floor/polish' is no incident"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), WRONG)
def test_what_cannot_be_meant_is_told_where_it_stands(reported: Root, old: str, new: str, says: str) -> None:
    """File, line and column; nothing is written."""
    result = hand_on(reported, FILE.replace(old, new, 1))
    line = result.stderr.splitlines()[0].partition("handed.txt:")[2]
    assert (result.exit_code, line[: len(says)]) == (1, says)
    assert (reported.path / RECORDS).read_text("utf-8") == REPORTED


def test_an_incident_that_ended_meanwhile_takes_no_step(reported: Root) -> None:
    """Closed by the office, or taken back; opened again it takes the file."""
    reported.add(RECORDS, CLOSED)
    closed = hand_on(reported, FILE)
    assert (closed.exit_code, "the incident 2026-001 was done on 2026-11-24 already" in closed.stderr) == (1, True)
    reported.write(RECORDS, REPORTED + "  - {record: void, date: 2026-11-24, customer: c-001, site: home, reason: x, "
                   "of: {record: incident, date: 2026-11-23, incident: 2026-001, asset: windows}}\n")  # fmt: skip
    void = hand_on(reported, FILE)
    assert (void.exit_code, "the records of the incident 2026-001 were taken back" in void.stderr) == (1, True)
