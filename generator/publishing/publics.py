"""The public calendars between two builds: their ledger lies in ``feeds/public``, a folder for each language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.formats.told import ToldFeed
from generator.model.definitions import Definitions
from generator.model.glossary import SearchWords
from generator.model.orders import OrderWords
from generator.publishing.swap import standing
from generator.reading.files import plain_bytes, reading
from generator.site.ways.calendars import FOLDER as CALENDARS
from generator.site.ways.calendars import PublicCalendar, public_calendars, public_work
from generator.text.language import Language

FOLDER = "public"
# As window-03.ics; not window-2026-03.ics, and not the calendar of a region's seasons.
_WITHOUT_YEAR = re.compile(r"(?!season-)[a-z0-9_-]*?[a-z_][a-z0-9_]*-(0[1-9]|1[0-2])\.ics")
Ledgers = Mapping[str, Ledger]
Calendars = Mapping[Language, Sequence[PublicCalendar]]


def names_by_language(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """The names of the public calendars among ``paths`` below the feeds' folder."""
    by_language: dict[str, list[str]] = {}
    for place in map(PurePosixPath, paths):
        if len(place.parts) == 3 and place.parts[0] == FOLDER:
            by_language.setdefault(place.parts[1], []).append(place.name)
    return by_language


def public_ledgers(files: Mapping[str, bytes], *, forgive: bool = False) -> Ledgers:
    """What was told in each language, from the ``files`` below the feeds' folder. Raises NotAFeed."""
    return {
        language: Ledger.read({name: files[f"{FOLDER}/{language}/{name}"] for name in names}, forgive=forgive)
        for language, names in names_by_language(files).items()
    }


def public_ledgers_in(feeds: Path) -> Ledgers:
    """The same from the folder of the feeds, for whoever only looks: what is damaged is passed over."""
    with reading():
        files = {
            path.relative_to(standing(feeds)).as_posix(): plain_bytes(path)
            for path in sorted(standing(feeds).glob(f"{FOLDER}/*/*.ics"))
        }
    return public_ledgers(files, forgive=True)


def with_older(ledgers: Ledgers, site: Path, locales: Sequence[Language], moment: datetime) -> Ledgers:
    """``ledgers`` with the addresses of the ``site`` published last that named a month and no year, which have ended.

    Versions before the ledger had them; whoever subscribed is told so, as at any address that ended.
    """
    found = dict(ledgers)
    for language in locales:
        known = found.get(language, Ledger())
        paths = sorted((standing(site) / language / CALENDARS).glob("*.ics"))
        names = [path.name for path in paths if _WITHOUT_YEAR.fullmatch(path.name) and path.name not in known.ended]
        older = {name: ToldFeed(name, "", None, 0, moment, {}, b"") for name in names}
        if older:
            found[language] = replace(known, ended={**known.ended, **older})
    return found


def what_calendars_tell(definitions: Definitions) -> Definitions:
    """``definitions`` without what no public calendar can tell: guides, faults, sources, where each thing was written …"""
    return replace(
        definitions, entries={}, works={}, terms={}, tags={}, sections={}, handbook={}, pictures={}, shown={}, places={},
        texts={}, search=SearchWords(), orders=OrderWords(), icons=frozenset(), broken=frozenset(),
    )  # fmt: skip


def calendars_of(definitions: Definitions, templates: Templates, stamping: Stamping, ledgers: Ledgers) -> Calendars:
    """The public calendars of each language, going on from what was told."""
    work = public_work(definitions, stamping.as_of)
    return {
        language: public_calendars(definitions, work, templates, language, stamping, ledgers.get(language, Ledger()))
        for language in definitions.company.locales
    }


def as_ledger(calendars: Calendars) -> Iterator[Artifact]:
    """The calendars as the next build reads them, below the folder of the feeds."""
    for language, of_language in calendars.items():
        for calendar in of_language:
            yield Artifact(f"{FOLDER}/{language}/{PurePosixPath(calendar.path).name}", calendar.content)
