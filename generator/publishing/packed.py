"""What a published file says that is no text as it stands: packed files, pictures, documents, and all else there is."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from generator.formats.pictures import said_beside
from generator.publishing.decoding import guessed, readings
from generator.publishing.printed import Locked, printed
from generator.text.folding import BREAK

_ZIP = b"PK\x03\x04"
_ZIP_ENDS = b"PK\x05\x06"  # within as many bytes of the file's end as follow
_ZIP_TAIL = 66_000
_PDF = b"%PDF-"
_TAR, _TAR_AT = b"ustar", 257
_STREAMS: tuple[tuple[re.Pattern[bytes], Callable[[BinaryIO], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]], ...] = (
    (re.compile(rb"\x1f\x8b\x08"), lambda packed: gzip.GzipFile(fileobj=packed)),
    (re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2File),
    (re.compile(rb"\xfd7zXZ\0"), lzma.LZMAFile),
)
# How files begin that nobody here can open: 7-Zip, RAR, Zstandard, LZ4, lzip, lzop, compress, cabinets, ARJ, LHA, and
# what is encrypted by PGP, age and OpenSSL.
_SEALED = re.compile(
    rb"7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x28\xb5\x2f\xfd|\x04\x22\x4d\x18|LZIP\x01|\x89LZO\0|\x1f[\x9d\xa0]|MSCF\0\0\0\0"
    rb"|\x60\xea..[\x00-\x22]|..-lh[0-7dsxz]-|\s*-----BEGIN PGP MESSAGE-----|age-encryption\.org/|Salted__",
    re.DOTALL,
)
# A document of an office program that opens with a password alone.
_OLE, _ENCRYPTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED = 20_000_000
_DEEPEST = 5  # packed files in packed files
# Where a paragraph, a cell or a row ends in a document; within one, a word may be torn into several elements.
_ENDS = re.compile(r"</(?:\w+:)?(?:p|h|si|is|row|tr|tc|c|table-cell|v)>|<(?:\w+:)?(?:br|tab|line-break)\b[^>]*>")
_ELEMENT = re.compile(r"<[^<>]*>")
_MARKUP = (".xml", ".xhtml", ".html", ".rels")
_TORN = (
    zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError,
    OSError, ValueError,
)  # fmt: skip


class Sealed(Exception):
    """A packed file that is locked, damaged, of a kind nobody here opens, or unpacks to too much: it may tell anything."""


def said(content: bytes) -> str:
    """What can be read in a file, whatever it is, and in the files that are packed in it. Raises Sealed."""
    try:
        return BREAK.join(_Look().into(content))
    except (Locked, *_TORN) as error:
        raise Sealed from error


class _Look:
    """A look into one published file, and how much of it may still be unpacked."""

    def __init__(self) -> None:
        self._left = _MOST_UNPACKED

    def into(self, content: bytes, depth: int = 0) -> Iterator[str]:
        """What ``content`` says, ``depth`` packed files within the published one."""
        if _SEALED.match(content) or (content.startswith(_OLE) and _ENCRYPTED in content) or depth > _DEEPEST:
            raise Sealed
        opens = next((opens for begins, opens in _STREAMS if begins.match(content)), None)
        if opens is not None:
            with opens(io.BytesIO(content)) as stream:
                yield from self.into(self._counted(stream.read(self._left + 1)), depth + 1)
            yield from guessed(content[:300])  # the name that it had
        elif content.startswith(_TAR, _TAR_AT):
            yield from self._tar(content, depth)
        elif content.startswith(_ZIP):
            yield from self._zip(content, depth)
        else:
            if _ZIP_ENDS in content[-_ZIP_TAIL:] and zipfile.is_zipfile(io.BytesIO(content)):
                yield from self._zip(content, depth)  # behind something else, as in a file that unpacks itself
            yield from self._plain(content, depth)

    def _plain(self, content: bytes, depth: int) -> Iterator[str]:
        if _PDF in content[:1024]:
            for text in printed(content):
                yield from [text] if isinstance(text, str) else self.into(self._counted(text), depth + 1)
        elif beside := said_beside(content):
            yield beside
        else:
            yield from readings(content)

    def _counted(self, content: bytes) -> bytes:
        self._take(len(content))
        return content

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Sealed

    def _tar(self, content: bytes, depth: int) -> Iterator[str]:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:") as packed:
            for entry in packed:
                yield from (entry.name, entry.linkname, entry.uname, entry.gname, *map(str, entry.pax_headers.values()))
                yield from readings(entry.name.encode("utf-8", "surrogateescape"))
                self._take(entry.size)
                stream = packed.extractfile(entry) if entry.isfile() else None
                if stream is not None:
                    yield from self.into(stream.read(), depth + 1)

    def _zip(self, content: bytes, depth: int) -> Iterator[str]:
        """The texts in a packed folder, as documents of office programs are one."""
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            yield from readings(packed.comment)
            entries = packed.infolist()
            before = content[: min((entry.header_offset for entry in entries), default=0)]
            if before.startswith(_ZIP):
                yield from self.into(before, depth + 1)  # one packed folder behind another
            for entry in entries:
                yield entry.filename
                if not entry.flag_bits & 0x800:  # a name in the encoding of whoever packed it
                    yield from readings(entry.filename.encode("cp437", "replace"))
                yield from readings(entry.comment)
                self._take(entry.file_size)
                for text in self.into(packed.read(entry), depth + 1):
                    yield text
                    if entry.filename.lower().endswith(_MARKUP):
                        yield _ELEMENT.sub("", _ENDS.sub(BREAK, text))
