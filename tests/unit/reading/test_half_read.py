"""A mistake that keeps a file from being read hides no other: what nothing has is told with it, and nothing that follows."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
RECORDS = "schedules/records/2026-10.yaml"
BOLTS = "definitions/maintenance/window/bolts.yaml"


def told(root: Root) -> list[str]:
    """The path and the beginning of what is said of each problem."""
    lines = [line for line in root.check() if ".yaml:" in line and not line.startswith("    ")]
    return [": ".join(line.split(": ")[1:]).split(";")[0] for line in lines]


@pytest.mark.parametrize(
    ("file", "edits", "says"),
    [
        (CUSTOMER,
         [("tier: A", "tier: Z\nteir: A"), ("region: shanghai", "region: shangai"), ("acceptance: 2026-08-31", "acceptance: 2026-13-31"), ("product: floor", "product: flor"), ("technician: t-01", "technician: t-1")],
         ["tier: unknown tier 'Z'", "teir: unknown key 'teir'", "sites[0].region: unknown region 'shangai'", "sites[0].technician: unknown technician 't-1'", "sites[0].milestones.acceptance: '2026-13-31' is a day that does not exist", "sites[0].assets[1].product: unknown product 'flor'"]),
        (TEAM,
         [("skills: [window, stone]", "skills: [windw, stone]"), ("regions: [shanghai]", "regions: [shangai]"), ("capacity: 7 hours\n", "capacity: 7 hours\n  - {id: t-02, name: 孙师傅, skils: [stone], skills: [stone], regions: [shanghai], capacity: 7 hours}\n")],
         ["technicians[0].skills[0]: unknown skill 'windw'", "technicians[0].regions[0]: unknown region 'shangai'", "technicians[1].skils: unknown key 'skils'"]),
        (RECORDS,
         [("    technician: t-01\n", "    technician: t-1\n  - {record: completed, date: 2026-10-99, customer: c-001, site: home, task: window/bolts}\n  - {record: moved, date: 2026-10-12, customer: c-001, site: home, task: window/blots}\n")],
         ["warning: records[0].technician: there is no technician 't-1' (records that name it: 1)", "records[1].date: '2026-10-99' is a day that does not exist", "records[2]: a record of moved needs to", "warning: records[2].task: there is no task 'window/blots' (records that name it: 1)"]),
        (BOLTS,
         [("products: [window]", "products: [widow]"), ("skills: [window]", "skills: [glazing]"), ("  anchor: move_in\n", "  anchor: move_in\n  adjst: following\n")],
         ["products[0]: unknown product 'widow'", "schedule.adjst: unknown key 'adjst'", "work.skills[0]: unknown skill 'glazing'"]),
    ],
)  # fmt: skip
def test_what_nothing_has_is_told_beside_what_cannot_be_read(
    root: Root, file: str, edits: list[tuple[str, str]], says: list[str]
) -> None:
    """All of it in the first run, at its line, and each once."""
    for old, new in edits:
        root.edit(file, old, new)
    assert [line.replace(" of the company's", "") for line in told(root)] == says


def test_what_follows_from_a_mistake_is_not_told_beside_it(root: Root) -> None:
    """A date that cannot be read is none that is missing, and who cannot be read is nobody unknown."""
    root.edit(CUSTOMER, "move_in: 2026-09-07", "move_in: 2026-99-07")
    assert told(root) == ["sites[0].milestones.move_in: '2026-99-07' is a day that does not exist"]


def test_what_is_right_but_for_one_key_names_old_ids_as_before(root: Root) -> None:
    """An id that something had before is read as today's, here too."""
    root.edit(CUSTOMER, "tier: A", "tier: A\nteir: A")
    root.edit("definitions/products/window.yaml", "line: window\n", "line: window\nformerly: [casement]\n")
    root.edit(CUSTOMER, "product: window", "product: casement")
    assert told(root) == ["teir: unknown key 'teir'"]
    assert root.run("check", "--as-of", AS_OF).exit_code == 1
