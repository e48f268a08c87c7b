"""The company's own colours as a style sheet, which every page has after the theme's."""

from __future__ import annotations

from generator.formats.artifacts import Artifact
from generator.site.shown import Shown

PATH = "assets/company.css"


def look(shown: Shown) -> Artifact:
    """The style sheet of an edition: the colour of each product line that has one."""
    lines = shown.definitions.company.lines.items()
    rules = [f".care-line--{id_} {{ --care-line-colour: {line.colour}; }}" for id_, line in lines if line.colour]
    return Artifact.text(f"docs/{shown.edition.name}/{PATH}", "\n".join(["/* From company.yaml. */", *rules, ""]))
