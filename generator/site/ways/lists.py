"""Every page of an edition on one: in Chinese by kind and product line, in English from A to Z."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.formats.templating import Text
from generator.model.definition import Definition
from generator.model.kinds import KINDS, kind_of
from generator.site.pages.views import TAGS, Views

PATH = "index-a-z.md"


_ARTICLES = ("a ", "an ", "the ")


Shown = Mapping[str, Sequence[Definition]]


def az_groups(views: Views, shown: Shown) -> list[dict[str, Any]]:
    """The groups of the index: each with an id, a title, and parts of links."""
    return _by_kind(views, shown) if views.language == "zh" else _by_letter(views, shown)


def _by_kind(views: Views, shown: Shown) -> list[dict[str, Any]]:
    groups = []
    for kind in KINDS.values():
        if not shown.get(kind.name):
            continue
        parts = list(views.by_line(shown[kind.name], views.line, lambda thing: _link(views, thing)))
        groups.append(
            {
                "id": f"kind-{kind.name}",
                "title": Text(views.words[kind.title]),
                "url": views.path(kind.list_page, PATH),
                "parts": [{**part, "title": part["title"] if len(parts) > 1 else ""} for part in parts],
            }
        )
    return groups


def _by_letter(views: Views, shown: Shown) -> list[dict[str, Any]]:
    found: dict[str, list[tuple[str, dict[str, Any]]]] = defaultdict(list)
    for kind in KINDS:
        for thing in shown.get(kind, ()):
            key = _sorted_as(thing.name.of("en"))
            found[key[:1].upper() if key[:1].isalpha() else "#"].append((key, _link(views, thing)))
    return [
        {
            "id": f"letter-{letter.lower()}" if letter != "#" else "letter-other",
            "title": Text(letter),
            "url": "",
            "parts": [{"title": "", "entries": [link for _, link in sorted(found[letter], key=lambda pair: pair[0])]}],
        }
        for letter in sorted(found)
    ]


def _sorted_as(name: str) -> str:
    """The name without its article, accents and case."""
    plain = unicodedata.normalize("NFKD", name).casefold().lstrip("\"'“‘( ")
    article = next((word for word in _ARTICLES if plain.startswith(word)), "")
    return plain.removeprefix(article)


def _link(views: Views, thing: Definition, at: str = PATH) -> dict[str, Any]:
    kind = kind_of(thing)
    return {
        "name": views.text(thing.name),
        "url": views.path(kind.page(thing.id), at),
        "kind": Text(views.words[kind.title]),
    }


def tag_groups(views: Views, shown: Shown) -> Iterator[dict[str, Any]]:
    """A group for each tag that a page of the edition carries, by id: ``id``, ``title``, ``says`` and ``entries``.

    Each entry is a link: ``name``, ``url`` and the ``kind`` of its page.
    """
    for id_, tag in views.definitions.tags.items():
        links = [_link(views, thing, TAGS) for kind in KINDS for thing in shown.get(kind, ()) if id_ in thing.tags]
        if links:
            says = views.text(tag.says) if tag.says else ""
            yield {"id": id_, "title": views.text(tag.name), "says": says, "entries": links}
