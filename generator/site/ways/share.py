"""What is shown where somebody shares a page: a card with the picture of the product that the page is about.

Without one a link in a chat is a line of text, and with the same one for every page nobody sees what it leads to.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from generator.formats.artifacts import Artifact
from generator.formats.logo import logo_of, tones_of
from generator.formats.pictures import embedded, published
from generator.formats.png import png
from generator.formats.templating import Templates
from generator.formats.tones import pictured
from generator.model.company import Company
from generator.model.definition import Definition
from generator.model.definitions import Definitions
from generator.model.products import Product
from generator.site.pages.view import View

TEMPLATE = "site/share.svg.j2"
HERO = "assets/images/hero.svg"
_THEMED_HERO = f"theme/{HERO}"  # that of a theme of the company's own


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareCard(View):
    """A card as SVG; ``picture`` is an address that holds the product's picture itself, empty for pages of none.

    So is ``logo``, empty where the company has none: what is drawn instead has words. ``left`` is where the picture begins.
    ``colour`` is the ground, ``hero`` the first picture of the home page as SVG.
    """

    template: ClassVar[str] = TEMPLATE
    picture: str
    logo: str
    left: int
    colour: str
    hero: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class HeroPicture(View):
    """The first picture of the home page; ``tones`` are the colours of what is in it, by what wears them."""

    template: ClassVar[str] = "site/hero.svg.j2"
    tones: Mapping[str, str]


def share_pictures(definitions: Definitions, templates: Templates) -> Iterator[Artifact]:
    """A card for each product that has a picture, and one for pages of none. Paths below the folder of a language.

    Raises jinja2.TemplateError, and NotDrawable where the template makes no SVG.
    """
    plain = _plain_card(definitions, templates)
    yield Artifact("assets/share.png", _card(plain, templates))
    for product in definitions.products.values():
        if product.picture is not None:
            picture = embedded(product.picture, published(product.picture, definitions.pictures[product.picture]))
            yield Artifact(f"assets/share/{product.id}.png", _card(replace(plain, picture=picture), templates))


def hero(company: Company, templates: Templates) -> str:
    """The first picture of the home page as SVG. Raises jinja2.TemplateError."""
    if _THEMED_HERO in templates.sources:
        return templates.sources[_THEMED_HERO]
    own = pictured(company.brand.own_colour, company.brand.own_accent)
    return templates.html(HeroPicture.template, view=HeroPicture(tones=own))


def _plain_card(definitions: Definitions, templates: Templates) -> ShareCard:
    company = definitions.company
    logo = logo_of(company, definitions.pictures, templates, company.locales[0])
    return ShareCard(
        picture="",
        logo="" if logo.drawn else embedded(logo.name, logo.content),
        left=208 if logo.drawn else 356,
        colour=tones_of(company).light["hero"],
        hero=Markup(hero(company, templates)),
    )


def _card(card: ShareCard, templates: Templates) -> bytes:
    return png(templates.html(TEMPLATE, view=card))


def shared_as(definitions: Definitions, definition: Definition) -> Product | None:
    """The product whose card is shown for the page of ``definition``: the first that it names and that has a picture.

    None for what concerns every product there is, for that is about none of them.
    """
    named = [id_ for id_ in definition.concerns if id_ in definitions.products]
    if len(named) > 1 and set(named) == set(definitions.products):
        return None
    return next((definitions.products[id_] for id_ in named if definitions.products[id_].picture), None)
