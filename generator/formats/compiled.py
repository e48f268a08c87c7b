"""Templates that were compiled once: while they say the same, a process compiles none of them again.

Compiling is a third of what a small company's sites cost: each edition has the same theme, and whoever edits while the
site is served has it anew for every edit.
"""

from __future__ import annotations

from types import CodeType

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

# By kind and key, the source's checksum and what came of it.
Known = dict[tuple[str, str], tuple[str, CodeType]]
_compiled: Known = {}


def known() -> Known:
    """All that this process compiled, or was given."""
    return dict(_compiled)


def give(what: Known) -> None:
    """What another process compiled; what this one compiled itself it knows better."""
    _compiled.update({key: code for key, code in what.items() if key not in _compiled})


class Compiled(BytecodeCache):
    """What the environments of one ``kind`` compiled: they have the same settings, so the same source means the same.

    Of each template the last source is kept, so no more than there are templates.
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def load_bytecode(self, bucket: Bucket) -> None:
        """As of any cache: nothing, where the source is another."""
        source, code = _compiled.get((self._kind, bucket.key), ("", None))
        if source == bucket.checksum:
            bucket.code = code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            _compiled[self._kind, bucket.key] = (bucket.checksum, bucket.code)
