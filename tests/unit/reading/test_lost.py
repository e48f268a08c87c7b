"""A folder that is gone is told once, as the cause, and not by everything that names what lay in it."""

from __future__ import annotations

import pytest
from support.company import PROJECT, Root, example_in

SECOND = (PROJECT / "tests/cases/small-company/input/schedules/customers/c-002.yaml").read_text("utf-8")
TEAM = "schedules/technicians.yaml"
RECORDS = "schedules/records/2026-10.yaml"


def two_customers(root: Root) -> None:
    """A second customer, whom a record names as well."""
    root.write("schedules/customers/c-002.yaml", SECOND)
    root.write("schedules/records/2026-11.yaml", "records:\n  - {record: completed, date: 2026-11-02, customer: c-002, site: studio, task: window/yearly}\n")  # fmt: skip


def told(root: Root, *language: str) -> list[str]:
    """What `check` says, but for the lines that it shows."""
    return [line for line in root.check(*language) if not line.startswith(" ")]


@pytest.mark.parametrize(
    ("folder", "named"),
    [
        ("schedules/customers", "c-001, c-002"),
        ("definitions/maintenance/window", "window/bolts, window/yearly"),
    ],
)
def test_a_folder_that_is_gone_is_told_once(root: Root, folder: str, named: str) -> None:
    """With what of it is named elsewhere, how often, and how it comes back; a single file that lacks is told as a slip."""
    two_customers(root)
    root.add(RECORDS, "  - {record: completed, date: 2026-10-20, customer: c-001, site: home, task: window/bolts}\n")
    root.remove(folder)
    lines = told(root)
    assert len(lines) == 2, lines
    line, count = lines
    start, _, rest = line.partition(" (")
    assert start == f"{folder}: there is no such folder, and what belongs there is named in many places"
    back = f"if it was there, bring it back with git checkout -- {folder}, or from a copy; if not, write what is named"
    assert rest.partition(": ")[2] == f"{named}); {back}"
    assert count == "1 problem, 0 warnings"
    (chinese, _) = told(root, "--lang", "zh")
    assert chinese.startswith(f"{folder}: 没有这个文件夹，而别处 ")
    assert f"（{named.replace(', ', '、')}）；原来有的，请找回来：git checkout -- {folder}，或从备份复制；" in chinese


@pytest.mark.parametrize(("text", "start"), [(None, "there is no such file, and "), ("technicians: []\n", "nobody stands in this file, and ")])  # fmt: skip
def test_where_nobody_goes_out_one_who_is_named_is_no_slip(root: Root, text: str | None, start: str) -> None:
    """The file may be lost, or not be written yet: it is told once, by either way out, and not at each customer."""
    two_customers(root)
    root.remove(TEAM)
    if text is not None:
        root.write(TEAM, text)
    number = sum(content.count(b"technician: t-01") for content in root.tree().values())
    line, count = told(root)
    assert line.partition(": ")[2].startswith(f"{start}who belongs there is named elsewhere ({number}: t-01); if ")
    assert f"bring {'it' if text is None else 'them'} back with git checkout -- {TEAM}, or from a copy; if " in line
    assert line.endswith("begin with aftercare new technician t-01 --name NAME")
    assert count == "1 problem, 0 warnings"


def test_how_often_records_name_who_is_gone_is_counted(root: Root) -> None:
    """By record, and not by customer."""
    two_customers(root)
    number = sum((root.path / f"schedules/records/2026-{month}.yaml").read_text("utf-8").count("customer: c-00") for month in (10, 11))  # fmt: skip
    root.remove("schedules/customers")
    assert f"({number}: c-001, c-002)" in told(root)[0]


def test_one_file_that_lacks_is_no_folder(root: Root) -> None:
    """Of the others nothing is said, and the record tells of its own customer as before."""
    two_customers(root)
    root.remove("schedules/customers/c-002.yaml")
    (line, _) = [line for line in told(root) if "c-002" in line or "problem" in line]
    assert "there is no customer 'c-002' (records that name it: 1)" in line


@pytest.mark.parametrize(
    "gone", ["definitions/services", "definitions/pictures", "schedules/technicians.yaml", "definitions/products"]
)
def test_whatever_of_a_large_company_is_gone_is_one_line(tmp_path_factory: pytest.TempPathFactory, gone: str) -> None:
    """Also where links, ties and icons lead there in hundreds of places."""
    root = example_in(tmp_path_factory.mktemp("example"))
    root.remove(gone)
    errors = [
        line for line in told(root) if line.startswith(("definitions", "schedules")) and ": warning: " not in line
    ]
    assert [line.partition(": ")[0] for line in errors] == [gone]
