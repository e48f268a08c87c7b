"""The kinds of the handbook by which the company works: processes, forms, phrases, courses, roles and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.model.definition import Defined, LocalText, Statement, Statements
from generator.model.handbook import Entry, Some
from generator.model.incidents import FigureName
from generator.model.links import AnyLink, FormLink, RoleLink
from generator.text.lengths import Period
from generator.text.limits import Minutes
from generator.text.scalars import Count, Flag, Text


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
    """One field of a form. ``choices`` go with ``choice`` and ``checks``; ``columns`` with ``table``.

    ``key`` is where a record of an incident holds what is written here, as ``incident.arrived``.
    """

    label: LocalText
    kind: Literal["text", "lines", "number", "date", "time", "choice", "checks", "table", "photo", "signature"]
    hint: LocalText | None = None
    key: Text | None = None
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
    """A sentence to say, perhaps one to avoid in its favour. ``creates`` names what it obliges the speaker to open.

    ``english`` is what one says to a caller who speaks English, where ``say`` is not given in English.
    """

    say: LocalText
    english: Text | None = None
    avoid: LocalText | None = None
    note: LocalText | None = None
    creates: AnyLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet(Entry):
    """Sentences for one situation, to train with and to have at hand.

    Those that are cited by number are ``numbered_from`` the number of the first.
    """

    numbered_from: Count | None = None
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
    """A training course: its goals, its units, and how one sees that it was learnt; ``every`` so long it is taken again."""

    goals: Some
    units: Annotated[tuple[Unit, ...], Field(min_length=1)]
    passes: Annotated[Some, Field(alias="pass")]
    every: Period | None = None


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
    """A figure by which the service is measured: how it is reckoned, from what, its target, and what follows from it.

    ``figures`` are those of the reports that it tells of.
    """

    formula: LocalText
    unit: LocalText
    period: LocalText
    target: Statement
    data: Some
    steps: Some
    figures: tuple[FigureName, ...] = ()
