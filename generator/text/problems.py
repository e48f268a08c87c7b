"""The one kind of problem, its wording in the reader's language, and its printing with a caret.

A problem says which file and which path of keys; line and column are looked up in the text when it is printed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, Literal

from generator.text.language import Language
from generator.text.messages import KIND_NAMES, WORDING, listed
from generator.text.positions import Keys, Position

Level = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that staff should put right.

    ``file`` is relative to the root; ``keys`` leads to the value (or, with ``at_key``, to the key) that is wrong;
    ``position`` is given only where there is no tree yet, as for a syntax error. A ``warning`` does not stop a build.
    ``unquoted``: the file's line is not shown, for it may hold what must not get into a log.
    """

    code: str
    file: str
    keys: Keys = ()
    at_key: bool = False
    position: Position | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    level: Level = "error"
    unquoted: bool = False

    def message(self, language: Language) -> str:
        """What is wrong and what to do, in one sentence."""
        params = dict(self.params)
        if isinstance(params.get("choices"), list | tuple):
            params["choices"] = ("、" if language == "zh" else ", ").join(map(str, params["choices"]))
        if isinstance(params.get("tasks"), list | tuple):
            params["tasks"] = listed(params["tasks"], language)
        if "kind" in params:
            params["kind_zh"], params["kind_en"] = KIND_NAMES[params["kind"]]
        nearest = params.get("nearest")
        if nearest is None:
            params["suggestion"] = ""
        elif language == "zh":
            params["suggestion"] = f"；是不是 {nearest!r}？"
        else:
            params["suggestion"] = f"; did you mean {nearest!r}?"
        return WORDING[self.code][language].format(**params)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a typing slip most likely meant, or None."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(kind: str, found: str, known: Iterable[str], file: str, keys: Keys, *, at_key: bool = False) -> Problem:
    """The problem that ``found`` is no known ``kind``, with the nearest known one as a suggestion."""
    params = {"kind": kind, "found": found, "nearest": nearest(found, known)}
    return Problem(code="unknown_reference", file=file, keys=keys, at_key=at_key, params=params)


def path_of(keys: Keys) -> str:
    """A path of keys as staff would say it: ``sites[0].assets[1].product``."""
    path = ""
    for key in keys:
        path += f"[{key}]" if isinstance(key, int) else f".{key}" if path else str(key)
    return path


Problems = Iterator[Problem]
