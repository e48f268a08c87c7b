"""In which ways a text on a page may tell an address, a telephone number or a chat name that is recorded otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

import phonenumbers

from generator.text.folding import digits, fold, tight

_HAN = "[\u3400-\u9fff]"
# What an address begins with, up to its district or town; a compound, a market and a street are none.
_DISTRICT = re.compile("[省县镇乡]|(?<![超夜菜])市|(?<![小园社校厂景院街片库住库])区|(?<=[\u3400-\u9fff]{2})街道")
_CITY = re.compile(
    "(?:中国)?(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|成都|武汉|西安|香港|澳门|台北)(?![路街道大])"
)
# Where the flat begins: behind the number of a house, an entrance or a tower.
_HOUSE = re.compile("(?<=[0-9a-z])(?:号楼|号院|号|弄|栋|幢|座)|(?<=[路街道巷])[0-9]+(?=[-#/])")
_LEAST_ADDRESS = 6
_LEAST_STREET = 5  # with the number of a house
_STREETS = {
    "road": "rd", "street": "st", "avenue": "ave", "boulevard": "blvd", "lane": "ln", "drive": "dr", "court": "ct",
    "place": "pl", "square": "sq", "terrace": "ter", "highway": "hwy", "close": "cl", "parkway": "pkwy", "crescent": "cres",
    "strasse": "str",
}  # fmt: skip
_FLAT = re.compile(r"[\s,]*(?:\b(?:apartment|apt|flat|unit|suite|room|floor|fl|level)\b\.?|#)\s*[\w-]*[\s,]*")
_NUMBER = r"\d{1,4}[a-z]?(?:-\d{1,4}[a-z]?)?"
_TYPE = rf"(?:{'|'.join((*_STREETS, *_STREETS.values()))})"
_STREET = re.compile(rf"(?<![\w-])(?P<number>{_NUMBER}),?\s+(?P<street>(?:[^\W\d][\w.'\u2019]*\s+){{1,4}}?{_TYPE})\b")
_NUMBER_FIRST = re.compile(rf"(?P<number>{_NUMBER}),?\s+(?P<street>[^\W\d].{{3,}})\Z")
_NUMBER_LAST = re.compile(rf"(?P<street>[^\W\d].{{3,}}?)\s+(?P<number>{_NUMBER})\Z")

_BETWEEN_DIGITS = re.compile(r"(?<=\d)[_~,*\u2219\u2022](?=\d)")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_CHAT = re.compile(
    r"(?:微信|威信|v信|薇信|qq|(?<![a-z])(?:wechat|weixin|whatsapp|telegram|skype|line|vx|wx|v)(?=[\s:]))"
    r"(?:号码|帐号|账号|号|id)?[\s:：=#]*(?P<name>[a-z0-9_][a-z0-9_.-]{3,})"
)
_WHOLE_NUMBER = 7


def shortened(address: str) -> Iterator[str]:
    """``address`` folded and tight: from behind its district on, that without its flat, and its street with the house."""
    folded = fold(address)
    whole = tight(folded)
    unbroken = "".join(folded.split())
    for plain in [whole, *(tight(unbroken[: house.end()]) for house in _HOUSE.finditer(unbroken))]:
        yield from _behind_district(plain)
    if not re.search(_HAN, folded):
        yield from _street(folded)


def _behind_district(plain: str) -> Iterator[str]:
    starts = [0, *(area.end() for area in (*_DISTRICT.finditer(plain), *_CITY.finditer(plain)))]
    for start in sorted(starts, reverse=True):
        rest = plain[start:]
        least = _LEAST_STREET if re.search(rf"{_HAN}{{2}}\d", rest) else _LEAST_ADDRESS
        if len(rest) >= least and not rest[0].isdigit():
            yield rest
            return


def _street(folded: str) -> Iterator[str]:
    """The street and the house of an address in Latin letters, in both orders, and as the street is shortened."""
    bare = _FLAT.sub(", ", folded)
    parts = (part.strip() for part in re.split(r"[,;\n]", bare))
    place = _STREET.search(bare)
    if place is None:
        place = next(filter(None, (p.search(part) for part in parts for p in (_NUMBER_FIRST, _NUMBER_LAST))), None)
    if place is None:
        return
    for street in dict.fromkeys(_renamed(place["street"])):
        for written in (f"{place['number']}{street}", f"{place['number']},{street}", f"{street}{place['number']}"):
            plain = tight(written)
            if len(plain) >= _LEAST_ADDRESS:
                yield plain


def _renamed(street: str) -> Iterator[str]:
    yield street
    for long, short in _STREETS.items():
        yield re.sub(rf"{long}\b", short, street)
        yield re.sub(rf"\b{short}\b\.?" if short != "str" else r"str\b\.?", long, street)


def telephone_numbers(text: str, country: str) -> Iterator[tuple[str, bool]]:
    """The digits of each number in ``text`` that all ways of writing it share, and whether they are whole.

    They are not where the area is left out. Without a country's code a number is one of ``country``.
    """
    plain = _BETWEEN_DIGITS.sub("-", unicodedata.normalize("NFKC", text))
    numbers_in = [match.number for match in phonenumbers.PhoneNumberMatcher(plain, country)]
    for number in numbers_in:
        national = str(number.national_number)
        yield national, True
        local = national[phonenumbers.length_of_geographical_area_code(number) :]
        if _WHOLE_NUMBER <= len(local) < len(national) and not _is_day(local):
            yield local, False
    if not numbers_in and len(digits(text)) >= _WHOLE_NUMBER and not re.search(r"[a-z@_]", fold(plain)):
        yield digits(text), True


def _is_day(number: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(number).year > 0
    return False


def contact_names(text: str) -> Iterator[str]:
    """Mail addresses and chat names in ``text``, without the word that says what they are."""
    folded = fold(text)
    yield from _MAIL.findall(folded)
    without = _MAIL.sub(" ", folded)
    yield from re.findall(r"\bwxid_\w+", without)
    yield from (account["name"] for account in _CHAT.finditer(without))
