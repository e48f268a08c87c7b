"""What stands in a new file for what nobody said: what it can be alone, else a sample that is marked as to be filled in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sized
from datetime import date

from generator.desk.bilingual import names_of, quoted
from generator.model.anchors import MILESTONES
from generator.model.currencies import currencies_in
from generator.model.definitions import Definitions
from generator.reading.milestones import milestones_of

# An address of which nobody thinks that somebody lives there, and which stands in no other text.
_UNKNOWN = "???"
_SEVERAL = 2
# Who stands in a remark, until the company's own people do.
_SOMEBODY = {"zh": "王师傅", "en": "Ann Miller"}
# In what a price list reckons that is begun where nobody lives, until somebody says otherwise.
_ANY_CURRENCY = "USD"


def known_of(name: str, definitions: Definitions, given: Mapping[str, str]) -> set[str]:
    """What nobody has to fill in: what is given, and what can be nothing else."""
    company, product = definitions.company, _product(definitions, given)
    there: dict[str, Sized] = {
        "region": company.regions,
        "tier": company.tiers,
        "skill": company.skills,
        "product": definitions.products,
    }
    known = {key for key, values in there.items() if len(values) == 1} | given.keys()
    known |= {"called"} if name else set()
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
        "key": id_.rpartition("/")[2],
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
