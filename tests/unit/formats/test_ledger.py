"""Published feeds are their own ledger."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.company import AS_OF, Root
from support.telling import continued

from generator.formats.told import Event, NotAFeed, read_feed

HEADER = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nCALSCALE:GREGORIAN\r\nNAME:n\r\n"
BODY = b"DTSTART;VALUE=DATE:20261201\r\nSUMMARY:Check\r\nSTATUS:TENTATIVE\r\nTRANSP:TRANSPARENT\r\n" + (
    b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Check\r\nTRIGGER:-PT15H\r\nEND:VALARM\r\n"
)
FIRST, LATER = date(2026, 11, 1), date(2026, 11, 20)
CHECK = Event("u1@x", date(2026, 12, 1), BODY)
MOVED = Event("u1@x", date(2026, 12, 8), BODY.replace(b"20261201", b"20261208"))


def feed(events: list[Event], before: bytes | None, as_of: date) -> bytes:
    """The bytes that follow from what was published before."""
    told = read_feed("f", before) if before is not None else None
    return continued("customer|c", HEADER, events, told, as_of, "[Cancelled] ")


def test_an_unchanged_feed_keeps_its_bytes() -> None:
    """A build that has nothing new to say rewrites nothing, on whatever day it runs."""
    published = feed([CHECK], None, FIRST)
    assert feed([CHECK], published, LATER) == published


def test_a_moved_event_is_the_same_event_with_the_next_sequence() -> None:
    """Clients update an event when SEQUENCE rises and the stamps are new."""
    published = feed([CHECK], None, FIRST)
    moved = feed([MOVED], published, LATER)
    assert b"UID:u1@x\r\nDTSTAMP:20261119T160000Z\r\nLAST-MODIFIED:20261119T160000Z\r\nSEQUENCE:1\r\n" in moved
    assert moved.count(b"BEGIN:VEVENT") == 1
    assert b"CALSCALE:GREGORIAN\r\nLAST-MODIFIED:20261119T160000Z\r\n" in moved


def test_a_vanished_event_is_cancelled_until_its_day_has_passed() -> None:
    """It stays, marked and without an alarm, and is not touched again; the day after, it goes."""
    cancelled = feed([], feed([CHECK], None, FIRST), LATER)
    assert b"SUMMARY:[Cancelled] Check\r\nSTATUS:CANCELLED\r\n" in cancelled
    assert b"SEQUENCE:1\r\n" in cancelled
    assert b"VALARM" not in cancelled
    assert feed([], cancelled, date(2026, 12, 1)) == cancelled
    assert b"VEVENT" not in feed([], cancelled, date(2026, 12, 2))


def test_a_forecast_vanishes_without_a_word() -> None:
    """Nobody counts on it, so nothing is taken back; what was taken back before stays until its day."""
    mark = b"X-AFTERCARE-FORECAST:TRUE\r\n"
    forecast = Event("u1@x", date(2026, 12, 1), BODY.replace(b"BEGIN:VALARM", mark + b"BEGIN:VALARM"))
    published = feed([forecast], None, FIRST)
    assert b"VEVENT" not in feed([], published, LATER)
    assert feed([CHECK], published, LATER).count(b"SEQUENCE:0\r\n") == 1
    cancelled = feed([], feed([CHECK], None, FIRST), LATER)
    assert feed([], cancelled, LATER) == cancelled


@pytest.mark.parametrize(
    "line",
    [
        b"X-AFTERCARE-TECHNICIAN:t-2\r\n",
        b"X-AFTERCARE-OCCURRENCES:a|1\r\n b|2\r\n\tc|3\r\n",
        b"X-AFTERCARE-FORECAST:TRUE\r\n",
    ],
)
def test_what_no_reader_sees_is_no_news(line: bytes) -> None:
    """Another technician in a customer's calendar, other ids: the event keeps its SEQUENCE and its stamps."""
    before = feed([CHECK], None, FIRST)
    other = Event("u1@x", CHECK.day, BODY.replace(b"BEGIN:VALARM", line + b"BEGIN:VALARM"))
    after = feed([other], before, LATER)
    assert line in after
    assert (
        after.replace(line, b"").count(b"DTSTAMP:20261031T160000Z\r\nLAST-MODIFIED:20261031T160000Z\r\nSEQUENCE:0\r\n")
        == 1
    )
    seen = Event("u1@x", CHECK.day, other.body.replace(b"SUMMARY:Check", b"SUMMARY:Other"))
    assert b"SEQUENCE:1\r\n" in feed([seen], after, LATER)


def test_an_event_that_comes_back_is_the_same_event() -> None:
    """A cancelled visit that is planned again goes on with the next SEQUENCE."""
    cancelled = feed([], feed([CHECK], None, FIRST), LATER)
    again = feed([CHECK], cancelled, LATER)
    assert b"SEQUENCE:2\r\n" in again
    assert b"CANCELLED" not in again


def test_an_earlier_date_never_turns_stamps_back() -> None:
    """A build for an earlier day than the last one goes on from the later stamp."""
    published = feed([CHECK], None, LATER)
    assert b"DTSTAMP:20261119T160001Z" in feed([MOVED], published, FIRST)


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:-5],
        lambda content: content.replace(b"\r\n", b"\n"),
        lambda content: content.replace(b"SEQUENCE:0", b"SEQUENCE:x"),
        lambda content: content.replace(b"UID:u1@x", b"UID:"),
        lambda content: content.replace(b"DTSTAMP:2026", b"DTSTAMP:20x6"),
        lambda content: content.replace(b"X-AFTERCARE-HOLDER:customer|c\r\n", b""),
        lambda content: content.replace(b"END:VEVENT\r\n", b""),
        lambda content: b"\xff\xfe" + content,
    ],
)
def test_a_damaged_feed_is_recognised(damage) -> None:
    """What is not whole is not taken for a ledger."""
    with pytest.raises(NotAFeed):
        read_feed("f", damage(feed([CHECK], None, FIRST)))


def test_a_damaged_feed_stops_the_build_until_it_is_replaced(root: Root) -> None:
    """Nothing is overwritten without being told so."""
    root.feeds()
    (victim, *_) = (root.path / "feeds").glob("*.ics")
    victim.write_bytes(victim.read_bytes()[:200])
    before = root.tree()
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert (
        f"{victim.name}: not a calendar of ours, or damaged; put a copy back (sh care.sh restore BACKUP), or where there is none, make it anew with aftercare build --replace"
        in result.stderr
    )
    assert root.tree() == before
    root.feeds("--replace")
    assert victim.read_bytes().endswith(b"END:VCALENDAR\r\n")


def test_a_missing_feed_stops_the_build_until_it_is_replaced(root: Root) -> None:
    """Without it, what was told would be forgotten: its events would start again from SEQUENCE 0."""
    published = root.feeds()
    (victim, *_) = (root.path / "feeds").glob("*.ics")
    victim.unlink()
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF)
        assert result.exit_code == 1
        assert f"{victim.name}: this calendar was published, and is gone; put a copy back (sh care.sh" in result.stderr
        assert root.tree() == before
    anew = root.feeds("--replace")
    (lost,) = [holder for holder in published if anew[holder] != published[holder]]
    assert without_stamps(anew[lost]) == without_stamps(published[lost])


def test_a_folder_that_was_emptied_is_told_in_one_line(root: Root) -> None:
    """With what puts the calendars back, for each of them says no more."""
    root.feeds()
    lost = list((root.path / "feeds").rglob("*.ics"))
    for path in lost:
        path.unlink()
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.stderr.splitlines()[-3:] == [
        f"{root.path / 'feeds'}: of {len(lost)} calendars that were published {len(lost)} are gone; put a copy back (sh care.sh restore BACKUP), or where there is none, make them anew with aftercare build --replace",
        "1 problem, 0 warnings",
        "nothing was written",
    ]


def test_a_feed_of_another_content_than_was_published_stops_the_build(root: Root) -> None:
    """One that lost an event whole is a calendar still, and no ledger."""
    published = root.feeds()
    (victim,) = [
        path for path in (root.path / "feeds").glob("*.ics") if path.read_bytes() == published["customer c-001"]
    ]
    events = list(events_of(published["customer c-001"]).values())
    victim.write_bytes(published["customer c-001"].replace(events[0], b""))
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert f"{victim.name}: this is not the calendar that was published last" in result.stderr
    victim.write_bytes(published["customer c-001"])
    assert root.feeds() == published


def test_plain_copies_of_feeds_without_our_list_are_a_ledger_too(root: Root) -> None:
    """Copies of the feeds alone, as a backup has them, given as --previous."""
    published = root.feeds()
    (root.path / "feeds").rename(root.path / "last")
    copies = root.path / "copies"
    copies.mkdir()
    for path in (root.path / "last").glob("*.ics"):
        (copies / path.name).write_bytes(path.read_bytes())
    assert root.feeds("--previous", str(copies), "--replace") == published


def test_a_foreign_file_stops_the_build_until_it_is_replaced(root: Root) -> None:
    """A folder with somebody else's files in it is not ours to replace."""
    root.feeds()
    root.write("feeds/notes.txt", "mine")
    result = root.run("feeds", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "notes.txt was not made by this program" in result.stderr
    assert (root.path / "feeds/notes.txt").read_text("utf-8") == "mine"


def test_a_visit_keeps_its_identity_when_it_moves(root: Root) -> None:
    """A record that moves the yearly check moves the event under its UID, and only that event."""
    before = events_of(root.feeds()["customer c-001"])
    root.write(
        "schedules/records/2026-11.yaml",
        """\
records:
  - {record: moved, date: 2026-11-20, customer: c-001, site: home, task: window/yearly, to: 2027-08-25}
""",
    )
    after = events_of(root.feeds()["customer c-001"])
    moved = {uid for uid in after if after[uid] != before.get(uid)}
    (uid,) = {uid for uid in moved if b"20270825" in after[uid]}
    assert uid in before
    assert b"SEQUENCE:1\r\n" in after[uid]


def test_a_feed_of_another_folder_can_be_the_ledger(root: Root) -> None:
    """On a machine that starts empty the last publication is given as --previous."""
    published = root.feeds()
    (root.path / "feeds").rename(root.path / "last")
    assert root.feeds("--previous", str(root.path / "last")) == published


def without_stamps(content: bytes) -> bytes:
    """What a feed says, but for when it said so."""
    return re.sub(rb"(?m)^(DTSTAMP|LAST-MODIFIED|SEQUENCE):.*$", b"", content)


def events_of(content: bytes) -> dict[str, bytes]:
    """The events of a feed by UID."""
    parts = re.findall(rb"BEGIN:VEVENT.*?END:VEVENT\r\n", content, re.DOTALL)
    return {re.search(rb"UID:([^\r]+)", part)[1].decode(): part for part in parts}  # type: ignore[index]
