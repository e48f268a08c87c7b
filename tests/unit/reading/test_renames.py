"""What is renamed keeps its records, its events and the address of its calendar: ``formerly`` names the old id."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pytest
from support.company import Root
from support.small import SMALL

CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
PRODUCT = "definitions/products/window.yaml"
TASK = "definitions/maintenance/window/bolts.yaml"

Rename = Callable[[Root], None]


def moved(root: Root, old: str, new: str, formerly: str) -> None:
    """A definition or customer under another file name, with its old id."""
    text = (root.path / old).read_text("utf-8")
    root.remove(old)
    root.write(new, f"{text}formerly: {formerly}\n")


def customer(root: Root) -> None:
    moved(root, CUSTOMER, "schedules/customers/c-100.yaml", "[c-001]")


def site(root: Root) -> None:
    root.edit(CUSTOMER, "  - id: home\n", "  - id: house\n    formerly: [c-001/home]\n")


def asset(root: Root) -> None:
    root.edit(CUSTOMER, "{id: windows,", "{id: panes, formerly: [c-001/home/windows],")


def task(root: Root) -> None:
    moved(root, TASK, "definitions/maintenance/window/screws.yaml", "[window/bolts]")


def product(root: Root) -> None:
    moved(root, PRODUCT, "definitions/products/casement.yaml", "[window]")


def everything(root: Root) -> None:
    """All of it on one day."""
    root.edit(CUSTOMER, "  - id: home\n", "  - id: house\n    formerly: [c-001/home]\n")
    root.edit(CUSTOMER, "{id: windows,", "{id: panes, formerly: [c-001/home/windows],")
    customer(root)
    task(root)
    product(root)


def twice(root: Root) -> None:
    """Once more, a year later: the oldest id stands first."""
    everything(root)
    renamed = "schedules/customers/c-100.yaml"
    text = (root.path / renamed).read_text("utf-8")
    root.remove(renamed)
    text = text.replace("[c-001]", "[c-001, c-100]").replace("id: house", "id: villa")
    root.write("schedules/customers/c-200.yaml", text.replace("[c-001/home]", "[c-001/home, c-100/house]"))


RENAMES: Mapping[str, Rename] = {f.__name__: f for f in (customer, site, asset, task, product, everything, twice)}


def told(root: Root) -> list[str]:
    return [line.split(": ", 1)[1] for line in root.check() if ".yaml" in line.split(": ")[0]]


def addresses(root: Root) -> set[str]:
    return {path.name for path in (root.path / "feeds").rglob("*.ics")}


def uids(feeds: Mapping[str, bytes]) -> set[str]:
    return {uid for feed in feeds.values() for uid in re.findall(r"^UID:(.*)\r$", feed.decode(), re.MULTILINE)}


@pytest.mark.long
@pytest.mark.parametrize("name", RENAMES)
def test_a_rename_loses_no_record_no_event_and_no_address(root: Root, name: str) -> None:
    """The same work is done and due as before; calendars lie at the same addresses, and no event is taken back or new."""
    planned = [(row["nominal"], row["planned"], row["status"]) for row in root.agenda("--from", "2026-09-01")]
    before, where = root.feeds(), addresses(root)
    RENAMES[name](root)
    warnings = told(root)
    assert all(line.startswith("warning: ") and "is called" in line for line in warnings), warnings
    assert [(row["nominal"], row["planned"], row["status"]) for row in root.agenda("--from", "2026-09-01")] == planned
    after = root.feeds()
    assert addresses(root) == where
    assert uids(after) == uids(before)
    assert not any(b"STATUS:CANCELLED" in feed for feed in after.values())


def test_what_still_says_the_old_id_is_told_the_new_one(root: Root) -> None:
    """Lists of a contract, own rules and the like are read by today's id all the same."""
    root.edit(
        "definitions/company.yaml",
        "locales: [zh, en]\n",
        "locales: [zh, en]\nplans: {basic: {name: {zh: 基本, en: Basic}, tasks: [window/bolts]}}\n",
    )
    root.edit(CUSTOMER, "tier: A\n", "tier: A\ncontract: {tasks: [window/bolts, window/yearly, floor/polish]}\n")
    own = (
        "last_done: {window/bolts: 2026-09-30}, rules: {window/bolts: {threshold: 2 months}}, without: [window/yearly]"
    )
    root.edit(CUSTOMER, "quantity: 12", f"quantity: 12, {own}")
    task(root)
    product(root)
    bolts = "warning: {}: the task 'window/bolts' is called 'window/screws' now; write that"
    window = "warning: {}: the product 'window' is called 'casement' now; write that"
    lines = [line for line in told(root) if "is called" in line]
    assert sorted(lines) == sorted(
        [bolts.format(place) for place in (
            "plans.basic.tasks[0]", "contract.tasks[0]", "sites[0].assets[0].last_done.window/bolts",
            "sites[0].assets[0].rules.window/bolts",
        )]
        + [window.format(place) for place in ("products[0]", "products[0]", "products[0]", "sites[0].assets[0].product")]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda root: root.add(CUSTOMER, "formerly: [c-001]\n"), "formerly[0]: the id 'c-001' is used already; take another one, or remove what stands here twice"),
        (lambda root: root.add(CUSTOMER, "formerly: [c-001/home]\n"), "formerly[0]: 'c-001/home' is not a whole old id; write it as c-001"),
        (
            lambda root: root.edit(CUSTOMER, "  - id: home\n", "  - id: home\n    formerly: [villa]\n"),
            "sites[0].formerly[0]: 'villa' is not a whole old id; write it as c-001/villa",
        ),
        (
            lambda root: root.edit(CUSTOMER, "{id: windows,", "{id: windows, formerly: [c-001/home/hall],"),
            "sites[0].assets[0].formerly[0]: the id 'c-001/home/hall' is used already; take another one, or remove what stands here twice",
        ),
        (
            lambda root: root.edit(CUSTOMER, "{id: windows,", "{id: windows, formerly: [c-001/windows],"),
            "sites[0].assets[0].formerly[0]: 'c-001/windows' is not a whole old id; write it as c-001/villa/floor",
        ),
    ],
)  # fmt: skip
def test_an_old_id_is_whole_and_free(root: Root, spoil: Rename, says: str) -> None:
    """A path from the customer, and nothing else's id."""
    spoil(root)
    assert says in told(root)


def test_two_things_cannot_have_had_one_id(root: Root) -> None:
    """Also where one path was written with the customer's old id."""
    text = SMALL[CUSTOMER].replace("{id: windows,", "{id: a, formerly: [c-001/home/old],")
    text = text.replace("{id: hall,", "{id: b, formerly: [c-100/home/old],")
    root.remove(CUSTOMER)
    root.write("schedules/customers/c-100.yaml", f"{text}formerly: [c-001]\n")
    assert (
        "sites[0].assets[1].formerly[0]: the id 'c-100/home/old' is used already; take another one, or remove what stands here twice"
        in told(root)
    )


def test_an_asset_that_moves_house_takes_its_history_along(root: Root) -> None:
    """To another site of the same customer: what was done is done, and what was published follows."""
    root.edit(
        CUSTOMER,
        "product: window, quantity: 12",
        "product: window, quantity: 12, milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}",
    )
    before = root.feeds()
    line = next(
        line for line in (root.path / CUSTOMER).read_text("utf-8").splitlines(keepends=True) if "id: windows" in line
    )
    root.edit(CUSTOMER, line, "")
    line = line.replace("{id: windows,", "{id: windows, formerly: [c-001/home/windows],")
    root.add(
        CUSTOMER,
        "  - id: flat\n    name: 小套\n    region: shanghai\n    address: 上海市八方路 1 号\n    assets:\n" + line,
    )
    assert told(root) == []
    rows = root.agenda("--from", "2026-09-01", "--task", "window/bolts")
    assert [(row["site"], row["status"]) for row in rows] == [("flat", "done")]
    after = root.feeds()
    assert uids(before) <= uids(after)
    assert not any(b"STATUS:CANCELLED" in feed for feed in after.values())


def test_a_void_follows_the_record_of_an_asset_that_moves_house(root: Root) -> None:
    """Record and void were written of the old house, and neither names more than it must; both count in the new one."""
    root.edit(
        CUSTOMER,
        "product: window, quantity: 12",
        "product: window, quantity: 12, milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}",
    )
    lines = (root.path / CUSTOMER).read_text("utf-8").splitlines(keepends=True)
    line = next(line for line in lines if "id: windows" in line)
    place = "customer: c-001, site: home"
    for of in ("", ", task: window/bolts"):
        root.add(
            RECORDS,
            f"  - {{record: void, date: 2026-10-20, {place}, reason: 记错, of: {{record: completed, date: 2026-10-09{of}}}}}\n",
        )
        assert told(root) == []
        root.edit(CUSTOMER, line, "")
        new = line.replace("{id: windows,", "{id: windows, formerly: [c-001/home/windows],")
        flat = f"  - id: flat\n    name: 小套\n    region: shanghai\n    address: 八方路 1 号\n    assets:\n{new}"
        root.add(CUSTOMER, flat)
        assert told(root) == []
        rows = root.agenda("--from", "2026-09-01", "--task", "window/bolts")
        assert [(row["site"], row["status"]) for row in rows] == [("flat", "overdue")]
        root.edit(CUSTOMER, flat, "")
        root.edit(CUSTOMER, "    assets:\n", f"    assets:\n{line}")
        root.write(RECORDS, (root.path / RECORDS).read_text("utf-8").rpartition("  - {record: void")[0])
