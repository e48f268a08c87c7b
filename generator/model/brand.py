"""How the company looks: its colours and its logo, from which everything that anybody sees of it takes its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import PlainValidator

from generator.model.definition import Defined
from generator.text.scalars import Text, fail, from_text, pattern

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")


def _colour(text: str) -> str:
    if not _COLOUR.match(text):
        raise fail("bad_colour", text)
    return text.lower()


Colour = Annotated[str, PlainValidator(from_text("bad_colour", _colour)), pattern("#0f5552", r"^#[0-9a-fA-F]{6}$")]

# The colours for which the light and dark tones of everything were drawn, and those of a company that names none.
COLOUR, ACCENT = "#0f5552", "#a4530f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand(Defined):
    """``colour``: of heads, links and buttons; ``accent``: of what stands out, else the same colour.

    ``logo``: a file of ``definitions/pictures``; without one a mark is drawn from the first character of the name.
    """

    colour: Colour | None = None
    accent: Colour | None = None
    logo: Text | None = None

    @property
    def own_colour(self) -> str:
        """The colour that everything is drawn in."""
        return self.colour or COLOUR

    @property
    def own_accent(self) -> str:
        """The colour of what stands out: the one of a company that names a ``colour`` alone is the same."""
        return self.accent or self.colour or ACCENT
