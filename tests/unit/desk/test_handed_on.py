"""Files that technicians hand on: what is taken in, what is told of instead, and that nothing is written twice or half."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from support.company import AS_OF, Root, written
from support.small import SMALL

from generator.desk.handed import read_handed
from generator.desk.taking import taken
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.load import read_sound
from generator.reading.words import own_words
from generator.telling.asked import form_of
from generator.text.located import Stopped, place

Company = tuple[Definitions, Schedules]

WORDS = own_words().words
NOVEMBER = "schedules/records/2026-11.yaml"
POLISH = "definitions/maintenance/floor/polish.yaml"
GLOSS = "measurements:\n  gloss: {name: {zh: 光泽度, en: gloss}, unit: {zh: GU, en: GU}, from: 0, to: 120}\n"
GOOD = """\
# What was done on a visit. The office: aftercare record --from THIS FILE
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
    date: 2026-11-23
    work:
      - task: floor/polish
        asset: hall
        due: 2026-10-31
        done: true
        measurements: {gloss: 52}
        findings: "门口: 有划痕"
        told: 已抛光
    photos: ["IMG_1.jpg"]
    signed: 诸葛
    signature: "M1 2l3 4-5 6M10 10l-1 2"
...
"""


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The small company, which reads the gloss of its floor."""
    files = {**SMALL, POLISH: SMALL[POLISH] + GLOSS}
    return read_sound(written(files, tmp_path_factory.mktemp("handed") / "company").path)


@pytest.fixture
def measuring(root: Root) -> Root:
    """The same in a folder of the test's own."""
    root.add(POLISH, GLOSS)
    return root


def told(company: Company, text: str, language: str = "en", *, cancelled: frozenset[str] = frozenset()) -> list[str]:
    """What is wrong with a file, as the terminal tells it; nothing where it is taken in."""
    try:
        handed = read_handed(text, "a.txt")
        result = taken([handed], *company, cancelled, date.fromisoformat(AS_OF), WORDS["zh"])
    except Stopped as stopped:
        return [located.heading(WORDS[language]) for located in stopped.located()]
    return [located.heading(WORDS[language]) for located in place(result.warnings, {"a.txt": handed.text})]


def record_from(root: Root, *texts: str, language: str = "en") -> Result:
    """What ``aftercare record --from`` answers to files with these ``texts``."""
    names = []
    for number, text in enumerate(texts):
        root.write(f"../handed-{number}.txt", text)
        names.append(str(root.path.parent / f"handed-{number}.txt"))
    result = root.run("record", "--from", *names, "--as-of", AS_OF, "--lang", language)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_was_handed_on_is_written_with_everything_left_as_it_was(measuring: Root) -> None:
    """Comments stay; what is of the whole visit stands in its first record; ``check`` has nothing against it."""
    measuring.write(NOVEMBER, "# mine\nrecords: []  # none yet\n")
    result = record_from(measuring, GOOD)
    assert (result.exit_code, result.stderr) == (0, "")
    assert (measuring.path / NOVEMBER).read_text("utf-8") == (
        "# mine\nrecords:\n"
        "  - record: completed\n"
        "    date: 2026-11-23\n"
        "    customer: c-001\n"
        "    site: home\n"
        "    asset: hall\n"
        "    task: floor/polish\n"
        "    due: 2026-10-31\n"
        "    technician: t-01\n"
        "    findings: '门口: 有划痕'\n"
        "    told: 已抛光\n"
        "    measurements: {gloss: 52}\n"
        "    photos: [IMG_1.jpg]\n"
        "    signed: 诸葛\n"
        "    signature: M1 2l3 4-5 6M10 10l-1 2\n"
    )
    assert measuring.check()[-1].startswith("no problems")
    assert [row["status"] for row in measuring.agenda("--status", "overdue")] == []


def test_what_is_handed_on_late_is_taken_in(company: Company) -> None:
    """The time that was missed meanwhile, as nobody had written it down, was kept all the same."""
    late = GOOD.replace("due: 2026-10-31", "due: 2026-09-30").replace("date: 2026-11-23", "date: 2026-10-05")
    assert told(company, late) == []


def test_twice_the_same_file_does_no_harm(measuring: Root) -> None:
    """In one command or in two, and when it comes from whoever went along."""
    first = record_from(measuring, GOOD, GOOD)
    assert first.exit_code == 0
    assert first.stdout.splitlines()[-1].endswith(
        "handed-1.txt: records that stood there already and were not added again: 1"
    )
    before = measuring.tree()
    second = record_from(measuring, GOOD, language="zh")
    assert (second.exit_code, second.stderr) == (0, "")
    assert second.stdout.splitlines()[-1].endswith("handed-0.txt：其中 1 条早已记过，没有再记")
    assert measuring.tree() == before
    other = record_from(measuring, GOOD.replace("gloss: 52", "gloss: 51").replace("told: 已抛光", "told: 已抛光两遍"))
    assert other.exit_code == 0
    assert "says otherwise in: told, measurements; it was left out" in other.stderr.replace(" and", ",")
    assert measuring.tree() == before


def test_one_bad_file_of_several_stops_all(measuring: Root) -> None:
    """Nothing is written; each is told of, by its name."""
    before = measuring.tree()
    result = record_from(measuring, GOOD, GOOD.replace("report/1", "report/2"), "hello")
    assert (result.exit_code, result.stdout) == (1, "")
    lines = result.stderr.splitlines()
    assert [line.partition("handed-")[2].split(" ")[0] for line in lines[:2]] == ["1.txt:3:12:", "2.txt:1:1:"]
    assert lines[-1] == "nothing was written"
    assert measuring.tree() == before


def test_a_file_that_is_none_is_told(measuring: Root) -> None:
    """Missing, a folder, in another encoding, far too large, or a table; a command that says nothing, or what nobody heeds."""
    before = measuring.tree()
    root = measuring.path.parent
    (root / "gbk.txt").write_bytes(GOOD.encode("gb18030"))
    (root / "large.txt").write_bytes(b"x" * 2_000_000)
    for name in ("none.txt", ".", "gbk.txt", "large.txt"):
        result = measuring.run("record", "--from", str(root / name), "--as-of", AS_OF)
        assert (result.exit_code, result.stdout, result.exception.__class__) == (1, "", SystemExit), name
    result = measuring.run("record", "--as-of", AS_OF)
    assert (result.exit_code, result.stderr.startswith("say what to record")) == (1, True)
    (root / "their table.xlsx").write_bytes(b"PK")
    for arguments, says in (
        (("--from", str(root / "their table.xlsx")), f"aftercare import records '{root}/their table.xlsx'\n"),
        (
            ("--from", "a.txt", "--reason", "x"),
            "--reason cannot be said beside --from, whose files say what is recorded",
        ),
        (("done", "c-001", "floor/polish", "--from", "a.txt"), "done cannot be said beside --from"),
        (("done", "c-001", "floor/polish", "--output", "."), "--output is for --from alone; leave it out"),
        (
            ("void", "c-001", "floor/polish", "--reason", "x", "--findings", "y"),
            "void takes no --findings, which is for done",
        ),
    ):
        result = measuring.run("record", *arguments, "--as-of", AS_OF)
        assert (result.exit_code, says in result.stderr) == (1, True), result.stderr
    assert measuring.tree() == before


def test_a_record_that_was_taken_back_does_not_come_again(measuring: Root) -> None:
    """The same file once more is told; what was done otherwise is recorded anew."""
    assert record_from(measuring, GOOD).exit_code == 0
    void = measuring.run("record", "void", "c-001", "floor/polish", "--reason", "x", "--as-of", AS_OF)
    assert void.exit_code == 0, void.output
    again = record_from(measuring, GOOD)
    assert (again.exit_code, "taken in before and taken back since" in again.stderr) == (1, True)
    assert record_from(measuring, GOOD.replace("gloss: 52", "gloss: 60")).exit_code == 0
    assert (measuring.path / NOVEMBER).read_text("utf-8").count("- record: completed") == 2


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "From: a@b.c\nSubject: visit\n\nDear office,\n\n"),
        ("# What", "\ufeff# What"),
    ],
)
def test_a_mail_about_the_file_makes_no_difference(company: Company, before: str, after: str) -> None:
    """Words before and after it, a mark of quotation, ends of lines, blanks that do not break."""
    text = GOOD.replace(before, after, 1) if before else after + GOOD + "\nSent from my phone: yes\n"
    assert told(company, text.removeprefix("\ufeff")) == []
    assert told(company, "".join(f"> {line}\n" for line in text.removeprefix("\ufeff").splitlines())) == []
    assert told(company, text.removeprefix("\ufeff").replace("\n", "\r\n")) == []
    assert told(company, text.removeprefix("\ufeff").replace("\n    ", "\n\xa0\xa0\xa0\xa0")) == []


def test_a_place_in_a_mail_is_where_it_stands_there(company: Company) -> None:
    """Lines are counted with those of the mail."""
    assert told(company, "a\nb\n" + GOOD.replace("gloss: 52", "gloss: 520")) == [
        "a.txt:20:31: reports[0].work[0].measurements.gloss: "
        "the reading 520 of 'gloss' does not lie between 0 and 120; check it"
    ]


WRONG = [
    ("report/1", "report/9", "a.txt:3:12: aftercare: the file is written as report/9, and report/1 is what can be read here"),
    ("report/1", "[1]", "a.txt:3:12: aftercare: the file is written as"),
    ("small.example\npage", "other.example\npage", "a.txt:4:10: company: this is a file of another company (other.example; here it is small.example)"),
    ("c-001", "c-002", "a.txt:9:15: reports[0].customer: unknown customer 'c-002'; did you mean 'c-001'?"),
    ("c-001", "''", "a.txt:9:15: reports[0].customer: unknown customer ''"),
    ("site: home", "site: hom", "a.txt:10:11: reports[0].site: unknown site 'hom'; did you mean 'home'?"),
    ("t-01", "t-09", "a.txt:11:17: reports[0].technician: unknown technician 't-09'"),
    ("date: 2026-11-23", "date: 2026-11-24", "a.txt:12:11: reports[0].date: the date 2026-11-24 is after 2026-11-23"),
    ("date: 2026-11-23", "date: 2026-02-30", "a.txt:12:11: reports[0].date: "),
    ("date: 2026-11-23", "date: yesterday", "a.txt:12:11: reports[0].date: "),
    ("asset: hall", "asset: hal", "a.txt:15:16: reports[0].work[0].asset: unknown asset 'hal'; did you mean 'hall'?"),
    ("asset: hall", "asset: windows", "a.txt:16:14: reports[0].work[0].due: 'floor/polish' has none due on 2026-10-31"),
    ("floor/polish", "floor/polsh", "a.txt:14:15: reports[0].work[0].task: unknown task 'floor/polsh'; did you mean 'floor/polish'?"),
    ("due: 2026-10-31", "due: 2026-09-30", "a.txt:16:14: reports[0].work[0].due: that of 2026-09-30 of 'floor/polish' was missed"),
    ("due: 2026-10-31", "due: 2031-10-02", "a.txt:14:9: reports[0].work[0]: this record concerns no cycle"),
    ("task: floor/polish\n        asset: hall\n        due: 2026-10-31", "task: window/bolts\n        due: 2026-10-07", "a.txt:17:24: reports[0].work[0].measurements.gloss: the task 'window/bolts' does not measure 'gloss'"),
    ("task: floor/polish\n        asset: hall\n        due: 2026-10-31\n        done: true\n        measurements: {gloss: 52}", "task: window/bolts\n        due: 2026-10-07\n        done: true", "a.txt:15:14: reports[0].work[0].due: that of 2026-10-07 of 'window/bolts' was recorded already (on 2026-10-09, schedules/records/2026-10.yaml:2)"),
    ("done: true", "done: false", "a.txt:17:15: reports[0].work[0].done: 'floor/polish' was not done and nothing says why"),
    ("done: true", "done: yes", "a.txt:17:15: reports[0].work[0].done: "),
    ("gloss: 52", "shine: 52", "a.txt:18:24: reports[0].work[0].measurements.shine: the task 'floor/polish' does not measure 'shine'"),
    ("gloss: 52", "gloss: -1", "a.txt:18:31: reports[0].work[0].measurements.gloss: the reading -1 of 'gloss' does not lie between 0 and 120"),
    ("gloss: 52", "gloss: shiny", "a.txt:18:31: reports[0].work[0].measurements.gloss: "),
    ("gloss: 52", "gloss: .inf", "a.txt:18:31: reports[0].work[0].measurements.gloss: "),
    ("gloss: 52", "gloss: ", "a.txt:18:"),
    ("kind: visit", "kind: party", "a.txt:7:11: reports[0].kind: "),
    ("kind: visit\n    ", "", "a.txt:7:5: reports[0]: "),
    ("told: 已抛光", "tolt: 已抛光", "a.txt:20:9: reports[0].work[0].tolt: "),
    ('"M1 2l3 4-5 6M10 10l-1 2"', '"<svg onload=x>"', "a.txt:23:16: reports[0].signature: the signature '<svg onload=x>' is not what the page draws"),
    ('["IMG_1.jpg"]', "IMG_1.jpg", "a.txt:21:13: reports[0].photos: "),
    ('"门口: 有划痕"', "门口: 有划痕", "a.txt:19:"),
    ("signed: 诸葛", "signed: *x", "a.txt:22:"),
    ("work:", "work: []\n    wrok:", "a.txt:13:"),
    ("---\naftercare", "---\n- aftercare", "a.txt:"),
    ("aftercare: report/1\n", "", "a.txt:3:1: this is no file that a technician's page handed on"),
    (GOOD, "", "a.txt:1:1: this is no file"),
    (GOOD, "\x00\x01", "a.txt:1:1: "),
    (GOOD, "---\n...\n", "a.txt:1:1: this is no file"),
    (GOOD, "[[[[", "a.txt:2:1: "),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "says"), WRONG)
def test_what_is_wrong_is_told_where_it_stands(company: Company, old: str, new: str, says: str) -> None:
    """File, line and column; the cause before what follows from it; in both languages."""
    text = GOOD.replace(old, new, 1)
    assert text != GOOD
    lines = told(company, text)
    assert [line for line in lines[:1] if not line.startswith(says)] == []
    assert len(lines) >= 1
    chinese = told(company, text, "zh")
    assert [line.split(" ")[0] for line in chinese] == [line.split(" ")[0] for line in lines]
    assert "{" not in "".join(chinese + lines)


def test_a_cancelled_visit_and_one_who_left_are_told(root: Root, company: Company) -> None:
    """The visit by its UID, the customer by the end of the service."""
    assert told(company, GOOD, cancelled=frozenset({"v-1@small.example"})) == [
        "a.txt:8:12: reports[0].visit: this visit (v-1@small.example, 2026-11-23) was cancelled, and calendars say so; "
        "if it was made all the same, say what was done with aftercare record done"
    ]
    root.add(POLISH, GLOSS)
    root.add("schedules/customers/c-001.yaml", "service: {until: 2026-11-20}\n")
    left = told(read_sound(root.path), GOOD)
    assert left == [
        "a.txt:9:15: reports[0].customer: the customer 'c-001' was not served on 2026-11-23 (2026-11-20); "
        "check the date, or change service in the customer's file first"
    ]


def test_a_page_that_is_older_than_the_task_is_told_and_taken(company: Company) -> None:
    """By what the form asked; where that is the same, nothing is said."""
    now = form_of(company[0].tasks["floor/polish"])
    assert told(company, GOOD.replace("done: true", f'done: true\n        form: "{now}"')) == []
    assert told(company, GOOD.replace("done: true", 'done: true\n        form: "00000000"')) == [
        "a.txt:18:15: warning: reports[0].work[0].form: the page was of 2026-11-23, and what 'floor/polish' is held to or "
        "reads was changed since; it is recorded as it was then, so see whether something lacks"
    ]


def test_what_was_not_done_is_told_and_what_did_not_pass_is_found(measuring: Root) -> None:
    """Nothing is recorded of the one; the other stands among what was found, in the company's language."""
    text = GOOD.replace("done: true", "done: false\n        reason: 没人在家")
    result = record_from(measuring, text)
    assert (result.exit_code, (measuring.path / NOVEMBER).exists()) == (0, False)
    assert "floor/polish (2026-10-31) of 诸葛先生 was not done: 没人在家" in result.stdout
    text = GOOD.replace("done: true", 'done: true\n        not_passed: ["亮"]\n        not_seen: ["墙边"]')
    assert record_from(measuring, text).exit_code == 0
    assert "findings: '不合格：亮 没有看到：墙边 门口: 有划痕'" in (measuring.path / NOVEMBER).read_text("utf-8")


def test_renamed_things_are_found_by_what_they_were_called(measuring: Root) -> None:
    """A page of yesterday may call the customer by the old id."""
    (measuring.path / "schedules/customers/c-001.yaml").rename(measuring.path / "schedules/customers/c-007.yaml")
    measuring.add("schedules/customers/c-007.yaml", "formerly: [c-001]\n")
    assert record_from(measuring, GOOD).exit_code == 0
    assert "customer: c-007\n" in (measuring.path / NOVEMBER).read_text("utf-8")


def test_files_are_named_one_after_another(measuring: Root, tmp_path: Path) -> None:
    """As a shell spells them out; options may follow, and nothing is written by a dry run."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(GOOD, "utf-8")
    before = measuring.tree()
    result = measuring.run(
        "record", "--from", str(tmp_path / "a.txt"), str(tmp_path / "b.txt"), "--as-of", AS_OF, "--dry-run"
    )
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith(f"not written; it would go into {NOVEMBER}, line 2:\n")
    assert measuring.tree() == before


def test_what_was_cancelled_is_looked_for_where_builds_go(measuring: Root, tmp_path: Path) -> None:
    """Their calendars know of it, and those of the root need not."""
    output = tmp_path / "public"
    for product in ("floor", "window"):
        measuring.edit("schedules/customers/c-001.yaml", "product: floor", f"product: {product}")
        assert measuring.run("feeds", "--output", str(output), "--as-of", AS_OF).exit_code == 0
    events = "".join(path.read_text("utf-8") for path in sorted((output / "feeds").glob("*.ics"))).split("BEGIN:VEVENT")
    uid = next(event.split("UID:")[1].split()[0] for event in events if "STATUS:CANCELLED" in event)
    measuring.write("../visit.txt", GOOD.replace("v-1@small.example", uid))
    command = ("record", "--from", str(measuring.path.parent / "visit.txt"), "--as-of", AS_OF)
    told = [measuring.run(*command, *more).stderr for more in ((), ("--output", str(output)))]
    assert [f"this visit ({uid}, 2026-11-23) was cancelled" in text for text in told] == [False, True]
