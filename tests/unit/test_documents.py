"""What the documents for those who change the program name is there, and where they say it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.company import PROJECT

from generator.faces.cli import main

DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "ARCHITECTURE.md",
    "deploy/README.md",
    "docs/desk.en.md",
    "docs/desk.zh.md",
    "docs/settings.en.md",
    "docs/settings.zh.md",
    "docs/many.en.md",
    "docs/many.zh.md",
)
KEPT = re.compile(r"\.(py|md|ya?ml|toml|lock|jsx?|css|html|j2|svg|conf)$")
# What a build, a tool or a company makes, what lies on a server, an address of a page or of an asset, and what the reader fills in.
ELSEWHERE = re.compile(
    r"^(feeds|site|site-staff|reports|schedules/allow.yaml|\.cache|/srv|/p|c-\d+)(/|$)|^/?docs/\*|\b[A-Z]{3,}\b(?<!VIEWS)(?<!README)|^(404\.html|report\.js|sw\.js)$"
)


def text_of(document: str) -> str:
    """A document of the project."""
    return (PROJECT / document).read_text("utf-8")


def passages(document: str) -> Iterator[str]:
    """Each paragraph, item and row of a table, in each of which names belong together."""
    prose = re.sub(r"^```.*?^```", "", text_of(document), flags=re.DOTALL | re.MULTILINE)
    return (passage for passage in re.split(r"\n\s*\n|\n(?=[|-])", prose) if "`" in passage)


def named(passage: str) -> list[str]:
    """The files and folders between backticks."""
    words = re.findall(r"`([\w./*-]+)`", passage)
    return [word for word in words if ("/" in word or KEPT.search(word)) and not ELSEWHERE.search(word)]


def beside(document: str, passage: str) -> list[Path]:
    """Where a passage of ``document`` may mean a name to be: the project, the package, and each folder that it names."""
    folders = [PROJECT, PROJECT / "generator", PROJECT / Path(document).parent]
    folders += [PROJECT / "generator" / word for word in re.findall(r"`([a-z]+)`", passage)]
    for name in (name for name in named(passage) if "/" in name):
        folders += [place.parent if place.is_file() else place for place in PROJECT.glob(name.rstrip("/"))]
    return folders


def missing(document: str) -> list[str]:
    """The names in ``document`` that lead to nothing."""
    return [
        name
        for passage in passages(document)
        for name in named(passage)
        if not any(any(folder.glob(name.strip("/"))) for folder in beside(document, passage))
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_and_folder_that_a_document_names_is_where_it_says(document: str) -> None:
    """A name without its folder lies in one that its paragraph names, or in the project's own."""
    assert missing(document) == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_link_of_a_document_leads_to_a_file(document: str) -> None:
    """Links to other hosts are not followed."""
    links = re.findall(r"\]\((?!https?:)([^)#]+)[^)]*\)", text_of(document))
    assert [link for link in links if not (PROJECT / document).parent.joinpath(link).exists()] == []


def test_every_name_in_the_code_that_contributors_are_sent_to_is_in_a_file_of_its_row() -> None:
    """Functions, tuples and keys, as far as they are spelled like none of the language's words."""
    lost = []
    for passage in passages("CONTRIBUTING.md"):
        files = [
            file
            for name in named(passage)
            for folder in beside("CONTRIBUTING.md", passage)
            for file in folder.glob(name)
        ]
        texts = [
            file.read_text("utf-8")
            for place in files
            for file in (place.rglob("*.*") if place.is_dir() else [place])
            if KEPT.search(file.name)
        ]
        names = re.findall(r"`(_[a-z]+|[a-z]+_[a-z]+|[A-Z_]{5,})`", passage)
        lost += [name for name in names if texts and not any(re.search(rf"\b{name}\b", text) for text in texts)]
    assert lost == []


def test_the_mistake_that_the_readme_makes_on_purpose_stands_on_the_line_that_it_tells() -> None:
    """What a newcomer reads first is what a newcomer sees."""
    tour = re.search(
        r"^(definitions/\S+\.yaml):(\d+):(\d+): schedule\.interval: '4 mnths'", text_of("README.md"), re.MULTILINE
    )
    assert tour is not None
    line = (PROJECT / tour[1]).read_text("utf-8").splitlines()[int(tour[2]) - 1]
    assert line[int(tour[3]) - 1 :] == "6 months"


def test_the_readme_tells_of_every_command_and_of_no_option_that_there_is_not() -> None:
    """The table is what people find commands by."""
    table = text_of("README.md").partition("## The command line")[2].partition("Every command takes")[0]
    rows = [row.split(" | ")[0] for row in table.splitlines() if row.startswith("| `aftercare")]
    told = {word for row in rows for word in re.findall(r"[a-z]+", re.sub(r"\[.*?\]|[A-Z]+", "", row))}
    assert set(main.commands) - told == set()
    for row in rows:
        meant = [command for name, command in main.commands.items() if re.search(rf"(`|aftercare ){name}\b", row)]
        known = {option for command in meant for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", row)) - known == set(), row


def commands_in(document: str) -> list[tuple[str, tuple[str, ...]]]:
    """The commands between backticks and in blocks, each by name with its options, in their order."""
    text = text_of(document)
    spans = re.findall(r"`((?:aftercare|sh care\.sh) [^`]+)`", text)
    spans += [line.strip() for line in text.splitlines() if re.match(r" +(?:\w+=\S+ )*sh care\.sh ", line)]
    told = [re.search(r"(aftercare|care\.sh) ([a-z]+)", span) for span in spans]
    return [(f"{name[1]} {name[2]}", tuple(re.findall(r"--[a-z-]+", span))) for name, span in zip(told, spans, strict=True) if name]  # fmt: skip


def test_every_command_in_the_list_of_jobs_is_one_and_takes_its_options() -> None:
    """In both languages the same ones, in the same order; of the script, each is one of its own."""
    jobs = commands_in("docs/desk.en.md")
    assert commands_in("docs/desk.zh.md") == jobs
    script = (PROJECT / "templates/start/care.sh").read_text("utf-8")
    known = {
        f"aftercare {name}": {option for parameter in command.params for option in parameter.opts}
        for name, command in main.commands.items()
    }
    wrong = [
        (name, options)
        for name, options in jobs
        if not (
            re.search(rf"^  {name.split()[1]}\)", script, re.MULTILINE)
            if name.startswith("care.sh")
            else name in known and set(options) <= known[name]
        )
    ]
    assert wrong == []
    assert len({name for name, _ in jobs}) > 20
