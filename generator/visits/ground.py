"""What planning goes by, whoever is planned: looked up once, and shared by all customers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cached_property

from generator.due.along import Covering, covered_by
from generator.due.duedates import DueDates
from generator.model.definitions import Definitions
from generator.visits.openings import Openings


class Ground:
    """What ``definitions`` say as of a day."""

    def __init__(self, definitions: Definitions, as_of: date) -> None:
        self.definitions, self.planning, self.as_of = definitions, definitions.company.planning, as_of

    @cached_property
    def openings(self) -> Mapping[str | None, Openings]:
        """The openings by the working calendar of each region, and by the company's."""
        regions = (None, *self.definitions.company.regions)
        return {region: Openings(self.definitions.workdays_in(region), self.as_of) for region in regions}

    @cached_property
    def due_dates(self) -> Mapping[str | None, DueDates]:
        """The due dates by the same calendars."""
        return {region: DueDates(openings.workdays) for region, openings in self.openings.items()}

    @cached_property
    def covers(self) -> Covering:
        """For each task that covers others all of those."""
        return covered_by(self.definitions.tasks)

    @cached_property
    def concerned(self) -> frozenset[str]:
        """The tasks that cover, or are covered by, another."""
        return frozenset({*self.covers, *(id_ for smaller in self.covers.values() for id_ in smaller)})
