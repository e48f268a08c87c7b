"""Who goes where today and this week, and what is late: one line for a visit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from generator.dates.ranges import DateRange
from generator.desk.names import Names
from generator.desk.sheets import Cell, Column, Sheet, joined
from generator.due.items import OPEN
from generator.model.definition import ATTENDED
from generator.model.records import fixed_day
from generator.private.agreed import agreed_time, standing_of, there_since
from generator.telling.amounts import minutes_words
from generator.telling.crews import reason_words
from generator.telling.incidents import task_called
from generator.text.words import Words
from generator.visits.plan import Plan
from generator.visits.visit import Visit, state_of

_COLUMNS = (
    Column(name="day", whole=True),
    Column(name="time", whole=True, joins=True),
    Column(name="customer"),
    Column(name="tasks"),
    Column(name="technician"),
    Column(name="duration", whole=True, wide=True),
    Column(name="standing"),
    Column(name="due", whole=True, heading="latest"),
    Column(name="days_late", whole=True, right=True),
    Column(name="address", wide=True, under=True),
    Column(name="contact", wide=True, under=True),
    Column(name="minutes", file=True),
    Column(name="customer_id", file=True),
    Column(name="site_id", file=True),
    Column(name="task_ids", file=True),
    Column(name="technician_ids", file=True),
    Column(name="visit", file=True),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whose visits are wanted, by id; everybody's where nobody is named."""

    customer: str | None = None
    technician: str | None = None
    task: str | None = None

    def takes(self, visit: Visit) -> bool:
        """True for a visit that is wanted."""
        return (
            self.customer in (None, visit.customer.id)
            and (self.technician is None or self.technician in visit.technicians)
            and (self.task is None or any(o.item.task.id == self.task for o in visit.occurrences))
        )


def week_around(day: date) -> DateRange:
    """The week of ``day``, from Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return DateRange(monday, monday + timedelta(weeks=1))


def on_days(visits: Iterable[Visit], days: DateRange) -> list[Visit]:
    """The visits on ``days``, with what was done there and what is still to be confirmed; what was left out is no work."""
    return [visit for visit in visits if visit.day in days and state_of(visit) != "skipped"]


def late(planned: Plan) -> list[Visit]:
    """The visits and calls that are overdue, and those of which nothing was recorded; what was due first stands first.

    What is late stays until it is done or left out, though another day was agreed for it since. What is done along with the
    next time or with larger work is listed by itself, on the day of that.
    """
    own = [visit for visit in planned.visits if _is_late(visit, planned.as_of)]
    visit_of = planned.visit_of()
    along = [
        replace(visit_of[occurrence.id], occurrences=(occurrence,))
        for occurrence in planned.occurrences
        if occurrence.status == "overdue" and occurrence.covered_by is not None and occurrence.id in visit_of
    ]
    return sorted(own + along, key=lambda visit: (_due(visit) or visit.day, visit.day, visit.customer.name, visit.uid))


def _is_late(visit: Visit, as_of: date) -> bool:
    """True for what is overdue or unconfirmed, and for what would be overdue but for the day to come that was agreed."""
    if state_of(visit) in ("overdue", "unconfirmed"):
        return True
    return visit.is_open and visit.channel in ATTENDED and any(o.is_put_off(as_of) for o in visit.occurrences)


def visits_sheet(visits: Iterable[Visit], as_of: date, names: Names, words: Words, *, late: bool = False) -> Sheet:
    """A line for each visit, by day and time; with ``late``, since when, in the order in which they come."""
    visits = list(visits) if late else sorted(visits, key=lambda visit: _by_time(visit, names))
    return Sheet(
        columns=_COLUMNS,
        rows=tuple(_cells(visit, as_of, names, words, late=late) for visit in visits),
        standing=tuple(
            "overdue" if late and standing_of(visit) != "unconfirmed" else standing_of(visit) for visit in visits
        ),
    )


def _by_time(visit: Visit, names: Names) -> tuple[date, bool, str, bool, list[str], str, str]:
    """What was agreed by its time, then one technician after the other, and at the end what nobody has to go for."""
    people = [names.technician(id_) for id_ in visit.technicians]
    time = agreed_time(visit) or "99"
    return visit.day, not visit.is_open, time, not people, people, visit.customer.name, visit.uid


def _due(visit: Visit) -> date | None:
    """The last day on which something of it would have been in time, of several the first, whatever was agreed since."""
    if visit.channel not in ATTENDED:
        return None
    return min((o.due.window.last for o in visit.occurrences if o.status in OPEN and o.due is not None), default=None)


def _cells(visit: Visit, as_of: date, names: Names, words: Words, *, late: bool) -> tuple[Cell, ...]:
    due = _due(visit) if late else None
    contact = visit.customer.contact
    return (
        visit.day,
        agreed_time(visit),
        names.place(visit.customer, visit.site),
        words.listed(dict.fromkeys(task_called(o.item.task, words) for o in visit.occurrences)),
        words.listed(map(names.technician, visit.technicians)) or reason_words(visit, words),
        minutes_words(visit.minutes, words) if visit.is_open and visit.channel != "notice" else "",
        words.listed(_standing(visit, words, is_late=bool(due is not None and due < as_of))),
        due,
        max((as_of - due).days, 0) if due is not None else None,
        visit.site.address if visit.channel == "onsite" else "",
        " ".join(filter(None, (contact.name, contact.phone))) if contact is not None else "",
        visit.minutes,
        visit.customer.id,
        visit.site.id,
        joined(list(dict.fromkeys(o.item.task.id for o in visit.occurrences))),
        joined(visit.technicians),
        visit.uid,
    )


def _standing(visit: Visit, words: Words, *, is_late: bool) -> Iterator[str]:
    """How it stands, of what is late and was agreed anew both, and what it is where nobody goes there."""
    if visit.channel != "onsite":
        yield words[f"channel_is_{visit.channel}"]
    since = there_since(visit)
    if since is not None:
        yield words.say("stands_there", time=f"{since:%H:%M}")
        return
    stands: str = standing_of(visit)
    if stands == "planned" and any(fixed_day(o.override) == visit.day for o in visit.occurrences):
        stands = "moved"
    if is_late and stands in ("agreed", "moved", "planned"):  # for another day, which does not make it less late
        yield words["stands_overdue"]
    yield words[f"stands_{'moved' if is_late and stands == 'planned' else stands}"]
