"""What the after-sales handbook holds beside products, tasks and promises: care guides, faults, processes, forms, roles.

Every kind is an ``Entry`` with parts of its own, so that each page answers the same questions: what, when, who, how, and
what if. An ``audience`` of ``public`` puts an entry on both the public site and the staff's; ``internal`` on the staff's
alone. Links are written as ``kind/id``, or as the id alone where the kind is plain from the key.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field

from generator.model.definition import AboutProducts, Audience, Defined, LocalText, Statement, Statements
from generator.model.links import AnyLink, FormLink, PromiseLink, RoleLink, TaskLink
from generator.text.scalars import Flag, Minutes, Reference

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
    """A symptom that a customer sees: its causes, what the customer may do, when to call, and which promise applies."""

    audience: Audience = "public"
    urgency: Urgency
    symptoms: Some
    causes: Annotated[tuple[Cause, ...], Field(min_length=1)]
    do: Some
    dont: Some
    call: Some
    promise: PromiseLink | None = None
    tasks: tuple[TaskLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide(Entry):
    """How to care for something, or what a service is: steps and sections, do's and don'ts."""

    audience: Audience = "public"
    tools: tuple[LocalText, ...] = ()
    steps: Statements = ()
    sections: tuple[Section, ...] = ()
    do: Statements = ()
    dont: Statements = ()
    safety: Statements = ()
    tasks: tuple[TaskLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Season(Entry):
    """What a season asks for: before it, while it lasts, after it. Its dates stand in the season calendar."""

    audience: Audience = "public"
    season: Reference
    before: Some
    during: Some
    after: Some
    tasks: tuple[TaskLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(Defined):
    """One step of a process: who does what, by when, and what is left behind as evidence."""

    name: LocalText
    does: Statement
    role: RoleLink
    within: LocalText | None = None
    evidence: LocalText | None = None
    form: FormLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch(Defined):
    """What happens instead, where ``if`` holds."""

    if_: Annotated[Statement, Field(alias="if")]
    then: Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(Entry):
    """Who does what in which order, where it branches, and which forms record it."""

    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    branches: tuple[Branch, ...] = ()
    principles: Statements = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField(Defined):
    """One field of a form. ``choices`` go with ``choice`` and ``checks``; ``columns`` with ``table``."""

    label: LocalText
    kind: Literal["text", "lines", "number", "date", "time", "choice", "checks", "table", "photo", "signature"]
    hint: LocalText | None = None
    required: Flag = False
    choices: tuple[LocalText, ...] = ()
    columns: tuple[LocalText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldGroup(Defined):
    """Fields that belong together."""

    title: LocalText
    fields: Annotated[tuple[FormField, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form(Entry):
    """A form to fill in on the screen or to print; what is typed never leaves the page."""

    groups: Annotated[tuple[FieldGroup, ...], Field(min_length=1)]
    kept: Statement
    steps: Some


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemGroup(Defined):
    """Items of a checklist that are gone through together."""

    title: LocalText
    items: Some


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist(Entry):
    """What is gone through, item by item, and ticked off."""

    groups: Annotated[tuple[ItemGroup, ...], Field(min_length=1)]
    form: FormLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase(Defined):
    """A sentence to say, perhaps one to avoid in its favour. ``creates`` names what it obliges the speaker to open."""

    say: LocalText
    avoid: LocalText | None = None
    note: LocalText | None = None
    creates: AnyLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet(Entry):
    """Sentences for one situation, to train with and to have at hand."""

    phrases: Annotated[tuple[Phrase, ...], Field(min_length=1)]
    steps: Some


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Defined):
    """One unit of a course."""

    name: LocalText
    time: Minutes | None = None
    content: Some


@dataclass(frozen=True, slots=True, kw_only=True)
class Course(Entry):
    """A training course: its goals, its units, and how one sees that it was learnt."""

    goals: Some
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    passes: Annotated[Some, Field(alias="pass")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Role(Entry):
    """A department, or a role in one: its duties and what it may decide."""

    kind: Literal["department", "role"]
    department: RoleLink | None = None
    duties: Some
    authority: Statements = ()
    works_with: tuple[RoleLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Entry):
    """What holds always: rules, their reasons and their limits."""

    rules: Some
    reasons: Statements = ()
    exceptions: Statements = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric(Entry):
    """A figure by which the service is measured: how it is reckoned, from what, its target, and what follows from it."""

    formula: LocalText
    unit: LocalText
    period: LocalText
    target: Statement
    data: Some
    steps: Some
