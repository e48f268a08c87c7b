"""Contracts, plans, own rules, service and pauses: what they name exists and belongs there, and no span runs backwards."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
COMPANY = "definitions/company.yaml"
TEAM = "schedules/technicians.yaml"
PLANS = "plans: {basic: {name: {zh: 基本, en: Basic}, tasks: [window/bolts, TASK]}}\n"


def told(root: Root) -> list[str]:
    """The messages of ``aftercare check``, without file, line and caret."""
    return [line.split(": ", 1)[1] for line in root.check() if ".yaml" in line.split(": ")[0]]


def nothing(task: str) -> str:
    return f"the task {task!r} belongs to no product here, so naming it does nothing"


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("contract: {tasks: [window/bolts, floor/polish]}", []),
        ("plan: basic", []),
        (
            "contract: {tasks: [window/bolts, floor/polis]}",
            ["contract.tasks[1]: unknown task 'floor/polis'; did you mean 'floor/polish'?"],
        ),
        ("plan: basics", ["plan: unknown plan 'basics'; did you mean 'basic'?"]),
        ("plan: basic\ncontract: {tasks: [window/bolts]}", ["plan: give contract or plan, not both"]),
        ("contract: {tasks: [window/bolts, wall/clean]}", [f"warning: contract.tasks[1]: {nothing('wall/clean')}"]),
        ("service: {from: 2026-10-01, until: 2026-10-01}", []),
        ("service: {until: 2026-10-01}", []),
        (
            "service: {from: 2026-10-02, until: 2026-10-01}",
            ["service.until: until 2026-10-01 lies before from 2026-10-02"],
        ),
        ("paused: [{from: 2026-10-01, to: 2026-10-01}, {from: 2026-10-02, to: 2026-10-09}]", []),
        ("paused: [{from: 2026-10-02, to: 2026-10-01}]", ["paused[0].to: to 2026-10-01 lies before from 2026-10-02"]),
        (
            "paused: [{from: 2026-10-01, to: 2026-10-09}, {from: 2026-10-09, to: 2026-11-01}]",
            ["warning: paused[1]: this one overlaps the one from 2026-10-01 to 2026-10-09"],
        ),
    ],
)
def test_what_a_customer_agreed(root: Root, line: str, says: list[str]) -> None:
    """A line of the customer's in, what staff read out."""
    root.add(COMPANY, PLANS.replace("TASK", "floor/polish"))
    wall = (root.path / "definitions/maintenance/window/yearly.yaml").read_text("utf-8")
    root.write("definitions/products/wall.yaml", (root.path / "definitions/products/floor.yaml").read_text("utf-8"))
    root.write("definitions/maintenance/wall/clean.yaml", wall.replace("products: [window]", "products: [wall]"))
    root.add(CUSTOMER, f"{line}\n")
    assert told(root) == says


def test_a_plan_is_made_of_tasks_that_exist(root: Root) -> None:
    """The slip stands in company.yaml."""
    root.add(COMPANY, PLANS.replace("TASK", "window/yearl"))
    assert told(root) == ["plans.basic.tasks[1]: unknown task 'window/yearl'; did you mean 'window/yearly'?"]


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("last_done: {window/yearly: 2026-10-01}", []),
        ("last_done: {window/yearl: 2026-10-01}", ["last_done.window/yearl: unknown task 'window/yearl'; did you mean 'window/yearly'?"]),
        ("last_done: {floor/polish: 2026-10-01}", [f"warning: AT.last_done.floor/polish: {nothing('floor/polish')}"]),
        (
            "last_done: {window/yearly: 2027-10-01}",
            [f"warning: AT.last_done.window/yearly: the date 2027-10-01 is after {AS_OF}; what is recorded here lies in the past"],
        ),
        ("without: [window/yearly]", []),
        ("without: [window]", ["AT.without[0]: unknown task 'window'; did you mean 'window/bolts'?"]),
        ("without: [floor/polish]", [f"warning: AT.without[0]: {nothing('floor/polish')}"]),
        ("rules: {window/yearly: {interval: 2 years}}", []),
        ("rules: {window/yearly: {name: main, basis: floating, interval: 6 months}}", []),
        ("rules: {window/yearly: {name: mian}}", ["AT.rules.window/yearly.name: 'mian' is not one of main; did you mean 'main'?"]),
        ("rules: {window/bolts: {basis: floating}}", ["AT.rules.window/bolts.basis: basis floating needs an interval"]),
        ("rules: {window/bolts: {at_end: drop}}", ["AT.rules.window/bolts.at_end: at_end goes with until"]),
        (
            "rules: {window/yearly: {interval_by: {traffic: {heavi: 1 year}}}}",
            ["AT: traffic is missing, on which the intervals of these tasks depend: window/yearly; add it",
             "AT.rules.window/yearly.interval_by.traffic.heavi: unknown traffic class 'heavi'; did you mean 'heavy'?"],
        ),
        ("rules: {window/yearly: {season: {name: rein, when: before}, interval: 1 year}}", ["AT.rules.window/yearly.season.name: unknown season 'rein'; did you mean 'rain'?"]),
        ("without: [window/yearly], rules: {window/yearly: {interval: 2 years}}", ["warning: AT.rules.window/yearly: the task 'window/yearly' is not among those agreed here (contract, plan, without), so its own rule does nothing"]),
        ("service: {from: 2026-11-01, until: 2026-10-01}", ["AT.service.until: until 2026-10-01 lies before from 2026-11-01"]),
    ],
)  # fmt: skip
def test_what_an_asset_has_of_its_own(root: Root, keys: str, says: list[str]) -> None:
    """Keys of the windows in, what staff read out."""
    root.edit(CUSTOMER, "quantity: 12", f"quantity: 12, {keys}")
    at = "sites[0].assets[0]"
    assert told(root) == [f"{at}.{line}" if line.startswith("last_done") else line.replace("AT", at) for line in says]


def test_an_own_rule_of_a_task_with_several_says_which(root: Root) -> None:
    """Otherwise nobody could tell which one is meant."""
    yearly = "definitions/maintenance/window/yearly.yaml"
    head, _, rest = (root.path / yearly).read_text("utf-8").partition("schedule:\n")
    rule = "  - {name: NAME, anchor: acceptance, interval: 1 year, grade: G}\n"
    tail = rest.partition("work:\n")[2]
    root.write(yearly, f"{head}schedule:\n{rule.replace('NAME', 'a')}{rule.replace('NAME', 'b')}work:\n{tail}")
    root.edit(CUSTOMER, "quantity: 12", "quantity: 12, rules: {window/yearly: {interval: 2 years}}")
    assert told(root) == [
        "sites[0].assets[0].rules.window/yearly: the task 'window/yearly' has several rules (a, b); say which with name"
    ]


def test_a_task_that_was_not_agreed_needs_no_milestone(root: Root) -> None:
    """Without the bolt check in the contract nobody asks for the move-in; nor for an asset without it."""
    root.edit(CUSTOMER, ", move_in: 2026-09-07", "")
    root.remove("schedules/records")
    assert len(told(root)) == 1
    root.edit(CUSTOMER, "quantity: 12", "quantity: 12, without: [window/bolts]")
    assert told(root) == []
    root.edit(CUSTOMER, ", without: [window/bolts]", "")
    root.add(CUSTOMER, "contract: {tasks: [window/yearly, floor/polish]}\n")
    assert told(root) == []


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("employed: {from: 2026-01-01, until: 2026-12-31}", []),
        ("employed: {from: 2026-01-01, until: 2025-12-31}", ["technicians[0].employed.until: until 2025-12-31 lies before from 2026-01-01"]),
        ("away: [{from: 2026-12-30, to: 2026-12-24}]", ["technicians[0].away[0].to: to 2026-12-24 lies before from 2026-12-30"]),
    ],
)  # fmt: skip
def test_when_a_technician_is_there(root: Root, keys: str, says: list[str]) -> None:
    """Employment and absences run forwards."""
    root.edit(TEAM, "capacity: 7 hours\n", f"capacity: 7 hours\n    {keys}\n")
    assert told(root) == says


def test_dated_conditions_are_words_of_the_companys(root: Root) -> None:
    """Each value, in its time; the rule has an interval for each."""
    root.edit(CUSTOMER, "traffic: heavy", "traffic: {2026-01-01: heavy, 2027-01-01: lihgt}")
    assert told(root) == [
        "sites[0].assets[1].traffic.2027-01-01: unknown traffic class 'lihgt'; did you mean 'light'?",
    ]


@pytest.mark.parametrize(
    ("consent", "is_told"),
    [("given: 2026-03-01", False), ("given: 2026-03-01, withdrawn: 2026-11-01", True), ("given: 2026-11-22", False)],
)
def test_where_nobody_agreed_to_a_calendar_a_note_says_so(root: Root, consent: str, is_told: bool) -> None:
    """So that nobody looks for the addresses of customers in vain."""
    root.edit(CUSTOMER, "consent: {given: 2026-03-01}", f"consent: {{{consent}}}")
    result = root.run("check", "--as-of", AS_OF)
    says = (
        "note: no customer agreed to a calendar of their own yet (customers: 1), so only technicians have one; of who "
        "agreed, write consent into their file, as in {given: 2026-03-15}"
    )
    assert (result.exit_code, says in result.stderr.splitlines()) == (0, is_told)


@pytest.mark.parametrize(("since", "known", "is_told"), [("2026-11-01", "", True), ("2026-11-01", "last_done: {window/yearly: 2026-03-10}, ", False), ("2027-11-01", "", False)])  # fmt: skip
def test_a_crowd_on_the_first_day_is_a_note(root: Root, since: str, known: str, is_told: bool) -> None:
    """Forty customers are taken on at once, and nobody says when their floating work was last done."""
    root.edit(
        "definitions/maintenance/window/yearly.yaml", "  interval: 1 year\n", "  interval: 1 year\n  basis: floating\n"
    )
    site = "{id: home, name: 家, region: shanghai, address: 路 1 号, milestones: {acceptance: 2015-05-01, move_in: 2015-06-01}, assets: [{ASSET}]}"
    asset = f"{known}id: w, name: 窗, product: window"
    for number in range(40):
        body = f"name: 客户{number}\ntier: A\nservice: {{from: {since}}}\nsites: [{site.replace('ASSET', asset)}]\n"
        root.write(f"schedules/customers/c-1{number:02}.yaml", body)
    result = root.run("check", "--as-of", AS_OF)
    crowd = [line for line in result.stderr.splitlines() if "count from the last time" in line]
    assert crowd == (
        [
            "note: 40 tasks that count from the last time are all due on 2026-11-01, the first day of the service, as nothing "
            "says when they were last done; last_done spreads them (c-100, c-101, c-102, c-103, c-104 and 35 more)"
        ]
        if is_told
        else []
    )


@pytest.mark.parametrize(
    ("gone", "old", "new", "told"),
    [
        (
            "",
            "tier: A\n",
            "tier: A\nplan: gold\n",
            "unknown plan 'gold': definitions/company.yaml has no plans yet; create it there",
        ),
        (
            "settings:\n  indoor: {zh: 室内, en: indoor}\n",
            "traffic: heavy}",
            "traffic: heavy, setting: indoor}",
            "unknown setting 'indoor': definitions/company.yaml has no settings yet; create it there",
        ),
    ],
)
def test_a_table_that_the_company_lacks_is_to_be_created(root: Root, gone: str, old: str, new: str, told: str) -> None:
    """Where none is there, none can be near."""
    if gone:
        root.edit("definitions/company.yaml", gone, "")
    root.edit("schedules/customers/c-001.yaml", old, new)
    assert [line for line in root.check() if line.endswith(told)] != []
