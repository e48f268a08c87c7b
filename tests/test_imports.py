"""Imports run one way, the core is pure, and only a few named modules touch the disk."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import generator

FOLDER = Path(generator.__file__).parent

# Each module may import from the rows above its own and from those before it in its row: never from what comes later.
ORDER = [
    name
    for row in (
        "source problems datewords intervals fields model handbook schema workdays",
        "catalogue addresses load drawing handbookchecks checks",
        "duedates schedule visits assignment wording explain",
        "artifacts templating samples contentlines ledger calendars publiccalendars privacy",
        "packaged calculator pageviews entrypages navigation searchwords yearplan qrcodes azindex tagindex changes sharepictures signposts stickers structured thismonth pages pageparts workpages holderpages",
        "site publish rotation build",
        "agenda promises serve",
        "console cli mkdocs_hook",
    )
    for name in row.split()
]

CORE = (
    "datewords intervals workdays catalogue addresses handbookchecks checks duedates schedule visits assignment wording explain samples calculator pageviews entrypages navigation searchwords pages "
    "azindex tagindex changes drawing sharepictures signposts stickers structured thismonth "
    "contentlines ledger calendars publiccalendars yearplan qrcodes pageparts workpages holderpages "
    "privacy rotation promises"
)
FACES = {"console", "cli", "mkdocs_hook"}
READERS = {"load", "packaged", "publish", "site", "build", "serve"}
WRITERS = {"publish", "site", "build", "serve"}

_READING = {"open", "read_text", "read_bytes", "scandir", "iterdir", "glob", "rglob", "stat", "is_dir", "is_file"}
_WRITING = {
    "write_text",
    "write_bytes",
    "mkdir",
    "mkdtemp",
    "unlink",
    "rmtree",
    "rmdir",
    "rename",
    "touch",
    "copy",
    "link",
}
_CLOCK = {"today", "now", "utcnow", "monotonic", "time_ns", "perf_counter"}


def tree(module: str) -> ast.Module:
    return ast.parse((FOLDER / f"{module}.py").read_text("utf-8"))


def modules() -> list[str]:
    return sorted(path.stem for path in FOLDER.rglob("*.py") if path.stem != "__init__")


def imported(module: str) -> Iterator[str]:
    """The dotted names that ``module`` imports, wherever in it."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            if node.module == "generator":
                yield from (f"generator.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def called(module: str) -> set[str]:
    """The last names of all that ``module`` calls: ``read_text`` for ``path.read_text()``."""
    calls = (node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call))
    return {getattr(function, "attr", getattr(function, "id", "")) for function in calls}


def test_every_module_has_its_place_in_the_order() -> None:
    """A new module is put where it belongs, so that the next test can hold it there."""
    assert sorted(ORDER) == modules()


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_what_comes_before_it(module: str) -> None:
    """ARCHITECTURE's direction: nothing reaches forward, so there is no circle."""
    earlier = {f"generator.{name}" for name in ORDER[: ORDER.index(module)]} | {"generator.__version__"}
    ours = {name for name in imported(module) if name.startswith("generator")}
    assert ours - earlier == set()


@pytest.mark.parametrize("module", CORE.split())
def test_the_core_knows_neither_clock_nor_disk_nor_environment(module: str) -> None:
    """What is due is a function of YAML and a date; the core imports nothing that could tell it more."""
    forbidden = {"os", "time", "pathlib", "random", "secrets", "subprocess", "socket", "shutil", "tempfile", "logging"}
    assert {name.split(".")[0] for name in imported(module)} & forbidden == set()
    assert called(module) & (_CLOCK | {"open", "getenv", "uuid4", "uuid1"}) == set()


@pytest.mark.parametrize("module", [m for m in ORDER if m not in FACES])
def test_only_the_faces_read_the_clock_and_the_environment(module: str) -> None:
    """``today`` and ``now`` are asked for once, where a person or MkDocs calls; ``serve`` times a rebuild."""
    allowed = {"monotonic"} if module == "serve" else set()
    assert called(module) & _CLOCK <= allowed
    reads = [n for n in ast.walk(tree(module)) if isinstance(n, ast.Attribute) and n.attr in ("environ", "getenv")]
    # site silences a notice of Material's by setting a variable before it imports MkDocs; it reads none.
    assert not reads or module == "site"


@pytest.mark.parametrize("module", [m for m in ORDER if m not in READERS])
def test_only_named_modules_read_the_disk(module: str) -> None:
    """load reads what staff wrote; publish compares with what is there; site, build and serve look at outputs."""
    assert called(module) & _READING == set()


@pytest.mark.parametrize("module", [m for m in ORDER if m not in WRITERS])
def test_only_named_modules_write_to_the_disk(module: str) -> None:
    """publish writes what readers see; site, build and serve keep staging folders of their own."""
    assert called(module) & _WRITING == set()


@pytest.mark.parametrize("module", modules())
def test_a_module_opens_with_a_sentence_that_says_why_it_exists(module: str) -> None:
    """STYLE, rule 15."""
    words = ast.get_docstring(tree(module)) or ""
    assert len(words.split()) > 5
    assert "." in words
