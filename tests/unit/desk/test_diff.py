"""What an edit does is told before it is published: visit by visit, with what it comes from, and a status for scripts."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
WITHOUT = ("quantity: 40, traffic: heavy}", "quantity: 40, traffic: heavy, without: [floor/polish]}")


@pytest.fixture
def before(root: Root, tmp_path: Path) -> Path:
    """The small company as it was."""
    shutil.copytree(root.path, tmp_path / "before")
    return tmp_path / "before"


def diff(root: Root, before: Path | str, *arguments: str) -> Result:
    """What ``aftercare diff`` answers."""
    result = root.run("diff", str(before), "--as-of", AS_OF, *arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def told(root: Root, before: Path | str) -> dict[str, Any]:
    """The same for programs."""
    result = diff(root, before, "--format", "json")
    assert result.exit_code == 0, result.output
    answer: dict[str, Any] = json.loads(result.stdout)
    return answer


def changes(root: Root, before: Path) -> list[tuple[str, list[str], str | None, str | None]]:
    """The visits that change: how, for which tasks, from which day to which."""
    return [
        (row["change"], row["tasks"], row["before"] and row["before"]["day"], row["after"] and row["after"]["day"])
        for row in told(root, before)["visits"]
    ]


def test_where_nothing_changes_nothing_is_told(root: Root, before: Path) -> None:
    """Nor where only the layout of a file does."""
    root.add(CUSTOMER, "# a remark\n")
    assert told(root, before) == {"visits": [], "recorded": [], "capacity": [], "touched": []}
    assert diff(root, before, "--lang", "zh").stdout.splitlines()[1:] == ["上门安排没有变化"]


def test_what_comes_and_goes_is_told_with_where_it_comes_from(root: Root, before: Path) -> None:
    """One asset is not served by a task any more, another task comes: by its customer's file."""
    root.edit(CUSTOMER, *WITHOUT)
    rows = told(root, before)["visits"]
    assert {(row["change"], *row["tasks"], *row["why"]) for row in rows} == {
        ("cancelled", "floor/polish", "customer/c-001"),
        ("changed", "window/yearly", "customer/c-001"),
    }
    root.edit(CUSTOMER, ", without: [floor/polish]", "")
    old = Root(before)
    old.edit(CUSTOMER, *WITHOUT)
    assert {(kind, *tasks) for kind, tasks, _, _ in changes(root, before)} == {
        ("added", "floor/polish"),
        ("changed", "window/yearly", "floor/polish"),
    }


def test_what_moves_says_from_where_to_where(root: Root, before: Path) -> None:
    """Somebody is away on the day: the visit goes to the next one that suits."""
    root.edit(TEAM, "capacity: 7 hours\n", "capacity: 7 hours\n    away: [{from: 2026-11-30, to: 2026-11-30}]\n")
    (row,) = [row for row in told(root, before)["visits"] if row["before"]["day"] == "2026-11-30"]
    assert (row["change"], row["tasks"], row["why"]) == ("moved", ["floor/polish"], ["technician/t-01"])
    assert row["after"]["day"] != "2026-11-30"


YEARLY = "definitions/maintenance/window/yearly.yaml"


def test_another_interval_moves_the_nth_next_visit_and_cancels_none(root: Root, before: Path) -> None:
    """A person means that the check comes later, whichever visits it shares; the calendar has other events."""
    root.edit(YEARLY, "interval: 1 year", "interval: 14 months")
    found = [row for row in changes(root, before) if "window/yearly" in row[1]]
    assert {kind for kind, *_ in found} == {"moved"}
    assert [(tasks, str(was) < str(now)) for _, tasks, was, now in found] == [(["window/yearly"], True)] * len(found)
    assert [str(was) for _, _, was, _ in found] == sorted(str(was) for _, _, was, _ in found)
    assert diff(root, before, "--fail-on", "cancelled,added").exit_code == 0


@pytest.mark.parametrize(
    ("interval", "kinds"), [("6 months", {"added", "come"}), ("2 years", {"cancelled", "gone"}), ("1 year", set())]
)
def test_a_visit_that_stays_on_its_date_is_told_as_no_other(
    root: Root, before: Path, interval: str, kinds: set[str]
) -> None:
    """Twice as often: one more between two that stay. Half as often: every second one goes."""
    root.edit(YEARLY, "interval: 1 year", f"interval: {interval}")
    rows = told(root, before)["visits"]
    found = {row["change"] for row in rows if row["change"] != "changed"}
    for row in rows:
        if row["change"] == "changed":
            found.add("come" if "window/yearly" in row["after"]["tasks"] else "gone")
    assert (found <= kinds, bool(found)) == (True, bool(kinds))


def test_a_visit_that_lies_open_again_is_told_as_added(root: Root, before: Path) -> None:
    """What was left out goes on to be done once that record is taken back; its event in the calendar is the old one."""
    left = "{record: skipped, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, due: 2026-11-30"
    Root(before).write("schedules/records/2026-11.yaml", f"records:\n  - {left}, reason: they are away}}\n")
    assert ("added", ["floor/polish"], None, "2026-11-30") in changes(root, before)


def test_what_leaves_a_shared_visit_is_told_as_moved_and_the_rest_stays(root: Root, before: Path) -> None:
    """Next August polishing and the yearly check share a visit; the check alone goes elsewhere."""
    root.edit(YEARLY, "anchor: acceptance", "anchor: acceptance\n  threshold: 10 months")
    rows = told(root, before)["visits"]
    assert {row["change"] for row in rows} == {"moved"}
    assert all(row["tasks"] == ["window/yearly"] for row in rows)


def test_what_is_late_and_gives_way_to_the_next_time_is_moved(root: Root, before: Path) -> None:
    """Polished each month, it lies open since October; each fortnight, a later time stands for it, on the same day or another."""
    root.edit(
        "definitions/maintenance/floor/polish.yaml",
        "{heavy: 1 month, light: 6 months}",
        "{heavy: 14 days, light: 6 months}",
    )
    late = [row for row in told(root, before)["visits"] if row["before"] and row["before"]["day"] <= "2026-12-05"]
    assert {row["change"] for row in late} <= {"moved"}


def test_who_goes_instead_is_told(root: Root, before: Path) -> None:
    """A colleague takes over what the site prefers them for; and where nobody is left, nobody goes."""
    root.add(TEAM, "  - {id: t-02, name: 孙师傅, skills: [window, stone], regions: [shanghai], capacity: 7 hours}\n")
    root.edit(
        TEAM, "capacity: 7 hours\n  - {id: t-02", "capacity: 7 hours\n    employed: {until: 2026-12-01}\n  - {id: t-02"
    )
    rows = told(root, before)["visits"]
    assert {row["change"] for row in rows} >= {"reassigned"}
    assert all(row["after"]["technicians"] == ["t-02"] for row in rows if row["change"] == "reassigned")
    root.edit(TEAM, "skills: [window, stone], regions", "skills: [stone], regions")
    assert "unassigned" in {row["change"] for row in told(root, before)["visits"]}


def test_who_makes_room_is_told_for_whom(root: Root, before: Path) -> None:
    """An incident takes the day: nothing about the visit that gives way was edited, and whoever reads of it asks why."""
    owner = (root.path / CUSTOMER).read_text("utf-8").replace("诸葛先生", "公孙先生")
    other = owner.replace("021-5555-0199", "021-5555-0188").replace("六合路 8", "六合路 9")
    for company in (root.path, before):
        (company / "schedules/customers/c-002.yaml").write_text(other, "utf-8")
        with (company / "definitions/company.yaml").open("a", encoding="utf-8") as file:
            file.write("incidents: {duration: 7 hours}\n")
    told_us = "{id: r-1, kind: repair, received: 2026-11-22 08:00, promise: glass, channel: phone}"
    root.add(
        "schedules/records/2026-10.yaml",
        f"  - {{record: incident, date: 2026-11-22, customer: c-001, site: home, asset: windows, incident: {told_us}}}\n",
    )
    moved, added = told(root, before)["visits"]
    assert [moved["customer"], moved["change"], moved["why"], moved["room_for"]] == [
        "c-002",
        "moved",
        [],
        [added["visit"]],
    ]
    assert [added["why"], added["room_for"]] == [["record/c-001"], []]
    assert "  why: made room for 诸葛先生\n" in diff(root, before, "--lang", "en").stdout
    assert "| made room for c-001/home |" in diff(root, before, "--lang", "en", "--format", "markdown").stdout


def test_a_week_that_overflows_is_told(root: Root, before: Path) -> None:
    """Only where it did not overflow before."""
    root.write(
        "schedules/records/2026-11.yaml",
        'records:\n  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, technician: t-01, at: "2026-11-24 08:00", minutes: 1400}\n'
        '  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, asset: windows, task: window/yearly, technician: t-01, at: "2026-11-26 08:00", minutes: 1400}\n',
    )
    found = told(root, before)
    assert [(row["technician"], row["week"], row["capacity"]) for row in found["capacity"]] == [
        ("t-01", "2026-11-23", 2100)
    ]
    assert {"kind": "record", "id": "c-001", "how": "changed"} in found["touched"]


def test_what_is_touched_is_told_by_kind(root: Root, before: Path) -> None:
    """Promises and warranties as well, though no visit changes."""
    root.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 12 hours")
    root.edit("definitions/products/window.yaml", "period: 2 years", "period: 3 years")
    assert [(thing["kind"], thing["id"]) for thing in told(root, before)["touched"]] == [
        ("product", "window"), ("promise", "glass"), ("warranty", "window:general"),
    ]  # fmt: skip
    assert "warranty: Window General warranty" in diff(root, before).stdout.splitlines()


def test_what_the_site_shows_beside_pages_is_touched_too(root: Root, before: Path) -> None:
    """Words of the glossary and of the search, tags, pictures with what they show, and the words of work orders."""
    old = Root(before)
    files = {
        "definitions/tags.yaml": "water: {name: {zh: %s, en: Water}}\n",
        "definitions/glossary.yaml": "sash: {zh: %s, en: Sash}\n",
        "definitions/search.yaml": "frequent: []\nasking: {zh: [%s], en: [how]}\n",
        "definitions/pictures.yaml": "sash.svg: {alt: {zh: %s, en: Sash}}\n",
        "definitions/orders.yaml": "own: {zh: [%s], en: [ours]}\n",
    }
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'
    for file, text in files.items():
        for company, word in ((old, "水"), (root, "扇")):
            company.write("definitions/pictures/sash.svg", svg)
            company.write(file, text % word)
    assert [(thing["kind"], thing["id"]) for thing in told(root, before)["touched"]] == [
        ("orders", "orders"), ("picture", "sash.svg"), ("search", "search"), ("tag", "water"), ("term", "sash"),
    ]  # fmt: skip


def test_what_was_recorded_is_told_in_a_line(root: Root, before: Path) -> None:
    """Nobody waits for that visit any more: that it goes is no change of the plan, and is said all the same."""
    root.add(
        "schedules/records/2026-10.yaml",
        "  - {record: completed, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, due: 2026-11-30, technician: t-01}\n",
    )
    (row,) = told(root, before)["recorded"]
    assert (row["customer"], row["before"]["tasks"]) == ("c-001", ["floor/polish"])
    lines = diff(root, before).stdout.splitlines()
    says = "visits that nobody waits for any more, for it is recorded how they went: 1 (诸葛先生 2026-11-30)"
    assert says in lines


@pytest.mark.parametrize(
    ("limits", "status"),
    [
        ("cancelled", 1),
        ("moved", 0),
        ("moved,cancelled", 1),
        ("cancelled-within=14d", 1),
        ("moved，cancelled－within＝14d", 1),
        ("changed-within=14d", 0),
        ("changed-within=400d", 1),
        ("", 0),
    ],
)
def test_a_script_stops_at_what_it_is_told_to(root: Root, before: Path, limits: str, status: int) -> None:
    """Polishing is cancelled from today on; next August it was to share a visit."""
    root.edit(CUSTOMER, *WITHOUT)
    result = diff(root, before, "--fail-on", limits)
    assert result.exit_code == status
    assert ("not allowed: " in result.stderr) is bool(status)


def test_where_nobody_was_told_yet_that_is_said(root: Root, before: Path) -> None:
    """Or where what was published lies elsewhere; once calendars are here nothing is said of it."""
    root.edit(CUSTOMER, *WITHOUT)
    assert diff(root, before).stderr.startswith(
        "Note: no published calendars (feeds) lie here; either nothing was published yet"
    )
    root.edit(CUSTOMER, "acceptance: 2026-08-31, move_in: 2026-09-07", "acceptance: pending, move_in: pending")
    root.feeds()  # of no visit at all
    assert diff(root, before).stderr == ""


def test_a_merge_request_is_told_without_names(root: Root, before: Path) -> None:
    """Ids stand for customers and staff; what could be markup is none."""
    root.edit(CUSTOMER, *WITHOUT)
    text = diff(root, before, "--format", "markdown").stdout
    assert "| cancelled | c-001/home | floor/polish | 2026-11-30 |  | t-01 | customer c-001 |" in text.splitlines()
    assert (
        "| other work | c-001/home | −floor/polish | 2027-08-31 | 2027-08-31 | t-01 | customer c-001 |"
        in text.splitlines()
    )
    assert "诸葛" not in text and "钱师傅" not in text  # noqa: PT018


def test_a_revision_of_gits_is_compared_with_what_lies_there(root: Root) -> None:
    """HEAD where nothing is named; what is no revision is said to be none."""
    git = ["git", "-C", str(root.path), "-c", "user.name=x", "-c", "user.email=x@example.com"]
    for arguments, says in (
        (["init", "-q"], "this folder is not in Git"),
        (["add", "."], "nothing was committed to Git yet"),
        (["commit", "-qm", "x"], "nothing was committed to Git yet"),
    ):
        assert says in root.run("diff", "--as-of", AS_OF).stderr
        subprocess.run([*git, *arguments], check=True)
    root.edit(CUSTOMER, *WITHOUT)
    result = root.run("diff", "--as-of", AS_OF, "--format", "json")
    assert {row["change"] for row in json.loads(result.stdout)["visits"]} == {"cancelled", "changed"}
    for wrong in ("nope", "HEAD:definitions", "HEAD~9", "@{x"):
        before = root.tree()
        result = root.run("diff", "--as-of", AS_OF, wrong)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Git knows no revision" in result.stderr
        assert root.tree() == before


def test_what_is_asked_for_wrongly_is_said(root: Root, before: Path) -> None:
    """A limit that is none, a folder that is unsound."""
    result = diff(root, before, "--fail-on", "cancelled,movd-within=2w")
    assert (result.exit_code, result.stderr.startswith("'movd-within=2w' is nothing that --fail-on knows")) == (1, True)
    Root(before).edit(CUSTOMER, "tier: A", "tier: B")
    result = diff(root, before)
    assert (result.exit_code, result.stdout, "unknown tier 'B'" in result.stderr) == (1, "", True)


@pytest.mark.parametrize(
    ("old", "new", "thing"),
    [
        ("floor/polish", "floor/shine", ("task", "floor/shine")),
        ("floor", "stone", ("product", "stone")),
        ("glass", "pane", ("promise", "pane")),
        ("c-001", "c-101", ("customer", "c-101")),
        ("c-001/home", "c-001/flat", ("customer", "c-001")),
        ("c-001/home/hall", "c-001/home/lobby", ("customer", "c-001")),
    ],
)
def test_a_rename_changes_no_visit(root: Root, before: Path, old: str, new: str, thing: tuple[str, str]) -> None:
    """What is only called otherwise is told as that thing, by what it is called now."""
    assert root.run("rename", old, new).exit_code == 0
    found = told(root, before)
    assert found["visits"] == []
    assert (*thing, "changed") in {(row["kind"], row["id"], row["how"]) for row in found["touched"]}
    assert not [row for row in found["touched"] if row["how"] != "changed"]
