"""Customers, technicians and tasks by what people call them: who is meant by a name, and which name an id has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.desk.columns import folded
from generator.due.items import Item
from generator.model.definitions import Definitions, paged
from generator.model.people import Asset, Customer, Site, Technician
from generator.model.schedules import Schedules
from generator.telling.incidents import task_called
from generator.text.language import Language
from generator.text.problems import alike
from generator.text.words import Words

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+\w*)*")  # an accent may stand by itself behind its letter
PlaceT = TypeVar("PlaceT", Site, Asset)
KindOfName = Literal["customer", "technician", "task", "promise", "product", "component", "fault", "role"]


@dataclass(frozen=True, slots=True)
class Called:
    """What has an id, with the names by which people may ask for it, the first of which is shown, and its former ids."""

    id: str
    names: tuple[str, ...]
    formerly: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """The id with the name behind it: ``c-001 诸葛先生``."""
        return " ".join(dict.fromkeys(filter(None, (self.id, *self.names[:1]))))


def called(kind: KindOfName, definitions: Definitions, schedules: Schedules, language: Language) -> list[Called]:
    """All of a kind by id; what is defined has its name in either language, a customer that of whom to call as well."""
    if kind == "technician":
        return [Called(person.id, (person.name,)) for person in schedules.technicians.values()]
    if kind == "customer":
        return [
            Called(
                owner.id, (owner.name, *((owner.contact.name,) if owner.contact is not None else ())), owner.formerly
            )
            for owner in schedules.customers.values()
        ]
    return [
        Called(
            one.id, tuple(filter(None, dict.fromkeys((one.name.of(language), one.name.zh, one.name.en)))), one.formerly
        )
        for one in definitions.linked(kind).values()
    ]


def meant(asked: str, known: Iterable[Called]) -> Sequence[Called]:
    """Which of the ``known`` is meant: the one of that id or name, else all with a name that holds it.

    An id from before a rename is that of whoever had it. Width, case, blanks and accents make no difference. Where one
    alone has it as words of its own, that one: ``House 2`` is Riverside House 2, and no part of Riverside House 20.
    """
    known = list(known)
    return wholly_meant(asked, known) or _meant_by_part(asked, known)


def _meant_by_part(asked: str, known: Iterable[Called]) -> Sequence[Called]:
    said = folded(asked)
    parts = [entry for entry in known if said and any(said in folded(name) for name in entry.names)]
    whole = [entry for entry in parts if any(_has_words(name, asked) for name in entry.names)]
    return whole if len(whole) == 1 else parts


class Roll:
    """Many who are asked for again and again: an id and a whole name are looked up, and only parts of names looked for."""

    def __init__(self, known: Iterable[Called]) -> None:
        self._known = list(known)
        self._ids: dict[str, list[Called]] = defaultdict(list)
        self._former: dict[str, list[Called]] = defaultdict(list)
        self._names: dict[str, list[Called]] = defaultdict(list)
        for entry in self._known:
            self._ids[entry.id].append(entry)
            for former in dict.fromkeys(entry.formerly):
                self._former[former].append(entry)
            for name in dict.fromkeys(map(folded, entry.names)):
                self._names[name].append(entry)

    def meant(self, asked: str) -> Sequence[Called]:
        """Who is meant, as ``meant`` has it."""
        id_, said = asked.strip().casefold(), folded(asked)
        whole = self._ids.get(id_) or self._former.get(id_) or (self._names.get(said) if said else None)
        return whole or _meant_by_part(asked, self._known)


def _has_words(name: str, asked: str) -> bool:
    """Whether what was asked for stands in a name as whole words, side by side."""
    there, said = ([folded(word) for word in _WORD.findall(text)] for text in (name, asked))
    return any(there[first : first + len(said)] == said for first in range(len(there) - len(said) + 1))


def wholly_meant(asked: str, known: Iterable[Called]) -> Sequence[Called]:
    """The same, of whole names alone."""
    known, said = list(known), folded(asked)
    for fits in (
        [entry for entry in known if entry.id == asked.strip().casefold()],
        [entry for entry in known if asked.strip().casefold() in entry.formerly],
        [entry for entry in known if said and said in map(folded, entry.names)],
    ):
        if fits:
            return fits
    return []


def places_meant(asked: str, places: Iterable[PlaceT]) -> list[PlaceT]:
    """Which of a customer's sites, or of a site's assets, is meant, as with all that has a name."""
    by_id = {place.id: place for place in places}
    known = [
        Called(place.id, (place.name,), tuple(path.rpartition("/")[2] for path in place.formerly))
        for place in by_id.values()
    ]
    return [by_id[called.id] for called in meant(asked, known)]


def near(asked: str, known: Iterable[Called]) -> tuple[str, ...]:
    """The ids or names that a slip most likely meant; ids first, by which everybody may be asked for.

    A Chinese name that begins otherwise is that of somebody else: 赵师傅 is no slip for 王师傅.
    """
    known = list(known)
    names = [name for entry in known for name in entry.names]
    so_begun = [name for name in names if asked.isascii() or name[:1] == asked.strip()[:1]]
    return alike(asked, [entry.id for entry in known]) or alike(asked, so_begun)


def all_names(definitions: Definitions, schedules: Schedules, language: Language) -> dict[tuple[str, str], str]:
    """The name of whatever has one, by its kind and id, as ``compared.Touched`` tells them."""
    names = {(kind, id_): definition.name.of(language) for kind, id_, definition in paged(definitions)}
    for product in definitions.products.values():
        for term in product.warranty:
            names["warranty", f"{product.id}:{term.id}"] = f"{product.name.of(language)} {term.name.of(language)}"
    for kind, people in (("customer", schedules.customers), ("technician", schedules.technicians)):
        names |= {(kind, id_): person.name for id_, person in people.items()}
    names |= {("record", id_): customer.name for id_, customer in schedules.customers.items()}
    return names


@dataclass(frozen=True, slots=True)
class Names:
    """People and places by name; an id stands for itself where it has none."""

    technicians: Mapping[str, Technician]

    def technician(self, id_: str) -> str:
        """A technician's name."""
        person = self.technicians.get(id_)
        return person.name if person is not None else id_

    def place(self, customer: Customer | None, site: Site | None) -> str:
        """A customer, with the site where they have several."""
        if customer is None:
            return ""
        return f"{customer.name} {site.name}" if site is not None and len(customer.sites) > 1 else customer.name

    def item(self, item: Item, words: Words) -> str:
        """Whose work it is, on what, and which: ``诸葛先生 · 全屋外窗 · 螺栓检查``."""
        task = task_called(item.task, words)
        return words["names_apart"].join(
            filter(
                None,
                (
                    self.place(item.customer, item.site) or words["own_company"],
                    item.asset.name if item.asset is not None and item.asset.name not in task else "",
                    task if item.rule == "main" else words.say("task_by_rule", task=task, rule=item.rule),
                ),
            )
        )
