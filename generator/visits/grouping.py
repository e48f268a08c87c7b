"""The fewest visits for the work of one site, where not all goes together: several trades, a day's hours, work apart.

Windows that share a day need one visit: for windows alone the interval point cover is exact. What else keeps work apart
makes it a packing. Cycles whose windows hang together, up to a dozen, are dealt out exactly by a branch and bound; of more
the better of two quick ways is taken (minimal in 111 of 120 made-up cases of 13 to 15, never more than two visits over).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.dates.ranges import DateRange
from generator.due.items import Occurrence
from generator.visits.cover import at_a_time, common, cover
from generator.visits.crews import Crews
from generator.visits.shares import Shares

EXACT = 12


class Grouping:
    """The cycles of one site and channel with their openings, and who could do them."""

    def __init__(self, group: Sequence[Occurrence], days: Sequence[DateRange], crews: Crews) -> None:
        self.group = group
        self.days = days
        self.crews = crews
        self._shares = Shares(group, crews) if len(group) > 1 else None

    def fits(self, members: Sequence[int]) -> bool:
        """Whether ``members`` may be one visit, but for their days."""
        return len(members) == 1 or self._shares is None or self._shares.fit(members)

    def fewest(self, rest: Sequence[int]) -> Iterator[list[int]]:
        """``rest`` in the fewest visits, exactly where at most a dozen hang together."""
        trades: dict[str, list[int]] = defaultdict(list)
        for index in rest:
            trades[self.crews.of(self.group[index])].append(index)
        quick = [visit for members in trades.values() for visit in self._of_trade(members)]
        if len(trades) == 1 and len(quick) == len(cover([self.days[index] for index in rest])):
            yield from quick  # by the windows alone it takes as many
            return
        for part in self._hanging_together(rest):
            inside = set(part)
            groups = [members for members in quick if members[0] in inside]
            least = self._least(part)
            if len(groups) > least:
                groups = min(groups, self._first_fit(part), key=len)
            if len(groups) > least and len(part) <= EXACT:
                groups = self._exact(part, least, groups)
            yield from sorted(groups, key=lambda members: common([self.days[index] for index in members]).last)

    def _of_trade(self, members: Sequence[int]) -> Iterator[list[int]]:
        """The fewest visits of one trade, split where they are more than a day or are to be apart."""
        for together in cover([self.days[index] for index in members]):
            for at_once in at_a_time([members[index] for index in together], self.group):
                yield from self.split(at_once)

    def split(self, members: Sequence[int]) -> list[list[int]]:
        """``members`` in parts that may be one visit each: the longest first, each where it fits first."""
        if len(members) == 1 or self.fits(members):
            return [list(members)]
        parts: list[list[int]] = []
        for index in sorted(members, key=lambda index: (-self.group[index].item.minutes, self.group[index].id)):
            place = next((part for part in parts if self.fits([*part, index])), None)
            if place is None:
                parts.append([index])
            else:
                place.append(index)
        return [sorted(part) for part in parts]

    def _hanging_together(self, rest: Sequence[int]) -> Iterator[list[int]]:
        """``rest`` in parts of which no window meets a window of another part."""
        part: list[int] = []
        end = None
        for index in sorted(rest, key=lambda index: (self.days[index].start, self.days[index].end, index)):
            if end is not None and self.days[index].start >= end:
                yield part
                part, end = [], None
            part.append(index)
            end = self.days[index].end if end is None else max(end, self.days[index].end)
        if part:
            yield part

    def _least(self, part: Sequence[int]) -> int:
        """A number of visits below which it cannot be: by the windows alone, and by the hours alone."""
        by_windows = len(cover([self.days[index] for index in part]))
        longest = self.crews.longest(self.group[part[0]])
        work = sum(min(self.group[index].item.minutes, longest) for index in part)
        return max(by_windows, -(-work // longest))

    def _first_fit(self, part: Sequence[int]) -> list[list[int]]:
        """Each, in the order in which the windows close, into the first visit that it goes with."""
        visits: list[list[int]] = []
        for index in sorted(part, key=lambda index: (self.days[index].end, self.days[index].start, index)):
            place = next((visit for visit in visits if self._joins(visit, index)), None)
            if place is None:
                visits.append([index])
            else:
                place.append(index)
        return [sorted(visit) for visit in visits]

    def _joins(self, visit: Sequence[int], index: int) -> bool:
        start, end = self.days[index].start, self.days[index].end
        for member in visit:
            days = self.days[member]
            start, end = max(start, days.start), min(end, days.end)
        return start < end and self.fits([*visit, index])

    def _exact(self, part: Sequence[int], least: int, known: list[list[int]]) -> list[list[int]]:
        """The fewest visits, given some that are ``known``: fewer are tried, from ``least`` on, until they are enough."""
        order = sorted(part, key=lambda index: (self.days[index].end, -self.group[index].item.minutes, index))
        for count in range(least, len(known)):
            visits: list[list[int]] = []
            if self._deals_out(order, 0, visits, count):
                return [sorted(visit) for visit in visits]
        return known

    def _deals_out(self, order: Sequence[int], place: int, visits: list[list[int]], count: int) -> bool:
        """Whether what comes from ``place`` on goes into ``count`` visits, with what is in them."""
        if place == len(order):
            return True
        index = order[place]
        for visit in visits:
            if self._joins(visit, index):
                visit.append(index)
                if self._deals_out(order, place + 1, visits, count):
                    return True
                visit.pop()
        if len(visits) < count:
            visits.append([index])
            if self._deals_out(order, place + 1, visits, count):
                return True
            visits.pop()
        return False
