"""What the terminal shows: words, problems, the progress and the summary of a build."""

from __future__ import annotations

import io
import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from generator.publishing.disk import Written
from generator.text.language import Language
from generator.text.located import Located, Stopped

WORDS: dict[str, dict[Language, str]] = {
    "sound": {"zh": "没有问题：{files} 个文件", "en": "no problems in {files} files"},
    "problems": {"zh": "{errors} 个问题，{warnings} 个提醒", "en": "{errors} problem{errors_s}, {warnings} warning{warnings_s}"},
    "nothing_written": {"zh": "没有写入任何文件", "en": "nothing was written"},
    "check": {"zh": "检查", "en": "check"},
    "pages": {"zh": "页面", "en": "pages"},
    "sites": {"zh": "网站和员工手册", "en": "sites and staff handbook"},
    "site": {"zh": "网站", "en": "site"},
    "handbook": {"zh": "员工手册", "en": "staff handbook"},
    "feeds": {"zh": "日历", "en": "feeds"},
    "part": {"zh": "部分", "en": "part"},
    "folder": {"zh": "位置", "en": "where"},
    "total": {"zh": "文件", "en": "files"},
    "changed": {"zh": "有变化", "en": "changed"},
    "removed": {"zh": "已删除", "en": "removed"},
    "seconds": {"zh": "用时（秒）", "en": "seconds"},
    "demo": {
        "zh": "示例数据：日历地址用公开的示例密钥生成，不可用于真实客户",
        "en": "example data: the calendars' addresses rest on a public demo secret, never to be used for real customers",
    },
    "as_of": {"zh": "截至 {as_of}", "en": "as of {as_of}"},
    "none_found": {"zh": "没有符合条件的事项", "en": "nothing matches"},
    "no_customer": {"zh": "没有客户 {found!r}{hint}", "en": "there is no customer {found!r}{hint}"},
    "no_holder": {"zh": "没有编号为 {found!r} 的客户或技术员", "en": "there is no customer and no technician {found!r}"},
    "no_consent": {
        "zh": "客户 {found!r} 没有同意接收日历，没有地址可换",
        "en": "customer {found!r} has not consented to a calendar, so there is no feed to rotate",
    },
    "rotated": {"zh": "已修改 {file}；新地址：{address}", "en": "edited {file}; the new address: {address}"},
    "no_technician": {"zh": "没有技术员 {found!r}{hint}", "en": "there is no technician {found!r}{hint}"},
    "no_task": {"zh": "没有任务 {found!r}{hint}", "en": "there is no task {found!r}{hint}"},
    "no_promise": {"zh": "没有承诺 {found!r}{hint}", "en": "there is no promise {found!r}{hint}"},
    "did_you_mean": {"zh": "；是不是 {nearest!r}？", "en": "; did you mean {nearest!r}?"},
    "customer": {"zh": "客户", "en": "customer"},
    "asset": {"zh": "设备", "en": "asset"},
    "task": {"zh": "任务", "en": "task"},
    "cycle": {"zh": "次", "en": "cycle"},
    "due": {"zh": "到期", "en": "due"},
    "window": {"zh": "容许期", "en": "window"},
    "planned": {"zh": "计划", "en": "planned"},
    "status": {"zh": "状态", "en": "status"},
    "technician": {"zh": "技术员", "en": "technician"},
    "serving": {"zh": "网站在 {url}；按 Ctrl+C 停止", "en": "the site is at {url}; press Ctrl+C to stop"},
    "rebuilt": {"zh": "已更新，用时 {seconds:.1f} 秒", "en": "updated in {seconds:.1f} s"},
    "still_up": {"zh": "有问题，继续显示上一次的网站", "en": "there are problems; the last good site stays up"},
    "more_planned": {"zh": "（预计）", "en": " (provisional)"},
}  # fmt: skip


class Session:
    """One run of the program: where, in which language, on which day, to which terminal."""

    def __init__(self, root: Path, language: Language) -> None:
        self.root = root
        self.language = language
        for stream in (sys.stdout, sys.stderr):  # a terminal that has no Chinese shows question marks, not a traceback
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        self.out = Console(highlight=False, soft_wrap=True)
        self.err = Console(stderr=True, highlight=False, soft_wrap=True)

    def say(self, key: str, **values: object) -> str:
        return WORDS[key][self.language].format(**values)

    def print_problems(self, problems: Sequence[Located], console: Console) -> None:
        for problem in problems:
            style = "yellow" if problem.problem.level == "warning" else "bold red"
            console.print(Text(problem.heading(self.language), style=style if console.is_terminal else ""))
            caret = problem.caret()
            if caret:
                console.print(Text(caret))
        errors = sum(problem.problem.level == "error" for problem in problems)
        if problems:
            counts = {"errors": errors, "warnings": len(problems) - errors}
            endings = {f"{name}_s": "" if count == 1 else "s" for name, count in counts.items()}
            console.print(self.say("problems", **counts, **endings), markup=False)

    def stop(self, stopped: Stopped) -> None:
        """Print what stopped a build, and end with status 1."""
        self.print_problems(stopped.located(), self.err)
        self.err.print(self.say("nothing_written"), markup=False)
        raise SystemExit(1)


class Steps:
    """Names each step of a build as it begins and times it."""

    def __init__(self, session: Session, status: Any) -> None:
        self._session, self._status = session, status
        self.seconds: dict[str, float] = {}
        self._name, self._began = "", time.monotonic()

    def __call__(self, name: str) -> None:
        self.end()
        self._name, self._began = name, time.monotonic()
        words = f"{self._session.say(name)} …"
        if self._status is not None:
            self._status.update(words)
        else:
            self._session.err.print(words, markup=False)

    def end(self) -> None:
        if self._name:
            self.seconds[self._name] = time.monotonic() - self._began


@contextmanager
def steps(session: Session) -> Iterator[Steps]:
    """Progress on a terminal, plain lines when piped; a problem ends the run."""
    try:
        if session.err.is_terminal:
            with session.err.status("…") as status:
                running = Steps(session, status)
                yield running
        else:
            running = Steps(session, None)
            yield running
        running.end()
    except Stopped as stopped:
        session.stop(stopped)


def summary(session: Session, parts: Sequence[tuple[str, Path, Written | None]], seconds: dict[str, float]) -> None:
    spent = {
        "pages": ("check", "pages"),
        "site": ("sites",),
        "handbook": (),  # built at the same time
        "feeds": ("feeds",),
    }
    rows = [
        (
            session.say(name),
            os.path.relpath(folder),
            str(written.total),
            str(written.changed),
            str(written.removed),
            f"{sum(seconds.get(step, 0) for step in spent[name]):.2f}" if spent[name] else "–",
        )
        for name, folder, written in parts
        if written is not None
    ]
    names = ("part", "folder", "total", "changed", "removed", "seconds")
    if session.out.is_terminal:
        table = Table(*(session.say(name) for name in names))
        for row in rows:
            table.add_row(*map(Text, row))
        session.out.print(table)
    else:
        for row in rows:
            labelled = zip(names[1:], row[1:], strict=True)
            session.out.print(Text(f"{row[0]}: " + ", ".join(f"{session.say(n)} {cell}" for n, cell in labelled)))
    # An index alone is of nobody.
    are_feeds = any(name == "feeds" and written is not None and written.total > 1 for name, _, written in parts)
    if are_feeds and not os.environ.get("AFTERCARE_SECRET"):
        session.err.print(Text(session.say("demo"), style="yellow" if session.err.is_terminal else ""))
