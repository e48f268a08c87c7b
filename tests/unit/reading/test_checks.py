"""Rules across files: which combinations of keys make sense, and that what is broken is told once."""

from __future__ import annotations

import pytest
from support.company import AS_OF, Root
from support.small import SMALL

YEARLY = "definitions/maintenance/window/yearly.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
TEAM = "schedules/technicians.yaml"


def told(root: Root, *arguments: str) -> list[str]:
    """The messages of ``aftercare check``, without place and caret."""
    return [line.split(": ", 1)[1] for line in root.check(*arguments) if ".yaml" in line.split(": ")[0]]


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("anchor: acceptance", []),
        ("anchor: 2026-03-15", []),
        ('month_day: "06-01"\ninterval: 1 year', []),
        ('anchor: acceptance\nmonth_day: "06-01"', ["schedule.month_day: give anchor or month_day, not both"]),
        ("interval: 1 year", ["schedule: a rule needs an anchor, an on, a month_day or a season"]),
        ("anchor: acceptance\nbasis: window", ["schedule.basis: basis window needs an interval"]),
        ("anchor: acceptance\nbasis: floating\ninterval: 1 year", []),
        ("anchor: acceptance\nat_end: drop", ["schedule.at_end: at_end goes with until"]),
        ("anchor: acceptance\ninterval: 1 year\nuntil: warranty_end\nat_end: clamp", []),
        ("anchor: acceptance\ninterval: 1 year\nuntil: warranty_end:general", []),
        ("season: {name: rain, when: before, lead: 14 days}", []),
        ('season: {from: "06-01", to: "07-15", when: inside}', []),
        ("season: {when: before}", ["schedule.season: a season takes either a name, or from and to"]),
        ('season: {from: "06-01", when: before}', ["schedule.season: a season takes either a name, or from and to"]),
        (
            'season: {name: rain, from: "06-01", to: "07-15", when: before}',
            ["schedule.season: a season takes either a name, or from and to"],
        ),
        ("season: {name: rain, when: inside}\ninterval: 7 days", []),
        (
            "season: {name: rain, when: before}\ninterval: 1 month",
            ["schedule.interval: an interval below one year goes only with a season's inside"],
        ),
        (
            "season: {name: rain, when: inside}\nbasis: floating\ninterval: 7 days",
            ["schedule.basis: a rule with a season takes basis fixed only"],
        ),
        (
            "season: {name: rein, when: before}",
            ["schedule.season.name: unknown season 'rein'; did you mean 'rain'?"],
        ),
        (
            'season: {from: "06-31", to: "07-15", when: inside}',
            ["schedule.season.from: '06-31' is not a month and day; write it as \"06-01\""],
        ),
        (
            "anchor: acceptance\ninterval_by: {tier: {A: 1 year}, traffic: {heavy: 1 year}}",
            ["schedule.interval_by: interval_by takes one condition"],
        ),
    ],
)
def test_which_keys_of_a_rule_go_together(root: Root, rule: str, says: list[str]) -> None:
    """A rule in, what staff read about it out."""
    head, _, rest = SMALL[YEARLY].partition("schedule:\n")
    _, _, tail = rest.partition("work:\n")
    lines = "".join(f"  {line}\n" for line in [*rule.splitlines(), "grade: G"])
    root.write(YEARLY, f"{head}schedule:\n{lines}work:\n{tail}")
    assert [line for line in told(root) if not line.startswith("sites")] == says


def test_a_milestone_that_is_pending_is_no_mistake_and_its_task_waits(root: Root) -> None:
    """``move_in: pending``: the bolt check is listed as waiting, without a date."""
    root.edit(CUSTOMER, "move_in: 2026-09-07", "move_in: pending")
    root.remove("schedules/records")
    assert told(root) == []
    rows = root.agenda("--task", "window/bolts")
    assert [(row["status"], row["nominal"], row["planned"]) for row in rows] == [("waiting", None, None)]


def test_an_asset_may_give_its_own_milestone(root: Root) -> None:
    """What the site lacks, the asset may have; what both have, the asset's counts."""
    root.edit(CUSTOMER, ", move_in: 2026-09-07", "")
    root.edit(CUSTOMER, "product: window, quantity: 12", "product: window, milestones: {move_in: 2026-10-01}")
    root.remove("schedules/records")
    assert told(root) == []
    assert [row["nominal"] for row in root.agenda("--task", "window/bolts")] == ["2026-11-01"]


def test_a_missing_milestone_is_told_once_with_the_tasks_that_count_from_it(root: Root) -> None:
    """At the site's milestones, however many assets and tasks want it; five tasks are named, the others counted."""
    for n in range(6):
        root.write(f"definitions/maintenance/window/more-{n}.yaml", SMALL[YEARLY])
    root.edit(CUSTOMER, "acceptance: 2026-08-31, ", "")
    root.remove("schedules/records")
    assert told(root) == [
        "sites[0].milestones: acceptance is missing, from which these tasks count: floor/polish, window/more-0, "
        "window/more-1, window/more-2, window/more-3 and 3 more; add its date, or write pending while it is not known"
    ]


def test_a_site_without_milestones_is_told_at_the_site(root: Root) -> None:
    """One problem for each milestone that is needed."""
    root.edit(CUSTOMER, "    milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}\n", "")
    root.remove("schedules/records")
    says = told(root)
    assert [line.partition(" is missing")[0] for line in says] == ["sites[0]: acceptance", "sites[0]: move_in"]


def test_only_tasks_of_assets_without_a_milestone_of_their_own_miss_the_sites(root: Root) -> None:
    """The windows have their own acceptance, so the floor alone wants the site's."""
    root.edit(CUSTOMER, "acceptance: 2026-08-31, ", "")
    root.edit(CUSTOMER, "quantity: 12", "quantity: 12, milestones: {acceptance: 2026-08-31}")
    (says,) = told(root)
    assert says.startswith("sites[0].milestones: acceptance is missing, from which these tasks count: floor/polish; ")


def test_milestones_more_than_ten_years_apart_are_a_warning(root: Root) -> None:
    """A slip of the year."""
    root.edit(CUSTOMER, "acceptance: 2026-08-31", "acceptance: 2016-08-31")
    assert told(root) == [
        "warning: sites[0].milestones.move_in: move_in 2026-09-07 is implausible beside acceptance 2016-08-31; "
        "check both dates"
    ]
    assert root.run("check", "--as-of", AS_OF).exit_code == 0


def test_a_milestone_after_work_that_counts_from_it_is_a_warning(root: Root) -> None:
    """The bolts were checked on 9 October: the move-in was not in December, neither the site's nor the asset's own."""
    root.edit(CUSTOMER, "move_in: 2026-09-07", "move_in: 2026-12-07")
    warning = "move_in 2026-12-07 is implausible beside window/bolts 2026-10-09; check both dates"
    assert told(root)[:1] == [f"warning: sites[0].milestones.move_in: {warning}"]
    root.edit(CUSTOMER, "quantity: 12", "quantity: 12, milestones: {move_in: 2026-09-07}")
    assert told(root) == []
    root.edit(CUSTOMER, "{move_in: 2026-09-07}", "{move_in: 2026-12-07}")
    assert told(root)[:1] == [f"warning: sites[0].assets[0].milestones.move_in: {warning}"]


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("schedules/customers/c-001.yaml", "schedules/customers"),
        ("definitions/products/floor.yaml", "definitions/products"),
        ("definitions/services/promises/glass.yaml", "definitions/services/promises"),
        ("schedules/records/2026-10.yaml", "schedules/records"),
    ],
)
def test_only_maintenance_has_subfolders(root: Root, file: str, kept: str) -> None:
    """A file deeper than its folder is told where to go, and nobody complains that what it defines is unknown."""
    folder, _, name = file.rpartition("/")
    root.write(f"{folder}/old/{name}", SMALL[file])
    root.remove(file)
    says = [line for line in root.check() if ".yaml" in line]
    assert says == [f"{folder}/old/{name}: there are no subfolders here; move the file to {kept}"]
    assert root.check()[-1] == "1 problem, 0 warnings"


def test_a_task_that_nobody_can_do_is_a_warning(root: Root) -> None:
    """Staff may publish a task before they have hired for it."""
    root.edit(TEAM, "skills: [window, stone]", "skills: [window]")
    assert told(root) == [
        "warning: work.skills[0]: no technician has the skill 'stone', so nobody can do task 'floor/polish'"
    ]
    assert root.run("check", "--as-of", AS_OF).exit_code == 0


def test_two_technicians_of_one_id_are_a_mistake(root: Root) -> None:
    """The second one is named."""
    root.add(TEAM, "  - {id: t-01, name: 赵师傅, skills: [stone], regions: [shanghai], capacity: 7 hours}\n")
    assert (
        "technicians[1].id: the id 't-01' is used already; take another one, or remove what stands here twice"
        in told(root)
    )


def test_two_revisions_of_a_rule_differ_in_their_first_day(root: Root) -> None:
    """A list of rules may hold the same rule from another day on, not twice from the same."""
    rule = "  - {anchor: acceptance, interval: 1 year, grade: G, effective_from: 2026-01-01}\n"
    head, _, rest = SMALL[YEARLY].partition("schedule:\n")
    tail = rest.partition("work:\n")[2]
    root.write(YEARLY, f"{head}schedule:\n{rule}{rule.replace('2026', '2027')}work:\n{tail}")
    assert told(root) == []
    root.write(YEARLY, f"{head}schedule:\n{rule}{rule}work:\n{tail}")
    assert told(root) == ["schedule[1]: the rule 'main' has the same effective_from twice"]


@pytest.mark.parametrize(
    ("record", "says"),
    [
        ("record: moved\n    to: 2026-11-30", []),
        ("record: moved", ["records[0]: a record of moved needs to"]),
        ("record: skipped\n    reason: 客户外出", []),
        ("record: skipped", ["records[0]: a record of skipped needs reason"]),
        ('record: appointment\n    at: "2026-12-09 09:30"', []),
        ("record: appointment", ["records[0]: a record of appointment needs at"]),
        (
            'record: appointment\n    at: "9:30"',
            ["records[0].at: '9:30' is not a time; write it as \"2026-12-03 09:30\""],
        ),
    ],
)
def test_a_record_holds_what_its_kind_needs(root: Root, record: str, says: list[str]) -> None:
    """A moved visit has a day, a skipped one a reason, an appointment a time."""
    root.edit(RECORDS, "record: completed", record)
    assert told(root) == says


def test_a_record_without_a_task_is_a_mistake(root: Root) -> None:
    """It says neither what was done nor what was not."""
    root.edit(RECORDS, "    task: window/bolts\n", "")
    assert told(root) == ["records[0]: a record of completed needs task"]


def test_the_example_company_is_sound(example: Root) -> None:
    """What we ship has neither problems nor warnings, in either language."""
    assert example.check()[0].startswith("no problems in ")
    assert example.check("--lang", "zh")[0].startswith("没有问题：")
