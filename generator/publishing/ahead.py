"""Customers are drafted ahead, as the next build will ask for them, where many were told something new.

A draft goes on from what was told, so whoever was told something new is drafted again by the next build. After the first
build of a day that is everybody: whoever edits one customer then need not wait for all of them.
"""

from __future__ import annotations

from contextlib import closing, suppress

from generator.private.holders import by_published_ids
from generator.publishing.disk import Written
from generator.publishing.drafts import drafts_for
from generator.publishing.jobs import Jobs
from generator.publishing.leaves import Leaves, leaves_of
from generator.publishing.next import Next
from generator.publishing.published import read_published
from generator.text.collector import resting_collector
from generator.text.located import Stopped

# An edit of one customer changes fewer files: these few are drafted when somebody asks for them.
_MANY = 64


def draft_ahead(after: Next, written: Written, jobs: Jobs | None) -> None:
    """Draft whom the next build of the same day will draft, where what was just published is ``written``.

    What it makes is kept below ``.cache``; where it cannot be made, the next build does.
    """
    if written.changed > _MANY:
        with resting_collector(), suppress(Stopped):
            _draft(after, jobs)


def _draft(after: Next, jobs: Jobs | None) -> None:
    definitions, as_of, outputs = after.definitions, after.as_of, after.outputs
    leaves = Leaves(leaves_of(outputs))
    ledger = read_published(outputs.feeds, leaves=leaves).ledger
    leaves.keep()
    schedules = by_published_ids(after.schedules, ledger.feeds)
    asked, drafts = drafts_for(definitions, schedules, as_of, ledger.published(), outputs, jobs)
    with closing(drafts):
        drafts.make(asked.briefs)
        drafts.settle(keep=asked.briefs.__contains__)
