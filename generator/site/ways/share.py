"""What is shown where somebody shares a page: a card with the picture of the product that the page is about.

Without one a link in a chat is a line of text, and with the same one for every page nobody sees what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.artifacts import Artifact
from generator.formats.pictures import embedded, published
from generator.formats.png import png
from generator.formats.templating import Templates
from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.site.pages.view import View

TEMPLATE = "site/share.svg.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard(View):
    """A card as SVG; ``picture`` is an address that holds the product's picture itself, empty for pages of none."""

    template: ClassVar[str] = TEMPLATE
    picture: str


def share_pictures(definitions: Definitions, templates: Templates) -> Iterator[Artifact]:
    """A card for each product that has a picture, and one for pages of none. Paths below the folder of a language.

    Raises jinja2.TemplateError, and NotDrawable where the template makes no SVG.
    """
    yield Artifact("assets/share.png", _card("", templates))
    for product in definitions.products.values():
        if product.picture is not None:
            picture = embedded(product.picture, published(product.picture, definitions.pictures[product.picture]))
            yield Artifact(f"assets/share/{product.id}.png", _card(picture, templates))


def _card(picture: str, templates: Templates) -> bytes:
    return png(templates.html(TEMPLATE, view=ShareCard(picture=picture)))


def shared_as(definitions: Definitions, definition: Definition) -> Product | None:
    """The product whose card is shown for the page of ``definition``: the first that it names and that has a picture.

    None for what concerns every product there is, for that is about none of them.
    """
    named = [id_ for id_ in definition.concerns if id_ in definitions.products]
    if len(named) > 1 and set(named) == set(definitions.products):
        return None
    return next((definitions.products[id_] for id_ in named if definitions.products[id_].picture), None)
