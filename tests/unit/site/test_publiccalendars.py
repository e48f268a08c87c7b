"""Calendars for everybody: by the month of acceptance, and by region."""

from __future__ import annotations

from datetime import date

import icalendar
from support.company import Root
from support.pages import page_of, pages_of


def events(root: Root, name: str, as_of: str = "2026-11-23") -> dict[date, str]:
    """Day → summary of a public calendar."""
    content = pages_of(root, as_of)[f"docs/en/calendars/{name}.ics"]
    return {event.decoded("DTSTART"): str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).events}


def test_a_product_has_a_calendar_for_each_month(root: Root) -> None:
    """The latest March before the build is taken: what is yearly comes in March, what is once a month later."""
    found = events(root, "window-03")
    assert found[date(2026, 4, 15)] == "Bolt check"
    assert found[date(2027, 3, 15)] == "Yearly check"
    assert len([path for path in pages_of(root) if path.startswith("docs/en/calendars/window-")]) == 12


def test_a_month_that_is_still_to_come_is_last_years(root: Root) -> None:
    """In November nobody has accepted anything in December of this year yet."""
    assert min(events(root, "window-12")) == date(2026, 1, 15)


def test_next_years_calendar_continues_this_years(root: Root) -> None:
    """What both years hold is the same event, so that a subscriber's calendar does not jump."""
    this_year = uids(root, "window-03", "2026-11-23")
    next_year = uids(root, "window-03", "2027-11-23")
    assert this_year[date(2028, 3, 15)] == next_year[date(2028, 3, 15)]


def uids(root: Root, name: str, as_of: str) -> dict[date, str]:
    """Day → UID of a public calendar."""
    content = pages_of(root, as_of)[f"docs/en/calendars/{name}.ics"]
    return {event.decoded("DTSTART"): str(event["UID"]) for event in icalendar.Calendar.from_ical(content).events}


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


def test_the_product_page_links_its_calendars(root: Root) -> None:
    """Twelve months and the regions are one click away."""
    page = page_of(root, "en/products/window.md")
    assert "](../calendars/window-03.ics)" in page
    assert "](../calendars/season-shanghai.ics)" in page


def test_only_the_month_of_the_build_matters(root: Root) -> None:
    """A build on another day of the month gives the same bytes."""
    assert pages_of(root, "2026-11-01") == pages_of(root, "2026-11-30")
