"""Everything that a company defines, in one frozen place. Nothing of a customer is in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.dates.workdays import WorkCalendar
from generator.model.calendars import WorkYears
from generator.model.company import Company, Seasons
from generator.model.definition import Definition, LocalText, Placed, Tag
from generator.model.glossary import SearchWords, Term
from generator.model.handbook import Entry
from generator.model.kinds import KINDS
from generator.model.links import Link
from generator.model.orders import OrderWords
from generator.model.pictures import Picture
from generator.model.products import Product, Promise, short_code
from generator.model.sources import HandbookItem, Work
from generator.model.tasks import Task
from generator.model.walking import walk

SEARCH = "definitions/search.yaml"  # what the search box says


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """The company's definitions. Mappings go by id and are sorted by it.

    ``entries`` are the handbook's definitions by kind and id; ``sections`` the numbers of items that the handbook has by
    section, and ``handbook`` those items. ``calendars`` are the files of days off by the calendar's
    name, ``workdays`` the company's own working calendar and ``regional`` those of the regions. ``shown`` tells what each
    of the ``pictures`` shows; ``icons`` are those of the products' and lines' icons that the theme has. ``places`` tells
    where each thing was defined, by kind and id; ``broken`` holds the kinds and ids of what is there but could not be read,
    so that nobody complains about references to it; ``texts`` are the files as they were read. ``orders`` are the
    words that work orders are held to.
    """

    company: Company
    products: Mapping[str, Product]
    tasks: Mapping[str, Task]
    promises: Mapping[str, Promise]
    works: Mapping[str, Work]
    entries: Mapping[str, Mapping[str, Entry]]
    terms: Mapping[str, Term]
    tags: Mapping[str, Tag]
    search: SearchWords
    sections: Mapping[str, int]
    handbook: Mapping[str, HandbookItem]
    seasons: Seasons
    calendars: Mapping[str, WorkYears]
    workdays: WorkCalendar[LocalText]
    pictures: Mapping[str, bytes]
    shown: Mapping[str, Picture]
    icons: frozenset[str]
    places: Mapping[tuple[str, str], Placed]
    broken: frozenset[tuple[str, str]] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)
    regional: Mapping[str, WorkCalendar[LocalText]] = field(default_factory=dict)
    orders: OrderWords = OrderWords()

    def workdays_in(self, region: str | None) -> WorkCalendar[LocalText]:
        """The working calendar of a region; the company's where there is none, or it is of no region."""
        return self.regional.get(region, self.workdays) if region is not None else self.workdays

    def linked(self, kind: str) -> Mapping[str, Definition]:
        """The definitions that a link of ``kind`` may lead to, by id."""
        own: Mapping[str, Mapping[str, Definition]] = {
            "product": self.products,
            "task": self.tasks,
            "promise": self.promises,
        }
        return own[kind] if kind in own else self.entries.get(kind, {})

    def follow(self, link: Link) -> Definition:
        """The definition that ``link`` leads to. Raises KeyError where there is none."""
        return self.linked(link.kind)[link.id]

    def tasks_of(self, product: str) -> list[Task]:
        """The tasks that ``product`` needs, by id."""
        return [task for task in self.tasks.values() if product in task.products]

    def promises_of(self, product: str) -> list[Promise]:
        """The promises that hold for ``product``, by id."""
        return [promise for promise in self.promises.values() if product in promise.products]


def short_codes(definitions: Definitions) -> Mapping[str, str]:
    """Each short code with the id of its product: the ids themselves, and the codes where they can be written so."""
    codes = {id_: id_ for id_ in definitions.products}
    for id_, product in definitions.products.items():
        codes |= {short: id_ for code in product.codes if (short := short_code(code))}
    return dict(sorted(codes.items()))


def paged(definitions: Definitions) -> Iterator[tuple[str, str, Definition]]:
    """Every definition that has a page, with its kind and id."""
    for kind in KINDS:
        for id_, definition in definitions.linked(kind).items():
            yield kind, id_, definition


def cited(definition: Definition) -> Iterator[str]:
    """The works and handbook items that a definition names anywhere."""
    for _, part in walk(definition):
        yield from getattr(part, "source", None) or ()
