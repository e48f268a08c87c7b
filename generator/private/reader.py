"""Whom a private page or calendar speaks to: in which words, as of which day, for which company."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.dates.ranges import DateRange
from generator.dates.workdays import WorkCalendar
from generator.due.incidents import IncidentTask
from generator.formats.addresses import page_path, public_address
from generator.model.company import Company
from generator.model.definition import LocalText
from generator.model.products import Product
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.telling.days import short_day
from generator.telling.hours import condition_words, visiting_words
from generator.text.language import Language
from generator.text.words import Words
from generator.visits.visit import Visit


def names_of(schedules: Schedules) -> Mapping[str, str]:
    """The technicians' names by their ids."""
    return {id_: technician.name for id_, technician in schedules.technicians.items()}


@dataclass(frozen=True, slots=True)
class Reader:
    """The readers of one language on one day; ``people`` are the technicians' names by id, and ``currency`` for staff."""

    words: Words
    as_of: date
    company: Company
    workdays_in: Callable[[str | None], WorkCalendar[LocalText]]
    people: Mapping[str, str] = field(default_factory=dict)
    currency: str = ""
    _listed: dict[tuple[LocalText, ...], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def language(self) -> Language:
        """The language of the words."""
        return self.words.language

    def all(self, texts: Iterable[LocalText]) -> tuple[str, ...]:
        """Each of the texts in the reader's language, once."""
        return tuple(dict.fromkeys(text.of(self.language) for text in texts))

    def listed(self, texts: tuple[LocalText, ...]) -> str:
        """Each of the texts once, as one: the same few come again and again."""
        if texts not in self._listed:
            self._listed[texts] = self.words.listed(self.all(texts))
        return self._listed[texts]

    def crew(self, visit: Visit) -> str:
        """Who goes together, by name; empty where one goes alone."""
        several = visit.technicians if len(visit.technicians) > 1 else ()
        return self.words.listed(self.people.get(id_, id_) for id_ in several)

    def visiting(self, visit: Visit) -> str:
        """When the site lets us in; empty at any time, and where nobody comes."""
        return visiting_words(visit.site.visiting, self.words) if visit.channel == "onsite" else ""

    def conditions(self, visit: Visit) -> str:
        """What the work asks of the hour and the weather; empty where it asks nothing."""
        tasks = (occurrence.item.task for occurrence in visit.occurrences)
        return self.words.listed(condition_words(tasks, self.words), by="semicolon")

    def lack(self, visit: Visit) -> str:
        """The mark of a visit that somebody lacks for; empty where nobody does."""
        if not visit.reason or not visit.is_open:
            return ""
        return self.words["mark_short" if visit.technicians else "mark_unassigned"]

    def guide(self, definition: Task | Product) -> str:
        """The public page of a task or a product; of an incident that of its fault, its promise or its product."""
        if isinstance(definition, IncidentTask):
            kind, id_ = definition.guide
            return public_address(self.company, page_path(kind, id_) if id_ else "", self.language)
        kind = "task" if isinstance(definition, Task) else "product"
        return public_address(self.company, page_path(kind, definition.id), self.language)

    def is_provisional(self, visit: Visit) -> bool:
        """True where the holidays of the year of a visit's day are not official there, so that it may move."""
        return self.workdays_in(visit.site.region).awaits_notice(visit.day.year)

    def span(self, days: DateRange) -> str:
        """``12 月 1 日 – 12 月 14 日``: its first day and its last."""
        return f"{short_day(days.start, self.words)} – {short_day(days.last, self.words)}"
