"""A file for one more customer, product, task or promise: with remarks, and sound as it is."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from string import Template
from typing import Literal

from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.scalars import is_id

NewKind = Literal["customer", "product", "task", "promise"]
# Whoever serves customers says by whom, so this comes with the first of them.
TEAM = "schedules/technicians.yaml"
_FOLDERS = {
    "customer": "schedules/customers",
    "product": "definitions/products",
    "task": "definitions/maintenance",
    "promise": "definitions/services/promises",
}


def added(
    kind: NewKind,
    id_: str,
    name: str,
    sources: Mapping[str, str],
    definitions: Definitions,
    schedules: Schedules,
    today: date,
) -> list[Edit]:
    """The new file, made of its template among ``sources`` with the company's own ids; what it needs beside it follows.

    Raises Refused for an id that is none or is taken, and where the company has nothing that the file must name.
    """
    parts = id_.split("/")
    if not all(is_id(part) and "_" not in part for part in parts) or (len(parts) > 1 and kind != "task"):
        raise Refused("bad_id", found=id_)
    known = {
        "customer": schedules.customers,
        "product": definitions.products,
        "task": definitions.tasks,
        "promise": definitions.promises,
    }[kind]
    file = f"{_FOLDERS[kind]}/{id_}.yaml"
    if id_ in known:
        raise Refused("taken", found=id_, file=file)
    said = {"name": json.dumps(name, ensure_ascii=False), "today": str(today), **_own_ids(definitions, id_)}
    edits = [Edit(file, Template(sources[kind]).substitute(said))]
    if kind == "customer" and TEAM not in schedules.texts:
        edits.append(Edit(TEAM, Template(sources["technicians"]).substitute(said)))
    return edits


def _own_ids(definitions: Definitions, id_: str) -> dict[str, str]:
    """The company's own ids that a new file may name, the first of each kind; a line is called as its first product."""
    company = definitions.company
    lines = [*company.lines, *(product.line for product in definitions.products.values() if product.line)]
    stands = {"traffic": company.traffic, "setting": company.settings}
    return {
        "product": next(iter(definitions.products), ""),
        "line": next(iter(lines), id_),
        "region": next(iter(company.regions), ""),
        "stands": "".join(f", {key}: {next(iter(values))}" for key, values in stands.items() if values),
        "skill": next(iter(company.skills), ""),
        "tier": next(iter(company.tiers), ""),
    }
