"""Plain data into the model, every mistake as a problem of ours."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from typing import Any, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.model.definition import Definition
from generator.model.kinds import KINDS
from generator.model.links import LINKED
from generator.model.people import Customer
from generator.model.walking import yaml_keys
from generator.reading.shownvalues import as_yaml
from generator.text.data import Data, inside
from generator.text.days import day_meant
from generator.text.language import LANGUAGES
from generator.text.positions import Key, Keys
from generator.text.problems import Problem, alike
from generator.text.slips import colon_meant

T = TypeVar("T")
_Params = dict[str, object]
_FEW_KEYS = 14  # of so many all are told where a key is unknown
_NAMED = 6  # keys that are named where none stands
_HINTED = 100  # mistakes of one file; of more of them none is a slip of a key


def is_named_by_file(model: type) -> bool:
    """Whether the id of a ``model`` is the name of its file."""
    return issubclass(model, Definition | Customer)


def _found(error: ErrorDetails) -> _Params:
    return {"found": error["input"]}


def _bound(error: ErrorDetails) -> _Params:
    return {"bound": f"{next(iter(error['ctx'].values())):.15g}"}


def _bound_of_list(error: ErrorDetails) -> _Params:
    return {"bound": str(error["ctx"]["max_length"])}


def _choices(error: ErrorDetails) -> _Params:
    choices = [word.strip(" '") for word in error["ctx"]["expected"].replace(" or ", ",").split(",")]
    return {"found": error["input"], "choices": choices, "nearest": alike(str(error["input"]), choices)}


# What is no key but the rest of a text, or of a number.
_NO_KEY = re.compile(r"[^a-z_-]")

# pydantic's error type → our code and what its wording needs.
_TRANSLATION: dict[str, tuple[str, Callable[[ErrorDetails], _Params]]] = {
    "string_type": ("expected_text", _found),
    "int_type": ("expected_integer", _found),
    "int_from_float": ("expected_integer", _found),
    "float_type": ("expected_number", _found),
    "float_parsing": ("expected_number", _found),
    "finite_number": ("expected_number", _found),
    "bool_type": ("expected_boolean", _found),
    "bool_parsing": ("expected_boolean", _found),
    "dataclass_type": ("expected_mapping", _found),
    "mapping_type": ("expected_mapping", _found),
    "dict_type": ("expected_mapping", _found),
    "tuple_type": ("expected_list", _found),
    "too_short": ("empty_list", _found),
    "too_long": ("too_many", _bound_of_list),
    "literal_error": ("not_a_choice", _choices),
    "greater_than": ("too_small", _bound),
    "less_than_equal": ("too_large", _bound),
    "greater_than_equal": ("too_small_or_equal", _bound),
}

# What is said of a key without a value all the same, for it tells what belongs there.
_WITHOUT_VALUE = {"bool_type", "dataclass_type", "mapping_type", "dict_type", "tuple_type", "int_type", "float_type"}


@cache
def adapter(model: type) -> TypeAdapter[Any]:  # Any: what is cached has no type variable; ``validate`` has one
    return TypeAdapter(model)


def validate(
    model: type[T], data: Data, file: str, *, id_: str | None = None, at: Keys = ()
) -> tuple[T | None, list[Problem]]:
    """``data`` as a ``model``, or None with every mistake in it.

    ``id_`` is the id that the file's name gives; the data itself must not hold one then. ``at`` leads to ``data`` in
    its file.
    """
    given = data
    problems: list[Problem] = []
    if (key := _all_under(model, data)) is not None:
        return None, [Problem(code="too_deep", file=file, keys=(*at, key), at_key=True, params={"found": key})]
    if id_ is not None and is_named_by_file(model) and isinstance(data, dict):
        if "id" in data:
            params = {"found": "id", "nearest": None}
            problems.append(Problem(code="unknown_key", file=file, keys=("id",), at_key=True, params=params))
        given = {**data, "id": id_}
    try:
        valid = adapter(model).validate_python(given, context={LINKED: tuple(KINDS)})  # type: ignore[arg-type]
    except ValidationError as error:
        errors = [mistake for mistake in error.errors(include_url=False) if not _is_echo(mistake)]
        problems += [
            _problem(model, data, file, mistake, has_hint=number < _HINTED) for number, mistake in enumerate(errors)
        ]
        return None, [replace(problem, keys=at + problem.keys) for problem in _each_cause_once(problems)]
    return (None if problems else valid), problems


def _all_under(model: type, data: Data) -> str | None:
    """The one key of ``data`` under which all that a ``model`` holds stands; None where it stands where it should."""
    if not isinstance(data, dict) or len(data) != 1 or not dataclasses.is_dataclass(model):
        return None
    ((key, inner),) = data.items()
    known = {*_keys_of(model, ())}
    is_theirs = isinstance(inner, dict) and len(inner) > 1 and known.issuperset(inner)
    return key if key not in known and is_theirs else None


def _each_cause_once(problems: list[Problem]) -> list[Problem]:
    """A key that is missing only because it is misspelt, there to see, is told as that alone."""
    slips = [(p.keys[:-1], p.params["nearest"]) for p in problems if p.code == "unknown_key"]
    meant = {(keys, key) for keys, near in slips if isinstance(near, tuple) for key in near}
    return [p for p in problems if p.code != "missing_key" or (p.keys, p.params["found"]) not in meant]


def _is_echo(error: ErrorDetails) -> bool:
    """True where a list is said to be too short only because its items, there to see, are wrong themselves."""
    return bool(error["type"] == "too_short" and isinstance(error["input"], list | dict) and error["input"])


def _problem(model: type, data: Data, file: str, error: ErrorDetails, *, has_hint: bool) -> Problem:
    location: Keys = tuple(error["loc"])
    kind: str = error["type"]
    at_key = location[-1:] == ("[key]",)
    keys = _path_in(data, location[:-1] if at_key else location)
    slip = _colon_slip(error, location, at_key=at_key)
    if slip is not None:
        return Problem(code=slip[0], file=file, keys=keys, at_key=slip[2], params={"found": slip[1]})
    if kind == "unexpected_keyword_argument":
        if error["input"] is None and _NO_KEY.search(str(location[-1])):
            return Problem(code="cut_by_comma", file=file, keys=keys, at_key=True, params={"found": location[-1]})
        known = _keys_of(model, location[:-1])
        params: _Params = {"found": location[-1], "nearest": alike(str(location[-1]), known) if has_hint else None}
        params["there"] = tuple(known) if len(known) <= _FEW_KEYS else ()
        return Problem(code="unknown_key", file=file, keys=keys, at_key=True, params=params)
    if kind in ("missing", "missing_keyword_only_argument"):
        return Problem(code="missing_key", file=file, keys=keys[:-1], params={"found": str(location[-1])})
    if error["input"] is None and kind not in _WITHOUT_VALUE:
        return Problem(code="empty_value", file=file, keys=keys, at_key=at_key)
    inner = _keys_of(model, location) if kind == "dataclass_type" and location else []
    if inner:
        return Problem(code="expected_mapping_of", file=file, keys=keys, params={"choices": inner[:_NAMED]})
    if kind in _TRANSLATION:
        code, params_of = _TRANSLATION[kind]
        params = as_yaml(params_of(error))
        if _said_of(code, error) == "text_became_key":
            params = {"found": next(iter(error["input"]))}
        return Problem(code=_said_of(code, error), file=file, keys=keys, at_key=at_key, params=params)
    if kind in ("bad_date", "bad_milestone_day") and (plain := day_meant(str(error["input"]))) is not None:
        params = {"found": error["input"], "plain": plain}
        return Problem(code="date_meant", file=file, keys=keys, at_key=at_key, params=params)
    if error["msg"] == kind:  # raised by `fail`
        params = as_yaml(error.get("ctx") or {})
        return Problem(code=_said_of(kind, error), file=file, keys=keys, at_key=at_key, params=params)
    return Problem(code="invalid", file=file, keys=keys, at_key=at_key, params=as_yaml(_found(error)))


def _colon_slip(error: ErrorDetails, location: Keys, *, at_key: bool) -> tuple[str, str, bool] | None:
    """The slip by which a colon is none: its code, the key that was meant, and whether it stands in a key."""
    key = str(location[-2 if at_key else -1]) if location else ""
    is_key = at_key or error["input"] is None or error["type"] == "unexpected_keyword_argument"
    found = error["input"] if isinstance(error["input"], str) and not is_key else key
    if not is_key and error["type"] not in ("dataclass_type", "mapping_type", "dict_type"):
        return None
    code = colon_meant(found)
    return (code, re.split("[:：]", found)[0].strip(), is_key) if code is not None else None


def _said_of(code: str, error: ErrorDetails) -> str:
    """``code``, but where one text is wanted and several stand: quotes help where a colon parted one alone."""
    if code != "expected_text" or not isinstance(error["input"], dict | list):
        return code
    return "text_became_key" if _parted(error["input"]) else "expected_one_text"


def _parted(value: object) -> bool:
    """Whether a value is a text that a colon and a blank made a key and its value of."""
    return (
        isinstance(value, dict)
        and len(value) == 1
        and not {*value} & {*LANGUAGES}
        and all(isinstance(of, str) for of in value.values())
    )


def _path_in(data: Data, location: Keys) -> Keys:
    """``location`` without the steps that the data does not have, such as the 0 of a lone item read as a list."""
    keys: list[Key] = []
    for step in location:
        if isinstance(step, int) and not isinstance(data, list):
            continue
        keys.append(step)
        try:
            data = inside(data, step)
        except LookupError:
            data = None
    return tuple(keys)


def _keys_of(model: type, location: Keys) -> list[str]:
    """The keys that YAML may hold at ``location`` in a ``model``."""
    types: list[type] = [model]
    for step in location:
        if isinstance(step, str):
            types = [t for holder in types for t in _models_in(yaml_keys(holder).get(step))] or types
    return [key for holder in types for key in yaml_keys(holder) if key != "id" or not is_named_by_file(holder)]


def _models_in(hint: object) -> Iterator[type]:
    """The models that a type is made of: ``tuple[Rule, ...]`` gives Rule."""
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        yield hint
    for argument in get_args(hint):
        yield from _models_in(argument)
