"""The days off that the law of a country gives, by the name of a working calendar: ``cn``, ``us``, ``gb-eng``, ``us-ca``.

China's are those of ``statutory``, which each year's notice moves; elsewhere what the library ``holidays`` tells is final.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from generator.dates.statutory import statutory_days

# A day's name in Chinese and in English, None where nobody tells it.
Names = tuple[str | None, str | None]

_CHINA = "cn"
WEEKEND = frozenset({5, 6})
_CHINESE = ("zh_CN",)
_ENGLISH = ("en_US", "en_GB", "en_HK", "en_SG", "en_IN")


@dataclass(frozen=True, slots=True)
class Law:
    """The days off of a year in order, with their names, and the weekdays off; ``is_final`` where no notice moves them."""

    days: Callable[[int], Mapping[date, Names]]
    weekend: frozenset[int]
    is_final: bool


@cache
def law_of(name: str) -> Law | None:
    """The law of the country that a calendar is named after, or of a part of it; None where it is named otherwise."""
    country, _, part = name.partition("-")
    if country == _CHINA:
        return Law(statutory_days, WEEKEND, is_final=False) if not part else None
    from holidays.registry import COUNTRIES  # as all of the library, more than a short command should wait for
    from holidays.utils import country_holidays

    if not any(country.upper() == code for _, code, *_ in COUNTRIES.values()):
        return None
    told = country_holidays(country.upper())
    parts = {of_country.lower(): of_country for of_country in told.subdivisions}
    if part and part not in parts:
        return None
    return Law(cache(partial(_days, country.upper(), parts.get(part))), frozenset(told.weekend), is_final=True)


def _days(country: str, part: str | None, year: int) -> Mapping[date, Names]:
    """What the library tells of a year, in Chinese and in English as far as it speaks them, else as the country does."""
    from holidays.utils import country_holidays

    def told(tags: tuple[str, ...]) -> Mapping[date, str]:
        tag = next((tag for tag in tags if tag in spoken), None)
        return country_holidays(country, subdiv=part, years=year, language=tag) if tag is not None else {}

    spoken = country_holidays(country).supported_languages
    chinese, english = told(_CHINESE), told(_ENGLISH)
    own = english or country_holidays(country, subdiv=part, years=year)
    return {day: (chinese.get(day), own[day]) for day in sorted(own) if day.year == year}
