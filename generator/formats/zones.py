"""A time zone as calendars carry it: VTIMEZONE with the rules by which its clocks change, as far as it has any."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar

# Since when a zone whose clocks do not change has been as it is: China's had summers from 1986 to 1991.
_SINCE = datetime(1992, 1, 1)
# Where clocks change, from this year on; a rule that holds in each of these years is told without an end.
_YEARS = range(2020, 2041)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class _Change:
    """At ``moment``, by the clock as it was before, another offset begins."""

    moment: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool

    @property
    def kind(self) -> tuple[timedelta, timedelta, str, bool]:
        return self.before, self.after, self.name, self.is_summer


@cache
def timezone_lines(name: str) -> bytes:
    """VTIMEZONE of the zone ``name``: what holds, and by a rule or by dates when its clocks change."""
    zone, changes = icalendar.Timezone(), list(_changes(ZoneInfo(name)))
    zone.add("tzid", name)
    local = datetime(_YEARS.start, 1, 1, tzinfo=ZoneInfo(name))
    held, start = local.utcoffset() or timedelta(), local.replace(tzinfo=None) if changes else _SINCE
    zone.add_component(_component([_Change(start, held, held, local.tzname() or name, bool(local.dst()))]))
    for kind in dict.fromkeys(change.kind for change in changes):
        zone.add_component(_component([change for change in changes if change.kind == kind]))
    return bytes(zone.to_ical())


def _changes(zone: ZoneInfo) -> Iterator[_Change]:
    """Each change of the clocks in the years that are looked at, oldest first."""
    days = (datetime(_YEARS.start, 1, 1, tzinfo=UTC) + timedelta(days=n) for n in range(366 * len(_YEARS)))
    for earlier, later in pairwise(days):
        if earlier.year not in _YEARS:
            return
        if _at(earlier, zone) != _at(later, zone):
            while later - earlier > timedelta(minutes=1):
                middle = earlier + (later - earlier) / 2
                middle = middle.replace(second=0, microsecond=0)
                earlier, later = (middle, later) if _at(middle, zone) == _at(earlier, zone) else (earlier, middle)
            before, after = earlier.astimezone(zone).utcoffset(), later.astimezone(zone)
            assert before is not None, "a zone has an offset"
            moment = (later + before).replace(tzinfo=None)
            yield _Change(moment, before, after.utcoffset() or timedelta(), after.tzname() or "", bool(after.dst()))


def _at(moment: datetime, zone: ZoneInfo) -> tuple[timedelta | None, str | None]:
    local = moment.astimezone(zone)
    return local.utcoffset(), local.tzname()


def _component(changes: Sequence[_Change]) -> icalendar.Component:
    """The part of a zone that begins with each of ``changes``, which are of one kind."""
    first = changes[0]
    part = icalendar.TimezoneDaylight() if first.is_summer else icalendar.TimezoneStandard()
    part.add("dtstart", first.moment)
    part.add("tzoffsetfrom", first.before)
    part.add("tzoffsetto", first.after)
    part.add("tzname", first.name)
    rule = _rule([change.moment for change in changes])
    if rule:
        part.add("rrule", rule)
    elif len(changes) > 1:
        part.add("rdate", [change.moment for change in changes[1:]])
    return part


def _rule(moments: Sequence[datetime]) -> dict[str, object]:
    """A rule that gives just ``moments``, one in each year: the n-th or the last such day of the month."""
    if [moment.year for moment in moments] != list(_YEARS) or len({moment.time() for moment in moments}) > 1:
        return {}
    months, weekdays = {moment.month for moment in moments}, {moment.weekday() for moment in moments}
    from_start = {(moment.day - 1) // 7 + 1 for moment in moments}
    is_last = all(_is_last(moment) for moment in moments)
    if len(months) > 1 or len(weekdays) > 1 or not (is_last or len(from_start) == 1):
        return {}
    nth = -1 if is_last else from_start.pop()
    return {"freq": "yearly", "bymonth": months.pop(), "byday": f"{nth}{_WEEKDAYS[weekdays.pop()]}"}


def _is_last(day: date) -> bool:
    return day.day > monthrange(day.year, day.month)[1] - 7
