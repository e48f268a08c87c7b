"""Where the company is, before anything else is read: on which day a build begins depends on it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from generator.model.zones import HOME_ZONE, is_zone, zones_of
from generator.reading.reader import Reader


def zone_of(root: Path) -> ZoneInfo:
    """The zone that the company below ``root`` names, or its country's; China's where neither can be read."""
    data = Reader(root).data("definitions/company.yaml", required=False)
    named = data.get("zone") if isinstance(data, dict) else None
    if isinstance(named, str) and is_zone(named):
        return ZoneInfo(named)
    country = data.get("country") if isinstance(data, dict) else None
    return ZoneInfo(zones_of(country)[0] if isinstance(country, str) else HOME_ZONE)
