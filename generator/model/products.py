"""What the company sells, what it warrants, and what it promises to do when something happens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from generator.model.anchors import MilestoneName
from generator.model.definition import (
    AboutProducts,
    Defined,
    Definition,
    Grade,
    LocalText,
    Remark,
    Statements,
)
from generator.model.links import PriceRef
from generator.text.days import Day
from generator.text.lengths import Period
from generator.text.limits import TimeLimit
from generator.text.scalars import Flag, Id, Reference, Text

_LONGEST_CODE = 64
_OTHER = re.compile(r"[^a-z0-9]+")


def short_code(code: str) -> str:
    """A product's code as it stands in an address: ``TB-65`` is ``tb-65``.

    Empty where it has no Latin letter or digit, and where it is longer than any code: no file can be called so.
    """
    short = _OTHER.sub("-", code.lower()).strip("-")
    return short if len(short) <= _LONGEST_CODE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care(Defined):
    """What an owner does, and does not do."""

    do: Statements = ()
    dont: Statements = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Warranty(Defined):
    """A warranty of ``period`` from a milestone; its last day counts."""

    id: Id
    name: LocalText
    period: Period
    anchor: MilestoneName = "acceptance"
    covers: Remark
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Product(Definition):
    """Something the company sells and looks after. ``healthy`` is how its owner sees in a moment that all is well.

    ``made_to_order`` is for what is made to its customer's measure: no promise that is ``for_stock`` can name it.
    """

    line: Id | None = None
    codes: tuple[Text, ...] = ()
    icon: Text
    picture: Reference | None = None
    unit: LocalText
    about: Statements = ()
    healthy: Statements = ()
    made_to_order: Flag = False
    care: Care = Care()
    warranty: tuple[Warranty, ...] = ()
    retired: Day | None = None

    @property
    def concerns(self) -> tuple[str, ...]:
        """The product itself."""
        return (self.id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Response(Defined):
    """What a promise gives, and by when. It is met once somebody has ``arrived``, or all is ``done``."""

    within: TimeLimit
    from_: Annotated[LocalText, Field(alias="from")]
    action: LocalText
    met_by: Literal["arrived", "done"] = "done"
    grade: Grade
    source: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise(AboutProducts):
    """A service promise that an event triggers; it never stands on a calendar.

    ``with_tasks`` is false for one about goods and not about our work on them: the pages of tasks do not name it.
    ``for_stock`` is for one that goods sold from stock have alone, such as returning what does not suit.
    ``prices`` are lines of a price list.
    """

    response: Response
    with_tasks: Flag = True
    for_stock: Flag = False
    meanwhile: Statements = ()
    covers: Statements = ()
    excludes: Statements = ()
    prices: tuple[PriceRef, ...] = ()
    retired: Day | None = None
