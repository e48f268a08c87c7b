"""What a published file says that is no text as it stands: pictures, documents, and whatever else somebody put there."""

from __future__ import annotations

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator

from generator.formats.pictures import said_beside
from generator.text.folding import BREAK

_PACKED = b"PK\x03\x04"
_PDF = b"%PDF-"
_MOST_UNPACKED = 20_000_000
# So much of a file that is no text is read in every encoding that says something by itself.
_MOST_GUESSED = 1_000_000
# Where a paragraph, a cell or a row ends in a document; within one, a word may be torn into several elements.
_ENDS = re.compile(r"</(?:\w+:)?(?:p|h|si|is|row|tr|tc|c|table-cell|v)>|<(?:\w+:)?(?:br|tab|line-break)\b[^>]*>")
_ELEMENT = re.compile(r"<[^<>]*>")
# What pypdf raises for a file that is damaged, beside its own: it reads what it can.
_TORN = (
    ValueError,
    KeyError,
    IndexError,
    TypeError,
    AttributeError,
    RecursionError,
    OSError,
    ArithmeticError,
)


class Sealed(Exception):
    """A packed file that is locked, damaged, or unpacks to too much: nobody can say what it tells."""


def said(content: bytes) -> str:
    """What can be read in a file, whatever it is. Raises Sealed."""
    if content.startswith(_PACKED):
        return BREAK.join(_unpacked(content))
    if _PDF in content[:1024]:
        return BREAK.join(_printed_on_pages(content))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    beside = said_beside(content)
    if beside:
        return beside
    if b"\0" in content:
        return BREAK.join(_guessed(content))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:  # what spreadsheets save in China
        return BREAK.join([content.decode("utf-8", "replace"), content.decode("gb18030", "replace")])


def _unpacked(content: bytes) -> Iterator[str]:
    """The texts in a packed file, as those of office programs are. Raises Sealed."""
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for entry in packed.infolist():
                yield entry.filename
                left -= entry.file_size
                if left < 0:
                    raise Sealed
                text = packed.read(entry).decode("utf-8", "replace")
                yield text
                if entry.filename.lower().endswith((".xml", ".xhtml", ".html", ".rels")):
                    yield _ELEMENT.sub("", _ENDS.sub(BREAK, text))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError) as error:
        raise Sealed from error


def _printed_on_pages(content: bytes) -> Iterator[str]:
    """What a PDF says: its pages, its notes and what it tells of itself, however far it can be read."""
    from pypdf import PdfReader  # takes long to read, and most sites have no PDF
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = PdfReader(io.BytesIO(content))
        yield from (str(value) for value in (document.metadata or {}).values())
        for page in document.pages:
            text = page.extract_text()
            yield text
            yield "".join(text.split())  # letters that stand apart
            for note in page.get("/Annots") or ():
                yield from (str(value) for value in note.get_object().values())
    except (PyPdfError, *_TORN):
        pass
    yield from _guessed(content)


def _guessed(content: bytes) -> Iterator[str]:
    """What may be text in a file of a kind that is not known; of a long one, what is so beyond doubt."""
    yield content.decode("utf-8", "ignore")
    if len(content) <= _MOST_GUESSED:
        yield from (content[skipped:].decode("utf-16-le", "ignore") for skipped in (0, 1))
