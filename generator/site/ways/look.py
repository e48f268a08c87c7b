"""The company's look: its colours as a style sheet, which pages have before the theme's, its logo, the first picture."""

from __future__ import annotations

from collections.abc import Iterator

from generator.formats.artifacts import Artifact
from generator.formats.logo import logo_of, tones_of
from generator.formats.templating import Templates
from generator.formats.tones import declared
from generator.site.shown import Shown
from generator.site.ways.share import HERO, hero

PATH = "assets/company.css"


def look(shown: Shown, templates: Templates) -> Iterator[Artifact]:
    """What an edition looks like. Raises jinja2.TemplateError."""
    definitions, folder = shown.definitions, f"docs/{shown.edition.name}"
    logo = logo_of(definitions.company, definitions.pictures, templates, shown.language)
    yield Artifact.text(f"{folder}/{PATH}", style(shown))
    yield Artifact(f"{folder}/{logo.path}", logo.content)
    yield Artifact.text(f"{folder}/{HERO}", hero(definitions.company, templates))


def style(shown: Shown) -> str:
    """The style sheet of an edition: the tones in light and dark, and the colour of each product line that has one.

    The theme marks its pages with the scheme that a reader chose; other pages go by the reader's system.
    """
    company = shown.definitions.company
    lines = company.lines.items()
    light, dark = (declared(by_name, "--care-") for by_name in (tones_of(company).light, tones_of(company).dark))
    rules = [
        f":root, [data-md-color-scheme] {{ {light} }}",
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}",
        f'@media not print {{ [data-md-color-scheme="slate"] {{ {dark} }} }}',
        *(f".care-line--{id_} {{ --care-line-colour: {line.colour}; }}" for id_, line in lines if line.colour),
    ]
    return "\n".join(["/* From company.yaml. */", *rules, ""])
