"""Why a customer has no date of a task: the first reason in the order in which the engine asks."""

from __future__ import annotations

from collections.abc import Sequence

from generator.due.applied import Items
from generator.model.anchors import Done, ServiceDone
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.rules import Rule
from generator.model.schedules import Schedules, agreed_tasks
from generator.model.tasks import Revisions, Task
from generator.telling.rules import anchor_words, raised_words
from generator.text.words import Words


def why_nothing(
    definitions: Definitions, schedules: Schedules, customer: str, task: str, cycle: int | None, words: Words
) -> list[str]:
    """A sentence for each reason why ``task`` has no cycle for ``customer`` (``*``: the company), whose id is known.

    With ``cycle``, the task may have others than that one: then it is said that this one is not among them. Of a task
    that is no definition's, such as what is done for an incident, nothing can be said.
    """
    wanted, owner = definitions.tasks.get(task), schedules.customers.get(customer)
    if wanted is None:
        return []
    if (owner is None) != (wanted.scope == "company"):
        return [words["nothing_customers" if owner is None else "nothing_companys"]]
    mine = [
        revisions
        for item, revisions, _ in Items(definitions, [wanted]).of(schedules, {customer})
        if (item.customer.id if item.customer else "*") == customer
    ]
    if not mine and owner is not None:
        return [_why_not_served(definitions, owner, wanted, words)]
    if cycle is not None:
        return [words.say("nothing_such_cycle", cycle=cycle)]
    return list(dict.fromkeys(_why_no_date(revisions, definitions, words) for revisions in mine))


def _why_not_served(definitions: Definitions, owner: Customer, task: Task, words: Words) -> str:
    assets = [asset for site in owner.sites for asset in site.assets if asset.product in task.products]
    if not assets:
        names = [definitions.products[id_].name.of(words.language) for id_ in task.products]
        return words.say("nothing_to_look_after", products=words.listed(names))
    agreed = agreed_tasks(definitions.company, owner)
    if agreed is not None and task.id not in agreed:
        return words["nothing_agreed"]
    if all(task.id in asset.without for asset in assets):
        return words["nothing_left_out"]
    return words["nothing_served"]


def _why_no_date(revisions: Revisions, definitions: Definitions, words: Words) -> str:
    rules: Sequence[Rule] = [rule for _, rule in revisions]
    raised = next((rule.raised_by for rule in rules if rule.is_only_raised), None)
    if raised is not None:
        return words.say("nothing_raised", raised=raised_words(raised, definitions, words))
    anchor = rules[0].counts_from
    if isinstance(anchor, Done):
        return words.say("nothing_done", name=definitions.tasks[anchor.task].name.of(words.language))
    if isinstance(anchor, ServiceDone):
        return words["nothing_serviced"]
    return words.say("nothing_by_rule", anchor=anchor_words(anchor, words))
