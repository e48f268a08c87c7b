"""Words: the terms of the trade in both languages, and what readers may type for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from generator.model.definition import Asked, Audience, Defined, LocalText
from generator.model.links import AnyLink
from generator.text.language import Language
from generator.text.scalars import Reference, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(LocalText):
    """A term in the languages of the company's readers, of a product line or another ``field`` of the company's.

    ``also`` are words that mean the same and may be typed; ``avoid`` must not be written.
    """

    audience: Audience = "public"
    field: Reference | None = None
    also: Asked = Asked()
    avoid: Asked = Asked()
    says: LocalText | None = None
    page: AnyLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SameWords(Defined):
    """Groups of words that mean the same, in each language."""

    zh: tuple[tuple[Text, ...], ...] = ()
    en: tuple[tuple[Text, ...], ...] = ()

    def of(self, language: Language) -> tuple[tuple[str, ...], ...]:
        """The groups of ``language``."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class LineWords(Asked):
    """Words that name something of these product lines: who types one does not ask for a page of another line."""

    lines: Annotated[tuple[Reference, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords(Defined):
    """What the search box knows beside the glossary and the pages.

    ``asking`` are words that only ask, ``same`` groups of words that mean the same, ``pages`` the words by which readers
    look for pages that no definition makes, by their addresses.
    """

    asking: Asked = Asked()
    same: SameWords = SameWords()
    line_words: tuple[LineWords, ...] = ()
    pages: Mapping[Text, Asked] = field(default_factory=dict)
