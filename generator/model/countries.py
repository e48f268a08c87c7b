"""Which country somebody means who writes it otherwise than by its two letters."""

from __future__ import annotations

from generator.text.language import LANGUAGES


def country_meant(text: str) -> str | None:
    """The two letters of ISO 3166 for another code of a country, such as ``UK`` or ``CHN``, or for its name; else None."""
    from babel import Locale  # it is read where something is wrong alone
    from babel.core import get_global

    plain = " ".join(text.split()).casefold()
    other = get_global("territory_aliases").get(plain.upper())
    if other is not None:
        return str(other[0])
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if plain in (code.casefold(), name.casefold()):
                return str(code)
    return None
