"""An address that ended answers for a year, by one event and a page, and never comes back to life."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import icalendar
import pytest
from support.company import AS_OF, Root, feeds_in, files_of
from support.lint_ics import lint

pytestmark = pytest.mark.long

CUSTOMER = "schedules/customers/c-001.yaml"
GIVEN = "consent: {given: 2026-03-01}"
TITLE = "此日历已停用 / This calendar has ended"


def address(root: Root, holder: str = "c-001") -> str:
    """Where a holder's feed lies; nothing where there is none."""
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()]
    return next((row[2] for row in rows if row[1] == holder), "")


def answer(root: Root, name: str) -> list[str]:
    """The summaries of what an address answers."""
    content = (root.path / "feeds" / name).read_bytes()
    assert lint(content) == []
    return [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(content).events]


def withdraw(root: Root) -> None:
    root.edit(CUSTOMER, GIVEN, "consent: {given: 2026-03-01, withdrawn: 2026-11-23}")


def forget(root: Root) -> None:
    root.edit(CUSTOMER, f"{GIVEN}\n", "")


def delete(root: Root) -> None:
    root.remove(CUSTOMER)
    root.remove("schedules/records")


def end(root: Root) -> None:
    root.edit(CUSTOMER, GIVEN, f"{GIVEN}\nservice: {{until: 2026-11-22}}")


ENDS = {"withdrawn": withdraw, "taken out": forget, "deleted": delete, "service ended": end}


@pytest.mark.parametrize("ended", ENDS)
def test_an_address_that_ended_says_so_and_nothing_else(root: Root, ended: str) -> None:
    """One event with whom to ask, a page beside it, and no word of whose it was."""
    root.feeds()
    name = address(root)
    ENDS[ended](root)
    root.feeds(*(("--accept", "nobody") if ended == "deleted" else ()))
    assert address(root) == ""
    assert answer(root, name) == [TITLE]
    content = (root.path / "feeds" / name).read_text("utf-8")
    page = (root.path / "feeds" / name).with_suffix(".html").read_text("utf-8")
    assert "X-AFTERCARE-ENDED:20261123" in content
    assert "HOLDER" not in content
    for said in ("c-001", "六合", "诸葛", "window", "customer"):
        assert said not in content
        assert said not in page.partition("</style>")[2].replace('class="customer"', "")
    assert "400-000-0000" in page
    assert "400-000-0000" in content.replace("\n ", "")


def test_it_keeps_its_bytes_for_a_year_and_then_goes(root: Root) -> None:
    """Built again and again; the page too."""
    root.feeds()
    name = address(root)
    withdraw(root)
    root.feeds()
    at = root.path / "feeds" / name
    told = at.read_bytes(), at.with_suffix(".html").read_bytes()
    for day in ("2026-11-23", "2026-12-24", "2027-11-22"):
        root.feeds("--as-of", day)
        assert (at.read_bytes(), at.with_suffix(".html").read_bytes()) == told
    root.feeds("--as-of", "2027-11-23")
    assert not at.exists()
    assert not at.with_suffix(".html").exists()


def test_a_rotated_address_ends(root: Root) -> None:
    """The new one goes on with the same events."""
    before = root.feeds()
    name = address(root)
    after = root.feeds("--rotate", "c-001")
    assert address(root) != name
    assert answer(root, name) == [TITLE]
    assert after["customer c-001"] == before["customer c-001"]


def test_whoever_left_and_a_region_that_is_gone_end_too(root: Root) -> None:
    """And every address, where the secret is another."""
    root.feeds()
    name = address(root, "t-01")
    root.add("schedules/technicians.yaml", "    employed: {until: 2026-11-22}\n")
    root.feeds()
    assert answer(root, name) == [TITLE]
    held = files_of(root.path / "feeds")
    assert root.run("feeds", "--as-of", AS_OF, "--accept", "secret", AFTERCARE_SECRET="x").exit_code == 0
    assert len(held) == 3
    assert [answer(root, old) for old in sorted(held)] == [[TITLE]] * 3
    assert not held & files_of(root.path / "feeds")


AGAIN = {
    "a list of both": f"consent: [{{given: 2026-03-01, withdrawn: {AS_OF}}}, {{given: 2026-12-01}}]",
    "written over": "consent: {given: 2026-12-01}",
    "with the same day": GIVEN,
}


@pytest.mark.parametrize(
    ("ended", "again"),
    [
        ("withdrawn", "a list of both"),
        ("withdrawn", "written over"),
        ("withdrawn", "with the same day"),
        ("taken out", "with the same day"),
    ],
)
def test_consent_given_again_makes_a_new_address_that_stays(root: Root, ended: str, again: str) -> None:
    """The old one goes on saying that it ended; when it has gone, the new one is still there."""
    root.feeds()
    old = address(root)
    ENDS[ended](root)
    root.feeds()
    text = (root.path / CUSTOMER).read_text("utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("consent:")]
    root.write(CUSTOMER, "\n".join([*kept, AGAIN[again], ""]))
    for day in ("2026-12-01", "2026-12-02", "2027-11-01"):
        root.feeds("--as-of", day)
        new = address(root)
        assert new not in ("", old)
        assert answer(root, old) == [TITLE]
    root.feeds("--as-of", "2028-01-01")
    assert address(root) == new
    assert not (root.path / "feeds" / old).exists()


def test_a_consent_between_two_builds_is_seen_in_its_history(root: Root) -> None:
    """Withdrawn and given again while nobody built: the list tells."""
    root.feeds()
    old = address(root)
    root.edit(CUSTOMER, GIVEN, "consent: [{given: 2026-03-01, withdrawn: 2026-11-20}, {given: 2026-11-21}]")
    root.feeds()
    assert address(root) != old
    assert answer(root, old) == [TITLE]


@pytest.mark.parametrize(
    ("consent", "line", "said"),
    [
        ("{given: 2026-03-01, withdrawn: 2026-02-01}", 4, "withdrawn 2026-02-01 lies before given 2026-03-01"),
        ("[{given: 2026-03-01}, {given: 2026-04-01}]", 4, "when consent was given again on 2026-04-01"),
        ("[{given: 2026-03-01, withdrawn: 2026-05-01}, {given: 2026-04-01}]", 4, "given again on 2026-04-01"),
    ],
)
def test_consents_follow_each_other(root: Root, consent: str, line: int, said: str) -> None:
    """Nobody takes back what was not given, or gives what holds already."""
    root.edit(CUSTOMER, GIVEN, f"consent: {consent}")
    (problem,) = [found for found in root.check() if said in found]
    assert problem.startswith(f"{CUSTOMER}:{line}:")


def test_a_feed_of_a_company_that_is_found_nowhere_stays_unfound(root: Root, tmp_path: Path) -> None:
    """What ended elsewhere is not made up: without a ledger there is none to tell."""
    withdraw(root)
    assert root.run("feeds", "--as-of", AS_OF, "--output", str(tmp_path / "out")).exit_code == 0
    assert len(list((tmp_path / "out/feeds").glob("*.ics"))) == len(feeds_in(tmp_path / "out/feeds")) == 3
    assert date.fromisoformat(AS_OF)
