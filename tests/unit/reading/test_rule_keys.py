"""Every misuse of a rule's keys is named where it stands, and nothing that can be meant is."""

from __future__ import annotations

import textwrap

import pytest
from support.company import Root
from support.engine import WORDS, task
from support.small import SMALL

from generator.model.tasks import Task
from generator.reading.rulekeys import unsound
from generator.reading.rules import doubtful
from generator.reading.schema import validate
from generator.text.problems import path_of
from generator.text.yaml import parse

YEARLY = "definitions/maintenance/window/yearly.yaml"
BOLTS = "definitions/maintenance/window/bolts.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
ANCHOR = "anchor: acceptance\n"
RAISED = "raised_by: {task: window/bolts, measurement: play, below: 55, within: 10 days}"


def amiss(rule: str) -> list[str]:
    """The codes of what is wrong with a rule, each with the keys where it is."""
    (only,) = task(rule).schedule
    return [f"{path_of(keys)} {code}".strip() for code, keys, _ in (*unsound(only), *doubtful(only))]


@pytest.mark.parametrize(
    ("rule", "codes"),
    [
        ("on: {weekdays: [mon, wed, fri]}", []),
        (ANCHOR + "on: {nth: last, weekday: fri}\ninterval: 2 months", []),
        (ANCHOR + "on: {days: [1, 15]}\ninterval_by: {tier: {A: 1 month, B: 季度}}", []),
        (ANCHOR + "on: {dates: [04-15, 10-15]}\ninterval: 2 years", []),
        (ANCHOR + "on: {}", ["on on_one_kind"]),
        (ANCHOR + "on: {days: [1], weekdays: [mon]}", ["on on_one_kind"]),
        (ANCHOR + "on: {nth: first, weekday: mon, dates: [01-01]}", ["on on_one_kind"]),
        (ANCHOR + "on: {nth: first, days: [1]}", ["on on_one_kind"]),
        (ANCHOR + "on: {nth: first}", ["on on_nth_and_weekday"]),
        (ANCHOR + "on: {weekday: mon}", ["on on_nth_and_weekday"]),
        ("on: {days: [1]}\nmonth_day: 06-01", ["on on_and_month_day"]),
        (ANCHOR + "on: {days: [1]}\nbasis: floating\ninterval: 1 month", ["basis on_is_fixed"]),
        (ANCHOR + "on: {weekdays: [mon]}\ninterval: 10 days", ["interval on_interval_weeks"]),
        (ANCHOR + "on: {weekdays: [mon]}\ninterval: 15 working days", ["interval on_interval_weeks"]),
        (ANCHOR + "on: {days: [1]}\ninterval: 2 weeks", ["interval on_interval_months"]),
        (ANCHOR + "on: {nth: first, weekday: mon}\ninterval: 1 month 1 day", ["interval on_interval_months"]),
        (ANCHOR + "on: {dates: [06-01]}\ninterval: 18 months", ["interval on_interval_years"]),
        (
            ANCHOR + "on: {weekdays: [mon]}\ninterval_by: {tier: {A: 1 week, B: 1 month}}",
            ["interval_by.tier.B on_interval_weeks"],
        ),
        (ANCHOR + "on: {days: [1]}\nseason: {name: rain, when: before}", ["season.when on_inside_season"]),
        (ANCHOR + "on: {days: [1]}\nseason: {name: rain, when: inside}", []),
        ("anchor: season_start\nseason: {name: rain, when: inside}\ninterval: 1 week", []),
        ("anchor: season_start\ninterval: 1 week", ["anchor start_without_season"]),
        (
            "anchor: season_start\nseason: {name: rain, when: after}",
            ["season.when start_inside_season"],
        ),
        (
            "anchor: season_start\nseason: {name: rain, when: inside}\nuntil: 6 weeks",
            ["until length_from_season"],
        ),
        (ANCHOR + "interval: 1 month\ntolerance: {period: month}", []),
        (ANCHOR + "interval: 1 month\ntolerance: {period: month, late: 3 days}", ["tolerance.period period_and_days"]),
        (ANCHOR + "interval: 1 week\ntolerance: {period: month}", ["tolerance.period period_wide"]),
        (ANCHOR + "on: {days: [1, 15]}\ntolerance: {period: month}", ["tolerance.period period_wide"]),
        (ANCHOR + "on: {days: [1]}\ntolerance: {period: month}", []),
        (ANCHOR + "on: {weekdays: [mon, thu]}\ntolerance: {late: 4 days}", ["tolerance tolerance_wide"]),
        ("anchor: {done: window/bolts}\nthreshold: 14 days\nexpires: 1 month", []),
        (
            "anchor: {done: window/bolts}\ninterval: 1 month\nuntil: 2027-01-01",
            ["interval follow_up_has_none", "until follow_up_has_none"],
        ),
        ("anchor: service_done\non: {weekdays: [mon]}", ["on follow_up_has_none"]),
        (f"anchor: service_done\n{RAISED}", ["raised_by follow_up_has_none"]),
        (RAISED, []),
        (f"{ANCHOR}{RAISED}\nbasis: floating\ninterval: 6 months", []),
        (f"{ANCHOR}{RAISED}\ninterval: 6 months", ["raised_by raised_is_floating"]),
        (f"{ANCHOR}{RAISED}\nbasis: window\ninterval_by: {{tier: {{A: 1 month}}}}", ["raised_by raised_is_floating"]),
        (RAISED.replace("below: 55, ", ""), ["raised_by raised_by_one_limit"]),
        (RAISED.replace("below: 55", "below: 55, above: 80"), ["raised_by raised_by_one_limit"]),
        (f"{RAISED}\nthreshold: 3 days", ["threshold raised_has_none"]),
        (f"{RAISED}\nseason: {{name: rain, when: inside}}", ["season raised_has_none"]),
        (f"{RAISED}\non: {{days: [1]}}", ["on raised_has_none"]),
        (ANCHOR + "interval: 15 working days\ninvalid_date: omit", []),
    ],
)  # fmt: skip
def test_which_of_the_calendars_keys_go_together(rule: str, codes: list[str]) -> None:
    """A rule in; where it cannot be meant, and where it is most likely a slip."""
    assert amiss(rule) == codes


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("on: {weekdays: [monday]}", "schedule.on.weekdays[0]: 'monday' is not one of mon, tue, wed, thu, fri, sat, sun"),
        ("on: {weekdays: []}", "schedule.on.weekdays: the list must not"),
        ("on: {nth: sixth, weekday: mon}", "schedule.on.nth: 'sixth' is not one of first, second, third, fourth, fifth, last"),
        ("on: {days: [32]}", "schedule.on.days[0]: must be 31 or less"),
        ("on: {days: [0]}", "schedule.on.days[0]: must be 1 or more"),
        ("on: {days: [first]}", "schedule.on.days[0]: expected"),
        ("on: {dates: [02-30]}", "schedule.on.dates[0]: '02-30' is not a month and day"),
        ("on: {dates: [2026-04-15]}", "schedule.on.dates[0]: '2026-04-15' is not a month and day"),
        ("on: {day: [1]}", "schedule.on.day: unknown key 'day'"),
        ("on: mon", "schedule.on: "),
        ("anchor: {done: 3}", "schedule.anchor: "),
        ("anchor: {doen: window/bolts}", "schedule.anchor: "),
        ("anchor: season-start", "schedule.anchor: 'season-start' is not an anchor"),
        ("tolerance: {period: fortnight}", "schedule.tolerance.period: 'fortnight' is not one of week, month, quarter, year"),
        ("tolerance: {late: 3 working days}", "schedule.tolerance.late: '3 working days': working days are counted"),
        ("until: 15 working days", "schedule.until: '15 working days': working days are counted"),
        ("until: season_start", "schedule.until: 'season_start' is no end of a rule"),
        ("until: {done: window/bolts}", "schedule.until: "),
        ("until: 0 days", "schedule.until: the length of time '0 days' must be above zero"),
        ("until: whenever", "schedule.until: 'whenever' is no end of a rule"),
        ("raised_by: {task: window/bolts, measurement: play, below: low, within: 10 days}", "schedule.raised_by.below: expected"),
        ("raised_by: {task: window/bolts, measurement: play, below: 5}", "schedule.raised_by: 'within' is missing"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_read_is_named_with_what_fits(rule: str, says: str) -> None:
    """In the words of whoever writes it, at the value itself."""
    data, _ = parse(textwrap.dedent(SMALL[YEARLY]))
    given, faults = parse(f"{rule}\ngrade: G")
    assert not faults
    _, problems = validate(Task, {**data, "schedule": given}, "task.yaml", id_="window/yearly")  # type: ignore[dict-item]
    assert [f"{path_of(p.keys)}: {p.message(WORDS['en'])}"[: len(says)] for p in problems] == [says]
    assert all(p.message(WORDS["zh"]) for p in problems)


def schedule(root: Root, file: str, rule: str, more: str = "") -> None:
    """Write a task of the small company with this rule, and ``more`` keys before its work."""
    head, _, rest = SMALL[file].partition("schedule:\n")
    _, _, tail = rest.partition("work:\n")
    root.write(file, f"{head}schedule:\n{textwrap.indent(rule, '  ')}\n  grade: G\n{more}work:\n{tail}")


MEASURED = "measurements:\n  play: {name: {zh: 松动, en: play}, unit: {zh: 毫米, en: mm}, from: 0, to: 100}\n"


def test_what_tasks_say_of_one_another_is_named_with_line_and_column(root: Root) -> None:
    """Unknown tasks and measurements, limits that nothing reaches, and what can never follow or be covered."""
    schedule(root, BOLTS, "anchor: {done: window/yaerly}\nthreshold: 14 days", MEASURED + "covers: [floor/polish]\n")
    schedule(root, YEARLY, "raised_by: {task: window/bolts, measurement: paly, below: 55, within: 10 days}")
    assert [line for line in root.check() if ".yaml" in line.split(": ")[0]] == [
        f"{BOLTS}:5:18: schedule.anchor.done: unknown task 'window/yaerly'; did you mean 'window/yearly'?",
        f"{BOLTS}:10:10: warning: covers[0]: task 'floor/polish' has no product in common with this one, "
        "so it is never covered",
        f"{YEARLY}:5:48: schedule.raised_by.measurement: task 'window/bolts' does not measure 'paly'; declare it there "
        "under measurements, or correct the slip; did you mean 'play'?",
    ]


@pytest.mark.parametrize(
    ("bolts", "yearly", "says"),
    [
        ("anchor: {done: window/bolts}", "anchor: acceptance", "window/bolts → window/bolts"),
        (
            "anchor: {done: window/yearly}",
            "anchor: {done: window/bolts}",
            "window/bolts → window/yearly → window/bolts",
        ),
    ],
)
def test_follow_ups_in_a_circle_are_told_once(root: Root, bolts: str, yearly: str, says: str) -> None:
    """Each would wait for the other for ever, or come again and again."""
    schedule(root, BOLTS, bolts)
    schedule(root, YEARLY, yearly)
    root.remove("schedules/records")
    told = [line for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert told == [f"{BOLTS}:5:18: schedule.anchor.done: done leads in a circle: {says}"]


def test_covering_and_raising_in_a_circle_are_told_once(root: Root) -> None:
    """Two that cover each other; one that its own reading raises."""
    raised = "raised_by: {task: window/bolts, measurement: play, below: 55, within: 10 days}"
    schedule(root, BOLTS, raised, MEASURED + "covers: [window/yearly]\n")
    schedule(root, YEARLY, "anchor: acceptance", "covers: [window/bolts]\n")
    root.remove("schedules/records")
    told = [line.partition(": ")[2] for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert told == [
        "schedule.raised_by.task: raised_by leads in a circle: window/bolts → window/bolts",
        "covers[0]: covers leads in a circle: window/bolts → window/yearly → window/bolts",
    ]


def test_an_assets_own_rule_is_held_to_the_same(root: Root) -> None:
    """What one asset's rule says names tasks that exist, and goes with the rest of the task's rule."""
    asset = "      - {id: windows, name: 全屋外窗, product: window, quantity: 12}\n"
    own = "{on: {days: [1]}, interval: 2 weeks}"
    root.edit(CUSTOMER, asset, asset.replace("12}", f"12, rules: {{window/yearly: {own}}}}}"))
    told = [line.partition(": ")[2] for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert told == [
        "sites[0].assets[0].rules.window/yearly.interval: days of a month are counted in months; "
        "the interval 14 days must be whole months, such as 2 months"
    ]


def test_an_assets_own_rule_does_not_make_a_task_follow_itself(root: Root) -> None:
    """It would come again and again."""
    asset = "      - {id: windows, name: 全屋外窗, product: window, quantity: 12}\n"
    own = "{anchor: {done: window/bolts}, threshold: 7 days}"
    root.edit(CUSTOMER, asset, asset.replace("12}", f"12, rules: {{window/bolts: {own}}}}}"))
    told = [line.partition(": ")[2] for line in root.check() if "circle" in line]
    assert told == [
        "sites[0].assets[0].rules.window/bolts.anchor.done: done leads in a circle: window/bolts → window/bolts"
    ]


@pytest.mark.parametrize(
    ("limit", "says"),
    [
        ("below: 100", []),
        ("below: 100.5", ["below: every reading of 'window/bolts' lies beyond the limit 100.5, so each one raises this; check the limit or the range of readings"]),
        ("below: 0", ["below: the limit 0 lies outside what 'window/bolts' can read, so no reading ever raises this"]),
        ("above: 0", []),
        ("above: -1", ["above: every reading of 'window/bolts' lies beyond the limit -1, so each one raises this; check the limit or the range of readings"]),
        ("above: 100", ["above: the limit 100 lies outside what 'window/bolts' can read, so no reading ever raises this"]),
    ],
)  # fmt: skip
def test_a_limit_that_tells_nothing_is_told(root: Root, limit: str, says: list[str]) -> None:
    """Readings run from 0 to 100: one that none of them, or every one of them, lies beyond is a slip."""
    schedule(root, BOLTS, "anchor: move_in\nthreshold: 1 month", MEASURED)
    schedule(root, YEARLY, f"raised_by: {{task: window/bolts, measurement: play, {limit}, within: 10 days}}")
    told = [line.partition(": ")[2] for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert told == [f"warning: schedule.raised_by.{each}" for each in says]


def test_readings_of_another_product_raise_nothing(root: Root) -> None:
    """The bolts are the window's, and the floor has none."""
    schedule(root, BOLTS, "anchor: move_in\nthreshold: 1 month", MEASURED)
    schedule(root, "definitions/maintenance/floor/polish.yaml", RAISED)
    assert [line.partition(": ")[2] for line in root.check() if "polish.yaml" in line] == [
        "warning: schedule.raised_by.task: task 'window/bolts' has no product in common with this one, "
        "so no reading there ever raises it"
    ]


@pytest.mark.parametrize(
    ("bolts", "yearly"),
    [
        ("apart: [window/yearly]\n", "covers: [window/bolts]\n"),
        ("", "covers: [window/bolts]\napart: [window/bolts]\n"),
    ],
)
def test_what_is_done_along_is_not_kept_apart(root: Root, bolts: str, yearly: str) -> None:
    """Whichever of the two says so."""
    schedule(root, BOLTS, "anchor: move_in\nthreshold: 1 month", bolts)
    schedule(root, YEARLY, "anchor: acceptance\ninterval: 1 year", yearly)
    (told,) = [line.partition(": ")[2] for line in root.check() if ".yaml" in line.split(": ")[0]]
    assert told.startswith("warning: apart[0]: this and 'window/")


def test_what_was_measured_is_declared_and_lies_in_its_range(root: Root) -> None:
    """One warning for each reading that no task declares, however many records hold it; one for each slip of a value."""
    schedule(root, BOLTS, "anchor: move_in\nthreshold: 1 month", MEASURED)
    record = "schedules/records/2026-10.yaml"
    root.add(record, "    measurements: {play: 3, paly: 4}\n")
    more = SMALL[record].replace("records:\n", "").replace("2026-10-09", "2026-10-12")
    root.add(record, f"{more}    measurements: {{play: 300, paly: 5}}\n")
    told = [line for line in root.check() if "].measurements." in line]
    assert [line.partition(": ")[2] for line in told] == [
        "warning: records[0].measurements.paly: task 'window/bolts' does not declare the measurement 'paly' (records that "
        "hold it: 2); declare it under the task's measurements, or correct the slip; did you mean 'play'?",
        "warning: records[1].measurements.play: the reading 300 of 'play' does not lie between 0 and 100; check it",
    ]


def test_a_task_that_was_renamed_is_found_by_those_that_name_it(root: Root) -> None:
    """With a warning wherever the old id still stands."""
    root.add(BOLTS, MEASURED + "formerly: [window/old]\n")
    rule = "anchor: acceptance\nraised_by: {task: window/old, measurement: play, below: 55, within: 10 days}\n"
    schedule(root, YEARLY, f"{rule}basis: floating\ninterval: 1 year", "covers: [window/old]\n")
    told = [line.partition(": ")[2] for line in root.check() if "called" in line]
    assert told == [
        "warning: schedule.raised_by.task: the task 'window/old' is called 'window/bolts' now; write that",
        "warning: covers[0]: the task 'window/old' is called 'window/bolts' now; write that",
    ]
