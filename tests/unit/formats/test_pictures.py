"""What a picture's file says beside its pixels is not published, and what is no picture is told by name."""

from __future__ import annotations

import io

import pytest
from PIL import Image, PngImagePlugin
from support.company import Root
from support.pages import pages_of
from support.small import PANE

from generator.formats.pictures import is_drawable, published

WHO = "Zhuge"


def picture(kind: str, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> bytes:
    """A picture that tells whose home it shows, in every way that its ``kind`` has."""
    image = Image.new(mode, size, 128 if mode in ("L", "P", "I;16") else None)
    stream, more = io.BytesIO(), {}
    exif = Image.Exif()
    exif[0x010E], exif[0x0112], exif[0x9286] = f"home of {WHO}", 6, f"{WHO} again"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)
    if kind == "PNG":
        told = PngImagePlugin.PngInfo()
        told.add_text("Comment", WHO)
        told.add_itxt("Title", WHO)
        told.add_text("Author", WHO, zip=True)
        more = {"pnginfo": told}
    if kind == "JPEG":
        more = {"comment": WHO.encode(), "icc_profile": b"\0" * 128 + WHO.encode()}
    if kind == "WEBP":
        more = {"xmp": f"<x:xmpmeta>{WHO}</x:xmpmeta>".encode()}
    image.save(stream, kind, exif=exif, **more)
    return stream.getvalue() + WHO.encode()  # behind its end, too


@pytest.mark.parametrize(
    ("name", "kind", "mode"),
    [
        ("a.png", "PNG", "RGB"), ("a.png", "PNG", "RGBA"), ("a.png", "PNG", "P"), ("a.png", "PNG", "L"), ("A.PNG", "PNG", "I;16"),
        ("a.jpg", "JPEG", "RGB"), ("A.JPG", "JPEG", "RGB"), ("a.jpeg", "JPEG", "CMYK"), ("a.webp", "WEBP", "RGB"), ("a.webp", "WEBP", "RGBA"),
    ],
)  # fmt: skip
def test_a_picture_is_published_without_what_it_says(name: str, kind: str, mode: str) -> None:
    """Place, time, comments, titles, colour profiles and what stands behind the end; the pixels are there, upright."""
    told = picture(kind, mode)
    assert WHO.encode() in told
    bare = published(name, told)
    assert WHO.encode() not in bare
    with Image.open(io.BytesIO(bare)) as image:
        assert image.format == kind
        assert image.size == (40, 60)  # the camera was held sideways
        assert not image.getexif()
        assert {"comment", "icc_profile", "exif", "xmp", "Comment", "Title"} & set(image.info) == set()
    assert published(name, bare) == bare or kind != "PNG"


def test_a_photograph_is_made_as_wide_as_a_page_needs() -> None:
    """A telephone's picture would be larger than all the rest of the page."""
    with Image.open(io.BytesIO(published("a.jpg", picture("JPEG", size=(3000, 4000))))) as image:
        assert image.size == (1600, 1200)


@pytest.mark.parametrize("content", [b"", b"GIF89a", picture("PNG")[:60], picture("JPEG")[:100], b"\x89PNG\r\n\x1a\n"])
@pytest.mark.parametrize("name", ["a.png", "a.jpg", "a.webp"])
def test_what_is_no_whole_picture_of_its_kind_is_not_drawable(name: str, content: bytes) -> None:
    """Half a file, another kind, nothing at all."""
    assert not is_drawable(name, content)


def test_a_kind_is_taken_from_the_content_not_the_name() -> None:
    """A PNG called .jpg would be handed out as what it is not."""
    assert not is_drawable("a.jpg", picture("PNG"))


@pytest.mark.parametrize("name", ["photo.gif", "photo.HEIC", "plan.pdf", "notes.txt", "photo"])
def test_a_file_that_is_no_picture_is_told_by_name(root: Root, name: str) -> None:
    """It would be missing on the page without a word."""
    root.write(f"definitions/pictures/{name}", b"x")
    root.add("definitions/products/window.yaml", f"picture: {name}\n")
    told = [line for line in root.check() if name in line]
    assert told == [
        f"definitions/pictures/{name}: this is no picture that browsers show; save it as SVG, PNG, JPEG or WebP, or move it away"
    ]


@pytest.mark.long
def test_a_photograph_of_a_product_reaches_the_site_bare(root: Root) -> None:
    """In both languages, under the name that it has."""
    root.write("definitions/pictures/Pane.JPG", picture("JPEG"))
    root.write("definitions/pictures.yaml", "Pane.JPG: {alt: {zh: 一片玻璃, en: A pane}}\n")
    root.add("definitions/products/window.yaml", "picture: Pane.JPG\n")
    for language in ("zh", "en"):
        written = pages_of(root)[f"docs/{language}/pictures/Pane.JPG"]
        assert WHO.encode() not in written
        assert written == published("Pane.JPG", picture("JPEG"))


def test_a_drawing_stays_as_it_is() -> None:
    """Its words are looked through as those of a page."""
    assert published("pane.svg", PANE.encode()) == PANE.encode()
