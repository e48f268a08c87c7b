"""The house: wings that import one way, a core without clock, disk or environment, and modules that say why they exist."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import generator

FOLDER = Path(generator.__file__).parent

# A wing imports from the rows above its own, never from those below or beside it.
WINGS = (
    ("dates",),
    ("text",),
    ("model",),
    ("due",),
    ("visits",),
    ("telling", "formats"),
    ("reading",),
    ("site", "private"),
    ("desk",),
    ("publishing",),
    ("faces",),
)
ROW = {wing: row for row, wings in enumerate(WINGS) for wing in wings}

# Who looks at the disk, and who changes it; nobody below them does either.
READERS = {
    "reading.files",
    "reading.keptwords",
    "reading.reader",
    "reading.load",
    "reading.defined",
    "reading.templates",
    "reading.packaged",
    "reading.words",
    "reading.zones",
}
WRITERS = {"publishing"}

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
_OUTSIDE = {"os", "time", "pathlib", "random", "secrets", "subprocess", "socket", "shutil", "tempfile", "logging"}


@cache
def rooms() -> list[str]:
    """Every module of the package by its dotted name: ``dates.intervals``."""
    paths = (path.relative_to(FOLDER).with_suffix("") for path in FOLDER.rglob("*.py"))
    return sorted(".".join(path.parts) for path in paths if path.name != "__init__")


def wing(room: str) -> str:
    return room.partition(".")[0]


@cache
def nodes(room: str) -> list[ast.AST]:
    return list(ast.walk(tree(room)))


@cache
def tree(room: str) -> ast.Module:
    return ast.parse((FOLDER / f"{room.replace('.', '/')}.py").read_text("utf-8"))


@cache
def imported(room: str) -> frozenset[str]:
    """The dotted names that ``room`` imports, wherever in it; a module of ours without ``generator.``."""
    return frozenset(_imported(room))


def _imported(room: str) -> Iterator[str]:
    known = set(rooms())
    for node in nodes(room):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{room} imports relatively"
            module = node.module or ""
            if module == "pathlib" and all(alias.name.startswith("Pure") for alias in node.names):
                continue  # names of files, without files
            inner = {f"{module}.{alias.name}".removeprefix("generator.") for alias in node.names} & known
            yield from inner or {module.removeprefix("generator.")}


def called(room: str) -> set[str]:
    """The last names of all that ``room`` calls: ``read_text`` for ``path.read_text()``."""
    calls = (node.func for node in nodes(room) if isinstance(node, ast.Call))
    return {getattr(function, "attr", getattr(function, "id", "")) for function in calls}


def test_every_room_lies_in_a_wing() -> None:
    """Nothing but the package's own face lies beside the wings."""
    assert {wing(room) for room in rooms()} == set(ROW)


def test_wings_import_one_way() -> None:
    """A wing imports only from those above it: so the site never sees what is private, nor the other way round."""
    wrong = {
        (room, name)
        for room in rooms()
        for name in imported(room)
        if wing(name) in ROW and wing(name) != wing(room) and ROW[wing(name)] >= ROW[wing(room)]
    }
    assert wrong == set()


def test_no_room_imports_in_a_circle() -> None:
    """Inside a wing too there is an order."""
    known = set(rooms())
    graph = {room: set(imported(room)) & known for room in known}
    assert len(list(TopologicalSorter(graph).static_order())) == len(known)


def test_the_core_knows_neither_clock_nor_disk_nor_environment() -> None:
    """What is due, and what pages and calendars say, is a function of YAML and a date; nothing could tell it more."""
    core = [room for room in rooms() if wing(room) not in ("publishing", "faces") and room not in READERS]
    assert len(core) > 60
    wrong = {(room, name) for room in core for name in imported(room) if name.partition(".")[0] in _OUTSIDE}
    wrong |= {
        (room, name) for room in core for name in called(room) & {*_READING, *_WRITING, "getenv", "uuid4", "uuid1"}
    }
    assert wrong == set()


def test_only_the_faces_read_the_clock_and_the_environment() -> None:
    """``today`` and ``now`` are asked for once, where a person or MkDocs calls; ``serve`` times a rebuild."""
    inner = [room for room in rooms() if wing(room) != "faces"]
    assert {(room, name) for room in inner for name in called(room) & _CLOCK} == set()
    reads = {
        room
        for room in inner
        for node in nodes(room)
        if isinstance(node, ast.Attribute) and node.attr in ("environ", "getenv")
    }
    # It silences a notice of Material's by setting a variable before it imports MkDocs; it reads none.
    assert reads <= {"publishing.mkdocs"}


def test_only_publishing_writes() -> None:
    """Readers read; ``publishing`` writes what people see, and keeps a folder for ``serve``."""
    quiet = [room for room in rooms() if wing(room) not in WRITERS and room not in WRITERS]
    assert {(room, name) for room in quiet for name in called(room) & _WRITING} == set()


def test_a_room_opens_with_a_sentence_that_says_why_it_exists() -> None:
    """Who looks into a room knows from its first line whether it is the right one."""
    words = {room: (ast.get_docstring(tree(room)) or "").split() for room in rooms()}
    assert [room for room, said in words.items() if len(said) < 5 or not any(word.endswith(".") for word in said)] == []


def test_what_no_type_checker_looks_at_is_little_and_says_why() -> None:
    """``Any`` stands where another program gives no type, with its reason beside it or in the line above."""
    reasons = {}
    for room in rooms():
        lines = (FOLDER / f"{room.replace('.', '/')}.py").read_text("utf-8").splitlines()
        used = {n.lineno for n in nodes(room) if isinstance(n, ast.Name) and n.id == "Any"}
        reasons |= {(room, line): "# Any: " in "\n".join(lines[line - 2 : line]) for line in used}
    assert [place for place, explained in reasons.items() if not explained] == []
    assert len(reasons) <= 10


def read_by(room: str) -> set[str]:
    """Every module, of ours and of others, that is read with ``room``."""
    known, seen, waiting = set(rooms()), set[str](), [room]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += imported(name) if name in known else ()
    return seen


def test_a_command_waits_for_nothing_that_it_does_not_need() -> None:
    """Reading MkDocs and the pages takes half a second; who asks what is due today builds no site."""
    heavy = {"publishing.mkdocs", "publishing.stages", "site.pages.home", "site.search.learning"}
    assert heavy <= read_by("faces.builds")
    quick = ("cli", "checking", "lists", "records", "incidents", "answers", "compare", "upkeep", "feeds")
    assert {room: read_by(f"faces.{room}") & heavy for room in quick} == {room: set() for room in quick}
