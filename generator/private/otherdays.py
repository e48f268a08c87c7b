"""When a day does not suit: other days to choose from, and the mail and the reference by which a customer says so.

The days depend on the visit alone and never on today, so that an event stays the same until the visit moves.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import quote

from generator.model.definition import ATTENDED
from generator.private.agreed import standing_of
from generator.private.reader import Reader
from generator.private.work import reference_of, work_of
from generator.telling.days import short_day, spoken_day
from generator.visits.sitedays import SiteCalendars
from generator.visits.visit import Visit

# The next day, one of the same week, one a week later: another weekday each where that is possible.
_AFTER = (1, 3, 8)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day that could be chosen; ``mail`` opens a mail that says so."""

    day: date
    spoken: str
    mail: str


@dataclass(frozen=True, slots=True)
class OtherDays:
    """What a customer is offered who cannot have us on the day: ``mail`` is for any other day."""

    reference: str
    proposals: tuple[Proposal, ...]
    mail: str


def can_change(visit: Visit) -> bool:
    """Whether its customer may ask for another day: somebody of ours is to come or to call, and did not yet."""
    return visit.is_open and visit.channel in ATTENDED and standing_of(visit) != "unconfirmed"


def other_days(visit: Visit, reader: Reader) -> tuple[date, ...]:
    """Three days after that of ``visit`` on which somebody can come to its site."""
    days = SiteCalendars(reader.workdays_in).of(visit.site)
    chosen: list[date] = []
    for after in _AFTER:
        first = max(visit.day + timedelta(days=after), *(day + timedelta(days=1) for day in chosen), visit.day)
        chosen.append(days.following(first))
    return tuple(chosen)


def other_days_line(visit: Visit, reader: Reader) -> str:
    """The sentence in an event; empty where nothing can be changed."""
    if not can_change(visit):
        return ""
    reference = reference_of(visit)
    days = reader.words.listed(short_day(day, reader.words) for day in other_days(visit, reader))
    mail = f"mailto:{reader.company.email}?subject={reference}"
    return reader.words.say("feed_other_days", reference=reference, mail=mail, days=days)


def offered(visit: Visit, reader: Reader) -> OtherDays | None:
    """What the customer's page offers; None where nothing can be changed."""
    if not can_change(visit):
        return None
    proposals = tuple(
        Proposal(
            day, spoken_day(day, reader.words, reader.as_of), _mail(visit, spoken_day(day, reader.words, day), reader)
        )
        for day in other_days(visit, reader)
    )
    return OtherDays(reference_of(visit), proposals, _mail(visit, "", reader))


def _mail(visit: Visit, wished: str, reader: Reader) -> str:
    """The address that opens a mail in the reader's language, to be looked at before it is sent."""
    words = reader.words
    told = {
        "reference": reference_of(visit),
        "day": f"{visit.day}",
        "site": visit.site.name,
        "tasks": words.listed(reader.all(work.task.name for work in work_of(visit))),
        "wished": wished or words["other_day_open"],
    }
    subject, body = words.say("other_day_subject", **told), words.say("other_day_body", **told)
    return f"mailto:{reader.company.email}?subject={quote(subject, safe='')}&body={quote(body, safe='')}"
