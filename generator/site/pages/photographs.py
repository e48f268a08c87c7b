"""The photographs of a page, each in the sizes that screens ask for, and the files of all that an edition shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from posixpath import relpath

from generator.formats.photographs import photograph
from generator.formats.templating import Text
from generator.model.definition import Photo
from generator.site.pages.page import Page
from generator.site.shown import Shown

_FOLDER = "pictures/sizes"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoView:
    """A photograph: ``webp`` its addresses with their widths, as ``srcset`` has them, ``url`` the JPEG for all others."""

    webp: str
    url: str
    width: int
    height: int
    alt: Text
    caption: Text | None
    credit: Text | None


def photo_views(photos: tuple[Photo, ...], page: Page) -> tuple[PhotoView, ...]:
    """The photographs of a page, in its order."""
    return tuple(_view(photo, page) for photo in photos)


def _view(photo: Photo, page: Page) -> PhotoView:
    made = photograph(page.shown.definitions.pictures[photo.file])
    addresses = (f"{_way(_webp(photo.file, width), page)} {width}w" for width in made.webp)
    return PhotoView(
        webp=", ".join(addresses),
        url=_way(_jpeg(photo.file), page),
        width=made.width,
        height=made.height,
        alt=page.shown.text(photo.alt),
        caption=page.shown.text(photo.caption) if photo.caption else None,
        credit=page.shown.text(photo.credit) if photo.credit else None,
    )


def _way(to: str, page: Page) -> str:
    """The way from the page's address, for MkDocs makes none of what stands in HTML: ``faults/leak.md`` is a folder."""
    return relpath(to, page.at.removesuffix(".md").removesuffix("index") or ".")


def photographed(shown: Shown) -> tuple[str, ...]:
    """The files of the photographs that an edition shows, each once."""
    return tuple(sorted({photo.file for definition in shown.each() for photo in definition.photos}))


def whole_pictures(shown: Shown) -> Mapping[str, bytes]:
    """The pictures that are shown as they are, and not in sizes alone."""
    definitions = shown.definitions
    as_they_are = {*definitions.shown, *(product.picture for product in definitions.products.values())}
    only_sized = set(photographed(shown)) - as_they_are
    return {name: content for name, content in definitions.pictures.items() if name not in only_sized}


def photo_files(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Every size of every photograph that the edition shows, by its path below the edition's folder."""
    for file in photographed(shown):
        made = photograph(shown.definitions.pictures[file])
        for width, content in made.webp.items():
            yield _webp(file, width), content
        yield _jpeg(file), made.jpeg


def _webp(file: str, width: int) -> str:
    return f"{_FOLDER}/{width}/{file}.webp"


def _jpeg(file: str) -> str:
    return f"{_FOLDER}/{file}.jpg"
