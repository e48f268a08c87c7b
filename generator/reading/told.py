"""Checks of texts: every language of the company, the preferred words, no number left open, no telephone number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain

from generator.model.definition import Asked, LocalText
from generator.model.definitions import Definitions, paged
from generator.model.walking import walk
from generator.text.language import Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems

_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxＸ]\s*(个工作日|工作日|个月|天|日|小时|年|(working |business )?(day|hour|month|year)s?\b)"
)

# What somebody left to be filled in.
_LEFT_OPEN = re.compile(
    r"(?<![a-z0-9])(?:todo|tbd|tbc|fixme|[x×]{2,})(?![a-z0-9])|ｘ{2,}|lorem ipsum|[?？]{3,}|_{3,}"
    r"|(?<![明为作标注成记写是“])待(?:定|补|填|补充|填写|完善)(?:$|(?=[，。；：、）)\s]))"
    r"|[‹<＜【\[（(]\s*(?:请?在?此处?填写?|请?填写?|填空|待填|fill in|your text)[^›>＞】\]）)]*[›>＞】\]）)]",
    re.IGNORECASE,
)

_HAN = re.compile(r"[\u3400-\u9fff]")
_PHONE = re.compile(r"(?<![\d-])(0\d{2,3}[- ]?\d{7,8}|[48]00-?\d{3}-?\d{4})(?![\d-])")


def public_texts_are_in_every_language(definitions: Definitions) -> Problems:
    """What the public reads is there in every language of the company; what staff read, in one of them.

    Which languages those are nobody knows of a company whose own file says something wrong.
    """
    if ("company", "") in definitions.broken:
        return
    locales = definitions.company.locales
    for file, at, written in (*texts(definitions), *_named(definitions)):
        is_internal = getattr(written, "audience", "public") == "internal"
        for keys, part in walk(written):
            if not isinstance(part, LocalText):
                continue
            lacking = [language for language in locales if language not in part.said_in()]
            if is_internal and len(lacking) == len(locales):
                yield Problem(code="no_translation", file=file, keys=at + keys, params={"choices": locales})
            for language in lacking if not is_internal else ():
                yield Problem(code=f"missing_{language}", file=file, keys=at + keys)


def english_is_no_chinese(definitions: Definitions) -> Problems:
    """An English text is not the Chinese one again, as where somebody gave one name and readers have two languages."""
    if ("company", "") in definitions.broken or "en" not in definitions.company.locales:
        return
    for file, at, written in (*texts(definitions), *_named(definitions)):
        for keys, part in walk(written):
            if isinstance(part, LocalText) and part.en is not None and part.en == part.zh and _HAN.search(part.en):
                params = {"found": part.en}
                keys = (*at, *keys, "en")
                yield Problem(code="english_is_chinese", file=file, keys=keys, params=params, level="warning")


def _named(definitions: Definitions) -> Iterator[tuple[str, Keys, object]]:
    """What is called something in its own place: what the search box says, terms, and days off."""
    yield "definitions/search.yaml", (), definitions.search
    for id_, term in definitions.terms.items():
        yield definitions.places["term", id_].file, definitions.places["term", id_].keys, term
    for of_file in definitions.calendars.values():
        for year, given in of_file.years.items():
            yield of_file.file, (year,), given
        for index, holiday in enumerate(of_file.every_year):
            yield of_file.file, ("every_year", index), holiday


def texts(definitions: Definitions) -> Iterator[tuple[str, Keys, object]]:
    """Everything whose words somebody reads, with its place."""
    yield "definitions/company.yaml", (), definitions.company
    yield "definitions/calendars/seasons.yaml", (), definitions.seasons
    for kind, id_, definition in paged(definitions):
        yield definitions.places[kind, id_].file, (), definition
    tables: Mapping[str, Mapping[str, object]] = {
        "source": definitions.works,
        "item": definitions.handbook,
        "picture": definitions.shown,
        "tag": definitions.tags,
    }
    for kind, table in tables.items():
        for id_, entry in table.items():
            yield definitions.places[kind, id_].file, definitions.places[kind, id_].keys, entry


def words_are_the_preferred_ones(definitions: Definitions) -> Problems:
    """No text uses a variant that the glossary avoids, leaves a number open, or tells a telephone number."""
    terms = [term for term in definitions.terms.values() if term.avoid != Asked()]
    avoided = [(_variants(term.avoid), term) for term in terms]
    every = _variants(Asked(zh=_all(term.avoid.zh for term in terms), en=_all(term.avoid.en for term in terms)))
    for file, at, written in texts(definitions):
        for keys, part in walk(written):
            if not isinstance(part, LocalText):
                continue
            spoken: tuple[tuple[Language, str], ...] = (("zh", part.zh or ""), ("en", part.en or ""))
            for language, text in spoken:
                for code, found in _wording(text):
                    yield Problem(code=code, file=file, keys=(*at, *keys, language), params={"found": found})
                seldom = every[language]
                for patterns, term in avoided if seldom and seldom.search(text) else ():
                    pattern = patterns[language]
                    for slip in pattern.findall(text) if pattern else ():
                        params = {"found": slip, "preferred": term.of(language)}
                        yield Problem(code="avoided_term", file=file, keys=(*at, *keys, language), params=params)


@lru_cache(maxsize=1 << 16)
def _wording(text: str) -> tuple[tuple[str, str], ...]:
    """What is wrong with a text by itself: the codes of problems, with the words that are."""
    found: list[tuple[str, str]] = []
    open_place = _LEFT_OPEN.search(text)
    gap = _PLACEHOLDER.search(text)
    if open_place and not gap:
        found.append(("left_open", open_place[0].strip()))
    if gap:
        found.append(("unset_placeholder", gap[0]))
    if phone := _PHONE.search(text):
        found.append(("phone_in_text", phone[0]))
    return tuple(found)


def _all(words: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(chain.from_iterable(words))


def _variants(avoid: Asked) -> dict[str, re.Pattern[str] | None]:
    """What finds one of the words to ``avoid`` in a text of each language."""
    zh, en = map(re.escape, avoid.zh), map(re.escape, avoid.en)
    return {
        "zh": re.compile("|".join(zh)) if avoid.zh else None,
        "en": re.compile(rf"\b(?:{'|'.join(en)})s?\b", re.IGNORECASE) if avoid.en else None,
    }
