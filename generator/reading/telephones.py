"""Checks that telephone numbers can be called: of so many digits as numbers have, and such as their country gives out.

What a cell holds beside a number (a name, a chat name, an extension, a second number, a flat, hours) is left alone. In a
file this is a warning, for countries give out new numbers; a row of a table is refused, but where somebody means it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneMetadata, PhoneNumberFormat, PhoneNumberType, shortnumberinfo

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.text.problems import Problem, Problems

# Of a number that is only just being written each of these is a slip, unless somebody means it.
NOT_CALLED = frozenset(
    {"telephone_short", "telephone_long", "telephone_unknown", "telephone_letter", "telephone_nought"}
)
# Letters that were typed for a nought or a one: beside a figure, and no part of a word.
LETTER = re.compile(r"(?<=\d)[OoIl]+(?![A-Za-z])|(?<![A-Za-z])[OoIl]+(?=\d)")
_FIGURES = str.maketrans("OoIl", "0011")

_SEVERAL = re.compile(r"[/\\,，、;；|~\n]|\s(?:or|and|y|o|oder|und|ou|et)\s|[或和及]")
_EXTENSION = re.compile(r"(?:[转轉#]|分机|分機|内线|(?<![a-z])(?:ext|x)(?![a-z])\.?).*", re.IGNORECASE | re.DOTALL)
_BEHIND_HYPHEN = re.compile(r"(?<=\d{7})\s*-\s*\d{1,5}\s*\Z")  # an extension, as it is written in China
_LABEL = re.compile(r"\b(?:tel|telephone|phone|mobile|mob|cell|home|office|work|fax)\b\.?", re.IGNORECASE)
# A name somewhere else than on the telephone, which may be of digits.
_ELSEWHERE = re.compile(r"[a-z@_]|微信|威信|薇信|钉钉|飞书|邮", re.IGNORECASE)
_NUMBER = re.compile(r"\+?\(?\d[\d\s()+.\u2010-\u2015\u2212-]*")
_BETWEEN = str.maketrans("", "", " -,.()_、·")
# A house, a flat or a floor, and hours, by what stands directly behind the figures.
_BESIDE = re.compile(
    r"(?<![\d-])(?:\d{1,3}-){0,3}\d{1,4}(?:号[楼院房]|单元|[室栋幢层弄巷樓層棟]|座(?!机)|户(?!主)|房(?!东)|门(?!卫)|楼(?!长))"
    r"|(?<!\d)\d{1,4}(?:号[楼院房]|单元|室)|(?<!\d)\d{1,3}/?F\b|(?<!\d)\d{1,2}(?::\d\d|[点时](?:\d{1,2}分?|半)?)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"(?<=\d)[OoIl]+(?=\d)")
# So many digits has what is called within one area, where its code may be left out.
_LOCAL = range(6, 9)
_WHOLE = 7  # digits: what is shorter, beside a number, is a house, a flat, or another ending of that number


class Wrong(NamedTuple):
    """What is wrong with a telephone number: ``code`` and ``params`` as problems have them."""

    code: str
    params: dict[str, object]


def telephones_can_be_called(definitions: Definitions, schedules: Schedules) -> Problems:
    """A warning for each customer whose number nobody can have in the company's country, or in that which it names."""
    if ("company", "") in definitions.broken:
        return  # nobody knows in which country they are
    for id_, customer in schedules.customers.items():
        contact = customer.contact
        wrong = wrong_number(contact.phone, definitions.company.country) if contact and contact.phone else None
        if wrong is not None:
            file = schedules.places["customer", id_].file
            yield Problem(code=wrong.code, file=file, keys=("contact", "phone"), params=wrong.params, level="warning")


@lru_cache(maxsize=20_000)
def wrong_number(text: str, country: str, *, is_public: bool = False) -> Wrong | None:
    """What is wrong with the telephone numbers in ``text``; None where each can be called, or none is meant to be one.

    ``country`` is that of numbers that name none, as two letters of ISO 3166. What ``is_public``, as a company's own
    number, may be a short one, such as 95588.
    """
    plain = unicodedata.normalize("NFKC", text)
    if _is_plainly_fine(plain, country):
        return None
    written = {number: _can_be_called(number, country, is_public=is_public) for number in _numbers(plain, country)}
    least = _WHOLE if any(written.values()) else 0
    for number in written:
        if nought := _lost(number, country):
            return Wrong("telephone_nought", {"found": text, "prefix": nought})
    wrong = (number for number, is_sound in written.items() if not is_sound and _count(number) >= least)
    return next((_doubt(number, country, text) for number in wrong), None)


def _is_plainly_fine(plain: str, country: str) -> bool:
    """Whether it is one whole number and nothing else: most are, and the whole look takes thirty times as long."""
    bare = plain.translate(_BETWEEN)
    return bare.isascii() and bare.isdecimal() and _shape(country).fullmatch(bare) is not None


@cache
def _shape(country: str) -> re.Pattern[str]:
    """Whole numbers of a country as they are dialled within it."""
    known = _known(country)
    kinds = ((PhoneNumberType.MOBILE, known.mobile), (PhoneNumberType.FIXED_LINE, known.fixed_line))
    patterns = [
        f"{_prefix(phonenumbers.example_number_for_type(country, kind))}(?:{described.national_number_pattern})"
        for kind, described in kinds
        if described is not None and described.national_number_pattern
    ]
    return re.compile("|".join(patterns) or r"\Z.")


def _prefix(number: phonenumbers.PhoneNumber | None) -> str:
    """The digits that are dialled before a number within its country, such as 0 before an area's code."""
    if number is None:
        return ""
    written = re.sub(r"\D", "", phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL))
    return written.removesuffix(phonenumbers.national_significant_number(number))


def sample_number(country: str) -> str:
    """A number as one writes them within a ``country``, for remarks and messages; one of its own numbering plan."""
    number = phonenumbers.example_number(country)
    return "000 000 0000" if number is None else phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL)


def _known(country: str) -> PhoneMetadata:
    known = PhoneMetadata.metadata_for_region(country)
    assert known is not None, "a company's country is one that has numbers"
    return known


def _numbers(plain: str, country: str) -> Iterator[str]:
    """What is meant for a number, without its extension; of parts that name somebody elsewhere nothing."""
    apart = _BESIDE.sub(";", plain)
    for part in _SEVERAL.split(apart if any(map(str.isdecimal, apart)) else plain):
        called = _EXTENSION.sub("", _LABEL.sub(" ", part)).strip()
        figures = LETTER.sub(lambda letter: letter[0].translate(_FIGURES), called)
        is_meant = _INSIDE.search(called) and _count(figures) >= _WHOLE and not _ELSEWHERE.search(figures)
        if figures != called and (is_meant or _can_be_called(figures, country)):
            yield called  # with the letter, which is told
        elif not _ELSEWHERE.search(called):
            for found in _NUMBER.findall(called):
                yield from _several(found, country)


def _several(found: str, country: str) -> Iterable[str]:
    """The numbers of a run of figures: one, or as many as are whole, with what may be no number beside them left out."""
    if _can_be_called(found, country):
        return [found]
    if all(_can_be_called(each, country) for each in found.split()):
        return found.split()
    bare = _BEHIND_HYPHEN.sub("", found)
    return [bare] if _can_be_called(bare, country) else _whole_ones(found, country) or [bare]


def _whole_ones(found: str, country: str) -> list[str]:
    """The whole numbers among groups of figures, and what else is too long for a flat; nothing where it may be one slip.

    A single figure behind a number that is written in groups is one too many, and not where somebody lives.
    """
    groups = list(re.finditer(r"\+?\d+", found))
    numbers, long, rest, first = [], [], "", 0
    while first < len(groups):
        for last in range(len(groups) - 1, first - 1, -1):
            number = found[groups[first].start() : groups[last].end()]
            if _count(number) > max(_LOCAL) and _can_be_called(number, country):
                numbers.append(number)
                break
        else:
            last, group = first, groups[first][0]
            rest += group
            long += [group] if _count(group) >= _WHOLE else []
        first = last + 1
    is_slip = len(rest) == 1 and not any(number.isdecimal() for number in numbers)
    return [] if not numbers or is_slip else [*numbers, *long]


def _can_be_called(written: str, country: str, *, is_public: bool = False) -> bool:
    """Whether somebody may have that number: a whole one, one within an area, or a short one that is public."""
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return False
    if LETTER.search(written):
        return False
    is_short = is_public and shortnumberinfo.is_valid_short_number_for_region(number, country)
    return is_short or phonenumbers.is_valid_number(number) or _is_local(written, country)


def _lost(written: str, country: str) -> str:
    """The digits that a whole number lacks before it, as spreadsheets drop them; nothing where it may be one without."""
    bare = re.sub(r"\D", "", written)
    if "+" in written or len(bare) in _LOCAL:
        return ""
    try:
        number = phonenumbers.parse(written, country)
    except phonenumbers.NumberParseException:
        return ""
    is_whole = bare == phonenumbers.national_significant_number(number) and phonenumbers.is_valid_number(number)
    return _prefix(number) if is_whole else ""


def _is_local(written: str, country: str) -> bool:
    """Whether it is one within an area: of a country that has such, and no mobile number that lost figures."""
    bare, known = re.sub(r"\D", "", written), _known(country)
    has_local = known.fixed_line is not None and known.fixed_line.possible_length_local_only
    if len(bare) not in _LOCAL or "+" in written or not has_local:
        return False
    return not (known.national_prefix and bare.startswith(known.national_prefix)) and not _begins_mobile(bare, country)


def _begins_mobile(bare: str, country: str) -> bool:
    """Whether digits are how mobile numbers begin, in a country where those are known from others and have no prefix."""
    lengths, is_prefixed = _mobile(country)
    if is_prefixed or not lengths:
        return False
    whole = phonenumbers.parse(bare.ljust(lengths[0], "0"), country)
    return bool(phonenumbers.number_type(whole) == PhoneNumberType.MOBILE)


@cache
def _mobile(country: str) -> tuple[tuple[int, ...], bool]:
    """How many digits a mobile number has as it is written in its country, and whether the first of them is a prefix."""
    example, known = phonenumbers.example_number_for_type(country, PhoneNumberType.MOBILE), _known(country).mobile
    if example is None or known is None:
        return (), False
    more = len(_prefix(example))
    return tuple(length + more for length in known.possible_length), more > 0


def _doubt(written: str, country: str, text: str) -> Wrong:
    """Why a number cannot be called, the likeliest reason first."""
    if letter := LETTER.search(written):
        return Wrong("telephone_letter", {"found": text, "letter": letter[0]})
    count, lengths = _count(written), _mobile(country)[0]
    params: dict[str, object] = {"found": text, "n": count, "country": country, "lengths": [f"{n}" for n in lengths]}
    if "+" in written or not lengths or count in lengths:
        return Wrong("telephone_unknown", params)
    return Wrong("telephone_short" if count < max(lengths) else "telephone_long", params)


def _count(written: str) -> int:
    return sum(map(str.isdecimal, written))
