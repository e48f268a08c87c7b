"""What customers report, complain of or ask for, from the report to the day on which they heard how it ended.

Each record tells one step of it; ``cases.py`` puts the steps of one incident together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import BeforeValidator, Field

from generator.model.definition import Defined, LocalText, as_list
from generator.text.days import Day, Moment
from generator.text.limits import Minutes, WorkingDays
from generator.text.scalars import Amount, Count, Id, Reference, Text

IncidentKind = Literal["complaint", "repair", "enquiry"]
Inlet = Literal["phone", "web", "message", "letter", "visit"]
Payer = Literal["company", "customer", "supplier", "third_party"]
# What is reckoned from records: each is told how on the page of a metric.
FigureName = Literal[
    "complaint_rate",
    "omission_rate",
    "dissatisfaction_rate",
    "satisfaction",
    "promises_kept",
    "on_time",
    "in_window",
    "first_time_fix",
    "repeat_rate",
    "warranty_cost",
]
FIGURES: tuple[FigureName, ...] = get_args(FigureName)
# A score below it tells of somebody who is not satisfied.
SATISFIED = 4
Score = Annotated[int, Field(ge=1, le=5, strict=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Satisfaction(Defined):
    """What a customer says of how it was dealt with, 1 to 5: our manner, the work, and whether the fault is gone."""

    attitude: Score | None = None
    quality: Score | None = None
    result: Score | None = None

    @property
    def scores(self) -> tuple[int, ...]:
        """The scores that were given."""
        return tuple(score for score in (self.attitude, self.quality, self.result) if score is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost(Defined):
    """What an incident cost, in the company's currency, and who bears it."""

    amount: Amount
    by: Payer


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident(Defined):
    """One step of an incident: what is known of it on the record's day. A later step adds to it, or corrects it.

    The first one says its ``kind`` and when it was ``received``. ``product`` need be said only where no asset is named;
    ``part`` is a component, ``fault`` a page of what goes wrong, ``cause`` one of the company's. ``promise`` says by when
    we come or are done. ``needs`` is how it is dealt with, where that is not the usual way of its kind. ``arrived``,
    ``done``, ``rechecked`` and ``fed_back`` close its four stages; ``reopened`` takes ``done`` and what followed back.
    """

    id: Id
    kind: IncidentKind | None = None
    product: Reference | None = None
    part: Reference | None = None
    fault: Reference | None = None
    cause: Reference | None = None
    channel: Inlet | None = None
    received: Moment | None = None
    says: Text | None = None
    promise: Reference | None = None
    needs: Literal["onsite", "phone"] | None = None
    agreed: Moment | None = None
    arrived: Moment | None = None
    done: Moment | None = None
    rechecked: Day | None = None
    fed_back: Day | None = None
    department: Reference | None = None
    satisfaction: Satisfaction | None = None
    photos: tuple[Text, ...] = ()
    cost: Annotated[tuple[Cost, ...], BeforeValidator(as_list)] = ()
    reopened: Day | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeats(Defined):
    """How many incidents alike make a warning: within a month, in several months of a quarter, quarters of a year.

    ``customer``: so many of one customer within a month are enough.
    """

    month: Count = 3
    quarter: Count = 3
    year: Count = 3
    customer: Count = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidents(Defined):
    """How incidents are looked at: their ``causes``, when what ``repeats`` is told, and how long a visit for one takes.

    ``currency`` is what costs are called to be in, where that is not what prices are in; ``grace`` is how far from the
    agreed time an arrival is still on time. What is done is to be rechecked, and fed back, ``close`` later at the latest.
    """

    causes: Mapping[Id, LocalText] = field(default_factory=dict)
    repeats: Repeats = Repeats()
    duration: Minutes = 120
    grace: Minutes = 15
    close: WorkingDays = 5
    currency: LocalText | None = None
