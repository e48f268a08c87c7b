"""What each cycle of a site takes of a visit, as numbers: so it is told at once which of them go together."""

from __future__ import annotations

from collections.abc import Sequence

from generator.due.items import Occurrence
from generator.visits.conditions import agreed_at_once, are_together, choosy
from generator.visits.crews import Asked, Crews


class Shares:
    """A row for each cycle of one site and channel: its item, skills and crews as bits, its minutes."""

    def __init__(self, group: Sequence[Occurrence], crews: Crews) -> None:
        self._group = group
        self._crews = crews
        bits: dict[str, int] = {}
        self._items = [bits.setdefault(one.item.key, 1 << len(bits)) for one in group]
        self._asked = [crews.asked_by(one) for one in group]
        self._minutes = [one.item.minutes for one in group]
        self._any_times = any(one.override is not None and one.override.at is not None for one in group)
        self._any_choosy = bool(choosy({one.item.task.id: one.item.task for one in group}.values()))
        self._together: dict[frozenset[str], bool] = {}

    def fit(self, members: Sequence[int]) -> bool:
        """Whether somebody could do all of ``members`` in one visit: one has the skills and the hours, nothing is apart."""
        items = skills = crews = minutes = 0
        for index in members:
            if items & self._items[index]:
                return False  # nobody does the same work twice in one visit
            items |= self._items[index]
            skills |= self._asked[index].skills
            crews |= self._asked[index].crews
            minutes += self._minutes[index]
        if minutes > self._crews.longest_of(Asked(skills, crews)):
            return False
        if self._any_times and not agreed_at_once(self._group[index] for index in members):
            return False
        return not self._any_choosy or self._are_together(members)

    def _are_together(self, members: Sequence[int]) -> bool:
        tasks = {self._group[index].item.task.id: self._group[index].item.task for index in members}
        ids = frozenset(tasks)
        if ids not in self._together:
            self._together[ids] = are_together(tasks.values())
        return self._together[ids]
