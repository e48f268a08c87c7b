"""A check that what was written for the customer stands where the customer reads it."""

from __future__ import annotations

import re
from datetime import date

from generator.dates.intervals import Interval, add
from generator.model.schedules import Schedules
from generator.text.problems import Problem, Problems

_SPEAKS = re.compile(r"您|(?<![A-Za-z])(?:[Yy]ou|[Yy]ours?)(?![A-Za-z])")
_FOR_STAFF = ("findings", "reason")
# Later than so long after it nobody reads on the customer's page what is written now; old notes are left in peace.
_RECENT = Interval(days=60)


def notes_for_staff_speak_to_staff(schedules: Schedules, as_of: date) -> Problems:
    """What speaks to the customer, in a record of the last weeks, is in ``told``: elsewhere the customer reads nothing."""
    since = add(as_of, _RECENT * -1) or date.min
    for place, record in schedules.records:
        for key in _FOR_STAFF:
            said = _SPEAKS.search(getattr(record, key) or "")
            if said is not None and record.told is None and record.date >= since and record.record != "void":
                params, at = {"found": said[0], "key": key}, (*place.keys, key)
                yield Problem(code="findings_to_customer", file=place.file, keys=at, params=params, level="warning")
