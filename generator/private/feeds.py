"""Visits to iCalendar feeds: for each customer with consent, each technician, each region, and the company's dispatch.

RFC 5545 with RFC 7986's names. A feed holds expanded instances, no RRULE, for clients disagree on month ends. Nothing
random is in it; of the moments that it bears see ``formats/stamps.py``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from generator.dates.intervals import Interval, add
from generator.formats.contentlines import plain_line
from generator.formats.continuing import Taken, continue_feed
from generator.formats.events import calendar_header
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping
from generator.formats.templating import Templates
from generator.formats.told import HOLDER, Event, Leaf, ToldFeed
from generator.model.definitions import Definitions
from generator.model.forgotten import Nameless, nameless_of
from generator.model.schedules import Schedules
from generator.private.agreed import is_agreed
from generator.private.events import event_of
from generator.private.holders import LISTS, Holder, holders
from generator.private.places import feed_path
from generator.private.reader import Reader, names_of
from generator.private.staff.listed import Listed, listed_of
from generator.private.texts import Texts, customer_text, staff_text
from generator.text.language import Language
from generator.text.memory import Same
from generator.text.words import Book, Words
from generator.visits.following import older_forecasts
from generator.visits.visit import Visit

# Six months of checklists would fill a technician's megabyte: a visit further off shows its tasks and their guides.
DETAIL = Interval(days=56)


@dataclass(frozen=True, slots=True)
class Feed:
    """One holder's calendar, which shows so many ``events``; ``listed`` are those of a list."""

    holder: Holder
    path: str
    content: bytes
    events: int = 0
    listed: tuple[Listed, ...] = ()


def render_feeds(
    definitions: Definitions,
    schedules: Schedules,
    visits: Sequence[Visit],
    stamping: Stamping,
    templates: Templates,
    secret: str,
    ledger: Ledger,
) -> list[Feed]:
    """Every feed; paths are below the feeds' folder. What ``ledger`` tells unchanged keeps its bytes."""
    unmarked = older_forecasts(definitions, ledger.published())
    writer = FeedWriter(
        definitions, names_of(schedules), stamping, templates, unmarked, nameless_of(schedules.customers.values())
    )
    return [
        writer.feed(
            holder,
            feed_path(holder, secret, ledger),
            ledger.feeds.get(holder.key),
            forgotten=ledger.is_forgotten(holder.key),
        )
        for holder in holders(definitions.company, schedules, visits, stamping.as_of)
    ]


class FeedWriter:
    """Writes the feeds of one build, one by one; ``people`` are the technicians' names by id.

    ``unmarked`` are the UIDs of forecasts that were told without their mark, ``nameless`` is who was forgotten.
    """

    def __init__(
        self,
        definitions: Definitions,
        people: Mapping[str, str],
        stamping: Stamping,
        templates: Templates,
        unmarked: Container[str],
        nameless: Nameless,
    ) -> None:
        self._definitions, self._people, self._templates = definitions, people, templates
        self._stamping, self._unmarked = stamping, unmarked
        self._texts = Texts(templates)
        self._readers: dict[Language, Reader] = {}
        self._taken_back = {language: taken_back(templates.words, language, nameless) for language in templates.words}

    def feed(
        self,
        holder: Holder,
        path: str,
        before: ToldFeed | Leaf | None,
        *,
        forgotten: bool,
        listed: Sequence[Listed] | None = None,
    ) -> Feed:
        """The feed of a holder, which goes on from ``before``. Raises jinja2.TemplateError.

        ``listed`` are the visits of a list, where they are known as that already.
        """
        reader = self._reader(holder.language)
        if holder.kind in LISTS:
            rows = listed if listed is not None else self.listed(holder.visits, holder.language)
            events, timed = [row.event for row in rows], any(row.has_time for row in rows)
        else:
            rows, events = (), list(_events(holder, self._texts, reader))
            timed = any(is_agreed(visit) for visit in holder.visits)
        content = continue_feed(
            plain_line(HOLDER, holder.key),
            _header(holder, reader, timed=timed),
            events,
            before,
            self._stamping,
            self._taken_back[holder.language],
            forecasts=self._unmarked,
            forgotten=forgotten,
        )
        return Feed(holder, path, content, len(events), tuple(rows))

    def listed(self, visits: Iterable[Visit], language: Language) -> list[Listed]:
        """Visits as lists have them."""
        return [listed_of(visit, self._texts, self._reader(language)) for visit in visits]

    def _reader(self, language: Language) -> Reader:
        if language not in self._readers:
            words, definitions = self._templates.words[language], self._definitions
            self._readers[language] = Reader(
                words, self._stamping.as_of, definitions.company, definitions.workdays_in, self._people
            )
        return self._readers[language]


def taken_back(book: Book, language: Language, nameless: Nameless) -> Taken:
    """The mark of what is taken back, in the place of any other, also of one in another language."""
    every = tuple(chain.from_iterable(_marks(Same(words)) for words in book.values()))
    return Taken(book[language]["mark_cancelled"], every, nameless)


@lru_cache(maxsize=8)
def _marks(words: Same[Words]) -> tuple[str, ...]:
    """All that a title may be marked with."""
    return tuple(words.it[key] for key in words.it if key.startswith("mark_"))


def address_table(holders: Iterable[Holder], base: str, published: Mapping[str, str]) -> str:
    """The staff's table of who holds which feed, as CSV: a row for each of ``holders`` whose file is ``published``."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(["kind", "holder", "address", "revision"])
    for holder in holders:
        if path := published.get(holder.key):
            table.writerow([holder.kind, holder.id, f"{base}{path}", holder.revision])
    return text.getvalue()


def _header(holder: Holder, reader: Reader, *, timed: bool) -> bytes:
    name = f"{reader.company.name.of(reader.language)} · {reader.words[f'feed_{holder.kind}']}"
    return calendar_header(name, reader.company.zone, timed=timed)


def _events(holder: Holder, texts: Texts, reader: Reader) -> Iterator[Event]:
    """The visits as the holder reads them; in brief where staff need no checklist yet."""
    detailed_until = add(reader.as_of, DETAIL) or date.max
    for visit in holder.visits:
        if holder.kind == "customer":
            yield event_of(visit, texts.of(customer_text(visit, reader), reader), reader, for_staff=False)
        else:
            brief = visit.day >= detailed_until
            yield event_of(visit, texts.of(staff_text(visit, reader, brief=brief), reader), reader, for_staff=True)
