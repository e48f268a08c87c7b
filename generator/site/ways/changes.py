"""The feed of what was reviewed last, for readers of news: JSON Feed 1.1, from the dates in the definitions alone."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date

from generator.formats.addresses import page_path, public_address
from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates
from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.site.editions import Edition

PATH = "feed.json"


_VERSION = "https://jsonfeed.org/version/1.1"


_MOST = 50


def changed_pages(
    definitions: Definitions,
    templates: Templates,
    edition: Edition,
    shown: Mapping[str, Sequence[Definition]],
) -> Artifact:
    """The feed of one public edition: what has a ``reviewed`` date, the latest first, whatever the day of the build."""
    company, language = definitions.company, edition.language
    found: list[tuple[date, str, Definition]] = [
        (thing.reviewed, kind, thing)
        for kind, things in shown.items()
        for thing in things
        if thing.reviewed is not None
    ]
    found.sort(key=lambda item: (-item[0].toordinal(), item[1], item[2].id))
    items = [
        {
            "id": (url := public_address(company, page_path(kind, thing.id), language)),
            "url": url,
            "title": thing.name.of(language),
            "content_text": thing.summary.of(language),
            "date_modified": f"{reviewed}T00:00:00+08:00",
            "tags": [templates.words[language][KINDS[kind].title]],
        }
        for reviewed, kind, thing in found[:_MOST]
    ]
    feed = {
        "version": _VERSION,
        "title": f"{company.name.of(language)} · {templates.words[language]['changes']}",
        "home_page_url": public_address(company, "", language),
        "feed_url": public_address(company, PATH, language),
        "language": language,
        "authors": [{"name": company.name.of(language)}],
        "items": items,
    }
    return Artifact.text(f"docs/{edition.name}/{PATH}", json.dumps(feed, ensure_ascii=False, indent=1) + "\n")
