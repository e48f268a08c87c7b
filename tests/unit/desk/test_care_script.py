"""The script that publishes: whatever stops it says why and what to do, in the reader's language, and nothing is changed."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from support.company import HANGS, PROJECT

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(shutil.which("rsync") is None, reason="rsync is not installed"),
]

# What stands for the program: it notes what it was asked, and leaves what a build leaves.
PROGRAM = """\
#!/bin/sh
echo "$*" >> "$ASKED"
[ "$1" = build ] || exit 0
[ ! -f "$ASKED.refuse" ] || { echo '--accept secret' >&2; exit 1; }
mkdir -p "$3/feeds" "$3/site"
day=$(echo "$*" | sed -n 's/.*--as-of \\([0-9-]*\\).*/\\1/p')
printf '{"files": {},\\n"as_of": "%s"}' "${day:-$DAY}" > "$3/feeds/.aftercare"
echo '{"files": {}}' > "$3/site/.aftercare"
echo "site: .care/site, files 284, changed 284, removed 0"
echo "$*" > "$3/site/index.html"
"""
PLACES = {"CARE_SITE": "site", "CARE_FEEDS": "feeds", "CARE_BACKUP": "backup"}


@dataclass(frozen=True)
class Place:
    """A folder with the script, a program that stands for `aftercare`, and where site and feeds are put."""

    folder: Path

    def care(self, *arguments: str, language: str = "en", **more: str | None) -> subprocess.CompletedProcess[str]:
        """``sh care.sh ARGUMENTS``."""
        said = {
            **os.environ,
            **PLACES,
            "CARE_DATE": "2026-11-24",
            "ASKED": "asked",
            "LC_ALL": f"{language}.UTF-8",
            **more,
        }
        said["PATH"] = f"{self.folder}/bin:{said['PATH']}"
        environment = {name: value for name, value in said.items() if value is not None}
        run = ["sh", "care.sh", *arguments]
        return subprocess.run(
            run, cwd=self.folder, env=environment, capture_output=True, text=True, timeout=HANGS, check=False
        )

    def program(self, name: str, text: str) -> None:
        """Put ``text`` where the script finds the program ``name`` first."""
        (self.folder / "bin").mkdir(exist_ok=True)
        (self.folder / "bin" / name).write_text(text)
        (self.folder / "bin" / name).chmod(0o755)

    @property
    def asked(self) -> list[str]:
        """What the program was asked, one command a line."""
        file = self.folder / "asked"
        return file.read_text().splitlines() if file.exists() else []

    @property
    def files(self) -> dict[str, str]:
        """What lies in the places."""
        found = sorted(path for place in PLACES.values() for path in (self.folder / place).rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_text() for path in found}


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Where something was published on 2026-11-23 already."""
    place = Place(tmp_path)
    shutil.copy(PROJECT / "templates/start/care.sh", tmp_path)
    (tmp_path / "definitions").mkdir()
    place.program("aftercare", PROGRAM)
    assert place.care("publish", CARE_FIRST="yes", CARE_DATE="2026-11-23").returncode == 0
    (tmp_path / "asked").unlink()
    return place


@pytest.mark.parametrize(
    "command", [("publish",), ("restore", "backup/2026-11-23"), ("feeds",), ("check",), ("diff", "HEAD")]
)
def test_outside_the_companys_folder_nothing_is_fetched_or_carried(place: Place, command: tuple[str, ...]) -> None:
    """Whoever runs the script from another folder would copy people's calendars there."""
    (place.folder / "definitions").rmdir()
    before = sorted(place.folder.rglob("*"))
    for language, says in (("en", "Go there first, with cd"), ("zh", "请先用 cd 进入那个文件夹")):
        done = place.care(*command, language=language)
        assert (done.returncode, says in done.stderr, done.stderr.count("\n")) == (1, True, 1)
    assert sorted(place.folder.rglob("*")) == before


BUILD = "build --output .care"
DAY = "--as-of 2026-11-24 --now 2026-11-24 12:00"


@pytest.mark.parametrize(
    ("arguments", "more", "asked"),
    [
        (["publish"], {}, f"{BUILD} {DAY}"),
        (["publish", "--accept", "secret", "--replace"], {}, f"{BUILD} --accept secret --replace {DAY}"),
        (["publish"], {"CARE_ACCEPT": "secret past"}, f"{BUILD} --accept secret --accept past {DAY}"),
        (
            ["restore", "backup/2026-11-23", "--accept", "secret"],
            {},
            f"{BUILD} --accept restored --accept secret {DAY}",
        ),
    ],
)
def test_what_a_message_asks_to_accept_can_be_passed_on(
    place: Place, arguments: list[str], more: dict[str, str], asked: str
) -> None:
    """Behind the script's own word, and in CI by a variable of one run."""
    done = place.care(*arguments, **more)
    assert (done.returncode, place.asked) == (0, [asked]), done.stderr


@pytest.mark.parametrize(("arguments", "more"), [(["publish", "--first"], {}), (["publish"], {"CARE_FIRST": "yes"})])
def test_the_first_publication_is_the_first_however_it_is_said(
    place: Place, arguments: list[str], more: dict[str, str]
) -> None:
    """It is refused where feeds are in place, and goes through where there are none, or half of them."""
    before = place.files
    again = place.care(*arguments, **more)
    assert (again.returncode, place.files, place.asked) == (1, before, [])
    (place.folder / "feeds/.aftercare").unlink()  # as where it broke off on its way there
    (place.folder / "site/.aftercare").unlink()
    (place.folder / "site/.~tmp~").mkdir()
    assert (place.care(*arguments, **more).returncode, place.asked) == (0, [f"{BUILD} --first {DAY}"])


WITHIN = "{} lies in {}, and would be deleted as that is replaced; nothing was done. Keep the two apart"
STRANGE = "files of something else lie in {} (such as {}), and would be deleted there; nothing was put anywhere. Move them away first"
MISPLACED: dict[str, tuple[tuple[str, ...], dict[str, str], str]] = {
    "a copy in what is emptied": (
        ("restore", ".care/feeds"), {}, ".care/feeds lies in .care, which is emptied before anything is built; nothing was changed",
    ),
    "the site over the company": (("publish",), {"CARE_SITE": "."}, "this folder ("),
    "feeds below the site": (
        ("publish",), {"CARE_FEEDS": "site/feeds"}, WITHIN.format("CARE_FEEDS (site/feeds)", "CARE_SITE (site)"),
    ),
    "one place for both": (
        ("publish",), {"CARE_SITE": "./feeds/"}, WITHIN.format("CARE_FEEDS (feeds)", "CARE_SITE (./feeds/)"),
    ),
    "one place of a host": (
        ("publish",), {"CARE_SITE": "h:care", "CARE_FEEDS": "h:care/feeds"},
        WITHIN.format("CARE_FEEDS (h:care/feeds)", "CARE_SITE (h:care)"),
    ),
    "copies in the site": (
        ("publish",), {"CARE_BACKUP": "site/copies"}, WITHIN.format("CARE_BACKUP (site/copies)", "CARE_SITE (site)"),
    ),
    "a build over the feeds": (
        ("publish",), {"CARE_OUTPUT": "feeds"}, WITHIN.format("CARE_FEEDS (feeds)", "CARE_OUTPUT (feeds)"),
    ),
    "a build over something else": (
        ("publish",), {"CARE_OUTPUT": "letters"},
        "files of something else lie in letters (such as thesis.txt), and would be deleted by building there; nothing was done",
    ),
    "the site over something else": (
        ("publish",), {"CARE_SITE": "letters"}, STRANGE.format("letters", "thesis.txt") + ", or correct CARE_SITE",
    ),
    "the site over feeds": (
        ("publish",), {"CARE_SITE": "backup/2026-11-23", "CARE_BACKUP": ""}, STRANGE.format("backup/2026-11-23", ".aftercare"),
    ),
    "first feeds over something else": (
        ("publish", "--first"), {"CARE_FEEDS": "letters"}, STRANGE.format("letters", "thesis.txt"),
    ),
    "restored feeds over something else": (
        ("restore", "backup/2026-11-23"), {"CARE_FEEDS": "letters"}, STRANGE.format("letters", "thesis.txt"),
    ),
    "a site for feeds": (("feeds",), {"CARE_FEEDS": "site"}, "the calendars published last cannot be fetched from site"),
    "feeds fetched over something else": (("feeds",), {"CARE_FEEDS": "backup/2026-11-23"}, STRANGE.format("feeds", "thesis.txt")),
}  # fmt: skip


def test_nothing_is_put_where_something_else_lies_and_would_be_deleted(place: Place) -> None:
    """Neither another place, nor the company's own folder, nor files of which the program knows nothing."""
    for folder in ("letters", "away"):
        (place.folder / folder).mkdir()
        (place.folder / folder / "thesis.txt").write_text("the only one")
    published = place.folder / "feeds"
    for name, (command, more, says) in MISPLACED.items():
        if command == ("feeds",) and "over" in name:
            published.rename(place.folder / "published")
            (place.folder / "away").rename(published)
        last = place.folder / ".care" if name != "a copy in what is emptied" else None  # the last build goes
        files = [
            path
            for path in sorted(place.folder.rglob("*"))
            if path.is_file() and last not in path.parents and path.name != "asked"
        ]
        before = {path: path.read_bytes() for path in files}
        stopped = place.care(*command, **more)
        assert (stopped.returncode, f"care.sh: {says}" in stopped.stderr) == (1, True), (name, stopped.stderr)
        assert before == {path: path.read_bytes() for path in before}, name
        assert all(line.startswith("build ") for line in place.asked), name


def test_days_are_those_of_the_company(place: Place) -> None:
    """A machine that counts the days of another zone finds no night that was missed, nor overlooks one."""
    for day, missed in (
        ("2026-11-24", None),
        ("2026-11-26", "published last on 2026-11-24, nights that were missed: 1"),
    ):
        lines = told(place.care("publish", CARE_DATE=None, DAY=day))
        assert [line.removeprefix("care.sh: ") for line in lines if "missed" in line] == [missed] * (missed is not None)
        assert (place.folder / "backup" / day / ".aftercare").exists()


OLD = '#!/bin/sh\necho "rsync  version 2.6.9"\n'
SLIPS: dict[str, tuple[list[str], dict[str, str | None], str, str]] = {
    "no place for the feeds": (
        ["publish"], {"CARE_FEEDS": None},
        "没有写日历放在哪里；请设置 CARE_FEEDS，如 CARE_FEEDS=/srv/care/feeds",
        "nothing says where the calendars lie; set CARE_FEEDS, as in CARE_FEEDS=/srv/care/feeds",
    ),
    "no place for the site": (
        ["restore", "backup/2026-11-23"], {"CARE_SITE": None},
        "没有写网站放在哪里；请设置 CARE_SITE，如 CARE_SITE=/srv/care/site",
        "nothing says where the site lies; set CARE_SITE, as in CARE_SITE=/srv/care/site",
    ),
    "another place": (
        ["publish"], {"CARE_FEEDS": "fedes"},
        "在 fedes 取不到上次发布的日历，什么也没有生成。地址写错了请改 CARE_FEEDS；",
        "the calendars published last cannot be fetched from fedes; nothing was built. Correct CARE_FEEDS if it is mistyped;",
    ),
    "a folder of something else": (
        ["feeds"], {"CARE_FEEDS": "site"},
        "在 site 取不到上次发布的日历，什么也没有生成。",
        "the calendars published last cannot be fetched from site; nothing was built.",
    ),
    "no such copy": (
        ["restore", "backup/2026-11-32"], {},
        "backup/2026-11-32 里没有日历的备份，什么也没有改；那里有：backup/2026-11-23。请核对名称",
        "backup/2026-11-32 is no copy of the calendars; nothing was changed; there are: backup/2026-11-23. Check its name",
    ),
    "the folder of the copies": (
        ["restore", "backup"], {},
        "backup 里没有日历的备份，什么也没有改；那里有：backup/2026-11-23。请核对名称",
        "backup is no copy of the calendars; nothing was changed; there are: backup/2026-11-23. Check its name",
    ),
    "what the script says itself": (
        ["publish", "--output=elsewhere"], {},
        "这里不能写 --output：生成到哪里、接着什么、是哪家公司，都由 care.sh 定；什么也没有做。",
        "--output cannot be given here: care.sh itself says where to build, upon what, and of which company; nothing was done.",
    ),
    "no copy named": (
        ["restore"], {},
        "还要写用哪一份备份，如 sh care.sh restore 备份/2026-11-26",
        "say which copy, as in sh care.sh restore BACKUP/2026-11-26",
    ),
    "no revision named": (
        ["diff"], {},
        "还要写与哪个版本比较，如 sh care.sh diff HEAD",
        "say which revision to compare with, as in sh care.sh diff HEAD",
    ),
    "feeds are there": (
        ["publish"], {"CARE_FIRST": "yes"},
        "feeds 里已经有日历，什么也没有生成；从现在起请去掉 CARE_FIRST（和 --first）",
        "calendars are in place already in feeds; nothing was built. Leave CARE_FIRST (and --first) out from now on",
    ),
    "a build that stops": (
        ["publish"], {"ASKED": "stops"},
        "没有发布，原来的都还在。上面如果说用 --accept 什么，写在后面：sh care.sh publish --accept …",
        "nothing was published, and what was is as it was. Where --accept is advised above, it stands behind: sh care.sh publish --accept …",
    ),
    "an older rsync": (
        ["publish"], {},
        "rsync 太旧或是另一种（rsync  version 2.6.9）；请安装 3.2.3 或更新的版本",
        "this rsync is too old, or another one (rsync  version 2.6.9); install 3.2.3 or newer",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("slip", SLIPS)
def test_whatever_stops_it_says_what_to_do_and_changes_nothing(place: Place, slip: str, language: str) -> None:
    """In the language of the environment, as the program does; a copy that is not there is told what is beside it."""
    arguments, more, chinese, english = SLIPS[slip]
    (place.folder / "stops.refuse").touch()
    if slip == "an older rsync":
        place.program("rsync", OLD)
    before = place.files
    stopped = place.care(*arguments, language=language, **more)
    colon, says = (": ", english) if language == "en" else ("：", chinese)
    assert (stopped.returncode, f"care.sh{colon}{says}" in stopped.stderr) == (1, True), stopped.stderr
    assert (place.files, place.asked) == (before, [])


def told(run: subprocess.CompletedProcess[str]) -> list[str]:
    """What the script itself says; a shell may tell that it lacks a locale."""
    return [line for line in run.stderr.splitlines() if line.startswith("care.sh")]


def test_each_step_says_what_went_from_where_to_where(place: Place) -> None:
    """How many files, and of what people see how many changed or went away; at last the addresses.

    Contents alone make a change, and what the build counts against a folder of its own is not told beside it.

    The marker that the program leaves in a folder is none of them, as in what ``build`` tells.
    """
    for folder in ("feeds", "backup/2026-11-23"):
        (place.folder / folder / "key.ics").write_text(folder)
    (place.folder / "definitions/company.yaml").write_text('site_url: "https://care.ours.cn/"  # ours\n')
    (place.folder / "site/left-over.html").touch()
    published = place.care("publish", language="zh")
    assert published.stdout == ""
    assert told(published) == [
        "care.sh：上次发布的日历：feeds → .care/feeds，共 1 个文件",
        "care.sh：日历的备份：.care/feeds → backup/2026-11-24，共 1 个文件",
        "care.sh：日历：.care/feeds → feeds，共 1 个文件，有变化的 0 个，删去 0 个",
        "care.sh：网站：.care/site → site，共 1 个文件，有变化的 1 个，删去 1 个",
        "care.sh：已发布；网站：https://care.ours.cn/",
    ]
    assert told(place.care("feeds")) == ["care.sh: the calendars published last: feeds → feeds, files: 1"]
    assert told(place.care("restore", "backup/2026-11-23"))[0] == (
        "care.sh: the copy of the calendars: backup/2026-11-23 → .care/feeds, files: 1"
    )


def test_what_is_published_stays_until_all_is_built_upon_the_copy(place: Place) -> None:
    """Whatever the build says: newer calendars were told to people, and there may be no other copy of them."""
    (place.folder / "feeds/told.ics").write_text("since then")
    (place.folder / "asked.refuse").touch()
    before = place.files
    stopped = place.care("restore", "backup/2026-11-23")
    assert (stopped.returncode, "what was is as it was" in stopped.stderr) == (1, True)
    assert place.files == before


FAILS = {
    (255, "ssh: Could not resolve hostname care: Name or service not known"): ("没有这台主机", "there is no such host"),
    (12, "ssh: connect to host care port 22: Connection refused"): ("连不上那台主机", "the host cannot be reached"),
    (255, "u@care: Permission denied (publickey)."): ("那台主机不让登录", "the host lets nobody in"),
    (23, 'rsync: opendir "/srv" failed: Permission denied (13)'): ("没有权限", "permission is denied"),
    (127, "sh: 1: rsync: not found"): ("那台主机上没有 rsync", "there is no rsync on the host"),
    (11, 'rsync: write failed on "/srv/a": No space left on device (28)'): ("那里的磁盘满了", "the disk there is full"),
}


def test_what_rsync_could_not_do_is_told_in_words(place: Place) -> None:
    """Whether there are calendars is not known then: nothing is built, as if there were none or otherwise, and nothing lost.

    What did not reach its place is told with what did.
    """
    real, before = shutil.which("rsync"), place.files
    for (status, said), (chinese, english) in FAILS.items():
        place.program(
            "rsync", f"#!/bin/sh\ncase $1 in --help) echo --mkpath ;; *) echo '{said}' >&2; exit {status} ;; esac\n"
        )
        zh = place.care("publish", "--first", language="zh", CARE_FEEDS="care:feeds")
        en = place.care("feeds", CARE_FEEDS="care:feeds")
        assert told(zh)[-1].startswith(f"care.sh：看不到 care:feeds：{chinese}；请")
        assert told(zh)[-1].endswith(f"（rsync 状态 {status}，原话：{said}）。什么也没有改，请再运行一次")
        assert told(en)[-1].startswith(f"care.sh: nobody can look into care:feeds: {english}; ")
        assert (zh.returncode, en.returncode, place.files, place.asked) == (1, 1, before, [])
    full = f'case "$*" in *"/site/ site/") echo "{said}" >&2; exit {status} ;; esac'  # of the last
    place.program("rsync", f'#!/bin/sh\n{full}\nexec {real} "$@"\n')
    stopped = place.care("publish", language="zh")
    assert stopped.returncode == 1
    assert told(stopped)[-1].startswith("care.sh：网站放不到 site：那里的磁盘满了；请腾出空间（rsync 状态 11，")
    assert told(stopped)[-1].endswith("。已放好的：日历的备份、日历；改好再运行一次，中途断了不要紧")


def test_a_machine_without_rsync_is_told_so(place: Place) -> None:
    """And which version to install."""
    (place.folder / "bin/rsync").unlink(missing_ok=True)
    for name in ("sh",):
        os.symlink(shutil.which(name) or name, place.folder / "bin" / name)
    run = {"PATH": str(place.folder / "bin"), "LC_ALL": "en_US.UTF-8", **PLACES, "ASKED": "asked"}
    stopped = subprocess.run(
        ["sh", "care.sh", "feeds"],
        cwd=place.folder,
        env=run,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
    )
    assert (
        stopped.returncode,
        stopped.stderr.startswith("care.sh: rsync is not installed; install 3.2.3 or newer"),
    ) == (1, True)


@pytest.mark.parametrize(
    ("language", "first", "unknown"),
    [
        ("zh", "列出所有问题", "care.sh：没有 nonsense 这个命令；用法："),
        ("en", "every problem", "care.sh: there is no command nonsense; what there is:"),
    ],
)
def test_its_use_is_shown_in_either_language(place: Place, language: str, first: str, unknown: str) -> None:
    """Where nothing is asked of it, or what it does not know; each command and variable in both."""
    for arguments, before in (([], []), (["nonsense"], [unknown])):
        shown = place.care(*arguments, language=language)
        lines = shown.stderr.splitlines()
        assert (shown.returncode, lines[: len(before)], first in lines[len(before)]) == (2, before, True)
        for name in (
            "check",
            "diff",
            "comment",
            "publish",
            "restore",
            "feeds",
            "CARE_ACCEPT",
            "CARE_FIRST",
            "CARE_BACKUP",
        ):
            assert name in shown.stderr
