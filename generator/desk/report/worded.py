"""The names and amounts that a report tells, in one language."""

from __future__ import annotations

from generator.desk.report.figures import Figure
from generator.desk.report.known import Known
from generator.model.cases import Case
from generator.model.definition import Placed
from generator.telling.currency import currency_words
from generator.text.words import Words
from generator.text.yaml import locate


class Worded:
    """The names of what a report tells of, in one language."""

    def __init__(self, known: Known, words: Words) -> None:
        self.known, self.words = known, words
        self._currency = currency_words(known.definitions, known.as_of, words)

    def named(self, kind: str, id_: str) -> str:
        """A definition's name; the id where there is none, and a word for nothing."""
        if not id_:
            return self.words["report_unknown"]
        definition = self.known.definitions.linked(kind).get(id_)
        return definition.name.of(self.words.language) if definition is not None else id_

    def part(self, id_: str) -> str:
        """The name of a part, or of the fault or cause that stands in its place."""
        for kind in ("component", "fault"):
            if id_ in self.known.definitions.linked(kind):
                return self.named(kind, id_)
        return self.cause(id_)

    def cause(self, id_: str) -> str:
        """The name of a cause."""
        name = self.known.definitions.company.incidents.causes.get(id_)
        return name.of(self.words.language) if name is not None else id_ or self.words["report_unknown"]

    def what(self, product: str, part: str) -> str:
        """``断桥铝门窗 · 密封胶条``"""
        return f"{self.named('product', product)} · {self.part(part)}" if part else self.named("product", product)

    def case(self, case: Case) -> str:
        """Whose incident, and what it is."""
        customer = self.known.schedules.customers.get(case.customer)
        owner = customer.name if customer is not None else self.words["report_stranger"]
        return f"{owner}{self.words['colon']}{self.what(case.product or '', case.told.part or case.told.fault or '')}"

    def work(self, id_: str) -> str:
        """Whose work, what and when, by names; ``id_`` itself where it is that of an incident, or tells of nobody's."""
        customer, *rest = id_.split(" ")
        owner = self.known.schedules.customers.get(customer)
        task = self.known.definitions.tasks.get(rest[0]) if rest else None
        if owner is None or task is None:
            return id_
        return " ".join([owner.name, task.name.of(self.words.language), *rest[1:]])

    def where(self, place: Placed | None) -> str:
        """``schedules/records/2026-10.yaml:12``, where a record stands."""
        text = self.known.schedules.texts.get(place.file) if place is not None else None
        if place is None or text is None:
            return ""
        return f"{place.file}:{locate(text, place.keys)[1].line}"

    def amount(self, figure: Figure, value: float | None) -> str:
        """A figure as it is read: a share, points, money; a dash where there was nothing to reckon from."""
        if value is None:
            return "–"
        if figure.unit == "percent":
            return f"{value:.0f}%" if value in (0, 100) else f"{value:.1f}%"
        return f"{value:.2f}" if figure.unit == "score" else self.money(value)

    def money(self, amount: float) -> str:
        """``1,200 元``"""
        return f"{amount:,.10g} {self._currency}".rstrip()
