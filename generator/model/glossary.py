"""Words: the terms of the trade in both languages, and what readers may type for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from generator.model.definition import Asked, Audience, Defined, LocalText, Remark
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
    says: Remark | None = None
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
class Meant(Asked):
    """Words that mean something beside what they name, in each language; as part of one of ``but``, they do not."""

    but: Asked = Asked()


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent(Meant):
    """What somebody is after whatever is named, such as who pays: ``pages`` tell it, the best first.

    A ``hint`` outweighs nothing: it helps to its pages where words alone lead nowhere, such as the name of a maker.
    """

    hint: bool = False
    pages: Annotated[tuple[AnyLink, ...], Field(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step(LocalText):
    """What to do now, in a few words, and in one line why or how."""

    more: LocalText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger(Meant):
    """Words of danger: what to do now stands above all that is found, then the hotline, then ``pages``.

    ``also`` says whom else to call, such as an ambulance.
    """

    title: LocalText
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=4)]
    also: LocalText | None = None
    pages: tuple[AnyLink, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere(Meant):
    """What others look after: ``name`` as it is told, ``ask`` whom to turn to.

    ``question`` leads to the ``page`` where the two worlds touch, such as a leak and the air
    conditioner's water.
    """

    name: LocalText
    ask: LocalText | None = None
    question: LocalText | None = None
    page: AnyLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequent(LocalText):
    """A question that many ask, as they ask it, with the page that answers it."""

    page: AnyLink


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords(Defined):
    """What the search box knows beside the glossary and the pages.

    ``asking`` are words that only ask, ``same`` groups of words that mean the same, ``pages`` the words by which readers
    look for pages that no definition makes, by their addresses. ``frequent`` stand there before anything is typed.
    ``danger``, ``intents`` and ``elsewhere`` come before the order in which pages are found.
    """

    asking: Asked = Asked()
    same: SameWords = SameWords()
    line_words: tuple[LineWords, ...] = ()
    frequent: tuple[Frequent, ...] = ()
    danger: tuple[Danger, ...] = ()
    intents: tuple[Intent, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()
    pages: Mapping[Text, Asked] = field(default_factory=dict)
