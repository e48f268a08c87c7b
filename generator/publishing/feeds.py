"""The feeds with their pages, from what was published last to what is: looked at first, published whole."""

from __future__ import annotations

import dataclasses
import hashlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.formats.endings import ended_feeds
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping, stamping
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.ended import ended_pages
from generator.private.holders import by_published_ids, first_day, holders
from generator.private.madefrom import Names
from generator.private.pages import known_of
from generator.private.parts import parts, shared_of
from generator.private.places import feed_path
from generator.private.reader import Reader, names_of
from generator.private.scripts import scripts
from generator.private.secret import secret_of
from generator.publishing.absent import must_have_schedules
from generator.publishing.addresses import list_addresses, published_in
from generator.publishing.asbefore import told_warnings
from generator.publishing.asking import Accepted, must_be_accepted, must_be_last, must_not_be_future
from generator.publishing.disk import NotOurs, Written, new_stage, publish_folder, stage, tidy, unchanged
from generator.publishing.jobs import Jobs
from generator.publishing.made import clear, made_again, note
from generator.publishing.making import SIZE, make_into, told_of, workers_for
from generator.publishing.marker import Marker, marker_of, untouched
from generator.publishing.outputs import Outputs
from generator.publishing.publics import Calendars, Ledgers, as_ledger, calendars_of, public_ledgers_in, with_older
from generator.publishing.published import must_be_ours, read_published
from generator.publishing.remembered import another, remember
from generator.publishing.stages import as_problems
from generator.publishing.whole import must_be_written
from generator.reading.packaged import program_digest
from generator.text.problems import Problem
from generator.visits.following import older_forecasts
from generator.visits.plan import Plan, plan


@dataclass(frozen=True, slots=True)
class Next:
    """What the next feeds are made from, looked at and accepted: nothing but the disk can stop them.

    ``ledger`` is None where they would be those that lie there; ``public`` is that of the public calendars. ``inputs`` is a
    digest of all that they are made from, ``given`` of what is not of those who are served.
    """

    definitions: Definitions
    schedules: Schedules
    templates: Templates
    stamping: Stamping
    secret: str
    given: str
    inputs: str
    outputs: Outputs
    ledger: Ledger | None
    public: Ledgers

    @property
    def as_of(self) -> date:
        """The day of which the feeds are."""
        return self.stamping.as_of

    def calendars(self) -> Calendars:
        """The public calendars, going on from what was told."""
        return calendars_of(self.definitions, self.templates, self.stamping, self.public)

    def with_older_addresses(self) -> Next:
        """The same, which also ends the public addresses of the site published last that named no year."""
        locales = self.definitions.company.locales
        with as_problems():
            return dataclasses.replace(
                self, public=with_older(self.public, self.outputs.site, locales, self.stamping.since)
            )

    def address_of(self, key: str) -> str:
        """Where the feed of a holder will be: its address, or its name in the folder where the folder has none."""
        company = self.definitions.company
        (holder,) = [one for one in holders(company, self.schedules, (), self.as_of) if one.key == key]
        return f"{company.feeds_base}{feed_path(holder, self.secret, self.ledger or Ledger())}"


def next_feeds(
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    as_of: date,
    outputs: Outputs,
    environment: Mapping[str, str],
    previous: Path | None,
    accepted: Accepted,
) -> Next:
    """Look at what was published last, in ``previous`` or where the new feeds go.

    Writes nothing. Raises Stopped for damaged and foreign files, and for whatever the ledger asks about.
    """
    must_not_be_future(as_of, accepted)
    must_have_schedules(schedules, previous or outputs.feeds)
    secret = secret_of(definitions.company, schedules, environment)
    given = _given(definitions, templates)
    inputs = _inputs(given, schedules, as_of, secret)
    with as_problems():
        if outputs.index.is_dir():
            raise NotOurs(outputs.index)
    if not accepted.replace:
        must_be_ours(outputs.feeds)
    must_be_last(outputs.feeds if previous is None else None, accepted)
    stamps = stamping(as_of, definitions.company.zone, accepted.now)
    is_doubted = "restored" in accepted.accept
    about = untouched(outputs.feeds) if previous is None and not accepted.replace and not is_doubted else None
    if about is not None and about.get("inputs") == inputs:
        public = public_ledgers_in(outputs.feeds)
        schedules = by_published_ids(schedules, published_in(outputs.feeds))
        return Next(definitions, schedules, templates, stamps, secret, given, inputs, outputs, None, public)
    before = read_published(previous or outputs.feeds, forgive=accepted.replace)
    schedules = by_published_ids(schedules, before.ledger.feeds)
    must_be_accepted(before, definitions.company, schedules, as_of, secret, accepted)
    before = before.doubted() if is_doubted else before
    return Next(definitions, schedules, templates, stamps, secret, given, inputs, outputs, before.ledger, before.public)


def _given(definitions: Definitions, templates: Templates) -> str:
    """A digest of all that feeds are made from beside those who are served, the program included."""
    digest = hashlib.sha256(program_digest().encode())
    for name, text in [*sorted(definitions.texts.items()), *sorted(templates.sources.items())]:
        digest.update(f"{name}\0{text}\0".encode())
    for words in templates.words.values():
        digest.update(repr(words.wordings).encode())
    return digest.hexdigest()


def _inputs(given: str, schedules: Schedules, as_of: date, secret: str) -> str:
    """A digest of everything that feeds are made from; what was published is not among it.

    Planning again from a plan of the same inputs gives that plan, so equal digests mean equal feeds.
    """
    digest = hashlib.sha256(f"{given}|{as_of}|{secret}".encode())
    for name, text in sorted(schedules.texts.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def publish_feeds(
    after: Next, calendars: Calendars | None = None, jobs: Jobs | None = None
) -> tuple[Written, list[Problem]]:
    """Render and publish the feeds, then the table of their addresses; where nothing has changed, that alone.

    ``calendars`` are ``after``'s public ones, where somebody has them already; ``jobs`` is who makes the parts, this
    machine where nobody is named. Also returns what to warn of. Raises Stopped, also for a customer's or technician's feed
    that no client would read.
    """
    with as_problems():
        tidy(after.outputs.feeds)
        if after.ledger is None:
            clear(after.outputs)
            warnings = told_warnings(marker_of(after.outputs.feeds) or Marker())
            written = unchanged(after.outputs.feeds)
            remember(after.outputs.feeds)
        else:
            since, told = first_day(after.definitions.company, after.as_of), after.ledger.published()
            planned = plan(after.definitions, after.schedules, after.as_of, told, since=since)
            unmarked = older_forecasts(after.definitions, told)
            written, warnings = _publish(after, after.ledger, planned, unmarked, calendars or after.calendars(), jobs)
        list_addresses(after.definitions.company, after.schedules, after.as_of, after.outputs)
    return written, warnings


def _publish(
    after: Next, ledger: Ledger, planned: Plan, unmarked: frozenset[str], calendars: Calendars, jobs: Jobs | None
) -> tuple[Written, list[Problem]]:
    definitions, schedules, templates, as_of = after.definitions, after.schedules, after.templates, after.as_of
    everybody = list(holders(definitions.company, schedules, planned.visits, as_of))
    known = known_of(schedules, planned.occurrences, as_of)
    shared = shared_of(definitions, names_of(schedules), after.stamping, templates, unmarked)
    names = Names(shared, known, after.given)
    staged = new_stage(after.outputs.feeds)
    try:
        again = made_again(everybody, names, after.outputs, after.secret, ledger, staged)
        anew = [holder for holder in everybody if holder.key not in again.entries]
        made = make_into(
            staged,
            after.outputs.feeds,
            shared,
            parts(anew, known, after.secret, ledger, SIZE),
            again.names,
            jobs or workers_for(len(anew)),
        )
        entries = {holder.key: (again.entries | made.entries)[holder.key] for holder in everybody}
        told = told_of(everybody, entries, schedules)
        ended = list(_ended(after, ledger, [again.paths[holder.key] for holder in everybody]))
        beside = scripts(templates) if everybody or ended else ()
        others = [*ended, *beside, *as_ledger(calendars)]
        stage(staged, others)
        must_be_written(staged, made.sizes | {artifact.path: len(artifact.content) for artifact in others})
        warnings = [*planned.warnings, *told]
        about = {
            "as_of": as_of.isoformat(),
            "inputs": after.inputs,
            "warnings": [asdict(warning) for warning in warnings],
        }
        with another(after.outputs.feeds):
            written = publish_folder(staged, after.outputs.feeds, about, known=again.digests)
        note(after.outputs, entries)
        return written, warnings
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _ended(after: Next, ledger: Ledger, alive: Sequence[str]) -> list[Artifact]:
    """What addresses answer that are not ``alive`` any more, each with its page."""
    definitions, templates = after.definitions, after.templates
    endings = list(ended_feeds(ledger, alive, definitions.company, templates, after.stamping))
    reader = Reader(
        templates.words[definitions.company.locales[0]], after.as_of, definitions.company, definitions.workdays_in
    )
    feeds = [Artifact(ending.path, ending.content) for ending in endings]
    return [*feeds, *ended_pages(endings, reader, templates, definitions.pictures)]
