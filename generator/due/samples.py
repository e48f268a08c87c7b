"""Made-up assets that show a rule at work: what the engine answers for them stands on the task's page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from generator.due.occurrences import occurrences
from generator.due.terms import DueDate
from generator.model.anchors import ACCEPTANCE, MILESTONES, Milestone
from generator.model.definition import Condition, LocalText
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.service import Dated
from generator.model.tasks import Task

# The last day of a long month: it shows what happens where a month is shorter.
ANCHOR = date(2026, 1, 31)
_END = date(2028, 2, 1)
_ROWS = 4


@dataclass(frozen=True, slots=True)
class Sample:
    """Due dates of one rule of a task: the first few for one asset, or the first one each for several cases."""

    rule: int
    anchor: date
    counts_from: Milestone
    by_case: bool
    rows: tuple[tuple[LocalText | None, DueDate], ...]


def samples(definitions: Definitions, task: Task) -> list[Sample]:
    """One sample for each rule of ``task`` that can be shown so."""
    return [
        sample
        for index, rule in enumerate(task.schedule)
        if not rule.is_follow_up and (sample := _sample(definitions, task, index, rule)) is not None
    ]


def _sample(definitions: Definitions, task: Task, index: int, rule: Rule) -> Sample | None:
    alone = replace(task, schedule=(replace(rule, effective_from=None),))
    rows: list[tuple[LocalText | None, DueDate]] = []
    cases = list(_cases(definitions, task, rule))
    for label, customer in cases:
        rows += [
            (label, due)
            for _, _, due in islice(
                sample_work(definitions, [alone], customer, ANCHOR, _END), _ROWS if len(cases) == 1 else 1
            )
        ]
    if not rows:
        return None
    named = rule.anchor if isinstance(rule.anchor, Milestone) else ACCEPTANCE
    return Sample(index, ANCHOR, named, len(cases) > 1, tuple(rows))


def _cases(definitions: Definitions, task: Task, rule: Rule) -> Iterator[tuple[LocalText | None, Customer]]:
    """The customers to show: one for each value of the rule's condition, one for each region of its season, else one."""
    company = definitions.company
    product = task.products[0] if task.products else ""
    wanted: dict[str, str] = {condition: values[0] for condition, values in (task.applies_to or {}).items() if values}
    if rule.interval_by:
        ((condition, intervals),) = rule.interval_by.items()
        names = company.vocabulary(condition)
        for value in intervals:
            yield names.get(value), sample_customer(definitions, product, ANCHOR, {**wanted, condition: value})
    elif rule.season is not None and rule.season.name is not None:
        for id_, region in company.regions.items():
            label = region.name if len(company.regions) > 1 else None
            yield label, sample_customer(definitions, product, ANCHOR, wanted, id_)
    else:
        yield None, sample_customer(definitions, product, ANCHOR, wanted)


def sample_customer(
    definitions: Definitions,
    product: str,
    anchor: date,
    conditions: Mapping[str, str] | None = None,
    region: str | None = None,
) -> Customer:
    """A customer with one asset, all of whose milestones are on ``anchor``.

    A condition that is not given takes its mildest value, which the company lists last.
    """
    company = definitions.company
    given = conditions or {}

    def value(condition: Condition) -> Dated | None:
        chosen = given.get(condition) or next(iter(list(company.vocabulary(condition))[-1:]), None)
        return Dated.always(chosen) if chosen else None

    asset = Asset(id="sample", name="-", product=product, traffic=value("traffic"), setting=value("setting"))
    site = Site(
        id="sample",
        name="-",
        region=region or next(iter(company.regions), ""),
        address="-",
        exposure=value("exposure"),
        milestones=dict.fromkeys(MILESTONES, anchor),
        assets=(asset,),
    )
    return Customer(id="sample", name="-", tier=value("tier") or Dated.always(""), sites=(site,))


def sample_work(
    definitions: Definitions, tasks: Iterable[Task], customer: Customer, since: date, end: date
) -> Iterator[tuple[Task, Rule, DueDate]]:
    """What ``tasks`` ask for at a made-up ``customer`` as of ``since``, with nominal dates before ``end``."""
    for occurrence in occurrences(definitions, Schedules(customers={customer.id: customer}), since, end, tasks):
        if occurrence.due is not None:
            task = occurrence.item.task
            yield task, task.schedule[occurrence.due.terms.rule], occurrence.due
