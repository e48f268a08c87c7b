"""New YAML of plain texts, as ``written`` would write it and ten times as fast: a table may have ten thousand customers.

Only what can be written in one way is written here; whatever is longer, stranger or empty is left to the library.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from generator.text.data import Data
from generator.text.written import WIDE, dumped, node, scalar

Short = Callable[[str, Data], bool]
# Letters and digits, and between them what is nothing to YAML.
_PLAIN = re.compile(r"\w(?:[\w ./+@·-]*[\w.+-])?\Z")
_HAN = re.compile(r"[\u3400-\u9fff]")  # in whatever is read as no text there is none
_LONGEST = 80  # characters of a key, and of a text that may stand within braces


class _Unusual(Exception):
    """Something that is to be written by the library."""


def laid_out(data: Mapping[str, Data], *, short: Short) -> str:
    """``data`` as a text; a mapping of which ``short`` says so, by its key, stands on one line. Raises NotWritable."""
    try:
        lines = list(_block(data, "", short))
        if any(len(line) > WIDE for line in lines):
            raise _Unusual
        return "".join(f"{line}\n" for line in lines)
    except _Unusual:
        return dumped(node(dict(data), short=short))


def _block(data: Mapping[str, Data], indent: str, short: Short) -> Iterator[str]:
    if not data:
        raise _Unusual
    for key, value in data.items():
        if isinstance(value, dict) and not short(key, value):
            yield f"{indent}{_text(key)}:"
            yield from _block(value, f"{indent}  ", short)
        elif isinstance(value, list):
            yield f"{indent}{_text(key)}:"
            yield from _items(value, f"{indent}  ", short)
        else:
            yield f"{indent}{_text(key)}: {_inline(value)}"


def _items(values: list[Data], indent: str, short: Short) -> Iterator[str]:
    if not values:
        raise _Unusual
    for value in values:
        if isinstance(value, dict) and not short("", value):
            first, *others = _block(value, f"{indent}  ", short)
            yield f"{indent}- {first.lstrip()}"
            yield from others
        else:
            yield f"{indent}- {_inline(value)}"


def _inline(value: Data) -> str:
    if isinstance(value, dict) and value:
        return "{" + ", ".join(f"{_text(key)}: {_inline(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _Unusual


def _text(text: str) -> str:
    if not _PLAIN.match(text) or len(text) > _LONGEST:
        raise _Unusual
    return text if _HAN.search(text) or type(scalar(text)) is str else f'"{text}"'
