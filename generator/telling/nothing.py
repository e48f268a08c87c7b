"""Why a customer has no date of a task, and where to look: the first reason in the order in which the engine asks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.dates.intervals import Interval, add
from generator.due.applied import Items
from generator.due.items import Item
from generator.due.occurrences import Cycles
from generator.model.anchors import Done, ServiceDone
from generator.model.definition import Condition
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.rules import Rule
from generator.model.schedules import Schedules, agreed_tasks, condition_of
from generator.model.tasks import Revisions, Task
from generator.telling.rules import anchor_words, raised_words, rule_words
from generator.text.words import Words

_FAR = Interval(months=240)


def why_nothing(
    definitions: Definitions,
    schedules: Schedules,
    customer: str,
    task: str,
    cycle: int | None,
    as_of: date,
    words: Words,
) -> list[str]:
    """A sentence for each reason why ``task`` has no cycle for ``customer`` (``*``: the company), whose id is known.

    With ``cycle``, the task may have others than that one: then it is said that this one is not among them. Of a task
    that is no definition's, such as what is done for an incident, no more can be said than that nobody comes for it.
    """
    wanted, owner = definitions.tasks.get(task), schedules.customers.get(customer)
    if wanted is None:
        return [words["nothing_incident"]]
    if (owner is None) != (wanted.scope == "company"):
        return [words["nothing_customers" if owner is None else "nothing_companys"]]
    mine = [
        (item, revisions)
        for item, revisions, _ in Items(definitions, [wanted]).of(schedules, {customer})
        if (item.customer.id if item.customer else "*") == customer
    ]
    if not mine and owner is not None:
        return list(dict.fromkeys(_why_not_served(definitions, owner, wanted, as_of, words)))
    if cycle is not None:
        return [words.say("nothing_such_cycle", cycle=cycle)]
    ever = Cycles(definitions, as_of, add(as_of, _FAR) or date.max, [wanted], ever_served=True, expected=1).of(
        schedules, {customer}
    )
    return list(
        dict.fromkeys(
            _why_no_date(item, revisions, [o.due.nominal for o in ever if o.item == item and o.due], definitions, words)
            for item, revisions in mine
        )
    )


def _file(customer: str) -> str:
    return f"schedules/customers/{customer}.yaml"


def _why_not_served(definitions: Definitions, owner: Customer, task: Task, as_of: date, words: Words) -> Iterator[str]:
    """Why the task is never done for any of a customer's assets."""
    products, file = definitions.products, _file(owner.id)
    here = [(site, asset) for site in owner.sites for asset in site.assets]
    assets = [(site, asset) for site, asset in here if asset.product in task.products]
    agreed = agreed_tasks(definitions.company, owner)
    if not assets:
        wanted, theirs = (
            words.listed(products[id_].name.of(words.language) if id_ in products else id_ for id_ in ids)
            for ids in (task.products, dict.fromkeys(asset.product for _, asset in here))
        )
        yield words.say("nothing_to_look_after", products=wanted, theirs=theirs, file=file)
    elif agreed is not None and task.id not in agreed:
        yield words.say("nothing_agreed", file=file)
    elif all(task.id in asset.without for _, asset in assets):
        yield words.say("nothing_left_out", file=file)
    else:
        for site, asset in assets:
            if task.id not in asset.without:
                yield _why_never(definitions, owner, site, asset, task, as_of, words)


def _why_never(
    definitions: Definitions, owner: Customer, site: Site, asset: Asset, task: Task, as_of: date, words: Words
) -> str:
    """The condition that does not hold, or what ended before this began."""
    for condition, wanted in (task.applies_to or {}).items():
        given = condition_of(definitions.company, condition, owner, site, asset if task.scope == "asset" else None)
        value = given.on(as_of) if given is not None else None
        if value not in wanted:
            return words.say(
                "nothing_condition",
                condition=words[f"condition_{condition}"],
                values=_values(definitions, condition, wanted, words),
                given=_values(definitions, condition, [value], words) if value else words["nothing_not_said"],
                file=_file(owner.id),
            )
    ends = [
        (owner.service.until, words["nothing_ends_customer"]),
        (site.service.until, words.say("nothing_ends_site", name=site.name)),
        (asset.service.until, words.say("nothing_ends_asset", name=asset.name)),
        (task.retired, words["nothing_ends_task"]),
        (definitions.products[asset.product].retired, words["nothing_ends_product"]),
    ]
    known = [(until, what) for until, what in ends if until is not None]
    if not known:
        return words.say("nothing_served", file=_file(owner.id))
    until, what = min(known, key=lambda end: end[0])
    return words.say("nothing_ended", what=what, until=until, file=_file(owner.id))


def _values(definitions: Definitions, condition: Condition, values: Iterable[str], words: Words) -> str:
    names = definitions.company.vocabulary(condition)
    return words.listed(names[value].of(words.language) if value in names else value for value in values)


def _why_no_date(item: Item, revisions: Revisions, ever: Sequence[date], definitions: Definitions, words: Words) -> str:
    """``ever`` are the dates that the rule has by itself, whenever somebody is served."""
    rules: Sequence[Rule] = [rule for _, rule in revisions]
    raised = next((rule.raised_by for rule in rules if rule.is_only_raised), None)
    if raised is not None:
        return words.say("nothing_raised", raised=raised_words(raised, definitions, words))
    anchor = rules[0].counts_from
    if isinstance(anchor, Done):
        return words.say("nothing_done", name=definitions.tasks[anchor.task].name.of(words.language))
    if isinstance(anchor, ServiceDone):
        return words["nothing_serviced"]
    file = _file(item.customer.id) if item.customer is not None else ""
    floor, until = item.served.floor, item.served.until
    if not ever:
        told = [rule_words(rule, definitions, words, for_staff=True) for rule in rules]
        return words.say(
            "nothing_by_rule",
            anchor=anchor_words(anchor, words),
            rule=words.listed(told, "semicolon"),
            task=item.task.id,
        )
    if ever[-1] < floor:
        key = "nothing_before_rule" if floor == rules[0].effective_from else "nothing_before_service"
        return words.say(key, last=ever[-1], floor=floor, file=file, task=item.task.id)
    if ever[0] > until:
        return words.say("nothing_after_service", first=ever[0], until=until, file=file)
    return words.say("nothing_between", file=file)
