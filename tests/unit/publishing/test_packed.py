"""Files in files are read by the same rules as files, and what nobody can open is not published."""

from __future__ import annotations

import base64
import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable

import pytest
from pypdf import PdfWriter

from generator.publishing.packed import Sealed, said

NAME = "诸葛先生"


def zipped(content: bytes, name: str = "a.csv") -> bytes:
    """A packed folder with one file in it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as folder:
        folder.writestr(name, content)
    return packed.getvalue()


def tarred(content: bytes, how: str = "w") -> bytes:
    """The same as Unix packs it."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=how) as folder:  # type: ignore[call-overload]
        entry = tarfile.TarInfo("a.csv")
        entry.size = len(content)
        folder.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def sheet(change: Callable[[PdfWriter], object]) -> bytes:
    """An empty sheet of a PDF, changed."""
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    change(writer)
    writer.write(stream)
    return stream.getvalue()


PACKING: dict[str, Callable[[bytes], bytes]] = {
    "zip": zipped,
    "zip in a zip": lambda content: zipped(zipped(content), "b.zip"),
    "zip behind a program": lambda content: b"#!/bin/sh\n" + zipped(content),
    "zip behind a picture": lambda content: b"\xff\xd8\xff\xe0 \0" + zipped(content),
    "zip behind a zip": lambda content: zipped(content) + zipped(b"x"),
    "gz": gzip.compress,
    "bz2": bz2.compress,
    "xz": lzma.compress,
    "tar": tarred,
    "tar.gz": lambda content: tarred(content, "w:gz"),
    "tar.bz2": lambda content: tarred(content, "w:bz2"),
    "tar.xz": lambda content: tarred(content, "w:xz"),
    "tar in a zip": lambda content: zipped(tarred(content, "w:gz"), "a.tgz"),
    "in a PDF": lambda content: sheet(lambda pdf: pdf.add_attachment("a.csv", content)),
    "PDF in a zip": lambda content: zipped(sheet(lambda pdf: pdf.add_attachment("a.csv", content)), "a.pdf"),
}


@pytest.mark.parametrize("pack", PACKING.values(), ids=PACKING)
@pytest.mark.parametrize("coding", ["utf-8", "utf-16", "utf-16-be", "gb18030"])
def test_a_packed_file_is_read_as_one_that_is_not(pack: Callable[[bytes], bytes], coding: str) -> None:
    """Whatever packs it, and whatever it is packed in, once more."""
    assert NAME in said(pack(f"号码，{NAME}，x\n".encode(coding)))
    assert NAME not in said(pack("号码，无，x\n".encode(coding)))


@pytest.mark.parametrize("coding", ["utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "gb18030", "utf-8"])
@pytest.mark.parametrize(("before", "after"), [("", ""), ("a", ""), ("", "\n"), ("姓名,电话\r\n", ",1\r\n")])
def test_a_text_is_read_in_whatever_encoding_it_is(coding: str, before: str, after: str) -> None:
    """Also where no mark tells which it is."""
    assert NAME in said(f"{before}{NAME}{after}".encode(coding))


@pytest.mark.parametrize("coding", ["gb18030", "big5", "utf-16-be", "utf-8"])
@pytest.mark.parametrize("before", [b"", b"\0\0", b"\0x\0"])
def test_a_table_of_an_old_program_is_read(coding: str, before: bytes) -> None:
    """Which pads its fields with NUL."""
    assert "孔明客" in said(before + "孔明客".encode(coding) + b"\0\0\0\0" + b"13800138000\0")


def test_a_name_in_western_letters_is_read() -> None:
    """As spreadsheets save it in Europe."""
    assert "Jürgen Müßig" in said("Name;Jürgen Müßig;1\n".encode("cp1252"))


@pytest.mark.parametrize("coding", ["utf-8", "gbk"])
def test_a_packed_text_beside_a_picture_is_read(coding: str) -> None:
    """In whatever encoding the editor wrote it."""

    def part(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    picture = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    picture += part(b"zTXt", b"Author\0\0" + zlib.compress(NAME.encode(coding)))
    picture += part(b"IDAT", zlib.compress(b"\0\0")) + part(b"IEND", b"")
    assert NAME in said(picture)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.add_outline_item(title=NAME, page_number=0),
        lambda pdf: pdf.add_attachment(f"{NAME}.txt", b"x"),
        lambda pdf: pdf.add_metadata({"/Author": NAME}),
    ],
    ids=["bookmark", "name of a file in it", "author"],
)
def test_what_a_pdf_tells_beside_its_pages_is_read(change: Callable[[PdfWriter], object]) -> None:
    """Its bookmarks, the names of what lies in it, what it tells of itself."""
    assert NAME in said(sheet(change))


def deep(content: bytes, times: int) -> bytes:
    """``content`` packed again and again."""
    return content if not times else deep(gzip.compress(content), times - 1)


@pytest.mark.parametrize(
    "content",
    [
        b"7z\xbc\xaf\x27\x1c\0\x04",
        b"Rar!\x1a\x07\x01\0",
        b"Rar!\x1a\x07\0",
        b"\x28\xb5\x2f\xfd\x04\0",
        zipped(b"7z\xbc\xaf\x27\x1c\0\x04", "a.7z"),
        b"-----BEGIN PGP MESSAGE-----\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0" + "EncryptedPackage".encode("utf-16-le"),
        sheet(lambda pdf: pdf.encrypt("x", algorithm="RC4-128")),
        gzip.compress(b"x" * 99)[:-9],
        gzip.compress(b"x" * 21_000_000),
        zipped(gzip.compress(b"x" * 21_000_000)),
        deep(b"x", 9),
    ],
    ids=["7z", "rar", "old rar", "zstd", "7z in a zip", "PGP", "office", "PDF", "torn", "too much", "too much within",
         "too deep"],
)  # fmt: skip
def test_what_nobody_can_open_is_refused(content: bytes) -> None:
    """It may tell anything."""
    with pytest.raises(Sealed):
        said(content)


def test_what_opens_without_a_password_is_read() -> None:
    """As a PDF that may only not be changed."""

    def lock(pdf: PdfWriter) -> None:
        pdf.add_metadata({"/Author": NAME})
        pdf.encrypt("", "owner", algorithm="RC4-128")

    assert NAME in said(sheet(lock))


def test_a_text_that_begins_like_a_packed_file_is_a_text() -> None:
    """It is told as it stands."""
    assert said(b"BZh is short for a name\n") == "BZh is short for a name\n"
    assert said(base64.b64encode(b"PK\x03\x04")) == "UEsDBA=="
