"""Rules across files: each is a small function that yields problems, all of them listed in ``CHECKS``."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from generator.catalogue import Catalogue, Placed, condition_of
from generator.drawing import is_drawable
from generator.fields import MILESTONES, WARRANTY_END
from generator.handbookchecks import HANDBOOK_CHECKS
from generator.intervals import Interval, add
from generator.model import MILESTONE_NAMES, Asset, Customer, Record, Rule, Site, Statement, Task
from generator.problems import Problem, nearest, unknown
from generator.schema import walk
from generator.source import Keys, position_of

Problems = Iterator[Problem]
Check = Callable[[Catalogue], Problems]

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?\Z")
_DIGIT = re.compile(r"\d")


def check(catalogue: Catalogue) -> list[Problem]:
    """Every problem that shows only when files are seen together."""
    return [problem for rule in CHECKS for problem in rule(catalogue)]


# ------------------------------------------------------------------------------------------- references that exist


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


def _refer(
    catalogue: Catalogue, kind: str, found: str | None, file: str, keys: Keys, *, at_key: bool = False
) -> Problems:
    known = _known(catalogue, kind)
    if found is not None and found not in known:
        yield unknown(kind, found, known if isinstance(known, set) else (), file, keys, at_key=at_key)


def company_refers_to_seasons(catalogue: Catalogue) -> Problems:
    """A region names a season region and an exposure."""
    file = "definitions/company.yaml"
    for id_, region in catalogue.company.regions.items():
        yield from _refer(catalogue, "season region", region.seasons, file, ("regions", id_, "seasons"))
        yield from _refer(catalogue, "exposure", region.exposure, file, ("regions", id_, "exposure"))


def definitions_refer_to_products(catalogue: Catalogue) -> Problems:
    """Tasks and promises name products that exist; products name pictures that exist."""
    for kind, things in (("task", catalogue.tasks), ("promise", catalogue.promises)):
        for id_, thing in things.items():
            file = catalogue.places[kind, id_].file
            for index, named in enumerate(thing.products):
                yield from _refer(catalogue, "product", named, file, ("products", index))
    for id_, product in catalogue.products.items():
        file = catalogue.places["product", id_].file
        yield from _refer(catalogue, "picture", product.picture, file, ("picture",))


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
            yield from _refer(catalogue, "skill", skill, file, ("work", "skills", index))
        for condition, values in (task.applies_to or {}).items():
            for index, value in enumerate(values):
                yield from _refer(catalogue, condition, value, file, ("applies_to", condition, index))
        for keys, rule in _rules(task):
            for condition, intervals in (rule.interval_by or {}).items():
                for value in intervals:
                    yield from _refer(
                        catalogue, condition, value, file, (*keys, "interval_by", condition, value), at_key=True
                    )
            if rule.season is not None:
                yield from _refer(catalogue, "season", rule.season.name, file, (*keys, "season", "name"))


def statements_cite_sources(catalogue: Catalogue) -> Problems:
    """A figure carries its grade, a grade its source, and the source exists."""
    for kind, things in _public(catalogue):
        for id_, thing in things.items():
            place = catalogue.places.get((kind, id_)) or Placed(f"definitions/{_FILES[kind]}")
            for keys, part in walk(thing):
                yield from _cite(catalogue, place.file, place.keys + keys, part)


def _cite(catalogue: Catalogue, file: str, keys: Keys, part: Any) -> Problems:
    grade, sources = getattr(part, "grade", None), getattr(part, "source", None)
    if isinstance(part, Statement) and grade is None and _DIGIT.search(part.zh + (part.en or "")):
        yield Problem(code="figure_without_grade", file=file, keys=keys)
    if not isinstance(sources, tuple):
        return
    if grade is not None and grade != "G" and not sources:
        at = (*keys, "grade")
        yield Problem(code="grade_without_source", file=file, keys=at, params={"found": grade})
    for index, source in enumerate(sources):
        yield from _refer(catalogue, "source", source, file, (*keys, "source", index))


_FILES = {"company": "company.yaml", "seasons": "calendars/seasons.yaml"}


def _public(catalogue: Catalogue) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every definition that pages are made from, the staff's included, by kind and id."""
    yield "company", {"": catalogue.company}
    yield "seasons", {"": catalogue.seasons}
    yield "product", catalogue.products
    yield "task", catalogue.tasks
    yield "promise", catalogue.promises
    yield from catalogue.entries.items()
    yield "source", catalogue.works
    yield "item", catalogue.handbook


def public_text_holds_no_personal_data(catalogue: Catalogue) -> Problems:
    """No mobile number and no ID number stands in a definition."""
    for file, text in catalogue.texts.items():
        if not file.startswith("definitions/"):
            continue
        for code, pattern in (("privacy_phone", _MOBILE), ("privacy_id", _ID_NUMBER)):
            for found in pattern.finditer(text):
                position = position_of(text, found.start())
                yield Problem(code=code, file=file, position=position, params={"found": found[0]})


# ------------------------------------------------------------------------------------------------ rules that make sense


def _rules(task: Task) -> Iterator[tuple[Keys, Rule]]:
    """A task's rules with their keys (where a lone rule stands directly under ``schedule``, printing drops the 0)."""
    for index, rule in enumerate(task.schedule):
        yield ("schedule", index), rule


def rules_are_sound(catalogue: Catalogue) -> Problems:
    """A rule's keys go together, and its revisions differ."""
    for id_, task in catalogue.tasks.items():
        file = catalogue.places["task", id_].file
        seen = set()
        basis: dict[str, str] = {}
        for keys, rule in _rules(task):
            for code, at, params in _unsound(rule):
                yield Problem(code=code, file=file, keys=keys + at, params=params)
            revision = (rule.name, rule.effective_from)
            if basis.setdefault(rule.name, rule.basis) != rule.basis:
                params = {"found": rule.name}
                yield Problem(code="basis_changed", file=file, keys=(*keys, "basis"), params=params)
            if revision in seen:
                yield Problem(code="duplicate_rule", file=file, keys=keys, params={"found": rule.name})
            seen.add(revision)


def _unsound(rule: Rule) -> Iterator[tuple[str, Keys, dict[str, Any]]]:
    if rule.anchor is None and rule.month_day is None and rule.season is None:
        yield "no_anchor", (), {}
    if rule.anchor is not None and rule.month_day is not None:
        yield "anchor_and_month_day", ("month_day",), {}
    if rule.interval is not None and rule.interval_by is not None:
        yield "two_intervals", ("interval_by",), {}
    if rule.interval_by is not None and len(rule.interval_by) != 1:
        yield "two_conditions", ("interval_by",), {}
    if rule.basis != "fixed" and rule.interval is None and rule.interval_by is None:
        yield "floating_needs_interval", ("basis",), {"found": rule.basis}
    if rule.basis != "fixed" and rule.season is not None:
        yield "season_is_fixed", ("basis",), {"found": rule.basis}
    if rule.at_end is not None and rule.until is None:
        yield "at_end_without_until", ("at_end",), {}
    season = rule.season
    if season is None:
        return
    named, dated = season.name is not None, season.from_ is not None and season.to is not None
    if named == dated or (season.from_ is None) != (season.to is None):
        yield "season_span", ("season",), {}
    if rule.interval_by is not None:
        yield "season_interval", ("interval_by",), {}
    if rule.interval is not None:
        whole_years = rule.interval.days == 0 and rule.interval.months % 12 == 0
        if not whole_years and (season.when != "inside" or rule.interval.approximate_days > 366):
            yield "season_interval", ("interval",), {}


def tasks_are_reachable(catalogue: Catalogue) -> Problems:
    """A task of an asset or site belongs to a product, and somebody can do it."""
    skilled = {skill for technician in catalogue.technicians.values() for skill in technician.skills}
    for id_, task in catalogue.tasks.items():
        file = catalogue.places["task", id_].file
        if task.scope != "company" and not task.products:
            yield Problem(code="orphan_task", file=file)
        for index, skill in enumerate(task.work.skills):
            if (
                ("technician", "") not in catalogue.broken
                and skill in catalogue.company.skills
                and skill not in skilled
            ):
                params = {"found": skill, "task": id_}
                keys: Keys = ("work", "skills", index)
                yield Problem(code="task_without_technician", file=file, keys=keys, params=params, level="warning")


# -------------------------------------------------------------------------------------------------- who is served


def customers_refer_to_definitions(catalogue: Catalogue) -> Problems:
    """A customer's tier, regions, technicians, products and conditions exist, and ids are not used twice."""
    for id_, customer in catalogue.customers.items():
        file = catalogue.places["customer", id_].file
        yield from _refer(catalogue, "tier", customer.tier, file, ("tier",))
        yield from _duplicates(file, ("sites",), customer.sites)
        for i, site in enumerate(customer.sites):
            keys: Keys = ("sites", i)
            yield from _refer(catalogue, "region", site.region, file, (*keys, "region"))
            yield from _refer(catalogue, "technician", site.technician, file, (*keys, "technician"))
            yield from _refer(catalogue, "exposure", site.exposure, file, (*keys, "exposure"))
            yield from _duplicates(file, (*keys, "assets"), site.assets)
            for j, asset in enumerate(site.assets):
                at: Keys = (*keys, "assets", j)
                yield from _refer(catalogue, "product", asset.product, file, (*at, "product"))
                yield from _refer(catalogue, "traffic", asset.traffic, file, (*at, "traffic"))
                yield from _refer(catalogue, "setting", asset.setting, file, (*at, "setting"))


def _duplicates(file: str, keys: Keys, things: Iterable[Site | Asset]) -> Problems:
    seen: set[str] = set()
    for index, thing in enumerate(things):
        if thing.id in seen:
            yield Problem(code="duplicate_id", file=file, keys=(*keys, index, "id"), params={"found": thing.id})
        seen.add(thing.id)


def technicians_use_the_vocabulary(catalogue: Catalogue) -> Problems:
    """A technician's skills and regions exist."""
    for id_, technician in catalogue.technicians.items():
        place = catalogue.places["technician", id_]
        for index, skill in enumerate(technician.skills):
            yield from _refer(catalogue, "skill", skill, place.file, (*place.keys, "skills", index))
        for index, region in enumerate(technician.regions):
            yield from _refer(catalogue, "region", region, place.file, (*place.keys, "regions", index))


def assets_have_what_rules_need(catalogue: Catalogue) -> Problems:
    """Each asset has the warranties and conditions from which its tasks are scheduled, and its site the milestones."""
    for id_, customer in catalogue.customers.items():
        file = catalogue.places["customer", id_].file
        for i, site in enumerate(customer.sites):
            missing: dict[str, set[str]] = {}
            for j, asset in enumerate(site.assets):
                keys: Keys = ("sites", i, "assets", j)
                for task in catalogue.tasks_of(asset.product):
                    for problem in _needs(catalogue, customer, site, asset, task):
                        yield Problem(file=file, keys=keys, **problem)
                    for name in _missing_milestones(catalogue, site, asset, task):
                        missing.setdefault(name, set()).add(task.id)
            at: Keys = ("sites", i) if site.milestones is None else ("sites", i, "milestones")
            for name, tasks in sorted(missing.items()):
                params = {"milestone": name, "name_zh": MILESTONE_NAMES[name].zh, "tasks": sorted(tasks)}
                yield Problem(code="missing_milestone", file=file, keys=at, at_key=True, params=params)


def _needs(catalogue: Catalogue, customer: Customer, site: Site, asset: Asset, task: Task) -> Iterator[dict[str, Any]]:
    product = catalogue.products.get(asset.product)
    for _, rule in _rules(task):
        for anchor in _milestones_of(rule):
            name, _, warranty_id = anchor.partition(":")
            if name == WARRANTY_END and product is not None:
                warranties = {w.id: w for w in product.warranty}
                found = warranty_id or "general"
                if found not in warranties:
                    params = {"product": product.id, "found": found, "nearest": nearest(found, warranties)}
                    yield {"code": "no_such_warranty", "params": params}
        for condition in rule.interval_by or {}:
            value = condition_of(catalogue, condition, customer, site, asset)
            if value is None and condition in ("traffic", "setting"):
                yield {"code": "missing_condition", "params": {"task": task.id, "condition": condition}}
            elif value is not None and value not in (rule.interval_by or {})[condition]:
                params = {"task": task.id, "condition": condition, "found": value}
                yield {"code": "unlisted_condition", "params": params}


def _missing_milestones(catalogue: Catalogue, site: Site, asset: Asset, task: Task) -> Iterator[str]:
    """The milestones that a task counts from and that neither the asset nor its site has."""
    product = catalogue.products.get(asset.product)
    anchors = {w.id: w.anchor for w in product.warranty} if product is not None else {}
    for _, rule in _rules(task):
        for anchor in _milestones_of(rule):
            name, _, warranty_id = anchor.partition(":")
            if name == WARRANTY_END:
                name = anchors.get(warranty_id or "general", name)
            if name in MILESTONES and name not in {**(site.milestones or {}), **(asset.milestones or {})}:
                yield name


def _milestones_of(rule: Rule) -> Iterator[str]:
    """The named milestones that a rule counts from or to; without an anchor it is the acceptance."""
    anchors: list[str | date | None] = [rule.anchor if rule.anchor is not None else "acceptance", rule.until]
    yield from (anchor for anchor in anchors if isinstance(anchor, str))


def records_fit(catalogue: Catalogue) -> Problems:
    """A record names a customer, site, asset and task that exist and belong together, and says what its kind needs."""
    for place, record in catalogue.records:
        yield from _refer(catalogue, "technician", record.technician, place.file, (*place.keys, "technician"))
        tasks = [(("task",), record.task)] if record.task else [(("tasks", i), t) for i, t in enumerate(record.tasks)]
        if not tasks:
            params = {"record": record.record, "found": "task"}
            yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)
        for keys, task in tasks:
            yield from _refer(catalogue, "task", task, place.file, (*place.keys, *keys))
        for keys, task in tasks:
            yield from _names_a_rule(catalogue, place, record, (*place.keys, *keys), task)
        for needed in {"skipped": ("reason",), "moved": ("to",), "appointment": ("at",)}.get(record.record, ()):
            if getattr(record, needed) is None:
                params = {"record": record.record, "found": needed}
                yield Problem(code="record_needs", file=place.file, keys=place.keys, params=params)
        customer = catalogue.customers.get(record.customer)
        if customer is None:
            yield from _refer(catalogue, "customer", record.customer, place.file, (*place.keys, "customer"))
            continue
        sites = {site.id: site for site in customer.sites}
        if record.site not in sites:
            yield unknown("site", record.site, sites, place.file, (*place.keys, "site"))
            continue
        assets = {asset.id: asset for asset in sites[record.site].assets}
        if record.asset is not None and record.asset not in assets:
            yield unknown("asset", record.asset, assets, place.file, (*place.keys, "asset"))
            continue
        served = [assets[record.asset]] if record.asset else list(assets.values())
        for keys, task_id in tasks:
            served_task = catalogue.tasks.get(task_id)
            known = all(asset.product in catalogue.products for asset in served)  # a slip there is told there
            if known and served_task is not None and not any(a.product in served_task.products for a in served):
                params = {"customer": record.customer, "site": record.site, "task": task_id}
                yield Problem(code="unused_record", file=place.file, keys=(*place.keys, *keys), params=params)


def _names_a_rule(catalogue: Catalogue, place: Placed, record: Record, keys: Keys, task_id: str) -> Problems:
    """Where a task has several rules, what skips or moves one of them says which."""
    task = catalogue.tasks.get(task_id)
    names = list(dict.fromkeys(rule.name for rule in task.schedule)) if task is not None else []
    if record.rule is not None and names and record.rule not in names:
        params = {"found": record.rule, "choices": names, "nearest": nearest(record.rule, names)}
        yield Problem(code="not_a_choice", file=place.file, keys=(*place.keys, "rule"), params=params)
    elif record.rule is None and len(names) > 1 and record.record != "completed":
        params = {"task": task_id, "choices": names}
        yield Problem(code="record_needs_rule", file=place.file, keys=keys, params=params)


def milestones_are_plausible(catalogue: Catalogue) -> Problems:
    """A site's milestones lie within ten years, and none lies after the day on which a task counting from it was done."""
    done = _done(catalogue)
    for id_, customer in catalogue.customers.items():
        file = catalogue.places["customer", id_].file
        for i, site in enumerate(customer.sites):
            keys: Keys = ("sites", i)
            own = [asset.milestones or {} for asset in site.assets]
            told = [done.get((id_, site.id, asset.id), []) for asset in site.assets]
            # what was done on an asset speaks of the site's milestone only where the asset has none of its own
            of_site = [one for mine, all_ in zip(own, told, strict=True) for one in all_ if one[0] not in mine]
            yield from _implausible(file, keys, site.milestones or {}, of_site)
            for j, (mine, all_) in enumerate(zip(own, told, strict=True)):
                yield from _implausible(file, (*keys, "assets", j), mine, all_)


def _implausible(
    file: str, keys: Keys, milestones: Mapping[Any, date | None], done: Iterable[tuple[str, str, date]]
) -> Problems:
    dated = {name: day for name, day in milestones.items() if day is not None}
    if not dated:
        return
    first = min(dated, key=lambda name: dated[name])
    limit = add(dated[first], Interval(months=120)) or date.max
    found = {name: (first, dated[first]) for name, day in dated.items() if day > limit}
    for name, task, day in done:
        if name in dated and dated[name] > day:
            found.setdefault(name, (task, day))
    for name, (other, day) in found.items():
        params = {"milestone": name, "found": dated[name], "other": other, "day": day}
        at = (*keys, "milestones", name)
        yield Problem(code="milestone_implausible", file=file, keys=at, params=params, level="warning")


def _done(catalogue: Catalogue) -> dict[tuple[str, str, str], list[tuple[str, str, date]]]:
    """By asset: the milestones from which tasks count that were done, with the task and the day, oldest first.

    A task that may fall due before its milestone says nothing.
    """
    found: dict[tuple[str, str, str], list[tuple[str, str, date]]] = {}
    for _, record in catalogue.records:
        customer = catalogue.customers.get(record.customer)
        if record.record != "completed" or customer is None:
            continue
        for task in filter(None, map(catalogue.tasks.get, record.tasks or (record.task or "",))):
            counted = {rule.anchor for _, rule in _rules(task) if not _is_ahead(rule)}
            for site in customer.sites:
                for asset in site.assets:
                    if site.id == record.site and record.asset in (None, asset.id) and asset.product in task.products:
                        told = found.setdefault((customer.id, site.id, asset.id), [])
                        told += [(name, task.id, record.date) for name in MILESTONES if name in counted]
    return found


def _is_ahead(rule: Rule) -> bool:
    return rule.threshold is not None and rule.threshold.approximate_days <= 0


def records_lie_in_the_past(catalogue: Catalogue, as_of: date) -> Problems:
    """What was completed or skipped was so on or before ``as_of``; later ones are not counted yet."""
    for place, record in catalogue.records:
        if record.record in ("completed", "skipped") and record.date > as_of:
            params = {"found": record.date, "as_of": as_of}
            keys = (*place.keys, "date")
            yield Problem(code="record_in_future", file=place.file, keys=keys, params=params, level="warning")


CHECKS: tuple[Check, ...] = (
    company_refers_to_seasons,
    addresses_and_icons_are_real,
    pictures_can_be_drawn,
    holidays_run_forwards,
    definitions_refer_to_products,
    tasks_use_the_vocabulary,
    statements_cite_sources,
    public_text_holds_no_personal_data,
    rules_are_sound,
    tasks_are_reachable,
    customers_refer_to_definitions,
    technicians_use_the_vocabulary,
    assets_have_what_rules_need,
    milestones_are_plausible,
    records_fit,
    *HANDBOOK_CHECKS,
)
