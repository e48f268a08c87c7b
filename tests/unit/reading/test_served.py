"""Regions to which nobody goes: told once for each, before anything is planned."""

from __future__ import annotations

import pytest
from support.company import Root

TEAM, CUSTOMER = "schedules/technicians.yaml", "schedules/customers/c-001.yaml"
BEIJING = "\n  beijing: {name: {zh: 北京, en: Beijing}, seasons: east, exposure: coast}\nexposures:"
SAYS = (
    "c-001.yaml:9:13: warning: sites[0].region: no technician goes to the region 'shanghai', where customers are (in number 2), "
    "so nobody can visit them; in schedules/technicians.yaml write it among the regions of whoever is to go"
)


@pytest.mark.parametrize("team", ["regions: [beijing]", "regions: [shanghai]\n    employed: {until: 2026-11-22}"])
def test_a_region_to_which_nobody_goes_is_told_once(root: Root, team: str) -> None:
    """With how many are served there; whoever has left goes nowhere."""
    root.edit("definitions/company.yaml", "\nexposures:", BEIJING)
    root.edit(TEAM, "regions: [shanghai]", team)
    root.edit(CUSTOMER, "    technician: t-01\n", "")
    other = (root.path / CUSTOMER).read_text("utf-8").replace("诸葛先生", "欧阳先生").replace("0199", "0188")
    root.write("schedules/customers/c-002.yaml", other.replace("六合路 8 号", "六合路 9 号"))
    warnings = [line for line in root.check() if "region" in line and not line.startswith(" ")]
    assert warnings == [f"schedules/customers/{SAYS}"]
    assert root.run("check", "--as-of", "2026-11-23").exit_code == 0
    chinese = root.run("check", "--as-of", "2026-11-23", "--lang", "zh").stdout
    assert "没有技术员去地区 'shanghai'，而那里有客户（2 位），上门就没有人能去；" in chinese


def test_where_nobody_is_visited_nobody_is_missed(root: Root) -> None:
    """Whose service has ended needs no one."""
    root.edit("definitions/company.yaml", "\nexposures:", BEIJING)
    root.edit(TEAM, "regions: [shanghai]", "regions: [beijing]")
    root.edit(CUSTOMER, "    technician: t-01\n", "")
    root.edit(CUSTOMER, "tier: A\n", "tier: A\nservice: {until: 2026-11-22}\n")
    assert not [line for line in root.check() if "no technician goes" in line]
