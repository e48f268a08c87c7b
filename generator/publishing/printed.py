"""What a PDF says: its pages, notes and bookmarks, what it tells of itself, and the files that lie in it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

from generator.publishing.decoding import guessed

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
_DEEPEST = 50


class Locked(Exception):
    """A PDF that opens with a password alone."""


def printed(content: bytes) -> Iterator[str | bytes]:
    """The texts of a PDF, however far it can be read, and the files in it. Raises Locked."""
    from pypdf import PdfReader  # takes long to read, and most sites have no PDF
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError
    from pypdf.generic import StreamObject

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = PdfReader(io.BytesIO(content))
        if document.is_encrypted and not document.decrypt(""):
            raise Locked
        for page in document.pages:
            text = page.extract_text()
            yield text
            yield "".join(text.split())  # letters that stand apart
        numbers = {*document.xref_objStm, *(number for numbers in document.xref.values() for number in numbers)}
        for number in sorted(numbers):
            found = document.get_object(number)
            yield from _strings(found)
            if isinstance(found, StreamObject) and found.get("/Type") in ("/EmbeddedFile", "/Metadata"):
                yield found.get_data()
    except (FileNotDecryptedError, DependencyError) as error:
        raise Locked from error
    except (PyPdfError, *_TORN):
        pass
    yield from guessed(content)


def _strings(found: object, depth: int = 0) -> Iterator[str | bytes]:
    """All that is written in one part of a PDF, such as a title, a note or the name of a file."""
    if isinstance(found, dict) and depth < _DEEPEST:
        for value in dict.values(found):
            yield from _strings(value, depth + 1)
    elif isinstance(found, list) and depth < _DEEPEST:
        for value in list.__iter__(found):
            yield from _strings(value, depth + 1)
    elif isinstance(found, str) and not found.startswith("/"):
        yield str(found)
    elif isinstance(found, bytes):
        yield bytes(found)
