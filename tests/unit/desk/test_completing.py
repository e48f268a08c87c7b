"""An editor proposes the company's own ids, and takes others too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.company import PROJECT, Root

from generator.desk.editor import described, settings
from generator.reading.jsonschema import json_schema, models
from generator.reading.words import own_words
from generator.text.language import Language


def schema(root: Root, kind: str, *arguments: str) -> Any:
    """What ``aftercare schema`` prints."""
    result = root.run("schema", kind, *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("kind", "model", "key", "ids"),
    [
        ("customer", "Asset", "product", ["floor", "window"]),
        ("customer", "Site", "region", ["shanghai"]),
        ("customer", "Site", "technician", ["t-01"]),
        ("records", "Record", "customer", ["c-001"]),
        ("records", "Record", "task", ["floor/polish", "window/bolts", "window/yearly"]),
    ],
)
def test_keys_that_name_something_propose_what_there_is(
    root: Root, kind: str, model: str, key: str, ids: list[str]
) -> None:
    """Beside any other text, which ``check`` judges."""
    written = json.dumps(schema(root, kind, "--ids")["$defs"][model]["properties"][key])
    assert json.dumps({"enum": ids}) in written
    assert json.dumps({"enum": ids}) not in json.dumps(schema(root, kind))


def test_a_list_proposes_for_each_of_its_items(root: Root) -> None:
    """A task's products."""
    products = schema(root, "task", "--ids")["properties"]["products"]
    assert {"enum": ["floor", "window"]} in products["items"]["anyOf"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_key_is_told_in_the_readers_language(language: Language) -> None:
    """With its name and, after a colon, what it holds; nothing is told of a key that there is not."""
    words = own_words().words[language]
    keys: set[str] = set()
    for model in models().values():
        schema = json_schema(model)
        for part in (schema, *schema.get("$defs", {}).values()):
            keys |= set(part.get("properties", {}))
    assert {f"key_{key}" for key in keys} == {key for key in words if key.startswith("key_")}
    colon = "：" if language == "zh" else ": "
    assert [key for key in sorted(keys) if colon not in words[f"key_{key}"]] == []
    told = described(json_schema(models()["task"]), words)
    assert told["properties"]["schedule"]["title"] == {"zh": "周期", "en": "Schedule"}[language]


def test_schemas_follow_the_ids_and_lie_where_the_settings_say(root: Root) -> None:
    """What a new file brings is proposed at once; the settings of the folder are its own, and left alone."""
    assert root.run("schema", "--write").exit_code == 0
    settings_file = root.path / ".vscode/settings.json"
    named = json.loads(settings_file.read_text("utf-8"))["yaml.schemas"]
    assert [path for path in named if not (root.path / path).is_file()] == []
    settings_file.write_text("{}", "utf-8")
    assert root.run("new", "product", "door").exit_code == 0
    proposed = json.loads((root.path / ".vscode/schemas/task.json").read_text("utf-8"))
    assert {"enum": ["door", "floor", "window"]} in proposed["properties"]["products"]["items"]["anyOf"]
    assert root.run("schema", "--write").exit_code == 0
    assert settings_file.read_text("utf-8") == "{}"
    assert (PROJECT / ".vscode/settings.json").read_text("utf-8") == settings()
