"""Checks of how the company is reached: numbers and addresses are real ones, and its own.

What `init` puts in where nobody answered, and whatever else is kept for examples, is told of any company but an example:
readers would call a number that nobody answers. A first publication asks about it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import urlsplit

from generator.model.company import Company
from generator.model.definitions import Definitions
from generator.reading.telephones import LETTER, sample_number, wrong_number
from generator.text.problems import Level, Problem, Problems

COMPANY = "definitions/company.yaml"
_ADDRESSES = ("site_url", "feeds_url", "edit_url")
_EMAIL = re.compile(r"[!-?A-~]+@[!-?A-~]+\.[!-?A-~]+")
_LEAST_DIGITS = 3  # of a telephone number
_ADDRESS = re.compile(r"https?://[^\s/]+(/\S*)?\Z")
# RFC 2606 and RFC 6761: names that belong to nobody, or to the very machine that asks.
_KEPT = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)\.?$")
# One digit over and over, digits that count up, and 555-0100 to 555-0199, which are kept for stories.
_MADE_UP = re.compile(r"(\d)\1{6}$|1234567|55501\d\d$")


def contacts_are_real(definitions: Definitions) -> Problems:
    """The company's addresses are web addresses, its hotline a number, its e-mail address one."""
    if ("company", "") not in definitions.broken:
        yield from unreal(definitions.company)


def contacts_are_its_own(definitions: Definitions) -> Problems:
    """Nothing that is kept for examples stands for the company's own number and addresses."""
    if ("company", "") not in definitions.broken:
        yield from made_up(definitions.company, "warning")


def unreal(company: Company) -> Problems:
    """What is no number or address at all."""
    for key in _ADDRESSES:
        address = getattr(company, key)
        if address is not None and not is_address(address):
            yield _of(key, "bad_url", found=address)
        elif key != "edit_url" and set(address or "") & {"?", "#"}:
            yield _of(key, "url_with_more", found=address)
    hotline = company.hotline
    plain = unicodedata.normalize("NFKC", hotline)
    if sum(map(str.isdecimal, hotline)) < _LEAST_DIGITS:
        yield _of("hotline", "bad_hotline", found=hotline, sample=sample_number(company.country))
    elif letter := LETTER.search(plain):
        yield _of("hotline", "hotline_letter", found=hotline, letter=letter[0])
    elif not _is_made_up(hotline) and (wrong := wrong_number(hotline, company.country, is_public=True)):
        yield _of("hotline", wrong.code, "warning", **wrong.params)
    if any(map(str.isdecimal, hotline)) and plain != hotline:
        yield _of("hotline", "wide_characters", found=hotline, plain=plain)
    if not _EMAIL.fullmatch(company.email):
        yield _of("email", "bad_email", found=company.email)


def made_up(company: Company, level: Level) -> Problems:
    """What is a number or an address, and nobody's: of an example company nothing."""
    if not company.example:
        yield from (
            _of(key, f"made_up_{key}", level, found=getattr(company, key)) for key in _kept_for_examples(company)
        )


def _kept_for_examples(company: Company) -> Iterator[str]:
    """The keys whose value is kept for examples."""
    if _is_made_up(company.hotline):
        yield "hotline"
    hosts = {key: _host(getattr(company, key) or "") for key in _ADDRESSES}
    hosts |= {"email": company.email.rpartition("@")[2], "uid_domain": company.uid_domain}
    yield from (key for key, host in hosts.items() if _KEPT.search(host.lower()))


def _is_made_up(number: str) -> bool:
    return _MADE_UP.search("".join(filter(str.isdecimal, number))) is not None


def is_address(text: str) -> bool:
    """Whether ``text`` is the address of something on the web, its host and port included."""
    try:
        return _ADDRESS.match(text) is not None and bool(urlsplit(text).hostname) and urlsplit(text).port != 0
    except ValueError:
        return False


def _host(address: str) -> str:
    return urlsplit(address).hostname or "" if is_address(address) else ""


def _of(key: str, code: str, level: Level = "error", **params: object) -> Problem:
    return Problem(code=code, file=COMPANY, keys=(key,), params=params, level=level)
