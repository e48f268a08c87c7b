"""Checks that nothing personal stands in what will be public, and that no common word is kept secret unawares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

import phonenumbers

from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.reading.secrets import Folded, Secret, Secrets, folded_of, shown
from generator.text.folding import NUMBER, digits
from generator.text.positions import position_of
from generator.text.problems import Problem, Problems

_ID_NUMBER = re.compile(r"\d(?<!\d\d)\d{16}[\dXx](?!\d)")
_CONTACT = re.compile(r"\bwxid_\w+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PERSONAL = {
    phonenumbers.PhoneNumberType.MOBILE,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE,
    phonenumbers.PhoneNumberType.PERSONAL_NUMBER,
}
# The shortest and the longest number that somebody may be called at.
_DIGITS = range(8, 16)


def public_text_holds_no_personal_data(definitions: Definitions) -> Problems:
    """No mobile number, no ID number, no mail address or chat name but the company's own stands in a definition."""
    if ("company", "") in definitions.broken:
        return  # nobody knows then which numbers and addresses are the company's own
    company = definitions.company
    own = {company.email, digits(company.hotline)}
    for file, text in definitions.texts.items():
        for code, start, personal in _personal(text, company.country):
            if code == "privacy_id" or (personal if code == "privacy_contact" else digits(personal)) not in own:
                params = {"found": shown(personal)}
                yield Problem(code=code, file=file, position=position_of(text, start), params=params, unquoted=True)


@lru_cache(maxsize=10_000)
def _personal(text: str, country: str) -> tuple[tuple[str, int, str], ...]:
    """What in a text may be somebody's own: its problem's code, where it stands, and how it is written.

    Texts are looked at again and again.
    """
    found = [("privacy_phone", at, number) for at, number in _mobiles(text, country)]
    found += (("privacy_id", number.start(), number[0]) for number in _ID_NUMBER.finditer(text))
    if "@" in text or "wxid_" in text:
        found += (("privacy_contact", name.start(), name[0]) for name in _CONTACT.finditer(text))
    return tuple(found)


def _mobiles(text: str, country: str) -> Iterator[tuple[int, str]]:
    """Where a number stands at which a person may be called, and how it is written."""
    for written in NUMBER.finditer(text):
        if len(digits(written[0])) not in _DIGITS:
            continue
        try:
            number = phonenumbers.parse(written[0], country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) and phonenumbers.number_type(number) in _PERSONAL:
            yield written.start(), written[0]


def folded_texts(definitions: Definitions) -> Mapping[str, Folded]:
    """The texts of definitions by file, as names are looked for in them."""
    return {file: folded_of(text) for file, text in definitions.texts.items()}


def names_are_no_common_words(definitions: Definitions, schedules: Schedules, texts: Mapping[str, Folded]) -> Problems:
    """A name that definitions use as a word would stop every build: who knows that it gives nobody away allows it.

    ``texts`` are those of the definitions.
    """
    secrets = Secrets(schedules, definitions.company.country)
    used: dict[Secret, str] = {}
    for file, folded in texts.items():
        for secret in secrets.among(folded):
            used.setdefault(secret, file)
    for secret, where in sorted(used.items(), key=lambda entry: (entry[0].file, entry[0].text)):
        params = {"found": secret.shown, "where": where}
        text = schedules.texts[secret.file]
        start = text.find(secret.text)  # -1 where it is spelt with escapes
        at = position_of(text, max(start, 0))
        yield Problem(
            code="name_is_a_word", file=secret.file, position=at, params=params, level="warning", unquoted=True
        )
