"""Where the company is, before anything else is read: on which day a build begins depends on it."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from generator.model.company import HOME_ZONE, is_zone
from generator.reading.reader import Reader


def zone_of(root: Path) -> ZoneInfo:
    """The zone that the company below ``root`` names; China's where it names none, or none that can be read."""
    data = Reader(root).data("definitions/company.yaml", required=False)
    named = data.get("zone") if isinstance(data, dict) else None
    return ZoneInfo(named if isinstance(named, str) and is_zone(named) else HOME_ZONE)
