"""The lists of the day: who goes where, what is late, how full weeks are, what to order; on a terminal and for Excel."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from rich.cells import cell_len
from support.company import AS_OF, Root

from generator.desk.sheets import Column, Sheet, shown
from generator.reading.words import own_words
from generator.text.printed import printed

CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-11.yaml"
AGREED = """\
records:
  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, at: "2026-11-23 09:30", minutes: 120}
"""
DONE = "  - {record: completed, date: 2026-11-26, customer: c-001, site: home, task: floor/polish, technician: t-01}\n"
SECOND = "  - {id: t-02, name: 孙师傅, skills: [window, stone], regions: [shanghai], capacity: 7 hours}\n"
LISTS = ["week", "overdue", "load", "materials", "agenda", "diff", "report"]
PHONE = "+86 (0)851-5555-0103 转 80213"
ADDRESS = "上海市浦东新区某某花园路1234弄5678号A-12栋 3 单元 2501 室"


def rows_of(root: Root, *arguments: str) -> list[dict[str, object]]:
    """The rows of a list as JSON."""
    result = root.run(*arguments, "--as-of", AS_OF, "--format", "json")
    assert result.exit_code == 0, result.output
    rows: list[dict[str, object]] = json.loads(result.stdout)
    return rows


def table_of(root: Root, width: int, language: str, *arguments: str) -> list[str]:
    """The lines of a list on a terminal so many columns wide."""
    result = root.run(*arguments, "--as-of", AS_OF, "--lang", language, COLUMNS=str(width))
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def test_today_is_who_goes_where_with_the_time_that_was_agreed(root: Root) -> None:
    """Names for people, ids beside them for programs."""
    root.write(RECORDS, AGREED)
    (row,) = [row for row in rows_of(root, "today") if row["time"]]
    assert (row["day"], row["time"], row["customer"], row["tasks"], row["technician"], row["standing"]) == (
        AS_OF, "09:30–11:30", "诸葛先生", "Polishing", "钱师傅", "agreed",
    )  # fmt: skip
    assert (row["customer_id"], row["task_ids"], row["technician_ids"], row["minutes"]) == (
        "c-001", "floor/polish", "t-01", 120,
    )  # fmt: skip
    assert row["contact"] == "司马女士 021-5555-0199"


def test_a_day_is_in_the_order_of_its_times_and_then_of_its_technicians(root: Root) -> None:
    """Eight before half past nine, one person's visits one after the other, and what has no time behind what has."""
    owner = (root.path / CUSTOMER).read_text("utf-8")
    later = ""
    for number, (time, technician) in enumerate((("08:00", "t-01"), ("13:00", "t-02"), ("13:00", "t-01")), 2):
        root.write(f"schedules/customers/c-00{number}.yaml", owner)
        at = AGREED.splitlines()[-1].replace("c-001", f"c-00{number}").replace("09:30", time)
        later += at.replace("minutes: 120", f"technician: {technician}, minutes: 30") + "\n"
    root.edit("schedules/technicians.yaml", "technicians:\n", "technicians:\n" + SECOND)
    root.write(RECORDS, AGREED.replace("minutes: 120", "technician: t-01, minutes: 60") + later)
    rows = [row for row in rows_of(root, "today") if row["time"]]
    assert [(str(row["time"])[:5], row["technician"]) for row in rows] == [
        ("08:00", "钱师傅"), ("09:30", "钱师傅"), ("13:00", "孙师傅"), ("13:00", "钱师傅"),
    ]  # fmt: skip


def test_the_week_runs_from_monday_to_sunday(root: Root) -> None:
    """A day of the next week is not in it."""
    root.write(RECORDS, AGREED.replace("2026-11-23 09:30", "2026-11-29 09:30"))
    assert "2026-11-29" in [row["day"] for row in rows_of(root, "week")]
    root.write(RECORDS, AGREED.replace("2026-11-23 09:30", "2026-11-30 09:30"))
    assert "2026-11-30" not in [row["day"] for row in rows_of(root, "week")]


def test_what_is_overdue_says_since_when(root: Root) -> None:
    """The days count from the last day on which it was in time: ten days after the 31st of October."""
    (row,) = rows_of(root, "overdue")
    assert (row["tasks"], row["due"], row["days_late"]) == ("Polishing", "2026-11-10", 13)


@pytest.mark.parametrize(
    ("record", "day", "standing"),
    [
        ("record: moved, to: 2026-12-03", "2026-12-03", "overdue, moved"),
        ("record: appointment, at: '2026-12-03 09:30'", "2026-12-03", "overdue, agreed"),
        ("record: appointment, at: '2026-11-23 09:30'", "2026-11-23", "overdue, agreed"),
    ],
)
def test_what_is_late_stays_late_with_the_day_that_was_agreed_for_it(
    root: Root, record: str, day: str, standing: str
) -> None:
    """Nothing overdue disappears by being put off; it does by being done or left out."""
    late = "date: 2026-11-20, customer: c-001, site: home, task: floor/polish, due: 2026-10-31"
    root.write(RECORDS, f"records:\n  - {{{record}, {late}}}\n")
    (row,) = rows_of(root, "overdue")
    assert (row["day"], row["due"], row["days_late"], row["standing"]) == (day, "2026-11-10", 13, standing)
    explained = root.run("explain", "c-001", "floor/polish", "--as-of", AS_OF).stdout.splitlines()
    assert f"诸葛先生 · 门厅地面 · Polishing 2026-10-31 [{standing}] → {day}" in explained
    again = root.run("record", "move", "c-001", "floor/polish", "--to", "2026-12-04", "--reason", "x", "--as-of", AS_OF)
    is_for, instead = again.stdout.splitlines()[-2:]
    assert is_for == "it is for: 2026-10-31 (overdue)", again.output
    assert instead.startswith(f"what was agreed before counts no longer: {day}")
    listed = root.run("agenda", "--as-of", AS_OF, "--format", "csv").stdout.splitlines()
    (row_,) = [line for line in listed if line.startswith("2026-12-04,")]
    assert (',"overdue, moved",' in row_, ",2026-10-31," in row_) == (True, True), row_
    root.write(RECORDS, f"records:\n  - {{{record}, {late}}}\n")
    for closing in ("record: completed", "record: skipped, reason: 不做了"):
        root.write(RECORDS, f"records:\n  - {{{record}, {late}}}\n  - {{{closing}, {late.replace('-20', '-23')}}}\n")
        assert rows_of(root, "overdue") == []


def test_what_is_put_off_in_time_is_not_late(root: Root) -> None:
    """Until the last day of its own window is over."""
    root.write(RECORDS, AGREED.replace("2026-11-23 09:30", "2026-12-17 09:30").replace("at:", "due: 2026-11-30, at:"))
    root.add(RECORDS, DONE.replace("2026-11-26", "2026-11-02").replace("site: home", "site: home, due: 2026-10-31"))
    told = [root.run("overdue", "--as-of", day, "--format", "json").stdout for day in ("2026-12-10", "2026-12-11")]
    assert [[row["day"] for row in json.loads(rows)] for rows in told] == [[], ["2026-12-17"]]


def test_what_was_left_out_is_no_work_of_the_day(root: Root) -> None:
    """It was decided today; nobody goes anywhere for it, and the agenda names no day."""
    root.write(
        RECORDS,
        "records:\n  - {record: completed, date: 2026-10-31, customer: c-001, site: home, task: floor/polish}\n"
        f"  - {{record: skipped, date: {AS_OF}, customer: c-001, site: home, task: floor/polish, "
        "due: 2026-11-30, reason: 客户不要}\n",
    )
    assert "Polishing" not in [row["tasks"] for command in ("today", "week") for row in rows_of(root, command)]
    (row,) = rows_of(root, "agenda", "--status", "skipped")
    assert (row["due"], row["planned"]) == ("2026-11-30", None)
    told = root.run("explain", "c-001", "floor/polish", "3", "--as-of", AS_OF).stdout
    assert told.splitlines()[0] == "诸葛先生 · 门厅地面 · Polishing 2026-11-30 [skipped]"


def test_hours_stand_against_what_is_worked(root: Root) -> None:
    """Polishing takes 45 minutes and one for each of 40 m²; there are five days of seven hours."""
    root.write(RECORDS, AGREED.replace(", minutes: 120", ""))
    this_week, *_ = rows_of(root, "load", "--weeks", "2")
    assert (this_week["week"], this_week["technician"], this_week["hours"], this_week["capacity"]) == (
        "2026-11-23", "钱师傅", 1.4, 35.0,
    )  # fmt: skip
    root.edit("schedules/technicians.yaml", "capacity: 7 hours", "capacity: 7 hours\n    away: [{from: 2026-11-25, to: 2026-11-27}]")  # fmt: skip
    assert rows_of(root, "load", "--weeks", "1")[0]["capacity"] == 14.0
    root.edit("schedules/technicians.yaml", "to: 2026-11-27}", "to: 2026-12-04}")
    assert [(row["week"], row["hours"], row["capacity"]) for row in rows_of(root, "load", "--weeks", "3")] == [
        ("2026-11-23", 1.4, 14.0), ("2026-11-30", 0.0, 0.0), ("2026-12-07", 0.0, 35.0),
    ], "a week without hours is there to see, and no week that was forgotten"  # fmt: skip


@pytest.mark.parametrize(
    ("as_of", "hours", "capacity"),
    [("2026-11-25", 1.4, 21.0), ("2026-11-26", 2.8, 14.0), ("2026-11-27", 1.4, 7.0), ("2026-11-28", 1.4, 0.0)],
)
def test_of_this_week_only_what_is_left_is_told(root: Root, as_of: str, hours: float, capacity: float) -> None:
    """What was done today fills today; a day that is over is not free, and what nobody recorded of it is still to do."""
    root.write(RECORDS, AGREED.replace(", minutes: 120", ""))
    root.add(RECORDS, DONE)
    result = root.run("load", "--weeks", "1", "--as-of", as_of, "--format", "json")
    rows = json.loads(result.stdout)
    assert [(row["hours"], row["capacity"]) for row in rows] == [(hours, capacity)]


def test_what_nobody_can_do_has_its_hours_too(root: Root) -> None:
    """Last in its week, against no hours of anybody; who asks about one technician is not told of it."""
    root.write(RECORDS, AGREED.replace(", minutes: 120", ""))
    root.remove("schedules/records/2026-10.yaml")
    root.edit("schedules/technicians.yaml", "skills: [window, stone]", "skills: [stone]")
    person, nobody = rows_of(root, "load", "--weeks", "1")
    assert (person["technician"], person["hours"]) == ("钱师傅", 1.4)
    assert nobody == {
        "week": AS_OF, "technician": "nobody yet", "visits": 1, "hours": 0.9, "capacity": None, "percent": None,
        "technician_id": None,
    }  # fmt: skip
    assert [row["technician"] for row in rows_of(root, "load", "--weeks", "1", "--technician", "t-01")] == ["钱师傅"]
    assert any("还没有人能去" in line for line in table_of(root, 80, "zh", "load", "--weeks", "1"))


@pytest.mark.parametrize(
    ("width", "language", "says"),
    [
        (80, "en", "columns for which there is no room here: takes, contact; a wider terminal shows them, and so does --format csv\n"),
        (80, "zh", "这里放不下的列：地址；终端放宽，或加 --format csv，就能看到\n"),
        (60, "zh", "这里放不下的列：地址、联系人；终端放宽，或加 --format csv，就能看到\n"),
        (140, "en", ""),
    ],
)  # fmt: skip
def test_what_a_narrow_terminal_leaves_out_is_told(root: Root, width: int, language: str, says: str) -> None:
    """Beside the table, so that what another program reads is the table alone; what has room is there."""
    root.write(RECORDS, AGREED)
    told = root.run("week", "--as-of", AS_OF, "--lang", language, COLUMNS=str(width))
    assert told.stderr == says
    for format_ in ("json", "csv"):
        assert root.run("week", "--as-of", AS_OF, "--format", format_).stderr == ""


@pytest.mark.parametrize(
    ("command", "en", "zh"),
    [
        ("today", "Today, 2026-11-22: nothing is due", "今天的安排（2026-11-22）：没有要办的事"),
        ("week", "This week, 2026-11-16 to 2026-11-22, as of 2026-11-22: nothing is due", "本周的安排（2026-11-16 至 2026-11-22，截至 2026-11-22）：没有要办的事"),
        ("notices --days 1", "What customers are to be told, 2026-11-22 to 2026-11-23: nobody is to be told of anything", "要告知客户的（2026-11-22 至 2026-11-23）：没有要告知的"),
        ("materials --weeks 1", "Materials, 2026-11-16 to 2026-11-22, as of 2026-11-22: no materials are needed", "要备的料（2026-11-16 至 2026-11-22，截至 2026-11-22）：不用备料"),
        ("overdue --task window/yearly", "Overdue and unconfirmed, as of 2026-11-22, only Yearly check: nothing matches", "逾期和待确认（截至 2026-11-22），只看年度检查：没有符合条件的事项"),
        ("agenda --from 2026-11-22 --to 2026-11-23 --task window/yearly --status due --technician t-01", "What is due, 2026-11-22 to 2026-11-23, as of 2026-11-22, and all that is overdue, only 钱师傅, Yearly check, due: nothing matches", "到期的事项（2026-11-22 至 2026-11-23，截至 2026-11-22；逾期的都在），只看钱师傅、年度检查、到期：没有符合条件的事项"),
    ],
)  # fmt: skip
def test_an_empty_list_says_of_which_days(root: Root, command: str, en: str, zh: str) -> None:
    """Nothing, but of when, and of whom?"""
    for language, says in (("en", en), ("zh", zh)):
        told = root.run(*command.split(), "--as-of", "2026-11-22", "--lang", language)
        assert (told.exit_code, told.stdout.strip()) == (0, says)


def test_materials_are_summed_by_week(root: Root) -> None:
    """Two bolts for each of twelve windows, in the week in which they are due."""
    root.remove("schedules/records/2026-10.yaml")
    assert rows_of(root, "materials", "--task", "window/bolts") == [
        {"week": "2026-11-23", "item": "Bolt", "quantity": 24, "unit": "pcs", "visits": 1}
    ]


@pytest.mark.parametrize(
    ("language", "command"), [*(("en", command) for command in LISTS), ("zh", "overdue"), ("zh", "diff")]
)
def test_a_table_fits_its_terminal_and_tears_no_number(root: Root, language: str, command: str) -> None:
    """However long names, telephones and addresses are: whatever has a figure is whole as it is in the list for programs."""
    before = root.path.with_name("before")
    shutil.copytree(root.path, before)
    root.write(RECORDS, AGREED)
    root.remove("schedules/records/2026-10.yaml")
    root.edit(CUSTOMER, "name: 诸葛先生", f"name: {'上海某某2026-88号房地产开发有限公司' * 3}")
    root.edit(CUSTOMER, "021-5555-0199", PHONE)
    root.edit(CUSTOMER, "address: ", f"address: {ADDRESS}  # ")
    more = {"diff": (str(before),), "report": ("month", "2026-11")}
    arguments = (command, *more.get(command, ()))
    told = root.run(*arguments, "--as-of", AS_OF, "--lang", language, COLUMNS="2000").stdout
    for width in (80, 120):
        lines = table_of(root, width, language, *arguments)
        laid_out = set(lines) - set(told.splitlines())  # sentences around a table are as they are: this is no terminal
        assert max(map(cell_len, laid_out), default=0) <= width
        assert not any("…" in line for line in lines)
        assert figures("\n".join(lines)) - figures(told) == set()
        assert any("2026-" in line for line in lines)
        dialled = [PHONE in line for line in lines if "80213" in line or "+86" in line]
        assert (bool(dialled), all(dialled)) == (width == 120 and command in ("today", "week", "overdue"), True)


def figures(output: str) -> set[str]:
    """Whatever has a figure in an output, with all that stands at it."""
    return set(re.findall(r"[!-~–]*\d[!-~–]*", output))


@pytest.mark.parametrize(
    ("option", "asked"),
    [
        ("--customer", "诸葛先生"),
        ("--customer", "诸葛"),
        ("--customer", "司马女士"),
        ("--technician", "钱师傅"),
        ("--technician", "T-01"),
        ("--task", "抛光"),
        ("--task", "polishing"),
        ("--task", "polish"),
    ],
)
def test_who_is_asked_for_by_a_name_is_found(root: Root, option: str, asked: str) -> None:
    """The id, the name in either language, the name of whom to call, a part of one."""
    rows = root.agenda(option, asked)
    assert {(row["task"], row["customer"]) for row in rows} >= {("floor/polish", "c-001")}


def test_a_name_of_several_is_answered_with_all_of_them(root: Root) -> None:
    """Nobody is picked by chance; the whole name of one is that one, whoever has it in theirs."""
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.write("schedules/customers/c-002.yaml", text.replace("name: 诸葛先生", "name: 诸葛先生的公司"))
    result = root.run("today", "--customer", "诸葛", "--as-of", AS_OF)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        "'诸葛' may be any of 2: c-001 诸葛先生, c-002 诸葛先生的公司; say which by its id"
    ]
    assert root.run("today", "--customer", "诸葛先生", "--as-of", AS_OF).exit_code == 0
    for number in range(3, 13):
        root.write(f"schedules/customers/c-{number:03}.yaml", text.replace("诸葛先生", f"诸葛{number}"))
    assert "c-008 诸葛8 and 4 more; say which" in root.run("today", "--customer", "诸葛", "--as-of", AS_OF).stderr
    zh = root.run("today", "--customer", "诸葛", "--as-of", AS_OF, "--lang", "zh").stderr
    assert "c-008 诸葛8 等 12 项；请写编号" in zh
    nobody = root.run("overdue", "--customer", "诸葛先生们", "--as-of", AS_OF, "--lang", "zh")
    assert (nobody.exit_code, nobody.stderr) == (1, "没有客户 '诸葛先生们'；是不是 '诸葛先生'？\n")
    another = root.run("today", "--technician", "赵师傅", "--as-of", AS_OF, "--lang", "zh")
    assert (another.exit_code, "是不是" in another.stderr) == (1, False), another.stderr


def test_a_list_for_excel_is_utf8_and_headed_in_the_readers_language(root: Root) -> None:
    """The mark by which Excel knows it, names and ids, one line for a row."""
    for language, first in (("zh", "计划"), ("en", "planned")):
        result = root.run("agenda", "--as-of", AS_OF, "--format", "csv", "--lang", language)
        assert result.stdout_bytes.startswith(b"\xef\xbb\xbf")
        heading, *rows = list(csv.reader(io.StringIO(result.stdout_bytes.decode("utf-8-sig"))))
        assert (heading[0], len(heading), len(rows)) == (first, len(set(heading)), len(root.agenda()))
        assert {len(row) for row in rows} == {len(heading)}


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "=cmd|' /C calc'!A0", "\n=1", " =1"]
)
def test_a_list_holds_no_formula(cell: str) -> None:
    """A spreadsheet shows what a cell says, and reckons nothing; numbers stay numbers."""
    columns = (Column(name="customer"), Column(name="tasks"), Column(name="visits"))
    text = Sheet(columns=columns, rows=((cell, f"x{cell}", -1),)).as_csv(own_words().words["en"])
    _, told = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert told[0][0] in "'\\"
    assert told[1:] == [printed(f"x{cell}"), "-1"]


@pytest.mark.parametrize(("value", "told"), [(10.0, "10"), (0.5, "0.5"), (2.25, "2.25"), (0.1111, "0.1111"), (1234567.5, "1234567.5"), (100.0, "100")])  # fmt: skip
def test_a_number_is_written_as_people_write_it(value: float, told: str) -> None:
    """In tables and for Excel: no ``10.0``, and no power of ten."""
    sheet = Sheet(columns=(Column(name="hours"),), rows=((value,),))
    assert sheet.as_csv(own_words().words["en"]).splitlines()[1] == told
    assert shown(value) == told


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "overdue or unconfirmed beside these: {n}; aftercare overdue lists them"), ("zh", "另有逾期或待确认的 {n} 次：aftercare overdue")],
)  # fmt: skip
def test_what_is_late_beside_a_days_work_is_pointed_to(root: Root, language: str, says: str) -> None:
    """On a Sunday nobody goes out, and what waits waits, also where a day has work; what the list has is not told again."""
    late = json.loads(root.run("overdue", "--as-of", "2027-08-29", "--format", "json").stdout)
    assert late
    told = root.run("today", "--as-of", "2027-08-29", "--lang", language).stderr.splitlines()
    assert told[-1] == says.format(n=len(late))
    done = "{record: completed, date: 2027-08-29, customer: c-001, site: home, task: window/yearly}"
    root.write("schedules/records/2027-08.yaml", f"records:\n  - {done}\n")
    sunday, tuesday = (root.run("today", "--as-of", f"2027-08-{day}", "--lang", language) for day in (29, 31))
    assert (len(sunday.stdout.splitlines()), sunday.stderr.splitlines()[-1]) == (4, says.format(n=len(late)))
    assert (len(tuesday.stdout.splitlines()), says[:4] in tuesday.stderr) == (4, False)
    for quiet in (("--format", "json"), ("--format", "csv")):
        assert says[:4] not in root.run("today", "--as-of", "2027-08-29", "--lang", language, *quiet).stderr


@pytest.mark.parametrize("command", [("fmt",), ("holidays", "2026", "--write")])
def test_where_no_company_is_upkeep_says_that(tmp_path: Path, command: tuple[str, ...]) -> None:
    """As every command does, and writes nothing."""
    nowhere = Root(tmp_path)
    listed, kept = nowhere.run("today", "--as-of", AS_OF), nowhere.run(*command)
    assert (kept.exit_code, kept.stderr.splitlines()[0]) == (1, listed.stderr.splitlines()[0])
    assert nowhere.tree() == {}


def test_of_tasks_of_one_name_the_customers_own_is_meant(root: Root) -> None:
    """Each line of products has its yearly check; who has one of them need not say which."""
    root.edit("definitions/maintenance/floor/polish.yaml", "products: [floor]", "products: [other]")
    other = (root.path / "definitions/products/floor.yaml").read_text("utf-8")
    root.write("definitions/products/other.yaml", other.replace("石材地面", "别的").replace("Stone floor", "Other"))
    name = next(line for line in (root.path / "definitions/maintenance/window/yearly.yaml").read_text("utf-8").splitlines() if line.startswith("name:"))  # fmt: skip
    polish = (root.path / "definitions/maintenance/floor/polish.yaml").read_text("utf-8")
    root.write("definitions/maintenance/floor/polish.yaml", "\n".join((name, *polish.splitlines()[1:], "")))
    assert root.run("explain", "c-001", "年度检查", "--as-of", AS_OF).exit_code == 0
    for command in ("today", "week", "overdue", "materials", "agenda"):
        listed = root.run(command, "--customer", "c-001", "--task", "年度检查", "--as-of", AS_OF)
        assert (listed.exit_code, listed.stderr) == (0, ""), command
    table = root.path.parent / "done.csv"
    table.write_text("客户,记录,日期,任务,约定时间\nc-001,约定,2026-11-20,年度检查,2027-08-31 09:30\n", "utf-8")
    taken = root.run("import", "records", str(table), "--dry-run", "--as-of", AS_OF)
    assert (taken.exit_code, taken.stderr) == (0, ""), taken.output
    several = root.run("agenda", "--task", "年度检查", "--as-of", AS_OF)
    assert (several.exit_code, "may be any of 2" in several.stderr) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["explain", "诸葛"], "which task of 诸葛先生? Write it behind the customer; there are: floor/polish Polishing, window/bolts Bolt check, window/yearly Yearly check"),
        (["record", "done", "c-001"], "which task of 诸葛先生? Write it behind the customer; there are: floor/polish Polishing, window/bolts Bolt check, window/yearly Yearly check"),
        (["explain", "window/bolts"], "'window/bolts' is a task and no customer; write whose before it, as in c-017 window/bolts, and '*' for the company's own work"),
        (["explain", "*"], "there is no task of the company"),
    ],
)  # fmt: skip
def test_half_a_question_is_answered_with_what_may_be_asked(root: Root, arguments: list[str], says: str) -> None:
    """A customer without a task, a task without a customer."""
    result = root.run(*arguments, "--as-of", AS_OF)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)
