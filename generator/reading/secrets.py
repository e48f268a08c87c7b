"""What of customers and technicians must never be public, and how a text is looked through for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import Literal, NamedTuple

from generator.model.people import Customer
from generator.model.schedules import Schedules
from generator.reading.spellings import contact_names, shortened, telephone_numbers
from generator.text.folding import BETWEEN, BREAK, SEPARATED, fold, numbers, tight

# The name of a site that is made of these words tells nothing of anybody.
_PLACES = {
    "building", "campus", "factory", "head", "headquarters", "home", "hotel", "house", "lobby", "main", "mall", "office",
    "school", "shop", "showroom", "store", "villa", "warehouse",
    "办公大楼", "总部大楼", "主教学楼", "营业大厅", "商业广场", "住宅小区",
}  # fmt: skip
# Texts are looked up by their beginnings; the shortest that counts is two characters long, three where all are ASCII.
_GRAMS = (2, 3, 4)
_FEW = 500
# A number of so many digits is found inside a longer one, as behind a country's code; a shorter one only by itself.
_WHOLE_NUMBER = 7


def shown(text: str) -> str:
    """The first character of what is private, and the last where it is long: that may stand in a log."""
    return f"{text[:1]}…{text[-1:] if len(text) > 4 else ''}"


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that must not be public, as it is written in ``file`` and as it is looked for."""

    text: str
    file: str
    plain: str
    kind: Literal["words", "number", "local number"] = "words"

    @property
    def shown(self) -> str:
        """Enough for staff to know it by, too little to give it away in a log."""
        return shown(self.text)

    def stands_in(self, folded: str) -> bool:
        """Whether it is in the text on its own: Latin letters not inside a word, digits not inside a number."""
        before, after = (self._edge(self.plain[at]) for at in (0, -1))
        between = f"{BETWEEN}*" if self.kind == "words" else SEPARATED
        pattern = between.join(map(re.escape, self.plain))
        return re.search(f"(?<!{before}){pattern}(?!{after})", folded) is not None

    @staticmethod
    def _edge(character: str) -> str:
        if character.isascii() and character.isalpha():
            return "[a-z]"
        return r"\d" if character.isdigit() else "(?!)"


class Folded(NamedTuple):
    """A text in which spelling makes no difference; ``plain`` without what lies between, ``written`` the numbers in it."""

    folded: str
    plain: str
    written: str


def folded_of(text: str) -> Folded:
    """A text as secrets are looked for in it."""
    folded = fold(text)
    return Folded(folded, tight(folded), numbers(folded))


class Secrets:
    """All secrets of the schedules, ready to be looked for in many texts."""

    def __init__(self, schedules: Schedules, country: str) -> None:
        """``country`` is that of telephone numbers that name none, as two letters of ISO 3166."""
        allowed = {tight(fold(allowed.word)) for allowed in schedules.allowed}
        self._words: dict[str, list[Secret]] = {}
        self._numbers: dict[str, list[Secret]] = {}
        for secret in sorted(_secrets(schedules, country), key=lambda secret: (secret.text, secret.file)):
            if secret.plain not in allowed:
                kept = self._words if secret.kind == "words" else self._numbers
                kept.setdefault(secret.plain[: _GRAMS[-1]], []).append(secret)

    def within(self, text: str) -> list[Secret]:
        """Those that stand in ``text``, each once, however it spells them."""
        return self.among(folded_of(text))

    def among(self, text: Folded) -> list[Secret]:
        """Those that stand in a text that is folded already."""
        folded, plain, written = text
        standing: dict[str, Secret] = {}
        for gram in _present(self._words.keys(), plain):
            for secret in self._words[gram]:
                if secret.plain in plain and secret.stands_in(folded):
                    standing.setdefault(secret.text, secret)
        for gram in _present(self._numbers.keys(), written):
            for secret in self._numbers[gram]:
                number = secret.plain if len(secret.plain) >= _WHOLE_NUMBER else f"{BREAK}{secret.plain}{BREAK}"
                if number in written and (secret.kind == "number" or secret.stands_in(folded)):
                    standing.setdefault(secret.text, secret)
        return [standing[words] for words in sorted(standing)]

    def named(self, text: str) -> list[Secret]:
        """Those that the whole of ``text`` is."""
        plain = tight(fold(text))
        kept = (self._words, self._numbers)
        return [secret for some in kept for secret in some.get(plain[: _GRAMS[-1]], ()) if secret.plain == plain]


def _present(grams: Set[str], text: str) -> Iterable[str]:
    """Those of ``grams`` that stand in ``text``: few are looked for one by one, many by all that the text is made of."""
    if len(grams) < _FEW:
        return [gram for gram in grams if gram in text]
    return grams & {text[i : i + size] for size in _GRAMS for i in range(len(text) - size + 1)}


def _secrets(schedules: Schedules, country: str) -> Iterator[Secret]:
    for id_, technician in schedules.technicians.items():
        file = schedules.places["technician", id_].file
        yield from _words(technician.name, file)
    for id_, customer in schedules.customers.items():
        yield from _of_customer(customer, schedules.places["customer", id_].file, country)


def _of_customer(customer: Customer, file: str, country: str) -> Iterator[Secret]:
    yield from _words(customer.name, file)
    if customer.contact is not None:
        yield from _words(customer.contact.name, file)
        if customer.contact.phone is not None:
            yield from _contact(customer.contact.phone, file, country)
    for site in customer.sites:
        yield from _words(site.address, file, *shortened(site.address))
        if len(tight(fold(site.name))) >= _GRAMS[-1] and not set(site.name.casefold().split()) <= _PLACES:
            yield from _words(site.name, file)


def _words(text: str, file: str, *shorter: str) -> Iterator[Secret]:
    """``text`` and what it is also looked for as, where that is long enough to mean somebody."""
    for plain in dict.fromkeys(shorter or (tight(fold(text)),)):
        least = _GRAMS[1] if plain.isascii() else _GRAMS[0]
        if len(plain) >= least and any(character.isalnum() for character in plain):
            yield Secret(text, file, plain)


def _contact(text: str, file: str, country: str) -> Iterator[Secret]:
    """A telephone number by the digits that it has in every way of writing it; mail and chat names; else the text."""
    numbers_in = list(telephone_numbers(text, country))
    for number, is_whole in numbers_in:
        yield Secret(text, file, number, "number" if is_whole else "local number")
    names = [plain for name in contact_names(text) for plain in (tight(name),)]
    if names or not numbers_in:
        yield from _words(text, file, *names)
