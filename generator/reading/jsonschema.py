"""JSON Schemas of what YAML files hold, for editors that complete and check while somebody types."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from generator.model.allowed import AllowedWords
from generator.model.calendars import YEAR, OffDays, WorkYear
from generator.model.company import Company, Seasons
from generator.model.definition import Definition, Tag
from generator.model.glossary import SearchWords, Term
from generator.model.kinds import KINDS
from generator.model.people import Customer, Technicians
from generator.model.pictures import Picture
from generator.model.records import Records
from generator.model.sources import Handbook
from generator.model.tasks import Task
from generator.model.walking import yaml_keys
from generator.reading.schema import adapter, is_named_by_file
from generator.text.data import Data

# What is written beside the definitions that have pages.
_OTHERS: Mapping[str, type] = {
    "allow": AllowedWords,
    "company": Company,
    "customer": Customer,
    "handbook": Handbook,
    "picture": Picture,
    "records": Records,
    "search": SearchWords,
    "seasons": Seasons,
    "tag": Tag,
    "technicians": Technicians,
    "term": Term,
    "workdays": OffDays,
}


def models() -> Mapping[str, type]:
    """What each kind of file holds, by the kind's name."""
    return {**_OTHERS, **{name: kind.model for name, kind in KINDS.items()}}


@cache
def json_schema(model: type) -> dict[str, Data]:
    """The JSON Schema of ``model`` as YAML files hold it, for editors that complete and check while typing.

    It is made once, so nobody changes it.
    """
    schema = adapter(model).json_schema(by_alias=True)
    if is_named_by_file(model):  # the id is the file's name
        del schema["properties"]["id"]
        schema["required"].remove("id")
    if issubclass(model, Definition):  # its own keys stand before those that every definition has
        properties = schema["properties"]
        shared = [key for key in yaml_keys(Definition) if key in properties and key not in schema["required"]]
        schema["properties"] = {key: properties[key] for key in properties if key not in shared} | {
            key: properties[key] for key in shared
        }
    if model is OffDays:  # and its years, by their numbers
        of_year = adapter(WorkYear).json_schema(by_alias=True)
        schema["$defs"] = {**schema.get("$defs", {}), **of_year.pop("$defs", {}), "WorkYear": of_year}
        schema["patternProperties"] = {YEAR.pattern: {"$ref": "#/$defs/WorkYear"}}
    if model is Task:  # a lone rule may stand for a list of one
        rules = schema["properties"]["schedule"]
        schema["properties"]["schedule"] = {"anyOf": [rules["items"], rules]}
    return schema
