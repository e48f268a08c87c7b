"""Where a customer has no date of a task, the reason is said."""

from __future__ import annotations

import pytest
from support.engine import CHECK, WORDS, customer, task, world

from generator.telling.nothing import why_nothing
from generator.text.language import Language

RULE = "{anchor: acceptance, interval: 1 year, grade: G}"
READ = task(RULE, "window/read", more="measurements: {wear: {name: {zh: 磨损, en: wear}, from: 0, to: 9}}")
FOLLOWS = task("{anchor: {done: window/read}, threshold: 14 days, grade: G}")
RAISED = task("{raised_by: {task: window/read, measurement: wear, above: 5, within: 10 days}, grade: G}")


def said(*tasks: object, owner: str = "c-1", cycle: int | None = None, language: Language = "en", **one: str) -> str:
    known = world(*tasks, customers=[customer(**one)])  # type: ignore[arg-type]
    return " ".join(why_nothing(*known, owner, CHECK, cycle, WORDS[language]))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (said(task(RULE, scope="company"), READ), "This is the company's own work and no customer's"),
        (said(task(RULE), owner="*"), "This task comes of customers' assets, and the company has none of it"),
        (
            said(task(RULE), assets="{id: f, name: 地, product: stone}"),
            "none of the products that the task looks after",
        ),
        (said(task(RULE), assets=f"{{id: w, name: 窗, product: window, without: [{CHECK}]}}"), "goes without it"),
        (said(task(RULE), cycle=99), "There is no number 99"),
        (said(FOLLOWS, READ), "It follows “window/read”; no record says that this was done."),
        (said(RAISED, READ), "once, within 10 days of a reading of “wear” above 5"),
        (said(task("{anchor: service_done, threshold: 3 days, grade: G}")), "It follows each service"),
        (
            said(task("{anchor: 2026-01-01, threshold: 1 month, grade: G}")),
            "Its rule, counted from 2026-01-01, has no date",
        ),
        (said(FOLLOWS, READ, language="zh"), "做完“window/read”之后才有；还没有完成的记录。"),
    ],
)
def test_the_reason_why_there_is_no_date_is_said(told: str, expected: str) -> None:
    assert expected in told


def test_of_work_that_no_definition_holds_nothing_is_said() -> None:
    assert why_nothing(*world(task(RULE), customers=[customer()]), "c-1", "incident/1", None, WORDS["en"]) == []
