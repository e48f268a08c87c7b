"""One slip is told once, as what it is: what follows from it is not told beside it, least of all before it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest
from support.company import Root
from support.small import SMALL

CUSTOMER, TEAM, RECORDS = (
    "schedules/customers/c-001.yaml",
    "schedules/technicians.yaml",
    "schedules/records/2026-10.yaml",
)
BOLTS = "definitions/maintenance/window/bolts.yaml"
RENAME = "nobody reads this folder (files: {}); rename it to {}"
UNREAD = "nobody reads this file; move it to {}, or out of definitions and schedules"
ENDING = "nobody reads this file, for its name must end in .yaml; rename it to {}"
ELSEWHERE = "what stands in this file belongs elsewhere; move it to {}"


def two_technicians_of_one_id(root: Root) -> None:
    """The second was meant to be t-02, whom others name."""
    root.add(TEAM, SMALL[TEAM].removeprefix("technicians:\n"))
    root.edit(CUSTOMER, "technician: t-01", "technician: t-02")
    root.edit(RECORDS, "technician: t-01", "technician: t-02")


def two_assets_of_one_id(root: Root) -> None:
    """The second was meant to be the hall, of which a record tells."""
    root.edit(CUSTOMER, "id: hall", "id: windows")
    root.write(RECORDS, SMALL[RECORDS].replace("asset: windows", "asset: hall"))


def two_prices_of_one_id(root: Root) -> None:
    """The second was meant to be the one that a task names."""
    root.run("new", "prices", "repairs", "--name", "维修=Repairs", "--as-of", "2026-11-23")
    file = "definitions/services/prices/repairs.yaml"
    text = re.sub(r"(?m)^# to be filled in.*\n|^# 待填.*\n", "", (root.path / file).read_text("utf-8"))
    root.write(file, text)
    line = text[text.index("  - id: repairs-1") :]
    root.add(file, line)
    root.edit(BOLTS, "products: [window]", "products: [window]\nprices: [repairs-2]")


def moved(old: str, new: str) -> Callable[[Root], None]:
    def move(root: Root) -> None:
        (root.path / new).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(root.path / old, root.path / new)

    return move


SLIPS: dict[str, tuple[Callable[[Root], None], str]] = {
    "two technicians of one id": (two_technicians_of_one_id, f"{TEAM}:7:9: technicians[1].id: the id 't-01' is used already; take another one, or remove what stands here twice"),
    "two assets of one id": (two_assets_of_one_id, f"{CUSTOMER}:15:14: sites[0].assets[1].id: the id 'windows' is used already; take another one, or remove what stands here twice"),
    "two prices of one id": (two_prices_of_one_id, "definitions/services/prices/repairs.yaml:21:9: prices[1].id: the id 'repairs-1' is used already; take another one, or remove what stands here twice"),
    "a file under another name": (moved(TEAM, "schedules/technician.yaml"), f"schedules/technician.yaml: {UNREAD.format(TEAM)}"),
    "a file under another ending": (moved(TEAM, "schedules/technicians.yml"), f"schedules/technicians.yml: {ENDING.format(TEAM)}"),
    "a customer's file above its folder": (moved(CUSTOMER, "schedules/c-001.yaml"), f"schedules/c-001.yaml: {UNREAD.format(CUSTOMER)}"),
    "a customer's file among records": (moved(CUSTOMER, "schedules/records/c-001.yaml"), f"schedules/records/c-001.yaml:1:1: {ELSEWHERE.format(CUSTOMER)}"),
    "a customer's file in capitals": (moved(CUSTOMER, "schedules/customers/C_001.yaml"), "schedules/customers/C_001.yaml: the file name 'C_001.yaml' cannot serve as an id; use lower-case letters, digits and hyphens"),
    "a task among products": (moved(BOLTS, "definitions/products/bolts.yaml"), f"definitions/products/bolts.yaml:1:1: {ELSEWHERE.format('definitions/maintenance/bolts.yaml')}"),
    "a promise among faults": (moved("definitions/services/promises/glass.yaml", "definitions/faults/glass.yaml"), f"definitions/faults/glass.yaml:1:1: {ELSEWHERE.format('definitions/services/promises/glass.yaml')}"),
    "a folder of products": (moved("definitions/products", "definitions/product"), f"definitions/product: {RENAME.format(2, 'definitions/products')}"),
    "a folder of calendars": (moved("definitions/calendars", "definitions/calendar"), f"definitions/calendar: {RENAME.format(2, 'definitions/calendars')}"),
    "a folder of sources": (moved("definitions/sources", "definitions/source"), f"definitions/source: {RENAME.format(1, 'definitions/sources')}"),
    "a folder of records": (moved("schedules/records", "schedules/record"), f"schedules/record: {RENAME.format(1, 'schedules/records')}"),
    "all definitions": (moved("definitions", "Definition"), f"Definition: {RENAME.format(10, 'definitions')}"),
    "all schedules": (moved("schedules", "schedule"), f"schedule: {RENAME.format(3, 'schedules')}"),
    "a broken file": (lambda root: root.add("definitions/calendars/seasons.yaml", "x: [\n"), "definitions/calendars/seasons.yaml:9:1: a bracket or comma is missing or one too many"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_told_once_and_nothing_that_follows_from_it(root: Root, slip: str) -> None:
    """Whoever names what is in a file that cannot be read yet, or by an id that stands there twice, is not blamed."""
    make, says = SLIPS[slip]
    make(root)
    told = [line for line in root.check() if not line.startswith(" ")]
    assert told == [says, "1 problem, 0 warnings"]


def test_a_copy_that_was_put_aside_is_no_slip(root: Root) -> None:
    """A company that serves nobody yet may keep another's schedules beside it."""
    moved("schedules", "schedules-old")(root)
    assert root.check()[-1].startswith("0 problems, ")
