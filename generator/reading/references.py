"""Checks that what a definition names exists."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from generator.formats.pictures import is_drawable
from generator.model.definition import LocalText
from generator.model.definitions import Definitions
from generator.model.handbook import Fault
from generator.model.people import Customer, Technician
from generator.model.rules import OwnRule, Rule
from generator.model.schedules import Schedules
from generator.model.tasks import keyed_rules
from generator.model.zones import zones_of
from generator.reading.contacts import is_address
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, unknown

_SOME_ZONES = 4
# Where the company lists what others name: file and key.
_COMPANY, _SEASONS = "definitions/company.yaml", "definitions/calendars/seasons.yaml"
_TABLES: Mapping[str, tuple[str, str]] = {
    "region": (_COMPANY, "regions"),
    "traffic": (_COMPANY, "traffic"),
    "tier": (_COMPANY, "tiers"),
    "exposure": (_COMPANY, "exposures"),
    "setting": (_COMPANY, "settings"),
    "skill": (_COMPANY, "skills"),
    "plan": (_COMPANY, "plans"),
    "season region": (_SEASONS, "regions"),
    "season": (_SEASONS, "names"),
}


def _known(definitions: Definitions, kind: str) -> Container[str]:
    """The ids of ``kind``; everything where its file could not be read."""
    ids: Iterable[str] = {
        "product": definitions.products,
        "task": definitions.tasks,
        "region": definitions.company.regions,
        "traffic": definitions.company.traffic,
        "tier": definitions.company.tiers,
        "exposure": definitions.company.exposures,
        "setting": definitions.company.settings,
        "skill": definitions.company.skills,
        "plan": definitions.company.plans,
        "season region": definitions.seasons.regions,
        "season": definitions.seasons.names,
        "source": (*definitions.works, *definitions.handbook),
        "picture": definitions.pictures,
    }[kind]
    files = {"season region": "seasons", "season": "seasons"}
    files |= dict.fromkeys(("region", "traffic", "tier", "exposure", "setting", "skill", "plan"), "company")
    if (files.get(kind, kind), "") in definitions.broken or (kind == "source" and ("item", "") in definitions.broken):
        return _Anything()
    return {
        *ids,
        *(id_ for broken, id_ in definitions.broken if broken == kind or (kind == "source" and broken == "item")),
    }


class _Anything:
    def __contains__(self, _: object) -> bool:
        return True


def refer(
    definitions: Definitions, kind: str, id_: str | None, file: str, keys: Keys, *, at_key: bool = False
) -> Problems:
    """The problem, if there is one, that ``id_`` is no known ``kind`` of definition."""
    known = _known(definitions, kind)
    if id_ is not None and known == set() and kind in _TABLES:
        table_file, table = _TABLES[kind]
        params = {"kind": kind, "found": id_, "table": table, "where": table_file}
        yield Problem(code="unknown_no_table", file=file, keys=keys, at_key=at_key, params=params)
    elif id_ is not None and id_ not in known:
        called = _called(definitions, kind)
        there = known if isinstance(known, set) and kind in _TABLES else ()
        ids = known if isinstance(known, set) else ()
        yield unknown(kind, id_, ids, file, keys, at_key=at_key, called=called, there=there)


def refer_to_people(schedules: Schedules, kind: str, id_: str | None, file: str, keys: Keys) -> Problems:
    """The problem, if there is one, that ``id_`` is no known customer or technician (by ``kind``)."""
    people: Mapping[str, Customer | Technician] = schedules.technicians if kind == "technician" else schedules.customers
    if id_ is None or id_ in people or {(kind, ""), (kind, id_)} & schedules.broken:
        return
    yield unknown(kind, id_, people, file, keys, called={known: (person.name,) for known, person in people.items()})


def _called(definitions: Definitions, kind: str) -> Mapping[str, Iterable[str]]:
    """What each of a kind is called, by id, for whoever writes a name where an id belongs."""
    company, seasons = definitions.company, definitions.seasons
    regions = {id_: region.name for id_, region in company.regions.items()}
    names: Mapping[str, Mapping[str, LocalText]] = {
        "product": {id_: product.name for id_, product in definitions.products.items()},
        "task": {id_: task.name for id_, task in definitions.tasks.items()},
        "region": regions,
        "traffic": company.traffic,
        "tier": company.tiers,
        "exposure": company.exposures,
        "setting": company.settings,
        "skill": company.skills,
        "season region": {id_: region.name for id_, region in seasons.regions.items()},
        "season": seasons.names,
    }
    return {id_: name.every for id_, name in names.get(kind, {}).items()}


def company_refers_to_seasons(definitions: Definitions) -> Problems:
    """A region names a season region and an exposure."""
    file = "definitions/company.yaml"
    for id_, region in definitions.company.regions.items():
        yield from refer(definitions, "season region", region.seasons, file, ("regions", id_, "seasons"))
        yield from refer(definitions, "exposure", region.exposure, file, ("regions", id_, "exposure"))
    for id_, climate in definitions.seasons.regions.items():
        for name in climate.windows:
            keys = ("regions", id_, "windows", name)
            yield from refer(definitions, "season", name, _SEASONS, keys, at_key=True)


def definitions_refer_to_products(definitions: Definitions) -> Problems:
    """Tasks and promises name products that exist; products name pictures that exist."""
    for kind, entries in (("task", definitions.tasks), ("promise", definitions.promises)):
        for id_, definition in entries.items():
            file = definitions.places[kind, id_].file
            for index, named in enumerate(definition.products):
                yield from refer(definitions, "product", named, file, ("products", index))
    for id_, product in definitions.products.items():
        file = definitions.places["product", id_].file
        yield from refer(definitions, "picture", product.picture, file, ("picture",))


def addresses_and_icons_are_real(definitions: Definitions) -> Problems:
    """The addresses of works are web addresses, and the theme has the icons of products and faults."""
    for id_, work in definitions.works.items():
        if work.url is not None and not is_address(work.url):
            place = definitions.places["source", id_]
            yield Problem(code="bad_url", file=place.file, keys=(*place.keys, "url"), params={"found": work.url})
    for id_, product in definitions.products.items():
        if product.icon not in definitions.icons:
            file = definitions.places["product", id_].file
            yield Problem(code="unknown_icon", file=file, keys=("icon",), params={"found": product.icon})
    for id_, fault in definitions.entries.get("fault", {}).items():
        if isinstance(fault, Fault) and fault.icon is not None and fault.icon not in definitions.icons:
            file = definitions.places["fault", id_].file
            yield Problem(code="unknown_icon", file=file, keys=("icon",), params={"found": fault.icon})


def the_clock_is_known(definitions: Definitions) -> Problems:
    """A company in a country of several clocks says by which it goes."""
    company = definitions.company
    zones = zones_of(company.country)
    if ("company", "") not in definitions.broken and company.own_zone is None and len(zones) > 1:
        params = {"country": company.country, "zones": zones[:_SOME_ZONES]}
        yield Problem(code="zone_missing", file="definitions/company.yaml", keys=("country",), params=params)


def pictures_can_be_drawn(definitions: Definitions) -> Problems:
    """A picture's file holds a picture."""
    for name, content in definitions.pictures.items():
        if not is_drawable(name, content):
            yield Problem(code="bad_picture", file=f"definitions/pictures/{name}")


def tasks_use_the_vocabulary(definitions: Definitions) -> Problems:
    """A task's skills, conditions and seasons are words of the company's."""
    for id_, task in definitions.tasks.items():
        file = definitions.places["task", id_].file
        for index, skill in enumerate(task.work.skills):
            yield from refer(definitions, "skill", skill, file, ("work", "skills", index))
        for condition, values in (task.applies_to or {}).items():
            for index, value in enumerate(values):
                yield from refer(definitions, condition, value, file, ("applies_to", condition, index))
        for keys, rule in keyed_rules(task):
            yield from rule_uses_the_vocabulary(definitions, rule, file, keys)


def rule_uses_the_vocabulary(definitions: Definitions, rule: Rule | OwnRule, file: str, keys: Keys) -> Problems:
    """The values and the season that a rule names are words of the company's."""
    for condition, intervals in (rule.interval_by or {}).items():
        for value in intervals:
            at = (*keys, "interval_by", condition, value)
            yield from refer(definitions, condition, value, file, at, at_key=True)
    if rule.season is not None:
        yield from refer(definitions, "season", rule.season.name, file, (*keys, "season", "name"))
