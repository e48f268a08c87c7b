"""A product's rules as plain data, so that a script in its page reckons a reader's own dates just as the engine would.

Nothing is reckoned here. What depends on the reader (dates, region, traffic, setting) is left open, with the form's fields
that ask for it; what depends on the customer's tier is settled for the mildest one, as in the public calendars.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from generator.dates.intervals import YEARS, Interval
from generator.dates.statutory import statutory_days
from generator.dates.yeardays import MonthDay
from generator.due.milestones import milestone_behind
from generator.formats.events import PRODUCT_ID
from generator.model.anchors import MILESTONES, Anchor, MilestoneName
from generator.model.definition import Condition, LocalText
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.tasks import Rule, SeasonRule, Task, revisions_of
from generator.text.language import Language

Plain = dict[str, Any]
_BY_LAW = 5  # for so many years after the last notice a page knows the days that are off by law
_ASSET_ONLY: tuple[Condition, ...] = ("traffic", "setting")

# The words of other parts of the site that the script says as well.
_WORDS = ("colon", "comma", "feed_guide", "feed_hotline", "feed_provisional", "provisional")


def calculator(
    definitions: Definitions, product: Product, language: Language, words: Mapping[str, str], guides: str
) -> Plain | None:
    """The calculator of a product's page: ``fields`` of its form, and ``data`` for its script.

    ``guides`` is the way from the page to the folder of the tasks' pages, with a slash at its end. What the office does
    for itself and what follows a service are left out. None where nothing is left to reckon.
    """
    tasks = [
        task for task in definitions.tasks_of(product.id) if task.audience == "public" and next(_lines(task), None)
    ]
    if not tasks and not product.warranty:
        return None
    company = definitions.company
    asked = {condition for task in tasks for condition in _conditions(task)}
    by_place = "exposure" in asked or any(rule.season and rule.season.name for task in tasks for rule in task.schedule)
    site = f"{company.site_url.rstrip('/')}/{language}/maintenance/"
    data = {
        "product": {"id": product.id, "name": product.name.of(language)},
        "company": company.name.of(language),
        "hotline": company.hotline,
        "prodid": PRODUCT_ID,
        "domain": company.uid_domain,
        "guides": {"page": guides, "site": site},
        "milestones": {name: words[f"milestone_{name}"] for name in _milestones(product, tasks)},
        "tier": next(iter(list(company.tiers)[-1:]), None) if "tier" in asked else None,
        "regions": _regions(definitions, tasks) if by_place else {},
        "warranties": [
            {"id": w.id, "name": w.name.of(language), "anchor": w.anchor, "period": _interval(w.period)}
            for w in product.warranty
        ],
        "tasks": [_task(task, product, language, words) for task in tasks],
        "workdays": _workdays(definitions),
        "words": _words(words),
    }
    return {"data": data, "fields": _fields(definitions, data, asked, language, words)}


def data_block(data: Plain) -> str:
    """``data`` as JSON on one line that may stand inside ``<script type="application/json">``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _conditions(task: Task) -> Iterator[Condition]:
    """What the task's dates depend on. A whole site has no traffic and no setting."""
    asked = [*(task.applies_to or {}), *(condition for rule in task.schedule for condition in rule.interval_by or {})]
    return (condition for condition in asked if task.scope == "asset" or condition not in _ASSET_ONLY)


def _milestones(product: Product, tasks: list[Task]) -> list[MilestoneName]:
    """The milestones from which the dates count, in the order in which they come about."""
    rules = [rule for task in tasks for _, revisions in _lines(task) for rule in revisions]
    anchors = [anchor for rule in rules for anchor in (rule.counts_from, rule.until) if anchor is not None]
    named = {milestone_behind(anchor, product) for anchor in anchors}
    return [name for name in MILESTONES if name in named | {warranty.anchor for warranty in product.warranty}]


def _fields(
    definitions: Definitions, data: Plain, asked: set[Condition], language: Language, words: Mapping[str, str]
) -> list[Plain]:
    """The form's fields: dates, and what one chooses from."""
    company = definitions.company
    fields: list[Plain] = [
        {
            "name": name, "label": words["calc_date"].format(name=spoken), "options": (),
            "least": date(YEARS[0], 1, 1), "most": date(YEARS[-1], 12, 31),
        }
        for name, spoken in data["milestones"].items()
    ]  # fmt: skip
    for condition in _ASSET_ONLY:
        if condition in asked:
            label = words[f"condition_{condition}"]
            fields.append(_choice(condition, label, company.vocabulary(condition), language))
    if data["regions"]:
        places = {id_: region.name for id_, region in company.regions.items()}
        fields.append(_choice("region", words["calc_region"], places, language))
    return fields


def _choice(name: str, label: str, values: Mapping[str, LocalText], language: Language) -> Plain:
    options = [{"value": value, "name": text.of(language)} for value, text in values.items()]
    return {"name": name, "label": label[:1].upper() + label[1:], "options": options}


def _lines(task: Task) -> Iterator[tuple[str, list[Rule]]]:
    """The task's rules by name, each with its revisions, without what follows a service."""
    for name, revisions in revisions_of(task).items():
        if not revisions[0][1].follows_service:
            yield name, [rule for _, rule in revisions]


def _task(task: Task, product: Product, language: Language, words: Mapping[str, str]) -> Plain:
    rules = list(_lines(task))
    several = len(rules) > 1
    return {
        "id": task.id,
        "name": task.name.of(language),
        "summary": task.summary.of(language),
        "site": task.scope == "site",
        "channel": words[f"channel_{task.channel}"],
        "applies_to": task.applies_to or {},
        "retired": min((str(day) for day in (task.retired, product.retired) if day is not None), default=None),
        "rules": [
            {
                "name": name,
                "label": words.get(f"rule_{name}", "") if several else "",
                "revisions": [_rule(rule) for rule in revisions],
            }
            for name, revisions in rules
        ],
    }


def _rule(rule: Rule) -> Plain:
    by = rule.interval_by
    return {
        "effective_from": _said(rule.effective_from),
        "anchor": _said(rule.anchor),
        "month_day": _month_day(rule.month_day),
        "threshold": _interval(rule.threshold),
        "interval": _interval(rule.interval),
        "interval_by": by and {condition: {v: _interval(i) for v, i in by[condition].items()} for condition in by},
        "basis": rule.basis,
        "early": _interval(rule.tolerance.early),
        "late": _interval(rule.tolerance.late),
        "invalid_date": rule.invalid_date,
        "season": _season(rule.season),
        "until": _said(rule.until),
        "clamp": rule.at_end == "clamp",
        "adjust": rule.adjust,
    }


def _season(season: SeasonRule | None) -> Plain | None:
    """The season by its name, whose days are those of the reader's region, or by its own days."""
    if season is None:
        return None
    own = [_month_day(season.from_), _month_day(season.to)] if season.name is None else None
    return {"name": season.name, "window": own, "when": season.when, "lead": _interval(season.lead)}


def _regions(definitions: Definitions, tasks: list[Task]) -> Plain:
    """Each region's exposure, and its seasons as far as rules name them."""
    named = {rule.season.name for task in tasks for rule in task.schedule if rule.season is not None}
    regions: Plain = {}
    for id_, region in definitions.company.regions.items():
        climate = definitions.seasons.regions.get(region.seasons)
        windows = climate.windows if climate is not None else {}
        regions[id_] = {
            "exposure": region.exposure,
            "seasons": {
                name: [_month_day(window.from_), _month_day(window.to)]
                for name, window in windows.items()
                if name in named
            },
        }
    return regions


def _workdays(definitions: Definitions) -> Plain:
    """Days off and days made up for, and the years for which they are certain; those by law for some years to come."""
    years, workdays = definitions.years, definitions.workdays
    official = [int(year) for year, given in years.items() if given.status == "official"]
    blocks = [(block.from_, block.to) for given in years.values() for block in given.holidays]
    coming = range(max(official) + 1, max(official) + 1 + _BY_LAW) if official else ()
    by_law = [day for year in coming for day in statutory_days(year)]
    told = {day for day in by_law if day.weekday() >= 5 or workdays.is_make_up(day)}
    told |= {day for day in by_law if any(start <= day <= end for start, end in blocks)}
    return {
        "official": official,
        "off": [[str(start), str(end)] for start, end in [*blocks, *((day, day) for day in by_law if day not in told)]],
        "make_up": [str(day) for given in years.values() for day in given.make_up],
    }


def _words(words: Mapping[str, str]) -> dict[str, str]:
    own = {key.removeprefix("calc_"): text for key, text in words.items() if key.startswith("calc_")}
    return own | {key: words[key] for key in _WORDS}


def _interval(interval: Interval | None) -> list[int] | None:
    return [interval.months, interval.days] if interval is not None else None


def _month_day(day: MonthDay | None) -> list[int] | None:
    return [day.month, day.day] if day is not None else None


def _said(day: Anchor | date | None) -> str | None:
    """As YAML says it: the name of a milestone, or a date in ISO 8601."""
    return str(day) if day is not None else None
