"""Checks of who is served and by whom: what customers and technicians name exists."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from generator.model.definition import ATTENDED
from generator.model.definitions import Definitions
from generator.model.people import Asset, Site
from generator.model.schedules import Schedules
from generator.model.service import Dated
from generator.reading.references import refer, refer_to_people
from generator.text.language import Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

_DAYS_OFF = {"found": "days_off", "now": "away"}


def customers_refer_to_definitions(definitions: Definitions, schedules: Schedules) -> Problems:
    """A customer's tier, regions, technicians, products and conditions exist, and ids are not used twice."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        yield from _spoken(definitions, customer.locale, file, ("locale",))
        yield from _refer_each(definitions, "tier", customer.tier, file, ("tier",))
        yield from _duplicates(file, ("sites",), customer.sites)
        for i, site in enumerate(customer.sites):
            keys: Keys = ("sites", i)
            yield from refer(definitions, "region", site.region, file, (*keys, "region"))
            yield from refer_to_people(schedules, "technician", site.technician, file, (*keys, "technician"))
            yield from _refer_each(definitions, "exposure", site.exposure, file, (*keys, "exposure"))
            yield from _duplicates(file, (*keys, "assets"), site.assets)
            for j, asset in enumerate(site.assets):
                at: Keys = (*keys, "assets", j)
                yield from refer(definitions, "product", asset.product, file, (*at, "product"))
                yield from _refer_each(definitions, "traffic", asset.traffic, file, (*at, "traffic"))
                yield from _refer_each(definitions, "setting", asset.setting, file, (*at, "setting"))


def _spoken(definitions: Definitions, locale: Language | None, file: str, keys: Keys) -> Problems:
    """Whoever reads in a language of their own reads in one of the company's: its pages are in no other."""
    locales = definitions.company.locales
    if locale is not None and locale not in locales and ("company", "") not in definitions.broken:
        yield Problem(code="locale_not_spoken", file=file, keys=keys, params={"found": locale, "choices": locales})


def _refer_each(definitions: Definitions, kind: str, dated: Dated | None, file: str, keys: Keys) -> Problems:
    for at, value in dated.placed() if dated is not None else ():
        yield from refer(definitions, kind, value, file, (*keys, *at))


def _duplicates(file: str, keys: Keys, places: Iterable[Site | Asset]) -> Problems:
    seen: set[str] = set()
    for index, place in enumerate(places):
        if place.id in seen:
            yield Problem(code="duplicate_id", file=file, keys=(*keys, index, "id"), params={"found": place.id})
        seen.add(place.id)


def regions_have_technicians(definitions: Definitions, schedules: Schedules, as_of: date) -> Problems:
    """A warning for each region in which customers are served and to which nobody goes, told at the first of its sites."""
    going = {
        region
        for technician in schedules.technicians.values()
        if (technician.employed.until or date.max) >= as_of
        for region in technician.regions
    }
    visited = {product for task in definitions.tasks.values() if task.channel in ATTENDED for product in task.products}
    lacking: dict[str, dict[str, int]] = defaultdict(dict)
    for id_, customer in sorted(schedules.customers.items()):
        for index, site in enumerate(customer.sites):
            is_left = min(customer.service.until or date.max, site.service.until or date.max) < as_of
            if site.region not in going and not is_left and any(asset.product in visited for asset in site.assets):
                lacking[site.region].setdefault(id_, index)
    for region, customers in sorted(lacking.items()):
        id_, index = next(iter(customers.items()))
        file, keys = schedules.places["customer", id_].file, ("sites", index, "region")
        params = {"found": region, "n": len(customers)}
        yield Problem(code="region_unserved", file=file, keys=keys, params=params, level="warning")


def technicians_use_the_vocabulary(definitions: Definitions, schedules: Schedules) -> Problems:
    """A technician's skills and regions exist, and absences are said as this version has them."""
    for id_, technician in schedules.technicians.items():
        place = schedules.places["technician", id_]
        yield from _spoken(definitions, technician.locale, place.file, (*place.keys, "locale"))
        if technician.days_off:
            keys: Keys = (*place.keys, "days_off")
            yield Problem(code="former_key", file=place.file, keys=keys, at_key=True, params=_DAYS_OFF, level="warning")
        for index, skill in enumerate(technician.skills):
            yield from refer(definitions, "skill", skill, place.file, (*place.keys, "skills", index))
        for index, region in enumerate(technician.regions):
            yield from refer(definitions, "region", region, place.file, (*place.keys, "regions", index))
