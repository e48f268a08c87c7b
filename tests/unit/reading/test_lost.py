"""A folder that is gone is told once, as the cause, and not by everything that names what lay in it."""

from __future__ import annotations

import pytest
from support.company import PROJECT, Root, example_in

SECOND = (PROJECT / "tests/cases/small-company/input/schedules/customers/c-002.yaml").read_text("utf-8")
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
    assert start == f"{folder}: this folder is gone, and what lay in it is named in many places"
    assert rest.partition(": ")[2] == f"{named}); bring it back with git checkout -- {folder}, or from a copy"
    assert count == "1 problem, 0 warnings"
    (chinese, _) = told(root, "--lang", "zh")
    assert chinese.startswith(f"{folder}: 这个文件夹不见了，而别处 ")
    assert chinese.endswith(f"（{named.replace(', ', '、')}）；请找回来：git checkout -- {folder}，或从备份复制")


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
