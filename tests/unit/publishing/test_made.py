"""Feeds and pages that need not be made again are those that would be made: byte for byte, whatever is edited in between."""

from __future__ import annotations

import pickle
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.company import Root, tree_of, written
from support.small import SMALL

from generator.private.drafts import Packed
from generator.publishing import ahead, drafts, made
from generator.publishing.accepted import NOTHING
from generator.publishing.defined import Definitive
from generator.publishing.feeds import publish_feeds
from generator.publishing.next import Next, next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.parsed import parser_of
from generator.publishing.rows import Known, Row
from generator.publishing.templates import templates_of
from generator.reading.load import read
from generator.visits import joint
from generator.visits.drafting import Brief

pytestmark = pytest.mark.long

C1, C2 = "schedules/customers/c-001.yaml", "schedules/customers/c-002.yaml"
RECORDS, TEAM = "schedules/records/2026-10.yaml", "schedules/technicians.yaml"
SECOND = SMALL[C1].replace("name: 诸葛先生", "name: 皇甫女士").replace("locale: zh", "locale: en")
WORK = "  - {record: completed, date: 2026-11-01, customer: c-002, site: home, asset: hall, task: floor/polish, told: 好了}\n"
AWAY = "    away: [{from: 2026-12-01, to: 2026-12-20, reason: 学习}]\n"


def _swap(file: str, old: str, new: str) -> Callable[[Root], None]:
    """An edit that is made where it can be, and taken back where it cannot."""

    def edit(root: Root) -> None:
        text = (root.path / file).read_text("utf-8")
        root.write(file, text.replace(old, new, 1) if old in text else text.replace(new, old, 1))

    return edit


def _toggle(file: str, text: str) -> Callable[[Root], None]:
    """A file that comes, and goes where it is there."""
    return lambda root: root.remove(file) if (root.path / file).exists() else root.write(file, text)


EDITS: dict[str, Callable[[Root], None]] = {
    "name": _swap(C1, "name: 诸葛先生", "name: 欧阳先生"),
    "site": _swap(C1, "name: 六合苑", "name: 八方苑"),
    "service": _swap(C1, "quantity: 12", "quantity: 200"),
    "records": _swap(RECORDS, "records:\n", f"records:\n{WORK}"),
    "task": _swap("definitions/maintenance/floor/polish.yaml", "heavy: 1 month", "heavy: 2 months"),
    "steps": _swap("definitions/maintenance/window/bolts.yaml", "en: Tighten each bolt", "en: Tighten them all"),
    "away": _swap(TEAM, "    capacity: 7 hours\n", f"    capacity: 7 hours\n{AWAY}"),
    "person": _swap(TEAM, "name: 钱师傅", "name: 赵师傅"),
    "customer": _toggle("schedules/customers/c-003.yaml", SMALL[C1].replace("六合苑", "九州苑")),
    "fewer": _toggle(C2, SECOND),
    "day": lambda root: None,
}


def _feeds(root: Root, output: Path, day: date) -> dict[str, bytes]:
    given_ = (templates_of(root.path), day, outputs_of(root.path, output), {}, None, NOTHING)
    kept = Definitive(root.path)
    definitions, schedules, problems = read(root.path, parse=parser_of(root.path, kept.held), kept=kept)
    publish_feeds(next_feeds(definitions, schedules, *given_))
    if not problems:
        kept.keep()
    return tree_of(output)


@settings(max_examples=4, deadline=None)
@given(edits=st.lists(st.sampled_from(sorted(EDITS)), min_size=3, max_size=5), many=st.sampled_from([0, 64]))
def test_what_is_kept_is_what_would_be_made(
    edits: list[str], many: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Going on from what is kept, and drafted ahead; and from nothing but what was published."""
    folder = tmp_path_factory.mktemp("made")
    root = written({**SMALL, C2: SECOND, RECORDS: SMALL[RECORDS]}, folder / "root")
    day = date(2026, 11, 2)
    for edit in ["", *edits]:
        EDITS.get(edit, lambda _: None)(root)
        day += timedelta(days=edit == "day")
        shutil.rmtree(root.path / ".cache", ignore_errors=True)
        anew = _feeds(root, folder / "anew", day)
        if (folder / "cache").exists():
            shutil.rmtree(root.path / ".cache")
            shutil.copytree(folder / "cache", root.path / ".cache")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(ahead, "_MANY", many)
            kept = _feeds(root, folder / "kept", day)
        shutil.rmtree(folder / "cache", ignore_errors=True)
        shutil.copytree(root.path / ".cache", folder / "cache")
        assert kept == anew


# A product that does not stand there, and nobody has come yet: all that is known of it are the records.
OPEN = """records:
  - record: incident
    date: 2026-11-01
    customer: c-002
    site: home
    incident: {id: 2026-009, kind: repair, received: "2026-11-01 09:00", product: window, says: 窗缝进风}
"""


@pytest.mark.parametrize(
    "edit",
    [
        _swap("schedules/records/2026-11.yaml", "says: 窗缝进风", "says: 窗缝漏水"),
        _swap("schedules/records/2026-11.yaml", "09:00", "08:00"),
        _swap("schedules/records/2026-11.yaml", "product: window", "product: floor"),
    ],
)
def test_an_open_incident_is_told_as_it_is_known(edit: Callable[[Root], None], tmp_path: Path, root: Root) -> None:
    """What is kept of a customer does not outlive what was said, nor the tasks of a product that they do not have."""
    hall, windows = SECOND.index("      - {id: hall"), SECOND.index("      - {id: windows")
    root.write(C2, SECOND[:windows] + SECOND[hall:])
    root.write("schedules/records/2026-11.yaml", OPEN)
    day = date(2026, 11, 2)
    for output in ("kept", "anew"):
        _feeds(root, tmp_path / output, day)
    edit(root)
    kept = _feeds(root, tmp_path / "kept", day)
    shutil.rmtree(root.path / ".cache")
    assert kept == _feeds(root, tmp_path / "anew", day)


LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#123456" d="M0 0h8v8z"/></svg>\n'


def test_another_logo_is_shown_though_its_file_is_called_the_same(root: Root, tmp_path: Path) -> None:
    """On every page, at once: its bytes are what pages are made from, not its name."""
    root.write("definitions/pictures/logo.svg", LOGO)
    root.edit("definitions/company.yaml", "example: true\n", "example: true\nbrand: {logo: logo.svg}\n")
    before = _feeds(root, tmp_path, date(2026, 11, 2))
    root.write("definitions/pictures/logo.svg", LOGO.replace("123456", "654321"))
    after = _feeds(root, tmp_path, date(2026, 11, 2))
    pages = {name for name, content in before.items() if b'class="logo"' in content}
    assert len(pages) > 3
    assert {name for name in before if after[name] != before[name]} >= pages


def test_an_edit_makes_what_it_touches(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A customer's telephone stands on the pages of whoever goes there, and on no other customer's."""
    root.write(C2, SECOND)
    day, made_anew, drafted = date(2026, 11, 2), _spied(monkeypatch), _drafted(monkeypatch)
    _feeds(root, tmp_path, day)
    root.edit(TEAM, "technicians:", "# nothing new\ntechnicians:")
    _feeds(root, tmp_path, day)  # goes on from what was published
    root.edit(C2, "021-5555-0199", "021-5555-0200")
    monkeypatch.setattr(joint, "place_all", lambda *_: pytest.fail("nobody asks for another visit"))
    _feeds(root, tmp_path, day)
    assert made_anew[-1] == {"customer|c-002", "technician|t-01", "region|shanghai", "company|dispatch"}
    assert drafted[-1] == ["c-002"]


@pytest.mark.parametrize(
    "content", [b"xx", pickle.dumps(Packed(b"", b"", ()))], ids=["no draft", "a draft of no visits"]
)
def test_what_lies_there_as_a_draft_and_is_none_is_made_anew(root: Root, tmp_path: Path, content: bytes) -> None:
    """Where its sum is right as well: the calendars are those that are made from nothing."""
    root.write(C2, SECOND)
    day = date(2026, 11, 2)
    for _ in range(2):
        root.add(TEAM, "# nothing new\n")
        _feeds(root, tmp_path / "out", day)
    root.edit(C2, "021-5555-0199", "021-5555-0200")
    shutil.copytree(root.path, tmp_path / "anew", ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(tmp_path / "out", tmp_path / "out-anew")
    (file,) = (path for path in (root.path / ".cache/drafts").iterdir())
    with closing(sqlite3.connect(file)) as base:
        for id_, *known, outline in base.execute(
            "SELECT id, name, mark, asks, first, before, outline FROM drafts"
        ).fetchall():
            told = Row(Known(*known), outline, content)
            base.execute("UPDATE drafts SET draft = ?, sum = ? WHERE id = ?", (content, told.sum, id_))
        base.commit()
    assert _feeds(root, tmp_path / "out", day) == _feeds(Root(tmp_path / "anew"), tmp_path / "out-anew", day)


def test_whoever_was_told_is_drafted_ahead(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And all is made, by the build that tells them, where they are many: an edit of one customer then makes theirs alone."""
    root.write(C2, SECOND)
    day, drafted, made_anew = date(2026, 11, 2), _drafted(monkeypatch), _spied(monkeypatch)
    monkeypatch.setattr(ahead, "_MANY", 3)
    _feeds(root, tmp_path, day)
    assert drafted == [["c-001", "c-002", ""], ["c-001", "c-002"]]
    root.edit(C2, "021-5555-0199", "021-5555-0200")
    _feeds(root, tmp_path, day)
    assert drafted[2:] == [["c-002"]]
    assert made_anew[2:] == [{"customer|c-002", "technician|t-01", "region|shanghai", "company|dispatch"}]


def test_a_task_makes_those_anew_whom_it_concerns(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has nothing of its product is not drafted, and their feed and page stay as they lie there."""
    hall, windows = SECOND.index("      - {id: hall"), SECOND.index("      - {id: windows")
    root.write(C2, SECOND[:windows] + SECOND[hall:])
    day, made_anew, drafted = date(2026, 11, 2), _spied(monkeypatch), _drafted(monkeypatch)
    _feeds(root, tmp_path, day)
    root.edit(TEAM, "technicians:", "# nothing new\ntechnicians:")
    _feeds(root, tmp_path, day)
    EDITS["steps"](root)
    _feeds(root, tmp_path, day)
    assert made_anew[-1] == {"customer|c-001", "technician|t-01", "region|shanghai"}
    assert drafted[-1] == ["c-001"]


def test_public_calendars_are_made_anew_where_definitions_or_the_day_are_another(
    root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is served makes no difference to them; one that was altered or lost is made."""
    made_: list[str] = []
    calendars = Next.calendars
    monkeypatch.setattr(Next, "calendars", lambda after: made_.append("made") or calendars(after))
    day = date(2026, 11, 2)
    whole = {path: content for path, content in _feeds(root, tmp_path, day).items() if path.startswith("feeds/public/")}
    assert made_.pop() == "made"

    def public(day: date = day) -> dict[str, bytes]:
        return {p: content for p, content in _feeds(root, tmp_path, day).items() if p.startswith("feeds/public/")}

    root.edit(C1, "name: 六合苑", "name: 八方苑")
    assert (public(), made_) == (whole, [])
    EDITS["task"](root)
    edited = public()
    assert (made_.pop(), edited != whole) == ("made", True)
    root.edit(C1, "name: 八方苑", "name: 九州苑")
    assert (public(), made_) == (edited, [])
    public(day + timedelta(days=1))
    assert made_.pop() == "made"
    shutil.rmtree(root.path / ".cache")
    root.edit(C1, "name: 九州苑", "name: 八方苑")
    public(day + timedelta(days=1))
    assert made_.pop() == "made"


def test_what_is_published_is_never_written_to(root: Root, tmp_path: Path) -> None:
    """Beside a page that somebody altered the feed is made again with it, and stays the file that it was."""
    day, output = date(2026, 11, 2), tmp_path / "out"
    before = _feeds(root, output, day)
    (feed,) = (output / path for path, text in before.items() if b"HOLDER:customer" in text and path.endswith(".ics"))
    page, status = feed.with_suffix(".html"), feed.stat()
    page.write_text("altered", "utf-8")
    after = _feeds(root, output, day)
    assert after == before
    assert (feed.stat().st_ino, feed.stat().st_mtime_ns) == (status.st_ino, status.st_mtime_ns)


def _spied(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Whose feeds each build makes anew."""
    made_again = made.made_again
    left: list[set[str]] = []

    def spied(everybody: list[object], *more: object) -> made.Again:
        again = made_again(everybody, *more)  # type: ignore[arg-type]
        left.append(set(again.names) - set(again.entries))
        return again

    monkeypatch.setattr("generator.publishing.together.made_again", spied)
    return left


def _drafted(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Whom each build drafts."""
    drafting = drafts.Drafts._draft
    drafted: list[list[str]] = []

    def spied(self: drafts.Drafts, briefs: Mapping[str, Brief]) -> None:
        drafted.append(list(briefs))
        drafting(self, briefs)

    monkeypatch.setattr(drafts.Drafts, "_draft", spied)
    return drafted


def test_what_was_being_noted_when_a_build_was_killed_goes(root: Root) -> None:
    """With the next build, whether it has anything to do or not; what was noted stays."""
    outputs = outputs_of(root.path, root.path)
    for edit in (None, EDITS["name"]):
        root.feeds()
        if edit is not None:
            edit(root)
        kept = {path for path in outputs.cache.rglob("*") if path.is_file()}
        left = [outputs.cache / "leaves" / "feeds" / ".05.new", outputs.cache / made.FOLDER / ".x.new"]
        for path in left:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("half")
        root.feeds()
        assert not [path for path in left if path.exists()]
        assert {path for path in kept if path.exists()} == kept
