"""What something costs, as a page says it: nothing within the warranty, and else from which amount for which unit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.formats.templating import Text
from generator.model.kinds import KINDS
from generator.model.prices import Price, PriceList
from generator.site.pages.page import Page
from generator.text.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceView:
    """A line of a price list: ``amount`` with its currency and unit, ``nothing`` what it costs where the warranty pays.

    ``url`` leads to the list, ``since`` says from when it is in force.
    """

    item: Text
    amount: Text
    nothing: Text
    includes: Text | None
    free: Text | None
    url: str
    since: Text


def price_views(ids: Iterable[str], page: Page) -> tuple[PriceView, ...]:
    """The lines of those ``ids`` that the edition shows, in their order."""
    lists = page.shown.all(PriceList)
    known = {price.id: (price, of) for of in lists for price in of.prices}
    return tuple(_view(*known[id_], page) for id_ in ids if id_ in known)


def price_view(price: Price, page: Page) -> PriceView:
    """A line on the page of its own list."""
    lists = page.shown.definitions.entries["prices"].values()
    of = next(entry for entry in lists if isinstance(entry, PriceList) and price in entry.prices)
    return _view(price, of, page)


def _view(price: Price, of: PriceList, page: Page) -> PriceView:
    shown, words = page.shown, page.shown.words
    return PriceView(
        item=shown.text(price.item),
        amount=Text(_amount(price, of.currency, words)),
        nothing=Text(_money(0, of.currency, words)),
        includes=shown.text(price.includes) if price.includes else None,
        free=shown.text(price.free) if price.free else None,
        url=page.way(KINDS["prices"].page(of.id)),
        since=Text(words.say("price_since", day=of.valid_from)),
    )


def _amount(price: Price, currency: str, words: Words) -> str:
    money = _money(price.amount, currency, words)
    least = words.say("price_from", money=money) if price.least else money
    return words.say("price_each", money=least, unit=price.unit.of(words.language))


def _money(amount: float, currency: str, words: Words) -> str:
    key = f"money_{currency}" if f"money_{currency}" in words else "money"
    return words.say(key, amount=f"{amount:,.2f}".removesuffix(".00"), currency=currency)
