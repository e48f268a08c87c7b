"""What the next feeds are made from: looked at beside what was published last, and accepted."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping, stamping
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.private.holders import by_published_ids, everybody
from generator.private.places import feed_path
from generator.private.secret import secret_of
from generator.publishing.absent import must_have_schedules
from generator.publishing.accepted import Accepted
from generator.publishing.addresses import published_in
from generator.publishing.asking import must_be_accepted, must_be_last, must_not_be_future
from generator.publishing.disk import NotOurs
from generator.publishing.leaves import Leaves, leaves_of
from generator.publishing.marker import Marks, untouched
from generator.publishing.noted import marks_of
from generator.publishing.outputs import Outputs
from generator.publishing.publicagain import public_again
from generator.publishing.publics import Calendars, Ledgers, calendars_of, public_ledgers_in, with_older
from generator.publishing.published import must_be_ours, read_published
from generator.publishing.templatefault import layout_as_problems
from generator.reading.packaged import program_digest
from generator.reading.texts import marks
from generator.text.memory import Same
from generator.text.words import Words


@dataclass(frozen=True, slots=True)
class Next:
    """What the next feeds are made from, looked at and accepted: nothing but the disk can stop them.

    ``ledger`` is None where they would be those that lie there; ``public`` is that of the public calendars. ``inputs`` is a
    digest of all that they are made from, ``given`` of what is neither of those who are served nor of single tasks.
    ``marks`` are those of the files that lie there, ``leaves`` what is known of what they told. The public calendars are
    made from what is called ``of_public``; ``public_again`` are the digests of those that lie there, if they are the same.
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
    marks: Marks
    leaves: Leaves | None = None
    of_public: str = ""
    public_again: Mapping[str, str] | None = None

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
        with layout_as_problems():
            return dataclasses.replace(
                self, public=with_older(self.public, self.outputs.site, locales, self.stamping.since)
            )

    def address_of(self, key: str) -> str:
        """Where the feed of a holder will be: its address, or its name in the folder where the folder has none."""
        company = self.definitions.company
        (holder,) = [one for one in everybody(company, self.schedules, self.as_of) if one.key == key]
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
    tasks = {definitions.places["task", id_].file for id_ in definitions.tasks}
    logo = definitions.pictures.get(definitions.company.brand.logo or "", b"")
    given = _given({file: text for file, text in definitions.texts.items() if file not in tasks}, logo, templates)
    defined = _given(definitions.texts, logo, templates)
    inputs = _inputs(defined, schedules, as_of, secret)
    with layout_as_problems():
        if outputs.index.is_dir():
            raise NotOurs(outputs.index)
    if not accepted.replace:
        must_be_ours(outputs.feeds)
    must_be_last(outputs.feeds if previous is None else None, accepted)
    stamps = stamping(as_of, definitions.company.zone, accepted.now)
    is_doubted = "restored" in accepted.accept
    marks = marks_of(outputs)
    about = untouched(outputs.feeds, marks) if previous is None and not accepted.replace and not is_doubted else None
    if about is not None and about.get("inputs") == inputs:
        public = public_ledgers_in(outputs.feeds)
        schedules = by_published_ids(schedules, published_in(outputs.feeds))
        return Next(definitions, schedules, templates, stamps, secret, given, inputs, outputs, None, public, marks)
    told, leaves = marks if previous is None else None, Leaves(leaves_of(outputs))
    before = read_published(previous or outputs.feeds, forgive=accepted.replace, marks=told, leaves=leaves)
    schedules = by_published_ids(schedules, before.ledger.feeds)
    must_be_accepted(before, definitions, schedules, as_of, secret, accepted)
    before = before.doubted() if is_doubted else before
    of_public = f"{defined}|{as_of}"
    return Next(
        definitions,
        schedules,
        templates,
        stamps,
        secret,
        given,
        inputs,
        outputs,
        before.ledger,
        before.public,
        marks,
        leaves,
        of_public,
        public_again(outputs, of_public, marks) if about is not None else None,
    )


def _given(texts: Mapping[str, str], logo: bytes, templates: Templates) -> str:
    """A digest of definitions' ``texts``, and of what else feeds and pages are made from, the program included."""
    digest = hashlib.sha256(program_digest().encode() + hashlib.sha256(logo).digest())
    for name, text in [*sorted(texts.items()), *sorted(templates.sources.items())]:
        digest.update(f"{name}\0{text}\0".encode())
    for words in templates.words.values():
        digest.update(_digest_of_words(Same(words)))
    return digest.hexdigest()


@lru_cache(maxsize=8)
def _digest_of_words(words: Same[Words]) -> bytes:
    """A digest of all that the program says in a language; who builds again and again has the same words."""
    return hashlib.sha256(repr(words.it.wordings).encode()).digest()


def _inputs(given: str, schedules: Schedules, as_of: date, secret: str) -> str:
    """A digest of everything that feeds are made from; what was published is not among it.

    Planning again from a plan of the same inputs gives that plan, so equal digests mean equal feeds; but for forecasts
    after a visit that found no room on its day, or goes with larger work: they follow it with the next build.
    """
    digest = hashlib.sha256(f"{given}|{as_of}|{secret}".encode())
    for file, mark in marks(schedules.texts):
        digest.update(f"{file}\0{mark}\0".encode())
    return digest.hexdigest()
