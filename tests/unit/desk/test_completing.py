"""An editor proposes the company's own ids, and takes others too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.company import Root


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
