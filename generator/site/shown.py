"""What one edition shows: its definitions by kind, in the order in which lists have them, and what names what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from generator.formats.templating import Templates, Text
from generator.model.definition import Definition, LocalText
from generator.model.definitions import Definitions
from generator.model.handbook import URGENCIES, Fault
from generator.model.kinds import KINDS
from generator.model.links import Link
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.model.walking import walk
from generator.site.editions import Edition
from generator.site.lines import ShownLine, in_lines, shown_lines
from generator.text.language import Language
from generator.text.words import Words

D = TypeVar("D", bound=Definition)
Naming = Mapping[Link, Sequence[Link]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One edition with what it shows. ``by_kind`` go by kind, ``lines`` by id; ``naming`` tells what names a definition."""

    definitions: Definitions
    edition: Edition
    words: Words
    lines: Mapping[str, ShownLine]
    by_kind: Mapping[str, Sequence[Definition]]
    naming: Naming

    @property
    def language(self) -> Language:
        """The edition's language."""
        return self.edition.language

    @property
    def has_tags(self) -> bool:
        """Whether something that it shows carries a tag."""
        return any(definition.tags for definition in self.each())

    @property
    def has_terms(self) -> bool:
        """Whether it shows a term of the trade."""
        return any(self.edition.staff or term.audience == "public" for term in self.definitions.terms.values())

    @property
    def has_seasons(self) -> bool:
        """Whether a month asks for something: the company goes by seasons, or tells of one."""
        return bool(self.definitions.seasons.names or self.by_kind["season"])

    @property
    def has_services(self) -> bool:
        """Whether it shows what the service is made of."""
        return any(self.by_kind[kind.name] for kind in KINDS.values() if kind.is_service)

    def text(self, text: LocalText) -> Text:
        """A text in the edition's language."""
        return Text(text.of(self.language))

    def each(self) -> Iterator[Definition]:
        """Every definition that it shows, kind by kind."""
        return chain.from_iterable(self.by_kind.values())

    def all(self, model: type[D]) -> list[D]:
        """What it shows of the kind that ``model`` is."""
        return [definition for definition in self.each() if isinstance(definition, model)]

    def asked_first(self, faults: Iterable[Fault]) -> list[Fault]:
        """``faults``, those first that are asked for most, in the order of the questions in ``definitions/search.yaml``."""
        asked = [question.page.id for question in self.definitions.search.frequent if question.page.kind == "fault"]
        return sorted(faults, key=lambda fault: asked.index(fault.id) if fault.id in asked else len(asked))

    def tasks_of(self, product: str) -> list[Task]:
        """The tasks that ``product`` needs and that it shows, by id."""
        return [task for task in self.definitions.tasks_of(product) if self.edition.shows(task)]


def shown_in(edition: Edition, definitions: Definitions, templates: Templates, naming: Naming) -> Shown:
    """What ``edition`` shows. ``naming`` is ``named_by`` of the same definitions."""
    words = templates.words[edition.language]
    lines = shown_lines(definitions, edition.language, words)
    by_kind = {
        kind: sorted(
            filter(edition.shows, definitions.linked(kind).values()), key=lambda t: _order(definitions, lines, t)
        )
        for kind in KINDS
    }
    return Shown(definitions=definitions, edition=edition, words=words, lines=lines, by_kind=by_kind, naming=naming)


def named_by(definitions: Definitions) -> Naming:
    """For each definition, the handbook's entries that name it."""
    naming: dict[Link, dict[Link, None]] = defaultdict(dict)
    for kind, entries in definitions.entries.items():
        for id_, entry in entries.items():
            for _, part in walk(entry):
                if isinstance(part, Link) and part.kind != "role":
                    naming[part].setdefault(Link(kind, id_))
    return {target: tuple(sources) for target, sources in naming.items()}


def products_of(definitions: Definitions, definition: Definition) -> Iterator[Product]:
    """The products that a definition is about."""
    return (definitions.products[id_] for id_ in definition.concerns if id_ in definitions.products)


def line_of(definitions: Definitions, lines: Mapping[str, ShownLine], definition: Definition) -> int:
    """Where the first product line that a definition is about stands among the lines; after them where it has none."""
    first = next(in_lines(products_of(definitions, definition), lines), None)
    return first.place if first is not None else len(lines)


def _order(definitions: Definitions, lines: Mapping[str, ShownLine], definition: Definition) -> tuple[int, int, str]:
    """By product line, what is urgent first; promises by their ids alone."""
    if isinstance(definition, Promise):
        return 0, 0, definition.id
    urgency = URGENCIES.index(definition.urgency) if isinstance(definition, Fault) else 0
    return line_of(definitions, lines, definition), urgency, definition.id
