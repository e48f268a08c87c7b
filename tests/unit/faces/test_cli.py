"""The command line: options, languages, what is printed where, and what a program can read."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from click.testing import CliRunner
from support.company import AS_OF, HANGS, PROJECT, Root, aftercare, made_apart, tree_of

from generator import __version__
from generator.faces.cli import main
from generator.faces.options import current_day
from generator.faces.serving import address, free_port
from generator.reading.words import own_words

FIELDS = {
    "customer", "site", "asset", "task", "cycle", "nominal", "window_start", "window_end", "planned", "status",
    "technician", "visit", "explanation",
}  # fmt: skip


@pytest.mark.parametrize(
    ("environment", "line"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "没有问题：13 个文件"),
        ({"LANG": "en_GB.UTF-8"}, "no problems in 13 files"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "en_US.UTF-8"}, "no problems in 13 files"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "没有问题：13 个文件"),
        ({}, "没有问题：13 个文件"),
    ],
)
def test_the_language_is_the_environments(root: Root, environment: dict[str, str], line: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG; Chinese where nothing is said."""
    plain = {"LANG": None, "LC_ALL": None, "LC_MESSAGES": None, **environment}
    result = CliRunner().invoke(main, ["check", "--as-of", AS_OF, "--root", str(root.path)], env=plain)
    assert result.stdout.splitlines() == [line]


def test_root_and_language_may_stand_before_or_after_the_command(root: Root) -> None:
    """``aftercare --root X check`` and ``aftercare check --root X`` are one."""
    path = str(root.path)
    before = CliRunner().invoke(main, ["--root", path, "--lang", "en", "check", "--as-of", AS_OF])
    after = CliRunner().invoke(main, ["check", "--as-of", AS_OF, "--root", path, "--lang", "en"])
    assert before.stdout == after.stdout == "no problems in 13 files\n"


def test_the_default_root_is_the_current_folder(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """So that staff type two words."""
    monkeypatch.chdir(root.path)
    assert CliRunner().invoke(main, ["check", "--lang", "en"]).stdout == "no problems in 13 files\n"


@pytest.mark.long
def test_the_installed_command_runs_from_another_folder(root: Root, tmp_path: Path) -> None:
    """In a process of its own, piped: problems are counted, nothing but plain lines."""
    result = aftercare("check", "--root", root.path, "--as-of", AS_OF, "--lang", "en")
    assert (result.returncode, result.stdout) == (0, "no problems in 13 files\n")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == ["note"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_version_and_help(language: str) -> None:
    """Every command and option explains itself, in the language that is asked for."""
    told = {"zh": f"aftercare {__version__} 版\n", "en": f"aftercare, version {__version__}\n"}
    assert CliRunner().invoke(main, ["--lang", language, "--version"]).stdout == told[language]
    words = own_words().words["zh" if language == "zh" else "en"]
    listed = CliRunner().invoke(main, ["--help", "--lang", language]).stdout
    for name, command in main.commands.items():
        result = CliRunner().invoke(main, [name, "--help", "--lang", language])
        assert f"  {name:11}{(words.get(f'short_{name}') or words[f'help_{name}'])[:4]}" in listed
        assert result.exit_code == 0
        assert result.stdout.startswith(words["click_usage"])
        assert "".join(words[f"help_{name}"].split()) in "".join(result.stdout.split())  # wherever lines end
        assert all(parameter.help for parameter in command.params if isinstance(parameter, click.Option))
        assert bool(re.search(r"[一-鿿]", result.stdout)) == (language == "zh")


@pytest.mark.parametrize(
    ("arguments", "chinese", "english"),
    [
        (["biuld"], "错误：没有命令 'biuld'。", "Error: No such command 'biuld'."),
        (["build", "--nonsense"], "错误：没有选项 '--nonsense'。", "Error: No such option '--nonsense'."),
        (["explain"], "错误：缺少参数 '客户'", "Error: Missing argument 'CUSTOMER'"),
        (
            ["rename", "c-001"],
            "写在旧编号后面：aftercare rename c-001 新编号",
            "behind the old id: aftercare rename c-001 NEW",
        ),
        (["new", "customer"], "：aftercare new customer 编号 --name 名称", ": aftercare new customer ID --name NAME"),
        (["import", "records"], "：aftercare import records 表.xlsx；", ": aftercare import records TABLE.xlsx; "),
        (["promise", "glass"], "错误：缺少选项 '--reported'", "Error: Missing option '--reported'"),
        (["check", "much"], "错误：多余的参数（much）", "Error: Got unexpected extra argument (much)"),
        (["check", "--root"], "错误：选项 '--root' 须带一个值。", "Error: Option '--root' requires an argument."),
        (["serve", "--port", "x"], "'--port' 的值不正确：'x' 不是整数。", "'x' is not a valid integer."),
        (["serve", "--port", "99999"], "：99999 不在 0 至 65535 之内。\n", ": 99999 is not in the range 0 to 65535.\n"),
        (["check", "--format", "x"], "'x' 不可用；可选 'text'、'json'。", "'x' is not one of 'text', 'json'."),
        (["check", "--root", __file__], "是文件。", "is a file."),
        (["schema", "prodct"], "；是不是 'product'？", "; did you mean 'product'?"),
        (["schema", "guides"], "；是不是 'guide'？", "; did you mean 'guide'?"),
        (
            ["schema", "zzz"],
            "没有 'zzz' 这种文件；有：allow、checklist（检查清单）、",
            "there is no kind of file 'zzz' (there are allow, ",
        ),
        (["schema"], "错误：缺少参数 '种类'。可选：allow、", "Error: Missing argument 'KIND'. Choose from: allow, "),
        (["report"], "'哪种报告'。可选：week、month、pages\n", "'WHAT'. Choose from: week, month, pages\n"),
        (["load", "--weeks", "0"], "：0 不在 1 至 104 之内。\n", ": 0 is not in the range 1 to 104.\n"),
        (["holidays", "x"], "'年份' 的值不正确：'x' 不是整数。", "'YEAR': 'x' is not a valid integer."),
        (
            ["record", "x"],
            "'记什么' 的值不正确：'x' 不可用；可选 done（完成）、move（改期）、",
            "'WHAT': 'x' is not one of 'done', ",
        ),
        (["feeds", "--previous", "/nowhere"], "文件夹 '/nowhere' 不存在。", "Directory '/nowhere' does not exist."),
    ],
)
def test_a_usage_error_speaks_the_readers_language(arguments: list[str], chinese: str, english: str) -> None:
    """By ``--lang``, wherever it stands, or by the environment; the status is 2."""
    for language, error in (("zh", chinese), ("en", english)):
        plain = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": None}
        asked = CliRunner().invoke(main, [f"--lang={language}", *arguments], env=plain)
        by_environment = CliRunner().invoke(main, arguments, env={**plain, "LANG": f"{language}_XX.UTF-8"})
        assert asked.exit_code == by_environment.exit_code == 2
        assert error in asked.stderr
        assert asked.stderr == by_environment.stderr


def test_an_address_at_which_nothing_can_be_served_is_told_before_anything_is_built(root: Root) -> None:
    """A port that another program has, and a host that is none."""
    before = root.tree()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        for options, says in (
            (("--port", str(port)), f"another program is at port {port}; take another one, as in --port "),
            (("--port", "0", "--host", "a" * 70), f"'{'a' * 70}' is no name or address of this machine"),
        ):
            result = root.run("serve", *options)
            assert (result.exit_code, result.stdout, result.stderr.startswith(says)) == (1, "", True), result.stderr
    assert root.tree() == before


def test_the_address_that_is_told_is_one_that_a_browser_takes() -> None:
    """Where any port will do, that which it is; an address of IPv6 in brackets."""
    port = free_port("127.0.0.1", 0)
    assert port > 0
    assert address("127.0.0.1", port) == f"http://127.0.0.1:{port}/"
    assert address("::1", 8000) == "http://[::1]:8000/"


@pytest.mark.parametrize("day", ["tomorrow", "20261123", "2026-W10-1", "23.11.2026", ""])
def test_a_day_that_is_none_is_refused(root: Root, day: str) -> None:
    """Usage errors end with 2 and say how a date is written."""
    for language, says in (("en", "write it as 2026-11-23"), ("zh", "请写成 2026-11-23")):
        result = root.run("check", "--as-of", day, "--lang", language)
        assert result.exit_code == 2
        assert says in result.stderr


def test_a_time_that_is_none_is_refused(root: Root) -> None:
    """Words, and nothing at all."""
    for moment in ("soon", ""):
        for language, says in (("en", 'write it as "2026-12-03 09:30"'), ("zh", '请写成 "2026-12-03 09:30"')):
            result = root.run("promise", "glass", "--reported", moment, "--lang", language)
            assert result.exit_code == 2
            assert says in result.stderr


def test_an_agreed_time_of_another_zone_is_refused(root: Root) -> None:
    """By the clocks of the place it would be another hour; dropping the zone would agree a wrong one."""
    for language, says in (("en", "has a time zone; write the time by the company's clocks"), ("zh", "带有时区")):
        for moment in ("2026-11-27T09:30Z", "2026-11-27 09:30+09:00"):
            result = root.run("record", "appoint", "c-001", "floor/polish", "--at", moment, "--lang", language)
            assert (result.exit_code, says in result.stderr) == (2, True)


def test_a_date_that_no_year_has_is_told_as_that(root: Root) -> None:
    """It is written as dates are, so how to write one would be no help."""
    for language, says in (("en", "is a day that does not exist"), ("zh", "这一天不存在")):
        result = root.run("check", "--as-of", "2027-02-29", "--lang", language)
        assert (result.exit_code, says in result.stderr) == (2, True)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1949-12-31", "2151-01-01"])
def test_a_day_that_lies_far_off_is_told_as_that(root: Root, day: str) -> None:
    """It is a date, but none that anybody plans for; a time of that day likewise."""
    for language, says in (("en", "lies outside the years 1950 to 2150"), ("zh", "不在 1950 至 2150 年之间")):
        for arguments in (("check", "--as-of", day), ("promise", "glass", "--reported", f"{day}T23:00")):
            result = root.run(*arguments, "--lang", language)
            assert result.exit_code == 2
            assert says in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain"], ["promise", "glass"], ["nope"], ["agenda", "--form", "x"], ["agenda", "--format", "x"], ["schema"],
        ["explain", "a", "b", "x"], ["explain", "a", "b", "1", "2"], ["serve", "--port", "x"], ["agenda", "--customer"],
        ["build", "--replace=x"], ["agenda", "--as-of", "x"], ["feeds", "--previous", "/nowhere"], ["--nope"], [],
    ],
)  # fmt: skip
def test_a_usage_error_in_chinese_ends_as_chinese_does(arguments: list[str]) -> None:
    """click brings full stops of its own, and blanks between sentences."""
    said = CliRunner().invoke(main, ["--lang", "zh", *arguments]).output
    assert [line for line in said.splitlines() if line.endswith(".") and not line.endswith("...")] == []
    assert "。 " not in said


def test_an_agenda_runs_forwards(root: Root) -> None:
    """A span that ends before it begins is told; where one end is given, the other lies beyond it."""
    told = root.run("agenda", "--as-of", AS_OF, "--from", "2027-01-01", "--to", "2026-12-31")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "2027-01-01 is after 2026-12-31; --from comes before --to\n"
    assert root.agenda("--from", "2028-06-01") != []
    assert root.agenda("--from", "2027-01-01", "--to", "2027-01-01") is not None


def test_a_root_that_is_missing_is_a_problem_like_any_other(tmp_path: Path) -> None:
    """Not a traceback, and not a success."""
    result = CliRunner().invoke(main, ["check", "--root", str(tmp_path / "nowhere"), "--lang", "en"])
    assert result.exit_code == 1
    assert result.stdout.splitlines()[0].startswith("definitions: there is no such folder here, and so no company;")


@pytest.mark.parametrize("command", [["today"], ["build"], ["explain", "c-001", "x"], ["record", "done", "c-001", "x"]])
def test_where_no_company_is_that_alone_is_told(tmp_path: Path, command: list[str]) -> None:
    """Of whoever stands in a folder of their own no file is asked for."""
    told = {}
    for language in ("zh", "en"):
        result = CliRunner().invoke(main, [*command, "--root", str(tmp_path), "--lang", language])
        assert result.exit_code == 1
        told[language] = [line for line in result.stderr.splitlines() if "…" not in line]
    assert told["zh"] == [
        "definitions: 这里没有这个文件夹，也就没有公司；请先用 cd 进入公司的文件夹，或用 --root 指明它，或用 aftercare init 新建一家",
        "1 个问题，0 个提醒",
        *(["没有写入任何文件"] if command[0] in ("build", "record") else []),
    ]
    assert "begin one with aftercare init" in told["en"][0]


# -------------------------------------------------------------------------------------------------------------- agenda


def test_the_agenda_tells_programs_all_about_an_occurrence(root: Root) -> None:
    """Polishing, third month from 31 August: 30 November, a Monday, three days early to ten days late."""
    rows = {row["cycle"]: row for row in root.agenda("--task", "floor/polish")}
    row = rows[3]
    assert set(row) >= FIELDS
    assert {key: row[key] for key in FIELDS - {"visit", "explanation"}} == {
        "customer": "c-001",
        "site": "home",
        "asset": "hall",
        "task": "floor/polish",
        "cycle": 3,
        "nominal": "2026-11-30",
        "window_start": "2026-11-27",
        "window_end": "2026-12-10",
        "planned": "2026-11-30",
        "status": "upcoming",
        "technician": "t-01",
    }
    assert "2026-08-31" in row["explanation"]
    assert row["visit"].endswith("@small.example")


def test_the_agenda_is_filtered_by_what_is_asked(root: Root) -> None:
    """Customer, technician, task, status and days, one by one and together."""
    everything = root.agenda("--from", "2026-01-01", "--to", "2027-12-31")
    assert {row["task"] for row in everything} == {"floor/polish", "window/bolts", "window/yearly"}
    assert {row["task"] for row in root.agenda("--task", "window/yearly", "--to", "2027-12-31")} == {"window/yearly"}
    assert {
        row["status"] for row in root.agenda("--status", "overdue", "--status", "done", "--from", "2026-01-01")
    } == {"overdue", "done"}
    assert {row["technician"] for row in root.agenda("--technician", "t-01")} == {"t-01"}
    assert root.agenda("--customer", "c-001", "--task", "window/bolts", "--status", "upcoming") == []
    december = [row for row in root.agenda("--from", "2026-12-01", "--to", "2026-12-31") if row["status"] != "overdue"]
    assert {row["planned"][:7] for row in december} == {"2026-12"}


def test_what_is_overdue_shows_whatever_days_are_asked_for(root: Root) -> None:
    """Nothing overdue is hidden by a filter of days."""
    assert [row["status"] for row in root.agenda("--from", "2027-03-01", "--to", "2027-03-02")].count("overdue") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("agenda", "--customer", "c-01"), "there is no customer 'c-01'; did you mean 'c-001'?"),
        (("agenda", "--customer", "xyz"), "there is no customer 'xyz'; there are c-001 诸葛先生"),
        (("explain", "xyz", "window/bolts"), "there is no customer 'xyz'; there are c-001 诸葛先生"),
        (("explain", "c-001", "xyz"), "there is no task 'xyz'; there are Polishing, Bolt check, Yearly check"),
        (
            ("agenda", "--task", "xyz"),
            "there is no task 'xyz'; there are floor/polish Polishing, window/bolts Bolt check, window/yearly Yearly check",
        ),
        (
            ("promise", "xyz", "--reported", "2026-11-23 09:00"),
            "there is no promise 'xyz'; there are glass Broken glass",
        ),
        (("agenda", "--technician", "t-1"), "there is no technician 't-1'; did you mean 't-01'?"),
        (("agenda", "--task", "window/bolt"), "there is no task 'window/bolt'; did you mean 'window/bolts'?"),
        (("explain", "nobody", "window/bolts"), "there is no customer 'nobody'; there are c-001 诸葛先生"),
        (
            ("promise", "glasss", "--reported", "2026-11-23T10:00"),
            "there is no promise 'glasss'; did you mean 'glass'?",
        ),
    ],
)
def test_a_name_that_nobody_has_is_answered_with_the_nearest_one(
    root: Root, arguments: tuple[str, ...], says: str
) -> None:
    """One line, status 1."""
    result = root.run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[-1] == says


def test_the_agenda_of_a_spoilt_company_is_its_problems(root: Root) -> None:
    """On standard error, so that a program that reads JSON gets none."""
    root.edit("schedules/customers/c-001.yaml", "tier: A", "tier: B")
    result = root.run("agenda", "--as-of", AS_OF, "--format", "json")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "schedules/customers/c-001.yaml:3:7: tier: unknown tier 'B'" in result.stderr


def test_what_lies_beyond_the_feeds_is_explained_too(root: Root) -> None:
    """The fifth year of a yearly check, which no feed shows before its time."""
    result = root.run("explain", "c-001", "window/yearly", "5", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    assert "2031-08-31" in result.stdout


def test_an_occurrence_explains_itself(root: Root) -> None:
    """7 September and a month is 7 October, in the holidays of National Day, so it fell due on 8 October."""
    for language, holiday in (("en", "National Day"), ("zh", "国庆节")):
        text = root.run("explain", "c-001", "window/bolts", "1", "--as-of", AS_OF, "--lang", language).stdout
        for fact in ("2026-09-07", "2026-10-07", "2026-10-08", "2026-10-09", holiday):
            assert fact in text
        item = {"en": "诸葛先生 · Bolt check", "zh": "诸葛先生 · 螺栓检查"}[language]
        assert [name in text.splitlines()[0] for name in item.split(" · ")] == [True, True]
        assert "|" not in text


def test_a_promise_is_reckoned_from_the_report(root: Root) -> None:
    """24 hours by the clock; 5 working days over National Day, with the make-up Saturday."""
    answer = json.loads(root.run("promise", "glass", "--reported", "2026-09-30T17:20", "--format", "json").stdout)
    assert answer["latest"] == "2026-10-01T17:20"
    root.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 5 working days")
    text = root.run("promise", "glass", "--reported", "2026-09-30T17:20").stdout
    assert "2026-10-13 24:00" in text
    assert "National Day" in text


# ------------------------------------------------------------------------------------------------------------ building


def test_feeds_are_summed_up_and_the_demo_secret_is_named(root: Root) -> None:
    """Piped: a plain line a part, with counts; a second run changes nothing."""
    first = root.run("feeds", "--as-of", AS_OF)
    assert first.stdout.startswith("calendars: where ")
    assert "never to be used for real customers" in first.stderr
    assert "changed 0, removed 0" in root.run("feeds", "--as-of", AS_OF).stdout
    assert "demo" not in root.run("feeds", "--as-of", AS_OF, AFTERCARE_SECRET="s").stderr


@pytest.mark.long
def test_nothing_of_a_terminal_stands_in_what_is_piped(root: Root) -> None:
    """No escape codes and no progress bars in a log."""
    for arguments in (("pages",), ("feeds",), ("agenda",), ("check",)):
        result = root.run(*arguments, "--as-of", AS_OF)
        assert "\x1b" not in result.output


@pytest.mark.long
def test_the_order_of_hashing_changes_no_feed(root: Root, tmp_path: Path) -> None:
    """Two processes with other hash seeds, this one among them, write the same bytes."""
    elsewhere = made_apart("feeds", root, tmp_path / "elsewhere", PYTHONHASHSEED="1", TZ="UTC1")
    assert elsewhere.keys() > {"feeds-index.csv"}
    result = root.run("feeds", "--as-of", AS_OF, "--accept", "future", "--output", str(tmp_path / "here"))
    assert result.exit_code == 0, result.output
    assert tree_of(tmp_path / "here") == elsewhere


@pytest.mark.parametrize(
    "zone", ["", "zone: Pacific/Kiritimati\n", "zone: Etc/GMT+12\n", "zone: nowhere\n", "zone: [\n"]
)
def test_the_day_is_the_companys_whatever_the_machines_time_zone(
    root: Root, zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the first and the last place on earth a day lies; what cannot be read is taken for China."""
    root.add("definitions/company.yaml", zone)
    home = ZoneInfo(zone.split()[-1] if "/" in zone else "Asia/Shanghai")
    try:
        for machine in ("UTC+12", "UTC-12"):
            monkeypatch.setenv("TZ", machine)
            time.tzset()
            before = datetime.now(home).date()
            assert before <= current_day(root.path) <= datetime.now(home).date()
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.long
def test_a_program_that_stops_reading_early_sees_no_traceback(root: Root) -> None:
    """``aftercare agenda --format json | head -1``."""
    program = Path(sys.executable).with_name("aftercare")
    command = f"'{program}' agenda --root '{root.path}' --as-of {AS_OF} --to 2036-01-01 --format json | head -1"
    result = subprocess.run(
        ["sh", "-c", command], env=os.environ.copy(), capture_output=True, text=True, timeout=HANGS, check=False
    )
    assert "Traceback" not in result.stderr


def test_make_clean_keeps_the_ledger() -> None:
    """What was told to whom is written in ``feeds/`` alone; everything else can be made again."""
    plan = subprocess.run(
        ["make", "--dry-run", "clean"], cwd=PROJECT, capture_output=True, text=True, timeout=HANGS, check=True
    )
    removed = plan.stdout.split()
    assert "site" in removed
    assert not [name for name in removed if name.startswith("feeds")]


def test_one_problem_is_counted_in_the_singular(root: Root) -> None:
    """``1 problem``, ``2 problems``; Chinese has no plural."""
    root.edit("schedules/customers/c-001.yaml", "tier: A", "tier: B")
    assert root.check()[-1] == "1 problem, 0 warnings"
    assert root.check("--lang", "zh")[-1] == "1 个问题，0 个提醒"
    root.edit("schedules/customers/c-001.yaml", "region: shanghai", "region: nowhere")
    root.edit("schedules/technicians.yaml", "skills: [window, stone]", "skills: [window]")
    assert root.check()[-1] == "2 problems, 1 warning"


def test_a_word_may_be_said_by_its_name(root: Root) -> None:
    """As lists have it, in either language."""
    for verb, kind, more in (("约定", "appointment", ("--at", "2026-12-03 9:30")), ("改期", "moved", ("--to", "2026-12-03", "--reason", "x")), ("未做", "skipped", ("--reason", "x"))):  # fmt: skip
        result = root.run("record", verb, "c-001", "floor/polish", *more, "--as-of", AS_OF, "--dry-run")
        assert (result.exit_code, f"record: {kind}" in result.stdout) == (0, True), result.output


def test_a_folder_that_is_gone_under_somebodys_feet_is_told(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a colleague fetched it anew; whoever names the company's folder is served all the same."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)  # and back at the end
    gone.rmdir()
    for command in (
        ["check"],
        ["build", "--first"],
        ["new", "task", "x"],
        ["build", "--output", "out"],
        ["init", "care"],
    ):
        result = CliRunner().invoke(main, [*command, "--lang", "en"])
        assert (result.exit_code in (1, 2), "the folder that you are in is no longer there" in result.stderr) == (
            True,
            True,
        )
    result = CliRunner().invoke(main, ["new", "task", "floor/wax", "--root", str(root.path), "--lang", "en"])
    assert (result.exit_code, (root.path / "definitions/maintenance/floor/wax.yaml").is_file()) == (0, True)
