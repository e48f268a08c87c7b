"""The pipeline from a folder to its outputs: what each command runs, in order, with nothing written on a problem."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.formats.templating import Templates
from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.model.people import Customer, Technician
from generator.model.schedules import Schedules
from generator.private.holders import key_of
from generator.private.secret import address, secret_of
from generator.publishing.disk import Written, replace_text, unchanged, untouched
from generator.publishing.stages import (
    Report,
    Tell,
    as_problems,
    must_be_ours,
    read_ledger,
    templates_of,
    write_feeds,
    write_pages,
    write_sites,
)
from generator.reading.load import read_sound, texts_of
from generator.reading.packaged import program_files
from generator.text.edits import NotRotatable, rotate
from generator.text.located import Stopped, place
from generator.text.problems import Problem
from generator.visits.plan import plan


def rotate_feed(root: Path, schedules: Schedules, kind: str, holder: str) -> tuple[Definitions, Schedules]:
    """Raise the revision of a customer's or technician's feed in its file; what the root holds then. Raises Stopped."""
    file, keys = schedules.places[kind, holder].file, schedules.places[kind, holder].keys
    try:
        text, _ = rotate(schedules.texts[file], keys)
    except NotRotatable as error:
        raise Stopped([Problem(code="not_rotatable", file=file)], schedules.texts) from error
    with as_problems():
        replace_text(root / file, text)
    return read_sound(root)


def address_of(company: Company, schedules: Schedules, kind: str, holder: str, environment: Mapping[str, str]) -> str:
    """Where a customer's or technician's feed is read: its address, or its name in the folder where none is given."""
    people: Mapping[str, Customer | Technician] = {
        **(schedules.customers if kind == "customer" else schedules.technicians)
    }
    person = people[holder]
    name = address(secret_of(company, schedules, environment), key_of(person), person.feed_revision)
    base = company.feeds_url
    return f"{base.rstrip('/')}/{name}.ics" if base else f"{name}.ics"


def inputs_of(
    definitions: Definitions, schedules: Schedules, templates: Templates, as_of: date, environment: Mapping[str, str]
) -> str:
    """A digest of everything that feeds are made from, the program included; what was published is not among it.

    Planning again from a plan of the same inputs gives that plan, so equal digests mean equal feeds.
    """
    digest = hashlib.sha256(f"{as_of}|{secret_of(definitions.company, schedules, environment)}".encode())
    for path in program_files():
        digest.update(path.read_bytes())
    for name, text in [*sorted(texts_of(definitions, schedules).items()), *sorted(templates.sources.items())]:
        digest.update(f"{name}\0{text}\0".encode())
    for words in templates.words.values():
        digest.update(repr(words.wordings).encode())
    return digest.hexdigest()


def build_feeds(
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    as_of: date,
    output: Path,
    environment: Mapping[str, str],
    *,
    previous: Path | None = None,
    replace: bool = False,
) -> tuple[Written, list[Problem]]:
    """Plan from what was published last, and publish the feeds into ``output``; also what to warn of.

    Where nothing has changed since, nothing is done. ``previous`` is the folder of the feeds published last, if that is
    not ``output``; ``replace`` takes over damaged and foreign files. Raises Stopped.
    """
    inputs = inputs_of(definitions, schedules, templates, as_of, environment)
    about = untouched(output) if previous is None and not replace else None
    if about is not None and about.get("inputs") == inputs:
        must_be_ours(output)
        warnings = [Problem(**{**told, "keys": tuple(told["keys"])}) for told in about["warnings"]]
        return unchanged(output), warnings
    ledger = read_ledger(previous or output, replace=replace)
    if not replace:
        must_be_ours(output)
    planned = plan(definitions, schedules, as_of, ledger.published())
    return write_feeds(definitions, schedules, planned, templates, output, ledger, environment, inputs)


def build_all(
    root: Path,
    output: Path,
    as_of: date,
    environment: Mapping[str, str],
    tell: Tell,
    *,
    previous: Path | None = None,
    replace: bool = False,
) -> Report:
    """Everything: pages, the sites, the staff's handbook, feeds. Raises Stopped with nothing published.

    ``previous`` is the folder of the feeds that were published last, where that is not the output itself; ``replace``
    takes over folders that hold damaged or foreign files.
    """
    tell("check")
    definitions, schedules = read_sound(root)
    secret_of(definitions.company, schedules, environment)
    templates = templates_of(root)
    report = Report()
    feeds = output / "feeds"
    read_ledger(previous or feeds, replace=replace)  # a damaged one stops the build before anything is written
    for folder in (output / "site", output / "site-staff", feeds):
        if not replace:
            must_be_ours(folder)
    tell("pages")
    report.pages = write_pages(root, definitions, schedules, templates, as_of)
    report.site, report.handbook = write_sites(
        root, definitions, schedules, templates, output / "site", output / "site-staff", tell
    )
    tell("feeds")
    report.feeds, warnings = build_feeds(
        definitions, schedules, templates, as_of, feeds, environment, previous=previous, replace=replace
    )
    report.warnings = place(warnings, texts_of(definitions, schedules))
    return report
