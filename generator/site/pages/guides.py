"""What staff read about the program itself, in their handbook: how a rule is written, and which command does what."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from generator.formats.artifacts import Artifact
from generator.text.language import LANGUAGES, Language

# The pages by their names, in the order in which they are offered. They are written by hand, in ``docs/NAME.LANGUAGE.md``.
GUIDES = ("desk", "rules")


def guide_pages(guides: Mapping[str, str], folder: str) -> Iterator[Artifact]:
    """Each of ``guides`` below ``folder``, with its heading as its title."""
    for name, text in guides.items():
        title = text.partition("\n")[0].lstrip("# ").strip()
        front = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\nhide: [navigation]\n---\n\n"
        yield Artifact.text(f"{folder}{name}.md", front + text)


def in_languages(text: str, locales: Sequence[Language]) -> str:
    """``text`` with its samples of YAML in the company's languages alone: what names another would be a mistake there."""
    for language in LANGUAGES:
        if language not in locales:
            text = re.sub(rf"(?<=\{{){language}: [^,{{}}]*, |, {language}: [^,{{}}]*(?=\}})", "", text)
    return text
