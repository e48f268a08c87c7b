"""Rules across the handbook's definitions: links that lead somewhere, both languages, one word for one thing, coverage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator.addresses import short_code
from generator.catalogue import Catalogue
from generator.fields import Link, is_id
from generator.handbook import ENTRIES, FOLDERS, Entry, FormField, HandbookItem, Season, Term
from generator.intervals import Interval
from generator.model import Asked, Audience, LocalText, Product, Promise, Statement, Task
from generator.problems import Problem, unknown
from generator.schema import walk
from generator.source import Keys

Problems = Iterator[Problem]
Definition = Product | Task | Promise | Entry

INTERVAL = "{interval}"
HUBS = ("services", "glossary", "index-a-z", "this-month")  # pages of many definitions, beside the lists of a kind
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-z0-9])[XxＸ]\s*(个工作日|工作日|个月|天|日|小时|年|(working |business )?(day|hour|month|year)s?\b)"
)
_PHONE = re.compile(r"(?<![\d-])(0\d{2,3}[- ]?\d{7,8}|[48]00-?\d{3}-?\d{4})(?![\d-])")
_DAY, _WEEK, _MONTH, _QUARTER, _YEAR = (0, 1), (0, 7), (1, 0), (3, 0), (12, 0)
_ZH_NUMBERS = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "十": 10, "半": 0.5}
_ZH_UNITS = {
    "天": _DAY, "日": _DAY, "周": _WEEK, "星期": _WEEK, "月": _MONTH, "季度": _QUARTER, "季": _QUARTER, "年": _YEAR,
}  # fmt: skip
_EN_NUMBERS = {"": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "half": 0.5}
_EN_UNITS = {"day": _DAY, "week": _WEEK, "month": _MONTH, "quarter": _QUARTER, "year": _YEAR}
_EN_WORDS = {
    "daily": _DAY, "weekly": _WEEK, "monthly": _MONTH, "quarterly": _QUARTER, "half-yearly": (6, 0), "yearly": _YEAR,
}  # fmt: skip
_ZH_INTERVAL = re.compile(
    r"每\s*(\d+|[一两二三四五六十半]?)\s*个?(天|日|周|星期|月|季度|季|年)(?![一-鿿]*?(?:数|次数))"
)
_EN_INTERVAL = re.compile(
    r"\b(?:every|each) (?:(\d+|two|three|four|five|six|ten|half)[ -])?(day|week|month|quarter|year)s?\b"
    r"|\b(daily|weekly|monthly|quarterly|half-yearly|yearly)\b",
    re.IGNORECASE,
)


def definitions(catalogue: Catalogue) -> Iterator[tuple[str, str, Definition]]:
    """Every definition that has a page, with its kind and id."""
    kinds: Mapping[str, Mapping[str, Definition]] = {
        "product": catalogue.products,
        "task": catalogue.tasks,
        "promise": catalogue.promises,
        **catalogue.entries,
    }
    for kind, things in kinds.items():
        for id_, thing in things.items():
            yield kind, id_, thing


def links_lead_somewhere(catalogue: Catalogue) -> Problems:
    """A link's definition exists, and no public page leads to one that only staff may read.

    A role is named on public pages and not linked there, so it may be an internal one.
    """
    for kind, id_, thing in definitions(catalogue):
        file = catalogue.places[kind, id_].file
        for keys, link in _links(thing):
            yield from _follow(catalogue, link, file, keys, thing.audience)
    for id_, term in catalogue.terms.items():
        if term.page is not None:
            place = catalogue.places["term", id_]
            yield from _follow(catalogue, term.page, place.file, (*place.keys, "page"), term.audience)


def _links(thing: Any) -> Iterator[tuple[Keys, Link]]:
    yield from ((keys, part) for keys, part in walk(thing) if isinstance(part, Link))


def _follow(catalogue: Catalogue, link: Link, file: str, keys: Keys, audience: Audience) -> Problems:
    known = catalogue.linked(link.kind)
    if link.id not in known:
        if (link.kind, link.id) not in catalogue.broken and (link.kind, "") not in catalogue.broken:
            yield unknown(link.kind, link.id, known, file, keys)
    elif audience == "public" and link.kind != "role" and known[link.id].audience == "internal":
        yield Problem(code="internal_reference", file=file, keys=keys, params={"found": str(link)})


def entries_refer_to_definitions(catalogue: Catalogue) -> Problems:
    """An entry's products, pictures and seasons exist, and its forms' fields have what their kind needs."""
    for kind in ENTRIES:
        for id_, entry in catalogue.entries.get(kind, {}).items():
            file = catalogue.places[kind, id_].file
            for index, product in enumerate(entry.products):
                if product not in catalogue.products and ("product", product) not in catalogue.broken:
                    yield unknown("product", product, catalogue.products, file, ("products", index))
            if entry.picture is not None and entry.picture not in catalogue.pictures:
                if not {("picture", entry.picture), ("picture", "")} & catalogue.broken:
                    yield unknown("picture", entry.picture, catalogue.pictures, file, ("picture",))
            elif entry.picture is not None and entry.picture not in catalogue.shown:
                yield Problem(code="picture_untold", file=file, keys=("picture",), params={"found": entry.picture})
            known = catalogue.seasons.names
            if isinstance(entry, Season) and entry.season not in known and ("seasons", "") not in catalogue.broken:
                yield unknown("season", entry.season, known, file, ("season",))
            for keys, part in walk(entry):
                if isinstance(part, FormField):
                    yield from _complete(part, file, keys)


def _complete(field: FormField, file: str, keys: Keys) -> Problems:
    needed = {"choice": "choices", "checks": "choices", "table": "columns"}.get(field.kind)
    if needed is not None and not getattr(field, needed):
        yield Problem(code="field_needs", file=file, keys=keys, params={"kind_of": field.kind, "found": needed})


def tags_are_known_and_used(catalogue: Catalogue) -> Problems:
    """Definitions carry tags that exist, and each tag is carried by one."""
    used = set()
    for kind, id_, thing in definitions(catalogue):
        file = catalogue.places[kind, id_].file
        for index, tag in enumerate(thing.tags):
            used.add(tag)
            if tag not in catalogue.tags and not {("tag", ""), ("tag", tag)} & catalogue.broken:
                yield unknown("tag", tag, catalogue.tags, file, ("tags", index))
    for id_ in catalogue.tags:
        place, params = catalogue.places["tag", id_], {"found": id_}
        if not is_id(id_):
            yield Problem(code="bad_id", file=place.file, keys=place.keys, at_key=True, params=params)
        elif id_ not in used:
            yield Problem(
                code="tag_unused", file=place.file, keys=place.keys, at_key=True, params=params, level="warning"
            )


def searched_pages_exist(catalogue: Catalogue) -> Problems:
    """The search's words for pages that no definition makes are for lists and hubs that there are."""
    known = {f"{folder}/" for folder in (*FOLDERS.values(), *HUBS)}
    for address in catalogue.search.pages:
        if address not in known:
            yield unknown("page", address, known, "definitions/search.yaml", ("pages", address), at_key=True)


def former_ids_are_free(catalogue: Catalogue) -> Problems:
    """An address that something had before is nothing else's of its kind, now or before."""
    taken = {(kind, id_) for kind, id_, _ in definitions(catalogue)}
    for kind, id_, thing in definitions(catalogue):
        for index, former in enumerate(thing.formerly):
            if (kind, former) in taken:
                file, keys = catalogue.places[kind, id_].file, ("formerly", index)
                yield Problem(code="duplicate_id", file=file, keys=keys, params={"found": former})
            taken.add((kind, former))


def short_addresses_are_free(catalogue: Catalogue) -> Problems:
    """No product's code has the short address of another product, or of its own other code."""
    taken = set(catalogue.products)
    for id_, product in catalogue.products.items():
        for index, code in enumerate(product.codes):
            short = short_code(code)
            if short and short != id_ and short in taken:
                file, keys = catalogue.places["product", id_].file, ("codes", index)
                yield Problem(code="duplicate_id", file=file, keys=keys, params={"found": short})
            taken.add(short)


def public_texts_are_in_both_languages(catalogue: Catalogue) -> Problems:
    """What the public reads is there in every language of the company; staff may have theirs in Chinese alone."""
    for file, at, thing in _texts(catalogue):
        if "en" not in catalogue.company.locales or getattr(thing, "audience", "public") == "internal":
            continue
        for keys, part in walk(thing):
            if isinstance(part, LocalText) and part.en is None:
                yield Problem(code="missing_translation", file=file, keys=at + keys, params={"found": "en"})


def _texts(catalogue: Catalogue) -> Iterator[tuple[str, Keys, Any]]:
    """Everything whose words somebody reads, with its place."""
    yield "definitions/company.yaml", (), catalogue.company
    yield "definitions/calendars/seasons.yaml", (), catalogue.seasons
    for kind, id_, thing in definitions(catalogue):
        yield catalogue.places[kind, id_].file, (), thing
    tables: Mapping[str, Mapping[str, Any]] = {
        "source": catalogue.works,
        "item": catalogue.handbook,
        "picture": catalogue.shown,
        "tag": catalogue.tags,
    }
    for kind, things in tables.items():
        for id_, thing in things.items():
            yield catalogue.places[kind, id_].file, catalogue.places[kind, id_].keys, thing


def words_are_the_preferred_ones(catalogue: Catalogue) -> Problems:
    """No text uses a variant that the glossary avoids, leaves a number open, or tells a telephone number."""
    avoided = [(_variants(term), term) for term in catalogue.terms.values() if term.avoid != Asked()]
    for file, at, thing in _texts(catalogue):
        for keys, part in walk(thing):
            if not isinstance(part, LocalText):
                continue
            for language, text in (("zh", part.zh), ("en", part.en or "")):
                yield from _wording(text, file, (*at, *keys, language))
                for patterns, term in avoided:
                    pattern = patterns[language]
                    for found in pattern.findall(text) if pattern else ():
                        params = {"found": found, "preferred": term.zh if language == "zh" else term.en}
                        yield Problem(code="avoided_term", file=file, keys=(*at, *keys, language), params=params)


def _wording(text: str, file: str, keys: Keys) -> Problems:
    found = _PLACEHOLDER.search(text)
    if found:
        yield Problem(code="unset_placeholder", file=file, keys=keys, params={"found": found[0]})
    found = _PHONE.search(text)
    if found:
        yield Problem(code="phone_in_text", file=file, keys=keys, params={"found": found[0]})


def _variants(term: Term) -> dict[str, re.Pattern[str] | None]:
    zh, en = map(re.escape, term.avoid.zh), map(re.escape, term.avoid.en)
    return {
        "zh": re.compile("|".join(zh)) if term.avoid.zh else None,
        "en": re.compile(rf"\b(?:{'|'.join(en)})s?\b", re.IGNORECASE) if term.avoid.en else None,
    }


def intervals_agree(catalogue: Catalogue) -> Problems:
    """A sentence tells the same interval in both languages, and the one of the task that it names."""
    for file, at, thing in _texts(catalogue):
        for keys, part in walk(thing):
            if not isinstance(part, Statement):
                continue
            zh, en = intervals_in(part.zh, "zh"), intervals_in(part.en or "", "en")
            if zh and en and zh != en:
                params = {"found": _listed(zh), "other": _listed(en)}
                yield Problem(code="languages_differ", file=file, keys=(*at, *keys, "en"), params=params)
            task = catalogue.tasks.get(part.task.id) if part.task is not None else None
            held = intervals_of(task) if task is not None else set()
            if INTERVAL in part.zh + (part.en or "") and len(held) != 1 and (task is not None or part.task is None):
                yield Problem(code="interval_open", file=file, keys=(*at, *keys), params={"found": INTERVAL})
            if task is None:
                continue
            if wrong := (zh | en) - held:
                params = {"found": _listed(wrong), "task": task.id, "other": _listed(held)}
                yield Problem(code="interval_contradicts", file=file, keys=(*at, *keys), params=params)


def intervals_of(task: Task) -> set[Interval]:
    """The intervals of a task's rules as they stand now."""
    rules = task.current_rules
    by = {i for rule in rules for intervals in (rule.interval_by or {}).values() for i in intervals.values()}
    return by | {rule.interval for rule in rules if rule.interval is not None}


def _listed(intervals: set[Interval]) -> str:
    """Intervals as staff write them in a rule."""
    ordered = sorted(intervals, key=lambda interval: interval.approximate_days)
    return ", ".join(map(_written, ordered)) or "-"


def _written(interval: Interval) -> str:
    amount, unit = (interval.months, "month") if interval.months else (interval.days, "day")
    if unit == "month" and amount % 12 == 0:
        amount, unit = amount // 12, "year"
    return f"{amount} {unit}{'' if amount == 1 else 's'}"


def intervals_in(text: str, language: str) -> set[Interval]:
    """The intervals that a sentence tells: ``每半年`` and ``every 6 months`` are both six months."""
    found = set()
    if language == "zh":
        for written, unit in _ZH_INTERVAL.findall(text):
            found.add(_times(float(written) if written.isdigit() else _ZH_NUMBERS[written], _ZH_UNITS[unit]))
    else:
        for written, unit, word in _EN_INTERVAL.findall(text):
            many = float(written) if written.isdigit() else _EN_NUMBERS[written.lower()]
            found.add(_times(many, _EN_UNITS[unit.lower()]) if unit else _times(1, _EN_WORDS[word.lower()]))
    return found


def _times(many: float, unit: tuple[int, int]) -> Interval:
    return Interval(months=int(unit[0] * many), days=int(unit[1] * many))


def handbook_is_covered(catalogue: Catalogue) -> Problems:
    """Every item of every section is there and became something or is left out for a reason; what it became cites it."""
    file = "definitions/sources/article.yaml"
    for section, count in catalogue.sections.items():
        for number in range(1, count + 1):
            id_ = f"{section}-{number:03}"
            if id_ not in catalogue.handbook:
                keys: Keys = ("sections", section)
                yield Problem(code="item_missing", file=file, keys=keys, params={"found": id_})
    for id_, item in catalogue.handbook.items():
        keys = ("items", id_)
        section, _, digits = id_.partition("-")
        if not digits.isdigit() or int(digits) not in range(1, catalogue.sections.get(section, 0) + 1):
            yield Problem(code="item_unknown", file=file, keys=keys, at_key=True, params={"found": id_})
        if bool(item.became) == (item.excluded is not None):
            yield Problem(code="item_unaccounted", file=file, keys=keys, params={"found": id_})
        for index, link in enumerate(item.became):
            yield from _became(catalogue, id_, item, link, file, (*keys, "became", index))


def _became(catalogue: Catalogue, id_: str, item: HandbookItem, link: Link, file: str, keys: Keys) -> Problems:
    missing = list(_follow(catalogue, link, file, keys, "internal"))
    yield from missing
    known = catalogue.linked(link.kind)
    if not missing and link.id in known and id_ not in set(cited(known[link.id])):
        params = {"found": str(link), "item": id_}
        yield Problem(code="item_not_cited", file=file, keys=keys, params=params)


def cited(thing: Definition) -> Iterator[str]:
    """The works and handbook items that a definition names anywhere."""
    for _, part in walk(thing):
        yield from getattr(part, "source", None) or ()


HANDBOOK_CHECKS: tuple[Callable[[Catalogue], Problems], ...] = (
    links_lead_somewhere,
    entries_refer_to_definitions,
    tags_are_known_and_used,
    searched_pages_exist,
    former_ids_are_free,
    short_addresses_are_free,
    public_texts_are_in_both_languages,
    words_are_the_preferred_ones,
    intervals_agree,
    handbook_is_covered,
)
