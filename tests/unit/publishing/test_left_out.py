"""A feed that is left out while it is too large: whoever subscribed takes what comes after it for news."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from support.company import Root

from generator import load
from generator.publishing.accepted import Accepted
from generator.publishing.feeds import publish_feeds
from generator.publishing.next import next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.templates import templates_of

CUSTOMER = "schedules/customers/c-001.yaml"
DAY = date(2026, 11, 2)
REGION = b"HOLDER:region|shanghai"


def _publish(root: Root, day: date) -> Path:
    outputs = outputs_of(root.path, root.path)
    now = Accepted(now=datetime.fromisoformat(f"{day}T09:00:00+08:00"))
    publish_feeds(next_feeds(*load(root.path)[:2], templates_of(root.path), day, outputs, {}, None, now))
    return outputs.feeds


def _of_region(feeds: Path) -> bytes | None:
    return next((text for path in feeds.glob("*.ics") if REGION in (text := path.read_bytes())), None)


def _numbers(feed: bytes) -> dict[bytes, tuple[int, bytes]]:
    told = re.findall(rb"UID:(\S+)\r\n.*?LAST-MODIFIED:(\S+)\r\nSEQUENCE:(\d+)", feed, re.DOTALL)
    return {uid: (int(number), moment) for uid, moment, number in told}


def test_it_goes_on_above_whatever_it_told(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many builds leave it out, and whatever they keep."""
    _publish(root, DAY)
    for name in ("八方苑", "九州苑"):  # changes of which the region is told
        root.write(CUSTOMER, re.sub("name: ..苑", f"name: {name}", (root.path / CUSTOMER).read_text("utf-8")))
        feeds = _publish(root, DAY)
    before = _of_region(feeds)
    assert before is not None
    last = _numbers(before)
    assert {number for number, _ in last.values()} == {2}
    with monkeypatch.context() as patch:
        patch.setattr("generator.publishing.making.is_readable", lambda feed: feed.holder.kind != "region")
        for days, name in enumerate(("四海苑", "五湖苑", "三江苑"), 1):
            root.write(CUSTOMER, re.sub("name: ..苑", f"name: {name}", (root.path / CUSTOMER).read_text("utf-8")))
            assert _of_region(_publish(root, DAY + timedelta(days=days))) is None
    root.write(CUSTOMER, re.sub("name: ..苑", "name: 六合苑", (root.path / CUSTOMER).read_text("utf-8")))
    after = _of_region(_publish(root, DAY + timedelta(days=5)))
    assert after is not None
    told = _numbers(after)
    assert set(told) & set(last)
    assert all(told[uid][0] > last[uid][0] and told[uid][1] > last[uid][1] for uid in set(told) & set(last))
    again = _of_region(_publish(root, DAY + timedelta(days=6)))
    assert again is not None
    assert all(_numbers(again)[uid] == told[uid] for uid in set(told) & set(_numbers(again)))
