"""A file for one more customer or definition: with remarks, and sound as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date

from generator.desk.bilingual import filled, names_of, quoted
from generator.desk.editor import line_of
from generator.desk.edits import Edit, NotEditable, entered
from generator.desk.refusals import Refused
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.text.scalars import is_id
from generator.text.yaml import parse

# Whoever serves customers says by whom, so this comes with the first of them.
TEAM = "schedules/technicians.yaml"
# Who stands in a remark, until the company's own people do.
_SOMEBODY = {"zh": "王师傅", "en": "Ann Miller"}
# What somebody may add; each has a template of that name in templates/new.
ADDABLE = ("customer", "technician", *KINDS)
# In what a price list begun in a country reckons; in any other in US dollars, until somebody says otherwise.
_CURRENCIES = {"CN": "CNY", "HK": "HKD", "MO": "MOP", "TW": "TWD", "GB": "GBP", "CH": "CHF", "JP": "JPY", "KR": "KRW",
               "SG": "SGD", "AU": "AUD", "CA": "CAD", "DE": "EUR", "FR": "EUR", "IT": "EUR", "ES": "EUR", "NL": "EUR",
               "AT": "EUR", "BE": "EUR", "IE": "EUR", "PT": "EUR", "FI": "EUR", "GR": "EUR", "LU": "EUR"}  # fmt: skip


def added(
    kind: str,
    id_: str,
    name: str,
    sources: Mapping[str, str],
    definitions: Definitions,
    schedules: Schedules,
    today: date,
    *,
    has_schemas: bool = False,
) -> list[Edit]:
    """The new file, made of its template among ``sources`` with the company's own ids; what it needs beside it follows.

    Where the folder ``has_schemas``, the file names its own to editors.

    Raises Refused for an id that is none or is taken, and where the company has nothing that the file must name.
    """
    parts = id_.split("/")
    by_path = kind in KINDS and KINDS[kind].by_path
    if not all(is_id(part) and "_" not in part for part in parts) or (len(parts) > 1 and not by_path):
        raise Refused("bad_id", found=id_)
    if kind == "technician":
        return [_with_technician(id_, name, sources, definitions, schedules, today)]
    file = f"{folder_of(kind)}/{id_}.yaml"
    if id_ in (schedules.customers if kind == "customer" else definitions.linked(kind)):
        raise Refused("taken", found=id_, file=file)
    if kind == "season" and not definitions.seasons.names:
        raise Refused("no_seasons")
    said, locales = _said(id_, name, definitions, today), definitions.company.locales
    first = line_of(kind, file) if has_schemas else ""
    edits = [Edit(file, first + filled(sources[kind], said, locales))]
    if kind == "customer" and TEAM not in schedules.texts:
        edits.append(team_file(sources["technicians"], definitions, today))
    if kind == "process" and not definitions.entries.get("role"):
        role = {**said, **quoted({locales[0]: said["role"]}, "name")}
        edits.append(Edit(f"{folder_of('role')}/{said['role']}.yaml", filled(sources["role"], role, locales)))
    return edits


def _with_technician(
    id_: str, name: str, sources: Mapping[str, str], definitions: Definitions, schedules: Schedules, today: date
) -> Edit:
    """The file of who goes out with one more in it, what stands there as it was."""
    if id_ in schedules.technicians:
        raise Refused("taken", found=id_, file=TEAM)
    said = {**_said(id_, name, definitions, today), "id": id_}
    entry = filled(sources["technician"], said, definitions.company.locales)
    team = schedules.texts.get(TEAM) or team_file(sources["technicians"], definitions, today).text
    meant, faults = parse(entry)
    assert isinstance(meant, list), "the template is a list of one"
    assert not faults, "names are quoted"
    try:
        return entered(team, TEAM, "technicians", entry, meant[0])
    except NotEditable as error:
        raise Refused("unusual", file=TEAM) from error


def team_file(source: str, definitions: Definitions, today: date) -> Edit:
    """The file of who goes out, for a company that has none yet."""
    return Edit(TEAM, filled(source, _said("", "", definitions, today), definitions.company.locales))


def folder_of(kind: str) -> str:
    """The folder, below the root, of a kind that has a file for each."""
    return "schedules/customers" if kind == "customer" else f"definitions/{KINDS[kind].folder}"


def _said(id_: str, name: str, definitions: Definitions, today: date) -> dict[str, str]:
    """What stands for a template's names: the first of the company's own of each."""
    company = definitions.company
    names = names_of(name, company.locales) if name else {company.locales[0]: name}
    lines = [*company.lines, *(product.line for product in definitions.products.values())]
    return {
        "name": json.dumps(name, ensure_ascii=False),
        **quoted(names, "name"),
        "today": str(today),
        "somebody": _SOMEBODY[company.locales[0]],
        "key": id_.rpartition("/")[2],
        "currency": _CURRENCIES.get(company.country, "USD"),
        "product": next(iter(definitions.products), ""),
        "line": next(filter(None, lines), id_.rpartition("/")[2]),
        "region": next(iter(company.regions), ""),
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
