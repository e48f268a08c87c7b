"""Keys of the first version are written as this one has them: by place in the text, so that nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import AS_OF, Root, example_files, written

pytestmark = pytest.mark.long

RECORDS = "schedules/records/2026-11.yaml"
TEAM = "schedules/technicians.yaml"
BLOCK = """\
# ours
records:
  - record: moved   # by telephone
    date: 2026-11-20
    customer: c-001
    site: home
    asset: hall
    task: floor/polish
    cycle: 3  # the third
    to: 2026-12-04
"""
FLOW = "records: [{record: moved, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, cycle: 3, to: 2026-12-04}]\n"


@pytest.mark.parametrize("text", [BLOCK, FLOW, BLOCK.replace("\n", "\r\n")])
def test_a_cycle_by_number_is_written_by_its_date(root: Root, text: str) -> None:
    """In block style and flow style, with Windows line ends too; comments stay."""
    root.write(RECORDS, text)
    result = root.run("upgrade", "--as-of", AS_OF)
    assert (result.exit_code, result.stdout) == (0, f"{RECORDS} was brought up to date\n")
    assert (root.path / RECORDS).read_bytes().decode() == text.replace("cycle: 3", "due: 2026-11-30")
    assert root.run("upgrade", "--as-of", AS_OF).stdout == "nothing is of an older version\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "days_off: [2026-12-24, 2026-12-25]  # Christmas",
            "away: [{from: 2026-12-24, to: 2026-12-24}, {from: 2026-12-25, to: 2026-12-25}]  # Christmas",
        ),
        ("days_off:\n      - 2026-12-24\n      - '2026-12-25'", "away:\n      - {from: 2026-12-24, to: 2026-12-24}\n      - {from: 2026-12-25, to: 2026-12-25}"),
    ],
)  # fmt: skip
def test_days_off_are_absences(root: Root, old: str, new: str) -> None:
    """Each day is one from itself to itself."""
    root.edit(TEAM, "capacity: 7 hours\n", f"capacity: 7 hours\n    {old}\n")
    assert "days_off is how an older version said it; write away, as aftercare upgrade does" in root.check()[0]
    before = (root.path / TEAM).read_text("utf-8")
    assert root.run("upgrade", "--as-of", AS_OF).exit_code == 0
    assert (root.path / TEAM).read_text("utf-8") == before.replace(old, new)
    assert root.check()[0].startswith("no problems in ")


def test_what_says_a_thing_in_both_ways_is_left_to_staff(root: Root) -> None:
    """No file is changed, and the answer says which keys to change by hand."""
    root.edit(
        TEAM,
        "capacity: 7 hours\n",
        "capacity: 7 hours\n    days_off: [2026-12-24]\n    away: [{from: 2026-12-25, to: 2026-12-26}]\n",
    )
    before = root.tree()
    result = root.run("upgrade", "--as-of", AS_OF)
    assert (result.exit_code, "write cycle as due and days_off as away by hand" in result.stderr) == (1, True)
    assert root.tree() == before


def test_nothing_is_written_where_something_is_wrong(root: Root) -> None:
    """A mistake stops it before any file."""
    root.write(RECORDS, BLOCK)
    root.edit(TEAM, "skills: [window, stone]", "skills: [windw]")
    before = root.tree()
    assert root.run("upgrade", "--as-of", AS_OF).exit_code == 1
    assert root.tree() == before


def test_the_example_is_upgraded_and_sound(tmp_path: Path) -> None:
    """Its technicians' days off; nothing else is touched, and a second time nothing is left."""
    root = written({file: text for file, text in example_files().items() if "docs/" not in file}, tmp_path / "company")
    had = (root.path / TEAM).read_text("utf-8")
    assert "days_off" not in had
    root.write(
        TEAM,
        had.replace("    away:", "    employed: {from: 2020-01-01}\n    away:").replace(
            "away: [{from: 2026-12-31, to: 2026-12-31}]", "days_off: [2026-12-31]"
        ),
    )
    before = root.tree()
    assert root.run("upgrade", "--as-of", AS_OF).exit_code == 0
    assert sorted(file for file, content in root.tree().items() if content != before[file]) == [TEAM]
    assert root.check()[0].startswith("no problems in ")
