"""Words that may be published although they are also somebody's name: kept beside the names, for they are private too."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.definition import Defined
from generator.text.scalars import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowed(Defined):
    """A common word, such as 物业, that a customer or a contact is recorded under, and why it gives nobody away."""

    word: Text
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowedWords(Defined):
    """The file of allowed words."""

    allow: tuple[Allowed, ...]
