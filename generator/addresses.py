"""Where things stand on the site: the page of each definition, and a product's short address for stickers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.catalogue import Catalogue
from generator.handbook import FOLDERS
from generator.model import Company
from generator.problems import Language

SHORT = "p"

_OTHER = re.compile(r"[^a-z0-9]+")


def page_path(kind: str, id_: str) -> str:
    """The address of a definition's page below its language, such as ``maintenance/window/bolts/``."""
    return f"{FOLDERS[kind]}/{id_}/"


def public_address(company: Company, path: str, language: Language | None = None) -> str:
    """The whole address of ``path`` on the public site, below a language if one is given."""
    base = company.site_url.rstrip("/")
    return f"{base}/{language}/{path}" if language else f"{base}/{path}"


def short_code(code: str) -> str:
    """A product's code as it stands in an address: ``TB-65`` is ``tb-65``; empty where it has no Latin letter or digit."""
    return _OTHER.sub("-", code.lower()).strip("-")


def short_codes(catalogue: Catalogue) -> Mapping[str, str]:
    """Each short code with the id of its product: the ids themselves, and the codes where they can be written so."""
    codes = {id_: id_ for id_ in catalogue.products}
    for id_, product in catalogue.products.items():
        codes |= {short: id_ for code in product.codes if (short := short_code(code))}
    return dict(sorted(codes.items()))


def short_path(code: str) -> str:
    """The path of a short code at the site's root, such as ``p/tb-65/``."""
    return f"{SHORT}/{code}/"
