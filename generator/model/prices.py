"""What the company charges: its price lists, whose lines tasks, faults and promises refer to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from generator.model.currencies import Currency
from generator.model.definition import Audience, Defined, LocalText, Remark
from generator.model.handbook import Entry
from generator.text.days import Day
from generator.text.scalars import Flag, Id, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Price(Defined):
    """One line of a price list: what is done, for how much, by which unit; ``least`` where that is where it begins.

    ``includes`` is what the amount buys, ``free`` what the warranty makes free of it.
    """

    id: Id
    item: LocalText
    amount: Money
    unit: LocalText
    least: Flag = False
    includes: Remark | None = None
    free: Remark | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceList(Entry):
    """What services cost from a day on, in one ``currency``."""

    audience: Audience = "public"
    currency: Currency
    valid_from: Day
    prices: Annotated[tuple[Price, ...], Field(min_length=1)]
