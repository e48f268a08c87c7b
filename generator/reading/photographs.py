"""Checks of photographs: each is there, is one of pixels that can be read, and is not larger than anybody needs."""

from __future__ import annotations

from generator.formats.photographs import LARGEST, is_photographic
from generator.model.definitions import Definitions, paged
from generator.reading.references import refer
from generator.text.problems import Problem, Problems


def photographs_can_be_shown(definitions: Definitions) -> Problems:
    """A page's photographs lie among the pictures; whether their files hold pictures is looked at with all pictures."""
    for kind, id_, definition in paged(definitions):
        file = definitions.places[kind, id_].file
        for index, photo in enumerate(definition.photos):
            keys = ("photos", index, "file")
            yield from refer(definitions, "picture", photo.file, file, keys)
            content = definitions.pictures.get(photo.file)
            if content is None:
                continue
            if not is_photographic(photo.file):
                yield Problem(code="photo_drawn", file=file, keys=keys, params={"found": photo.file})
            elif len(content) > LARGEST:
                params = {"found": photo.file, "size": f"{len(content) / 1e6:.0f}", "most": f"{LARGEST / 1e6:.0f}"}
                yield Problem(code="photo_too_large", file=file, keys=keys, params=params)
