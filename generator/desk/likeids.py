"""What somebody may have meant by an id that nothing has which can be renamed: what is like it, and what keeps its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.desk.columns import folded
from generator.desk.refusals import Named, Refused
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.prices import PriceList
from generator.model.schedules import Schedules
from generator.text.problems import nearest

_SEVERAL, _FIRST = 8, 3


def not_renamed(asked: str, definitions: Definitions, schedules: Schedules) -> Refused:
    """Why nothing of that id can be renamed, with what there is that is like it, by id or by name."""
    kept = _kept(definitions, schedules)
    if (known := kept.get(asked) or _within(asked, definitions)) is not None:
        return known
    there = [*_all(definitions, schedules)]
    near = nearest(asked, [one.id for one in there])
    said = folded(asked)
    alike = [
        one
        for one in there
        if one.id == near or one.id.rpartition("/")[2] == asked or (said and any(said in name for name in _names(one)))
    ]
    if alike:
        return Refused("no_such_id", alike[:_SEVERAL], found=asked)
    slip = nearest(asked, kept)
    if slip is not None:
        return kept[slip]
    family = [one for one in there if _family(asked) and _family(one.id) == _family(asked)]
    if family:
        return Refused("no_id_like_it_of", family[:_SEVERAL], found=asked)
    return Refused("no_id_like_it", there[:_FIRST], found=asked)


def _all(definitions: Definitions, schedules: Schedules) -> Iterator[Named]:
    """All that can be renamed, sites and assets by their paths."""
    for owner in schedules.customers.values():
        yield Named(owner.id, owner.name)
        for site in owner.sites:
            yield Named(f"{owner.id}/{site.id}", site.name)
            yield from (Named(f"{owner.id}/{site.id}/{asset.id}", asset.name) for asset in site.assets)
    for kind in KINDS:
        yield from (Named(id_, one.name) for id_, one in definitions.linked(kind).items())


def _names(one: Named) -> list[str]:
    name = one.name
    return [folded(name)] if isinstance(name, str) else [folded(text) for text in (name.zh, name.en) if text]


def _family(id_: str) -> str:
    """How an id begins that is numbered: ``c-`` of ``c-999``; nothing of another."""
    start, _, number = id_.rpartition("-")
    return start if number.isdecimal() else ""


def _kept(definitions: Definitions, schedules: Schedules) -> Mapping[str, Refused]:
    """What keeps its id, and why it does: technicians, and the company's own words by where they stand in its file."""
    company = definitions.company
    sections: Mapping[str, Iterable[str]] = {
        "regions": company.regions, "tiers": company.tiers, "plans": company.plans, "skills": company.skills,
        "traffic": company.traffic, "settings": company.settings, "exposures": company.exposures, "lines": company.lines,
    }  # fmt: skip
    file = "definitions/company.yaml"
    words = {
        id_: Refused("renames_no_word", found=id_, file=file, section=key)
        for key, ids in sections.items()
        for id_ in ids
    }
    return {**words, **{id_: Refused("renames_no_technician", found=id_) for id_ in schedules.technicians}}


def _within(asked: str, definitions: Definitions) -> Refused | None:
    """Why what stands within a file, a line of a price list or a word, keeps its id."""
    for entry in definitions.entries.get("prices", {}).values():
        if isinstance(entry, PriceList) and any(price.id == asked for price in entry.prices):
            file = definitions.places["prices", entry.id].file
            return Refused("renames_no_word", found=asked, file=file, section="prices")
    for kind, there in (("term", definitions.terms), ("tag", definitions.tags)):
        if asked in there:
            return Refused("renames_no_key", found=asked, file=definitions.places[kind, asked].file)
    return None
