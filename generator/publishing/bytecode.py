"""Templates that another process compiled, and the program's words that it read.

They are kept where Python keeps what it compiled of the program, and trusted as that is.

Compiling takes a second or more in each process that makes sites or calendars. Of each template one compilation is kept,
and of themes those that come with the program and its libraries, so there is no more of it than there are templates.
"""

from __future__ import annotations

import importlib.util
import marshal
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import CodeType

import generator
from generator.formats.compiled import Known, give, known
from generator.formats.sealed import opened, sealed
from generator.publishing.durable import replace
from generator.reading.keptwords import FILE as WORDS
from generator.reading.packaged import packaged, program_digest
from generator.reading.words import own_words_to_keep

FOLDER = Path(generator.__file__).parent / "__pycache__"
OURS, THEME = "ours", "theme"
_recalled: set[str] = set()
_read_last: dict[Path, tuple[object, Known]] = {}  # with how each file looked


def recall(part: str) -> None:
    """Have this process know what was compiled of a ``part``: of the program's own templates, or of the theme."""
    if part in _recalled:
        return
    _recalled.add(part)
    give(_read(_file(part)))


def keep(part: str) -> None:
    """Keep what this process knows of a ``part``, and the words; nothing where it cannot be written, or is kept already."""
    if sys.dont_write_bytecode:
        return
    words = own_words_to_keep()
    if words is not None:
        _write(WORDS, words)
    file = _file(part)
    kept, now = _read(file), {key: code for key, code in known().items() if _is_of(part, key[0], code[1])}
    if all(kept.get(key) == code for key, code in now.items()):
        return
    content = marshal.dumps({**kept, **now})
    _write(file, sealed(_version(), content))


def _write(file: Path, content: bytes) -> None:
    with suppress(OSError):
        FOLDER.mkdir(exist_ok=True)
        replace(file, content)


def _is_of(part: str, kind: str, code: CodeType) -> bool:
    """Whether a template is of the ``part``: no company's own theme is, wherever it lies."""
    if part != THEME:
        return kind != THEME
    return kind == THEME and code.co_filename.startswith(_brought())


@cache
def _brought() -> tuple[str, ...]:
    """Where themes lie that no company made."""
    material = importlib.util.find_spec("material")
    found = material.submodule_search_locations if material is not None else None
    return tuple(f"{folder}{os.sep}" for folder in (packaged("templates/theme"), *(found or ())))


def _read(file: Path) -> Known:
    """What a file keeps. One that was read and looks as it did is not read again: each build and each edit asks."""
    with suppress(OSError, ValueError, EOFError, TypeError):
        status = file.stat()
        look = (status.st_ino, status.st_size, status.st_mtime_ns, _version())
        before = _read_last.get(file)
        if before is not None and before[0] == look:
            return before[1]
        content = opened(_version(), file.read_bytes())
        if content is not None:
            read: Known = marshal.loads(content)
            _read_last[file] = look, read
            return read
    return {}


def _version() -> str:
    return f"{program_digest()} {importlib.util.MAGIC_NUMBER.hex()}"


def _file(part: str) -> Path:
    return FOLDER / f"templates-{part}.{sys.implementation.cache_tag}.bin"
