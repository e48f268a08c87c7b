"""Which cycle a record is for: the one that a clerk means, told when none was named, and never one that another record closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from textwrap import dedent
from typing import Any

import pytest
from support.company import written
from support.engine import records
from support.small import SMALL

from generator.desk.cells import BadCell, moment
from generator.desk.columns import Columns
from generator.desk.names import Called, called, meant
from generator.desk.proving import said_of
from generator.desk.recording import Recorded, recorded
from generator.desk.recordrows import record_rows
from generator.desk.refusals import Refused
from generator.desk.said import Said
from generator.faces.values import Day, Moment
from generator.formats.tables import Row, Table
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.history import standing_records
from generator.reading.load import read_sound
from generator.reading.words import own_words

Company = tuple[Definitions, Schedules]
WORDS = own_words().words
AS_OF = date(2027, 11, 23)
YEARLY, POLISH = "window/yearly", "floor/polish"
# The yearly check of 31 August 2027, done in its window, and the polishing of the end of October, done a little early.
CLOSED = f"""
- {{record: completed, date: 2027-09-06, customer: c-001, site: home, task: {YEARLY}}}
- {{record: completed, date: 2027-10-28, customer: c-001, site: home, task: {POLISH}}}
"""


def placed(text: str) -> Any:
    """Records, each at a place of its own."""
    return tuple((Placed("records.yaml", ("records", index)), entry[1]) for index, entry in enumerate(records(text)))


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The small company, of which both cycles were recorded."""
    kept = {file: text for file, text in SMALL.items() if not file.startswith("schedules/records")}
    definitions, schedules = read_sound(written(kept, tmp_path_factory.mktemp("cycles") / "company").path)
    return definitions, replace(schedules, records=placed(CLOSED))


def say(company: Company, verb: Any, task: str, **more: Any) -> Recorded:
    """What comes of a record that somebody says."""
    given = {"customer": "c-001", "task": task, "on": AS_OF, **more}
    return recorded(Said(verb=verb, **given), *company, AS_OF, "zh")


def refusal(company: Company, verb: Any, task: str, **more: Any) -> tuple[str, str]:
    """What is said of a record that is not taken, in English and in Chinese."""
    with pytest.raises(Refused) as refused:
        say(company, verb, task, **more)
    return refused.value.said(WORDS["en"]), refused.value.said(WORDS["zh"])


NEAREST = (
    "what is nearest to {} is that of 2027-08-31, which was recorded already (done on 2027-09-06, records.yaml); add "
    "--due 2028-08-31 if the next one is meant, or take that record back first if it is wrong (aftercare record void)"
)


@pytest.mark.parametrize(
    ("verb", "more", "day"),
    [
        ("move", {"to": date(2027, 12, 3), "reason": "x"}, "2027-12-03"),
        ("appoint", {"at": datetime(2027, 12, 3, 9)}, "2027-12-03"),
        ("skip", {"reason": "x"}, "2027-11-23"),
    ],
)
def test_what_is_said_of_a_closed_cycle_is_not_taken_for_the_next(
    company: Company, verb: str, more: dict[str, Any], day: str
) -> None:
    """A year on; with the other one named it is taken, whatever the verb."""
    english, chinese = refusal(company, verb, YEARLY, **more)
    assert english.startswith(f"{NEAREST.format(day)}; the nearest are: ")
    assert chinese.startswith(
        f"{day} 最近的是 2027-08-31 那一次，已经记过（2027-09-06 已完成，见 records.yaml）；要记下一次，请加 --due 2028-08-31；"
    )
    to = {**more, **({"to": date(2028, 9, 1)} if "to" in more else {}), "due": date(2028, 8, 31)}
    assert "due: 2028-08-31" in say(company, verb, YEARLY, **to).edit.told


@pytest.mark.parametrize(
    ("verb", "more", "takes"),
    [
        ("move", {"to": date(2027, 12, 3)}, [(date(2027, 11, 30), "upcoming")]),
        ("appoint", {"at": datetime(2027, 12, 1, 9)}, [(date(2027, 11, 30), "upcoming")]),
        ("skip", {"reason": "x"}, [(date(2027, 11, 30), "upcoming")]),
        ("done", {}, [(date(2027, 11, 30), "upcoming")]),
    ],
)
def test_which_cycle_was_taken_is_told(company: Company, verb: str, more: dict[str, Any], takes: list[object]) -> None:
    """As it stood before, wherever none was named; and of what was done before its window, when that begins."""
    opens = date(2027, 11, 27) if verb == "done" else None
    result, named = say(company, verb, POLISH, **more), say(company, verb, POLISH, **more, due=date(2027, 11, 30))
    assert (result.takes, result.opens, named.takes, named.opens) == (takes, opens, None, None)


# The yearly check four months before its window, and in it, but sooner than it was done.
DISPLACES = [
    (YEARLY, date(2027, 4, 2), "2027-08-31", "2027-09-06"),
    (YEARLY, date(2027, 8, 3), "2027-08-31", "2027-09-06"),
]


@pytest.mark.parametrize(("task", "day", "due", "closed"), DISPLACES)
def test_a_day_before_takes_no_cycle_from_the_record_that_closed_it(
    company: Company, task: str, day: date, due: str, closed: str
) -> None:
    """It names that record and where it stands; somebody who means it says so."""
    english, chinese = refusal(company, "done", task, on=day)
    assert english == (
        f"this would take that of {due} from the record that closed it (done on {closed}, records.yaml); check the date "
        "(--on); take that record back first if it is wrong (aftercare record void), or add --displace if both are right"
    )
    assert chinese.startswith(
        f"这会占去 {due} 那一次，而它已经记过（{closed} 已完成，见 records.yaml）；请核对 --on 的日期；"
    )
    assert str(day) in say(company, "done", task, on=day, displace=True).edit.told


def test_what_was_forgotten_takes_nothing_from_anybody(company: Company) -> None:
    """A cycle that nobody closed is closed by a record that comes late."""
    result = say(company, "done", POLISH, on=date(2027, 9, 29))
    assert (result.takes, result.opens) == ([(date(2027, 9, 30), "missed")], None)


@pytest.mark.parametrize("task", [YEARLY, POLISH])
def test_what_was_done_before_anything_was_due_is_a_slip_of_the_day(company: Company, task: str) -> None:
    """Long before the service it is for no cycle, which ``check`` takes for history."""
    english, chinese = refusal(company, "done", task, on=date(2025, 8, 1))
    assert english.startswith(
        "nothing is open about 2025-08-01, so this record would count for nothing; the nearest are: "
    )
    assert chinese.startswith("2025-08-01 附近没有待做的，这条记录不算数；附近的：")


def test_of_who_left_nothing_is_put_off_and_no_sentence_leads_up_to_nothing(company: Company) -> None:
    """It is told since when; and what has no choices ends where its sentence ends."""
    definitions, schedules = company
    customer = schedules.customers["c-001"]
    service = replace(customer.service, until=date(2026, 12, 31))
    left = definitions, replace(schedules, customers={"c-001": replace(customer, service=service)}, records=())
    for more in ({"to": date(2027, 12, 3), "reason": "x"}, {"at": datetime(2027, 12, 3, 9)}, {"reason": "x"}):
        verb = "move" if "to" in more else "appoint" if "at" in more else "skip"
        english, chinese = refusal(left, verb, "window/bolts", **more)
        assert english.startswith("the service of 诸葛先生 ended on 2026-12-31, so nothing is due after it; ")
        assert chinese.startswith("诸葛先生的服务到 2026-12-31 为止，以后没有要做的；")
    for language, sentence in (("en", "nothing of this task is open"), ("zh", "这项任务没有待做的")):
        assert Refused("nothing_open").said(WORDS[language]) == sentence


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"record": "completed", "date": "2027-04-02"}, "record_displaces"),
        ({"record": "moved", "date": "2027-11-20", "to": "2027-12-03"}, "record_astray"),
        ({"record": "skipped", "date": "2027-11-20", "reason": "x"}, "record_without_effect"),
        ({"record": "appointment", "date": "2027-11-20", "at": "2027-12-03 09:00"}, "record_astray"),
        ({"record": "completed", "date": "2027-11-20"}, "record_without_effect"),
        ({"record": "completed", "date": "2027-09-08"}, "record_again"),
        ({"task": "window/bolts", "date": "2027-09-08", "piece": "hall"}, "record_not_theirs"),
    ],
)
def test_a_table_is_held_to_the_same(company: Company, cells: dict[str, str], code: str) -> None:
    """The row is wrong, and nothing of it is taken."""
    columns = {"customer": "c-001", "task": YEARLY, **cells}
    headings = tuple(columns)
    table = Table(headings, (Row(2, tuple(columns.values())),))
    result = record_rows(table, Columns(headings, ()), *company, AS_OF)
    assert [(row, problem.code, problem.level) for row, problem in result.told] == [(2, code, "error")]
    assert all("{" not in problem.message(WORDS[language]) for _, problem in result.told for language in ("zh", "en"))


@pytest.mark.parametrize(
    ("day", "code", "names"),
    [("2027-04-02", "record_in_place_of", "2027-09-06"), ("2027-09-08", "record_repeats", "2027-09-06")],
)
def test_check_blames_the_record_from_outside_the_window(company: Company, day: str, code: str, names: str) -> None:
    """And names the other one; of two inside it is the later that counts for nothing."""
    definitions, schedules = company
    more = f"{CLOSED}- {{record: completed, date: {day}, customer: c-001, site: home, task: {YEARLY}}}\n"
    after = replace(schedules, records=placed(more))
    told = [(problem.code, str(problem.params.get("date"))) for problem in said_of(definitions, after, AS_OF)]
    assert told == [(code, names)]


@pytest.mark.parametrize(
    ("verb", "more", "says"),
    [
        ("done", {"to": date(2027, 12, 3)}, "done takes no --to, which is for move; leave it out, or say move"),
        (
            "skip",
            {"at": datetime(2027, 12, 3, 9)},
            "skip takes no --at, which is for appoint; leave it out, or say appoint",
        ),
        ("done", {"minutes": 60}, "done takes no --minutes, which is for appoint; leave it out, or say appoint"),
        ("move", {"wrong": AS_OF}, "move takes no --wrong, which is for void; leave it out, or say void"),
        ("void", {"findings": "x"}, "void takes no --findings, which is for done; leave it out, or say done"),
        (
            "skip",
            {"measurements": {"gloss": 7.0}},
            "skip takes no --measured, which is for done; leave it out, or say done",
        ),
    ],
)
def test_what_a_verb_has_no_use_for_is_refused(company: Company, verb: str, more: dict[str, Any], says: str) -> None:
    """It was meant for another one, and would stand in the record for nothing."""
    assert refusal(company, verb, POLISH, **more)[0] == says


def test_what_was_recorded_anew_after_it_was_taken_back_stands(company: Company) -> None:
    """The void takes the older of two that say the same, in whatever file: the newer has what was put right."""
    definitions, schedules = company
    more = """
    - {record: void, date: 2027-11-20, customer: c-001, site: home, reason: x, of: {record: completed, date: 2027-09-06}}
    - {record: completed, date: 2027-09-06, customer: c-001, site: home, task: window/yearly, findings: right}
    """
    after = replace(schedules, records=placed(CLOSED + dedent(more)))
    assert [record.findings for _, record in standing_records(after) if record.task == YEARLY] == ["right"]
    assert said_of(definitions, after, AS_OF) == []


@pytest.mark.parametrize(
    "written",
    ["2026-12-03 9:30", "2026-12-03T09:30", "2026年12月3日 9:30", "2026/12/3 9点30分", "２０２６年12月3日９点半"],
)
def test_a_time_may_be_written_as_people_do(written: str) -> None:
    """In an option as in a table."""
    assert Moment(by_the_hour=True).convert(written, None, None) == datetime(2026, 12, 3, 9, 30)


@pytest.mark.parametrize("written", ["2026-12-03", "2026年12月3日", "２０２６-12-03", "2026/12/3", " 2026.12.3 "])
def test_a_day_may_be_written_as_people_do(written: str) -> None:
    """In an option as in a table; and it is no time of day."""
    assert Day().convert(written, None, None) == date(2026, 12, 3)
    with pytest.raises(BadCell):
        moment(written)


@pytest.mark.parametrize(
    "written", ["2026-12-03 下午2点", "2026-12-03 25:00", "9:30", "12月3日 9:30", "2026-11-31 9:30", "2026-12-03 9"]
)
def test_what_may_be_meant_otherwise_is_no_time(written: str) -> None:
    """It is asked for again."""
    with pytest.raises(BadCell):
        moment(written)


@pytest.mark.parametrize("asked", ["钱师傅", "钱 师傅", "　钱师傅 ", "T-01", "钱"])
def test_a_name_is_known_however_it_is_spaced(company: Company, asked: str) -> None:
    """By width, case and blanks nobody is told from anybody."""
    assert [entry.id for entry in meant(asked, called("technician", *company, "zh"))] == ["t-01"]


@pytest.mark.parametrize("asked", ["Sean O’Brien", "sean", "SEÁN O'BRIEN", "Sea\u0301n"])
def test_a_name_is_known_without_its_accents(asked: str) -> None:
    """As keyboards write it that have none, with either apostrophe."""
    names = [Called("t-01", ("Seán O'Brien",)), Called("t-02", ("Aoife Murphy",))]
    assert [entry.id for entry in meant(asked, names)] == ["t-01"]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [("House 2", ["h-2"]), ("house２", ["h-2", "h-20"]), ("riverside", ["h-2", "h-20"]), ("20", ["h-20"]), ("side", ["h-2", "h-20"])],
)  # fmt: skip
def test_whole_words_are_meant_before_parts_of_them(asked: str, ids: list[str]) -> None:
    """Where one alone has them; else it is asked which."""
    names = [Called("h-2", ("Riverside House 2",)), Called("h-20", ("Riverside House 20",))]
    assert [entry.id for entry in meant(asked, names)] == ids


def test_an_id_from_before_a_rename_is_that_of_whoever_had_it(company: Company) -> None:
    """Nobody is asked whether they meant somebody else, in whose records it would stand."""
    definitions, schedules = company
    owner = replace(schedules.customers["c-001"], formerly=("c-009",))
    task = replace(definitions.tasks[POLISH], formerly=("floor/shine",))
    definitions = replace(definitions, tasks={**definitions.tasks, POLISH: task})
    schedules = replace(schedules, customers={"c-001": owner})
    assert [entry.id for entry in meant("c-009", called("customer", definitions, schedules, "en"))] == ["c-001"]
    assert [entry.id for entry in meant("floor/shine", called("task", definitions, schedules, "en"))] == [POLISH]
