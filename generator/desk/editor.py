"""What an editor is told of a company's files: a JSON Schema for each kind, and which files are of which.

The schemas lie in the company's folder, for everybody who edits it, so they speak as its readers do: in the first of its
languages, and below it in the others. Whoever asks for one by ``aftercare schema`` gets it in the terminal's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from posixpath import dirname, relpath

from generator.desk.completing import with_ids
from generator.desk.edits import Edit
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.reading.jsonschema import json_schema, models
from generator.text.data import Data
from generator.text.words import Words

SCHEMAS = ".vscode/schemas"
SETTINGS = ".vscode/settings.json"

# Which files are of which kind, beside those of definitions that have pages.
_PLACES: Mapping[str, str] = {
    "allow": "schedules/allow.yaml",
    "company": "definitions/company.yaml",
    "customer": "schedules/customers/*.yaml",
    "handbook": "definitions/sources/article.yaml",
    "records": "schedules/records/*.yaml",
    "search": "definitions/search.yaml",
    "seasons": "definitions/calendars/seasons.yaml",
    "technicians": "schedules/technicians.yaml",
    "workdays": "definitions/calendars/workdays-*.yaml",
}
# Files that are tables: an id, and what is said of it.
_TABLES: Mapping[str, str] = {
    "picture": "definitions/pictures.yaml",
    "tag": "definitions/tags.yaml",
    "term": "definitions/glossary.yaml",
}


def settings() -> str:
    """The folder's settings of Visual Studio Code, which other editors read too."""
    places = {**_PLACES, **_TABLES, **{name: _place(name) for name in KINDS}}
    return json_of(
        {
            "files.encoding": "utf8",
            "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2, "editor.autoIndent": "keep"},
            "yaml.schemas": {f"{SCHEMAS}/{name}.json": place for name, place in sorted(places.items())},
        }
    )


def _place(kind: str) -> str:
    return f"definitions/{KINDS[kind].folder}/{'**/' if KINDS[kind].by_path else ''}*.yaml"


def schema_files(definitions: Definitions, schedules: Schedules, spoken: Sequence[Words]) -> list[Edit]:
    """The schema of every kind of file, in the languages of ``spoken``, with the company's own ids."""
    edits = []
    for kind in sorted(models()):
        schema = described(json_schema(models()[kind]), *spoken)
        if kind in _TABLES and isinstance(schema, dict):
            shared = schema.pop("$defs", {})
            schema = {"$defs": shared, "type": "object", "additionalProperties": schema}
        edits.append(Edit(f"{SCHEMAS}/{kind}.json", json_of(with_ids(schema, definitions, schedules))))
    return edits


def line_of(kind: str, file: str) -> str:
    """The line by which a file says of which kind it is, to an editor that knows nothing of the folder."""
    return f"# yaml-language-server: $schema={relpath(f'{SCHEMAS}/{kind}.json', dirname(file))}\n"


def described(schema: Data, *spoken: Words) -> Data:
    """``schema`` that says of each key what it is called and what it holds, in the languages of ``spoken``."""
    if isinstance(schema, list):
        return [described(inner, *spoken) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    whole: dict[str, Data] = {}
    for key, inner in schema.items():
        if key == "properties" and isinstance(inner, dict):
            whole[key] = {name: _named(name, described(of_key, *spoken), spoken) for name, of_key in inner.items()}
        elif key == "$defs" and isinstance(inner, dict):
            whole[key] = {name: described(part, *spoken) for name, part in inner.items()}
        elif key not in ("title", "description"):  # the model's own, for those who change the program
            whole[key] = described(inner, *spoken) if key not in ("default", "examples", "enum") else inner
    return whole


def _named(key: str, schema: Data, spoken: Sequence[Words]) -> Data:
    """A key's schema with its name, and a line in each language."""
    lines = [words[f"key_{key}"] for words in spoken if f"key_{key}" in words]
    if not lines or not isinstance(schema, dict):
        return schema
    title = lines[0].replace("：", ": ").partition(": ")[0]
    return {"title": title, "description": "\n\n".join(lines), **schema}


def json_of(data: Data) -> str:
    """As it is written into a file."""
    return json.dumps(data, ensure_ascii=False, indent=1, default=str) + "\n"
