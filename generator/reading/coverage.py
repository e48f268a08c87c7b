"""Checks that every item of the service handbook became something that cites it."""

from __future__ import annotations

from generator.model.definitions import Definitions, cited
from generator.model.links import Link
from generator.model.sources import HandbookItem
from generator.reading.links import follow
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems


def handbook_is_covered(definitions: Definitions) -> Problems:
    """Every item of every section is there and became something or is left out for a reason; what it became cites it."""
    file = "definitions/sources/article.yaml"
    for section, count in definitions.sections.items():
        for number in range(1, count + 1):
            id_ = f"{section}-{number:03}"
            if id_ not in definitions.handbook:
                keys: Keys = ("sections", section)
                yield Problem(code="item_missing", file=file, keys=keys, params={"found": id_})
    for id_, item in definitions.handbook.items():
        keys = ("items", id_)
        section, _, digits = id_.partition("-")
        if not digits.isdigit() or int(digits) not in range(1, definitions.sections.get(section, 0) + 1):
            yield Problem(code="item_unknown", file=file, keys=keys, at_key=True, params={"found": id_})
        if [bool(item.became), item.excluded is not None, item.not_applicable is not None].count(True) != 1:
            yield Problem(code="item_unaccounted", file=file, keys=keys, params={"found": id_})
        elif item.lacks is not None and not item.became:
            yield Problem(code="item_lacks", file=file, keys=(*keys, "lacks"), params={"found": id_})
        for index, link in enumerate(item.became):
            yield from _became(definitions, id_, item, link, file, (*keys, "became", index))


def _became(definitions: Definitions, id_: str, item: HandbookItem, link: Link, file: str, keys: Keys) -> Problems:
    missing = list(follow(definitions, link, file, keys, "internal"))
    yield from missing
    known = definitions.linked(link.kind)
    if not missing and link.id in known and id_ not in set(cited(known[link.id])):
        params = {"found": str(link), "item": id_}
        yield Problem(code="item_not_cited", file=file, keys=keys, params=params)
