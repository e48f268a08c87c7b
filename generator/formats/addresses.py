"""Where things stand on the site: the page of each definition, and a product's short address for stickers."""

from __future__ import annotations

import re

from generator.model.company import Company
from generator.model.kinds import KINDS
from generator.text.language import Language

SHORT = "p"

_EXTENSION = re.compile(r"[转轉#;]|ext", re.IGNORECASE)
_SHORTEST = 3


def page_path(kind: str, id_: str) -> str:
    """The address of a definition's page below its language, such as ``maintenance/window/bolts/``."""
    return f"{KINDS[kind].folder}/{id_}/"


def public_address(company: Company, path: str, language: Language | None = None) -> str:
    """The whole address of ``path`` on the public site, below a language if one is given."""
    base = company.site_url.rstrip("/")
    return f"{base}/{language}/{path}" if language else f"{base}/{path}"


def short_path(code: str) -> str:
    """The path of a short code at the site's root, such as ``p/tb-65/``."""
    return f"{SHORT}/{code}/"


def dialled(number: str) -> str:
    """What a telephone dials for ``number``, without its extension; empty for what is none, such as a name in a chat."""
    called = _EXTENSION.split(number)[0]
    digits = "".join(c for c in called if c.isdecimal() or c == "+")
    return digits if len(digits) >= _SHORTEST and not any(c.isalpha() and c.isascii() for c in called) else ""
