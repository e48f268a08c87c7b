"""What tests share: a small sound company that a test edits, and the example data, each built once."""

from __future__ import annotations

import gc
import os
import pickle
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import settings
from support.company import Root, example_files, example_in, feeds_in, plain_files, site_files, written
from support.handbook import HANDBOOK
from support.shared import CACHE, built_once, made_once
from support.small import PANE, SMALL
from support.soaking import SOAKING

from generator.desk import bilingual, tidying
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing import leaks, making, mkdocs, parsed, seen, templates
from generator.publishing.defined import _as_data, _from_data, _Looked
from generator.publishing.lessons import _digest
from generator.reading import load as reading
from generator.reading import reader, secrets
from generator.reading.defined import Defined, Kept
from generator.reading.packaged import packaged
from generator.site.pages import render
from generator.site.search.index import Lesson
from generator.site.search.learnt import Learnt
from generator.text import folding, yaml
from generator.text import written as written_anew
from generator.text.data import Data
from generator.text.faults import Fault
from generator.text.memory import Memory
from generator.text.pairs import Pairs
from generator.text.positions import Keys, Marks
from generator.text.problems import Problem
from generator.text.words import Book

# What is read and collected stays to the end, so Python does not search it for circles: see ``pytest_collection_finish``.
gc.disable()

pytest_plugins = ("support.chromium", "support.measured", "support.spoiling")

# The same examples on every run and every machine, other ones on every soak, and no deadline on any of them.
settings.register_profile("same", derandomize=True, database=None, deadline=None, max_examples=80)
settings.register_profile("soak", derandomize=False, database=None, deadline=None, max_examples=1000)
settings.load_profile("soak" if SOAKING else "same")

_LARGE = {"example", "example_known", "built", "small_site", "plain_site", "example_feeds"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh", action="store_true", help="write the golden cases' expected folders anew")


class _ElsewhereFirst(pytest.Dir):
    """A folder of tests of which each process reads another part first: what one has compiled the others find done."""

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """What the folder itself would give, from another place on; ``pytest_collection_modifyitems`` sorts it."""
        found = list(super().collect())
        processes = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
        place = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")) * len(found) // processes
        yield from found[place:] + found[:place]


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector:
    return _ElsewhereFirst.from_parent(parent, path=path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What needs the whole example or a built site, or makes its input up, takes long without being told so.

    The files that take longest begin first, so that no core waits for another at the end: one builds the example while
    the others look at what needs it not.
    """
    for item in items:
        large = _LARGE.intersection(getattr(item, "fixturenames", ()))
        made_up = getattr(getattr(item, "obj", None), "is_hypothesis_test", False)
        if large or made_up or item.get_closest_marker("soak"):
            item.add_marker("long")
    built = {item.location[0] for item in items if "built" in getattr(item, "fixturenames", ())}
    long = {item.location[0] for item in items if item.get_closest_marker("long")}
    items.sort(key=lambda item: (_turn(item.location[0], built, long), item.location[0]))


def pytest_collection_finish() -> None:
    """What was read and collected stays to the end, so Python's search for circles passes over it: that took a twelfth of the time.

    What tests leave behind is searched less often than Python would: that took a tenth.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()


def _turn(file: str, built: Collection[str], long: Collection[str]) -> int:
    """When the tests of a file have their turn: those that need the example built are in ``built``, what takes long in ``long``."""
    if file.startswith("tests/unit"):
        return 3 if file in long else 4
    return (0 if file == min(built) else 2) if file in built else 1


@pytest.fixture
def refresh(request: pytest.FixtureRequest) -> bool:
    """Whether golden cases are to be written rather than compared."""
    return bool(request.config.getoption("--refresh"))


@pytest.fixture(scope="session", autouse=True)
def _side_by_side() -> Iterator[None]:
    """A build in a process of tests does everything itself, one after the other: the other cores have tests of their own.

    Where a test begins a command its processes work side by side, as everywhere.
    """
    with pytest.MonkeyPatch.context() as patch:
        for module in (making, mkdocs, parsed):
            patch.setattr(module, "processes", lambda: 1)
        yield


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """A text that was read says the same when the next test writes it: most tests change one file of a company of thirty.

    It is kept packed, so that each reader has it for themselves.
    """
    reading_one = yaml._read
    kept = lru_cache(maxsize=4096)(lambda text, with_marks: pickle.dumps(reading_one(text, with_marks=with_marks)))

    def read(text: str, *, with_marks: bool = False, pairs: Pairs | None = None) -> tuple[Data, list[Fault], Marks]:
        if pairs is not None:
            return reading_one(text, with_marks=with_marks, pairs=pairs)
        said: tuple[Data, list[Fault], Marks] = pickle.loads(kept(text, with_marks))
        return said

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "_read", read)
        yield


@pytest.fixture(scope="session", autouse=True)
def _validated_once() -> Iterator[None]:
    """What a file says is the same definition when the next test reads it; nobody can change one, so readers share it."""
    validating = reader.validate

    @lru_cache(maxsize=4096)
    def kept(model: type, packed: bytes, file: str, id_: str | None, at: Keys) -> tuple[Any, list[Problem]]:
        return validating(model, pickle.loads(packed), file, id_=id_, at=at)

    def validate(
        model: type, data: Data, file: str, *, id_: str | None = None, at: Keys = ()
    ) -> tuple[Any, list[Problem]]:
        valid, problems = kept(model, pickle.dumps(data), file, id_, at)
        return valid, [*problems]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "validate", validate)
        yield


@pytest.fixture(scope="session", autouse=True)
def _folded_once() -> Iterator[None]:
    """A text that was folded, to be looked through for names, or tidied as ``fmt`` does, comes out the same again."""
    with pytest.MonkeyPatch.context() as patch:
        for function in (folding.fold, folding.tight, folding.numbers):
            patch.setattr(secrets, function.__name__, lru_cache(maxsize=4096)(function))
        tidied = lru_cache(maxsize=1024)(written_anew.tidied)
        for room in (bilingual, tidying):
            patch.setattr(room, "tidied", tidied)
        yield


@pytest.fixture(scope="session", autouse=True)
def _brought_once() -> Iterator[None]:
    """What comes with the program is looked at and read, and its templates compiled, once: no test writes there."""
    brought, memory = packaged("templates"), Memory()
    reading_them, looking, seeing = templates.read_templates, seen._digest_of, seen.look_of
    read, looked, saw = cache(reading_them), cache(looking), cache(seeing)
    program = f"{Path(seen.__file__).parents[1]}{os.sep}"

    def read_templates(folder: Path) -> Mapping[str, str]:
        return (read if folder == brought else reading_them)(folder)

    def made(sources: Mapping[str, str], words: Book) -> Templates:
        return memory.of("templates", (sources, words), lambda: Templates(sources, words))

    def digest(path: str) -> str:
        return (looked if path.startswith(f"{brought}{os.sep}") else looking)(path)

    def look_of(path: str) -> list[int] | None:
        return (saw if path.startswith((f"{brought}{os.sep}", program)) else seeing)(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(templates, "read_templates", read_templates)
        patch.setattr(templates, "Templates", made)
        patch.setattr(seen, "_digest_of", digest)
        patch.setattr(seen, "look_of", look_of)
        yield


@pytest.fixture(scope="session", autouse=True)
def _looked_at_once() -> Iterator[None]:
    """A page that the next test makes again is looked through, and read by the search, as it was."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaks, "visible_text", lru_cache(maxsize=1 << 14)(leaks.visible_text))
        patch.setattr(render, "read_page", lru_cache(maxsize=1 << 11)(render.read_page))
        yield


@pytest.fixture(scope="session", autouse=True)
def _without_waiting_for_the_disk() -> Iterator[None]:
    """No test pulls the plug, so none waits until what it wrote would outlive that."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda _: None)
        yield


@pytest.fixture(scope="session", autouse=True)
def _learnt_once() -> Iterator[None]:
    """What the search learns from the example's words takes seconds, and is the same in each copy of it."""
    learning = Lesson.taught
    of_few = lru_cache(maxsize=64)(learning)

    def taught(lesson: Lesson) -> Learnt:
        if len(lesson.pages) < 100:
            return of_few(lesson)
        file = CACHE / "learnt" / _digest(lesson)
        file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(f"{file}.lock"):
            if not file.is_file():
                half = file.with_suffix(".half")
                half.write_bytes(pickle.dumps(learning(lesson)))
                half.rename(file)
        learnt: Learnt = pickle.loads(file.read_bytes())
        return learnt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lesson, "taught", taught)
        yield


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Root]:
    """The example company. Tests share it, so they do not edit it, and what it holds is read and checked once for all of them."""
    company = example_in(tmp_path_factory.mktemp("example"))
    loading, checking = reading.load, reading.check

    def looked() -> bytes:
        definitions, schedules, problems = loading(company.path)
        found = checking(definitions, schedules)
        kept = _as_data(_Looked(Defined(definitions, tuple(problems), ()), tuple(found)))
        return pickle.dumps((kept, schedules))

    @cache
    def read() -> tuple[Definitions, Schedules, tuple[Problem, ...], tuple[Problem, ...]]:
        kept, schedules = pickle.loads(made_once("read", example_files(), looked))
        whole = _from_data(kept)
        return whole.defined.definitions, schedules, whole.defined.reading, whole.found

    def load(root: Path, *how: Any) -> tuple[Definitions, Schedules, list[Problem]]:
        if root != company.path:
            return loading(root, *how)
        definitions, schedules, problems, _ = read()
        return definitions, schedules, [*problems]

    def check(definitions: Definitions, schedules: Schedules, *kept: Kept | None) -> list[Problem]:
        if definitions is read()[0] and schedules is read()[1]:
            return [*read()[3]]
        return checking(definitions, schedules, *kept)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "load", load)
        patch.setattr(reading, "check", check)
        yield company


@pytest.fixture(scope="session")
def example_known(example: Root) -> tuple[Definitions, Schedules]:
    """What the example company holds."""
    return reading.load(example.path)[:2]


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """The small sound company."""
    return written(SMALL, tmp_path / "company")


@pytest.fixture
def handbook(root: Root) -> Root:
    """The small company with one definition of every kind."""
    return written(HANDBOOK, root.path)


@pytest.fixture(scope="session")
def built() -> Iterator[Path]:
    """What ``aftercare build`` makes of the example: a folder with ``site``, ``site-staff`` and ``feeds``."""
    with built_once("example", example_files()) as company:
        yield company.path / "out"


@pytest.fixture(scope="session")
def small_site() -> Iterator[Root]:
    """The small company with one definition of every kind, built: ``site``, ``site-staff`` and ``feeds`` lie in its ``out``.

    One guide is renamed, and the window has a picture.
    """
    files = site_files()
    files["definitions/pictures/pane.svg"] = PANE.encode()
    files["definitions/pictures.yaml"] = "pane.svg: {alt: {zh: 一片玻璃, en: A pane}}\n".encode()
    files["definitions/products/window.yaml"] += b"picture: pane.svg\n"
    files["definitions/guides/wipe.yaml"] += b"formerly: [dust]\nreviewed: 2026-11-01\n"
    with built_once("small", files) as company:
        yield company


@pytest.fixture(scope="session")
def plain_site() -> Iterator[Root]:
    """The small company in one language and without a handbook, built as ``small_site`` is."""
    with built_once("plain", plain_files()) as company:
        yield company


@pytest.fixture(scope="session")
def example_feeds(built: Path) -> dict[str, bytes]:
    """The example's feeds by ``kind holder``."""
    return feeds_in(built / "feeds")
