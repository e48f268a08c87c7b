"""The feeds with their pages, from what was published last to what is: looked at first, published whole, listed last."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.feeds import address_table, render_feeds
from generator.private.holders import holders
from generator.private.pages import render_holder_pages
from generator.private.secret import secret_of
from generator.private.sizes import readable, sizes
from generator.publishing.absent import must_have_schedules
from generator.publishing.asking import Accepted, must_be_accepted, must_be_last, must_not_be_future
from generator.publishing.disk import NotOurs, Written, new_stage, publish_folder, stage, tidy, unchanged
from generator.publishing.durable import replace
from generator.publishing.marker import Marker, marker_of, untouched
from generator.publishing.outputs import Outputs
from generator.publishing.published import must_be_ours, read_published
from generator.publishing.remembered import another, remember
from generator.publishing.stages import as_problems
from generator.publishing.whole import must_be_written, must_have_holders_pages
from generator.reading.load import texts_of
from generator.reading.packaged import program_files
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.visits.plan import Plan, plan


@dataclass(frozen=True, slots=True)
class Next:
    """What the next feeds are made from, looked at and accepted: nothing but the disk can stop them.

    ``ledger`` is None where they would be those that lie there.
    """

    definitions: Definitions
    schedules: Schedules
    templates: Templates
    as_of: date
    secret: str
    inputs: str
    outputs: Outputs
    ledger: Ledger | None


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
    inputs = _inputs(definitions, schedules, templates, as_of, secret)
    with as_problems():
        if outputs.index.is_dir():
            raise NotOurs(outputs.index)
    if not accepted.replace:
        must_be_ours(outputs.feeds)
    must_be_last(outputs.feeds if previous is None else None, accepted)
    ledger = None
    about = untouched(outputs.feeds) if previous is None and not accepted.replace else None
    if about is None or about.get("inputs") != inputs:
        before = read_published(previous or outputs.feeds, replace=accepted.replace)
        must_be_accepted(before, definitions.company, schedules, as_of, secret, accepted)
        ledger = before.ledger
    return Next(definitions, schedules, templates, as_of, secret, inputs, outputs, ledger)


def _inputs(definitions: Definitions, schedules: Schedules, templates: Templates, as_of: date, secret: str) -> str:
    """A digest of everything that feeds are made from, the program included; what was published is not among it.

    Planning again from a plan of the same inputs gives that plan, so equal digests mean equal feeds.
    """
    digest = hashlib.sha256(f"{as_of}|{secret}".encode())
    for path in program_files():
        digest.update(path.read_bytes())
    for name, text in [*sorted(texts_of(definitions, schedules).items()), *sorted(templates.sources.items())]:
        digest.update(f"{name}\0{text}\0".encode())
    for words in templates.words.values():
        digest.update(repr(words.wordings).encode())
    return digest.hexdigest()


def publish_feeds(after: Next) -> tuple[Written, list[Problem]]:
    """Render and publish the feeds, then the table of their addresses; where nothing has changed, that alone.

    Also returns what to warn of. Raises Stopped, also for a customer's or technician's feed that no client would read.
    """
    with as_problems():
        tidy(after.outputs.feeds)
        if after.ledger is None:
            told = (marker_of(after.outputs.feeds) or Marker()).about.get("warnings", ())
            warnings = [Problem(**{**warning, "keys": tuple(warning["keys"])}) for warning in told]
            written = unchanged(after.outputs.feeds)
            remember(after.outputs.feeds)
        else:
            planned = plan(after.definitions, after.schedules, after.as_of, after.ledger.published())
            written, warnings = _publish(after, after.ledger, planned)
        _list_addresses(after)
    return written, warnings


def _publish(after: Next, ledger: Ledger, planned: Plan) -> tuple[Written, list[Problem]]:
    definitions, schedules, templates, as_of = after.definitions, after.schedules, after.templates, after.as_of
    feeds = render_feeds(definitions, schedules, planned.visits, as_of, templates, after.secret, ledger)
    large = list(sizes(feeds, schedules))
    if any(problem.level == "error" for problem in large):
        raise Stopped(large, texts_of(definitions, schedules))
    feeds = readable(feeds)
    artifacts = [Artifact(feed.path, feed.content) for feed in feeds]
    artifacts += render_holder_pages(definitions, schedules, feeds, planned.occurrences, as_of, templates)
    must_have_holders_pages(feeds, artifacts)
    staged = new_stage(after.outputs.feeds)
    try:
        stage(staged, artifacts)
        must_be_written(staged, artifacts)
        warnings = [*planned.warnings, *large]
        told = [asdict(warning) for warning in warnings]
        about = {"as_of": as_of.isoformat(), "inputs": after.inputs, "warnings": told}
        with another(after.outputs.feeds):
            return publish_folder(staged, after.outputs.feeds, about), warnings
    finally:
        shutil.rmtree(staged, ignore_errors=True)


def _list_addresses(after: Next) -> None:
    """Write the table of addresses, for its owner's eyes alone; what lies there is never read, so it is written anew."""
    company, feeds = after.definitions.company, after.outputs.feeds
    base = f"{company.feeds_url.rstrip('/')}/" if company.feeds_url else ""
    everybody = holders(company, after.schedules, (), after.as_of)
    table = address_table(everybody, after.secret, base, lambda path: (feeds / path).is_file())
    replace(after.outputs.index, table.encode(), lasting=True, mode=0o600)
