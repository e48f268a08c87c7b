"""The date calculator of a product's page says what the engine says, in a real browser, and keeps what it is told to itself."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import icalendar
import pytest
from ical.calendar_stream import IcsCalendarStream
from support import engine
from support.calculating import data_in
from support.chromium import icons_of, open_quiet
from support.company import AS_OF, PROJECT, Root, example_in
from support.lint_ics import lint
from support.serving import served
from support.soaking import times

from generator.dates.intervals import Interval, add
from generator.due.occurrences import occurrences
from generator.model.definitions import Definitions
from generator.model.people import Asset, Customer, Site
from generator.model.rules import Rule
from generator.model.schedules import Schedules
from generator.model.service import Dated
from generator.reading.load import read_sound
from generator.reading.words import own_words
from generator.site.pages.calculator import calculator, data_block
from generator.visits.examples import example_work

SCRIPTS = PROJECT / "templates/theme/assets/javascripts"
WORDS = own_words().words
TODAY = date.fromisoformat(AS_OF)
TODAYS = (TODAY, date(2027, 12, 31), date(2028, 2, 29))
# Days on which months, years and leap years end, and days off.
EDGES = (
    "2020-02-29", "2024-02-28", "2024-02-29", "2024-03-31", "2025-01-31", "2025-12-31", "2026-01-01", "2026-01-30",
    "2026-02-14", "2026-02-28", "2026-05-31", "2026-08-31", "2026-10-01", "2026-10-10", "2026-11-22", "2026-11-23",
    "2026-11-24", "2027-02-05", "2027-02-28", "2028-02-29",
)  # fmt: skip

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Case:
    """A made-up asset, and what its owner would enter."""

    product: str
    region: str
    tier: str
    traffic: str | None = None
    setting: str | None = None
    acceptance: date | None = None
    move_in: date | None = None

    @property
    def milestones(self) -> dict[str, date]:
        given = {"acceptance": self.acceptance, "move_in": self.move_in}
        return {name: day for name, day in given.items() if day is not None}

    def given(self) -> dict[str, str]:
        """What the script is told."""
        chosen = {"region": self.region, "tier": self.tier, "traffic": self.traffic, "setting": self.setting}
        days = {name: str(day) for name, day in self.milestones.items()}
        return {name: value for name, value in (chosen | days).items() if value is not None}

    def customer(self, id_: str) -> Customer:
        """The same as a customer of the engine."""
        asset = Asset(
            id="one",
            name="-",
            product=self.product,
            traffic=Dated.always(self.traffic) if self.traffic else None,
            setting=Dated.always(self.setting) if self.setting else None,
        )
        site = Site(
            id="home", name="-", region=self.region, address="-", milestones=self.milestones or None, assets=(asset,)
        )
        return Customer(id=id_, name="-", tier=Dated.always(self.tier), sites=(site,))


def random_cases(definitions: Definitions, count: int, seed: int) -> list[Case]:
    """Assets of every product in every region, by turns, with everything else by chance."""
    chance = random.Random(seed)
    company = definitions.company

    def day() -> date:
        if chance.random() < 0.5:
            return date.fromisoformat(chance.choice(EDGES))
        return date(2014, 1, 1) + timedelta(days=chance.randrange(365 * 14))

    places = [(product, region) for product in definitions.products for region in company.regions]
    return [
        Case(
            product=places[number % len(places)][0],
            region=places[number % len(places)][1],
            tier=chance.choice(list(company.tiers)),
            traffic=chance.choice(list(company.traffic)),
            setting=chance.choice(list(company.settings)),
            acceptance=day() if chance.random() < 0.9 else None,
            move_in=day() if chance.random() < 0.7 else None,
        )
        for number in range(count)
    ]


def by_the_engine(definitions: Definitions, cases: Sequence[Case], today: date, end: date) -> list[list[Row]]:
    """What the engine has for each case, records or no other customers apart."""
    customers = {f"c{number:04}": case.customer(f"c{number:04}") for number, case in enumerate(cases)}
    found: dict[str, list[Row]] = {id_: [] for id_ in customers}
    for one in occurrences(definitions, Schedules(customers=customers), today, end):
        item, due = one.item, one.due
        if item.customer is None:
            continue
        if due is None:
            row: Row = (item.task.id, item.rule, str(one.waiting_for))
        else:
            official = definitions.workdays_in(item.region).status(due.day.year) == "official"
            provisional = due.terms.adjust != "none" and not official
            days = (due.nominal, due.day, due.window.start, due.window.last)
            row = (item.task.id, item.rule, due.cycle, *map(str, days), provisional)
        found[item.customer.id].append(row)
    return [sorted(rows, key=str) for rows in found.values()]


# Everything in one go, in and out as text: playwright hands over lists and objects far slower than the script reckons.
RECKON = """text => JSON.stringify(JSON.parse(text).map(([data, cases, today, end]) => cases.map(given => ({
    rows: careEngine.occurrences(data, given, today, end).map(one => one.waiting
        ? [one.task, one.rule, one.waiting]
        : [one.task, one.rule, one.cycle, one.nominal, one.day, one.first, one.last, one.provisional]),
    ends: careEngine.warrantyEnds(data, given).map(one => [one.id, one.end]),
    coming: careEngine.comingYear(data, given, today).dates.map(one => [one.task, one.rule, one.day]),
}))))"""


@dataclass(frozen=True)
class Trial:
    """Assets of one product, and the rules by which the script reckons their dates as of ``today``, up to ``end``.

    ``rules`` are told where the script goes wrong.
    """

    data: Any
    cases: Sequence[Case]
    today: date
    end: date
    rules: str = "those of the example"


def by_the_script(page: Any, trials: Sequence[Trial]) -> list[list[dict[str, Any]]]:
    """What the script has for each case of each trial."""
    asked = [[t.data, [case.given() for case in t.cases], str(t.today), str(t.end)] for t in trials]
    answers: list[list[dict[str, Any]]] = json.loads(page.evaluate(RECKON, json.dumps(asked)))
    for answer in chain.from_iterable(answers):
        answer["rows"] = sorted(map(tuple, answer["rows"]), key=str)
    return answers


def warranty_ends(definitions: Definitions, case: Case) -> list[list[str | None]]:
    """The last day of each warranty."""
    found: list[list[str | None]] = []
    for warranty in definitions.products[case.product].warranty:
        start = case.milestones.get(warranty.anchor)
        found.append([warranty.id, str(add(start, warranty.period)) if start is not None else None])
    return found


def as_visited(definitions: Definitions, case: Case, today: date, end: date) -> list[tuple[str, ...]]:
    """What is visited of a case, by the rules of the company's own pages and calendars."""
    public = [task for task in definitions.tasks.values() if task.audience == "public"]
    tasks = [replace(task, schedule=rules) for task in public if (rules := tuple(filter(_is_dated, task.schedule)))]
    work = example_work(definitions, tasks, case.customer("c"), today, end)
    return sorted((task.id, rule.name, str(due.nominal), str(due.day)) for task, rule, due in work)


def _is_dated(rule: Rule) -> bool:
    return not rule.is_follow_up and not rule.is_only_raised


def coming(rows: Iterable[tuple[str, ...]], today: date) -> list[tuple[str, str, str]]:
    """The rows that fall due in the year from ``today`` on."""
    until = add(today, Interval(months=12))
    return sorted((task, rule, day) for task, rule, _, day in rows if str(today) <= day < str(until))


def known_since(year: int, rows: Sequence[Row]) -> list[Row]:
    """The rows with a date in the first year whose days off a page knows, or later: what was before is past for everybody."""
    return [row for row in rows if len(row) < 4 or row[3] >= str(year)]


def compare(page: Any, trials: Sequence[tuple[Definitions, Trial]]) -> int:
    """Hold the script to what the engine makes of each trial's definitions; how many dates were the same."""
    compared = 0
    answered = by_the_script(page, [trial for _, trial in trials])
    for (definitions, trial), answers in zip(trials, answered, strict=True):
        expected = by_the_engine(definitions, trial.cases, trial.today, trial.end)
        for case, rows, answer in zip(trial.cases, expected, answers, strict=True):
            told = f"{case} on {trial.today} by {trial.rules}"
            since = min(trial.data["workdays"]["official"])
            assert known_since(since, answer["rows"]) == known_since(since, rows), told
            assert answer["ends"] == warranty_ends(definitions, case), told
            visited = as_visited(definitions, case, trial.today, trial.end)
            assert sorted(map(tuple, answer["coming"])) == coming(visited, trial.today), told
            compared += len(rows)
    return compared


def far(today: date) -> date:
    """The end of what is compared: the coming year, and another."""
    return add(today, Interval(months=26)) or date.max


# ------------------------------------------------------------------------------------------------- the script and the engine


@pytest.fixture(scope="module")
def blank(chromium: Any) -> Iterator[Any]:
    """An empty page with the scripts that need no page, in a zone whose clocks go forward at midnight."""
    context = chromium.new_context(timezone_id="America/Santiago")
    page = context.new_page()
    for name in ("engine.js", "ics.js"):
        page.add_script_tag(path=str(SCRIPTS / name))
    yield page
    context.close()


WORKING = ("15 working days", "1 working day", "40 working days")
INTERVALS = (
    *WORKING[:1],
    "1 month",
    "3 months",
    "1 year",
    "2 years",
    "7 days",
    "15 days",
    "1 month 10 days",
    "45 days",
    "5 months",
)
LEADS = ("0 days", "1 day", "7 days", "1 month", "40 days")
DAYS = ("02-29", "02-28", "01-31", "06-01", "12-31", "10-05", "07-15")


def random_rule(chance: random.Random) -> dict[str, Any]:
    """A rule of any shape that ``aftercare check`` lets pass, in the words of YAML."""

    def maybe(share: float) -> bool:
        return chance.random() < share

    def slack() -> str:
        return chance.choice(("0 days", "3 days", "14 days", "1 month", "60 days"))

    rule: dict[str, Any] = {
        "anchor": chance.choice(
            ("acceptance", "acceptance", "move_in", "warranty_end", "warranty_end:leakage", "2026-01-31", "installed")
        ),
        "adjust": chance.choice(("none", "following", "preceding", "modified_following", "modified_preceding")),
        "invalid_date": chance.choice(("backward", "forward", "omit")),
    }
    if maybe(0.6):
        rule["tolerance"] = {"early": slack(), "late": slack()}
    elif maybe(0.4):
        rule["tolerance"] = {"period": chance.choice(("week", "month", "quarter", "year"))}
    kinds = (
        "season",
        "month_day",
        "interval",
        "interval",
        "by",
        "once",
        "floating",
        "window",
        "on",
        "on",
        "each season",
    )
    kind = chance.choice(kinds)
    if kind in ("on", "each season"):
        return rule | random_days(chance, each_season=kind == "each season")
    if kind == "season":
        rule["season"] = {"when": chance.choice(("before", "inside", "after")), "lead": chance.choice(LEADS)}
        if maybe(0.6):
            rule["season"]["name"] = chance.choice(("rain", "typhoon", "winter"))
        else:
            rule["season"] |= {"from": chance.choice(DAYS), "to": chance.choice(DAYS)}
        often = ("1 month", "7 days", "10 days") if rule["season"]["when"] == "inside" else ("1 year",)
        if maybe(0.6):
            rule["interval"] = chance.choice(("1 year", "2 years", *often))
    elif kind == "by":
        values = {"traffic": ("heavy", "light"), "exposure": ("coast", "inland"), "setting": ("indoor",), "tier": "AB"}
        condition = chance.choice(list(values))
        rule["interval_by"] = {condition: {value: chance.choice(INTERVALS) for value in values[condition]}}
    elif kind != "once":
        rule["interval"] = chance.choice(INTERVALS)
    if kind in ("floating", "window"):
        rule["basis"] = kind
    if kind == "month_day":
        del rule["anchor"]
        rule["month_day"] = chance.choice(DAYS)
        if maybe(0.5):
            del rule["interval"]
    if maybe(0.4) or kind == "once":
        rule["threshold"] = chance.choice(
            ("1 month", "-1 month", "10 days", "1 year", "2 months 15 days", "0 days", *WORKING)
        )
    if maybe(0.4):
        rule["until"] = chance.choice(("warranty_end", "move_in", "2027-06-30", "18 months"))
        rule["at_end"] = chance.choice(("clamp", "drop"))
    return rule


def random_days(chance: random.Random, *, each_season: bool) -> dict[str, Any]:
    """Days of the calendar, or what each season begins anew."""
    names = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    nth = chance.choice(("first", "second", "fifth", "last"))
    unit, days = chance.choice(
        (
            ("week", {"weekdays": chance.sample(names, chance.randrange(1, 4))}),
            ("month", {"nth": nth, "weekday": chance.choice(names)}),
            ("month", {"days": chance.sample((1, 15, 28, 29, 30, 31), chance.randrange(1, 4))}),
            ("year", {"dates": chance.sample(DAYS, chance.randrange(1, 3))}),
        )
    )
    keys: dict[str, Any] = {}
    if each_season:
        keys = {"anchor": "season_start", "season": {"when": "inside", "lead": chance.choice(LEADS)}}
        keys["season"] |= chance.choice(
            ({"name": "rain"}, {"name": "winter"}, {"from": chance.choice(DAYS), "to": chance.choice(DAYS)})
        )
        keys["interval"] = chance.choice(("7 days", "1 month", "15 working days", "1 year", "2 years"))
    if not each_season or chance.random() < 0.5:
        keys |= {"on": days, "interval": f"{chance.randrange(1, 4)} {unit}s"}
    if not each_season and chance.random() < 0.2:
        keys["season"] = {"when": "inside", "name": "rain"}
    if chance.random() < 0.3:
        del keys["interval"]
    if chance.random() < 0.3:
        keys["threshold"] = chance.choice(("10 days", "5 working days", "-1 month"))
    return keys


def random_schedule(chance: random.Random) -> list[dict[str, Any]]:
    """One rule with up to two later revisions, which differ in anything but their basis."""
    rules = [random_rule(chance)]
    for since in sorted(chance.sample(("2024-02-29", "2026-06-15", "2027-01-31", "2027-03-01"), chance.randrange(3))):
        revision = random_rule(chance)
        while revision.get("basis") != rules[0].get("basis"):
            revision = random_rule(chance)
        rules.append({**revision, "effective_from": since})
    return rules


# Days off of a region: its page has them beside the company's.
OF_ITS_OWN = """
"2026":
  status: official
  holidays:
    - {name: {zh: 店休, en: Closed}, from: 2026-03-02, to: 2026-03-06}
    - {name: {zh: 店休, en: Closed}, from: 2026-10-12, to: 2026-10-30}
  make_up: [2026-10-10, 2026-10-11]
"""


@pytest.mark.soak
def test_rules_of_every_shape_fall_due_as_the_engine_has_them(blank: Any) -> None:
    """Anchors, thresholds, seasons, ends, revisions, floating and window bases, whatever is odd about them."""
    chance = random.Random(4711)
    trials = []
    for number in range(times(120, 3000)):
        schedule = json.dumps(random_schedule(chance))
        scope = chance.choice(("asset", "asset", "asset", "site"))
        more = chance.choice(("", "", "applies_to: {setting: [indoor]}", "applies_to: {exposure: [coast], tier: [A]}"))
        task = engine.task(schedule, "window/any", scope=scope, more=more)
        known = engine.world(task).definitions
        if number % 2:
            known = replace(known, regional={"beijing": engine.work_calendar(OF_ITS_OWN)})
        reckoning = calculator(known, known.products["window"], "en", WORDS["en"], "")
        assert reckoning is not None
        data = json.loads(data_block(reckoning.data))
        cases = [case for case in random_cases(known, 8, seed=number) if case.product == "window"]
        today = chance.choice(TODAYS)
        trials.append((known, Trial(data, cases, today, far(today), f"{schedule} {scope} {more}")))
    assert compare(blank, trials) > 2_000


VISITED = """text => JSON.stringify(JSON.parse(text).map(([data, cases, today, end]) => cases.map(given =>
    careEngine.visited(data, given, today, end).filter(one => !one.waiting)
        .map(one => [one.task, one.rule, one.nominal, one.day]))))"""


def compare_visited(page: Any, trials: Sequence[tuple[Definitions, Trial]]) -> int:
    """Hold the script to what larger work does as well; how many dates it left out."""
    asked = [[t.data, [case.given() for case in t.cases], str(t.today), str(t.end)] for _, t in trials]
    left_out = 0
    for (definitions, trial), answers in zip(
        trials, json.loads(page.evaluate(VISITED, json.dumps(asked))), strict=True
    ):
        since = str(min(trial.data["workdays"]["official"]))
        rows = by_the_engine(definitions, trial.cases, trial.today, trial.end)
        for case, answer, all_rows in zip(trial.cases, answers, rows, strict=True):
            found = [row for row in sorted(map(tuple, answer)) if row[3] >= since]
            expected = [row for row in as_visited(definitions, case, trial.today, trial.end) if row[3] >= since]
            assert found == expected, f"{case} on {trial.today} by {trial.rules}"
            left_out += len([row for row in all_rows if len(row) > 3 and row[4] >= since]) - len(found)
    return left_out


def covering_trial(number: int, rules: Sequence[str], kinds: Sequence[tuple[str, str]]) -> tuple[Definitions, Trial]:
    """A task for each of ``rules``, each of which covers the one after it, and assets by chance."""
    names = [f"window/t{index}" for index in range(len(rules))]
    tasks = [
        engine.task(rule, name, scope=scope, channel=channel, more=f"covers: [{smaller}]" if smaller else "")
        for rule, name, smaller, (scope, channel) in zip(rules, names, [*names[1:], ""], kinds, strict=True)
    ]
    known = engine.world(*tasks).definitions
    reckoning = calculator(known, known.products["window"], "en", WORDS["en"], "")
    assert reckoning is not None
    today = TODAYS[number % len(TODAYS)]
    cases = [case for case in random_cases(known, 8, seed=number) if case.product == "window"]
    return known, Trial(json.loads(data_block(reckoning.data)), cases, today, far(today), f"{rules} {kinds}")


def test_what_larger_work_does_is_left_out_as_by_the_engine(blank: Any) -> None:
    """Yearly over half-yearly over quarterly: one date where their windows share a working day, and which one."""
    rules = [
        f"anchor: acceptance\ninterval: {interval}\nadjust: following\ntolerance: {{early: 10 days, late: 10 days}}"
        for interval in ("1 year", "6 months", "3 months")
    ]
    usual = [("asset", "onsite")] * 3
    later = [
        rules[0],
        rules[1].replace("acceptance", "move_in"),
        rules[2].replace("interval", "basis: floating\ninterval"),
    ]
    assert compare_visited(blank, [covering_trial(1, rules, usual), covering_trial(2, later, usual)]) > 40


@pytest.mark.soak
def test_covering_work_of_every_shape_is_left_out_as_by_the_engine(blank: Any) -> None:
    """Rules of every shape and length, for assets and sites, at home, by telephone and by the reader."""
    chance = random.Random(815)
    trials = []
    for number in range(times(16, 1000)):
        rules = [json.dumps(random_schedule(chance)) for _ in range(chance.choice((2, 3)))]
        scopes = ["site", *["asset"] * len(rules)] if chance.random() < 0.3 else ["asset"] * len(rules)
        kinds = [(scope, chance.choice(("onsite", "onsite", "phone", "customer"))) for scope in scopes[: len(rules)]]
        trials.append(covering_trial(number, rules, kinds))
    assert compare_visited(blank, trials) > 0


@pytest.fixture(scope="module")
def known(example: Root) -> Definitions:
    """The example company."""
    return read_sound(example.path)[0]


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    """The built site under the policy with which it is hosted."""
    headers = (PROJECT / "deploy/site/_headers").read_text("utf-8")
    found = re.search(r"Content-Security-Policy: (.*)", headers)
    assert found is not None
    with served(built / "site", found[1]) as start:
        yield start


@pytest.mark.soak
@pytest.mark.parametrize("today", TODAYS, ids=str)
def test_every_product_of_the_example_is_reckoned_as_by_the_engine(
    blank: Any, built: Path, known: Definitions, today: date
) -> None:
    """Nominal dates, due days, windows and warranty ends of random assets of every product on three days, by what the built pages hold."""
    cases = random_cases(known, times(20, 400), seed=today.toordinal())  # each product in each region
    trials = []
    for product in known.products:
        data = data_in((built / f"site/zh/products/{product}/index.html").read_text("utf-8"))
        ours = [case for case in cases if case.product == product]
        trials.append((known, Trial(data, ours, today, far(today))))
    assert compare(blank, trials) > 700


def test_the_agenda_lists_the_same_dates(blank: Any, built: Path, known: Definitions, tmp_path: Path) -> None:
    """Through the command line: customers as YAML in, ``aftercare agenda`` as JSON out.

    What is expected of floating work after its next date is left out: the agenda counts it from the planned visit, which
    the page does not know. Of the days before the first notice of days off, which the page does not need, the day that the
    work was moved to is left out.
    """
    noticed = str(min(known.workdays.years))

    floating = {
        (task.id, rule.name) for task in known.tasks.values() for rule in task.schedule if rule.basis == "floating"
    }

    def sure(rows: Iterable[Row]) -> list[Row]:
        kept = (row for row in rows if len(row) > 3 and (row[2] == 1 or row[:2] not in floating))
        return sorted(row if row[3] >= noticed else (*row[:4], *row[5:]) for row in kept)

    root = example_in(tmp_path / "company")
    root.remove("schedules/customers")
    root.remove("schedules/records")
    cases = [case for case in random_cases(known, 20, seed=7) if case.milestones]
    for number, case in enumerate(cases):
        days = ", ".join(f"{name}: {case.milestones.get(name, 'pending')}" for name in ("acceptance", "move_in"))
        root.write(
            f"schedules/customers/a-{number:03}.yaml",
            f"name: 测试{number:03}\ntier: {case.tier}\nsites:\n  - id: home\n    name: 测试场所{number:03}\n"
            f"    region: {case.region}\n    address: 测试路 {number:03} 号\n    milestones: {{{days}}}\n    assets:\n"
            f"      - {{id: one, name: 一, product: {case.product}, traffic: {case.traffic}, setting: {case.setting}}}\n",
        )
    found: dict[str, list[Row]] = {}
    for row in root.agenda("--from", "1990-01-01", "--to", "2029-12-31"):
        if row["customer"] is not None and row["nominal"] is not None:
            dates = [row[name] for name in ("nominal", "due", "window_start", "window_end")]
            found.setdefault(row["customer"], []).append((row["task"], row["rule"], row["cycle"], *dates))
    compared = 0
    end = TODAY.replace(year=TODAY.year + 1)
    for product in known.products:
        data = data_in((built / f"site/en/products/{product}/index.html").read_text("utf-8"))
        ours = {f"a-{number:03}": case for number, case in enumerate(cases) if case.product == product}
        [answers] = by_the_script(blank, [Trial(data, list(ours.values()), TODAY, end)])
        for id_, answer in zip(ours, answers, strict=True):
            rows = sure(row for row in found.get(id_, []) if row[3] < str(end))
            assert sure(tuple(row[:7]) for row in answer["rows"]) == rows, ours[id_]
            compared += len(rows)
    assert compared > 350


# ------------------------------------------------------------------------------------------------------------- the form


def is_blob(request: Any) -> bool:
    """Whether a request stays inside the page, as the download that its script made does."""
    return bool(request.url.startswith("blob:"))


def opened(chromium: Any, target: str, **options: Any) -> tuple[Any, list[str]]:
    """A page on ``AS_OF`` by its reader's clock, and the requests and complaints since it was loaded."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => console.error(e.violatedDirective))"
    )
    page = context.new_page()
    page.clock.set_fixed_time(datetime.fromisoformat(f"{AS_OF}T12:00:00+08:00"))
    open_quiet(page, target)
    icons = icons_of(page)
    heard: list[str] = []
    page.on("request", lambda request: None if request.url in icons or is_blob(request) else heard.append(request.url))
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return page, heard


def listed(page: Any) -> list[tuple[str, str]]:
    """(due day, address of the task's page) as the form shows them."""
    found = page.evaluate("""[...document.querySelectorAll('.care-calc__days > li')].flatMap(day =>
        [...day.querySelectorAll('a')].map(link => [day.querySelector('time').dateTime, new URL(link.href).pathname]))""")
    return [tuple(row) for row in found]


FORMS = [
    (
        "zh",
        "America/Santiago",
        Case("thermal-break-window", "shanghai", "C", acceptance=date(2026, 8, 31), move_in=date(2026, 9, 30)),
    ),
    ("en", "Asia/Shanghai", Case("marble-floor", "beijing", "C", traffic="very_heavy", acceptance=date(2024, 2, 29))),
    ("en", "America/Santiago", Case("led-display", "shenzhen", "C", setting="outdoor", acceptance=date(2025, 12, 31))),
    ("zh", "Asia/Shanghai", Case("silicone-sealant", "guiyang", "C", acceptance=date(2026, 11, 23))),
]


@pytest.mark.parametrize(("language", "zone", "case"), FORMS, ids=lambda value: getattr(value, "product", value))
def test_the_form_shows_the_year_and_hands_out_its_calendar(
    chromium: Any, address: str, known: Definitions, tmp_path: Path, language: str, zone: str, case: Case
) -> None:
    """By keyboard: fill in, press Enter, read, download; nothing is asked of any server and nothing is stored."""
    target = f"{address}{language}/products/{case.product}/"
    page, heard = opened(chromium, target, timezone_id=zone, accept_downloads=True)
    for name, value in case.given().items():
        field = page.locator(f"#calc-{name}")
        if field.count():
            (field.fill if name in case.milestones else field.select_option)(value)
    page.locator("#calc-acceptance").press("Enter")
    page.locator(".care-calc__result").wait_for()

    due = coming(as_visited(known, case, TODAY, date(2028, 3, 1)), TODAY)
    shown = listed(page)
    assert sorted(shown) == sorted((day, f"/{language}/maintenance/{task}/") for task, _, day in due)
    assert [day for day, _ in shown] == sorted(day for day, _ in shown)
    assert str(len(due)) in page.inner_text(".care-calc__status")
    ends = [end for _, end in warranty_ends(known, case) if end is not None]
    assert [
        re.findall(r"\d{4}-\d\d-\d\d", line)[0] for line in page.locator(".care-calc__ends li").all_inner_texts()
    ] == ends

    with page.expect_download() as download:
        page.locator(".care-calc__save").click()
    assert download.value.suggested_filename == f"{case.product}.ics"
    download.value.save_as(tmp_path / "care.ics")
    assert heard == []
    assert page.url == target
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie, location.hash]")[2:] == ["", ""]
    assert not re.search(
        "acceptance|" + str(case.acceptance), json.dumps(page.evaluate("({...localStorage, ...sessionStorage})"))
    )
    page.context.close()
    check_the_calendar((tmp_path / "care.ics").read_bytes(), due, [end for end in ends if end >= str(TODAY)])


def check_the_calendar(content: bytes, due: Sequence[tuple[str, str, str]], ends: Sequence[str]) -> None:
    """Every date and warranty end as an all-day event that strict readers take."""
    # It is no feed that one subscribes to, so it does not say how often to look again.
    faults = [fault for fault in lint(content) if "REFRESH-INTERVAL" not in fault and "X-PUBLISHED-TTL" not in fault]
    assert faults == []
    wanted = sorted([day for _, _, day in due] + list(ends))
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert sorted(str(event.start) for event in events) == wanted
    assert sorted(str(e.dtstart) for e in IcsCalendarStream.calendar_from_ics(content.decode()).events) == wanted
    assert len({str(event["UID"]) for event in events}) == len(events)
    assert all(event.end - event.start == timedelta(days=1) for event in events)


def test_a_date_keeps_its_identity_from_day_to_day(blank: Any, known: Definitions) -> None:
    """Importing next week's file again updates the events of this week's instead of doubling them."""
    reckoning = calculator(known, known.products["thermal-break-window"], "en", WORDS["en"], "")
    assert reckoning is not None
    data = json.loads(data_block(reckoning.data))
    ask = """([data, given, today]) => careIcs.calendar(data, careEngine.comingYear(data, given, today), today)"""

    def uids(today: str) -> dict[tuple[str, str], str]:
        given = {"acceptance": "2026-08-31", "move_in": "2026-09-30", "region": "shanghai"}
        content = blank.evaluate(ask, [data, given, today])
        events = icalendar.Calendar.from_ical(content).walk("VEVENT")
        return {(str(event.start), str(event["SUMMARY"])): str(event["UID"]) for event in events}

    first, later = uids("2026-11-23"), uids("2026-12-01")
    both = first.keys() & later.keys()
    assert len(both) > 20
    assert all(first[key] == later[key] for key in both)


def test_a_page_opened_as_a_file_reckons_as_well(chromium: Any, built: Path) -> None:
    """A copy of the site on a disk, where browsers load no modules, is as good as the one that is served."""
    page, heard = opened(chromium, (built / "site/zh/products/marble-floor/index.html").as_uri())
    page.fill("#calc-acceptance", "2026-03-15")
    page.select_option("#calc-traffic", "very_heavy")
    page.select_option("#calc-region", "shanghai")
    page.click(".care-calc__form button")
    assert len(listed(page)) > 30
    assert heard == []
    page.context.close()


def test_something_has_to_be_entered_and_what_changes_is_reckoned_anew(chromium: Any, address: str) -> None:
    """No date, no result; another region, other dates; no date again, no result again."""
    page, heard = opened(chromium, f"{address}en/products/thermal-break-window/")
    button = page.locator(".care-calc__form button")
    page.select_option("#calc-region", "shanghai")
    button.click()
    assert page.locator(".care-calc__result").is_hidden()
    assert page.locator("#calc-acceptance").evaluate("field => field.validationMessage")
    page.fill("#calc-acceptance", "2026-03-15")
    button.click()
    coast = listed(page)
    assert "move-in" in page.inner_text(".care-calc__notes")
    page.select_option("#calc-region", "beijing")
    assert coast
    assert listed(page)
    assert listed(page) != coast
    page.fill("#calc-acceptance", "")
    assert page.locator(".care-calc__result").is_hidden()
    assert page.inner_text(".care-calc__status") == ""
    assert heard == []
    page.context.close()


def test_the_calculator_fits_a_telephone(chromium: Any, address: str) -> None:
    """At 390 px nothing runs over the edge, before and after the dates are shown, by day and by night."""
    page, heard = opened(chromium, f"{address}zh/products/marble-floor/", viewport={"width": 390, "height": 844})
    over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(over) == 0
    page.fill("#calc-acceptance", "2026-03-15")
    page.select_option("#calc-traffic", "very_heavy")
    page.select_option("#calc-region", "shanghai")
    page.click(".care-calc__form button")
    assert len(listed(page)) > 30
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert page.evaluate(over) == 0
    assert heard == []
    page.context.close()


def test_without_scripts_and_on_paper_an_empty_calculator_is_not_seen(chromium: Any, address: str) -> None:
    """Without scripts a sentence points to the calendars below; on paper nothing stands there until dates are shown."""
    page, _ = opened(chromium, f"{address}zh/products/led-display/", java_script_enabled=False)
    assert page.locator(".care-calc__body").is_hidden()
    assert page.locator(".care-calc__without").is_visible()
    assert page.locator("#calculator").is_visible()
    page.context.close()
    page, _ = opened(chromium, f"{address}zh/products/led-display/")
    assert page.locator(".care-calc__without").is_hidden()
    page.emulate_media(media="print")
    assert page.locator("#calculator").is_hidden()
    page.context.close()


def test_the_first_page_leads_to_ones_own_dates(chromium: Any, small_site: Root) -> None:
    """Product and day are asked once; the product's page shows the dates, and where today stands in each warranty.

    What was entered stood behind the address, where no server reads it, and is gone from there.
    """
    with served(small_site.path / "out/site") as address:
        page = chromium.new_page()
        page.clock.set_fixed_time(datetime(2026, 11, 23, 12))
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        open_quiet(page, f"{address}/en/")
        page.locator("#mine-product").select_option(label="Window")
        page.locator("#mine-date").fill("2026-03-15")
        page.locator(".care-mine__form button").click()
        page.locator(".care-calc__days > li").first.wait_for()
        assert page.url == f"{address}/en/products/window/#calculator"
        assert page.locator("#calc-acceptance").input_value() == "2026-03-15"
        assert page.locator(".care-span__today").count() == page.locator(".care-span__until").count() > 0
        assert not [url for url in asked if "2026-03-15" in url]
        page.close()
