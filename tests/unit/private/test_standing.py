"""Texts fit: for each channel and each way a visit can stand, a sentence of its own, in both languages."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import chain
from typing import get_args

import icalendar
import pytest
from support.company import AS_OF, PROJECT, Root

from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.model.definition import ATTENDED, Channel
from generator.private.agreed import Standing
from generator.private.feeds import render_feeds
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.reading.words import own_words
from generator.text.language import LANGUAGES, Language
from generator.visits.plan import plan

TASK = "definitions/maintenance/window/bolts.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
RECORDS = "schedules/records/2026-10.yaml"
RECORD = "records:\n  - {{record: {kind}, date: 2026-11-18, customer: c-001, site: home, asset: windows, task: window/bolts{more}}}\n"
MORE = {
    "agreed": ("appointment", ', at: "2026-12-01 09:30"'),
    "unconfirmed": ("appointment", ', at: "2026-11-19 09:30"'),
    "done": ("completed", ", technician: t-01"),
    "skipped": ("skipped", ", technician: t-01, reason: 不需要"),
}  # fmt: skip
WORDS = own_words().words
# Nobody records whether a reminder was read: neither is it late, nor is anything not yet confirmed.
MATRIX = [
    (channel, standing)
    for channel in get_args(Channel)
    for standing in get_args(Standing)
    if channel in ATTENDED or standing not in ("unconfirmed", "overdue")
]


def company(root: Root, channel: Channel, standing: Standing, language: Language) -> Root:
    """The small company, whose bolt check goes by ``channel`` and stands so on the day of the build."""
    root.edit(CUSTOMER, "locale: zh", f"locale: {language}")
    root.edit(TASK, "work:\n", f"channel: {channel}\nwork:\n")
    due = "2026-10-24" if standing == "overdue" else "2026-10-30"
    root.edit(CUSTOMER, "move_in: 2026-09-07", f"move_in: 2026-{'08-24' if standing == 'overdue' else due[5:]}")
    kind, more = MORE.get(standing, ("", ""))
    root.write(RECORDS, RECORD.format(kind=kind, more=more) if kind else "records: []\n")
    return root


templates = cache(templates_of)  # what is compiled of them is used again


def feeds_of(root: Root) -> dict[str, bytes]:
    """The feeds by their holder, made in memory."""
    definitions, schedules, _ = load(root.path)
    stamps, day = stamping(date.fromisoformat(AS_OF), "Asia/Shanghai"), date.fromisoformat(AS_OF)
    visits = plan(definitions, schedules, day).visits
    feeds = render_feeds(definitions, schedules, visits, stamps, templates(PROJECT), "secret", Ledger())
    return {feed.holder.key: feed.content for feed in feeds}


def of_bolts(feed: bytes) -> icalendar.Event:
    (event,) = [event for event in icalendar.Calendar.from_ical(feed).events if "bolts" in event["URL"]]
    return event


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("channel", "standing"), MATRIX)
def test_an_event_says_what_fits_its_channel_and_how_it_stands(
    root: Root, channel: Channel, standing: Standing, language: Language
) -> None:
    """One sentence of the matrix and no other; how to prepare, how long and how to move it only where that matters."""
    words = WORDS[language]
    feeds = feeds_of(company(root, channel, standing, language))
    event = of_bolts(feeds["customer|c-001"])
    text = str(event["DESCRIPTION"])
    every = {key: words[key] for key in words if key.startswith(("note_", "team_"))}
    said = [key for key, sentence in every.items() if sentence in text.splitlines()]
    assert said == [f"note_{channel}_{standing}"]
    is_open = standing not in ("done", "skipped")
    mark = "" if standing in ("planned", "agreed") else words[f"mark_{standing}"]
    assert str(event["SUMMARY"]).startswith(f"{mark}{words[f'summary_{channel}']}")
    assert (words["feed_duration"] in text) == (is_open and channel != "notice")
    assert (words["feed_prepare"] in text) == (is_open and channel in ("onsite", "customer"))
    asked = words["feed_hotline" if is_open and channel in ATTENDED else "feed_ask"]
    assert f"{asked} 400-000-0000" in text.splitlines()


@pytest.mark.parametrize(("channel", "standing"), [pair for pair in MATRIX if pair[0] in ATTENDED])
def test_staff_read_what_to_do_about_it(root: Root, channel: Channel, standing: Standing) -> None:
    """And the checklist with what counts as pass, while there is something to do."""
    words = WORDS["zh"]
    event = of_bolts(feeds_of(company(root, channel, standing, "zh"))["technician|t-01"])
    lines = str(event["DESCRIPTION"]).splitlines()
    assert words[f"team_{channel}_{standing}"] in lines
    assert (("[ ] 逐个拧紧" in lines), ("✓ 没有松动" in lines)) == ((standing not in ("done", "skipped")),) * 2


def test_the_matrix_is_complete_and_every_sentence_is_its_own() -> None:
    """In both languages; nothing stands in the words that nobody can read."""
    wanted = {f"note_{channel}_{standing}" for channel, standing in MATRIX}
    wanted |= {f"team_{channel}_{standing}" for channel, standing in MATRIX if channel in ATTENDED}
    for words in WORDS.values():
        assert {key for key in words if key.startswith(("note_", "team_"))} == wanted
        customers = [words[key] for key in sorted(wanted) if key.startswith("note_")]
        assert len(set(customers)) == len(customers)


def test_nobody_is_told_to_wait_for_a_visit_that_is_none() -> None:
    """Only of a visit at home is it said that we come, or that a time will be agreed before."""
    for channel, standing in MATRIX:
        if channel != "onsite":
            assert "上门前" not in WORDS["zh"][f"note_{channel}_{standing}"]
            assert "before we come" not in WORDS["en"][f"note_{channel}_{standing}"]


def test_a_cancelled_event_has_one_mark_and_neither_place_nor_text(root: Root) -> None:
    """Also one that had been done before its day, and in the calendar of whoever went to a customer that is gone."""
    company(root, "onsite", "agreed", "zh").feeds()
    root.remove(CUSTOMER)
    root.remove("schedules/records")
    feeds = root.feeds("--accept", "nobody")
    gone = [
        event
        for event in chain(*(icalendar.Calendar.from_ical(feed).events for feed in feeds.values()))
        if event["STATUS"] == "CANCELLED"
    ]
    assert gone
    for event in gone:
        assert str(event["SUMMARY"]).startswith("【已取消】")
        assert str(event["SUMMARY"]).count("【") == 1
        assert "DESCRIPTION" not in event
        assert "LOCATION" not in event
        assert "六合路" not in event.to_ical().decode()


@pytest.mark.parametrize("ended_before", [False, True])
def test_a_cancelled_event_names_nobody_who_was_forgotten(root: Root, ended_before: bool) -> None:
    """Staff read the id, whether forgetting took the visit back or it was taken back before."""

    def taken_back() -> set[str]:
        events = chain(*(icalendar.Calendar.from_ical(feed).events for feed in root.feeds().values()))
        return {str(event["SUMMARY"]) for event in events if event["STATUS"] == "CANCELLED"}

    company(root, "onsite", "agreed", "zh").feeds()
    if ended_before:
        root.edit(CUSTOMER, "tier: A", "tier: A\nservice: {until: 2026-11-22}")
        assert {said.partition("：")[0] for said in taken_back()} == {"【已取消】六合苑"}
    assert root.run("forget", "诸葛先生", "--as-of", AS_OF).exit_code == 0
    assert taken_back() == {"【已取消】c-001"}


def test_the_customers_page_begins_with_what_comes(root: Root) -> None:
    """What is past and waits for a word stands last, and own work of the past nowhere."""
    company(root, "customer", "planned", "zh")
    page = page_of(root)
    assert (
        "2026-11-"
        not in page.partition('id="next"')[2].partition("</section>")[0].replace(AS_OF, "").partition("2026-11-30")[0]
    )


def page_of(root: Root) -> str:
    """The customer's page."""
    root.feeds()
    rows = [line.split(",") for line in (root.path / "feeds-index.csv").read_text("utf-8").splitlines()]
    name = next(row[2] for row in rows if row[1] == "c-001")
    return (root.path / "feeds" / name).with_suffix(".html").read_text("utf-8")


def test_nobody_reads_that_they_are_graded(example: Root) -> None:
    """No text of the example's for customers names a tier: not the tasks, nor how often they are done."""
    tiers = ("客户等级", "重点客户", "一般客户", "基础客户")
    text = (example.path / "definitions/maintenance/visit/user.yaml").read_text("utf-8").partition("schedule:")[0]
    assert not any(tier in text for tier in tiers)
    assert "tier" not in text.partition("# ")[0]
