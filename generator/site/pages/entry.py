"""The handbook's entries as views: one page each, lists by kind, the glossary, and what became of each handbook item."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.formats.templating import Templates, Text
from generator.model.definition import walk
from generator.model.definitions import Definitions, paged
from generator.model.glossary import Term
from generator.model.handbook import Entry, Fault, Season
from generator.model.kinds import KINDS
from generator.model.links import Link
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.site.editions import Edition
from generator.site.pages.views import TAGS, Views

_RELATED = 10


_URGENCY = ("now", "soon", "watch")


_COMMON = {field.name for field in dataclasses.fields(Entry)}


_WAYS_IN = {"glossary": "glossary.md", "az": "index-a-z.md", "month": "this-month.md"}


Naming = Mapping[Link, Sequence[Link]]


class EntryViews(Views):
    """The entries that one edition shows, and their views."""

    def __init__(self, definitions: Definitions, templates: Templates, edition: Edition, naming: Naming) -> None:
        super().__init__(definitions, templates, edition)
        self.entries: dict[str, list[Any]] = {
            kind: sorted(
                (entry for entry in definitions.entries[kind].values() if edition.shows(entry)),
                key=lambda entry: (self.line(entry), _urgency(entry), entry.id),
            )
            for kind in definitions.entries
        }
        self._naming = naming
        self.has_tags = any(thing.tags for _, _, thing in paged(definitions) if edition.shows(thing))

    def entry(self, kind: str, entry: Entry, at: str) -> dict[str, Any]:
        """One entry's page. Its own parts come first, for sources are numbered as they are met."""
        first = ("summary", "about")
        names = [field.name for field in dataclasses.fields(entry)]
        order = [*first, *(name for name in names if name not in _COMMON), "when", "who", "what_if", "asked"]
        view = {name.rstrip("_"): self.of(getattr(entry, name), at) for name in order}
        self.citations.cite(None, entry.source)
        return {
            **view,
            **self.entry_card(kind, entry, at),
            "picture": self.picture(entry.picture, at) if entry.picture else None,
            "products": self.pills(entry, at),
            "related": self.related(kind, entry, at),
            "page": self.about(entry, at),
            "windows": self._windows(entry) if isinstance(entry, Season) else [],
        }

    def related(self, kind: str, entry: Entry, at: str) -> list[dict[str, Any]]:
        """What an entry is linked to: what it names, then what names it."""
        return self.links([*entry.related, *self._naming.get(Link(kind, entry.id), ())], at)[:_RELATED]

    def more_of(self, thing: Product | Task | Promise, kind: str, at: str) -> list[dict[str, Any]]:
        """What a product, task or promise is linked to: what it names itself, then what names it."""
        links = [*thing.related, *self._naming.get(Link(kind, thing.id), ())]
        return self.links((link for link in links if KINDS[link.kind].is_entry), at)[:_RELATED]

    def for_product(self, kind: str, product: Product, at: str) -> list[dict[str, Any]]:
        """The entries of a kind that concern a product."""
        return [self.entry_card(kind, entry, at) for entry in self.entries[kind] if product.id in entry.products]

    def groups(self, kind: str, at: str) -> list[dict[str, Any]]:
        """The list of a kind: by product line, by audience for the staff, or in one."""
        entries = self.entries[kind]
        if KINDS[kind].by_line:
            return list(self.by_line(entries, self.line, lambda entry: self.entry_card(kind, entry, at)))
        parts = {audience: [e for e in entries if e.audience == audience] for audience in ("public", "internal")}
        title = {audience: Text(self.words[f"audience_{audience}"]) for audience in parts}
        return [
            {
                "title": title[audience] if len(parts["public"]) * len(parts["internal"]) else "",
                "icon": KINDS[kind].icon,
                "entries": [self.entry_card(kind, entry, at) for entry in members],
            }
            for audience, members in parts.items()
            if members
        ]

    def kinds(self, at: str) -> list[dict[str, Any]]:
        """The kinds of which this edition shows something, with how much."""
        counted = {kind: len(entries) for kind, entries in self.entries.items()}
        counted["promise"] = len(self.definitions.promises)
        return [
            {
                "kind": kind.name,
                "name": Text(self.words[kind.title]),
                "intro": Text(self.words[f"{kind.title}_intro"]),
                "url": self.path(kind.list_page, at),
                "count": Text(str(counted[kind.name])),
                "icon": kind.icon,
                "is_service": kind.folder.startswith("services/"),
            }
            for kind in KINDS.values()
            if counted.get(kind.name)
        ]

    def hubs(self, at: str) -> dict[str, str]:
        """The ways to the lists that the home page leads to."""
        lists = {name: kind.list_page for name, kind in KINDS.items()}
        tags = {"tags": TAGS} if self.has_tags else {}
        return {"tags": "", **{name: self.path(page, at) for name, page in {**lists, **_WAYS_IN, **tags}.items()}}

    def _windows(self, season: Season) -> list[dict[str, Any]]:
        """When the season comes, region by region."""
        regions = self.definitions.seasons.regions.values()
        named = [(region, region.windows[season.season]) for region in regions if season.season in region.windows]
        return [
            {
                "region": self.text(region.name),
                "from": Text(str(window.from_)),
                "to": Text(str(window.to)),
                "grade": window.grade or "",
                "cites": self.citations.cite(window.grade, window.source),
            }
            for region, window in named
        ]

    # --------------------------------------------------------------------------------------- the glossary and the handbook

    def terms(self, at: str) -> list[dict[str, Any]]:
        """The glossary's terms by field."""
        fields: dict[str, list[Term]] = defaultdict(list)
        shown = (t for t in self.definitions.terms.values() if self.edition.staff or t.audience == "public")
        for term in shown:
            fields[term.field].append(term)
        return [
            {"field": field, "title": Text(self.words[f"field_{field}"]), "terms": [self._term(t, at) for t in terms]}
            for field, terms in fields.items()
        ]

    def _term(self, term: Term, at: str) -> dict[str, Any]:
        return {
            "zh": Text(term.zh),
            "en": Text(term.en),
            "also": self.of(term.also, at),
            "says": self.text(term.says) if term.says else "",
            "page": self.linked(term.page, at) if term.page else None,
        }

    def coverage(self, at: str) -> dict[str, Any]:
        """What became of each item of the service handbook, section by section."""
        items = self.definitions.handbook
        sections = []
        for section, count in self.definitions.sections.items():
            rows = [
                {
                    "id": id_,
                    "says": self.text(item.says),
                    "became": self.links(item.became, at),
                    "excluded": self.text(item.excluded) if item.excluded else "",
                }
                for id_, item in items.items()
                if id_.startswith(f"{section}-")
            ]
            sections.append({"name": Text(section), "count": count, "rows": rows})
        kept = sum(item.excluded is None for item in items.values())
        counts = {"total": len(items), "kept": kept, "excluded": len(items) - kept}
        return {"sections": sections, "counts": {name: str(number) for name, number in counts.items()}}


def _urgency(entry: Entry) -> int:
    return _URGENCY.index(entry.urgency) if isinstance(entry, Fault) else 0


def named_by(definitions: Definitions) -> Naming:
    """For each definition, the entries that name it, by kind and id."""
    found: dict[Link, dict[Link, None]] = defaultdict(dict)
    for kind, link, entry in _all(definitions):
        for _, part in walk(entry):
            if isinstance(part, Link) and part.kind != "role":
                found[part].setdefault(Link(kind, link))
    return {target: tuple(sources) for target, sources in found.items()}


def _all(definitions: Definitions) -> Iterator[tuple[str, str, Entry]]:
    for kind, entries in definitions.entries.items():
        for id_, entry in entries.items():
            yield kind, id_, entry
