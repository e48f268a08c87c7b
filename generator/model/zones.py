"""Which clocks a country goes by, from the zone table of the IANA's time zone database, as tzdata brings it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pkgutil import get_data
from zoneinfo import ZoneInfo, available_timezones

HOME_ZONE = "Asia/Shanghai"
# Where most people live, in countries of which the table begins at an end: it goes from east to west, or from the west.
_PEOPLED = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
}
_NO_PLACES = {"Factory", "localtime", "posixrules"}
_known = cache(available_timezones)
# One clock or several: told by a winter's and a summer's noon.
_NOONS = (datetime(2026, 1, 15, 12), datetime(2026, 7, 15, 12))


def is_zone(text: str) -> bool:
    """Whether ``text`` names a zone everywhere: not one of this machine, nor one that counts leap seconds."""
    return text in _known() - _NO_PLACES


def zones_of(country: str) -> tuple[str, ...]:
    """The zones of a ``country`` (``GB``), one for each way in which its clocks go, the most peopled first.

    All of China goes by Beijing's, by law; a country that the table does not know gets that as well.
    """
    first = {"CN": HOME_ZONE, **_PEOPLED}.get(country)
    zones = () if country == "CN" else _table().get(country, (HOME_ZONE,))
    return _one_each((*((first,) if first else ()), *zones))


def is_southern(country: str) -> bool:
    """Whether a ``country`` lies south of the equator, by the first of its places: its winter is in July."""
    return _south().get(country, False)


def _one_each(zones: Iterable[str]) -> tuple[str, ...]:
    by_offsets: dict[tuple[object, ...], str] = {}
    for zone in zones:
        offsets = tuple(noon.replace(tzinfo=ZoneInfo(zone)).utcoffset() for noon in _NOONS)
        by_offsets.setdefault(offsets, zone)
    return tuple(by_offsets.values())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in _rows():
        table[code] = (*table.get(code, ()), zone)
    return table


@cache
def _south() -> dict[str, bool]:
    """Whether a country's first place has a latitude with a minus (ISO 6709: ``-3352+15113``)."""
    return {code: place.startswith("-") for code, place, *_ in reversed(_rows())}


def _rows() -> list[list[str]]:
    text = (get_data("tzdata.zoneinfo", "zone.tab") or b"").decode()
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
