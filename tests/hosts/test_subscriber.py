"""vdirsyncer as a real subscriber: it fetches a customer's feed over HTTP and keeps a file for each visit.

Left to itself vdirsyncer gives every event of an HTTP calendar a UID of its own, made of the event's content, because there
are calendars whose UIDs change all the time. A test shows what that means for ours. The others start it with that habit
off, as calendar programs on phones and desktops are: they know an event by the UID that its publisher gave it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import icalendar
import pytest
from support.apart import run_apart
from support.company import AS_OF, Root
from support.serving import served
from support.syncing import vdirsync

CUSTOMER, RECORDS = "schedules/customers/c-001.yaml", "schedules/records/2026-11.yaml"
DAY_AFTER = "2026-11-24"
MOVED = """\
records:
  - record: moved
    date: 2026-11-20
    customer: c-001
    site: home
    asset: hall
    task: floor/polish
    due: 2026-12-31
    to: 2026-12-22
"""

CONFIG = """\
[general]
status_path = "{folder}/status/"

[pair visits]
a = "feed"
b = "files"
collections = null

[storage feed]
type = "http"
url = "{url}"

[storage files]
type = "filesystem"
path = "{folder}/vdir/"
fileext = ".ics"
"""


@dataclass(frozen=True)
class Subscriber:
    """A folder with vdirsyncer's configuration, status and files."""

    folder: Path
    trusting: bool = True

    def subscribe(self, url: str) -> None:
        """Point the subscription at ``url``; what was fetched before stays."""
        (self.folder / "vdir").mkdir(parents=True, exist_ok=True)
        (self.folder / "config").write_text(CONFIG.format(folder=self.folder, url=url))

    def sync(self) -> None:
        """Fetch what is new."""
        home = {"HOME": str(self.folder), "XDG_CONFIG_HOME": str(self.folder), "LANG": "C.UTF-8", "NO_PROXY": "*"}
        run = run_apart(vdirsync, str(self.folder / "config"), home, self.trusting)
        assert run.returncode == 0, run.stderr

    def visits(self) -> dict[str, icalendar.Event]:
        """What the subscriber has, by UID."""
        return events_in(*(path.read_bytes() for path in self._files()))

    def written(self) -> dict[str, int]:
        """The moment at which the file of each visit was written, by UID."""
        return {next(iter(events_in(path.read_bytes()))): path.stat().st_mtime_ns for path in self._files()}

    def _files(self) -> list[Path]:
        return sorted((self.folder / "vdir").glob("*.ics"))


def events_in(*calendars: bytes) -> dict[str, icalendar.Event]:
    """The events of ``calendars`` by UID."""
    events = [event for content in calendars for event in icalendar.Calendar.from_ical(content).walk("VEVENT")]
    found = {str(event["UID"]): event for event in events}
    assert len(found) == len(events)
    return found


class Published:
    """The small company, whose feeds are built anew and served."""

    def __init__(self, root: Root, base: str) -> None:
        self.root = root
        self.base = base

    def build(self, as_of: str = AS_OF) -> None:
        """``aftercare feeds`` into the folder that is served."""
        result = self.root.run("feeds", "--as-of", as_of, "--output", str(self.root.path / "output"))
        assert result.exit_code == 0, result.output

    def url(self, holder: str) -> str:
        """Where ``holder``'s feed is now, as the staff's index has it."""
        rows = [row.split(",") for row in (self.root.path / "output/feeds-index.csv").read_text().splitlines()]
        return next(f"{self.base}/{address.rpartition('/')[2]}" for _, found, address, *_ in rows if found == holder)

    def feed(self, holder: str) -> dict[str, icalendar.Event]:
        """The events of ``holder``'s feed by UID."""
        return events_in((self.root.path / "output/feeds" / self.url(holder).rpartition("/")[2]).read_bytes())


@pytest.fixture
def published(root: Root) -> Iterator[Published]:
    """The small company as it is first published, with a visit that was moved once, on a server of its own."""
    root.write(RECORDS, MOVED)
    feeds = root.path / "output/feeds"
    feeds.mkdir(parents=True)
    with served(feeds) as start:
        feeds.rmdir()
        company = Published(root, start.rstrip("/"))
        company.build()
        yield company


@pytest.fixture
def subscriber(tmp_path: Path) -> Subscriber:
    """Someone who has not subscribed yet."""
    return Subscriber(tmp_path / "subscriber")


def test_the_first_sync_brings_every_visit_and_the_next_one_moves_nothing(
    published: Published, subscriber: Subscriber
) -> None:
    """Neither when nothing was built since, nor when a build had nothing new to say."""
    subscriber.subscribe(published.url("c-001"))
    subscriber.sync()
    assert subscriber.visits() == published.feed("c-001")
    written = subscriber.written()
    assert len(written) >= 20
    subscriber.sync()
    assert subscriber.written() == written
    published.build()
    subscriber.sync()
    assert subscriber.written() == written


def test_a_moved_visit_arrives_as_the_same_event_with_a_higher_sequence(
    published: Published, subscriber: Subscriber
) -> None:
    """Its file is written again, and no file of a visit that stayed as it was."""
    subscriber.subscribe(published.url("c-001"))
    subscriber.sync()
    before, written = subscriber.visits(), subscriber.written()
    published.root.edit(RECORDS, "to: 2026-12-22", "to: 2026-12-24")
    published.build(DAY_AFTER)
    subscriber.sync()
    after = subscriber.visits()
    assert after == published.feed("c-001")
    (moved,) = (uid for uid in before if str(before[uid].start) == "2026-12-22")
    assert str(after[moved].start) == "2026-12-24"
    assert (before[moved]["SEQUENCE"], after[moved]["SEQUENCE"]) == (0, 1)
    assert after[moved]["DTSTAMP"].dt > before[moved]["DTSTAMP"].dt
    assert after.keys() == before.keys()
    touched = {uid for uid, when in subscriber.written().items() if when != written[uid]}
    assert touched == {uid for uid in before if before[uid] != after[uid]}
    assert moved in touched


def test_a_cancelled_visit_arrives_as_cancelled(published: Published, subscriber: Subscriber) -> None:
    """The same event, marked, with a higher SEQUENCE and without an alarm; once its day has passed it goes."""
    subscriber.subscribe(published.url("c-001"))
    subscriber.sync()
    before = subscriber.visits()
    published.root.edit(CUSTOMER, "traffic: heavy}", f"traffic: heavy, service: {{until: {DAY_AFTER}}}}}")
    published.build(DAY_AFTER)
    subscriber.sync()
    after = subscriber.visits()
    cancelled = {uid: event for uid, event in after.items() if event["STATUS"] == "CANCELLED"}
    assert cancelled
    assert before.keys() <= after.keys()
    for uid, event in cancelled.items():
        assert before[uid]["STATUS"] != "CANCELLED"
        assert event["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
        assert event.start == before[uid].start
        assert event["SUMMARY"].endswith(before[uid]["SUMMARY"])
        assert event["SUMMARY"] != before[uid]["SUMMARY"]
        assert event.walk("VALARM") == []
    last = max(event.start for event in cancelled.values())
    published.build(last.replace(year=last.year + 1).isoformat())
    subscriber.sync()
    assert not cancelled.keys() & subscriber.visits().keys()


def test_a_rotated_address_ends_the_old_subscription_and_begins_a_new_one(
    published: Published, subscriber: Subscriber, tmp_path: Path
) -> None:
    """The old address says that it ended, and nothing else stays of it; the new one brings the very same events."""
    old = published.url("c-001")
    subscriber.subscribe(old)
    subscriber.sync()
    before = subscriber.visits()
    published.root.add(CUSTOMER, "feed_revision: 2\n")
    published.build()
    assert published.url("c-001") != old
    subscriber.sync()
    assert [str(event["SUMMARY"]) for event in subscriber.visits().values()] == [
        "此日历已停用 / This calendar has ended"
    ]
    again = Subscriber(tmp_path / "again")
    again.subscribe(published.url("c-001"))
    again.sync()
    assert again.visits() == before == published.feed("c-001")


def test_vdirsyncer_left_to_itself_replaces_a_moved_visit(published: Published, tmp_path: Path) -> None:
    """It makes UIDs of content, so one file goes and one comes; every other file stays untouched all the same."""
    subscriber = Subscriber(tmp_path / "subscriber", trusting=False)
    subscriber.subscribe(published.url("c-001"))
    subscriber.sync()
    written = subscriber.written()
    assert len(written) == len(published.feed("c-001"))
    subscriber.sync()
    assert subscriber.written() == written
    published.root.edit(RECORDS, "to: 2026-12-22", "to: 2026-12-24")
    published.build()
    subscriber.sync()
    after = subscriber.written()
    (gone,), (come,) = written.keys() - after.keys(), after.keys() - written.keys()
    assert after == {**{uid: when for uid, when in written.items() if uid != gone}, come: after[come]}
    event = subscriber.visits()[come]
    assert (str(event.start), event["SEQUENCE"]) == ("2026-12-24", 1)
