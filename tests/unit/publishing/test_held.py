"""What sound files of customers and records say is held by their contents: the same values, the same problems."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest
from support.company import Root
from support.small import SMALL

from generator.model.schedules import beside_plain, by_customer
from generator.publishing import held
from generator.publishing.defined import Definitive
from generator.publishing.held import FOLDER
from generator.publishing.sound import FILE
from generator.reading import soundness
from generator.reading.load import read
from generator.reading.texts import marks

CUSTOMER, RECORDS = "schedules/customers/c-001.yaml", "schedules/records/2026-10.yaml"


def _read(root: Root) -> Definitive:
    """Read the company, find it to be as whoever holds nothing reads it, and keep what is held."""
    kept, whole = Definitive(root.path), read(root.path)
    _, schedules, problems = read(root.path, kept=kept)
    assert (schedules, problems) == (whole[1], whole[2])
    assert by_customer(schedules) == by_customer(whole[1])
    assert pickle.loads(pickle.dumps(by_customer(schedules))) == by_customer(whole[1])
    assert beside_plain(pickle.loads(pickle.dumps(schedules))) == whole[1].records  # of a row all are looked at
    if not any(problem.level == "error" for problem in problems):
        kept.keep()
    return kept


EDITS: dict[str, Callable[[Root], None]] = {
    "nothing": lambda _: None,
    "a name": lambda root: root.edit(CUSTOMER, "诸葛先生", "诸葛女士"),
    "an unknown product": lambda root: root.edit(CUSTOMER, "product: window", "product: windw"),
    "an unknown technician": lambda root: root.add(
        RECORDS,
        "  - {record: completed, date: 2026-10-02, customer: c-001, site: home, task: floor/polish, technician: t-99}\n"
        "  - {record: completed, date: 2026-10-03, customer: c-002, site: home, task: floor/polish, technician: t-99}\n",
    ),
    "a task that is gone": lambda root: root.remove("definitions/maintenance/floor/polish.yaml"),
    "a former id": lambda root: root.edit(
        CUSTOMER, "      - {id: hall,", "      - {id: lobby, formerly: [c-001/home/hall],"
    ),
    "a void": lambda root: root.add(
        RECORDS,
        "  - record: void\n    date: 2026-10-30\n    customer: c-001\n    site: home\n    reason: x\n"
        "    of: {record: completed, date: 2026-10-01, task: floor/polish}\n",
    ),
    "a customer less": lambda root: root.remove(CUSTOMER),
    "a name that is a word": lambda root: root.edit(CUSTOMER, "诸葛先生", "螺栓"),
    "a printed quote": lambda root: root.add(RECORDS, "# x\nmore: “y”\n"),
    "another skill of a technician": lambda root: root.edit("schedules/technicians.yaml", "skills: [", "skills: [x, "),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_is_held_and_sound_is_as_what_is_read_after_any_edit(root: Root, edit: str) -> None:
    """Before it, after it, once more, and when it is undone; whatever was found out meanwhile."""
    for _ in range(2):
        _read(root)
    EDITS[edit](root)
    for _ in range(2):
        _read(root)
    for file in (CUSTOMER, RECORDS, "schedules/technicians.yaml", "definitions/maintenance/floor/polish.yaml"):
        root.write(file, SMALL[file])
    _read(root)


def test_an_edit_makes_anew_what_is_in_its_file_and_looks_at_whom_it_is_about(
    root: Root, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Records are made when somebody asks for those of a customer."""
    _read(root)
    names = _read(root)._sound.known
    noted: list[str] = []
    note, records = held.Held.note, held._records
    monkeypatch.setattr(held.Held, "note", lambda *told: (noted.append(told[1]), note(*told))[1])
    monkeypatch.setattr(held, "_records", lambda said: (noted.append("records"), records(said))[1])
    root.edit(CUSTOMER, "诸葛先生", "诸葛女士")
    kept = Definitive(root.path)
    read(root.path, kept=kept)
    theirs = by_customer(read(root.path)[1])["c-001"].records
    assert noted == [CUSTOMER, *["records"] * len({place.file for place, _ in theirs})]
    assert len(names - kept._sound._found) == 1


@pytest.mark.parametrize("edit", EDITS)
def test_whoever_is_looked_at_by_themselves_is_told_of_as_among_all(
    root: Root, monkeypatch: pytest.MonkeyPatch, edit: str
) -> None:
    """Of thousands never all are looked at together."""
    root.write("schedules/customers/c-002.yaml", SMALL[CUSTOMER].replace("诸葛先生", "司马女士"))
    root.add(RECORDS, "  - {record: completed, date: 2026-10-04, customer: c-002, site: home, task: floor/polish}\n")
    EDITS[edit](root)
    whole = read(root.path)[1:]
    monkeypatch.setattr(soundness, "_TOGETHER", 1)
    assert read(root.path)[1:] == whole


def test_a_build_holds_no_texts_of_whom_it_knows(root: Root) -> None:
    """They are read again where somebody asks for one; and are no others than those that were read."""
    _read(root)
    kept = Definitive(root.path, lasts=True)
    _, schedules, _ = read(root.path, kept=kept)
    assert {CUSTOMER, RECORDS}.isdisjoint(schedules.texts._held)
    assert schedules.texts[CUSTOMER] == SMALL[CUSTOMER]
    assert dict(schedules.texts) == dict(read(root.path)[1].texts)
    assert [*marks(schedules.texts)] == [*marks(dict(schedules.texts))]
    root.remove(CUSTOMER)
    assert schedules.texts[CUSTOMER] == ""


@pytest.mark.parametrize("spoiled", ["gone", "nonsense", "altered", "other types"])
def test_what_is_held_may_be_lost(root: Root, spoiled: str) -> None:
    """Then it is read again."""
    _read(root)
    for file in [*(root.path / FOLDER).iterdir(), root.path / FILE]:
        content = file.read_bytes()
        if spoiled == "gone":
            file.unlink()
        elif spoiled == "other types":
            file.write_bytes(content.replace(b"generator.model.people", b"generator.model.peopla"))
        else:
            file.write_bytes(b"nonsense" if spoiled == "nonsense" else content[:-9] + b"x" + content[-8:])
    _read(root)
