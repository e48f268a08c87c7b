"""Checks of what was agreed: contracts and plans, an asset's own rules, and from when until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from generator.model.definitions import Definitions
from generator.model.people import Asset, Consent, Customer
from generator.model.rules import OwnRule
from generator.model.schedules import Schedules, agreed_tasks
from generator.model.service import Stretch, Tenure
from generator.model.tasks import Task, with_own
from generator.reading.references import refer, rule_uses_the_vocabulary
from generator.reading.rulekeys import unsound
from generator.reading.tasklinks import rule_leads_to_tasks
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems, alike


def plans_refer_to_tasks(definitions: Definitions) -> Problems:
    """What the company sells as one is made of tasks that exist."""
    for id_, plan in definitions.company.plans.items():
        for index, task in enumerate(plan.tasks):
            keys: Keys = ("plans", id_, "tasks", index)
            yield from refer(definitions, "task", task, "definitions/company.yaml", keys)


def what_was_agreed_exists(definitions: Definitions, schedules: Schedules) -> Problems:
    """A customer's plan and tasks exist, and every task named for an asset, a site or a customer belongs there."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        yield from refer(definitions, "plan", customer.plan, file, ("plan",))
        if customer.contract is not None and customer.plan is not None:
            yield Problem(code="contract_and_plan", file=file, keys=("plan",), at_key=True)
        theirs = [asset for site in customer.sites for asset in site.assets]
        for index, task in enumerate(customer.contract.tasks if customer.contract is not None else ()):
            yield from _named(definitions, task, theirs, file, ("contract", "tasks", index))
        for keys, assets, task, at_key in _named_at_places(customer):
            yield from _named(definitions, task, assets, file, keys, at_key=at_key)


def _named_at_places(customer: Customer) -> Iterator[tuple[Keys, Sequence[Asset], str, bool]]:
    """Every task that is named for a site or an asset, with its keys and the assets that it should concern."""
    for i, site in enumerate(customer.sites):
        for task in site.last_done:
            yield ("sites", i, "last_done", task), site.assets, task, True
        for j, asset in enumerate(site.assets):
            at: Keys = ("sites", i, "assets", j)
            for task in asset.last_done:
                yield (*at, "last_done", task), (asset,), task, True
            for task in asset.rules:
                yield (*at, "rules", task), (asset,), task, True
            for index, task in enumerate(asset.without):
                yield (*at, "without", index), (asset,), task, False


def _named(
    definitions: Definitions, task: str, assets: Iterable[Asset], file: str, keys: Keys, *, at_key: bool = False
) -> Problems:
    yield from refer(definitions, "task", task, file, keys, at_key=at_key)
    known = definitions.tasks.get(task)
    products = {asset.product for asset in assets}
    if known is not None and products <= set(definitions.products) and not products.intersection(known.products):
        params = {"task": task}
        yield Problem(code="task_of_nothing", file=file, keys=keys, at_key=at_key, params=params, level="warning")


def own_rules_are_sound(definitions: Definitions, schedules: Schedules) -> Problems:
    """What an asset's own rule says goes with the rest of that rule, and somebody agreed to the task."""
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        agreed = agreed_tasks(definitions.company, customer)
        for i, site in enumerate(customer.sites):
            for j, asset in enumerate(site.assets):
                for name, own in asset.rules.items():
                    keys: Keys = ("sites", i, "assets", j, "rules", name)
                    task = definitions.tasks.get(name)
                    yield from rule_uses_the_vocabulary(definitions, own, file, keys)
                    if task is not None:
                        yield from rule_leads_to_tasks(definitions, task, own, file, keys)
                    yield from _unsound(task, own, file, keys) if task is not None else ()
                    if task is not None and (name in asset.without or (agreed is not None and name not in agreed)):
                        params = {"task": name}
                        yield Problem(
                            code="agreed_without", file=file, keys=keys, at_key=True, params=params, level="warning"
                        )


def _unsound(task: Task, own: OwnRule, file: str, keys: Keys) -> Problems:
    names = list(dict.fromkeys(rule.name for rule in task.schedule))
    if own.name is not None and own.name not in names:
        params: dict[str, object] = {"found": own.name, "choices": names}
        yield Problem(
            code="not_a_choice", file=file, keys=(*keys, "name"), params={**params, "nearest": alike(own.name, names)}
        )
        return
    if own.name is None and len(names) > 1:
        yield Problem(code="own_rule_unnamed", file=file, keys=keys, params={"task": task.id, "choices": names})
        return
    name = own.name or names[0]
    revisions = [rule for rule in task.schedule if rule.name == name]
    if own.effective_from is not None and own.effective_from in [rule.effective_from for rule in revisions]:
        params = {"task": task.id, "found": own.effective_from}
        yield Problem(code="own_rule_again", file=file, keys=(*keys, "effective_from"), params=params)
    if own.basis is not None and own.effective_from is not None and own.basis != revisions[-1].basis:
        yield Problem(code="basis_changed", file=file, keys=(*keys, "basis"), params={"found": name})
    said = {(code, at): params for rule in revisions for code, at, params in unsound(rule)}
    merged = [rule for rule in with_own(task, own).schedule if rule.name == name]
    amiss = {(code, at): params for rule in merged for code, at, params in unsound(rule)}
    for (code, at), told in amiss.items():
        if (code, at) not in said:  # what is wrong with the task itself is told there
            yield Problem(code=code, file=file, keys=(*keys, *at), params=told)


def spans_run_forwards(_: Definitions, schedules: Schedules) -> Problems:
    """Nothing ends before it begins, and no two pauses or absences of one list overlap."""
    for id_, technician in schedules.technicians.items():
        place = schedules.places["technician", id_]
        yield from _forwards(technician.employed, place.file, (*place.keys, "employed"))
        yield from _stretches(technician.away, place.file, (*place.keys, "away"))
    for id_, customer in schedules.customers.items():
        file = schedules.places["customer", id_].file
        for keys, service, paused in _spans(customer):
            yield from _forwards(service, file, (*keys, "service"))
            yield from _stretches(paused, file, (*keys, "paused"))
        for index, site in enumerate(customer.sites):
            yield from _stretches(site.closed, file, ("sites", index, "closed"))


def consents_follow_each_other(_: Definitions, schedules: Schedules) -> Problems:
    """No consent is withdrawn before it is given, and none given while another one holds."""
    for id_, customer in schedules.customers.items():
        file, known = schedules.places["customer", id_].file, list[Consent]()
        for index, consent in enumerate(customer.consent):
            keys: Keys = ("consent", index) if len(customer.consent) > 1 else ("consent",)
            if consent.withdrawn is not None and consent.withdrawn < consent.given:
                params = {"found": f"withdrawn {consent.withdrawn}", "other": f"given {consent.given}"}
                yield Problem(code="span_backwards", file=file, keys=(*keys, "withdrawn"), params=params)
            elif any(earlier.holds_on(consent.given) or consent.holds_on(earlier.given) for earlier in known):
                params = {"found": str(consent.given)}
                yield Problem(code="consents_overlap", file=file, keys=(*keys, "given"), params=params)
            known.append(consent)


def somebody_consents(schedules: Schedules, as_of: date) -> Problems:
    """A note where customers are served and not one of them agreed to a calendar, so that none is made for any."""
    served = [owner for owner in schedules.customers.values() if not owner.is_forgotten]
    if served and not any(owner.consents_on(as_of) for owner in served):
        yield Problem(code="nobody_consents", file="schedules/customers", params={"n": len(served)}, level="note")


def _spans(customer: Customer) -> Iterator[tuple[Keys, Tenure, Sequence[Stretch]]]:
    yield (), customer.service, customer.paused
    for i, site in enumerate(customer.sites):
        yield ("sites", i), site.service, site.paused
        for j, asset in enumerate(site.assets):
            yield ("sites", i, "assets", j), asset.service, asset.paused


def _forwards(span: Tenure, file: str, keys: Keys) -> Problems:
    if span.from_ is not None and span.until is not None and span.until < span.from_:
        params = {"found": f"until {span.until}", "other": f"from {span.from_}"}
        yield Problem(code="span_backwards", file=file, keys=(*keys, "until"), params=params)


def _stretches(stretches: Sequence[Stretch], file: str, keys: Keys) -> Problems:
    known: list[tuple[date, date]] = []
    for index, stretch in enumerate(stretches):
        if stretch.to < stretch.from_:
            params: dict[str, object] = {"found": f"to {stretch.to}", "other": f"from {stretch.from_}"}
            yield Problem(code="span_backwards", file=file, keys=(*keys, index, "to"), params=params)
            continue
        for start, end in known:
            if stretch.from_ <= end and start <= stretch.to:
                params = {"found": start, "other": end}
                yield Problem(code="spans_overlap", file=file, keys=(*keys, index), params=params, level="warning")
                break
        known.append((stretch.from_, stretch.to))
