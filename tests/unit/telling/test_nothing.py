"""Where a customer has no date of a task, the reason is said."""

from __future__ import annotations

from datetime import date

import pytest
from support.engine import CHECK, WORDS, customer, task, world

from generator.telling.nothing import why_nothing
from generator.text.language import Language

AS_OF = date(2026, 11, 23)
FILE = "schedules/customers/c-1.yaml"
RULE = "{anchor: acceptance, interval: 1 year, grade: G}"
READ = task(RULE, "window/read", more="measurements: {wear: {name: {zh: 磨损, en: wear}, from: 0, to: 9}}")
FOLLOWS = task("{anchor: {done: window/read}, threshold: 14 days, grade: G}")
RAISED = task("{raised_by: {task: window/read, measurement: wear, above: 5, within: 10 days}, grade: G}")


def said(*tasks: object, owner: str = "c-1", cycle: int | None = None, language: Language = "en", **one: str) -> str:
    known = world(*tasks, customers=[customer(**one)])  # type: ignore[arg-type]
    return " ".join(why_nothing(*known, owner, CHECK, cycle, AS_OF, WORDS[language]))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (said(task(RULE, scope="company"), READ), "This is the company's own work and no customer's"),
        (said(task(RULE), owner="*"), "This task comes of customers' assets, and the company has none of it"),
        (
            said(task(RULE), assets="{id: f, name: 地, product: stone}"),
            f"none of the products that the task looks after (Window), but: stone; check the task, or the assets in {FILE}.",
        ),
        (said(task(RULE), assets=f"{{id: w, name: 窗, product: window, without: [{CHECK}]}}"), "goes without it"),
        (said(task(RULE), cycle=99), "There is no number 99"),
        (said(FOLLOWS, READ), "It follows “window/read”; no record says that this was done."),
        (said(RAISED, READ), "once, within 10 days of a reading of “wear” above 5"),
        (said(task("{anchor: service_done, threshold: 3 days, grade: G}")), "It follows each service"),
        (
            said(task("{anchor: 2025-06-01, threshold: 1 month, grade: G}")),
            f"the last one is 2025-07-01, and the service begins on 2026-01-31 (service, contract_start, installation or acceptance); see {FILE}.",
        ),
        (
            said(task("{anchor: acceptance, interval: 1 month, until: 2026-02-01, grade: G}")),
            "counted from final acceptance, has no date: ",
        ),
        (
            said(task("{anchor: acceptance, threshold: 1 month, effective_from: 2027-01-01, grade: G}")),
            "the last one is 2026-02-28, and the rule holds from 2027-01-01 on",
        ),
        (
            said(task(RULE), assets="{id: w, name: 窗, product: window, service: {until: 2026-06-30}}"),
            f"the first one is 2027-01-31, and the service ends on 2026-06-30; see service in {FILE}",
        ),
        (
            said(task(RULE), assets="{id: w, name: 窗, product: window, service: {until: 2026-01-30}}"),
            "The service of 窗 ended on 2026-01-30, before anything began here",
        ),
        (said(task(RULE, more="retired: 2025-12-31"), language="zh"), "这项任务（retired）在 2025-12-31 就结束了"),
        (
            said(task(RULE, more="applies_to: {tier: [A], setting: [indoor]}")),
            f"The task is done only where customer tier is: key customer; here it is: regular customer; see {FILE}.",
        ),
        (
            said(task(RULE, more="applies_to: {setting: [indoor, outdoor]}"), language="zh"),
            "只在安装位置为“室内、室外”时做，这里是：没有写；",
        ),
        (said(FOLLOWS, READ, language="zh"), "做完“window/read”之后才有；还没有完成的记录。"),
    ],
)
def test_the_reason_why_there_is_no_date_is_said(told: str, expected: str) -> None:
    assert expected in told


def test_of_work_that_no_definition_holds_nothing_is_said() -> None:
    told = why_nothing(*world(task(RULE), customers=[customer()]), "c-1", "incident/1", None, AS_OF, WORDS["en"])
    assert [sentence.partition(":")[0] for sentence in told] == ["Nobody comes for this incident"]
