"""The example's calendars as the first version published them go on: nothing that the rules still want is taken back.

``tests/published/first-feeds.tar.xz`` holds them as they were on 2026-11-23. They name cycles by number and mark no forecasts.
"""

from __future__ import annotations

import tarfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from support.company import Root

from generator.dates.intervals import add
from generator.due.items import OPEN
from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.model.definitions import Definitions
from generator.private.feeds import render_feeds
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.visits.following import older_forecasts
from generator.visits.plan import Plan, plan

pytestmark = pytest.mark.long

FIRST = Path(__file__).parents[2] / "published/first-feeds.tar.xz"
AS_OF = date(2026, 11, 24)
STAMPS = stamping(AS_OF, "Asia/Shanghai")
Upgraded = tuple[Ledger, Ledger, Plan, Definitions]


@pytest.fixture(scope="module")
def upgraded(example: Root) -> Upgraded:
    """What was told, what is told today, the plan behind it, and the definitions."""
    with tarfile.open(FIRST) as archive:
        files = {name: file.read() for name in archive.getnames() if (file := archive.extractfile(name)) is not None}
    before = Ledger.read(files)
    definitions, schedules, _ = load(example.path)
    planned = plan(definitions, schedules, AS_OF, before.published())
    feeds = render_feeds(definitions, schedules, planned.visits, STAMPS, templates_of(example.path), "secret", before)
    return before, Ledger.read({feed.path: feed.content for feed in feeds}), planned, definitions


def test_every_visit_of_the_first_version_goes_on(upgraded: Upgraded) -> None:
    """Under its name, as long as any of its work is asked for and lives under no other name that was told."""
    before, _, planned, definitions = upgraded
    forecasts = older_forecasts(definitions, before.published())
    firm = [old for old in before.published() if old.day > AS_OF and old.uid not in forecasts]
    assert len(firm) > 100
    names = {old.uid for old in before.published()}
    visit_of = planned.visit_of()
    wanted: Mapping[tuple[str, int], str] = {
        (cycle.item.key, cycle.cycle): visit_of[cycle.id].uid
        for cycle in planned.occurrences
        if cycle.id in visit_of and (cycle.status in OPEN or cycle.closed is not None)
    }
    for old in firm:
        holders = {
            wanted.get((key, int(number))) for key, _, number in (id_.rpartition("|") for id_ in old.occurrences)
        }
        assert old.uid in holders or holders <= {None, *names}, old


def test_no_calendar_takes_back_what_is_still_planned_for_its_holder(upgraded: Upgraded) -> None:
    """What a customer's calendar cancels is planned no more; a forecast goes without a word, and SEQUENCE never back."""
    before, after, planned, definitions = upgraded
    last = add(AS_OF, definitions.company.feeds.customer.ahead) or date.max  # the villa is washed less often since, so
    planned_now = {visit.uid for visit in planned.visits if visit.day <= last}  # the n-th time may lie years further on
    forecasts = older_forecasts(definitions, before.published())
    assert len(forecasts) > 20
    gone = 0
    for holder, feed in before.feeds.items():
        for uid, told in feed.events.items():
            now = after.feeds[holder].events.get(uid)
            if now is None:
                assert uid in forecasts or told.event.day < AS_OF or told.is_cancelled
                gone += uid in forecasts
                continue
            assert now.sequence >= told.sequence
            if holder.startswith("customer") and now.is_cancelled and not told.is_cancelled:
                assert uid not in planned_now
                assert uid not in forecasts
    assert gone > 20


def test_a_later_build_says_nothing_more(upgraded: Upgraded, example: Root) -> None:
    """Once it has gone on, and what nobody had time for is placed, the ledger is one of today's."""
    _, after, _, _ = upgraded
    definitions, schedules, _ = load(example.path)
    templates = templates_of(example.path)
    for _ in range(2):
        before = after
        visits = plan(definitions, schedules, AS_OF, before.published()).visits
        feeds = render_feeds(definitions, schedules, visits, STAMPS, templates, "secret", before)
        after = Ledger.read({feed.path: feed.content for feed in feeds})
    assert {key: feed.content for key, feed in after.feeds.items()} == {k: f.content for k, f in before.feeds.items()}
