"""Calendars that hold nothing of anybody: for each product by the month of acceptance, for each region its seasons.

They are part of the public site. A made-up asset stands for all those accepted in the same month; what depends on more
(traffic, tier) is shown for its mildest case, and the text says so. What subscribers were told last is their ledger, as
with private ones.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.samples import sample_customer
from generator.due.terms import DueDate
from generator.formats.addresses import page_path, public_address
from generator.formats.contentlines import plain_line
from generator.formats.continuing import Taken, continue_feed
from generator.formats.endings import ended_feeds
from generator.formats.events import all_day, calendar_header, event_body
from generator.formats.ledger import Ledger
from generator.formats.stamps import Stamping, stamping
from generator.formats.templating import Templates
from generator.formats.told import HOLDER, Event
from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.model.rules import Rule
from generator.model.tasks import Task
from generator.site.ways.cohorts import Cohort, cohorts
from generator.telling.rules import rule_words, tolerance_words
from generator.text.language import Language
from generator.text.memory import Same
from generator.text.words import Words
from generator.visits.examples import example_work

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "public-calendars.aftercare")
_AHEAD = Interval(months=36)
FOLDER = "calendars"


@dataclass(frozen=True, slots=True)
class PublicCalendar:
    """One calendar of the public site; ``cohort`` is that of a product's. One without a ``subject`` has ended."""

    path: str
    subject: str
    cohort: Cohort | None
    content: bytes


Dated = Sequence[tuple[Task, Rule, DueDate]]


@dataclass(frozen=True, slots=True)
class PublicWork:
    """What calendars tell in any language: of each product by its months of acceptance, of each region by its seasons."""

    of_products: Sequence[tuple[Product, Cohort, Dated]]
    of_regions: Mapping[str, Dated]


@dataclass(frozen=True, slots=True)
class _Edition:
    """What calendars are made from: in one language, going on from ``ledger``."""

    definitions: Definitions
    work: PublicWork
    templates: Templates
    language: Language
    stamping: Stamping
    ledger: Ledger
    _said: dict[Same[Rule], tuple[str, str]] = field(default_factory=dict)

    @property
    def words(self) -> Words:
        return self.templates.words[self.language]

    def said(self, rule: Rule) -> tuple[str, str]:
        """A rule in words, and how much earlier or later is in time: each stands in the events of many months."""
        if (said := self._said.get(Same(rule))) is None:
            said = rule_words(rule, self.definitions, self.words), tolerance_words(rule, self.words)
            self._said[Same(rule)] = said
        return said


def public_work(definitions: Definitions, as_of: date) -> PublicWork:
    """What public calendars tell on ``as_of``."""
    return PublicWork([*_of_products(definitions, as_of)], dict(_of_regions(definitions, as_of)))


def public_calendars(
    definitions: Definitions,
    work: PublicWork,
    templates: Templates,
    language: Language,
    stamping: Stamping,
    ledger: Ledger,
) -> list[PublicCalendar]:
    """Every public calendar of one language, in the order in which pages offer them, and last those that ended."""
    edition = _Edition(definitions, work, templates, language, stamping, ledger)
    calendars = [*_by_products(edition), *_by_seasons(edition)]
    alive = {calendar.path.removeprefix(f"{FOLDER}/") for calendar in calendars}
    for ending in ended_feeds(ledger, alive, definitions.company, templates, stamping):
        calendars.append(PublicCalendar(f"{FOLDER}/{ending.path}", "", None, ending.content))
    return calendars


def _of_products(definitions: Definitions, as_of: date) -> Iterator[tuple[Product, Cohort, Dated]]:
    """For each product and month of acceptance what is due, from the year before this to the end of the one after next."""
    for product in definitions.products.values():
        tasks = [_plain(task) for task in definitions.tasks_of(product.id) if task.scope != "company"]
        for cohort in cohorts(definitions.company.calendars.since, as_of) if tasks else ():
            start = max(cohort.accepted, date(as_of.year - 1, 1, 1))
            customer = sample_customer(definitions, product.id, cohort.accepted)
            yield product, cohort, [*example_work(definitions, tasks, customer, start, date(as_of.year + 2, 12, 31))]


def _of_regions(definitions: Definitions, as_of: date) -> Iterator[tuple[str, Dated]]:
    """For each region the work that its seasons ask for, in this year and two more; none without seasons."""
    for id_ in definitions.company.regions if definitions.seasons.names else ():
        yield id_, season_work(definitions, id_, date(as_of.year, 1, 1), _AHEAD)


def _by_products(edition: _Edition) -> Iterator[PublicCalendar]:
    for product, cohort, work in edition.work.of_products:
        name = edition.words.say("calendar_accepted", year=cohort.year, month=cohort.month)
        key = f"{_first_id(product)}-{cohort}"
        content = _calendar(edition, key, f"{product.name.of(edition.language)} · {name}", work)
        yield PublicCalendar(f"{FOLDER}/{key}.ics", product.id, cohort, content)


def _by_seasons(edition: _Edition) -> Iterator[PublicCalendar]:
    for id_, work in edition.work.of_regions.items():
        region = edition.definitions.company.regions[id_]
        name = f"{region.name.of(edition.language)} · {edition.words['calendar_seasons']}"
        content = _calendar(edition, f"season-{id_}", name, work)
        yield PublicCalendar(f"{FOLDER}/season-{id_}.ics", id_, None, content)


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
        work = example_work(definitions, tasks, customer, start, add(start, ahead) or date.max)
        together |= {(task.id, due.nominal): (task, rule, due) for task, rule, due in work}
    return [together[key] for key in sorted(together)]


def _plain(task: Task) -> Task:
    """The task without what is triggered by a service, and without conditions on the asset."""
    rules = tuple(rule for rule in task.schedule if not rule.is_follow_up)
    return replace(task, schedule=rules, applies_to=None)


def _event(edition: _Edition, key: str, task: Task, rule: Rule, due: DueDate) -> Event:
    company, language, words = edition.definitions.company, edition.language, edition.words
    uid = f"{uuid.uuid5(_NAMESPACE, f'{key}|{_first_id(task)}|{rule.name}|{due.nominal}')}@{company.uid_domain}"
    guide = public_address(company, page_path("task", task.id), language)
    body = event_body(
        when=all_day(due.day),
        summary=task.name.of(language),
        description="\n".join(_lines(edition, task, rule, due, guide)),
        url=guide,
        category=words[f"channel_{task.channel}"],
        status="TENTATIVE",
        access="PUBLIC",
        trigger="-PT15H" if due.day > edition.stamping.as_of else "",
    )
    return Event(uid, due.day, body)


def _calendar(edition: _Edition, key: str, name: str, work: Iterable[tuple[Task, Rule, DueDate]]) -> bytes:
    company, holder = edition.definitions.company, f"public|{key}"
    events = {event.uid: event for event in (_event(edition, key, *dated) for dated in work)}
    before = edition.ledger.feeds.get(holder)
    # Whoever builds without a ledger, for a look, is not told every day that everything changed.
    stamps = edition.stamping if before is not None else stamping(edition.stamping.as_of.replace(day=1), company.zone)
    return continue_feed(
        plain_line(HOLDER, holder),
        calendar_header(f"{company.name.of(edition.language)} · {name}", company.zone, timed=False),
        events.values(),
        before,
        replace(edition.stamping, since=min(stamps.since, edition.stamping.since)),
        Taken(edition.words["mark_cancelled"]),
        forgotten=edition.ledger.is_forgotten(holder),
    )


def _first_id(definition: Definition) -> str:
    """The oldest id of a definition: address and events stay when it gets another one."""
    return definition.formerly[0] if definition.formerly else definition.id


def _lines(edition: _Edition, task: Task, rule: Rule, due: DueDate, guide: str) -> list[str]:
    """What an event says below its title."""
    definitions, words = edition.definitions, edition.words
    is_certain = not definitions.workdays.awaits_notice(due.day.year)
    when, in_time = edition.said(rule)
    return [
        task.summary.of(edition.language),
        f"{words['rules']}{words['colon']}{when}",
        f"{words['rule_window']}{words['colon']}{in_time}",
        *([] if is_certain else [words["feed_provisional"]]),
        f"{words['feed_guide']}{words['colon']}{guide}",
        words["calendar_generic"],
        f"{words['feed_hotline']} {definitions.company.hotline}",
    ]
