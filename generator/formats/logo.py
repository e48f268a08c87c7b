"""The company's logo wherever it is shown: its own picture, or a mark drawn from its name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from generator.formats.pictures import embedded, published, reduced
from generator.formats.templating import Templates
from generator.formats.tones import Tones, tones
from generator.model.company import Company
from generator.text.language import Language

# A theme of a company's own may bring one.
THEMED = "theme/assets/images/logo.svg"
_SMALL = 128  # pixels, where it lies in the page itself: 32 on a fine screen, and on paper


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as it may be published: a name that tells its kind, its bytes, and whether it is ``drawn`` from the name."""

    name: str
    content: bytes
    drawn: bool = False

    @property
    def path(self) -> str:
        """Where it lies below the folder of a language."""
        return f"assets/images/{self.name}"

    @property
    def inline(self) -> str:
        """The address by which a page that loads nothing holds it itself."""
        return embedded(self.name, reduced(self.name, self.content, _SMALL))


def tones_of(company: Company) -> Tones:
    """The tones of a company's colours."""
    return tones(company.brand.own_colour, company.brand.own_accent)


def logo_of(company: Company, pictures: Mapping[str, bytes], templates: Templates, language: Language) -> Logo:
    """The logo of a company that has these ``pictures``; one that is drawn is in ``language``.

    Raises NotDrawable where the picture is none.
    """
    own = company.brand.logo
    if own is not None:
        return Logo(logo_name(own), published(own, pictures[own]))
    if THEMED in templates.sources:
        return Logo("logo.svg", templates.sources[THEMED].encode())
    view = {"character": _character(company.name.of(language)), "colour": tones_of(company).light["primary"]}
    return Logo("logo.svg", templates.html("pictures/mark.svg.j2", **view).encode(), drawn=True)


def logo_name(file: str | None) -> str:
    """The name under which the picture ``file`` is published as the logo."""
    return f"logo.{file.lower().rpartition('.')[2]}" if file is not None else "logo.svg"


def _character(name: str) -> str:
    """What a name begins with, with the marks that belong to it: a letter or a digit where it has any."""
    composed = unicodedata.normalize("NFC", name)
    letter = re.search(r"[^\W_]", composed)
    return (letter[0] if letter else composed.strip()[:1]).upper()
