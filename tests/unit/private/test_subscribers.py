"""A company's calendars from build to build, as its subscribers see them: renames, consents, new addresses, restored copies."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.company import PROJECT, Root, written
from support.small import SMALL
from support.soaking import times
from support.subscribers import Subscriber, shown_by, subscribers

from generator.formats.endings import ended_feeds
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping, stamping
from generator.formats.told import Told
from generator.private.feeds import render_feeds
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.visits.plan import plan

pytestmark = pytest.mark.long

CUSTOMER = "schedules/customers/c-001.yaml"
START = date(2026, 11, 23)
templates = cache(templates_of)  # what is compiled of them is used again


@dataclass
class Published:
    """What a company published, build by build, without a disk."""

    root: Root
    as_of: date = START
    builds: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def build(self, *, doubted: bool = False) -> None:
        """The next feeds, and what ended addresses answer."""
        definitions, schedules = read_sound(self.root.path)
        self.builds += 1
        stamps = stamping(self.as_of, "Asia/Shanghai")
        stamps = Stamping(self.as_of, stamps.since, stamps.since + timedelta(minutes=self.builds))
        ledger = Ledger.read(self.files)
        ledger = Ledger(ledger.feeds, ledger.ended, doubted=doubted)
        visits = plan(definitions, schedules, self.as_of, ledger.published()).visits
        feeds = render_feeds(definitions, schedules, visits, stamps, templates(PROJECT), "secret", ledger)
        self.held = {feed.holder.key: feed.path for feed in feeds}
        ended = ended_feeds(ledger, set(self.held.values()), definitions.company, templates(PROJECT), stamps)
        self.files = {feed.path: feed.content for feed in feeds} | {end.path: end.content for end in ended}

    @property
    def customer(self) -> dict[str, Told]:
        """The customer's events."""
        return dict(Ledger.read(self.files).feeds["customer|c-001"].events)


def rename_customer(root: Root) -> None:
    root.write("schedules/customers/villa-7.yaml", (root.path / CUSTOMER).read_bytes())
    root.remove(CUSTOMER)
    root.add("schedules/customers/villa-7.yaml", "formerly: [c-001]\n")


def rename_site(root: Root) -> None:
    root.edit(CUSTOMER, "  - id: home\n", "  - id: garden\n    formerly: [c-001/home]\n")


def rename_asset(root: Root) -> None:
    root.edit(CUSTOMER, "{id: hall, ", "{id: lobby, formerly: [c-001/home/hall], ")


def rename_product(root: Root) -> None:
    renamed(root, "definitions/products", "floor", "paving")
    root.edit(CUSTOMER, "product: floor", "product: paving")
    root.edit("definitions/maintenance/floor/polish.yaml", "products: [floor]", "products: [paving]")


def rename_task(root: Root) -> None:
    renamed(root, "definitions/maintenance", "floor/polish", "floor/buff")


def renamed(root: Root, folder: str, old: str, new: str) -> None:
    (root.path / f"{folder}/{old}.yaml").rename(root.path / f"{folder}/{new}.yaml")
    root.add(f"{folder}/{new}.yaml", f"formerly: [{old}]\n")


RENAMES: dict[str, Callable[[Root], None]] = {
    "a customer": rename_customer,
    "a site": rename_site,
    "an asset": rename_asset,
    "a product": rename_product,
    "a task": rename_task,
}


@pytest.mark.parametrize("what", RENAMES)
def test_what_is_renamed_keeps_address_and_events(root: Root, what: str) -> None:
    """Nothing is cancelled and nothing is new: the same UIDs on the same days at the same address, also a day later."""
    company = Published(root)
    company.build()
    before, held = company.customer, dict(company.held)
    RENAMES[what](root)
    for _ in range(2):
        company.build()
        assert company.held == held
        assert {uid: told.event.day for uid, told in company.customer.items()} == {
            uid: told.event.day for uid, told in before.items()
        }
        assert not any(told.is_cancelled for told in company.customer.values())
        seen = {uid for uid, told in company.customer.items() if told.sequence}
        assert seen <= {uid for uid in before if what == "a task"}, "only the guide's address is another"


def give(root: Root) -> None:
    consent(root, "consent: {given: 2026-03-01}")


def withdraw(root: Root) -> None:
    consent(root, "consent: {given: 2026-03-01, withdrawn: 2026-11-20}")


def again(root: Root) -> None:
    consent(root, "consent: [{given: 2026-03-01, withdrawn: 2026-11-20}, {given: 2026-11-21}]")


def consent(root: Root, line: str) -> None:
    text = (root.path / CUSTOMER).read_text("utf-8").splitlines()
    root.write(CUSTOMER, "\n".join([line if old.startswith("consent:") else old for old in text]) + "\n")


def rotate(root: Root) -> None:
    text = (root.path / CUSTOMER).read_text("utf-8")
    number = text.count("# rotated") + 2
    kept = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("feed_revision:"))
    root.write(CUSTOMER, f"{kept}feed_revision: {number}\n# rotated\n")


def done(root: Root) -> None:
    root.write(
        "schedules/records/2026-11.yaml",
        "records:\n  - {record: completed, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish}\n",
    )


def undone(root: Root) -> None:
    root.write("schedules/records/2026-11.yaml", "records: []\n")


def title(root: Root) -> None:
    path = "definitions/maintenance/floor/polish.yaml"
    root.write(path, (root.path / path).read_text("utf-8").replace("zh: 抛光", "zh: 抛光抛光", 1))


HAPPENINGS: dict[str, Callable[[Root], None]] = {
    "give": give, "withdraw": withdraw, "again": again, "rotate": rotate, "done": done, "undone": undone, "title": title,
}  # fmt: skip


@pytest.mark.soak
@settings(max_examples=times(12, 300))
@given(steps=st.lists(st.sampled_from([*HAPPENINGS, "day", "build", "backup", "restore"]), min_size=2, max_size=7))
def test_whoever_subscribes_to_an_address_sees_what_it_says(steps: list[str]) -> None:
    """Alive or ended: each program that follows an address shows what lies there, and forgets what has gone."""
    with tempfile.TemporaryDirectory() as folder:
        company, everybody = Published(written(SMALL, Path(folder))), dict[str, list[Subscriber]]()
        backup = dict[str, bytes]()
        for step in ["build", *steps]:
            is_restored = step == "restore" and bool(backup)
            if step in HAPPENINGS:
                HAPPENINGS[step](company.root)
            elif step == "day":
                company.as_of += timedelta(days=8)
            elif step == "backup":
                backup = dict(company.files)
            elif is_restored:
                company.files = dict(backup)
            company.build(doubted=is_restored)
            for path, content in company.files.items():
                for subscriber in everybody.setdefault(path, subscribers()):
                    subscriber.sync(content)
                    assert subscriber.shows == shown_by(content)
