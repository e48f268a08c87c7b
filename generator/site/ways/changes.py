"""The feed of what was reviewed last, for readers of news: JSON Feed 1.1, from the dates in the definitions alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from generator.formats.addresses import page_path, public_address
from generator.formats.artifacts import Artifact
from generator.model.definition import Definition
from generator.model.kinds import kind_of
from generator.site.shown import Shown
from generator.text.data import Json

PATH = "feed.json"
_VERSION = "https://jsonfeed.org/version/1.1"
_MOST = 50


def changed_pages(shown: Shown) -> Artifact:
    """The feed of one public edition: what has a ``reviewed`` date, the latest first, whatever the day of the build."""
    company, language = shown.definitions.company, shown.language
    reviewed = [definition for definition in shown.each() if definition.reviewed is not None]
    reviewed.sort(key=lambda definition: (-_reviewed(definition).toordinal(), kind_of(definition).name, definition.id))
    feed = {
        "version": _VERSION,
        "title": f"{company.name.of(language)} · {shown.words['changes']}",
        "home_page_url": public_address(company, "", language),
        "feed_url": public_address(company, PATH, language),
        "language": language,
        "authors": [{"name": company.name.of(language)}],
        "items": [_item(definition, shown) for definition in reviewed[:_MOST]],
    }
    return Artifact.text(f"docs/{shown.edition.name}/{PATH}", json.dumps(feed, ensure_ascii=False, indent=1) + "\n")


def _item(definition: Definition, shown: Shown) -> Mapping[str, Json]:
    kind, language = kind_of(definition), shown.language
    url = public_address(shown.definitions.company, page_path(kind.name, definition.id), language)
    return {
        "id": url,
        "url": url,
        "title": definition.name.of(language),
        "content_text": definition.summary.of(language),
        "date_modified": _midnight(_reviewed(definition), shown.definitions.company.zone),
        "tags": [shown.words[kind.title]],
    }


def _reviewed(definition: Definition) -> date:
    return definition.reviewed or date.min


def _midnight(day: date, zone: str) -> str:
    """When ``day`` begins where the company is, as RFC 3339 writes it."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).isoformat()
