"""What the next build of a day makes, where nothing is edited before it: an edit then costs what it touches.

Drafts go on from what was told, and after the first build of a day that is something new for everybody. So whoever edits
one customer then would wait for all of them to be drafted again, for who goes, and for the pages of most technicians.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace

from generator.formats.ledger import Ledger
from generator.private.drafts import NoDraft
from generator.private.holders import by_published_ids
from generator.publishing.disk import Written, new_stage
from generator.publishing.jobs import Jobs
from generator.publishing.leaves import Leaves, leaves_of
from generator.publishing.made import note_if_there
from generator.publishing.marker import Marker, marker_of
from generator.publishing.next import Next
from generator.publishing.noted import marks_of, note_looks
from generator.publishing.published import read_published
from generator.publishing.together import drafted, put_together
from generator.text.located import Stopped

# An edit of one customer changes fewer files: what the build after it makes is made when somebody asks for it.
_MANY = 64


def make_ahead(after: Next, written: Written, jobs: Jobs | None) -> None:
    """Have it known what goes on from the feeds that were just ``written`` of ``after``, where many are other than before.

    It is made as the next build would make it, in a stage that nobody sees. What it leaves lies below ``.cache``; where it
    cannot be made, the next build does.
    """
    if written.changed <= _MANY:
        return
    with suppress(Stopped, NoDraft, OSError):  # all is published by now
        ahead, ledger = _next_of(after)
        files = (marker_of(ahead.outputs.feeds) or Marker()).files
        with drafted(ahead, ledger, jobs) as ready:
            staged = new_stage(ahead.outputs.feeds)
            try:
                made = put_together(ahead, ledger, ready, staged, jobs)
            finally:
                shutil.rmtree(staged, ignore_errors=True)
            note_if_there(ahead.outputs, made.entries, files)
            ready.listings.settle(keep=ready.everything.turns.goes.__contains__)
        note_looks(ahead.outputs, ahead.marks, files)  # each has had one more name meanwhile


def _next_of(after: Next) -> tuple[Next, Ledger]:
    """What the next build goes on from. Raises Stopped, where somebody damaged the feeds since."""
    leaves, marks = Leaves(leaves_of(after.outputs)), marks_of(after.outputs)
    before = read_published(after.outputs.feeds, marks=marks, leaves=leaves)
    leaves.keep()
    schedules = by_published_ids(after.schedules, before.ledger.feeds)
    ledger, public = before.ledger, before.public
    return replace(after, schedules=schedules, ledger=ledger, public=public, marks=marks, leaves=leaves), ledger
