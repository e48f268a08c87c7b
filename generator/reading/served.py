"""Checks of who is served and by whom: what customers and technicians name exists."""

from __future__ import annotations

from collections.abc import Iterable

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
