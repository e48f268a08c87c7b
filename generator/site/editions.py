"""The editions of the site: one for each language, and the staff handbook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.model.company import Company
from generator.model.definition import Definition
from generator.text.language import Language

# What each language calls itself.
LANGUAGE_NAMES: Mapping[Language, str] = {"zh": "中文", "en": "English"}


@dataclass(frozen=True, slots=True)
class Edition:
    """One of the sites: its folder below ``docs/``, its language, and whether it is the staff's, which shows everything."""

    name: str
    language: Language
    staff: bool = False

    def shows(self, definition: Definition) -> bool:
        """Whether ``definition`` has a page in this site."""
        return self.staff or definition.audience == "public"


def editions(company: Company) -> list[Edition]:
    """The public site of each language, and the staff's handbook in the company's first."""
    return [*(Edition(language, language) for language in company.locales), Edition("staff", company.locales[0], True)]
