"""Calendars for everybody: by the month of acceptance, and by region. What was told of them is their ledger."""

from __future__ import annotations

from datetime import date

import icalendar
import pytest
from support.company import AS_OF, Root
from support.pages import page_of, pages_of

pytestmark = pytest.mark.long


def events(root: Root, name: str, as_of: str = "2026-11-23") -> dict[date, str]:
    """Day → summary of a public calendar."""
    content = pages_of(root, as_of)[f"docs/en/calendars/{name}.ics"]
    return {event.decoded("DTSTART"): str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).events}


def cohorts_of(root: Root) -> list[str]:
    """The names of the window's calendars."""
    paths = (path.rpartition("/") for path in pages_of(root))
    return sorted(
        name[: -len(".ics")] for at, _, name in paths if at == "docs/en/calendars" and name.startswith("window-")
    )


def test_a_product_has_a_calendar_for_each_month(root: Root) -> None:
    """What is yearly comes in March, what is once a month later; without another word, of the last twelve months."""
    found = events(root, "window-2026-03")
    assert found[date(2026, 4, 15)] == "Bolt check"
    assert found[date(2027, 3, 15)] == "Yearly check"
    made = cohorts_of(root)
    assert (made[0], made[-1], len(made)) == ("window-2025-12", "window-2026-11", 12)


@pytest.mark.parametrize(
    ("since", "first", "count"),
    [("2026", "2026-01", 11), ('"2026-03"', "2026-03", 9), ("2025-11-20", "2025-11", 13), ("2027", "2026-11", 1)],
)
def test_the_company_says_since_when(root: Root, since: str, first: str, count: int) -> None:
    """``calendars.since``: a year, a month or a day; no month that is still to come."""
    root.add("definitions/company.yaml", f"calendars: {{since: {since}}}\n")
    made = cohorts_of(root)
    assert (made[0], len(made)) == (f"window-{first}", count)


@pytest.mark.parametrize("since", ["20", "2026-13", "yesterday", "true", "[2026]"])
def test_what_is_no_month_is_told(root: Root, since: str) -> None:
    """With file and line, and how to write it."""
    root.add("definitions/company.yaml", f"calendars: {{since: {since}}}\n")
    line, *_ = root.check()
    assert line.startswith("definitions/company.yaml:")
    assert "2025-03" in line


def test_a_cohort_never_changes_its_meaning(root: Root) -> None:
    """Who subscribed to March 2026 is told in March 2027 what is due then, and not once more what a newcomer needs."""
    root.add("definitions/company.yaml", "calendars: {since: 2026}\n")
    first = events(root, "window-2026-03")
    later = events(root, "window-2026-03", "2027-11-23")
    assert [day for day, name in later.items() if name == "Bolt check"] == [date(2026, 4, 15)]
    assert {day: later[day] for day in first} == first
    assert events(root, "window-2027-03", "2027-11-23")[date(2027, 4, 15)] == "Bolt check"


def told(root: Root, name: str, language: str = "en") -> dict[str, tuple[str, str, int, str]]:
    """UID → day, summary, SEQUENCE and LAST-MODIFIED of a published public calendar."""
    content = (root.path / f"feeds/public/{language}/{name}.ics").read_bytes()
    return {
        str(event["UID"]): (
            str(event.start),
            str(event["SUMMARY"]),
            int(event["SEQUENCE"]),
            f"{event['LAST-MODIFIED'].dt:%m-%dT%H:%M:%S}",
        )
        for event in icalendar.Calendar.from_ical(content).events
    }


def test_what_was_told_of_a_public_calendar_is_its_ledger(root: Root) -> None:
    """Another title: the same events with the next number and later stamps. Another interval: what goes is cancelled."""
    task = "definitions/maintenance/window/yearly.yaml"
    root.feeds()
    before = told(root, "window-2026-03")
    root.edit(task, "en: Yearly check", "en: Annual check")
    root.feeds()
    titled = told(root, "window-2026-03")
    yearly = {uid for uid, (_, name, *_) in before.items() if name == "Yearly check"}
    assert {uid: titled[uid][1:] for uid in yearly} == dict.fromkeys(yearly, ("Annual check", 1, "11-22T16:00:00"))
    assert {uid: event for uid, event in titled.items() if uid not in yearly} == {
        uid: event for uid, event in before.items() if uid not in yearly
    }
    root.edit(task, "interval: 1 year", "interval: 18 months")
    root.feeds()
    gone = {name for day, name, number, _ in told(root, "window-2026-03").values() if number == 2 and day > AS_OF}
    assert gone == {"[Cancelled] Annual check"}


def test_the_site_has_the_calendars_that_were_told(root: Root) -> None:
    """``pages`` goes on from them, and writes their bytes."""
    root.feeds()
    root.edit("definitions/maintenance/window/yearly.yaml", "en: Yearly check", "en: Annual check")
    root.feeds()
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    for language in ("zh", "en"):
        site, ledger = root.path / f"docs/{language}/calendars", root.path / f"feeds/public/{language}"
        assert {path.name: path.read_bytes() for path in site.iterdir()} == {
            path.name: path.read_bytes() for path in ledger.iterdir()
        }


def test_a_renamed_product_or_task_keeps_address_and_events(root: Root) -> None:
    """The oldest id makes both."""
    root.feeds()
    before = told(root, "window-2026-03")
    renamed = {"products/window": "products/casement", "maintenance/window/yearly": "maintenance/window/annual"}
    for old, new in renamed.items():
        path = root.path / f"definitions/{old}.yaml"
        path.rename(root.path / f"definitions/{new}.yaml")
        former = old.partition("/")[2]
        root.add(f"definitions/{new}.yaml", f"formerly: [{former}]\n")
    root.feeds()
    after = told(root, "window-2026-03")
    assert {uid: event[:2] for uid, event in after.items()} == {uid: event[:2] for uid, event in before.items()}


def test_a_calendar_that_is_offered_no_more_says_so(root: Root) -> None:
    """For a year; where there was no ledger of it, nobody knows that it was there."""
    root.feeds()
    root.add("definitions/company.yaml", "calendars: {since: 2026-11}\n")
    root.feeds()
    assert [event[1] for event in told(root, "window-2026-03").values()] == ["此日历已停用 / This calendar has ended"]
    page = page_of(root, "en/products/window.md")
    assert "window-2026-11.ics" in page
    assert "window-2026-03.ics" not in page
    assert root.run("feeds", "--as-of", "2027-11-24").exit_code == 0
    assert not (root.path / "feeds/public/en/window-2026-03.ics").exists()


def test_a_region_has_the_work_of_its_seasons(root: Root) -> None:
    """A check before the rains stands on the region's calendar, a week before they begin."""
    root.edit(
        "definitions/maintenance/window/yearly.yaml",
        "  interval: 1 year\n",
        "  season: {name: rain, when: before, lead: 7 days}\n",
    )
    assert events(root, "season-shanghai") == {
        date(2026, 5, 25): "Yearly check",
        date(2027, 5, 25): "Yearly check",
        date(2028, 5, 25): "Yearly check",
    }


def test_the_product_page_links_its_calendars_by_year(root: Root) -> None:
    """Each month of each year, and the regions, are one click away."""
    page = page_of(root, "en/products/window.md")
    assert page.index("**2026**") < page.index("](../calendars/window-2026-03.ics)")
    assert page.index("](../calendars/window-2026-11.ics)") < page.index("**2025**")
    assert "](../calendars/season-shanghai.ics)" in page


def test_only_the_month_of_the_build_matters(root: Root) -> None:
    """A build on another day of the month writes the same bytes, but for the reminders of what has passed."""
    assert pages_of(root, "2026-11-01") == pages_of(root, "2026-11-12")
