"""A company in memory from a few lines of YAML, and what the engine makes of it in words that a test can compare.

Everything goes through the parser and the model that files go through; only the folder is missing. One customer ``c-1``
has one site ``home`` in Shanghai with one asset ``w`` of the product ``window``, unless a test says otherwise.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple, TypeVar

from generator.dates.intervals import Interval, add
from generator.dates.workdays import WorkCalendar
from generator.due.items import OPEN, Occurrence
from generator.due.occurrences import occurrences
from generator.model.calendars import WorkYear, WorkYears
from generator.model.calendars import work_calendar as calendar_of
from generator.model.company import Company, Seasons
from generator.model.definition import LocalText, Placed
from generator.model.definitions import Definitions
from generator.model.glossary import SearchWords
from generator.model.people import Customer, Technicians
from generator.model.products import Product
from generator.model.records import Records
from generator.model.schedules import Schedules
from generator.model.tasks import Task
from generator.reading.schema import validate
from generator.reading.words import own_words
from generator.telling.explain import explain
from generator.text.language import Language
from generator.text.problems import Problem
from generator.text.yaml import parse
from generator.visits.plan import Plan, plan_until
from generator.visits.visit import Published, Visit

T = TypeVar("T")

# What the program says, by language.
WORDS = own_words().words

COMPANY = """
name: {zh: 小公司, en: Small Company}
tagline: {zh: 装好只是开始, en: Only the beginning}
hotline: 400-000-0000
hours: {zh: 全天接听, en: Always answered}
email: care@small.example
site_url: https://small.example/
uid_domain: small.example
feeds:
  customer: {back: 3 months, ahead: 24 months}
  technician: {back: 1 month, ahead: 6 months}
regions:
  shanghai: {name: {zh: 上海, en: Shanghai}, seasons: east, exposure: coast}
  beijing: {name: {zh: 北京, en: Beijing}, seasons: north, exposure: inland}
exposures: {coast: {zh: 沿海, en: coast}, inland: {zh: 内陆, en: inland}}
traffic: {heavy: {zh: 人流大, en: heavy}, light: {zh: 人流小, en: light}}
settings: {indoor: {zh: 室内, en: indoor}, outdoor: {zh: 室外, en: outdoor}}
tiers: {A: {zh: 重点客户, en: key customer}, B: {zh: 一般客户, en: regular customer}}
skills: {window: {zh: 门窗, en: windows}, stone: {zh: 石材, en: stone}, led: {zh: 显示屏, en: screens}}
"""

# The State Council's notice for 2026; in other years only weekends are days off.
WORKDAYS = """
"2026":
  status: official
  holidays:
    - {name: {zh: 元旦, en: New Year's Day}, from: 2026-01-01, to: 2026-01-03}
    - {name: {zh: 春节, en: Spring Festival}, from: 2026-02-15, to: 2026-02-23}
    - {name: {zh: 清明节, en: Qingming Festival}, from: 2026-04-04, to: 2026-04-06}
    - {name: {zh: 劳动节, en: Labour Day}, from: 2026-05-01, to: 2026-05-05}
    - {name: {zh: 端午节, en: Dragon Boat Festival}, from: 2026-06-19, to: 2026-06-21}
    - {name: {zh: 中秋节, en: Mid-Autumn Festival}, from: 2026-09-25, to: 2026-09-27}
    - {name: {zh: 国庆节, en: National Day}, from: 2026-10-01, to: 2026-10-07}
  make_up: [2026-01-04, 2026-02-14, 2026-02-28, 2026-05-09, 2026-09-20, 2026-10-10]
"""

SEASONS = """
names:
  typhoon: {zh: 台风季, en: typhoon season}
  rain: {zh: 雨季, en: rainy season}
  winter: {zh: 冬季, en: winter}
regions:
  east:
    name: {zh: 华东, en: East China}
    windows:
      typhoon: {from: "07-01", to: "09-30"}
      rain: {from: "06-01", to: "07-15"}
      winter: {from: "12-01", to: "02-29"}
  north:
    name: {zh: 华北, en: North China}
    windows:
      rain: {from: "07-10", to: "08-31"}
      winter: {from: "11-15", to: "03-15"}
"""

PRODUCTS = {
    "window": """
        name: {zh: 窗, en: Window}
        line: window
        icon: material/window-closed-variant
        unit: {zh: 樘, en: window}
        summary: {zh: 会开会关, en: It opens and shuts}
        warranty:
          - id: general
            name: {zh: 整窗保修, en: General warranty}
            period: 2 years
            covers: {zh: 质量问题, en: Faults}
            grade: G
          - id: leakage
            name: {zh: 防渗漏保修, en: Leakage warranty}
            period: 5 years
            covers: {zh: 渗漏, en: Leakage}
            grade: G
        """,
    "floor": """
        name: {zh: 地面, en: Floor}
        line: stone
        icon: material/floor-plan
        unit: {zh: 平方米, en: square metre}
        summary: {zh: 光亮如镜, en: It shines}
        warranty:
          - id: general
            name: {zh: 保修, en: Warranty}
            period: 1 year
            covers: {zh: 质量问题, en: Faults}
            grade: G
        """,
}

TECHNICIANS = """
- {id: t-1, name: 钱师傅, skills: [window, stone, led], regions: [shanghai, beijing], capacity: 8 hours}
"""

CHECK = "window/check"


@lru_cache(maxsize=4096)
def read(model: type[T], text: str, *, id_: str | None = None) -> T:
    """``text`` as a ``model``, which nobody can change; a mistake in it fails the test with its message."""
    data, faults = parse(textwrap.dedent(text))
    assert not faults, faults
    found, problems = validate(model, data, "test.yaml", id_=id_)
    assert found is not None, [problem.message(WORDS["en"]) for problem in problems]
    return found


@cache
def _company() -> Company:
    return read(Company, COMPANY)


@cache
def _seasons(text: str) -> Seasons:
    return read(Seasons, text)


@cache
def work_calendar(text: str = WORKDAYS) -> WorkCalendar[LocalText]:
    """The working calendar of a YAML text."""
    data, _ = parse(textwrap.dedent(text))
    years = {}
    for year, given in (data or {}).items():
        years[year], problems = validate(WorkYear, given, "workdays.yaml")
        assert not problems, problems
    return calendar_of("cn", {"cn": WorkYears(name="cn", file="workdays.yaml", years=years)})


@cache
def product(name: str) -> Product:
    """One of the two products."""
    return read(Product, PRODUCTS[name], id_=name)


@cache
def task(
    schedule: str,
    id_: str = CHECK,
    *,
    products: str = "window",
    scope: str = "asset",
    channel: str = "onsite",
    skills: str = "window",
    duration: str = "fixed: 1 hour",
    people: int = 1,
    more: str = "",
) -> Task:
    """A task with this ``schedule`` (a rule, or a list of rules); its name is its id."""
    given, faults = parse(textwrap.dedent(schedule))
    assert not faults, faults
    rules = [{"grade": "G", **rule} for rule in (given if isinstance(given, list) else [given])]
    body = f"""
name: {{zh: {id_}, en: {id_}}}
summary: {{zh: 看一看, en: We have a look}}
products: [{products}]
scope: {scope}
channel: {channel}
work: {{skills: [{skills}], duration: {{{duration}}}, people: {people}, grade: G}}
steps: [{{zh: 看, en: Look}}]
pass: [{{zh: 好, en: Good}}]
{textwrap.dedent(more)}"""
    data, faults = parse(body)
    assert not faults, faults
    found, problems = validate(Task, {**data, "schedule": rules}, "task.yaml", id_=id_)
    assert found is not None, [problem.message(WORDS["en"]) for problem in problems]
    return found


def customer(
    id_: str = "c-1",
    *,
    milestones: str = "acceptance: 2026-01-31",
    assets: str = "{id: w, name: 窗, product: window}",
    region: str = "shanghai",
    technician: str = "",
    tier: str = "B",
    sites: str = "",
) -> Customer:
    """A customer with one site ``home``; or with the ``sites`` of a YAML list."""
    preferred = f"technician: {technician}, " if technician else ""
    one = f"- {{id: home, name: 家, region: {region}, address: 路 1 号, {preferred}milestones: {{{milestones}}}, "
    one += f"assets: [{assets}]}}"
    listed = textwrap.indent(textwrap.dedent(sites).strip() or one, "  ")
    return read(Customer, f"name: 客户 {id_}\ntier: {tier}\nsites:\n{listed}\n", id_=id_)


@lru_cache(maxsize=512)
def records(text: str) -> tuple[tuple[Placed, Any], ...]:
    """Records from a YAML list, oldest first as when they are loaded.

    What is left out is ``customer: c-1``, ``site: home`` and the task ``window/check``.
    """
    data, faults = parse(textwrap.dedent(text).strip() or "[]")
    assert not faults, faults
    filled = []
    for given in data:
        named = {} if "tasks" in given else {"task": CHECK}
        filled.append({"customer": "c-1", "site": "home", **named, **given})
    found, problems = validate(Records, {"records": filled}, "records.yaml")
    assert found is not None, [problem.message(WORDS["en"]) for problem in problems]
    return tuple((Placed("records.yaml"), record) for record in sorted(found.records, key=lambda r: r.date))


class World(NamedTuple):
    """What the engine reads."""

    definitions: Definitions
    schedules: Schedules


def world(
    *tasks: Task,
    customers: Sequence[Customer] = (),
    done: str = "",
    technicians: str = TECHNICIANS,
    workdays: str = WORKDAYS,
    seasons: str = SEASONS,
    freeze: str = "28 days",
    expected: int = 2,
    unconfirmed: int = 5,
    travel: int = 0,
) -> World:
    """What the engine reads, with ``done`` as records."""
    served = customers or (customer(),)
    team = read(Technicians, "technicians:\n" + textwrap.indent(textwrap.dedent(technicians).strip(), "  "))
    planning = replace(
        _company().planning,
        freeze=Interval.parse(freeze),
        expected=expected,
        unconfirmed=unconfirmed,
        travel=travel,
    )
    company = replace(_company(), planning=planning)
    places = {("customer", one.id): Placed(f"schedules/customers/{one.id}.yaml") for one in served}
    definitions = Definitions(
        company=company,
        products={name: product(name) for name in sorted(PRODUCTS)},
        tasks={one.id: one for one in sorted(tasks, key=lambda one: one.id)},
        promises={},
        works={},
        entries={},
        terms={},
        tags={},
        search=SearchWords(),
        sections={},
        handbook={},
        seasons=_seasons(seasons),
        calendars={},
        workdays=work_calendar(workdays),
        icons=frozenset(),
        pictures={},
        shown={},
        places={},
    )
    schedules = Schedules(
        customers={one.id: one for one in sorted(served, key=lambda one: one.id)},
        technicians={one.id: one for one in sorted(team.technicians, key=lambda one: one.id)},
        records=records(done),
        places=places,
    )
    return World(definitions, schedules)


def day(text: str | date) -> date:
    """A date from ISO text."""
    return text if isinstance(text, date) else date.fromisoformat(text)


def months_after(start: date, months: int) -> date:
    """The date so many months later."""
    return add(start, Interval(months=months)) or date.max


# ------------------------------------------------------------------------------------------------- asking the engine


def due(
    rule: str,
    *,
    completed: str | Iterable[str] = (),
    done: str = "",
    as_of: str | None = None,
    end: str | None = None,
    nominal: bool = False,
    **site: str,
) -> list[str]:
    """The days on which the open occurrences of a lone rule are due, without those that are merely expected.

    ``completed`` are days on which it was done, ``done`` records in YAML. It is asked on ``as_of`` (the day of the last
    record, else of the first milestone) and looks 13 months ahead, or up to ``end``.
    """
    found = cycles(rule, completed=completed, done=done, as_of=as_of, end=end, **site)
    wanted = [one for one in found if one.status in OPEN and not one.expected and one.due is not None]
    return [str(one.due.nominal if nominal else one.due.day) for one in wanted if one.due is not None]


def cycles(
    rule: str,
    *,
    completed: str | Iterable[str] = (),
    done: str = "",
    as_of: str | None = None,
    end: str | None = None,
    task_scope: str = "asset",
    **site: str,
) -> list[Occurrence]:
    """Every occurrence of a lone rule for customer ``c-1``; see ``due``."""
    days = [completed] if isinstance(completed, str) else list(completed)
    listed = textwrap.dedent(done).strip() + "".join(f"\n- {{record: completed, date: {one}}}" for one in days)
    served = customer(**site)  # type: ignore[arg-type]
    known = world(task(rule, scope=task_scope), customers=[served], done=listed)
    milestones = [one for one in (served.sites[0].milestones or {}).values() if one is not None]
    start = max(
        [record.date for _, record in known.schedules.records], default=min(milestones, default=date(2026, 1, 1))
    )
    now = day(as_of) if as_of else start
    return occurrences(*known, now, day(end) if end else months_after(now, 13))


def standing(found: Iterable[Occurrence]) -> list[str]:
    """``cycle nominal status`` of each occurrence; a cycle that is merely expected has a question mark."""
    return [
        f"{one.cycle} {one.due.nominal} {one.status}{'?' if one.expected else ''}" if one.due else one.status
        for one in found
    ]


def planned(
    known: World, as_of: str | date, end: str | date, published: Sequence[Published] = ()
) -> tuple[list[Occurrence], list[Visit]]:
    """Occurrences and assigned visits, as the build plans them."""
    made = plan_until(*known, day(as_of), day(end), published)
    return list(made.occurrences), list(made.visits)


def warned(
    known: World, as_of: str | date, end: str | date, code: str, published: Sequence[Published] = ()
) -> list[Problem]:
    """What the plan warns of whose code begins with ``code``; technicians have a file."""
    files = {("technician", id_): Placed("schedules/technicians.yaml") for id_ in known.schedules.technicians}
    schedules = replace(known.schedules, places={**known.schedules.places, **files})
    told = plan_until(known.definitions, schedules, day(as_of), day(end), published).warnings
    return [problem for problem in told if problem.code.startswith(code)]


def visits_of(known: World, as_of: str | date, end: str | date, published: Sequence[Published] = ()) -> list[Visit]:
    """The open visits, by day."""
    return [visit for visit in planned(known, as_of, end, published)[1] if visit.is_open]


def publish(visits: Iterable[Visit]) -> list[Published]:
    """The visits as the feeds would hold them."""
    return [Published(v.uid, tuple(o.id for o in v.occurrences), v.day, v.technician, v.others) for v in visits]


def listed(visits: Iterable[Visit]) -> list[str]:
    """``day technician+another: task.cycle, task.cycle`` of each visit; in brackets the reason where somebody lacks."""
    return [
        f"{visit.day} {'+'.join(visit.technicians)}{f'({visit.reason})' if visit.reason or not visit.technician else ''}: "
        + ", ".join(f"{one.item.task.id.rpartition('/')[2]}.{one.cycle}" for one in visit.occurrences)
        for visit in visits
    ]


def sentences(
    known: World, as_of: str | date, end: str | date, language: Language = "en", published: Sequence[Published] = ()
) -> dict[str, str]:
    """The explanation of every occurrence by ``customer|site|asset|task|number``."""
    found, visits = planned(known, as_of, end, published)
    visit_of: Mapping[str, Visit] = Plan(day(as_of), tuple(found), tuple(visits)).visit_of()
    return {
        f"{one.item.key}|{one.cycle}": " ".join(explain(one, visit_of.get(one.id), *known, WORDS[language]))
        for one in found
    }
