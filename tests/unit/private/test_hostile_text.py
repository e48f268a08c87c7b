"""Whatever people type into names and addresses arrives intact in their calendars, or is refused with file and line.

And whatever happens to a published feed, reading it again gives that very feed or says that it is none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import icalendar
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream
from support.company import AS_OF, Root
from support.lint_ics import lint
from support.small import SMALL
from support.soaking import times
from support.telling import continued

from generator.formats.contentlines import fold, text_line, unfold
from generator.formats.ledger import Ledger
from generator.formats.stamps import stamping
from generator.formats.told import Event, NotAFeed, read_feed
from generator.private.feeds import Feed, render_feeds
from generator.publishing.templates import templates_of
from generator.reading.load import read, texts_of
from generator.reading.words import own_words
from generator.text.located import Located, place
from generator.visits.plan import plan

pytestmark = pytest.mark.long

WORDS = own_words().words
TODAY = date.fromisoformat(AS_OF)
TASK, CUSTOMER = "definitions/maintenance/window/yearly.yaml", "schedules/customers/c-001.yaml"
# RFC 5545, 3.1: CONTROL, which no text may hold. A line feed is text: it is written as \n.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f]")

PIECES = [
    ",", ";", ":", "\\", '"', "'", "\n", "\n\n", "\r", "\r\n", "\\n", "\\N", "\\\\n", "\\,", "\\;", "\\\\", " ", "  ", "\t",
    "BEGIN:VEVENT", "\nEND:VEVENT\n", "\nSUMMARY:x", "END:VCALENDAR", "=", "^n", "{{ x }}", "{% x %}", "%s", "<b>", "&amp;",
    "螺栓检查", "👩‍🔧", "🪟", "é", "e\u0301", "한국", "\u200f", "\u202e", "\u2066", "\u200b", "\u00a0", "\u3000", "\ufeff",
    "\x00", "\x07", "\x0b", "\x1b", "\x1c", "\x7f", "\x85", "\u2028", "\u2029", "\x9f", "\ufffd", "\U0010fffd", "|", "·",
]  # fmt: skip

hostile = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), min_size=1, max_size=9).map("".join)


def quoted(text: str) -> str:
    """``text`` as a double-quoted scalar of YAML that holds it whatever its characters are."""
    plain = {'"': '\\"', "\\": "\\\\"}
    return '"' + "".join(plain.get(c) or (c if " " <= c <= "~" else f"\\U{ord(c):08X}") for c in text) + '"'


def must_be_refused(*texts: str) -> bool:
    """True where one is blank or holds what a content line cannot carry."""
    return any(not text.strip() or CONTROL.search(text) or "\\N" in text for text in texts)


def may_be_refused(*texts: str) -> bool:
    """True where one holds what some reader takes for a control character or a line's end, or what nobody sees."""
    return any(_is_hidden(c) and c != "\n" for text in texts for c in text)


def _is_hidden(character: str) -> bool:
    is_none = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    is_joiner = character in "\u00ad\u200b\u200c\u200d"
    return is_none or (unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp") and not is_joiner)


def is_outlandish(text: str) -> bool:
    """True where it has to be carried, whatever it looks like."""
    return not must_be_refused(text) and not may_be_refused(text)


# Of pieces that have to be carried, so that little is drawn in vain; two that are sound may still make a ``\\N``.
outlandish = (
    st.lists(
        st.one_of(
            st.sampled_from([piece for piece in PIECES if is_outlandish(f"x{piece}")]),
            st.text(st.characters(exclude_categories=("Cc", "Cf", "Zl", "Zp", "Cs")) | st.just("\n"), max_size=4),
        ),
        min_size=1,
        max_size=9,
    )
    .map("".join)
    .filter(is_outlandish)
)


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The small company with few visits, so that many of them can be tried."""
    root = Root(tmp_path_factory.mktemp("hostile"))
    for file, text in SMALL.items():
        root.write(file, re.sub(r"ahead: \d+ months", "ahead: 10 months", text))
    return root


def feeds_with(root: Root, title: str, asset: str, site: str, address: str) -> list[Feed] | list[Located]:
    """The feeds of a company that has these texts in its files, or what it is told about them."""
    root.write(TASK, SMALL[TASK].replace("{zh: 年度检查, en: Yearly check}", f"{{zh: {quoted(title)}, en: x}}"))
    customer = SMALL[CUSTOMER].replace("traffic: heavy", "traffic: light").replace("全屋外窗", quoted(asset))
    customer = customer.replace("六合苑", quoted(site)).replace("上海市六合路 8 号", quoted(address))
    root.write(CUSTOMER, customer)
    definitions, schedules, problems = read(root.path)
    if any(problem.level == "error" for problem in problems):
        return place(problems, texts_of(definitions, schedules))
    planned = plan(definitions, schedules, TODAY)
    return render_feeds(
        definitions,
        schedules,
        planned.visits,
        stamping(TODAY, "Asia/Shanghai"),
        templates(root.path),
        "secret",
        Ledger(),
    )


templates = cache(templates_of)  # what is compiled of them is used again


@settings(max_examples=times(25, 1000), suppress_health_check=[HealthCheck.too_slow])
@given(title=outlandish, asset=outlandish, site=outlandish, address=outlandish)
@example(title="螺栓" * 5_000, asset="a," * 5_000, site="👩‍🔧;" * 2_500, address="\\n" * 5_000)
@example(title="\n".join("ab" * 50), asset="x", site="ال" * 100, address="א, ב")
def test_outlandish_text_arrives_intact(company: Root, title: str, asset: str, site: str, address: str) -> None:
    """Task's title, asset's name, site's name and address, read back by two readers that know nothing of us."""
    found = feeds_with(company, title, asset, site, address)
    assert all(isinstance(feed, Feed) for feed in found), [located.heading(WORDS["en"]) for located in found]
    title, asset, site, address = (text.strip() for text in (title, asset, site, address))
    by_holder = {feed.holder.kind: feed.content for feed in found}
    both = f"{address} · {site}" if address != site else site
    for kind, location in (("customer", site), ("technician", both)):
        feed = by_holder[kind]
        assert lint(feed) == []
        events = by_icalendar(feed)
        assert by_ical(feed) == events
        assert {event["location"] for event in events} == {location}
        assert all(event["alarm"] in ("", event["summary"]) for event in events)
        assert any(event["alarm"] for event in events)
        (yearly,) = (event for event in events if event["summary"].endswith(f"：{title}、抛光"))
        assert kind == "customer" or yearly["summary"] == f"{site}：{title}、抛光"
        assert _squeezed(asset) in _squeezed(yearly["description"])


@settings(max_examples=times(25, 1000), suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.one_of(hostile, outlandish), min_size=4, max_size=4))
@example(texts=["a\x00b", "x", "y", "z"])
@example(texts=["t", "a\\Nb", "s", "d"])
@example(texts=["t", "a", "\u3000", "d"])
def test_what_cannot_arrive_intact_is_refused_with_file_and_line(company: Root, texts: list[str]) -> None:
    """Control characters, a literal \\N, nothing at all; and nothing is refused that could have been carried."""
    found = feeds_with(company, *texts)
    refused = bool(found) and isinstance(found[0], Located)
    assert not (must_be_refused(*texts) and not refused)
    assert not (refused and not must_be_refused(*texts) and not may_be_refused(*texts))
    scalars = {quoted(text) for text in texts if must_be_refused(text) or may_be_refused(text)}
    errors = [one for one in found if isinstance(one, Located) and one.problem.level == "error"]
    assert bool(errors) is refused
    for located in errors:
        file = located.problem.file
        line = (company.path / file).read_text("utf-8").split("\n")[located.position.line - 1]
        assert re.match(rf"{file}:\d+:\d+: ", located.heading(WORDS["en"]))
        assert any(scalar in line for scalar in scalars)


def by_icalendar(feed: bytes) -> list[dict[str, str]]:
    """The texts of every event as icalendar reads them."""
    return [
        {
            "summary": str(event["SUMMARY"]),
            "description": str(event["DESCRIPTION"]),
            "location": str(event["LOCATION"]),
            "alarm": "".join(str(alarm["DESCRIPTION"]) for alarm in event.walk("VALARM")),
        }
        for event in icalendar.Calendar.from_ical(feed).walk("VEVENT")
    ]


def by_ical(feed: bytes) -> list[dict[str, str]]:
    """The same as ical reads them."""
    return [
        {
            "summary": event.summary,
            "description": event.description,
            "location": event.location,
            "alarm": "".join(alarm.description for alarm in event.alarm),
        }
        for event in IcsCalendarStream.calendar_from_ics(feed.decode("utf-8")).events
    ]


def _squeezed(text: str) -> str:
    """Without line breaks: a description has no empty lines in a row, so those of a name are not all kept there."""
    return re.sub(r"\s+", " ", text)


# -------------------------------------------------------------------------------------------------------- content lines


@given(text=st.text(max_size=400))
def test_folding_splits_no_character_and_loses_none(text: str) -> None:
    """At most 75 octets a line, each line UTF-8 by itself, and unfolding gives the line back."""
    line = ("X:" + re.sub(r"[\r\n]", "", text)).encode("utf-8")
    folded = fold(line)
    lines = folded.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(part) <= 75 for part in lines)
    assert all(part.startswith(b" ") for part in lines[1:])
    assert all(part.decode("utf-8") is not None for part in lines)
    assert unfold(folded) == line + b"\r\n"


# ----------------------------------------------------------------------------------------------------- the feeds' ledger

HEADER = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nCALSCALE:GREGORIAN\r\n" + text_line("NAME", "安居护 · 日历")

uids = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=90)
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))


@st.composite
def event_lists(draw: st.DrawFn) -> list[Event]:
    """Some events with unlike UIDs and hostile summaries."""
    found = []
    for uid in draw(st.lists(uids, unique=True, max_size=4)):
        day = draw(days)
        summary = text_line("SUMMARY", draw(outlandish))
        body = f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\n".encode() + summary + b"STATUS:TENTATIVE\r\n"
        found.append(Event(uid, day, body + b"TRANSP:OPAQUE\r\nBEGIN:VALARM\r\n" + summary + b"END:VALARM\r\n"))
    return found


def published(events: list[Event], before: bytes | None = None, as_of: date = TODAY) -> bytes:
    """The bytes that follow from what was published before."""
    told = None if before is None else read_feed("f", before)
    return continued("customer|c-001", HEADER, events, told, as_of, "【已取消】")


@given(events=event_lists(), later=days)
def test_a_feed_is_read_back_as_it_was_written(events: list[Event], later: date) -> None:
    """Event for event; and going on from it with the same events gives the same bytes, on whatever day."""
    feed = published(events)
    told = read_feed("f", feed)
    assert told.content == feed
    assert {uid: one.event for uid, one in told.events.items()} == {event.uid: event for event in events}
    assert published(events, feed, later) == feed


FOLDED = b"END:VEVENT\r\n "  # a text that goes on in the next line


def test_a_text_that_is_folded_behind_end_vevent_ends_no_event() -> None:
    """The next line begins with a blank, so it is the same line still."""
    summary = next(line for n in range(75) if FOLDED in (line := text_line("SUMMARY", "x" * n + "END:VEVENT!" * 9)))
    feed = published([Event("u", TODAY, b"DTSTART;VALUE=DATE:20261123\r\n" + summary)])
    assert list(read_feed("f", feed).events) == ["u"]


@given(first=event_lists(), then=event_lists(), later=days)
def test_a_feed_can_always_be_continued(first: list[Event], then: list[Event], later: date) -> None:
    """Whatever comes and goes: the outcome is a feed, no SEQUENCE falls, no future event vanishes untold."""
    feed = published(first)
    after = published(then, feed, later)
    old, new = read_feed("f", feed).events, read_feed("f", after).events
    assert {event.uid for event in then} <= new.keys()
    for uid, told in old.items():
        if uid in new:
            assert new[uid].sequence >= told.sequence
            assert new[uid].stamped >= told.stamped
        else:
            assert told.event.day < later
    assert published(then, after, later) == after


damages: st.SearchStrategy[Callable[[bytes], bytes]] = st.one_of(
    st.builds(
        lambda at, length, new: lambda b: b[: at % (len(b) + 1)] + new + b[at % (len(b) + 1) + length :],
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.one_of(
            st.binary(max_size=4),
            st.sampled_from(
                [b"\r\n", b"\n", b"\r\n ", b"END:VEVENT\r\n", b"BEGIN:VEVENT\r\n", b"UID:", b"9" * 12, b"\xff"]
            ),
        ),
    ),
    st.builds(lambda at: lambda b: b[: at % len(b)], st.integers(0, 10**6)),
    st.builds(lambda at: lambda b: b[at % len(b) :], st.integers(0, 10**6)),
    st.builds(lambda _: lambda b: b.replace(b"\r\n", b"\n"), st.none()),
    st.builds(lambda _: lambda b: b + b, st.none()),
)


@pytest.fixture(scope="module")
def real_feed(company: Root) -> bytes:
    """A technician's feed as the program renders it, short enough to be damaged everywhere."""
    found = feeds_with(company, "检查, 两次", "外窗", "六合苑", "六合路 8 号")
    return next(feed.content for feed in found if isinstance(feed, Feed) and feed.holder.kind == "technician")


@settings(max_examples=times(200, 4000))
@given(damage=st.lists(damages, min_size=1, max_size=2))
def test_a_damaged_feed_is_refused_or_still_a_feed(real_feed: bytes, damage: list[Callable[[bytes], bytes]]) -> None:
    """Never a crash: not when it is read, not when the plan is read from it, not when it is continued."""
    feed = real_feed
    for one in damage:
        feed = one(feed) if feed else feed
    try:
        told = read_feed("TOKEN.ics", feed)
    except NotAFeed:
        return
    assert told.content == feed
    Ledger({told.holder: told}).published()
    again = continued(told.holder, HEADER, [], told, TODAY, "x")
    assert read_feed("TOKEN.ics", again).holder == told.holder


@given(content=st.binary(max_size=200))
def test_what_is_no_feed_is_refused(content: bytes) -> None:
    """Any bytes at all."""
    with pytest.raises(NotAFeed, match=r"TOKEN\.ics"):
        read_feed("TOKEN.ics", content)


def test_a_ledger_of_feeds_is_the_feeds(company: Root, tmp_path: Path) -> None:
    """What was published is what is read, and a second build of the same day writes the same bytes."""
    found = [f for f in feeds_with(company, "检查", "外窗", "六合苑", "六合路 8 号") if isinstance(f, Feed)]
    ledger = Ledger.read({feed.path: feed.content for feed in found})
    assert {key: told.content for key, told in ledger.feeds.items()} == {f.holder.key: f.content for f in found}
    visits = {visit.uid for feed in found for visit in feed.holder.visits}
    assert {one.uid for one in ledger.published()} == visits
    event = replace(next(iter(ledger.feeds[found[0].holder.key].events.values())).event, uid="other@x")
    assert event.at(stamping(TODAY, "Asia/Shanghai").since, 0).startswith(b"BEGIN:VEVENT\r\nUID:other@x\r\n")
