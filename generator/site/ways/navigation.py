"""The navigation of each site, and the rest of its configuration that follows from the definitions."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from generator.formats.artifacts import Artifact
from generator.model.definitions import Definitions
from generator.model.handbook import Entry
from generator.model.kinds import FOLDERS
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.site.editions import Edition

Shown = Mapping[str, Sequence[Product | Task | Promise | Entry]]


# Tabs by their word, with the kinds below each; a kind of the same name as its tab stands there without a heading.
_PUBLIC: Mapping[str, Sequence[str]] = {
    "tab_product": ("product",),
    "tab_fault": ("fault",),
    "tab_guide": ("guide", "component", "season"),
    "tab_task": ("task",),
    "tab_service": ("promise", "policy", "process", "form", "checklist"),
}


_STAFF: Mapping[str, Sequence[str]] = {
    "tab_care": ("product", "fault", "guide", "component", "season", "task"),
    "tab_process": ("process", "promise"),
    "tab_form": ("form", "checklist"),
    "tab_training": ("phrases", "course"),
    "tab_organisation": ("role", "policy", "metric"),
}


def navigation(
    definitions: Definitions, edition: Edition, words: Mapping[str, str], shown: Shown, *, about: bool
) -> Artifact:
    """The part of the configuration that mkdocs.yml inherits: name, address, tabs with their pages, the company.

    ``about`` says whether somebody has written a page about the site, to which the foot of each page then leads.
    """
    company = definitions.company
    tabs: list[Any] = [{words["home"]: "index.md"}]
    for tab, kinds in (_STAFF if edition.staff else _PUBLIC).items():
        sections = [(kind, _section(kind, edition, shown[kind])) for kind in kinds if shown[kind]]
        if not sections:
            continue
        inner: list[Any] = ["services/index.md"] if tab == "tab_service" else []
        if len(sections) == 1:
            inner += sections[0][1]
        else:
            inner += [{words[f"kind_{kind}"]: pages} for kind, pages in sections]
        tabs.append({words[tab]: inner})
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
    name = company.name.of(edition.language)
    configuration: dict[str, Any] = {
        "INHERIT": "../mkdocs.base.yml",
        "site_name": f"{name} · {words['staff_title' if edition.staff else 'centre']}",
        "site_url": f"{company.site_url.rstrip('/')}/{folder}" if not edition.staff else "",
        "nav": tabs,
        "extra": {
            "about": about,
            "base": company.site_url.rstrip("/"),
            "company": {
                "name": name,
                "tagline": company.tagline.of(edition.language),
                "hotline": company.hotline,
                "hotline_hours": company.hours.of(edition.language),
                "email": company.email,
            },
        },
    }
    if not edition.staff:
        configuration["site_description"] = company.tagline.of(edition.language)
    text = json.dumps(configuration, ensure_ascii=False, indent=1)
    return Artifact.text(f".cache/nav.{edition.name}.yml", f"# Generated; JSON is YAML.\n{text}\n")


def trail(kind: str, edition: Edition, words: Mapping[str, str], shown: Shown) -> list[tuple[str, str]]:
    """What the page of a ``kind`` stands below: (name, address below the site), as the path above the page shows it."""
    above = [(words["home"], "")]
    for tab, kinds in (_STAFF if edition.staff else _PUBLIC).items():
        present = [k for k in kinds if shown[k]]
        if kind not in present:
            continue
        first = "services" if tab == "tab_service" else FOLDERS[present[0]]
        above.append((words[tab], f"{first}/"))
        if len(present) > 1:
            above.append((words[f"kind_{kind}"], f"{FOLDERS[kind]}/"))
    return above


def _section(kind: str, edition: Edition, things: Sequence[Product | Task | Promise | Entry]) -> list[Any]:
    folder = FOLDERS[kind]
    return [f"{folder}/index.md", *({thing.name.of(edition.language): f"{folder}/{thing.id}.md"} for thing in things)]
