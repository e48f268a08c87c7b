"""A value that stands where it should not, as it is shown to whoever wrote it."""

from __future__ import annotations

import json

_SHOWN = 60  # characters of a list or a mapping


class _Written(str):
    """A value as YAML would write it, to be shown without quotes of Python's."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def as_yaml(params: dict[str, object]) -> dict[str, object]:
    """``params`` with what was found as YAML has it: never Python's own spelling of true, null, a list or a mapping."""
    value = params.get("found")
    if not isinstance(value, bool | dict | list):
        return params
    text = json.dumps(value, ensure_ascii=False)
    return {**params, "found": _Written(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")}
