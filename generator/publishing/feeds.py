"""The feeds with their pages, from what was published last to what is: looked at first, published whole."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.formats.endings import ended_feeds
from generator.formats.ledger import Ledger
from generator.private.drafts import NoDraft
from generator.private.ended import ended_pages
from generator.private.reader import Reader
from generator.private.scripts import scripts
from generator.publishing.addresses import list_addresses
from generator.publishing.ahead import make_ahead
from generator.publishing.asbefore import as_told, told_warnings
from generator.publishing.bytecode import OURS, keep
from generator.publishing.disk import Written, new_stage, publish_folder, stage, tidy, unchanged
from generator.publishing.drafts import drafts_of
from generator.publishing.jobs import Jobs
from generator.publishing.listings import lists_of
from generator.publishing.made import Entries, clear, note
from generator.publishing.making import told_of
from generator.publishing.marker import Marker, marker_of
from generator.publishing.next import Next
from generator.publishing.noted import note_looks
from generator.publishing.publicagain import note_public, put_again
from generator.publishing.publics import Calendars, as_ledger
from generator.publishing.published import SILENT
from generator.publishing.remembered import another, remember
from generator.publishing.templatefault import layout_as_problems
from generator.publishing.together import Drafted, drafted, put_together
from generator.publishing.turns import turns_of_last
from generator.publishing.whole import must_be_written
from generator.text.problems import Problem


def publish_feeds(
    after: Next, calendars: Calendars | None = None, jobs: Jobs | None = None
) -> tuple[Written, list[Problem]]:
    """Render and publish the feeds, then the table of their addresses; where nothing has changed, that alone.

    ``calendars`` are ``after``'s public ones, where somebody has them already; ``jobs`` is who makes the parts, this
    machine where nobody is named. Also returns what to warn of. Raises Stopped, also for a customer's or technician's feed
    that no client would read.
    """
    with layout_as_problems():
        tidy(after.outputs.feeds)
        clear(after.outputs)
        if after.ledger is None:
            warnings = told_warnings(marker_of(after.outputs.feeds) or Marker())
            written = unchanged(after.outputs.feeds)
            remember(after.outputs.feeds)
        else:
            written, warnings = _publish(after, after.ledger, calendars, jobs)
        list_addresses(after.definitions.company, after.schedules, after.as_of, after.outputs)
        note_looks(after.outputs, after.marks, (marker_of(after.outputs.feeds) or Marker()).files)
        make_ahead(after, written, jobs)
    return written, warnings


def _publish(
    after: Next, ledger: Ledger, calendars: Calendars | None, jobs: Jobs | None
) -> tuple[Written, list[Problem]]:
    try:
        return _publish_of_drafts(after, ledger, calendars, jobs)
    except NoDraft:  # somebody's bytes lie among what is kept, and it can be lost at any time
        for kept in (drafts_of(after.outputs), turns_of_last(after.outputs), lists_of(after.outputs)):
            kept.unlink(missing_ok=True)
        return _publish_of_drafts(after, ledger, calendars, jobs)


def _publish_of_drafts(
    after: Next, ledger: Ledger, calendars: Calendars | None, jobs: Jobs | None
) -> tuple[Written, list[Problem]]:
    with drafted(after, ledger, jobs) as ready:
        return _publish_made(after, ledger, ready, calendars, jobs)


def _publish_made(
    after: Next, ledger: Ledger, ready: Drafted, calendars: Calendars | None, jobs: Jobs | None
) -> tuple[Written, list[Problem]]:
    schedules, templates, as_of = after.schedules, after.templates, after.as_of
    staged = new_stage(after.outputs.feeds)
    try:
        made = put_together(after, ledger, ready, staged, jobs)
        people, again, entries = made.people, made.again, made.entries
        told = told_of(people, entries, schedules)
        ended = list(_ended(after, ledger, [again.paths[holder.key] for holder in people]))
        beside = scripts(templates) if people or ended else ()
        public = _public(after, calendars, staged)
        others = [*ended, *beside, *(public or ())]
        stage(staged, others)
        must_be_written(staged, {**made.sizes, **{artifact.path: len(artifact.content) for artifact in others}})
        turns = ready.everything.turns
        warnings = [*turns.warnings(schedules), *told]
        about = {
            "as_of": as_of.isoformat(),
            "inputs": after.inputs,
            "warnings": [as_told(warning) for warning in warnings],
            SILENT: _silent(entries, ledger),
        }
        with another(after.outputs.feeds):
            known_files = {**again.digests, **(after.public_again or {})} if public is None else again.digests
            written = publish_folder(staged, after.outputs.feeds, about, known=known_files)
        note(after.outputs, entries)
        ready.listings.settle(keep=turns.goes.__contains__)
        keep(OURS)
        if public is not None:
            note_public(after.outputs, after.of_public, public)
        if after.leaves is not None:
            after.leaves.keep({*map(str, (marker_of(after.outputs.feeds) or Marker()).files.values())})
        return written, warnings
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _public(after: Next, calendars: Calendars | None, staged: Path) -> list[Artifact] | None:
    """The public calendars; None where they are those that lie there, and are in ``staged`` now."""
    again = after.public_again if calendars is None else None
    if again is not None and put_again(again, after.outputs, staged, after.marks):
        return None
    return [*as_ledger(calendars or after.calendars())]


def _silent(entries: Entries, ledger: Ledger) -> list[str]:
    """Whose feeds are left out, of those that were published once."""
    return [key for key, entry in entries.items() if not entry.feed and (key in ledger.feeds or key in ledger.silent)]


def _ended(after: Next, ledger: Ledger, alive: Sequence[str]) -> list[Artifact]:
    """What addresses answer that are not ``alive`` any more, each with its page."""
    definitions, templates = after.definitions, after.templates
    endings = list(ended_feeds(ledger, alive, definitions.company, templates, after.stamping))
    reader = Reader(
        templates.words[definitions.company.locales[0]], after.as_of, definitions.company, definitions.workdays_in
    )
    feeds = [Artifact(ending.path, ending.content) for ending in endings]
    return [*feeds, *ended_pages(endings, reader, templates, definitions.pictures)]
