"""The program's own words, as another process read them: kept where Python keeps what it compiled, and trusted as that is.

Reading them took a fifth of the time of every short command. Another look of any file of words, or of what reads them,
makes what is kept another's; so it is never out of date, and can be deleted at any time.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import generator
from generator.formats.sealed import opened, sealed
from generator.reading.packaged import looks_of
from generator.text.words import Book, Forms, Wording, Words

FILE = Path(generator.__file__).parent / "__pycache__" / f"words.{sys.implementation.cache_tag}.bin"
Looks = tuple[tuple[str, int, int], ...]
_READERS = ("reading", "text")
# How the file looked in which this process found words last, and of which looks these were.
_found: tuple[object, Looks] | None = None


def are_kept(looks: Looks) -> bool:
    """Whether the words of files that have these ``looks`` are kept; a file that was read is not read again for that."""
    with suppress(OSError):
        if _found == (_look(), looks):
            return True
    return recalled(looks) is not None


def recalled(looks: Looks) -> tuple[Book, Mapping[str, str]] | None:
    """The words of files that have these ``looks``, and the files' texts; None where they are not kept."""
    global _found
    with suppress(OSError, ValueError, EOFError, TypeError):
        look = _look()
        content = opened(_name(looks), FILE.read_bytes())
        if content is not None:
            told, texts = marshal.loads(content)
            _found = look, looks
            return {language: Words(language, _wordings(said)) for language, said in told.items()}, texts
    return None


def to_keep(looks: Looks, words: Book, texts: Mapping[str, str]) -> bytes:
    """What is to stand in ``FILE``, so that the next process knows the words of files with these ``looks``."""
    told = {language: {key: _plain(said) for key, said in some.wordings.items()} for language, some in words.items()}
    return sealed(_name(looks), marshal.dumps((told, dict(texts))))


def _look() -> object:
    """How the file looks. Raises OSError."""
    status = os.stat(FILE)
    return FILE, status.st_ino, status.st_size, status.st_mtime_ns


def _name(looks: Looks) -> str:
    """A name for files of words, and for what reads them: for how they all look, as Python asks of what it compiled."""
    folder = Path(generator.__file__).parent
    readers = [look for name in _READERS for look in looks_of(folder / name) if look[0].endswith(".py")]
    told = repr((importlib.util.MAGIC_NUMBER, looks, sorted(readers)))
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _wordings(said: Mapping[str, str | tuple[str, ...] | list[str]]) -> Mapping[str, Wording]:
    return {key: Forms(*wording) if isinstance(wording, list) else wording for key, wording in said.items()}


def _plain(wording: Wording) -> str | tuple[str, ...] | list[str]:
    """A wording as marshal writes it: forms by number as a list, names as they are."""
    return [wording.one, wording.other] if isinstance(wording, Forms) else wording
