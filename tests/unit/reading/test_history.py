"""What lies in the past is no mistake: people leave, houses are sold, tasks are given up, and records stay as they are."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
TEAM = "schedules/technicians.yaml"
OFFICE = """\
name: {zh: 工具盘点, en: Tools}
summary: {zh: 清点工具, en: The tools are counted}
scope: company
schedule: {anchor: 2026-09-30, threshold: 0 days, interval: 3 months, tolerance: {early: 7 days, late: 14 days}, grade: P, source: [promise-001]}
work: {duration: {fixed: 1 hour}, grade: G}
steps: [{zh: 清点, en: Count}]
pass: [{zh: 齐全, en: All there}]
"""


def told(root: Root, *arguments: str) -> list[str]:
    """The messages of ``aftercare check``, without file, line and caret."""
    return [line.split(": ", 1)[1] for line in root.check(*arguments) if ".yaml" in line.split(": ")[0]]


def statuses(root: Root, task: str, as_of: str = AS_OF) -> list[str]:
    """How the cycles of ``task`` stand."""
    return [row["status"] for row in root.agenda("--as-of", as_of, "--from", "2026-09-01", "--task", task)]


def record(**keys: str) -> str:
    """One more record in a month's file."""
    lines = [f"{key}: {value}" for key, value in keys.items()]
    return "  - " + "\n    ".join(lines) + "\n"


DONE = {"record": "completed", "date": "2026-10-12", "customer": "c-001", "site": "home"}
LEFT = "or correct the slip"


@pytest.mark.parametrize(
    ("keys", "place", "says", "meant"),
    [
        ({"customer": "c-002"}, "customer", "there is no customer 'c-002'", ""),
        ({"customer": "诸葛先生"}, "customer", "there is no customer '诸…'", "c-001"),
        ({"site": "hom"}, "site", "there is no site 'hom'", "home"),
        ({"asset": "window"}, "asset", "there is no asset 'window'", "windows"),
        ({"asset": "gone"}, "asset", "there is no asset 'gone'", ""),
        ({"task": "window/yearl"}, "task", "there is no task 'window/yearl'", "window/yearly"),
        ({"task": "Yearly check"}, "task", "there is no task 'Yearly check'", "window/yearly"),
        ({"technician": "t-02"}, "technician", "there is no technician 't-02'", ""),
        ({"technician": "钱师傅"}, "technician", "there is no technician '钱…'", "t-01"),
    ],
)
def test_what_is_defined_nowhere_is_one_warning_with_what_it_may_be_a_slip_for(
    root: Root, keys: dict[str, str], place: str, says: str, meant: str
) -> None:
    """Three records of it, one warning at the first with their number; the build goes on, and the other records count.

    Nobody is proposed for somebody else who may be gone, but by name.
    """
    more = {**DONE, "asset": "windows", "task": "window/yearly", **keys}
    for day in ("2026-10-12", "2026-10-13", "2026-10-14"):
        root.add(RECORDS, record(**{**more, "date": day}))
    (line,) = [line for line in told(root) if "concerns no cycle" not in line]
    assert line.startswith(f"warning: records[1].{place}: {says} (records that name it: 3); keep ")
    assert line.endswith(f"{LEFT}; did you mean {meant!r}?" if meant else LEFT)
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 0
    # it was done too early to count, whoever did it; of what is gone nobody can tell
    assert result.stderr.count("concerns no cycle") == (3 if place == "technician" else 0)
    assert statuses(root, "window/bolts") == ["done"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (
            TEAM,
            "capacity: 7 hours\n",
            "capacity: 7 hours\n    employed: {until: 2026-10-31}\n"
            "  - {id: t-02, name: 孙师傅, skills: [window, stone], regions: [shanghai], capacity: 7 hours}\n",
        ),
        (CUSTOMER, "tier: A\n", "tier: A\nservice: {until: 2026-10-31}\n"),
        (CUSTOMER, "    region: shanghai\n", "    region: shanghai\n    service: {until: 2026-10-31}\n"),
        (CUSTOMER, "quantity: 12}", "quantity: 12, service: {until: 2026-10-31}}"),
        (
            "definitions/maintenance/window/bolts.yaml",
            "products: [window]\n",
            "products: [window]\nretired: 2026-10-31\n",
        ),
        ("definitions/products/window.yaml", "line: window\n", "line: window\nretired: 2026-10-31\n"),
    ],
)
def test_who_left_is_kept_with_a_last_day(root: Root, file: str, old: str, new: str) -> None:
    """Neither a problem nor a warning, and the record stands."""
    root.edit(file, old, new)
    assert told(root) == []


def test_an_asset_that_was_replaced_by_another_product_keeps_its_history(root: Root) -> None:
    """What was done on the windows is no mistake of the floor that lies there now; a slip is told once."""
    root.edit(RECORDS, "asset: windows", "asset: hall")
    root.add(RECORDS, record(**{**DONE, "asset": "hall", "task": "window/bolts"}))
    assert told(root) == [
        "warning: records[0].task: home of c-001 has no window/bolts now (such records: 2); "
        "leave it where the asset moved or was replaced, else correct the slip"
    ]


def test_rules_that_came_after_a_record_make_it_no_mistake(root: Root) -> None:
    """A task with one rule was skipped; it has two now, so which one is meant is a warning."""
    root.add(
        RECORDS,
        record(**DONE, reason="客户外出", task="window/yearly", asset="windows").replace("completed", "skipped"),
    )
    yearly = "definitions/maintenance/window/yearly.yaml"
    text = (root.path / yearly).read_text("utf-8")
    head, _, tail = text.partition("schedule:\n")
    _, _, tail = tail.partition("work:\n")
    rule = "  - {name: NAME, anchor: acceptance, interval: 1 year, grade: G}\n"
    root.write(yearly, f"{head}schedule:\n{rule.replace('NAME', 'a')}{rule.replace('NAME', 'b')}work:\n{tail}")
    (line,) = [line for line in told(root) if "concerns no cycle" not in line]
    assert line == "warning: records[1].task: the task 'window/yearly' has several rules (a, b); say which with rule"


def void(of: str, **keys: str) -> str:
    return record(record="void", date="2026-10-20", customer="c-001", site="home", of=of, reason="记错了", **keys)


def test_a_record_is_taken_back_by_one_more(root: Root) -> None:
    """From the void's date on the work is open again, and the customer's page does not tell of it."""
    root.add(RECORDS, void("{record: completed, date: 2026-10-09, task: window/bolts, asset: windows}"))
    assert told(root) == []
    assert statuses(root, "window/bolts", "2026-10-19") == ["done"]
    assert statuses(root, "window/bolts", "2026-10-20") == ["due"]
    root.feeds()
    pages = [path.read_text("utf-8") for path in (root.path / "feeds").rglob("*.html")]
    assert not any("10 月 9 日" in page or "10月9日" in page for page in pages)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        ("{record: completed, date: 2026-10-09}", []),
        ("{record: completed, date: 2026-10-09, task: window/bolts}", []),
        (
            "{record: completed, date: 2026-10-08, task: window/bolts}",
            [
                "records[1].of: this void does not fit exactly one record; the nearest are "
                "{record: completed, date: 2026-10-09, task: window/bolts, asset: windows}; say which with of"
            ],
        ),
        (
            "{record: void, date: 2026-10-09}",
            ["records[1].of.record: a void is not taken back; record anew what was done"],
        ),
    ],
)
def test_a_void_names_the_record_that_it_takes_back(root: Root, of: str, says: list[str]) -> None:
    """As much of it as tells it from others; where none fits, those that were most likely meant are named."""
    root.add(RECORDS, void(of))
    assert told(root) == says


def test_a_void_that_fits_several_records_takes_none_back(root: Root) -> None:
    """Two things were done on one day: which one is to be said. The same thing written twice is one of either."""
    other = {**DONE, "date": "2026-10-09", "asset": "windows", "task": "window/yearly"}
    root.add(RECORDS, record(**other) + void("{record: completed, date: 2026-10-09}"))
    (line,) = [line for line in told(root) if "void" in line]
    assert line.startswith(
        "records[2].of: this void does not fit exactly one record; the nearest are {record: completed"
    )
    root.write(RECORDS, "records:\n" + record(**other) * 2 + void("{record: completed, date: 2026-10-09}"))
    assert not any("void" in line for line in told(root))


def test_of_moves_of_one_thing_on_one_day_the_one_that_holds_is_taken_back(root: Root) -> None:
    """One after the other; what was decided anew behind a void stands, and another cycle is told by its date."""
    move = {**DONE, "record": "moved", "asset": "windows", "task": "window/yearly", "reason": "客户外出"}
    of = f"{{record: moved, date: {DONE['date']}}}"
    text = record(**move, to="2027-08-20") + record(**move, to="2027-08-25") + record(**move, to="2027-08-27")
    for moves, held in ((text + void(of), "2027-08-25"), (text + void(of) * 2, "2027-08-20")):
        root.write(RECORDS, f"records:\n{moves}")
        assert not any("void" in line for line in told(root)), told(root)
        assert [row["planned"] for row in root.agenda("--task", "window/yearly", "--to", "2027-12-31")] == [held]
    other = record(**move, due="2027-08-31", to="2027-08-20") + record(**move, due="2028-08-31", to="2028-08-25")
    root.write(RECORDS, f"records:\n{other}{void(of)}")
    assert any("due: 2027-08-31}, {record: moved" in line for line in told(root)), told(root)
    root.write(RECORDS, f"records:\n{other}{void(of.replace('}', ', due: 2028-08-31}'))}")
    assert not any("void" in line for line in told(root))


def test_a_void_before_the_record_takes_nothing_back(root: Root) -> None:
    """It was written before there was anything to take back."""
    early = void("{record: completed, date: 2026-10-09}").replace("2026-10-20", "2026-10-08")
    root.add(RECORDS, early)
    assert told(root) == [
        "records[1].of: this void takes nothing back: there is no record of this customer and site up to its date"
    ]


def test_a_void_says_what_and_why(root: Root) -> None:
    """Both keys are needed."""
    root.add(RECORDS, record(record="void", date="2026-10-20", customer="c-001", site="home"))
    assert told(root) == ["records[1]: a record of void needs of", "records[1]: a record of void needs reason"]


def test_a_slip_that_was_taken_back_is_told_no_more(root: Root) -> None:
    """A record of an unknown customer cannot be deleted; its void silences it."""
    root.add(RECORDS, record(**{**DONE, "customer": "c-O1", "task": "window/bolts"}))
    root.add(RECORDS, void("{record: completed, date: 2026-10-12}").replace("c-001", "c-O1"))
    assert told(root) == []


def test_the_companys_own_work_is_recorded_without_a_customer(root: Root) -> None:
    """The office counted its tools on time; no other task may be recorded so."""
    root.write("definitions/maintenance/office/tools.yaml", OFFICE)
    assert statuses(root, "office/tools")[0] == "overdue"
    root.add(RECORDS, record(record="completed", date="2026-10-05", task="office/tools"))
    assert told(root) == []
    assert statuses(root, "office/tools")[0] == "done"


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ({"task": "window/bolts"}, ["records[1]: a record of completed needs customer", "records[1]: a record of completed needs site"]),
        ({"task": "window/bolts", "customer": "c-001"}, ["records[1]: a record of completed needs site"]),
        ({"task": "window/bolts", "site": "home"}, ["records[1]: a record of completed needs customer"]),
        ({"tasks": "[office/tools, window/bolts]"}, ["records[1]: a record of completed needs customer", "records[1]: a record of completed needs site"]),
        (
            {"task": "office/tools", "customer": "c-001", "site": "home"},
            ["warning: records[1].task: the task 'office/tools' is the company's own work; leave out customer and site, "
            "or this record counts for nothing"],
        ),
    ],
)  # fmt: skip
def test_work_at_a_customers_says_where(root: Root, keys: dict[str, str], says: list[str]) -> None:
    """Only the company's own tasks have no place."""
    root.write("definitions/maintenance/office/tools.yaml", OFFICE)
    root.add(RECORDS, record(record="completed", date="2026-10-05", **keys))
    assert told(root) == says


def test_a_record_that_concerns_no_cycle_is_told_by_check(root: Root) -> None:
    """Half a year too early for the yearly check: nothing is closed by it. On a day before the record nothing is known."""
    root.add(RECORDS, record(**DONE, asset="windows", task="window/yearly"))
    (line,) = told(root)
    assert line.startswith("warning: records[1]: this record concerns no cycle: none is due")
    result = root.run("check", "--as-of", "2026-10-11")
    assert "no cycle" not in result.stdout
    root.edit(CUSTOMER, "product: window", "product: windw")
    assert not any("no cycle" in line for line in told(root))  # what is broken is told first


def test_the_number_of_a_cycle_is_read_and_its_date_is_proposed(root: Root) -> None:
    """A number means another cycle once the rule is edited; a date does not."""
    moved = {**DONE, "record": "moved", "asset": "hall", "task": "floor/polish", "to": "2026-12-04", "cycle": "3"}
    root.add(RECORDS, record(**moved))
    assert told(root) == [
        "warning: records[1].cycle: the number of a cycle (3) changes with its rule; write its date instead: due: 2026-11-30"
    ]
