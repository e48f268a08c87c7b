"""Public addresses that named a month and no year, as older versions had them, end like any other: they say so for a year."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from support.company import AS_OF, Root

from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.publishing.publics import as_ledger, calendars_of, public_ledgers, with_older
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound

MOMENT = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "is_older"),
    [
        ("window-03.ics", True),
        ("t2-window-12.ics", True),
        ("window-2026-03.ics", False),
        ("window-13.ics", False),
        ("window-00.ics", False),
        ("season-shanghai.ics", False),
        ("season-03.ics", False),
        ("window-03.html", False),
    ],
)
def test_an_older_address_is_known_by_its_name(tmp_path: Path, name: str, is_older: bool) -> None:
    """A product and a month; the calendars of today, and those of regions, are none."""
    folder = tmp_path / "site/zh/calendars"
    folder.mkdir(parents=True)
    (folder / name).write_bytes(b"BEGIN:VCALENDAR\r\n")
    found = with_older({}, tmp_path / "site", ("zh", "en"), MOMENT)
    assert {language: list(ledger.ended) for language, ledger in found.items()} == ({"zh": [name]} if is_older else {})


def test_it_says_so_for_a_year_and_then_no_more(root: Root) -> None:
    """From the first build that finds it, whatever the site holds later; and it is the same file from day to day."""
    definitions, _ = read_sound(root.path)
    templates, zone = templates_of(root.path), definitions.company.zone
    folder = root.path / "site/en/calendars"
    folder.mkdir(parents=True)
    (folder / "window-03.ics").write_bytes(b"BEGIN:VCALENDAR\r\n")

    def ended_on(day: str, known: dict[str, bytes]) -> dict[str, bytes]:
        stamps = stamping(date.fromisoformat(day), zone)
        ledgers = with_older(public_ledgers(known), root.path / "site", ("zh", "en"), stamps.since)
        made = as_ledger(calendars_of(definitions, templates, stamps, ledgers))
        return {file.path: file.content for file in made if "/window-03" in file.path}

    first = ended_on(AS_OF, {})
    (content,) = first.values()
    assert list(first) == ["public/en/window-03.ics"]
    assert content.count(b"BEGIN:VEVENT") == 1
    assert b"X-AFTERCARE-ENDED:20261123" in content
    assert ended_on("2027-05-01", first) == first
    assert ended_on("2027-11-23", first) == {}
    assert Ledger.read({"window-03.ics": content}).ended
