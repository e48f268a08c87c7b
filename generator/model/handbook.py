"""What the after-sales handbook holds beside products, tasks and promises: care guides, faults, processes, forms, roles.

Every kind is an ``Entry`` with parts of its own, so that each page answers the same questions: what, when, who, how, and
what if. An ``audience`` of ``public`` puts an entry on both the public site and the staff's; ``internal`` on the staff's
alone. Links are written as ``kind/id``, or as the id alone where the kind is plain from the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field

from generator.model.decisions import Question
from generator.model.definition import AboutProducts, Audience, Defined, LocalText, Statement, Statements
from generator.model.links import PriceRef, PromiseLink, TaskLink
from generator.text.scalars import Flag, Reference, Text

Some = Annotated[Statements, Field(min_length=1)]
Urgency = Literal["now", "soon", "watch"]
URGENCIES: tuple[Urgency, ...] = get_args(Urgency)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(AboutProducts):
    """What every kind of the handbook has beside that: for whom, when, who, and what if something is otherwise."""

    audience: Audience = "internal"
    picture: Reference | None = None
    about: Statements = ()
    when: Some
    who: Some
    what_if: Some


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Defined):
    """A part of a page under a heading of its own: points in any order, or steps in theirs."""

    title: LocalText
    points: Statements = ()
    steps: Statements = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Defined):
    """One line of a table of properties."""

    label: LocalText
    value: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Component(Entry):
    """A material or part, such as a kind of stone, a gasket or a display module: what it is and how to treat it."""

    audience: Audience = "public"
    facts: tuple[Fact, ...] = ()
    do: Some
    dont: Some
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause(Defined):
    """Why a fault comes about, how one tells, and what is done about it."""

    name: LocalText
    test: Statement
    remedy: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault(Entry):
    """A symptom that a customer sees: its causes, what the customer may do, when to call, and which promise applies.

    ``decide`` leads from what one sees to what to do; it begins with its first question. ``icon`` stands on its tile.
    ``prices`` are lines of a price list.
    """

    audience: Audience = "public"
    urgency: Urgency
    icon: Text | None = None
    symptoms: Some
    decide: tuple[Question, ...] = ()
    causes: Annotated[tuple[Cause, ...], Field(min_length=1)]
    do: Some
    dont: Some
    call: Some
    promise: PromiseLink | None = None
    prices: tuple[PriceRef, ...] = ()
    tasks: tuple[TaskLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Entry):
    """How to care for something, or what a service is: steps and sections, do's and don'ts."""

    audience: Audience = "public"
    decide: tuple[Question, ...] = ()
    tools: tuple[LocalText, ...] = ()
    steps: Statements = ()
    sections: tuple[Section, ...] = ()
    do: Statements = ()
    dont: Statements = ()
    safety: Statements = ()
    tasks: tuple[TaskLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Entry):
    """What a season asks for: before it, while it lasts, after it. Its dates stand in the season calendar.

    What to do before one that comes ``suddenly`` stands on the page of the month whichever month it is.
    """

    audience: Audience = "public"
    season: Reference
    suddenly: Flag = False
    before: Some
    during: Some
    after: Some
    tasks: tuple[TaskLink, ...] = ()
