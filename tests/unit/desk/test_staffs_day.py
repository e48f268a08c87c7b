"""A staff member's day from the first command to the next day's publication, and the day on which the feeds are lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner
from support.company import HANGS, PROJECT, Root

from generator.faces.cli import main

pytestmark = pytest.mark.long

DAY = "2026-11-23"
SECRET = "yG7kQ2vX9mT4bN8cR1wZ6pL3sD5fH0jK"
TEAM = "technicians:\n  - {id: t-01, name: 王师傅, skills: [chuang], regions: [shang-hai], capacity: 7 hours}\n"
TASK = "definitions/maintenance/chuang/regular.yaml"


def begun(folder: Path) -> Root:
    """A company that somebody just began, in a Git repository with a bare one beside it."""
    options = (
        "--name",
        "护家",
        "--line",
        "窗",
        "--region",
        "上海",
        "--country",
        "CN",
        "--locale",
        "zh",
        "--hotline",
        "021-6688 7766",
        "--email",
        "care@ours.cn",
        "--site-url",
        "https://care.ours.cn/",
        "--as-of",
        DAY,
    )
    result = CliRunner().invoke(main, ["init", str(folder), *options, "--lang", "zh"])
    assert result.exit_code == 0, result.output
    git(folder, "init", "-q", "-b", "main")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", f"{folder}.git"], check=True)
    git(folder, "remote", "add", "origin", f"{folder}.git")
    return Root(folder)


def git(folder: Path, *arguments: str) -> None:
    """A command of Git's in ``folder``, as somebody."""
    who = ["-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run(["git", "-C", str(folder), *who, *arguments], check=True, capture_output=True)


def kept(root: Root, why: str) -> None:
    """Commit everything and push it."""
    git(root.path, "add", "--all")
    git(root.path, "commit", "-qm", why)
    git(root.path, "push", "-q", "origin", "main")


def said(root: Root, *arguments: str, status: int = 0) -> list[str]:
    """What a command prints, in Chinese."""
    result = root.run(*arguments, "--as-of", DAY, "--lang", "zh")
    assert result.exit_code == status, result.output
    return [line for line in result.output.splitlines() if line.strip()]


def table(rows: int, bad: dict[int, str]) -> bytes:
    """Customers as an office has them, in GBK; some rows hold a slip."""
    lines = ["客户,电话,地区,地址,验收日期,产品,数量,等级,同意日期"]
    for n in range(1, rows + 1):
        line = f"客户{n:02},138000000{n:02},上海,花园路 {n} 号,2025-{n % 12 + 1:02}-15,窗,{n},A,2026-01-05"
        lines.append(line.replace(*bad[n].split(">")) if n in bad else line)
    return ("\r\n".join(lines) + "\r\n").encode("gbk")


class Host:
    """A folder as the host, and what CI does with a fresh clone. But where it is ``whole``, a build makes the feeds alone: they are the ledger."""

    def __init__(self, folder: Path, origin: Path, *, whole: bool = False) -> None:
        self.folder, self.origin = folder, origin
        bin_ = folder / "bin"
        bin_.mkdir(parents=True)
        real = Path(sys.executable).with_name("aftercare")
        stub = f'#!/bin/sh\nif [ "$1" = build ]; then shift; mkdir -p "$2/site"; date > "$2/site/index.html"; touch "$2/site/.aftercare"; exec {real} feeds "$@"; fi\nexec {real} "$@"\n'
        (bin_ / "aftercare").write_text(f'#!/bin/sh\nexec {real} "$@"\n' if whole else stub)
        (bin_ / "aftercare").chmod(0o755)

    def care(self, *arguments: str, day: str = DAY, **more: str) -> subprocess.CompletedProcess[str]:
        """``sh care.sh ARGUMENTS`` in a fresh clone of what was pushed."""
        clone = self.folder / "clone"
        shutil.rmtree(clone, ignore_errors=True)
        subprocess.run(["git", "clone", "-q", str(self.origin), str(clone)], check=True, capture_output=True)
        places = {
            name: str(self.folder / name.removeprefix("CARE_").lower())
            for name in ("CARE_SITE", "CARE_FEEDS", "CARE_BACKUP")
        }
        environment = {
            **os.environ,
            **places,
            "CARE_DATE": day,
            "AFTERCARE_SECRET": SECRET,
            "LC_ALL": "C.UTF-8",
            **more,
        }
        environment["PATH"] = f"{self.folder / 'bin'}:{environment['PATH']}"
        environment["PYTHONPATH"] = f"{PROJECT}"
        return subprocess.run(["sh", "care.sh", *arguments], cwd=clone, env=environment, capture_output=True, text=True, timeout=HANGS, check=False)  # fmt: skip

    @property
    def feeds(self) -> set[str]:
        """The names of the calendars that are hosted."""
        return {path.name for path in (self.folder / "feeds").glob("*.ics")}


def numbers(feeds: Path) -> dict[tuple[str, str], int]:
    """The SEQUENCE of each event to come, by its calendar and UID."""
    return {
        (path.name, str(event["UID"])): int(event["SEQUENCE"])
        for path in feeds.glob("*.ics")
        for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    }


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_a_staff_members_day(tmp_path: Path) -> None:
    """Twenty customers of whom two have a slip, a wrong edit, a record, the lists, and two days of publication."""
    root = begun(tmp_path / "care")
    kept(root, "begun")
    file = tmp_path / "customers.csv"
    file.write_bytes(table(20, {7: "上海>上还", 19: "2025-08-15>2025-02-30"}))
    refused = said(root, "import", "customers", str(file), status=1)
    assert refused[1:] == [
        "第 8 行，地区：找不到 '上还'；有：shang-hai 上海",
        "第 20 行，验收日期：'2025-02-30' 这一天不存在",
        "有问题的行：2",
        "其余 18 行没有问题；加 --partly 可先写入这些行",
        "没有写入任何文件",
    ]
    partly = said(root, "import", "customers", str(file), "--partly", status=1)
    assert "已写入：新客户 18 位，补充 0 位，原有不变 0 位" in partly
    assert "没有录入的行：2；改正后把同一张表再导入一次，已录入的不会重复" in partly
    root.write("schedules/technicians.yaml", TEAM)
    file.write_bytes(table(20, {}))
    assert said(root, "import", "customers", str(file))[-1] == "已写入：新客户 2 位，补充 0 位，原有不变 18 位"
    assert said(root, "check")[-1].startswith("没有问题"), said(root, "check")
    kept(root, "customers")

    root.edit(TASK, "interval: 1 year", "interval：6 months")
    assert said(root, "check", status=1)[0].endswith(
        f"{TASK}:6:11: 键 'interval' 后面是全角冒号“：”；请改成半角冒号加一个空格"
    )
    root.edit(TASK, "interval：6 months", "interval: 6 months")
    untold, title, *_ = said(root, "diff", "HEAD")
    assert untold.startswith("提醒：这里没有发布过的日历（feeds）")
    assert title == f"与上次提交（HEAD）相比（{DAY} 至 2027-11-22）"
    git(root.path, "checkout", "-q", "definitions")

    assert said(root, "record", "done", "客户11", "窗定期检查", "--technician", "王师傅", "--findings", "都好")[
        0
    ].startswith("已写入 schedules/records/2026-11.yaml 第 ")
    again = said(
        root, "record", "done", "客户11", "窗定期检查", "--technician", "王师傅", "--findings", "都好", status=1
    )
    assert again[-1] == "没有写入任何文件"
    assert "赵师傅" in said(root, "record", "done", "客户12", "窗定期检查", "--technician", "赵师傅", status=1)[0]
    for command, title in (
        ("today", f"今天的安排（{DAY}）"),
        ("week", "本周的安排（2026-11-23 至 2026-11-29，截至 2026-11-23）"),
        (
            "load",
            "排上的和能做的工时（2026-11-23 起，至 2027-02-21；本周只算剩下的几天，待确认的还算要做，今天做完的算在今天）",
        ),
    ):
        assert said(root, command)[0] == title
    assert any("您好！这里是护家。" in line for line in said(root, "notices", "--days", "30"))
    kept(root, "a record")

    host = Host(tmp_path / "host", Path(f"{root.path}.git"))
    early = host.care("publish")
    assert (early.returncode, "CARE_FIRST=yes" in early.stderr, host.feeds) == (1, True, set())
    first = host.care("publish", CARE_FIRST="yes")
    assert first.returncode == 0, first.stderr
    published = host.feeds
    assert (len(published) > 20, (host.folder / "site/index.html").is_file()) == (True, True)
    forgotten = host.care("publish", day="2026-11-24", CARE_FIRST="yes")
    assert (forgotten.returncode, "请去掉 CARE_FIRST" in forgotten.stderr, host.feeds) == (1, True, published)
    brought = host.care("feeds")
    assert (brought.returncode, {path.name for path in (host.folder / "clone/feeds").glob("*.ics")}) == (0, published)
    late = host.care("publish", day="2026-11-26")
    assert (late.returncode, host.feeds) == (0, published), late.stderr
    assert "上次发布是 2026-11-23，漏了 2 夜" in late.stderr

    told = numbers(host.folder / "feeds")
    shutil.rmtree(host.folder / "feeds")
    lost = host.care("publish", day="2026-11-27")
    assert (lost.returncode, "什么也没有生成" in lost.stderr, (host.folder / "feeds").exists()) == (1, True, False)
    drill = host.care("restore", str(host.folder / "backup/2026-11-26"), day="2026-11-27")
    assert (drill.returncode, host.feeds) == (0, published), drill.stderr
    again = numbers(host.folder / "feeds")
    assert again.keys() >= told.keys()
    assert [event for event in told if again[event] <= told[event]] == []  # whatever was told since that copy


@pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed")
def test_what_is_put_in_place_is_the_whole_site(tmp_path: Path) -> None:
    """Pages, what is packed beside them, and calendars; the handbook and the build's own notes stay where they were made.

    What was accepted and is made up is told all the same.
    """
    root = begun(tmp_path / "care")
    root.edit("definitions/company.yaml", 'hotline: "021-6688 7766"', "hotline: 400-000-0000")
    kept(root, "begun")
    host = Host(tmp_path / "host", Path(f"{root.path}.git"), whole=True)
    host.folder.joinpath("site").mkdir()
    for name in (".aftercare", "left-over.html"):
        (host.folder / "site" / name).write_text("of another time")
    done = host.care("publish", "--accept", "placeholders", CARE_FIRST="yes")
    assert done.returncode == 0, done.stderr
    assert "definitions/company.yaml:5:10: 提醒：hotline: 400-000-0000 是示例号码，没有人接；" in done.stderr
    site = host.folder / "site"
    assert "护家" in (site / "zh/index.html").read_text("utf-8")
    pages = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert {"index.html", "zh/products/chuang/index.html", "zh/index.html.gz", "robots.txt"} <= pages
    assert {"left-over.html"} & pages == set()
    assert sorted(path.name for path in host.folder.iterdir()) == ["backup", "bin", "clone", "feeds", "site"]
    made = host.folder / "clone/.care"
    assert (made / "site-staff/index.html").is_file()
    assert {path.name for path in (made / "site").iterdir()} == {path.name for path in site.iterdir()}


def test_a_merge_request_is_told_problems_and_what_an_edit_does(tmp_path: Path) -> None:
    """Status 1 where there is a problem, and then no word of what the edit would do."""
    root = begun(tmp_path / "care")
    kept(root, "begun")
    host = Host(tmp_path / "host", Path(f"{root.path}.git"))
    sound = host.care("comment", "HEAD")
    assert (
        sound.returncode,
        sound.stdout.startswith("### aftercare check\n"),
        "### aftercare diff\n" in sound.stdout,
    ) == (0, True, True)
    root.edit(TASK, "interval: 1 year", "interval: 1 yeer")
    kept(root, "a slip")
    wrong = host.care("comment", "HEAD")
    assert (wrong.returncode, "'1 yeer'" in wrong.stdout, "aftercare diff" in wrong.stdout) == (1, True, False)
    assert host.care("nonsense").returncode == 2
