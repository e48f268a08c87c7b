"""Which clocks a country goes by, from the zone table of the IANA's time zone database, as tzdata brings it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pkgutil import get_data
from zoneinfo import ZoneInfo, available_timezones

HOME_ZONE = "Asia/Shanghai"
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
    return (HOME_ZONE,) if country == "CN" else _one_each(_table().get(country, (HOME_ZONE,)))


def _one_each(zones: Iterable[str]) -> tuple[str, ...]:
    by_offsets: dict[tuple[object, ...], str] = {}
    for zone in zones:
        offsets = tuple(noon.replace(tzinfo=ZoneInfo(zone)).utcoffset() for noon in _NOONS)
        by_offsets.setdefault(offsets, zone)
    return tuple(by_offsets.values())


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (get_data("tzdata.zoneinfo", "zone.tab") or b"").decode()
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    table: dict[str, tuple[str, ...]] = {}
    for code, _, zone, *_ in rows:
        table[code] = (*table.get(code, ()), zone)
    return table
