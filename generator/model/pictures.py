"""What a picture shows, for those who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.definition import Defined, LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture(Defined):
    """What a picture of ``definitions/pictures`` shows, for those who cannot see it, and what its numbers mean."""

    alt: LocalText
    caption: LocalText | None = None
