"""Checks that what a definition names exists."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable

from generator.formats.png import is_drawable
from generator.model.catalogue import Catalogue
from generator.model.tasks import keyed_rules
from generator.text.problems import Problem, Problems, unknown
from generator.text.yaml import Keys

_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?\Z")


def _known(catalogue: Catalogue, kind: str) -> Container[str]:
    """The ids of ``kind``; everything where its file could not be read."""
    ids: Iterable[str] = {
        "product": catalogue.products,
        "task": catalogue.tasks,
        "technician": catalogue.technicians,
        "customer": catalogue.customers,
        "region": catalogue.company.regions,
        "traffic": catalogue.company.traffic,
        "tier": catalogue.company.tiers,
        "exposure": catalogue.company.exposures,
        "setting": catalogue.company.settings,
        "skill": catalogue.company.skills,
        "season region": catalogue.seasons.regions,
        "season": catalogue.seasons.names,
        "source": (*catalogue.works, *catalogue.handbook),
        "picture": catalogue.pictures,
    }[kind]
    files = {"season region": "seasons", "season": "seasons", "technician": "technician"}
    files |= dict.fromkeys(("region", "traffic", "tier", "exposure", "setting", "skill"), "company")
    if (files.get(kind, kind), "") in catalogue.broken or (kind == "source" and ("item", "") in catalogue.broken):
        return _Anything()
    return {
        *ids,
        *(id_ for broken, id_ in catalogue.broken if broken == kind or (kind == "source" and broken == "item")),
    }


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


def refer(
    catalogue: Catalogue, kind: str, found: str | None, file: str, keys: Keys, *, at_key: bool = False
) -> Problems:
    known = _known(catalogue, kind)
    if found is not None and found not in known:
        yield unknown(kind, found, known if isinstance(known, set) else (), file, keys, at_key=at_key)


def company_refers_to_seasons(catalogue: Catalogue) -> Problems:
    """A region names a season region and an exposure."""
    file = "definitions/company.yaml"
    for id_, region in catalogue.company.regions.items():
        yield from refer(catalogue, "season region", region.seasons, file, ("regions", id_, "seasons"))
        yield from refer(catalogue, "exposure", region.exposure, file, ("regions", id_, "exposure"))


def definitions_refer_to_products(catalogue: Catalogue) -> Problems:
    """Tasks and promises name products that exist; products name pictures that exist."""
    for kind, things in (("task", catalogue.tasks), ("promise", catalogue.promises)):
        for id_, thing in things.items():
            file = catalogue.places[kind, id_].file
            for index, named in enumerate(thing.products):
                yield from refer(catalogue, "product", named, file, ("products", index))
    for id_, product in catalogue.products.items():
        file = catalogue.places["product", id_].file
        yield from refer(catalogue, "picture", product.picture, file, ("picture",))


def addresses_and_icons_are_real(catalogue: Catalogue) -> Problems:
    """The company's addresses are web addresses, and the theme has the products' icons."""
    for key in ("site_url", "feeds_url", "edit_url"):
        found = getattr(catalogue.company, key)
        if ("company", "") not in catalogue.broken and found is not None and not _ADDRESS.match(found):
            yield Problem(code="bad_url", file="definitions/company.yaml", keys=(key,), params={"found": found})
    for id_, product in catalogue.products.items():
        if product.icon not in catalogue.icons:
            file = catalogue.places["product", id_].file
            yield Problem(code="unknown_icon", file=file, keys=("icon",), params={"found": product.icon})


def pictures_can_be_drawn(catalogue: Catalogue) -> Problems:
    """A picture's file holds a picture."""
    for name, content in catalogue.pictures.items():
        if not is_drawable(name, content):
            yield Problem(code="bad_picture", file=f"definitions/pictures/{name}")


def holidays_run_forwards(catalogue: Catalogue) -> Problems:
    """A block of days off ends on or after the day on which it begins."""
    for year, given in catalogue.years.items():
        place = catalogue.places["year", year]
        for index, holiday in enumerate(given.holidays):
            if holiday.to < holiday.from_:
                yield Problem(code="holiday_backwards", file=place.file, keys=(*place.keys, "holidays", index, "to"))


def tasks_use_the_vocabulary(catalogue: Catalogue) -> Problems:
    """A task's skills, conditions and seasons are words of the company's."""
    for id_, task in catalogue.tasks.items():
        file = catalogue.places["task", id_].file
        for index, skill in enumerate(task.work.skills):
            yield from refer(catalogue, "skill", skill, file, ("work", "skills", index))
        for condition, values in (task.applies_to or {}).items():
            for index, value in enumerate(values):
                yield from refer(catalogue, condition, value, file, ("applies_to", condition, index))
        for keys, rule in keyed_rules(task):
            for condition, intervals in (rule.interval_by or {}).items():
                for value in intervals:
                    yield from refer(
                        catalogue, condition, value, file, (*keys, "interval_by", condition, value), at_key=True
                    )
            if rule.season is not None:
                yield from refer(catalogue, "season", rule.season.name, file, (*keys, "season", "name"))
