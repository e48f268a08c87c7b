"""Photographs on pages: in sizes, with words for those who cannot see them, and without what the camera wrote."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image
from support.company import Root
from support.pages import page_of, pages_of

from generator.formats.photographs import photograph

TASK = "definitions/maintenance/window/bolts.yaml"
PRODUCT = "definitions/products/window.yaml"
PHOTOS = """\
photos:
  - file: Bolt.JPG
    alt: {zh: 一颗"螺栓", en: A "bolt"}
    caption: {zh: 漆线对齐, en: The line is straight}
    credit: {zh: 小王, en: Wang}
"""


def taken(width: int = 1200, height: int = 900, kind: str = "JPEG", mode: str = "RGB") -> bytes:
    """A picture as a telephone takes it: held sideways, with the place in its EXIF."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Pomegranate"
    exif.get_ifd(0x8825).update({1: "N", 2: (31.0, 14.0, 7.0), 3: "E", 4: (121.0, 28.0, 0.0)})
    stream = io.BytesIO()
    Image.new(mode, (width, height), 128 if mode == "L" else None).save(stream, kind, exif=exif)
    return stream.getvalue()


@pytest.mark.parametrize(("kind", "mode"), [("JPEG", "RGB"), ("JPEG", "L"), ("PNG", "RGBA"), ("WEBP", "RGB")])
def test_no_size_says_where_it_was_taken(kind: str, mode: str) -> None:
    """Nor by what: the pixels alone are written, upright."""
    content = taken(kind=kind, mode=mode)
    with Image.open(io.BytesIO(content)) as image:
        assert dict(image.getexif().get_ifd(0x8825))
    made = photograph(content)
    for written in (*made.webp.values(), made.jpeg):
        assert b"Pomegranate" not in written
        with Image.open(io.BytesIO(written)) as image:
            assert (dict(image.getexif()), {"exif", "xmp", "icc_profile", "comment"} & set(image.info)) == ({}, set())
            assert image.height > image.width


@pytest.mark.parametrize(
    ("width", "widths"), [(300, [300]), (480, [480]), (700, [480, 700]), (1200, [480, 960, 1200]), (5000, [480, 960, 1600])]
)  # fmt: skip
def test_no_size_is_larger_than_the_photograph(width: int, widths: list[int]) -> None:
    """What would only be blown up is not written; the proportions stay."""
    stream = io.BytesIO()
    Image.new("RGB", (width, width // 2)).save(stream, "PNG")
    made = photograph(stream.getvalue())
    sizes = {name: Image.open(io.BytesIO(content)).size for name, content in made.webp.items()}
    assert sizes == {each: (each, round(each / 2)) for each in widths}
    assert (made.width, made.height) == (widths[-1], round(widths[-1] / 2))


@pytest.mark.long
def test_a_page_shows_its_photographs(root: Root) -> None:
    """Of any kind, with its size, so that nothing moves, and with its words in the reader's language; its files are there."""
    root.write("definitions/pictures/Bolt.JPG", taken(900, 1200))
    root.add(TASK, PHOTOS)
    root.add(PRODUCT, PHOTOS)
    for language, told in (
        ("zh", ["一颗&#34;螺栓&#34;", "漆线对齐", "图：小王"]),
        ("en", ["A &#34;bolt&#34;", "The line is straight", "Picture: Wang"]),
    ):
        for page in ("maintenance/window/bolts", "products/window"):
            figure = re.search(
                r'<figure class="care-photo">.*?</figure>', page_of(root, f"{language}/{page}.md"), re.DOTALL
            )
            assert figure is not None
            assert [
                words for words in told if words not in re.sub(r'<span class="care-photo__credit">', "", figure[0])
            ] == []
            assert re.findall(r'(?:width|height|loading)="[^"]*"', figure[0]) == [
                'width="1200"',
                'height="900"',
                'loading="lazy"',
            ]
            addresses = re.findall(r'[./]*/pictures/[^ "]+', figure[0])
            folder = "../" * (page.count("/") + 1)
            names = [f"pictures/sizes/{size}/Bolt.JPG.webp" for size in (480, 960, 1200)]
            assert addresses == [f"{folder}{name}" for name in [*names, "pictures/sizes/Bolt.JPG.jpg"]]
            assert [name for name in names if f"docs/{language}/{name}" not in pages_of(root)] == []
    assert "docs/zh/pictures/Bolt.JPG" not in pages_of(root)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("Bolt.JPG", "Bold.JPG", "photos[0].file: unknown picture 'Bold.JPG'; did you mean 'Bolt.JPG'?"),
        ("Bolt.JPG", "pane.svg", "photos[0].file: 'pane.svg' is no photograph; photos take JPEG, PNG or WebP"),
        ('    alt: {zh: 一颗"螺栓", en: A "bolt"}\n', "", "photos[0]: 'alt' is missing; add it"),
        ("  - file: Bolt.JPG\n    alt", "  - alt", "photos[0]: 'file' is missing; add it"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told(root: Root, old: str, new: str, says: str) -> None:
    """By the line in which it is named."""
    root.write("definitions/pictures/Bolt.JPG", taken(60, 40))
    root.write(
        "definitions/pictures/pane.svg",
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>',
    )
    root.add(TASK, PHOTOS.replace(old, new))
    assert [line for line in root.check() if says in line] != []


def test_a_photograph_that_is_none_or_too_large_is_told(root: Root) -> None:
    """Half a file by its name; one of a scanner's size with what is the most."""
    root.write("definitions/pictures/half.jpg", taken(60, 40)[:80])
    root.write("definitions/pictures/vast.png", taken(60, 40, "PNG") + b"\0" * 26_000_000)
    root.add(TASK, PHOTOS.replace("Bolt.JPG", "half.jpg"))
    root.add(PRODUCT, PHOTOS.replace("Bolt.JPG", "vast.png"))
    told = root.check()
    assert [
        line for line in told if line.startswith("definitions/pictures/half.jpg: this picture cannot be drawn")
    ] != []
    assert [line for line in told if "the photograph 'vast.png' has 26 MB, and 25 MB are the most" in line] != []
