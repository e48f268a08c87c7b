"""Every file of a built site as text: whatever its name ends in, for whoever finds it can read it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from generator.formats.pictures import said_beside
from generator.text.folding import BREAK

_PACKED = b"PK\x03\x04"
_MOST_UNPACKED = 20_000_000


def published_texts(output: Path) -> Iterator[tuple[str, str]]:
    """(path, what it says) of every file of a built site, but what Material brings and nobody has changed.

    Of a file that is no text it is what can be read in it: what cameras and editors say beside a picture, the texts inside
    a document of an office program, else nothing. The path is looked at as well, so it is given even then.
    """
    for path in sorted(output.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if content not in _themes_own().get(path.name, ()):
                yield path.relative_to(output).as_posix(), _said(content)


@cache
def _themes_own() -> dict[str, list[bytes]]:
    """What Material serves as it stands, by file name."""
    found: dict[str, list[bytes]] = {}
    pending = [files("material") / "templates" / "assets"]
    while pending:
        entry = pending.pop()
        if entry.is_dir():
            pending += entry.iterdir()
        else:
            found.setdefault(entry.name, []).append(entry.read_bytes())
    return found


def _said(content: bytes) -> str:
    if content.startswith(_PACKED):
        return BREAK.join(_unpacked(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    beside = said_beside(content)
    if beside or b"\0" in content:
        return beside
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what spreadsheets save in China
        return BREAK.join([content.decode("utf-8", "replace"), content.decode("gb18030", "replace")])


def _unpacked(content: bytes) -> Iterator[str]:
    """The texts in a packed file, as those of office programs are; of one that unpacks to too much, the first of them."""
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.infolist():
                yield entry.filename
                left -= entry.file_size
                if left >= 0:
                    yield packed.read(entry).decode("utf-8", "replace")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError):
        return
