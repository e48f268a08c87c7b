"""What feeds told is looked up by their content: the same ledger, whatever became of what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from support.company import Root

from generator import load
from generator.formats.ledger import Ledger
from generator.formats.told import Leaf, ToldFeed
from generator.publishing import leaves
from generator.publishing.accepted import NOTHING
from generator.publishing.feeds import publish_feeds
from generator.publishing.leaves import Leaves
from generator.publishing.marker import Marks
from generator.publishing.next import next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.templates import templates_of

DAY = date(2026, 11, 2)
CUSTOMER = "schedules/customers/c-001.yaml"


def _publish(root: Root, day: date = DAY) -> Path:
    outputs = outputs_of(root.path, root.path)
    publish_feeds(next_feeds(*load(root.path)[:2], templates_of(root.path), day, outputs, {}, None, NOTHING))
    return outputs.feeds


@pytest.fixture
def feeds(root: Root) -> Path:
    """The feeds of a small company, of which one ended."""
    _publish(root)
    root.edit(CUSTOMER, "consent: {given: 2026-03-01}", "consent: {given: 2026-03-01, withdrawn: 2026-11-03}")
    return _publish(root, DAY + timedelta(days=1))


def _names(feeds: Path) -> list[str]:
    return [path.name for path in feeds.glob("*.ics")]


def _told(ledger: Ledger) -> Mapping[str, object]:
    told: list[ToldFeed | Leaf] = [*ledger.feeds.values(), *ledger.ended.values()]
    return {
        one.name: (one.holder, one.ended, one.first, one.modified, tuple(one.plan), one.content, one.events)
        for one in told
    }


@pytest.mark.parametrize("spoiled", ["nothing", "empty", "altered", "gone"])
def test_the_ledger_is_what_the_feeds_tell(feeds: Path, tmp_path: Path, spoiled: str) -> None:
    """Read for the first time, and as it was kept or as little as is left of it."""
    files = {name: (feeds / name).read_bytes() for name in _names(feeds)}
    whole = Ledger.read(files)
    assert whole.ended
    assert whole.feeds
    for _ in range(2):
        known = Leaves(tmp_path / "kept")
        read = known.ledger(feeds, _names(feeds), Marks(feeds))
        known.keep()
        assert _told(read) == _told(whole)
        assert read.published() == whole.published()
        for shelf in (tmp_path / "kept").iterdir():
            if spoiled == "gone":
                shelf.unlink()
            elif spoiled != "nothing":
                content = shelf.read_bytes().replace(b"2026", b"2027") if spoiled == "altered" else b""
                shelf.write_bytes(content)


def test_only_what_changed_is_read(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one build wrote, the next one reads; an edit has its own feeds read again, and no others."""
    read: list[str] = []
    read_feed = leaves.read_feed
    monkeypatch.setattr(leaves, "read_feed", lambda name, content: read.append(name) or read_feed(name, content))
    feeds = _publish(root)
    assert read == []
    root.edit(CUSTOMER, "name: 六合苑", "name: 八方苑")
    before = {path.name: path.read_bytes() for path in feeds.glob("*.ics")}
    _publish(root)
    assert {*before} < {*read}  # and the public ones
    changed = [path.name for path in feeds.glob("*.ics") if path.read_bytes() != before[path.name]]
    read.clear()
    root.edit(CUSTOMER, "name: 八方苑", "name: 九州苑")
    _publish(root)
    assert sorted(read) == sorted(changed)
    assert 0 < len(changed) < len(before)
