"""A product's rules as plain data, so that a script in its page reckons a reader's own dates just as the engine would.

Nothing is reckoned here. What depends on the reader (dates, region, traffic, setting) is left open, with the form's fields
that ask for it; what depends on the customer's tier is settled for the mildest one, as in the public calendars.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date

from generator.dates.intervals import YEARS, Interval
from generator.dates.yeardays import MonthDay
from generator.due.milestones import milestone_behind
from generator.formats.events import PRODUCT_ID
from generator.formats.templating import Text
from generator.model.anchors import MILESTONES, Anchor, MilestoneName
from generator.model.company import Company
from generator.model.definition import Condition, LocalText
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.tasks import Rule, SeasonRule, Task, revisions_of
from generator.site.pages.given import (
    Asking,
    Calculator,
    Choice,
    Climate,
    DayOfYear,
    Given,
    Guides,
    Lasting,
    Named,
    RuleGiven,
    RulesGiven,
    SeasonGiven,
    Span,
    TaskGiven,
)
from generator.site.pages.worked import workdays_given
from generator.text.language import Language

_ASSET_ONLY: tuple[Condition, ...] = ("traffic", "setting")

# The words of other parts of the site that the script says as well.
_WORDS = ("colon", "comma", "feed_guide", "feed_hotline", "feed_provisional", "provisional")


def calculator(
    definitions: Definitions,
    product: Product,
    language: Language,
    words: Mapping[str, str],
    guides: str,
    year: int = YEARS[0],
) -> Calculator | None:
    """The calculator of a product's page: the fields of its form, and the data for its script.

    ``guides`` is the way from the page to the folder of the tasks' pages, with a slash at its end. What the office does
    for itself and what follows a service are left out; ``year`` is that of the build. None where nothing is left to reckon.
    """
    tasks = [
        task for task in definitions.tasks_of(product.id) if task.audience == "public" and next(_lines(task), None)
    ]
    if not tasks and not product.warranty:
        return None
    company = definitions.company
    asked = {condition for task in tasks for condition in _conditions(task)}
    by_place = (
        _has_own_days(definitions, tasks)
        or "exposure" in asked
        or any(rule.season and rule.season.name for task in tasks for rule in task.schedule)
    )
    data = Given(
        product=Named(id=product.id, name=product.name.of(language)),
        company=company.name.of(language),
        hotline=company.hotline,
        prodid=PRODUCT_ID,
        domain=company.uid_domain,
        guides=Guides(page=guides, site=f"{company.site_url.rstrip('/')}/{language}/maintenance/"),
        milestones={name: words[f"milestone_{name}"] for name in _milestones(product, tasks)},
        tier=next(iter(list(company.tiers)[-1:]), None) if "tier" in asked else None,
        regions=_regions(definitions, tasks, year) if by_place else {},
        warranties=_warranties(product, language),
        tasks=tuple(_task(task, product, language, words) for task in tasks),
        workdays=workdays_given(definitions.workdays, year),
        words=_words(words),
    )
    return Calculator(fields=tuple(_fields(company, data, asked, language, words)), data=data)


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
    rules = [rule for task in tasks for _, revisions in _lines(task) for rule in revisions]
    anchors = [anchor for rule in rules for anchor in (rule.counts_from, rule.until) if anchor is not None]
    named = {milestone_behind(anchor, product) for anchor in anchors}
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
            period=_span(warranty.period),
        )
        for warranty in product.warranty
    )


def _lines(task: Task) -> Iterator[tuple[str, list[Rule]]]:
    """The task's rules by name, each with its revisions, without what follows a service."""
    for name, revisions in revisions_of(task).items():
        if not revisions[0][1].follows_service:
            yield name, [rule for _, rule in revisions]


def _task(task: Task, product: Product, language: Language, words: Mapping[str, str]) -> TaskGiven:
    lines = list(_lines(task))
    several = len(lines) > 1
    return TaskGiven(
        id=task.id,
        name=task.name.of(language),
        summary=task.summary.of(language),
        site=task.scope == "site",
        channel=words[f"channel_{task.channel}"],
        applies_to=dict(task.applies_to or {}),
        retired=min((str(day) for day in (task.retired, product.retired) if day is not None), default=None),
        rules=tuple(
            RulesGiven(
                name=name,
                label=words.get(f"rule_{name}", "") if several else "",
                revisions=tuple(map(_rule, revisions)),
            )
            for name, revisions in lines
        ),
    )


def _rule(rule: Rule) -> RuleGiven:
    by = rule.interval_by.items() if rule.interval_by is not None else None
    return RuleGiven(
        effective_from=_said(rule.effective_from),
        anchor=_said(rule.anchor),
        month_day=_day(rule.month_day) if rule.month_day is not None else None,
        threshold=_span(rule.threshold) if rule.threshold is not None else None,
        interval=_span(rule.interval) if rule.interval is not None else None,
        interval_by={of: {v: _span(i) for v, i in each.items()} for of, each in by} if by is not None else None,
        basis=rule.basis,
        early=_span(rule.tolerance.early),
        late=_span(rule.tolerance.late),
        invalid_date=rule.invalid_date,
        season=_season(rule.season) if rule.season is not None else None,
        until=_said(rule.until),
        clamp=rule.at_end == "clamp",
        adjust=rule.adjust,
    )


def _season(season: SeasonRule) -> SeasonGiven:
    own = None
    if season.name is None and season.from_ is not None and season.to is not None:
        own = _day(season.from_), _day(season.to)
    lead = _span(season.lead) if season.lead is not None else None
    return SeasonGiven(name=season.name, window=own, when=season.when, lead=lead)


def _has_own_days(definitions: Definitions, tasks: Sequence[Task]) -> bool:
    """Whether a date may lie otherwise in some region, because that has days off of its own."""
    regions = definitions.company.regions
    has_own = any(definitions.workdays_in(region) is not definitions.workdays for region in regions)
    return has_own and any(rule.adjust != "none" for task in tasks for rule in task.schedule)


def _regions(definitions: Definitions, tasks: Sequence[Task], year: int) -> dict[str, Climate]:
    """Each region's exposure, its seasons as far as rules name them, and its days off where they are not the company's."""
    company, seasons = definitions.company, definitions.seasons
    named = {rule.season.name for task in tasks for rule in task.schedule if rule.season is not None}
    regions = {}
    for id_, region in company.regions.items():
        climate = seasons.regions.get(region.seasons)
        windows = climate.windows if climate is not None else {}
        days = {name: (_day(window.from_), _day(window.to)) for name, window in windows.items() if name in named}
        calendar = definitions.workdays_in(id_)
        own = workdays_given(calendar, year) if calendar is not definitions.workdays else None
        regions[id_] = Climate(exposure=region.exposure, seasons=days, workdays=own)
    return regions


def _words(words: Mapping[str, str]) -> dict[str, str]:
    own = {key.removeprefix("calc_"): text for key, text in words.items() if key.startswith("calc_")}
    return own | {key: words[key] for key in _WORDS}


def _span(interval: Interval) -> Span:
    return interval.months, interval.days


def _day(day: MonthDay) -> DayOfYear:
    return day.month, day.day


def _said(day: Anchor | date | None) -> str | None:
    """As YAML says it: the name of a milestone, or a date in ISO 8601."""
    return str(day) if day is not None else None
