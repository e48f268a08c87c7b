"""The last look at what will be public: no customer's name, address or number may be in it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from generator.catalogue import Catalogue
from generator.problems import Problem

_SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_GRAM = 3


def leaks(catalogue: Catalogue, pages: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each piece of customer data in the text of a public page; ``pages`` are (path, HTML or text)."""
    secrets = sorted(_secrets(catalogue))
    for path, source in pages:
        text = visible_text(source)
        grams = {text[i : i + _GRAM] for i in range(len(text) - _GRAM + 1)}
        for secret, file in secrets:
            if secret[:_GRAM] in grams and secret in text:
                yield Problem(code="privacy_customer", file=file, params={"page": path, "found": secret})


def visible_text(source: str) -> str:
    """The text of an HTML page, its attributes' and scripts' left out."""
    return html.unescape(_TAG.sub(" ", _SCRIPT.sub(" ", source)))


def _secrets(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """(text that must not be public, the file it comes from). Shorter texts than three characters say nothing."""
    people = [(technician.name, "technician", id_) for id_, technician in catalogue.technicians.items()]
    for id_, customer in catalogue.customers.items():
        people.append((customer.name, "customer", id_))
        people += [(site.address, "customer", id_) for site in customer.sites]
        if customer.contact is not None:
            people.append((customer.contact.name, "customer", id_))
            if customer.contact.phone is not None:
                people.append((customer.contact.phone, "customer", id_))
    for text, kind, id_ in people:
        if len(text) >= _GRAM:
            yield text, catalogue.places[kind, id_].file
