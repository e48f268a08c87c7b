"""With every word marked, nothing that people read is without a mark but what the company wrote itself.

So no sentence stands in code or in a template: all of them stand in ``templates/words``.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import pytest
from support.company import AS_OF, Root

from generator.due.items import Status
from generator.faces.cli import main
from generator.model.hours import Weekday
from generator.model.records import RecordKind
from generator.publishing import bytecode
from generator.reading import words as words_room
from generator.reading.wordbook import words_in
from generator.text.problems import Problem
from generator.text.words import Book, Forms, Wording, Words

_MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
_LETTERS = re.compile(r"[^\W\d_]+(?:[-_][^\W\d_]+)*")
# What a page's attributes tell: alternatives to pictures, labels, and what a search engine or a chat shows.
_TOLD = re.compile(r"""\s(?:alt|title|aria-label|placeholder|content)="([^"]*)\"""")


def _mark(wording: Wording) -> Wording:
    if isinstance(wording, Forms):
        return Forms(f"⟦{wording.one}⟧", f"⟦{wording.other}⟧")
    return f"⟦{wording}⟧" if isinstance(wording, str) else tuple(f"⟦{name}⟧" for name in wording)


@pytest.fixture(scope="module", autouse=True)
def marks() -> Iterator[None]:
    """Chinese with a mark around each wording; what joins the parts of a list is none, and neither is a language's code."""

    def marked(files: Mapping[str, Any], own: Book | None = None) -> tuple[Book, list[Problem]]:
        book, problems = words_in(files, own)
        plain = {"comma", "clause", "semicolon", "colon", "html_lang"}
        wordings = {key: said if key in plain else _mark(said) for key, said in book["zh"].wordings.items()}
        return {**book, "zh": Words("zh", wordings)}, problems

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words_room, "words_in", marked)
        patch.setattr(words_room, "recalled", lambda _: None)  # neither what another process kept
        patch.setattr(bytecode, "own_words_to_keep", lambda: None)  # nor for another one
        words_room._brought.cache_clear()
        yield
    words_room._brought.cache_clear()


def without_marks(text: str) -> str:
    """``text`` without what stands between marks; a mark in a mark goes with it."""
    while _MARKED.search(text):
        text = _MARKED.sub(" ", text)
    return text


def unmarked(text: str, company: Root, allowed: Iterable[str] = ()) -> set[str]:
    """The words of ``text`` outside marks that stand nowhere in the company's YAML and are not ``allowed``."""
    written = "\n".join(path.read_text("utf-8") for path in company.path.rglob("*.yaml"))
    paths = " ".join(path.as_posix() for path in company.path.rglob("*"))
    known = f"{written}\n{paths}\n{' '.join(allowed)}"
    return {word for word in _LETTERS.findall(without_marks(text)) if word not in known}


def run(company: Root, *arguments: str) -> str:
    result = company.run(*arguments, "--lang", "zh")
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


STATUSES = "waiting upcoming due overdue missed done skipped"


@pytest.mark.parametrize(
    ("arguments", "allowed"),
    [
        (["check", "--as-of", AS_OF], ""),
        (["agenda", "--as-of", AS_OF], ""),
        (["explain", "c-001", "window/bolts", "--as-of", AS_OF], "n"),
        (["promise", "glass", "--reported", "2026-09-30T17:20", "--customer", "c-001"], ""),
        (["promise", "glass", "--reported", "soon"], "aftercare promise help reported"),
        (["agenda", "--status", "x"], f"aftercare agenda help status x {STATUSES}"),
        (["explain", "c-009", "window/bolts"], ""),
        (["feeds", "--rotate", "nobody"], "nobody"),
        (["biuld"], "aftercare help biuld build"),
        (["check", "--nonsense"], "aftercare check help nonsense"),
    ],
)
def test_what_the_terminal_shows_is_in_words(root: Root, arguments: list[str], allowed: str) -> None:
    """Answers, refusals and usage errors; ids, options and what the company wrote stand for themselves."""
    text = run(root, *arguments)
    assert "⟦" in text
    assert unmarked(text, root, allowed.split()) == set()


def test_problems_are_in_words(root: Root) -> None:
    """Place, path and the line itself are the company's."""
    root.edit("definitions/products/window.yaml", "line: window", "line: widnow")
    root.edit("schedules/customers/c-001.yaml", "tier: A", "tier: Z")
    root.add("definitions/company.yaml", "sevice: 1\n")
    text = run(root, "check", "--as-of", AS_OF)
    assert text.count("⟦") > 3
    assert unmarked(text, root) == set()


COMMANDS = sorted(main.commands)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_is_in_words(root: Root, command: str) -> None:
    """Options, choices and commands have their names in every language."""
    text = run(root, *filter(None, [command]), "--help")
    text = re.sub(r"\s--?[a-z-]+|[\[{][^⟦\]}]*\|[^⟦\]}]*[\]}]", " ", text)
    assert "⟦" in text
    assert unmarked(text, root, ["aftercare", "help", "text", command, *COMMANDS]) == set()


def test_feeds_are_in_words(root: Root) -> None:
    """What an event says: its title, its text, its kind, and the calendar's name."""
    assert root.run("feeds", "--as-of", AS_OF, "--lang", "zh").exit_code == 0
    for path in sorted((root.path / "feeds").glob("*.ics")):
        lines = path.read_text("utf-8").replace("\n ", "").replace("\r\n ", "").splitlines()
        told = [line for line in lines if re.match(r"(SUMMARY|DESCRIPTION|CATEGORIES|X-WR-CALNAME|NAME)[;:]", line)]
        text = "\n".join(line.partition(":")[2].replace("\\n", "\n") for line in told)
        assert "⟦" in text
        assert unmarked(re.sub(r"https?://\S+", " ", text), root) == set(), path.name


def told_by_html(page: str) -> str:
    """What a page says to those who see or hear it."""
    page = re.sub(r"<(script|style)\b.*?</\1>|<!--.*?-->", " ", page, flags=re.DOTALL)
    attributes = " ".join(_TOLD.findall(re.sub(r"<meta\b[^>]*>", " ", page)))
    return html.unescape(f"{attributes} {re.sub('<[^>]*>', ' ', page)}")


def test_holders_pages_are_in_words(root: Root) -> None:
    """A customer's page, a technician's, and the lists of regions and the office."""
    assert root.run("feeds", "--as-of", AS_OF, "--lang", "zh").exit_code == 0
    pages = sorted((root.path / "feeds").glob("*.html"))
    assert pages
    for path in pages:
        text = re.sub(
            r"(?:https?|webcals?)://\S+|\S+@\S+|\S+\.ics|\b[0-9A-F]{8}\b", " ", told_by_html(path.read_text("utf-8"))
        )
        assert "⟦" in text
        assert unmarked(text, root) == set(), path.name


def told_by_markdown(page: str) -> str:
    """What a generated page says: its text, its title and its summary; not its links, classes, icons and names of parts."""
    _, front, body = page.split("---\n", 2)
    told = re.findall(r"^(?:title|description|tags|share_alt): (.*)$", front, re.MULTILINE)
    body = re.sub(r"\{ \.[^{}\n]*\}|\{[^{}⟦]*\}|\]\([^)]*\)|\]: \S+|:[a-z]+(?:-[a-z0-9-]+)+:", " ", body)
    return told_by_html(html.unescape("\n".join([*told, body])))


def test_pages_are_in_words(handbook: Root) -> None:
    """Every page of the site and of the staff's handbook in Chinese."""
    assert handbook.run("pages", "--as-of", AS_OF, "--lang", "zh").exit_code == 0
    found: dict[str, list[str]] = {}
    for path in sorted((handbook.path / "docs/zh").rglob("*.md")):
        for word in unmarked(told_by_markdown(path.read_text("utf-8")), handbook):
            found.setdefault(word, []).append(path.relative_to(handbook.path / "docs/zh").as_posix())
    assert found == {}


# Closed sets whose words staff should read in their language, and the sentences that quote them as YAML has them.
CLOSED = {value for closed in (RecordKind, Status, Weekday) for value in get_args(closed)}
QUOTED = {
    "did_you_mean", "problem_not_a_choice", "problem_preferred_never", "problem_void_unclear", "table_problem_unknown",
}  # fmt: skip
TOLD = """\
records:
  - {record: skipped, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, due: 2026-10-31, reason: 客户}
  - {record: moved, date: 2026-11-20, customer: c-001, site: home, task: floor/polish, due: 2026-11-30, to: 2026-12-03}
  - {record: completed, date: 2026-11-21, customer: c-001, site: home, task: window/yearly}
"""
WRONG = """\
  - {record: void, date: 2026-11-21, customer: c-001, site: home, reason: x, of: {record: moved, date: 2026-11-19}}
  - {record: moved, date: 2026-11-21, customer: c-001, site: home, task: floor/polish}
  - {record: appointment, date: 2026-11-21, customer: c-001, site: home, task: window/yearly, at: "2026-12-02 09:00"}
"""


@pytest.fixture
def raw(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
    """The values of closed sets that went into a sentence as they are, with its key and the value's name."""
    found: list[tuple[str, str, str]] = []
    say = Words.say

    def noting(self: Words, key: str, **values: object) -> str:
        for name, value in values.items():
            for part in value if isinstance(value, list | tuple) else [value]:
                words = (
                    re.findall(r"(?<![\w/.-])[a-z]+(?![\w/.-])", without_marks(part)) if isinstance(part, str) else []
                )
                found.extend((key, name, word) for word in words if word in CLOSED and key not in QUOTED)
        return say(self, key, **values)

    monkeypatch.setattr(Words, "say", noting)
    return found


@pytest.mark.parametrize(
    "arguments",
    [
        "check", "today", "week", "overdue", "agenda", "load", "explain c-001 floor/polish", "explain c-001 window/yearly",
        "record void c-001 floor/polish --reason x", "record void c-001 window/bolts --wrong 2026-01-01 --reason x",
        "record move c-001 floor/polish", "record skip c-001 floor/polish", "record done c-001 window/bolts",
        "record done c-001 floor/polish --on 2026-11-20", "record done c-001 window/yearly --on 2026-11-21",
        "record skip c-001 floor/polish --due 2026-10-31 --reason x", "record appoint c-001 floor/polish --at 2026-12-03T09:30",
        "notices --days 30", "import records TABLE",
    ],
)  # fmt: skip
def test_how_things_stand_is_told_in_words(root: Root, raw: list[tuple[str, str, str]], arguments: str) -> None:
    """Done, moved, void, Mon: a name that only files have goes raw into no sentence, but where the file's own is quoted."""
    table = root.path.parent / "table.csv"
    table.write_text(
        "记录,日期,客户,任务\n改期,2026-11-20,c-001,floor/polish\nskipped,2026-11-20,c-001,floor/polish\n", "utf-8"
    )
    root.edit(
        "schedules/customers/c-001.yaml",
        "    region: shanghai\n",
        "    region: shanghai\n    visiting: {weekdays: [mon]}\n",
    )
    root.write("schedules/records/2026-11.yaml", TOLD + (WRONG if arguments == "check" else ""))
    run(root, *arguments.replace("TABLE", str(table)).split(), "--as-of", AS_OF)
    assert [found for found in raw if found[1] != "record" or not re.match("(problem_)?record_", found[0])] == []
