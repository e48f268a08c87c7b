"""What stands in a new file for what nobody said: what it can be alone, else a sample that is marked as to be filled in."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sized
from datetime import date

from generator.dates.intervals import Interval
from generator.desk.bilingual import Names, names_of, quoted
from generator.model.anchors import MILESTONES
from generator.model.currencies import currencies_in
from generator.model.definition import LocalText
from generator.model.definitions import Definitions
from generator.reading.agreement import intervals_in, limits_in
from generator.reading.milestones import milestones_of
from generator.reading.telephones import sample_number

# An address of which nobody thinks that somebody lives there, and which stands in no other text.
_UNKNOWN = "???"
_SEVERAL = 2
# Who stands in a remark, until the company's own people do.
_SOMEBODY = {"zh": "王师傅", "en": "Ann Miller"}
# In what a price list reckons that is begun where nobody lives, until somebody says otherwise.
_ANY_CURRENCY = "USD"
_ANY_LIMIT = "24 hours"
# How often, as names of work say it in short, and sentences do not: 季检, 半年保养, annual test.
_SHORT = re.compile(
    r"周(?=[检保])|月(?=[检保度])|季(?=[检保度])|半年(?=[检保度])|年(?=[检保度])|\b(?:fortnightly|annual)\b", re.I
)
_IN_SHORT = {
    "周": Interval(days=7), "fortnightly": Interval(days=14), "月": Interval(months=1), "季": Interval(months=3),
    "半年": Interval(months=6), "年": Interval(months=12), "annual": Interval(months=12),
}  # fmt: skip


def known_of(name: str, definitions: Definitions, given: Mapping[str, str]) -> set[str]:
    """What nobody has to fill in: what is given, and what can be nothing else, ``other`` where it has two languages."""
    company, product = definitions.company, _product(definitions, given)
    there: dict[str, Sized] = {
        "region": company.regions,
        "tier": company.tiers,
        "skill": company.skills,
        "product": definitions.products,
    }
    known = {key for key, values in there.items() if len(values) == 1} | given.keys()
    known |= {"called"} if name else set()
    known |= {"other"} if len(company.locales) > 1 else set()
    if "product" in known and len(company.traffic) < _SEVERAL and len(company.settings) < _SEVERAL:
        known.add("asset")
    days = _milestones(definitions, product, given)
    return known | ({"milestones"} if "pending" not in days.values() else set())


def _product(definitions: Definitions, given: Mapping[str, str]) -> str:
    return given.get("product") or next(iter(definitions.products), "")


def _milestones(definitions: Definitions, product: str, given: Mapping[str, str]) -> dict[str, str]:
    """The days from which the tasks of a product count, acceptance in any case; each is pending until somebody gives it."""
    needed = {"acceptance", *milestones_of(definitions, product)}
    return {name: given.get(name, "pending") for name in MILESTONES if name in needed}


def said_of(id_: str, name: str, definitions: Definitions, today: date, given: Mapping[str, str]) -> dict[str, str]:
    """What stands for a template's names: what is given, else the first of the company's own of each."""
    company = definitions.company
    names = names_of(name, company.locales) if name else {company.locales[0]: name}
    product = _product(definitions, given)
    days = _milestones(definitions, product, given)
    lines = [*company.lines, *(product.line for product in definitions.products.values())]
    return {
        "name": json.dumps(name, ensure_ascii=False),
        **quoted(names, "name"),
        "today": str(today),
        "somebody": _SOMEBODY[company.locales[0]],
        "phone": sample_number(company.country),
        "other": company.locales[-1],
        "key": id_.rpartition("/")[2],
        **_how_often(names),
        "within": _how_soon(names),
        "currency": next(iter(currencies_in(company.country, today)), _ANY_CURRENCY),
        "product": product,
        "product_name": json.dumps(_name_of(definitions, product), ensure_ascii=False),
        "address": json.dumps(given.get("address", _UNKNOWN), ensure_ascii=False),
        "milestones": "{" + ", ".join(f"{milestone}: {day}" for milestone, day in days.items()) + "}",
        "line": next(filter(None, lines), id_.rpartition("/")[2]),
        "region": given.get("region") or next(iter(company.regions), ""),
        "stands": "".join(
            f", {key}: {next(iter(values))}"
            for key, values in (("traffic", company.traffic), ("setting", company.settings))
            if values
        ),
        "skill": next(iter(company.skills), ""),
        "tier": next(iter(company.tiers), ""),
        "season": next(iter(definitions.seasons.names), ""),
        "role": next(iter(definitions.entries.get("role", {})), "staff"),
    }


def _name_of(definitions: Definitions, product: str) -> str:
    """What an asset is called that nobody gave a name: as its product."""
    return definitions.products[product].name.of(definitions.company.locales[0]) if product else ""


def _how_often(names: Names) -> dict[str, str]:
    """The interval that a task's name tells, as in ``Monthly service``, and how far from it the work may be done."""
    told = intervals_in(names.get("zh", ""), "zh") | intervals_in(names.get("en", ""), "en")
    told = told or {_IN_SHORT[word.lower()] for name in names.values() for word in _SHORT.findall(name)}
    every = next(iter(told)) if len(told) == 1 else Interval(months=12)
    amount, unit = (every.months, "month") if every.months else (every.days, "day")
    if unit == "month" and amount % 12 == 0:
        amount, unit = amount // 12, "year"
    slack = min(14, int(every.approximate_days) // 4)
    return {"interval": f"{amount} {unit}{'s' if amount > 1 else ''}", "slack": f"{slack} days"}


def _how_soon(names: Names) -> str:
    """The limit that a promise's name tells, as in ``Out within 4 hours``."""
    told = limits_in(LocalText(zh=names.get("zh"), en=names.get("en")))
    if len(told) != 1:
        return _ANY_LIMIT
    (limit,) = told
    unit = limit.unit.replace("_", " ")
    return f"{limit.amount} {unit.removesuffix('s') if limit.amount == 1 else unit}"
