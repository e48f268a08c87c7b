"""A product's rules as plain data, so that a script in its page reckons a reader's own dates just as the engine would.

Nothing is reckoned here. What depends on the reader (dates, region, traffic, setting) is left open, with the form's fields
that ask for it; what depends on the customer's tier is settled for the mildest one, as in the public calendars.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from generator.dates.intervals import YEARS, Interval
from generator.due.milestones import milestone_behind
from generator.formats.events import PRODUCT_ID
from generator.formats.templating import Text
from generator.model.anchors import ACCEPTANCE, MILESTONES, MilestoneName
from generator.model.company import Company
from generator.model.definition import Condition, LocalText
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.rules import Rule
from generator.model.tasks import Task
from generator.site.pages.given import (
    Asking,
    Calculator,
    Choice,
    Climate,
    Given,
    Guides,
    Lasting,
    Named,
)
from generator.site.pages.rulesgiven import day_given, lines_of, span_given, task_given
from generator.site.pages.worked import workdays_given
from generator.text.language import Language
from generator.text.words import Words

_ASSET_ONLY: tuple[Condition, ...] = ("traffic", "setting")

# The words of other parts of the site that the script says as well.
_WORDS = ("colon", "comma", "feed_guide", "feed_hotline", "feed_provisional", "provisional")


def calculator(
    definitions: Definitions,
    product: Product,
    language: Language,
    words: Words,
    guides: str,
    year: int = YEARS[0],
) -> Calculator | None:
    """The calculator of a product's page: the fields of its form, and the data for its script.

    ``guides`` is the way from the page to the folder of the tasks' pages, with a slash at its end. What the office does
    for itself and what follows a service are left out; ``year`` is that of the build. None where nothing is left to reckon.
    """
    tasks = [
        task for task in definitions.tasks_of(product.id) if task.audience == "public" and next(lines_of(task), None)
    ]
    if not tasks and not product.warranty:
        return None
    company = definitions.company
    asked = {condition for task in tasks for condition in _conditions(task)}
    rules = [rule for task in tasks for rule in task.schedule]
    by_place = (
        _has_own_days(definitions) or "exposure" in asked or any(rule.season and rule.season.name for rule in rules)
    )
    counted = any(map(_counts_working_days, rules))
    data = Given(
        product=Named(id=product.id, name=product.name.of(language)),
        company=company.name.of(language),
        hotline=company.hotline,
        prodid=PRODUCT_ID,
        domain=company.uid_domain,
        zone=company.zone,
        guides=Guides(page=guides, site=f"{company.site_url.rstrip('/')}/{language}/maintenance/"),
        milestones={name: words[f"milestone_{name}"] for name in _milestones(product, tasks)},
        tier=next(iter(list(company.tiers)[-1:]), None) if "tier" in asked else None,
        regions=_regions(definitions, tasks, year, counted=counted) if by_place else {},
        warranties=_warranties(product, language),
        tasks=tuple(task_given(task, product, definitions, words) for task in tasks),
        workdays=workdays_given(definitions.workdays, year, counted=counted),
        words=_words(words),
    )
    fields = tuple(_fields(company, data, asked, language, words))
    return Calculator(fields=fields, notes=tuple(_notes(definitions.tasks_of(product.id), language, words)), data=data)


def _notes(tasks: Iterable[Task], language: Language, words: Mapping[str, str]) -> Iterator[Text]:
    """What goes by records alone, and what a reading may bring forward."""
    public = [task for task in tasks if task.audience == "public"]
    by_record = [t for t in public if any(rule.is_follow_up or rule.is_only_raised for rule in t.current_rules)]
    sooner = [t for t in public if any(rule.raised_by and not rule.is_only_raised for rule in t.current_rules)]
    for key, named in (("calc_by_record", by_record), ("calc_latest", sooner)):
        if named:
            names = words["comma"].join(task.name.of(language) for task in named)
            yield Text(words[key].format(tasks=names))


def data_block(data: Given) -> str:
    """``data`` as JSON on one line that may stand inside ``<script type="application/json">``."""
    text = json.dumps(asdict(data), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _conditions(task: Task) -> Iterator[Condition]:
    """What the task's dates depend on. A whole site has no traffic and no setting."""
    asked = [*(task.applies_to or {}), *(condition for rule in task.schedule for condition in rule.interval_by or {})]
    return (condition for condition in asked if task.scope == "asset" or condition not in _ASSET_ONLY)


def _milestones(product: Product, tasks: Sequence[Task]) -> list[MilestoneName]:
    """The milestones from which the dates count, in the order in which they come about."""
    rules = [rule for task in tasks for _, revisions in lines_of(task) for rule in revisions]
    ends = [rule.until for rule in rules if rule.until is not None and not isinstance(rule.until, Interval)]
    named = {milestone_behind(anchor, product) for anchor in (*(rule.counts_from for rule in rules), *ends)}
    if not any(named) and any(rule.begins_each_season for rule in rules):
        named.add(ACCEPTANCE.name)  # from which seasons count as well
    return [name for name in MILESTONES if name in named | {warranty.anchor for warranty in product.warranty}]


def _fields(
    company: Company, data: Given, asked: set[Condition], language: Language, words: Mapping[str, str]
) -> Iterator[Asking]:
    """The form's fields: dates, and what one chooses from."""
    first, last = date(YEARS[0], 1, 1), date(YEARS[-1], 12, 31)
    for name, spoken in data.milestones.items():
        yield Asking(name=name, label=Text(words["calc_date"].format(name=spoken)), least=first, most=last)
    for condition in _ASSET_ONLY:
        if condition in asked:
            yield _choice(condition, words[f"condition_{condition}"], company.vocabulary(condition), language)
    if data.regions:
        places = {id_: region.name for id_, region in company.regions.items()}
        yield _choice("region", words["calc_region"], places, language)


def _choice(name: str, label: str, values: Mapping[str, LocalText], language: Language) -> Asking:
    options = tuple(Choice(value=value, name=Text(text.of(language))) for value, text in values.items())
    return Asking(name=name, label=Text(label[:1].upper() + label[1:]), options=options)


def _warranties(product: Product, language: Language) -> tuple[Lasting, ...]:
    return tuple(
        Lasting(
            id=warranty.id,
            name=warranty.name.of(language),
            anchor=warranty.anchor,
            period=span_given(warranty.period),
        )
        for warranty in product.warranty
    )


def _has_own_days(definitions: Definitions) -> bool:
    """Whether some region has days off of its own."""
    regions = definitions.company.regions
    return any(definitions.workdays_in(region) is not definitions.workdays for region in regions)


def _counts_working_days(rule: Rule) -> bool:
    by = [interval for intervals in (rule.interval_by or {}).values() for interval in intervals.values()]
    return any(span is not None and span.workdays for span in (rule.interval, rule.threshold, *by))


def _regions(definitions: Definitions, tasks: Sequence[Task], year: int, *, counted: bool) -> dict[str, Climate]:
    """Each region's exposure, its seasons as far as rules name them, and its days off where they are not the company's."""
    company, seasons = definitions.company, definitions.seasons
    named = {rule.season.name for task in tasks for rule in task.schedule if rule.season is not None}
    regions = {}
    for id_, region in company.regions.items():
        climate = seasons.regions.get(region.seasons or "")
        windows = climate.windows if climate is not None else {}
        days = {
            name: (day_given(window.from_), day_given(window.to)) for name, window in windows.items() if name in named
        }
        calendar = definitions.workdays_in(id_)
        own = workdays_given(calendar, year, counted=counted) if calendar is not definitions.workdays else None
        regions[id_] = Climate(exposure=region.exposure, seasons=days, workdays=own)
    return regions


def _words(words: Words) -> dict[str, str]:
    own = {key: text for key, text in words.beginning("calc_").items() if key not in ("by_record", "latest")}
    return own | {key: words[key] for key in _WORDS}
