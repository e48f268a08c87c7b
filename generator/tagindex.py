"""Every tag of an edition on one page, with the pages that carry it: the way in for whoever thinks of a subject."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.handbook import FOLDERS, Entry
from generator.model import Product, Promise, Task
from generator.pageviews import TAGS, Views
from generator.templating import Text

Shown = Mapping[str, Sequence[Product | Task | Promise | Entry]]


def tag_groups(views: Views, shown: Shown) -> Iterator[dict[str, Any]]:
    """A group for each tag that a page of the edition carries, by id: ``id``, ``title``, ``says`` and ``entries``.

    Each entry is a link: ``name``, ``url`` and the ``kind`` of its page.
    """
    for id_, tag in views.catalogue.tags.items():
        links = [
            {
                "name": views.text(thing.name),
                "url": views.path(f"{FOLDERS[kind]}/{thing.id}.md", TAGS),
                "kind": Text(views.words[f"kind_{kind}"]),
            }
            for kind in FOLDERS
            for thing in shown.get(kind, ())
            if id_ in thing.tags
        ]
        if links:
            says = views.text(tag.says) if tag.says else ""
            yield {"id": id_, "title": views.text(tag.name), "says": says, "entries": links}
