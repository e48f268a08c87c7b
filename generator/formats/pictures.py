"""Pictures to publish: whether a file is one, and its bytes without what only cameras and editors say in it."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from functools import cache

from PIL import Image, ImageOps
from PIL.Image import open as decoded

from generator.formats.png import NotDrawable, drawn

# What a browser shows, by the ending of the file's name in lower case.
TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
}  # fmt: skip
_FORMATS = {"image/png": "PNG", "image/jpeg": "JPEG", "image/webp": "WEBP"}
# The widest that any page shows a picture, twice over for fine screens; a telephone's photograph has four times as many.
_WIDEST = 1600
# A picture of more pixels than any camera makes is an attack on the memory of whoever opens it.
MOST_PIXELS = 200_000_000
Image.MAX_IMAGE_PIXELS = None  # asked below, where it is told in the reader's words and not as Pillow's warning
_REFUSED = (OSError, SyntaxError, ValueError, Image.DecompressionBombError)  # all that Pillow raises for a bad file
# What says more than pixels, by how a file of its kind begins: a mark of another kind stands there by chance.
_MARKS = {
    b"\x89PNG": re.compile(rb"tEXt|zTXt|iTXt|eXIf"),
    b"\xff\xd8": re.compile(rb"Exif|adobe|\xff\xfe"),
    b"RIFF": re.compile(rb"EXIF|XMP"),
    b"GIF8": re.compile(rb"XMP|\x21\xfe"),
}


def is_picture(name: str) -> bool:
    """Whether a file's ``name`` says that it is a picture that can be published."""
    return _ending(name) in TYPES


def is_drawable(name: str, content: bytes) -> bool:
    """Whether a picture's file holds a whole picture of the kind that its ``name`` tells."""
    try:
        if _ending(name) == ".svg":
            drawn(content.decode("utf-8"), size=8)
        else:
            published(name, content)
    except (NotDrawable, UnicodeDecodeError):
        return False
    return True


@cache  # a site that is served is built again and again, mostly from the same pictures
def published(name: str, content: bytes) -> bytes:
    """The picture as it may be published. Raises NotDrawable.

    One of pixels is written anew: upright, no wider than any page needs, and without place, time, maker and comments. A
    drawing stays as it is, and what it says is looked through as pages are.
    """
    kind = TYPES[_ending(name)]
    if kind not in _FORMATS:
        return content
    try:
        with decoded(io.BytesIO(content), formats=[_FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotDrawable(f"{picture.width} x {picture.height} pixels")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((_WIDEST, _WIDEST * 4))
            return _written(upright, _FORMATS[kind])
    except _REFUSED as error:
        raise NotDrawable(str(error)) from error


def reduced(name: str, content: bytes, widest: int) -> bytes:
    """A picture of pixels no wider and no higher than ``widest``; a drawing as it is. Raises NotDrawable."""
    kind = TYPES[_ending(name)]
    if kind not in _FORMATS:
        return content
    try:
        with decoded(io.BytesIO(content), formats=[_FORMATS[kind]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotDrawable(f"{picture.width} x {picture.height} pixels")
            picture.thumbnail((widest, widest))
            return _written(picture, _FORMATS[kind])
    except _REFUSED as error:
        raise NotDrawable(str(error)) from error


def _written(picture: Image.Image, kind: str) -> bytes:
    """The pixels alone; a picture of four colours in print (CMYK) or of 16 bits becomes one that browsers show."""
    modes = {"JPEG": {"L", "RGB"}, "PNG": {"1", "L", "LA", "P", "RGB", "RGBA"}, "WEBP": {"RGB", "RGBA"}}[kind]
    if picture.mode not in modes:
        picture = picture.convert("RGBA" if kind != "JPEG" and "transparency" in picture.info else "RGB")
    palette, transparency = picture.getpalette() if picture.mode == "P" else None, picture.info.get("transparency")
    bare = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if palette is not None:
        bare.putpalette(palette)
    stream = io.BytesIO()
    more = {"transparency": transparency} if kind == "PNG" and transparency is not None else {}
    bare.save(stream, kind, optimize=True, quality=85, **more)
    return stream.getvalue()


def said_beside(content: bytes) -> str:
    """What cameras and editors wrote into a picture of pixels beside them, however they encoded it; else nothing."""
    marks = next((marks for beginning, marks in _MARKS.items() if content.startswith(beginning)), None)
    if marks is None or not marks.search(content):
        return ""
    try:
        with decoded(io.BytesIO(content), formats=["PNG", "JPEG", "WEBP", "GIF"]) as picture:
            if picture.width * picture.height <= MOST_PIXELS:
                picture.load()  # some of it may stand behind the pixels
            told = [*picture.info.items(), *picture.getexif().items()]
    except _REFUSED:
        told = []
    return "\n".join(_texts(value) for name, value in [*told, ("", content)] if name != "icc_profile")


def _texts(value: object) -> str:
    if not isinstance(value, bytes):
        text = str(value)
        try:  # Pillow reads packed texts as Latin-1, whatever they are in
            return text if text.isascii() else f"{text}\n{_texts(text.encode('latin-1'))}"
        except UnicodeEncodeError:
            return text
    shifted = ((value[skipped:], coding) for coding in ("utf-16-le", "utf-16-be") for skipped in (0, 1))
    return "\n".join(raw.decode(coding, "replace") for raw, coding in [(value, "utf-8"), (value, "gb18030"), *shifted])


def without_more(name: str, content: bytes) -> bytes:
    """A picture of pixels as it may be published, where it says more than its pixels; as it is where it says nothing."""
    if TYPES.get(_ending(name)) not in _FORMATS or not said_beside(content):
        return content
    try:
        return published(name, content)
    except NotDrawable:
        return content


def embedded(name: str, content: bytes) -> str:
    """The address under which an SVG holds a picture, of which ``name`` tells the kind."""
    return f"data:{TYPES[_ending(name)]};base64,{b64encode(content).decode('ascii')}"


def _ending(name: str) -> str:
    _, dot, ending = name.lower().rpartition(".")
    return dot + ending
