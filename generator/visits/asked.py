"""What drafts are asked for: all that they share, and what each customer's is made from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from generator.dates.intervals import Interval, add
from generator.model.definitions import Definitions
from generator.model.renames import renames_of
from generator.model.schedules import Schedules
from generator.visits.drafting import Basis, Brief, briefs
from generator.visits.kept import told_until
from generator.visits.visit import Published

# How far ahead occurrences are reckoned beyond what any feed shows, so that the last visit is planned as any other.
MARGIN = Interval(months=3)


@dataclass(frozen=True, slots=True)
class Asked:
    """The drafts that a plan is made of, by the customer's id."""

    basis: Basis
    briefs: Mapping[str, Brief]


def horizon_of(definitions: Definitions, as_of: date) -> date:
    """How far one plans ahead for what feeds show."""
    feeds = definitions.company.feeds
    return max(add(as_of, span.ahead + MARGIN) or date.max for span in (feeds.customer, feeds.technician))


def asked_of(
    definitions: Definitions, schedules: Schedules, as_of: date, end: date, before: Sequence[Published], since: date
) -> Asked:
    """The drafts of everybody as of a date, up to ``end``, which go on from what was published ``before``."""
    before = _by_todays_names(definitions, schedules, before)
    until = told_until(before, schedules.customers, as_of)
    basis = Basis(definitions, schedules.technicians, as_of, end, since, until)
    return Asked(basis, briefs(schedules, before))


def _by_todays_names(
    definitions: Definitions, schedules: Schedules, before: Sequence[Published]
) -> Sequence[Published]:
    """The published visits with the ids that their customers, sites, assets and tasks have today."""
    renames = renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
    if not renames:
        return before
    return [replace(visit, occurrences=tuple(map(renames.key, visit.occurrences))) for visit in before]
