"""A draft goes to whoever makes feeds, and waits for the next build, as bytes: it comes back as it was, and nothing else does."""

from __future__ import annotations

import os
import pickle
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from support.engine import World, customer, day, task, world

from generator.model.schedules import by_customer
from generator.private.drafts import NoDraft, Packed, mark_of, packed, unpacked
from generator.private.outlines import packed_outline, unpacked_outline
from generator.publishing.rows import Known, Row, Rows
from generator.visits.conditions import choosy
from generator.visits.drafting import Basis, Brief, Drafted, Drafting
from generator.visits.outlines import outline_of

QUARTERLY = "anchor: acceptance\ninterval: 3 months\ntolerance: {early: 5 days, late: 5 days}"
ROW = Row(Known("name", "mark", "asks", "0001-01-01", "9999-12-31"), b"outline", b"draft")


def drafted(known: World) -> Drafted:
    """The draft of the first customer."""
    basis = Basis(known.definitions, known.schedules.technicians, day("2026-03-01"), day("2027-06-01"))
    return Drafting(basis).of(Brief(next(iter(by_customer(known.schedules).values())), ()))


def test_a_draft_comes_back_as_it_was() -> None:
    """Its tasks are those that whoever reads it knows; what an asset has of its own is in it."""
    own = customer("c-1")
    (asset,) = own.sites[0].assets
    for served in (own, replace(own, sites=(replace(own.sites[0], assets=(replace(asset, quantity=7),)),))):
        known = world(task(QUARTERLY), customers=[served])
        made, tasks = drafted(known), known.definitions.tasks
        draft = unpacked(packed(made, tasks), tasks)
        assert draft.visits == made.visits
        assert len({id(cycle.item) for visit in draft.visits for cycle in visit.occurrences}) == 1
        assert [one.id for one in draft.waiting] == []
        assert all(cycle.item.task is tasks["window/check"] for visit in draft.visits for cycle in visit.occurrences)


def test_some_visits_of_a_draft_can_be_read_alone() -> None:
    """Those that are wanted are there, in their order, without most of the others; none that is not of the draft."""
    known = world(task(QUARTERLY.replace("3 months", "10 days")), customers=[customer("c-1")])
    made, tasks = drafted(known), known.definitions.tasks
    wanted = {made.visits[1].uid, made.visits[-1].uid}
    some = unpacked(packed(made, tasks), tasks, wanted | {"nobody's"}).visits
    assert len(made.visits) > len(some) > 0
    assert [visit for visit in made.visits if visit.uid in wanted] == [visit for visit in some if visit.uid in wanted]
    assert [visit for visit in made.visits if visit in some] == some
    assert unpacked(packed(made, tasks), tasks, {"nobody's"}).visits == []


def test_an_outline_comes_back_as_it_was() -> None:
    """Whom it asks for, and what was made."""
    known = world(task(QUARTERLY), done="- {record: completed, date: 2026-02-27, task: window/check}")
    planning = known.definitions.company.planning
    outline = outline_of(drafted(known), day("2026-03-01"), planning, choosy(known.definitions.tasks.values()))
    assert len(outline.requests) > 1
    assert unpacked_outline(packed_outline(outline)) == outline


def test_the_mark_tells_what_is_shown() -> None:
    """Equal drafts have equal marks, however they came about; another date gives another one."""
    known = world(task(QUARTERLY))
    again = unpacked(packed(drafted(known), known.definitions.tasks), known.definitions.tasks)
    first = drafted(known)
    assert mark_of(replace(first, visits=again.visits)) == mark_of(first)
    assert mark_of(drafted(world(task(QUARTERLY.replace("3 months", "4 months"))))) != mark_of(first)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no draft",
        zlib.compress(b"no pickle"),
        zlib.compress(pickle.dumps(os.getcwd)),
        zlib.compress(pickle.dumps({"a": 1})),
        pickle.dumps({"a": 1}),
        pickle.dumps(os.getcwd),
        pickle.dumps(Packed(zlib.compress(pickle.dumps(())), b"", ((("u",), zlib.compress(pickle.dumps({0: 1}))),))),
        zlib.compress(b"cgenerator.publishing.durable\nreplace\n."),
        zlib.compress(b"cgenerator.visits.visit\nnot_there\n."),
    ],
)
def test_whatever_else_lies_there_is_no_draft_and_does_nothing(content: bytes) -> None:
    """Only values of the program's own types are made of what is read: no function of it, and nothing of others."""
    with pytest.raises(NoDraft):
        unpacked(content, {})
    with pytest.raises(NoDraft):
        unpacked_outline(content)


def test_rows_are_there_the_next_time(tmp_path: Path) -> None:
    """By whom they are, for their owner alone; those of whoever is gone are gone from the file as well."""
    file = tmp_path / "drafts" / "rows"
    rows = Rows(file)
    rows.write("c-1", ROW)
    rows.write("c-2", ROW._replace(draft="诸葛先生".encode()))
    rows.settle(lambda _: True)
    assert [path.name for path in file.parent.iterdir()] == ["rows"]
    assert file.stat().st_mode & 0o777 == 0o600
    rows.close()
    rows = Rows(file)
    assert set(rows.known()) == {"c-1", "c-2"}
    assert rows.read("c-2") == ROW._replace(draft="诸葛先生".encode())
    rows.settle(lambda id_: id_ == "c-1")
    rows.close()
    with closing(Rows(file)) as rows:
        assert set(rows.known()) == {"c-1"}
    assert "诸葛先生".encode() not in file.read_bytes()


def damaged(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[content.rindex(b"outline")] ^= 1
    file.write_bytes(content)


def with_another(column: str, value: object) -> Callable[[Path], None]:
    """A file in which something else stands in a column."""

    def spoil(file: Path) -> None:
        with closing(sqlite3.connect(file)) as base:
            base.execute(f"UPDATE drafts SET {column} = ?", (value,))
            base.commit()

    return spoil


@pytest.mark.parametrize(
    ("spoil", "left"),
    [
        (with_another("before", "9999-12-3"), 1),
        (with_another("mark", None), 0),
        (with_another("name", b"name"), 0),
        (with_another("draft", 7), 1),
        (with_another("sum", "sum"), 1),
        (lambda file: file.write_bytes(b"no table at all, but long enough to be looked at as one" * 20), 0),
        (lambda file: file.write_bytes(b""), 0),
        (damaged, 1),
    ],
)
def test_what_is_damaged_is_not_there(tmp_path: Path, spoil: Callable[[Path], object], left: int) -> None:
    """A file that is no table is begun anew; a row that is another than was written is not read."""
    file = tmp_path / "rows"
    rows = Rows(file)
    rows.write("c-1", ROW)
    rows.settle(lambda _: True)
    rows.close()
    spoil(file)
    rows = Rows(file)
    assert (len(rows.known()), rows.read("c-1")) == (left, None)
    rows.write("c-1", ROW)
    rows.settle(lambda _: True)
    rows.close()
    with closing(Rows(file)) as rows:
        assert rows.read("c-1") == ROW


def test_the_last_that_was_written_is_read(tmp_path: Path) -> None:
    """Of each, also when the disk is full before all of them are there for good."""
    rows = Rows(tmp_path / "rows")
    written = {f"c-{number % 70}": ROW._replace(draft=os.urandom(5000)) for number in range(140)}
    rows.write("c-1", ROW)
    rows._base.execute("PRAGMA max_page_count = 40")
    for id_, row in written.items():
        rows.write(id_, ROW)
        rows.write(id_, row)
    assert {id_: rows.read(id_) for id_ in written} == written
    rows.settle(lambda _: True)
    rows.close()
    with closing(Rows(tmp_path / "rows")) as kept:
        assert {kept.read(id_) in (None, ROW, row) for id_, row in written.items()} == {True}


def test_where_nothing_can_be_kept_it_is_there_while_the_program_runs(tmp_path: Path) -> None:
    """A folder that is a file, say."""
    (tmp_path / "drafts").write_text("")
    rows = Rows(tmp_path / "drafts" / "rows")
    rows.write("c-1", ROW)
    assert rows.read("c-1") == ROW
    rows.settle(lambda _: True)
    rows.close()
