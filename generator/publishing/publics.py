"""The public calendars between two builds: their ledger lies in ``feeds/public``, a folder for each language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from generator.formats.artifacts import Artifact
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.publishing.swap import standing
from generator.reading.files import plain_bytes, reading
from generator.site.ways.calendars import PublicCalendar, public_calendars
from generator.text.language import Language

FOLDER = "public"
Ledgers = Mapping[str, Ledger]
Calendars = Mapping[Language, Sequence[PublicCalendar]]


def public_ledgers(files: Mapping[str, bytes], *, forgive: bool = False) -> Ledgers:
    """What was told in each language, from the ``files`` below the feeds' folder. Raises NotAFeed."""
    by_language: dict[str, dict[str, bytes]] = {}
    for path, content in files.items():
        place = PurePosixPath(path)
        if len(place.parts) == 3 and place.parts[0] == FOLDER:
            by_language.setdefault(place.parts[1], {})[place.name] = content
    return {language: Ledger.read(told, forgive=forgive) for language, told in by_language.items()}


def public_ledgers_in(feeds: Path) -> Ledgers:
    """The same from the folder of the feeds, for whoever only looks: what is damaged is passed over."""
    with reading():
        files = {
            path.relative_to(standing(feeds)).as_posix(): plain_bytes(path)
            for path in sorted(standing(feeds).glob(f"{FOLDER}/*/*.ics"))
        }
    return public_ledgers(files, forgive=True)


def calendars_of(definitions: Definitions, templates: Templates, stamping: Stamping, ledgers: Ledgers) -> Calendars:
    """The public calendars of each language, going on from what was told."""
    return {
        language: public_calendars(definitions, templates, language, stamping, ledgers.get(language, Ledger()))
        for language in definitions.company.locales
    }


def as_ledger(calendars: Calendars) -> Iterator[Artifact]:
    """The calendars as the next build reads them, below the folder of the feeds."""
    for language, of_language in calendars.items():
        for calendar in of_language:
            yield Artifact(f"{FOLDER}/{language}/{PurePosixPath(calendar.path).name}", calendar.content)
