"""Recording from the command line: looked at first, added with everything else left as it was, and never half."""

from __future__ import annotations

import pytest
from click.testing import Result
from support.apart import Apart
from support.company import AS_OF, Root
from support.holding import aftercare_here
from support.killing import run as run_killed

from generator.desk.edits import NotEditable, appended

OCTOBER, NOVEMBER = "schedules/records/2026-10.yaml", "schedules/records/2026-11.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"


def record(root: Root, *arguments: str) -> Result:
    """What ``aftercare record`` answers."""
    result = root.run("record", *arguments, "--as-of", AS_OF)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def kept(root: Root, *arguments: str) -> str:
    """The month's file after a record that is taken."""
    result = record(root, *arguments)
    assert result.exit_code == 0, result.output
    assert root.check()[-1].startswith("no problems"), root.check()
    return (root.path / NOVEMBER).read_text("utf-8")


def test_what_was_done_is_written_by_names(root: Root) -> None:
    """Customer, task and technician as people call them; the file is made where the month has none."""
    assert kept(root, "done", "诸葛先生", "抛光", "--technician", "钱师傅", "--findings", "编号 #3: 有划痕") == (
        "records:\n"
        "  - record: completed\n"
        "    date: 2026-11-23\n"
        "    customer: c-001\n"
        "    site: home\n"
        "    task: floor/polish\n"
        "    technician: t-01\n"
        "    findings: '编号 #3: 有划痕'\n"
    )
    assert [row["status"] for row in root.agenda("--status", "overdue")] == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", ["that is: 诸葛先生, 门厅地面, Polishing, 钱师傅", "it is for: 2026-10-31 (overdue)"]),
        ("zh", ["也就是：诸葛先生、门厅地面、抛光、钱师傅", "对应：2026-10-31（逾期）"]),
    ],
)
def test_a_record_says_whom_and_what_its_ids_mean(root: Root, language: str, says: list[str]) -> None:
    """Whoever wrote a part of a name sees who was understood."""
    said = ("诸葛", "抛光", "--asset", "hall", "--technician", "钱", "--dry-run", "--lang", language)
    assert record(root, "done", *said).stdout.splitlines()[-2:] == says


def test_what_is_put_off_left_out_or_agreed_names_its_cycle(root: Root) -> None:
    """The next that is open, where none is named; a record that changes it comes after the first."""
    text = kept(root, "move", "c-001", "floor/polish", "--to", "2026-11-26", "--reason", "出差")
    assert "    due: 2026-10-31\n    to: 2026-11-26\n    reason: 出差\n" in text
    agreed = ("c-001", "floor/polish", "--at", "2026-11-26 15:00", "--technician", "钱师傅")
    before = "what was agreed before counts no longer: "
    assert record(root, "appoint", *agreed).stdout.endswith(f"{before}2026-11-26 ({NOVEMBER}:2)\n")
    again = record(root, "appoint", "c-001", "floor/polish", "--at", "2026-11-27 09:30", "--dry-run").stdout
    assert again.endswith(f"{before}2026-11-26 15:00 钱师傅 ({NOVEMBER}:10)\n")
    text = kept(root, "appoint", "c-001", "floor/polish", "--at", "2026-11-27 09:30", "--minutes", "90")
    assert text.endswith('    due: 2026-10-31\n    at: "2026-11-27 09:30"\n    minutes: 90\n')
    assert [row["planned"] for row in root.agenda("--status", "overdue", "--status", "due")][:1] == ["2026-11-27"]
    text = kept(root, "skip", "c-001", "floor/polish", "--due", "2026-11-30", "--reason", "不需要")
    assert text.count("- record:") == 4


def test_what_was_wrong_is_taken_back(root: Root) -> None:
    """The only record of that task, else the one of the day that is given."""
    text = kept(root, "void", "c-001", "window/bolts", "--reason", "记错")
    assert "    of: {record: completed, date: 2026-10-09, task: window/bolts, asset: windows}\n" in text
    again = record(root, "void", "c-001", "window/bolts", "--reason", "记错")
    assert (again.exit_code, again.stderr.splitlines()) == (
        1, ["there is no record of this task to take back", "nothing was written"],
    )  # fmt: skip


def test_what_is_said_again_takes_no_other_cycle_unless_that_is_named(root: Root) -> None:
    """Left out once, the next is as open; so is another record once one is taken back."""
    work = ("c-001", "floor/polish", "--as-of", "2026-11-28", "--reason", "x")
    first = root.run("record", "skip", *work)
    again = root.run("record", "skip", *work)
    assert (first.exit_code, again.exit_code, again.stderr.splitlines()[0]) == (
        0, 1, f"the same was recorded on 2026-11-28 of that of 2026-10-31 already ({NOVEMBER}:2); "
        "add --due 2026-11-30 if that of 2026-11-30 is meant too",
    )  # fmt: skip
    assert root.run("record", "skip", *work, "--due", "2026-11-30").exit_code == 0
    which = root.run("record", "void", *work)
    assert (which.exit_code, which.stderr.splitlines()[0].partition("; ")[2]) == (
        1, "there are: 2026-11-28 (skipped, that of 2026-10-31), 2026-11-28 (skipped, that of 2026-11-30)",
    )  # fmt: skip
    assert root.run("record", "void", *work, "--due", "2026-11-30").exit_code == 0
    again = root.run("record", "void", *work)
    assert (again.exit_code, again.stderr.splitlines()[0]) == (
        1, f"a record of this task was taken back that day already ({NOVEMBER}:16); to take back another one, give its date "
        "with --wrong, or which time it was for with --due; there is: 2026-11-28 (skipped, that of 2026-10-31)",
    )  # fmt: skip
    assert root.run("record", "void", *work, "--wrong", "2026-11-28").exit_code == 0


def test_comments_order_and_spacing_stay(root: Root) -> None:
    """Whatever stands there is what stood there, and the record follows it."""
    before = "# 十一月\nrecords:   # 只添加\n- record: completed  # 好\n  date: 2026-11-02\n  customer: c-001\n  site: home\n  task: floor/polish\n# 完"
    root.write(NOVEMBER, before.replace("\n", "\r\n"))
    record(root, "move", "c-001", "floor/polish", "--to", "2026-12-02", "--reason", "x")
    after = (root.path / NOVEMBER).read_bytes().decode()
    assert after.startswith(before.replace("\n", "\r\n") + "\r\n- record: moved\r\n  date: 2026-11-23\r\n")
    assert after.count("\n") == after.count("\r\n")


@pytest.mark.parametrize(
    "text",
    [
        "records: [{record: completed, date: 2026-11-02}]\n",
        "records: 1\n",
        "- a\n",
        "records:\n  - &a {}\n",
        "x: [\n",
        "records: {}\n",
    ],
)
def test_a_file_that_cannot_be_added_to_is_left_alone(text: str) -> None:
    """In flow style, of another kind, or no YAML at all."""
    with pytest.raises(NotEditable):
        appended(text, NOVEMBER, {"record": "completed"})


def test_an_empty_list_is_added_to() -> None:
    """With the remark behind it."""
    assert appended("records: []  # none yet\n", NOVEMBER, {"record": "completed"}).text == (
        "records:\n  - record: completed\n"
    )


@pytest.mark.parametrize(
    ("verb", "day", "due"),
    [
        ("done", "2026-10-05", True),
        ("skip", "2026-10-30", True),
        ("done", "2026-10-31", False),
        ("done", "2026-10-05", None),
    ],
)
def test_what_was_missed_as_nobody_wrote_it_down_is_named_until_the_next_fell_due(
    root: Root, verb: str, day: str, due: bool | None
) -> None:
    """With its date as without; what was done later is not for it."""
    named = ["--due", "2026-09-30"] if due is not None else []
    reason = ["--reason", "x"] if verb == "skip" else []
    result = record(root, verb, "c-001", "floor/polish", *named, "--on", day, *reason)
    told = "it is for: 2026-09-30 (missed)" in result.stdout or "due: 2026-09-30" in result.stdout
    assert (result.exit_code, told) == ((0, True) if due is not False else (1, False)), result.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (
            ["done", "c-001", "window/bolts"],
            "nothing is open about 2026-11-23, so this record would count for nothing; the nearest are: 2026-10-07 (done)",
        ),
        (
            ["done", "c-001", "window/bolts", "--due", "2026-10-07"],
            "that of 2026-10-07 was recorded already (done on 2026-10-09, schedules/records/2026-10.yaml:2); name another one "
            "with --due, or take that record back first if it is wrong (aftercare record void); the nearest are: 2026-10-07 (done)",
        ),
        (["skip", "c-001", "window/bolts", "--reason", "x"], "nothing of this task is open; the nearest are: 2026-10-07 (done)"),
        (
            ["move", "c-001", "floor/polish", "--due", "2026-09-30", "--to", "2026-12-01"],
            "that of 2026-09-30 was missed; the nearest are: 2026-09-30 (missed), 2026-10-31 (overdue), 2026-11-30 (upcoming), 2026-12-31 (upcoming)",
        ),
        (
            ["move", "c-001", "window/yearly", "--due", "2030-01-01", "--to", "2026-12-01"],
            "there is none due on 2030-01-01; the nearest are: 2028-08-31 (upcoming), 2029-08-31 (upcoming), 2030-08-31 (upcoming), 2031-08-31 (upcoming)",
        ),
        (["done", "c-001", "floor/polish", "--asset", "x"], "there is no asset 'x' at 六合苑; there are: windows 全屋外窗, hall 门厅地面"),
        (["done", "c-001", "floor/polish", "--site", "x"], "诸葛先生 has no site 'x'; there are: home 六合苑"),
        (["done", "c-009", "floor/polish"], "there is no customer 'c-009'; did you mean 'c-001'?"),
        (["done", "c-001", "floor/polis"], "there is no task 'floor/polis'; did you mean 'floor/polish'?"),
        (["done", "c-001", "window/bolts", "--asset", "hall"], "门厅地面 has nothing for Bolt check; what is done there: Polishing"),
        (["done", "c-001", "xyz"], "there is no task 'xyz'; there are Polishing, Bolt check, Yearly check"),
        (["done", "c-001", "floor/polish", "--technician", "t-09"], "there is no technician 't-09'; did you mean 't-01'?"),
        (["done", "c-001", "floor/polish", "--measured", "gloss"], "'gloss' is not a measurement; write it as gloss=76"),
    ],
)  # fmt: skip
def test_what_concerns_nothing_is_refused_with_what_does(root: Root, arguments: list[str], says: str) -> None:
    """Status 1, and every file is as it was."""
    before = root.tree()
    result = record(root, *arguments)
    assert (result.exit_code, result.stdout, result.stderr.splitlines()[0]) == (1, "", says)
    assert root.tree() == before


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ("门厅", ""),
        (" 地面 ", ""),
        ("厅", "'厅' may be any of 2; say which by its id: windows 客厅外窗, hall 门厅地面\n"),
    ],
)
def test_an_asset_is_named_by_a_part_of_its_name_that_only_one_has(root: Root, asked: str, says: str) -> None:
    """As customers, technicians and tasks are; for an incident, too."""
    root.edit(CUSTOMER, "全屋外窗", "客厅外窗")
    incident = ("incident", "2026-009", "kind=repair", "received=2026-11-23 08:20", "--customer", "c-001")
    for command in (("record", "done", "c-001", "floor/polish"), incident):
        result = root.run(*command, "--site", "六合", "--asset", asked, "--dry-run", "--as-of", AS_OF)
        told = "    asset: hall\n" in result.stdout
        assert (told, result.stderr.startswith(says), result.exit_code) == (not says, True, int(bool(says))), (
            result.output
        )


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["done", "c-001", "floor/polish", "--on", "2026-11-24"], "the date 2026-11-24 is after 2026-11-23"),
        (["move", "c-001", "floor/polish", "--to", "2025-11-26"], "2025-11-26"),
        (["move", "c-001", "floor/polish"], "a record of moved needs --to"),
        (["skip", "c-001", "floor/polish"], "a record of skipped needs --reason"),
        (["appoint", "c-001", "floor/polish"], "a record of appointment needs --at"),
        (["void", "c-001", "window/bolts"], "a record of void needs --reason"),
        (["done", "c-001", "floor/polish", "--measured", "gloss＝7"], "--measured: nothing is read at the task 'floor/polish', and no 'gloss'; declare it under measurements in definitions/maintenance/floor/polish.yaml first"),
        (["done", "c-001", "window/bolts", "--measured", "gloss=7"], "nothing is read at the task 'window/bolts', and no 'gloss'; declare it under measurements in definitions/maintenance/window/bolts.yaml first, or leave it out\n1 problem, 0 warnings\n"),
    ],
)  # fmt: skip
def test_what_check_would_call_wrong_is_not_kept(root: Root, arguments: list[str], says: str) -> None:
    """The same words, at the line where it would stand."""
    before = root.tree()
    result = record(root, *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert says in result.stderr
    assert result.stderr.splitlines()[-1] == "nothing was written"
    assert root.tree() == before


def test_a_company_that_is_unsound_is_told_first(root: Root) -> None:
    """A record is never added to what cannot be read."""
    root.edit(CUSTOMER, "tier: A", "tier: B")
    result = record(root, "done", "c-001", "floor/polish")
    assert (result.exit_code, "unknown tier 'B'" in result.stderr) == (1, True)


def test_a_record_can_be_looked_at_first(root: Root) -> None:
    """In the reader's language, and nothing is written."""
    before = root.tree()
    result = record(root, "done", "c-001", "floor/polish", "--dry-run", "--lang", "zh")
    assert result.stdout.splitlines()[:2] == [f"没有写入；会写进 {NOVEMBER} 第 2 行：", "  - record: completed"]
    assert root.tree() == before


@pytest.mark.long
def test_two_who_record_at_once_are_both_kept(root: Root) -> None:
    """Each reads what the other wrote, for one waits for the other."""
    common = ["--as-of", AS_OF, "--root", str(root.path), "--lang", "en"]
    both = [
        Apart(aftercare_here, ["record", "done", "c-001", "floor/polish", *common]),
        Apart(aftercare_here, ["record", "move", "c-001", "window/yearly", "--to", "2027-09-02", *common]),
    ]
    assert [one.ended().returncode for one in both] == [0, 0]
    assert (root.path / NOVEMBER).read_text("utf-8").count("- record:") == 2
    assert root.check()[-1].startswith("no problems")


@pytest.mark.long
def test_whoever_is_killed_while_recording_leaves_the_old_file_or_the_new_one(root: Root) -> None:
    """At whatever change to the disk it happens; the next one goes on as if nothing had been."""
    command = ["record", "done", "c-001", "floor/polish", "--as-of", AS_OF, "--root", root.path]
    before = b"# mine\nrecords: []\n"
    counts = []
    for _ in range(2):  # the first of all may change more
        root.write(NOVEMBER, before)
        counts.append(int(run_killed(root.path, *command).stdout.split()[-1]))
    after, count = (root.path / NOVEMBER).read_bytes(), min(counts)
    assert after != before
    for n in range(1, count + 1):
        root.write(NOVEMBER, before)
        run_killed(root.path, *command, at=str(n), or_done=n > count // 2)
        assert (root.path / NOVEMBER).read_bytes() in (before, after)
        assert root.run("check", "--as-of", AS_OF).exit_code == 0
    root.write(NOVEMBER, before)
    assert record(root, *map(str, command[1:6])).exit_code == 0
    assert (root.path / NOVEMBER).read_bytes() == after


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["move"], "--to: a record of moved needs --to"),
        (["move", "--to", "2020-12-05"], "--to: 2020-12-05 lies before the record's own date, 2026-11-23; "),
    ],
)
def test_what_is_wrong_is_told_by_the_option(root: Root, said: list[str], told: str) -> None:
    """That somebody typed, and not by a line of a file that is not there."""
    verb, *options = said
    result = root.run("record", verb, "c-001", "window/yearly", *options, "--as-of", AS_OF)
    assert (result.exit_code, result.stderr.startswith(told), "records[" in result.stderr) == (1, True, False), (
        result.stderr
    )


@pytest.fixture(params=["hall", "home"])
def with_a_past(root: Root, request: pytest.FixtureRequest) -> Root:
    """The floor was polished before we came: its asset says so, or its site; the day is one that closed a cycle."""
    past = "last_done: {floor/polish: 2026-10-30}"
    if request.param == "hall":
        root.edit(CUSTOMER, "traffic: heavy}", f"traffic: heavy, {past}}}")
    else:
        root.edit(CUSTOMER, "    assets:\n", f"    {past}\n    assets:\n")
    return root


@pytest.mark.parametrize(
    "arguments",
    [
        ("done", "c-001", "floor/polish"),
        ("move", "c-001", "floor/polish", "--to", "2026-11-26", "--reason", "出差"),
        ("skip", "c-001", "floor/polish", "--reason", "不需要"),
        ("appoint", "c-001", "floor/polish", "--at", "2026-11-27 09:30"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_what_was_done_before_we_came_keeps_nothing_from_being_recorded(
    with_a_past: Root, arguments: tuple[str, ...]
) -> None:
    """It closes its cycle as before; what is recorded now concerns the next one."""
    kept(with_a_past, *arguments)
    told = with_a_past.run("explain", "c-001", "floor/polish", "2", "--as-of", AS_OF).stdout
    assert "2026-10-30" in told, "the second cycle is closed on the day that the file tells of"


def test_what_closes_a_cycle_is_named_where_the_customers_file_tells_of_it(with_a_past: Root) -> None:
    """By its line, as a record is."""
    result = record(with_a_past, "done", "c-001", "floor/polish", "--due", "2026-10-31")
    text = (with_a_past.path / CUSTOMER).read_text("utf-8").splitlines()
    number = next(place for place, said in enumerate(text, 1) if "last_done" in said)
    assert result.exit_code == 1
    assert f"{CUSTOMER}:{number}" in result.output.replace("\n", "")


def test_a_table_of_records_is_held_to_it_as_well(with_a_past: Root) -> None:
    """Whoever brings many at once."""
    with_a_past.write("done.csv", "record,date,customer,site,task\ncompleted,2026-11-23,c-001,home,floor/polish\n")
    result = with_a_past.run("import", "records", str(with_a_past.path / "done.csv"), "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    assert "2026-11-23" in (with_a_past.path / NOVEMBER).read_text("utf-8")


def test_a_record_beside_what_was_done_before_we_came_is_looked_at(with_a_past: Root) -> None:
    """Two for one cycle: told, wherever each is written."""
    for day in ("2026-10-31", "2026-11-02"):
        file = f"schedules/records/{day[:7]}.yaml"
        known = with_a_past.path / file
        text = known.read_text("utf-8") if known.exists() else "records:\n"
        one = f"{{record: completed, date: {day}, customer: c-001, site: home, task: floor/polish}}"
        with_a_past.write(file, f"{text}  - {one}\n")
        assert with_a_past.check()[-1]
