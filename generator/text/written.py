"""YAML changed in place: data is edited as data, and remarks, order and quotes of the text stay.

Scalars are never understood here (a date, a number, a time stay the characters that they are), so nothing is written
other than it stood. What comes out is read again by whoever asked, and refused where it does not read as meant.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.resolver import BaseResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString
from ruamel.yaml.tokens import CommentToken

from generator.text.breaks import with_own_breaks
from generator.text.data import Data
from generator.text.yaml import parse

Commented: TypeAlias = "CommentedMap | CommentedSeq | str"
# A remark, as the one group; what stands in quotes on a line is none, whatever it looks like.
_REMARK = re.compile(r"""(?<![^\s,\[{])(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*')|(?:^|(?<=\s))(#.*)$""", re.MULTILINE)
_WIDE = 112  # columns after which a list on one line goes on in the next


class NotWritable(Exception):
    """The text is written in a way in which it cannot be written anew by itself."""


class _AsWritten(BaseResolver):
    """Takes every scalar for text, as it was written."""

    def __init__(self, version: object = None, loader: object = None) -> None:
        super().__init__(loader)

    @property
    def processing_version(self) -> tuple[int, int]:
        """That of YAML, by which the parser goes."""
        return (1, 2)


class _Unbroken(Emitter):
    """Breaks lists over lines, and no text: a sentence stays on its line, as staff find it."""

    def process_scalar(self) -> None:
        width, self.best_width = self.best_width, sys.maxsize
        super().process_scalar()
        self.best_width = width

    def write_comment(self, comment: CommentToken, pre: bool = False) -> None:
        """A remark behind something keeps two blanks before it, by which it is known for one."""
        if (
            not pre
            and comment.value.startswith("#")
            and self.column > 0
            and comment.start_mark.column < self.column + 2
        ):
            comment.start_mark.column = self.column + 2
        super().write_comment(comment, pre)


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.Emitter = _Unbroken
    yaml.Resolver = _AsWritten
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    yaml.allow_unicode = True
    yaml.brace_single_entry_mapping_in_flow_sequence = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def loaded(text: str) -> CommentedMap:
    """The data in ``text`` with its remarks, to be edited. Raises NotWritable."""
    try:
        data = _yaml().load(text)
    except (YAMLError, ValueError, AttributeError) as error:
        raise NotWritable from error
    if not isinstance(data, CommentedMap):
        raise NotWritable
    return data


def dumped(data: Commented, before: str = "") -> str:
    """``data`` as text, with the line ends of ``before``. Raises NotWritable where a remark of ``before`` got lost."""
    stream = io.StringIO()
    try:
        _yaml().dump(data, stream)
    except (YAMLError, ValueError, AttributeError) as error:
        raise NotWritable from error
    text = stream.getvalue()
    if not text.endswith("\n"):
        text += "\n"
    lost = Counter(_remarks(before)) - Counter(_remarks(text))
    if lost:
        raise NotWritable
    return text.replace("\n", "\r\n") if "\r\n" in before else text


def tidied(text: str) -> str:
    """``text`` indented alike throughout, without trailing blanks; its data, remarks and breaks inside brackets stay.

    Raises NotWritable where that cannot be said of the result.
    """
    tidy = dumped(loaded(text), text)
    if tidy == text:
        return text
    data = parse(text)
    kept = with_own_breaks(tidy, text)
    if parse(kept) == data:
        return kept
    if parse(tidy) != data:
        raise NotWritable
    return tidy


def _remarks(text: str) -> list[str]:
    return [remark.rstrip() for remark in _REMARK.findall(text) if remark]


def node(value: Data, *, short: Callable[[str, Data], bool] = lambda _, __: False, key: str = "") -> Commented:
    """``value`` as the data of a text, quoted where it would read as something else.

    A mapping of which ``short`` says so, by its key, stands on one line.
    """
    if isinstance(value, dict):
        mapping = CommentedMap({inner: node(of, short=short, key=inner) for inner, of in value.items()})
        if short(key, value):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(value, list):
        return CommentedSeq([node(of, short=short) for of in value])
    if isinstance(value, bool) or value is None:
        return {True: "true", False: "false", None: "null"}[value]
    if isinstance(value, int | float):
        return f"{Decimal(repr(value)).normalize():f}" if isinstance(value, float) else str(value)
    return scalar(value)


@lru_cache(maxsize=1 << 12)
def scalar(text: str) -> str:
    """A text as it may stand in block and flow style: in quotes where it would read as something else."""
    data, faults = parse(f"block: {text}\nflow: {{key: {text}, more: x}}\n")
    is_read = not faults and data == {"block": text, "flow": {"key": text, "more": "x"}}
    return text if is_read else str.__new__(DoubleQuotedScalarString, text)
