"""From the feed that was told last to the next: only what its reader sees makes a change.

An event that is the same keeps its bytes; one that its reader sees changed gets the next SEQUENCE and new stamps; one that
vanished before its day stays as CANCELLED, without place, text and alarm, until that day has passed. A forecast vanishes
without a word.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from generator.formats.contentlines import CRLF, fold, plain_line, unfold
from generator.formats.stamps import Stamping, forgotten_sequence, utc
from generator.formats.told import CALENDAR_END, GONE, OCCURRENCES, Event, Leaf, Told, ToldFeed
from generator.model.forgotten import Nameless

# What only the next build reads, and reminders: a line that is folded goes on after a space.
_UNSEEN = re.compile(
    rb"(?<=\r\n)X-AFTERCARE-[^\r]*\r\n(?:[ \t][^\r]*\r\n)*|(?<=\r\n)BEGIN:VALARM\r\n.*?\r\nEND:VALARM\r\n", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Taken:
    """How a summary tells that its event was taken back: by ``mark``, in the place of any of ``others``.

    Of the ``nameless``, who asked to be forgotten, it says nothing but today's id, and so does what only the build reads.
    """

    mark: str
    others: Sequence[str] = ()
    nameless: Nameless = field(default_factory=Nameless)


@dataclass(frozen=True, slots=True)
class _Turn:
    """One feed's next turn: its changes bear ``moment``; ``forgotten``, where it may have told more than is known."""

    moment: datetime
    forgotten: bool
    start: int

    def first(self, event: Event) -> bytes:
        """An event that is told for the first time, or again after it had gone."""
        return event.at(self.moment, forgotten_sequence(self.moment) if self.forgotten else self.start)

    def next(self, old: Told, event: Event) -> bytes:
        """``event``, which goes on from ``old``."""
        if self.forgotten:
            return event.at(self.moment, max(old.sequence + 1, forgotten_sequence(self.moment)))
        if event.body == old.event.body:
            return old.content
        if _UNSEEN.sub(b"", event.body) == _UNSEEN.sub(b"", old.event.body):
            return event.at(old.stamped, old.sequence)
        return event.at(self.moment, old.sequence + 1)


def continue_feed(
    mark: bytes,
    header: bytes,
    events: Iterable[Event],
    before: ToldFeed | Leaf | None,
    stamping: Stamping,
    taken: Taken,
    *,
    forecasts: Container[str] = (),
    forgotten: bool = False,
) -> bytes:
    """The feed's new bytes. ``header`` comes without LAST-MODIFIED and without ``mark``, the line that says whose it is.

    Where nothing changed these are the bytes that were published. ``forecasts`` are the UIDs of forecasts that were told
    without their mark. ``forgotten``: subscribers may have been told something
    else, and later, than ``before`` knows; then everything is told anew, above whatever that was.
    """
    told: Mapping[str, Told] = before.events if before is not None else {}
    start = before.first if before is not None else 0
    turn = _Turn(stamping.after(before.modified if before is not None else None, forgotten=forgotten), forgotten, start)
    contents: list[tuple[date, str, bytes]] = []
    kept = set()
    for event in events:
        old = told.get(event.uid)
        kept.add(event.uid)
        contents.append((event.day, event.uid, turn.first(event) if old is None else turn.next(old, event)))
    for old in _vanished(told, kept, stamping.as_of, forecasts):
        event = Event(old.event.uid, old.event.day, _cancelled(old, taken))
        contents.append((event.day, event.uid, turn.next(old, event)))
    listed = b"".join(content for _, _, content in sorted(contents))
    mark += _gone(told, {uid for _, uid, _ in contents}, start)
    if before is not None and not forgotten:
        same = with_lines(header, mark, before.modified) + listed + CALENDAR_END
        if same == before.content:
            return same
    return with_lines(header, mark, turn.moment) + listed + CALENDAR_END


def _gone(told: Mapping[str, Told], listed: Container[str], start: int) -> bytes:
    """The line that remembers the highest SEQUENCE of what went without a word: it may come back under its UID."""
    highest = max([start - 1, *(old.sequence for uid, old in told.items() if uid not in listed)])
    return plain_line(GONE, str(highest)) if highest >= 0 else b""


def _vanished(told: Mapping[str, Told], kept: Container[str], as_of: date, forecasts: Container[str]) -> Iterator[Told]:
    """What was told and is no more, and is to be told so."""
    for uid, old in told.items():
        is_forecast = old.is_forecast or uid in forecasts
        if uid not in kept and old.event.day >= as_of and (old.is_cancelled or not is_forecast):
            yield old


def with_lines(header: bytes, mark: bytes, modified: datetime) -> bytes:
    """A calendar's header with LAST-MODIFIED and the line ``mark``, where no time zone stands before them."""
    before, calscale, after = header.partition(b"CALSCALE:GREGORIAN\r\n")
    return before + calscale + plain_line("LAST-MODIFIED", utc(modified)) + mark + after


def _cancelled(old: Told, taken: Taken) -> bytes:
    """The body of an event that is taken back: marked, and without what only matters while it is to take place."""
    lines = []
    in_alarm = False
    nameless = taken.nameless.id_now(old.said(OCCURRENCES)[0].partition("|")[0])
    for line in unfold(old.event.body).split(CRLF)[:-1]:
        name = line.partition(b":")[0]
        in_alarm = in_alarm or line == b"BEGIN:VALARM"
        if not in_alarm and name not in (b"DESCRIPTION", b"LOCATION"):
            if name == b"SUMMARY":
                said = _unmarked(line.removeprefix(b"SUMMARY:"), taken)
                line = b"SUMMARY:" + taken.mark.encode() + (nameless.encode() if nameless is not None else said)
            elif name == OCCURRENCES.encode() and nameless is not None:
                line = plain_line(OCCURRENCES, nameless).removesuffix(CRLF)
            elif name == b"STATUS":
                line = b"STATUS:CANCELLED"
            elif name == b"TRANSP":
                line = b"TRANSP:TRANSPARENT"
            lines.append(fold(line))
        if line == b"END:VALARM":
            in_alarm = False
    return b"".join(lines)


def _unmarked(summary: bytes, taken: Taken) -> bytes:
    marks = [mark.encode() for mark in (taken.mark, *taken.others)]
    while mark := next((mark for mark in marks if mark and summary.startswith(mark)), b""):
        summary = summary.removeprefix(mark)
    return summary
