"""Records are called by what they say: the same name from their file's text as from themselves, and no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.company import Root

from generator import load
from generator.publishing import recordnames
from generator.publishing.recordnames import RecordNames, name_of

FILE = "schedules/records/2026-10.yaml"
MORE = """  - {record: completed, date: 2026-10-20, customer: c-001, site: home, asset: hall, task: floor/polish}
  - record: incident
    date: 2026-10-21
    customer: c-001
    site: home
    incident: {id: 2026-009, kind: repair, received: "2026-10-21 09:00", product: window, says: 窗缝进风}
"""


def _names(root: Root, folder: Path) -> list[bytes]:
    definitions, schedules, _ = load(root.path)
    names = RecordNames(definitions, schedules, folder)
    found = [names.of([placed]) for placed in schedules.records]
    assert names.of(schedules.records) == b"".join(found)
    assert found == [name_of(record) for _, record in schedules.records]
    names.keep()
    return found


@pytest.mark.parametrize("spoiled", ["nothing", "empty", "gone"])
def test_a_name_is_kept_by_the_text_of_its_file(root: Root, tmp_path: Path, spoiled: str) -> None:
    """However much is left of what was kept; another record has another name, and its neighbours keep theirs."""
    root.add(FILE, MORE)
    before = _names(root, tmp_path / "kept")
    for shelf in (tmp_path / "kept").iterdir():
        if spoiled == "gone":
            shelf.unlink()
        elif spoiled == "empty":
            shelf.write_bytes(b"")
    assert _names(root, tmp_path / "kept") == before
    root.edit(FILE, "2026-10-20", "2026-10-19")
    after = _names(root, tmp_path / "kept")
    assert len(set(before)) == len(before) > 2
    assert len({*after} & {*before}) == len(before) - 1


def test_nothing_known_is_reckoned_again(root: Root, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """But for incidents, which may name what is called otherwise today."""
    root.add(FILE, MORE)
    definitions, schedules, _ = load(root.path)
    RecordNames(definitions, schedules, tmp_path).keep()
    reckoned: list[str] = []
    monkeypatch.setattr(recordnames, "name_of", lambda record: reckoned.append(record.record) or name_of(record))
    RecordNames(definitions, schedules, tmp_path).of(schedules.records)
    assert reckoned == ["incident"]


def test_what_is_read_under_another_id_is_called_by_what_it_says(root: Root, tmp_path: Path) -> None:
    """Its file says the old one as before."""
    root.add(FILE, MORE)
    definitions, schedules, _ = load(root.path)
    names = RecordNames(definitions, schedules, tmp_path)
    names.keep()
    root.edit(
        "schedules/customers/c-001.yaml", "      - {id: hall,", "      - {id: lobby, formerly: [c-001/home/hall],"
    )
    definitions, renamed, _ = load(root.path)
    (place, record) = next(placed for placed in renamed.records if placed[1].asset == "lobby")
    again = RecordNames(definitions, renamed, tmp_path)
    assert again.of([(place, record)]) != names.of([(place, replace(record, asset="hall"))])
