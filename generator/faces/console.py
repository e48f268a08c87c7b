"""What the terminal shows: words, problems, the progress and the summary of a build."""

from __future__ import annotations

import io
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import click
from rich.status import Status
from rich.text import Text

from generator.faces.grids import Grid, print_grid
from generator.faces.screen import Screen
from generator.publishing.disk import Written
from generator.reading.words import words_of
from generator.text.language import Language
from generator.text.located import Located, Stopped, cause
from generator.text.printed import printed

# So many of many warnings with one cause are told one by one.
FIRST = 3
_ALIKE = {"warning": "problems_alike", "note": "notes_alike"}
# What only answers: that it wrote nothing says nothing.
_ANSWERING = frozenset({"today", "week", "overdue", "load", "materials", "agenda", "explain", "promise", "diff"})
MOST = 200  # problems of one kind in one file that are told
_STYLES = {"error": "bold red", "warning": "yellow", "note": ""}


def _style(problem: Located, console: Screen) -> str:
    return _STYLES[problem.problem.level] if console.is_terminal else ""


class Session:
    """One run of the program: where, in which language, on which day, to which terminal."""

    def __init__(self, root: Path, language: Language) -> None:
        self.root = root
        self.words = words_of(root).words[language]
        for stream in (sys.stdout, sys.stderr):  # a terminal that has no Chinese shows question marks, not a traceback
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        self.out = Screen(highlight=False, soft_wrap=True)
        self.err = Screen(stderr=True, highlight=False, soft_wrap=True)

    def print_problems(
        self, problems: Sequence[Located], console: Screen, *, every: bool = True, whole: bool = False
    ) -> None:
        """Each with its place and line; lines that may hold a customer's data are for eyes, and go into no log.

        Unless ``every`` one is wanted, of many warnings and notes with one cause their number is told, and the first three.
        Of a file that is wrong throughout no more are told than anybody reads, but where the ``whole`` is wanted.
        """
        alike: dict[str, list[Located]] = defaultdict(list)
        of_file: dict[tuple[str, str], int] = defaultdict(int)
        for problem in problems:
            alike[cause(problem.problem)].append(problem)
        total = Counter((problem.problem.file, problem.problem.code) for problem in problems)
        for problem in problems:
            same, where = alike[cause(problem.problem)], (problem.problem.file, problem.problem.code)
            if every or problem.problem.level == "error" or len(same) <= FIRST:
                of_file[where] += 1
                if whole or of_file[where] <= MOST or problem.problem.level != "error":
                    self._print_problem(problem, console)
                elif of_file[where] == MOST + 1:
                    more = self.words.say("problems_more", file=problem.problem.file, n=total[where] - MOST)
                    console.print(Text(more, style=_style(problem, console)))
            elif problem is same[0]:
                console.print(
                    Text(self.words.say(_ALIKE[problem.problem.level], n=len(same)), style=_style(problem, console))
                )
                for one in same[:FIRST]:
                    console.print(Text(f"  {one.heading(self.words)}"))
        levels = Counter(problem.problem.level for problem in problems)
        if levels["error"] or levels["warning"]:
            counts = {
                "errors": self.words.say("problems_errors", n=levels["error"]),
                "warnings": self.words.say("problems_warnings", n=levels["warning"]),
            }
            console.print(self.words.say("problems", **counts), markup=False)

    def _print_problem(self, problem: Located, console: Screen) -> None:
        console.print(Text(problem.heading(self.words), style=_style(problem, console)))
        caret = problem.caret(console.width) if console.is_terminal else problem.caret()
        if caret and (console.is_terminal or not problem.is_private):
            console.print(Text(caret), folds=False)

    def stop(self, stopped: Stopped) -> None:
        """Print what stopped a command, which many warnings with one cause shall not hide, and end with status 1."""
        self.print_problems(stopped.located(), self.err, every=False)
        context = click.get_current_context(silent=True)
        if context is None or context.info_name not in _ANSWERING:
            self.err.print(self.words["nothing_written"], markup=False)
        raise SystemExit(1)


class Steps:
    """Names each step of a build as it begins and times it."""

    def __init__(self, session: Session, status: Status | None) -> None:
        self._session, self._status = session, status
        self.seconds: dict[str, float] = {}
        self._name, self._began = "", time.monotonic()

    def __call__(self, name: str) -> None:
        self.end()
        self._name, self._began = name, time.monotonic()
        words = f"{self._session.words[f'step_{name}']} …"
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


# The steps in which a part is made; the handbook is built at the same time as the site.
_SPENT = {"pages": ("check", "pages"), "site": ("sites",), "handbook": (), "feeds": ("feeds",), "reports": ("reports",)}


def summary(session: Session, parts: Sequence[tuple[str, Path, Written | None]], seconds: dict[str, float]) -> None:
    """What was written, part by part, and a word where the addresses are those of a demonstration."""
    rows = [
        (
            session.words[f"part_{name}"],
            os.path.relpath(folder),
            str(written.total),
            str(written.changed),
            str(written.removed),
            f"{sum(seconds.get(step, 0) for step in _SPENT[name]):.2f}" if _SPENT[name] else "–",
        )
        for name, folder, written in parts
        if written is not None
    ]
    _print(session, rows)
    # The public calendars' ledger, which lies below the feeds, has no secret address.
    are_feeds = any(
        name == "feeds" and written is not None and any(folder.glob("*.ics")) for name, folder, written in parts
    )
    if are_feeds and not os.environ.get("AFTERCARE_SECRET"):
        session.err.print(Text(session.words["demo"], style="yellow" if session.err.is_terminal else ""))


# The columns of the summary that are numbers.
_COUNTS = frozenset({2, 3, 4, 5})


def _print(session: Session, rows: Sequence[tuple[str, ...]]) -> None:
    """A table for people; a line for each part where something else reads."""
    words, names = session.words, ("part", "folder", "total", "changed", "removed", "seconds")
    if session.out.is_terminal:
        headings = tuple(words[f"column_{name}"] for name in names)
        shown = tuple(tuple(map(printed, row)) for row in rows)
        print_grid(session.out, Grid(headings=headings, rows=shown, styles=("",) * len(rows), right=_COUNTS))
    else:
        for row in rows:
            labelled = zip(names[1:], row[1:], strict=True)
            session.out.print(
                Text(row[0] + words["colon"] + words.listed(f"{words[f'column_{n}']} {cell}" for n, cell in labelled))
            )
