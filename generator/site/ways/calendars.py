"""Calendars that hold nothing of anybody: for each product by the month of acceptance, for each region its seasons.

They are part of the public site. A made-up asset stands for all those accepted in the same month; what depends on more
(traffic, tier) is shown for its mildest case, and the text says so.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.samples import sample_customer, sample_work
from generator.due.terms import DueDate
from generator.formats.addresses import page_path, public_address
from generator.formats.events import all_day, calendar_header, event_body
from generator.formats.ledger import Event, continue_feed
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.rules import Rule
from generator.model.tasks import Task
from generator.telling.rules import rule_words, tolerance_words
from generator.text.language import Language
from generator.text.words import Words

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "public-calendars.aftercare")
_AHEAD = Interval(months=36)
_DAY = 15


@dataclass(frozen=True, slots=True)
class PublicCalendar:
    """One calendar of the public site; ``month`` is that of the acceptance, for a product's."""

    path: str
    subject: str
    month: int | None
    content: bytes


def product_calendars(
    definitions: Definitions, templates: Templates, language: Language, as_of: date
) -> Iterator[PublicCalendar]:
    """Twelve calendars for each product: what is due if it was accepted in that month, the latest one before ``as_of``.

    Only the month of ``as_of`` matters.
    """
    words = templates.words[language]
    for product in definitions.products.values():
        tasks = [_plain(task) for task in definitions.tasks_of(product.id) if task.scope != "company"]
        for month in range(1, 13):
            accepted = date(as_of.year - (month > as_of.month), month, _DAY)
            customer = sample_customer(definitions, product.id, accepted)
            name = f"{product.name.of(language)} · {words['calendar_accepted'].format(month=month)}"
            key = f"{product.id}-{month:02}"
            work = sample_work(definitions, tasks, customer, accepted, add(accepted, _AHEAD) or date.max)
            content = _calendar(definitions, templates, language, key, name, accepted, work)
            yield PublicCalendar(f"calendars/{key}.ics", product.id, month, content)


def season_calendars(
    definitions: Definitions, templates: Templates, language: Language, as_of: date
) -> Iterator[PublicCalendar]:
    """One calendar for each region: the work that its seasons ask for, in this year and the next two."""
    words = templates.words[language]
    start = date(as_of.year, 1, 1)
    for id_, region in definitions.company.regions.items():
        name = f"{region.name.of(language)} · {words['calendar_seasons']}"
        work = season_work(definitions, id_, start, _AHEAD)
        content = _calendar(definitions, templates, language, f"season-{id_}", name, start, work)
        yield PublicCalendar(f"calendars/season-{id_}.ics", id_, None, content)


def season_work(
    definitions: Definitions, region: str, start: date, ahead: Interval
) -> list[tuple[Task, Rule, DueDate]]:
    """The work that the seasons of a region ask for from ``start`` on, by task and date."""
    tasks = [
        replace(task, schedule=rules, scope="asset", applies_to=None)
        for task in definitions.tasks.values()
        if task.products
        and task.audience == "public"
        and (rules := tuple(rule for rule in task.schedule if rule.season is not None))
    ]
    together: dict[tuple[str, date], tuple[Task, Rule, DueDate]] = {}
    for product in definitions.products:
        customer = sample_customer(definitions, product, start, region=region)
        work = sample_work(definitions, tasks, customer, start, add(start, ahead) or date.max)
        together |= {(task.id, due.nominal): (task, rule, due) for task, rule, due in work}
    return [together[key] for key in sorted(together)]


def _plain(task: Task) -> Task:
    """The task without what is triggered by a service, and without conditions on the asset."""
    rules = tuple(rule for rule in task.schedule if not rule.is_follow_up)
    return replace(task, schedule=rules, applies_to=None)


def _calendar(
    definitions: Definitions,
    templates: Templates,
    language: Language,
    key: str,
    name: str,
    since: date,
    work: Iterable[tuple[Task, Rule, DueDate]],
) -> bytes:
    company = definitions.company
    words = templates.words[language]
    events: dict[str, Event] = {}
    for task, rule, due in work:
        # By the nominal date and not by the cycle: next year's cohort has the same dates, and they stay the same events.
        uid = f"{uuid.uuid5(_NAMESPACE, f'{key}|{task.id}|{rule.name}|{due.nominal}')}@{company.uid_domain}"
        guide = public_address(company, page_path("task", task.id), language)
        body = event_body(
            when=all_day(due.day),
            summary=task.name.of(language),
            description="\n".join(_lines(task, rule, due, guide, definitions, language, words)),
            url=guide,
            category=words[f"channel_{task.channel}"],
            status="TENTATIVE",
            access="PUBLIC",
            trigger="-PT15H",
        )
        events[uid] = Event(uid, due.day, body)
    header = calendar_header(f"{company.name.of(language)} · {name}", company.zone, timed=False)
    return continue_feed(f"public|{key}", header, events.values(), None, since, "")


def _lines(
    task: Task,
    rule: Rule,
    due: DueDate,
    guide: str,
    definitions: Definitions,
    language: Language,
    words: Words,
) -> list[str]:
    """What an event says below its title."""
    is_certain = not definitions.workdays.awaits_notice(due.day.year)
    return [
        task.summary.of(language),
        f"{words['rules']}{words['colon']}{rule_words(rule, definitions, words)}",
        f"{words['rule_window']}{words['colon']}{tolerance_words(rule, words)}",
        *([] if is_certain else [words["feed_provisional"]]),
        f"{words['feed_guide']}{words['colon']}{guide}",
        words["calendar_generic"],
        f"{words['feed_hotline']} {definitions.company.hotline}",
    ]
