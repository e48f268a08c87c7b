"""How somebody finds out what is wrong: questions with answers, each leading to the next question or to an end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.model.definition import Defined, LocalText, Statement, Statements
from generator.model.links import AnyLink
from generator.text.scalars import Reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Defined):
    """What one may answer, and exactly one of where it leads: the question ``go``, what to ``do``, or to ``call`` us.

    ``see`` is the page that tells how.
    """

    say: LocalText
    go: Reference | None = None
    do: Statement | None = None
    call: Statement | None = None
    see: AnyLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Defined):
    """One step: what is asked, the test at home that tells (``how``), and what to beware of meanwhile (``care``)."""

    id: Reference
    ask: LocalText
    how: Statements = ()
    care: Statements = ()
    answers: Annotated[tuple[Answer, ...], Field(min_length=2)]
