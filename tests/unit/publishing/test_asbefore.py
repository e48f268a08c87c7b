"""Where nothing is new since the feeds were published they stay, and nothing is read; whatever is new is seen."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pytest
from support.company import Root, tree_of

from generator import load
from generator.dates.intervals import Interval
from generator.publishing import looks, marker, noted
from generator.publishing.accepted import NOTHING, Accepted
from generator.publishing.asbefore import FOLDER, Asked, Inputs, as_told
from generator.publishing.feeds import publish_feeds
from generator.publishing.marker import untouched
from generator.publishing.next import next_feeds
from generator.publishing.noted import marks_of
from generator.publishing.outputs import outputs_of
from generator.publishing.templates import templates_of
from generator.reading import packaged
from generator.text.positions import Position
from generator.text.problems import Problem

pytestmark = pytest.mark.long

CUSTOMER, DAY = "schedules/customers/c-001.yaml", date(2026, 11, 2)


def inputs(root: Root, day: date = DAY, secret: str = "") -> Inputs:
    """What the feeds of a small company are made from, as it lies there now."""
    return Inputs(Asked(root.path, outputs_of(root.path, root.path), day, {"AFTERCARE_SECRET": secret}))


@pytest.fixture
def published(root: Root, monkeypatch: pytest.MonkeyPatch) -> Root:
    """A small company whose feeds were published, and that relies on notes however young they are."""
    monkeypatch.setattr(looks, "_SETTLED", -(10**12))
    looked_at, outputs = inputs(root), outputs_of(root.path, root.path)
    publish_feeds(next_feeds(*load(root.path)[:2], templates_of(root.path), DAY, outputs, {}, None, NOTHING))
    looked_at.keep()
    return root


def test_nothing_new_is_told_without_reading(published: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once all is noted no file's content is looked at."""
    before = tree_of(published.path / "feeds")
    assert inputs(published).as_before(NOTHING) is not None
    monkeypatch.setattr(
        Path, "read_bytes", lambda path: b"" if path.suffix in (".yaml", ".ics", ".html") else _read(path)
    )
    told = inputs(published).as_before(NOTHING)
    assert told is not None
    written, warnings = told
    assert (written.total, written.changed, written.removed, warnings) == (len(before) - 1, 0, 0, [])


_read = Path.read_bytes


def _same_look(root: Root) -> None:
    """A file of the same size, that bears the time of the old one."""
    file = root.path / CUSTOMER
    status = file.stat()
    root.edit(CUSTOMER, "诸葛先生", "诸葛女士")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def _restored(root: Root) -> None:
    """An older feed, copied back with its time."""
    feed = next((root.path / "feeds").glob("*.ics"))
    status = feed.stat()
    feed.write_bytes(feed.read_bytes().replace(b"VERSION:2.0", b"VERSION:2.1", 1))
    os.utime(feed, ns=(status.st_atime_ns, status.st_mtime_ns))


NEWS: dict[str, Callable[[Root], None]] = {
    "a line": lambda root: root.add(CUSTOMER, "# more\n"),
    "the same size and time": _same_look,
    "a file more": lambda root: root.write("definitions/products/door.yaml", ""),
    "an empty folder": lambda root: (root.path / "definitions/products/door.yaml").mkdir(),
    "a file less": lambda root: root.remove("schedules/records/2026-10.yaml"),
    "a template": lambda root: root.write("templates/feeds/customer.txt.j2", "-\n"),
    "a feed": _restored,
    "a feed less": lambda root: next((root.path / "feeds").glob("*.ics")).unlink(),
    "a file among the feeds": lambda root: root.write("feeds/thesis.docx", ""),
    "no table of addresses": lambda root: root.remove("feeds-index.csv"),
}


def test_whatever_is_new_is_seen_until_it_is_undone(published: Root) -> None:
    """Among what feeds are made from, and among what was published."""
    before = {path: content for path, content in tree_of(published.path).items() if not path.startswith(".cache")}
    for name, news in NEWS.items():
        news(published)
        assert inputs(published).as_before(NOTHING) is None, name
        _undo(published, before)
        assert inputs(published).as_before(NOTHING) is not None, name


def _undo(root: Root, before: Mapping[str, bytes]) -> None:
    """Let ``root`` hold again what it held ``before``."""
    for path in sorted(root.path.rglob("*"), reverse=True):
        name = path.relative_to(root.path).as_posix()
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
        elif path.is_file() and name not in before and not name.startswith(".cache"):
            path.unlink()
    for name, content in before.items():
        if not (root.path / name).exists() or (root.path / name).read_bytes() != content:
            root.write(name, content)


def test_another_day_another_secret_what_is_to_be_accepted_and_no_note_are_new(published: Root) -> None:
    """So is the wish to look at all again."""
    assert inputs(published, date(2026, 11, 3)).as_before(NOTHING) is None
    assert inputs(published, secret="another").as_before(NOTHING) is None
    assert inputs(published).as_before(Accepted(replace=True)) is None
    assert inputs(published).as_before(Accepted(accept=frozenset({"restored"}))) is None
    for note in (published.path / FOLDER).iterdir():
        note.write_text("[1, 2]")
    assert inputs(published).as_before(NOTHING) is None


def test_another_version_of_a_library_may_make_something_else(
    published: Root, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the feeds that lie there nor anything that is kept is taken for what it would make."""
    digest, versions = packaged.program_digest(), packaged.libraries()
    assert {"icalendar", "jinja2", "pydantic", "markupsafe"} <= set(versions)  # the last one is needed by another
    assert not {"hypothesis", "distributed"} & set(versions)
    folder = tmp_path_factory.mktemp("libraries")
    written = folder / "icalendar-99.dist-info/METADATA"
    written.parent.mkdir()
    written.write_text("Metadata-Version: 2.1\nName: icalendar\nVersion: 99\n", "utf-8")
    monkeypatch.syspath_prepend(str(folder))
    for kept in (packaged.libraries, packaged.program_digest):
        kept.cache_clear()
    try:
        assert packaged.libraries() == {**versions, "icalendar": "99"}
        assert packaged.program_digest() != digest
        assert inputs(published).as_before(NOTHING) is None
    finally:
        monkeypatch.undo()
        for kept in (packaged.libraries, packaged.program_digest):
            kept.cache_clear()
    assert packaged.program_digest() == digest


@pytest.mark.parametrize(
    "problem",
    [
        Problem(code="record_without_effect", file="a.yaml", keys=("records", 3), level="warning"),
        Problem(code="unassigned", file="a.yaml", params={"date": DAY, "people": 2, "there": None}, level="warning"),
        Problem(
            code="swap_day", file="a.yaml", params={"found": ("t-01",), "every": Interval(months=1)}, unquoted=True
        ),
        Problem(code="pasted_marks", file="a.yaml", position=Position(3, 4)),
    ],
)
def test_a_warning_is_kept_whole(problem: Problem) -> None:
    """Whatever it holds."""
    assert as_told(problem) == asdict(problem)


def test_what_was_left_is_known_without_reading_and_what_was_touched_since_is_read(
    published: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever builds next reads no feed; one of the same size and time is another all the same, and so is a damaged note."""
    outputs = outputs_of(published.path, published.path)
    monkeypatch.setattr(marker, "plain_bytes", lambda path: pytest.fail(f"{path} was read"))
    assert untouched(outputs.feeds, marks_of(outputs)) is not None
    monkeypatch.undo()
    _restored(published)
    assert untouched(outputs.feeds, marks_of(outputs)) is None
    for note in (outputs.cache / noted.FOLDER).iterdir():
        note.write_bytes(note.read_bytes().replace(b"[", b"[1,", 1))
    assert untouched(outputs.feeds, marks_of(outputs)) is None
