"""The navigation of each site, and the rest of its configuration that follows from the definitions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any, get_args

from generator.formats.artifacts import Artifact
from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS, Kind, PublicTab, StaffTab
from generator.site.editions import Edition

Shown = Mapping[str, Sequence[Definition]]


def _tabs(edition: Edition) -> dict[str, list[Kind]]:
    """The tabs of an edition in their order, with the kinds below each."""
    tabs: dict[str, list[tuple[int, Kind]]] = {tab: [] for tab in get_args(StaffTab if edition.staff else PublicTab)}
    for kind in KINDS.values():
        place = kind.staff if edition.staff else kind.public
        if place is not None:
            tabs[place[0]].append((place[1], kind))
    return {tab: [kind for _, kind in sorted(below, key=itemgetter(0))] for tab, below in tabs.items()}


def navigation(definitions: Definitions, edition: Edition, words: Mapping[str, str], shown: Shown) -> Artifact:
    """The part of the configuration that mkdocs.yml inherits: address, tabs with their pages, the company."""
    company = definitions.company
    tabs: list[Any] = [{words["home"]: "index.md"}]
    for tab, kinds in _tabs(edition).items():
        sections = [(kind, _section(kind, edition, shown[kind.name])) for kind in kinds if shown[kind.name]]
        if not sections:
            continue
        inner: list[Any] = ["services/index.md"] if tab == "service" else []
        if len(sections) == 1:
            inner += sections[0][1]
        else:
            inner += [{words[kind.title]: pages} for kind, pages in sections]
        tabs.append({words[f"tab_{tab}"]: inner})
    more: list[Any] = [{words["glossary"]: "glossary.md"}]
    if edition.staff:
        more = [
            {words["handbook"]: "handbook.md"},
            {words["stickers"]: "stickers.md"},
            *more,
            {words["services"]: "services/index.md"},
        ]
    tabs += more
    folder = f"{edition.name}/"
    configuration = {
        "INHERIT": "../mkdocs.base.yml",
        "site_url": f"{company.site_url.rstrip('/')}/{folder}" if not edition.staff else "",
        "nav": tabs,
        "extra": {
            "base": company.site_url.rstrip("/"),
            "company": {
                "name": company.name.of(edition.language),
                "tagline": company.tagline.of(edition.language),
                "hotline": company.hotline,
                "hotline_hours": company.hours.of(edition.language),
                "email": company.email,
            },
        },
    }
    text = json.dumps(configuration, ensure_ascii=False, indent=1)
    return Artifact.text(f".cache/nav.{edition.name}.yml", f"# Generated; JSON is YAML.\n{text}\n")


def trail(kind: Kind, edition: Edition, words: Mapping[str, str], shown: Shown) -> list[tuple[str, str]]:
    """What the page of a ``kind`` stands below: (name, address below the site), as the path above the page shows it."""
    above = [(words["home"], "")]
    for tab, kinds in _tabs(edition).items():
        present = [other for other in kinds if shown[other.name]]
        if kind not in present:
            continue
        first = "services" if tab == "service" else present[0].folder
        above.append((words[f"tab_{tab}"], f"{first}/"))
        if len(present) > 1:
            above.append((words[kind.title], f"{kind.folder}/"))
    return above


def _section(kind: Kind, edition: Edition, things: Sequence[Definition]) -> list[Any]:
    return [kind.list_page, *({thing.name.of(edition.language): kind.page(thing.id)} for thing in things)]
