"""The small company with something hostile in every text that its models know, present or not.

Which fields are texts follows from the models, so that a field that is added is tried as well.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import count
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from support.company import Root, site_files, written
from support.small import PANE

from generator.model.calendars import WorkYear
from generator.model.company import Company, Seasons
from generator.model.definition import Tag
from generator.model.glossary import SearchWords, Term
from generator.model.kinds import KINDS
from generator.model.people import Customer, Technicians
from generator.model.pictures import Picture
from generator.model.records import Records
from generator.model.sources import Handbook, Work
from generator.model.walking import yaml_keys
from generator.reading.load import read
from generator.text import days, lengths, limits, scalars
from generator.text.yaml import parse

NOTHING = object()
# One value of each kind that a text may stand beside.
_PLAIN: Mapping[Any, object] = {
    days.Day: "2026-11-01", limits.Minutes: "45 minutes", scalars.Count: 1, scalars.Amount: 1, scalars.Flag: False,
    lengths.Period: "1 year", lengths.RuleSpan: "1 month", lengths.RulePeriod: "1 month", lengths.Slack: "7 days", limits.TimeLimit: "24 hours",
    days.YearDay: "06-01", scalars.Id: "made-up",
}  # fmt: skip
_FILES: Mapping[str, tuple[Any, bool]] = {  # the model of a file, and whether it holds one for each key
    "definitions/company.yaml": (Company, False),
    "definitions/calendars/seasons.yaml": (Seasons, False),
    "definitions/calendars/workdays-cn.yaml": (WorkYear, True),
    "definitions/tags.yaml": (Tag, True),
    "definitions/glossary.yaml": (Term, True),
    "definitions/pictures.yaml": (Picture, True),
    "definitions/search.yaml": (SearchWords, False),
    "definitions/sources/article.yaml": (Handbook, False),
    "definitions/sources/references.yaml": (Work, True),
    "schedules/technicians.yaml": (Technicians, False),
}
_FOLDERS: Mapping[str, Any] = {
    "schedules/customers/": Customer,
    "schedules/records/": Records,
    **{f"definitions/{kind.folder}/": kind.model for kind in KINDS.values()},
}

# What the small company has none of.
_MORE = {
    "definitions/search.yaml": "same: {zh: [[窗, 窗户]], en: [[pane, glass]]}\nline_words: [{lines: [window]}]\n"
    "frequent: [{zh: 漏水怎么办, en: It leaks, page: fault/leak}]\n"
    "danger:\n  - zh: [掉下来]\n    en: [falling]\n    title: {zh: 离开, en: Get away}\n"
    "    steps: [{zh: 别碰, en: Do not touch, more: {zh: 也别推, en: Nor push}}]\n    also: {zh: 打 120, en: Call 120}\n"
    "    pages: [fault/leak]\n"
    "intents: [{zh: [多少钱], en: [price], but: {zh: [多少钱都], en: [at any price]}, pages: [fault/leak]}]\n"
    "elsewhere:\n  - {zh: [空调], en: [aircon], name: {zh: 空调, en: Cooling}, ask: {zh: 找厂家, en: Its maker},\n"
    "     question: {zh: 是漏水吗, en: Is it a leak}, page: fault/leak}\n",
    "definitions/sources/references.yaml": "law:\n  kind: standard\n  title: {zh: 标准, en: A standard}\n",
    "definitions/pictures/pane.svg": PANE,
    "definitions/pictures.yaml": "pane.svg: {alt: {zh: 玻璃, en: A pane}}\n",
    "definitions/tags.yaml": "glass: {name: {zh: 玻璃, en: Glass}}\n",
}
_EDITS = {
    "definitions/products/window.yaml": "picture: pane.svg\ntags: [glass]\n",
    "definitions/guides/wipe.yaml": "source: [law]\nreviewed: 2026-11-01\n",
    "definitions/company.yaml": "feeds_url: https://feeds.small.example/\nedit_url: https://git.small.example/edit/\n",
}


class Hostile:
    """Puts a text of ``payload`` into every text field; ``tried`` are the fields that got one."""

    def __init__(self, payload: Callable[[str], str]) -> None:
        self._payload, self._numbers = payload, count()
        self.tried: set[tuple[str, str]] = set()
        self.texts: dict[str, str] = {}

    def text(self) -> str:
        """Another hostile text, known by the mark that it begins with."""
        mark = "Qz" + "".join("abcdefghijklmnopqrstuvwxy"[int(digit, 25)] for digit in _base(next(self._numbers)))
        self.texts[mark] = self._payload(mark)
        return self.texts[mark]

    def filled(self, hint: Any, value: Any, depth: int = 0) -> Any:
        """``value`` with hostile texts, and with whatever texts it has none of; NOTHING where none can be made."""
        hint = _as_named(hint)
        if hint == scalars.Text:
            return self.text()
        if hint in _PLAIN:
            return _PLAIN[hint] if value is NOTHING else value
        origin, inner = get_origin(hint), get_args(hint)
        if origin is Annotated:
            return self.filled(inner[0], value, depth)
        if origin in (Union, types.UnionType):
            return self._of_union([member for member in inner if member is not type(None)], value, depth)
        if origin is tuple:
            return self._of_list(inner[0], value, depth)
        if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
            if value is NOTHING and inner[0] == scalars.Text and inner[1] in (float, scalars.Text):
                return {self.text(): self.text() if inner[1] == scalars.Text else 1}
            if not isinstance(value, dict):
                return value
            return {key: self.filled(inner[1], entry, depth) for key, entry in value.items()}
        if isinstance(hint, type) and dataclasses.is_dataclass(hint):
            return self._of_model(hint, value, depth)
        return inner[0] if origin is Literal and value is NOTHING else value

    def _of_union(self, members: list[Any], value: Any, depth: int) -> Any:
        if isinstance(value, str) and scalars.Text not in members:
            return value
        if value is NOTHING and scalars.Text in members:
            return self.text()
        fitting = [m for m in members if isinstance(value, dict) == dataclasses.is_dataclass(m)] or members
        return self.filled(fitting[0] if value is not NOTHING else members[0], value, depth)

    def _of_list(self, hint: Any, value: Any, depth: int) -> Any:
        if value is NOTHING:
            made = self.filled(hint, NOTHING, depth)
            return NOTHING if made is NOTHING else [made]
        return (
            [self.filled(hint, entry, depth) for entry in value]
            if isinstance(value, list)
            else self.filled(hint, value, depth)
        )

    def _of_model(self, model: Any, value: Any, depth: int) -> Any:
        if value is not NOTHING and not isinstance(value, dict):
            return value
        if value is NOTHING and depth > 3:
            return NOTHING
        given = {} if value is NOTHING else dict(value)
        if "grade" in yaml_keys(model):
            given.setdefault("grade", "G")
        required = {_key(model, field) for field in dataclasses.fields(model) if _is_required(field)} - {"id"}
        for key, hint in yaml_keys(model).items():
            has_text = _has_text(hint, set())
            if key in given or key in required or has_text:
                made = self.filled(hint, given.get(key, NOTHING), depth + 1)
                if made is NOTHING and key in required:
                    return NOTHING
                if made is not NOTHING:
                    given[key] = made
                    if _is_text(hint):
                        self.tried.add((model.__name__, key))
        return given


def _as_named(hint: Any) -> Any:
    """A scalar as it is named where its key is written otherwise, such as ``from``."""
    if get_origin(hint) is not Annotated:
        return hint
    origin, *metadata = get_args(hint)
    named = (scalar for scalar in (scalars.Text, *_PLAIN) if list(get_args(scalar)) == [origin, *metadata[:-1]])
    return next(named, hint)


def _base(number: int) -> Iterator[str]:
    digits = "0123456789abcdefghijklmno"
    yield digits[number // 625 % 25]
    yield digits[number // 25 % 25]
    yield digits[number % 25]


def _is_required(field: Any) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _key(model: Any, field: Any) -> str:
    names = [f.name for f in dataclasses.fields(model)]
    return list(yaml_keys(model))[names.index(field.name)] if field.name in names else field.name


def _is_text(hint: Any) -> bool:
    """Whether a field is a text, or a list of texts."""
    return hint == scalars.Text or any(_is_text(inner) for inner in get_args(hint) if inner is not hint)


def _has_text(hint: Any, above: set[Any]) -> bool:
    """Whether there is a text anywhere below."""
    if hint == scalars.Text:
        return True
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint not in above and any(_has_text(inner, {*above, hint}) for inner in yaml_keys(hint).values())
    return any(_has_text(inner, above) for inner in get_args(hint))


def text_fields(model: Any, above: frozenset[Any] = frozenset()) -> Iterator[tuple[str, str]]:
    """Every text field of a model and of the models in it."""
    if model in above:
        return
    for key, hint in yaml_keys(model).items():
        if _is_text(hint):
            yield model.__name__, key
        for inner in _models(hint):
            yield from text_fields(inner, above | {model})


def _models(hint: Any) -> Iterator[Any]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for inner in get_args(hint):
        yield from _models(inner)


def model_of(file: str) -> tuple[Any, bool] | None:
    """What a file holds, and whether it holds one for each key."""
    if file in _FILES:
        return _FILES[file]
    found = [model for folder, model in _FOLDERS.items() if file.startswith(folder) and file.endswith(".yaml")]
    return (found[0], False) if found else None


_made: dict[Callable[[str], str], tuple[Mapping[str, bytes], Hostile, list[str]]] = {}


def hostile_files(payload: Callable[[str], str], folder: Path) -> tuple[Mapping[str, bytes], Hostile, list[str]]:
    """The company, who made it so, and the fields that kept what they held, for their check takes no such text.

    ``folder`` is one to try it in. It is found out once for each payload.
    """
    if payload not in _made:
        _made[payload] = _found_out(payload, folder)
    return _made[payload]


def _found_out(payload: Callable[[str], str], folder: Path) -> tuple[dict[str, bytes], Hostile, list[str]]:
    hostile = Hostile(payload)
    files = site_files() | {file: text.encode() for file, text in _MORE.items()}
    data: dict[str, Any] = {}
    sound: dict[str, Any] = {}
    for file, more in _EDITS.items():
        files[file] += more.encode()
    for file, content in files.items():
        if (held := model_of(file)) is not None:
            sound[file], faults = parse(content.decode())
            assert faults == []
            model, by_key = held
            before = sound[file]
            data[file] = (
                {key: hostile.filled(model, entry) for key, entry in before.items()}
                if by_key
                else hostile.filled(model, before)
            )
    kept: dict[str, None] = {}
    for _ in range(20):
        files |= {file: json.dumps(found, ensure_ascii=True, indent=1).encode() for file, found in data.items()}
        _, _, problems = read(written(files, folder).path, date(2026, 11, 23))
        wrong = [problem for problem in problems if problem.level == "error"]
        if not wrong:
            return files, hostile, list(kept)
        for problem in wrong:
            kept[f"{problem.file} {problem.keys} {problem.code}"] = None
            _put_back(data[problem.file], sound[problem.file], problem.keys)
    raise AssertionError(f"not sound: {wrong}")


def _put_back(data: Any, sound: Any, keys: tuple[Any, ...]) -> None:
    """Give ``data`` at ``keys`` what ``sound`` has there; nothing where it has nothing."""
    for n, key in enumerate(keys[:-1]):
        if not isinstance(data[key], dict | list) or not _has(sound, key):
            _set(data, sound, keys[n])
            return
        data, sound = data[key], sound[key]
    _set(data, sound, keys[-1])


def _has(sound: Any, key: Any) -> bool:
    return (
        key in sound
        if isinstance(sound, dict)
        else isinstance(sound, list) and isinstance(key, int) and key < len(sound)
    )


def _set(data: Any, sound: Any, key: Any) -> None:
    if _has(sound, key):
        data[key] = sound[key]
    else:
        del data[key]


def hostile_root(payload: Callable[[str], str], folder: Path) -> tuple[Root, Hostile, list[str]]:
    """The hostile company in ``folder``."""
    files, hostile, kept = hostile_files(payload, folder)
    return written(files, folder), hostile, kept


def whole_models() -> list[Any]:
    """What files hold."""
    return [*(model for model, _ in _FILES.values()), *_FOLDERS.values()]
