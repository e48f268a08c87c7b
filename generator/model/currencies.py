"""In what one pays in a country, and which currency somebody means who writes it otherwise than by its three letters."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from typing import Annotated

from pydantic import PlainValidator

from generator.text.language import LANGUAGES
from generator.text.scalars import fail, from_text, pattern

# Who changed later than babel 2.18 knows: the country, what it pays in, and since when.
_LATER = {"BG": ("EUR", date(2026, 1, 1))}


def currencies_in(country: str, day: date) -> tuple[str, ...]:
    """The legal tender of a country on a day (ISO 4217): one as a rule, in a few countries two, where nobody lives none."""
    from babel.numbers import get_territory_currencies  # most commands ask for no money

    code, since = _LATER.get(country, ("", date.max))
    return (code,) if day >= since else tuple(get_territory_currencies(country, day))


@cache
def _in_use() -> frozenset[str]:
    from babel.core import get_global

    rows = (row for rows in get_global("territory_currencies").values() for row in rows)
    return frozenset(code for code, _, end, is_tender in rows if end is None and is_tender)


def _currency_meant(text: str) -> str | None:
    """The code of a currency by its name or sign in either language, or by a word of its name that no other has."""
    from babel import Locale  # it is read where something is wrong alone

    plain = " ".join(text.split()).casefold()
    if plain.upper() in _in_use():
        return plain.upper()
    words = defaultdict[str, set[str]](set)
    for language in LANGUAGES:
        locale = Locale(language)
        for code in sorted(_in_use()):
            name = locale.currencies.get(code, "").casefold()
            if plain in (name, locale.currency_symbols.get(code)):
                return code
            for word in name.split():
                words[word].add(code)
    fits = words.get(plain, set())
    return next(iter(fits)) if len(fits) == 1 else None


def _currency(text: str) -> str:
    if text not in _in_use():
        raise fail("bad_currency", text, nearest=_currency_meant(text))
    return text


Currency = Annotated[str, PlainValidator(from_text("bad_currency", _currency)), pattern("CNY", r"^[A-Z]{3}$")]
