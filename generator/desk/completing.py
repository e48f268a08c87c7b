"""The schemas of a company's own files: with its ids, so that an editor proposes them while somebody types.

An id that is not there yet is no mistake for the editor: ``check`` tells it, with the nearest one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.text.data import Data

# Keys whose values name something, and what: alone or in a list.
_NAMES = {
    "product": "product", "products": "product", "task": "task", "tasks": "task", "promise": "promise", "role": "role",
    "owner": "role", "form": "form", "region": "region", "regions": "region", "technician": "technician", "tier": "tier",
    "traffic": "traffic", "setting": "setting", "exposure": "exposure", "skills": "skill", "plan": "plan", "line": "line",
    "season": "season", "customer": "customer", "tags": "tag", "source": "source", "picture": "picture", "related": "link",
}  # fmt: skip


def with_ids(schema: Data, definitions: Definitions, schedules: Schedules) -> Data:
    """``schema`` in which a key that names something proposes what there is."""
    return _completed(schema, _known(definitions, schedules))


def _known(definitions: Definitions, schedules: Schedules) -> Mapping[str, Sequence[str]]:
    company = definitions.company
    linked = {kind: tuple(definitions.linked(kind)) for kind in KINDS}
    return {
        **linked,
        "link": tuple(f"{kind}/{id_}" for kind, ids in linked.items() for id_ in ids),
        "region": tuple(company.regions),
        "tier": tuple(company.tiers),
        "traffic": tuple(company.traffic),
        "setting": tuple(company.settings),
        "exposure": tuple(company.exposures),
        "skill": tuple(company.skills),
        "plan": tuple(company.plans),
        "line": tuple(company.lines),
        "season": tuple(definitions.seasons.names),
        "tag": tuple(definitions.tags),
        "source": (*definitions.works, *definitions.handbook),
        "picture": tuple(definitions.pictures),
        "customer": tuple(schedules.customers),
        "technician": tuple(schedules.technicians),
    }


def _completed(part: Data, known: Mapping[str, Sequence[str]]) -> Data:
    if isinstance(part, list):
        return [_completed(inner, known) for inner in part]
    if not isinstance(part, dict):
        return part
    whole = {key: _completed(inner, known) for key, inner in part.items()}
    properties = whole.get("properties")
    if isinstance(properties, dict):
        for name, inner in properties.items():
            ids = known.get(_NAMES.get(name, ""), ())
            if ids:
                properties[name] = _proposing(inner, ids)
    return whole


def _proposing(schema: Data, ids: Sequence[str]) -> Data:
    """A text, or a list of texts, with what it may be proposed."""
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "string":
        proposed: list[Data] = [{"enum": list(ids)}, {"type": "string"}]
        return {**{key: value for key, value in schema.items() if key != "type"}, "anyOf": proposed}
    if "items" in schema:
        return {**schema, "items": _proposing(schema["items"], ids)}
    choices = schema.get("anyOf")
    if isinstance(choices, list):
        return {**schema, "anyOf": [_proposing(choice, ids) for choice in choices]}
    return schema
