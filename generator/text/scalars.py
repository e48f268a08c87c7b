"""The kinds of scalar that YAML text is read into, each with its check and its JSON Schema.

A field of a model names one of these, so that what is allowed stands where the field is. A value that does not fit
raises pydantic's custom error with a code of our own; ``schema`` turns it into a problem.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, Field, PlainValidator, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

T = TypeVar("T")

_MOST = 1_000_000  # of whatever an asset is counted in
_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*\Z")
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))}
)
# Controls, what turns the writing round or is never seen, halves of characters and what is none; and a calendar's \\N.
_NONE = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
_FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    f"\U000e0000-\U000e007f{_NONE}]|\\\\N"
)


def fail(code: str, found: object, **more: object) -> PydanticCustomError:
    return PydanticCustomError(code, code, {"found": found, **more})


def from_text(code: str, read: Callable[[str], T]) -> Callable[[object], T]:
    """A validator that takes text alone and calls ``read``; its ValueError becomes the error ``code``."""

    def validate(value: object) -> T:
        if not isinstance(value, str):
            raise fail(code, value)
        try:
            return read(value)
        except ValueError as error:
            plain = unicodedata.normalize("NFKC", value)
            if plain != value and _reads(read, plain):
                raise fail("wide_characters", value, plain=plain) from error
            if isinstance(error, PydanticCustomError):  # a ValueError too, but one that says more than ``code``
                raise
            raise fail(code, value) from error

    return validate


def _reads(read: Callable[[str], T], text: str) -> bool:
    try:
        read(text)
    except ValueError:
        return False
    return True


def is_id(text: str) -> bool:
    """Whether ``text`` may name something: it stands in file names and addresses."""
    return len(text) <= 64 and _ID.match(text) is not None


def is_portable(name: str) -> bool:
    """Whether every system takes a file of that name: Windows keeps some for devices, whatever ending they have."""
    return name.partition(".")[0].lower() not in _DEVICES


def _read_id(text: str) -> str:
    if not is_id(text):
        raise ValueError(text)
    return text


def _read_path(text: str) -> str:
    for part in text.split("/"):
        _read_id(part)
    return text


def _check_text(text: str) -> str:
    if not text.strip():
        raise fail("empty_text", text)
    # What can be printed holds no control: most texts need not be looked through for them.
    if (not text.isprintable() or "\\N" in text) and (hidden := _FORBIDDEN.search(text)):
        raise fail("control_text", text, character=hidden[0] if len(hidden[0]) > 1 else f"U+{ord(hidden[0]):04X}")
    return text.strip()


def pattern(example: str, pattern: str) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": [example]})


Text = Annotated[str, Strict(), AfterValidator(_check_text)]
Flag = Annotated[bool, Strict()]
Count = Annotated[int, Strict(), Field(gt=0)]
Number = Annotated[float, Field(ge=-_MOST, le=_MOST, strict=True, allow_inf_nan=False)]
Amount = Annotated[float, Field(gt=0, le=_MOST, strict=True, allow_inf_nan=False)]
# What is asked for something; nothing is an amount too.
Money = Annotated[float, Field(ge=0, le=_MOST, strict=True, allow_inf_nan=False)]
Id = Annotated[str, PlainValidator(from_text("bad_id", _read_id)), pattern("c-001", r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

IdPath = Annotated[
    str,
    PlainValidator(from_text("bad_id", _read_path)),
    pattern("window/bolt-check", r"^[a-z0-9]+([-_][a-z0-9]+)*(/[a-z0-9]+([-_][a-z0-9]+)*)*$"),
]

Reference = Annotated[str, Strict()]
TEXT_SCHEMA = WithJsonSchema({"type": "string"})
