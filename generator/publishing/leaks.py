"""The last look at what will be public: no customer's name, address or number may be in it."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from generator.model.schedules import Schedules
from generator.text.problems import Problem

_BREAK = "\x1e"  # ends a text: no name goes on behind it


_CODE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)


_ATTRIBUTE = re.compile(
    r"""\s(?:alt|title|content|aria-label|placeholder)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE
)


_INLINE = re.compile(
    r"</?(?:a|abbr|b|code|em|i|mark|small|span|strong|sub|sup|tspan|u|wbr)(?:\s[^>]*)?>", re.IGNORECASE
)


_TAG = re.compile(r"<!--|-->|<[^>]*>")


_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")


_NEW_BLOCK = re.compile(r"\n[ \t]*(?=\n|[-*+#|>]|\d+\.)")


_DROPPED = rf"(?:[^\S{_BREAK}]|[-\u00ad\u200b-\u200d\u2010-\u2015\u2060\u2212\ufeff])"


_DROPS = re.compile(_DROPPED)


_DISTRICT = re.compile("[省市区县]")


# The name of a site that is made of these words tells nothing of anybody.
_PLACES = {
    "building", "campus", "factory", "head", "headquarters", "home", "hotel", "house", "lobby", "main", "mall", "office",
    "school", "shop", "showroom", "store", "villa", "warehouse",
    "办公大楼", "总部大楼", "主教学楼", "营业大厅", "商业广场", "住宅小区",
}  # fmt: skip


_GRAMS = (2, 3, 4)


_FEW = 500


_WHOLE_NUMBER = 7


@dataclass(frozen=True, slots=True)
class _Secret:
    """A text that must not be public, as it is written in ``file`` and as it is looked for."""

    text: str
    file: str
    plain: str

    def stands_in(self, text: str) -> bool:
        """Whether it is in ``text`` on its own: Latin letters (and the digits of a short number) not inside a word."""
        before, after = (self._edge(self.plain[at]) for at in (0, -1))
        pattern = f"{_DROPPED}*".join(map(re.escape, self.plain))
        return re.search(f"(?<!{before}){pattern}(?!{after})", text) is not None

    def _edge(self, character: str) -> str:
        if character.isascii() and character.isalpha():
            return "[A-Za-z]"
        return r"\d" if character.isdigit() and len(self.plain) < _WHOLE_NUMBER else "(?!)"


def leaks(schedules: Schedules, pages: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """A problem for each piece of customer data in the text of a public page; ``pages`` are (path, HTML or text).

    Blanks, hyphens and the width of characters make no difference. Names count from two characters on (three, where all
    are ASCII), names of sites from four on, unless they are words for a place alone, such as ``Head office``. An address
    is also found without its province, city and district, where six characters or more are left.
    """
    starts: dict[str, list[_Secret]] = {}
    for secret in sorted(_secrets(schedules), key=lambda secret: (secret.text, secret.file)):
        starts.setdefault(secret.plain[: _GRAMS[-1]], []).append(secret)
    for path, source in pages:
        text = unicodedata.normalize("NFKC", visible_text(source))
        plain = _DROPS.sub("", text)
        found: dict[str, str] = {}
        for gram in _found(starts.keys(), plain):
            for secret in starts[gram]:
                if secret.plain in plain and secret.stands_in(text):
                    found.setdefault(secret.text, secret.file)
        for words, file in sorted(found.items()):
            yield Problem(code="privacy_customer", file=file, params={"page": path, "found": words})


def _found(grams: Set[str], text: str) -> Iterable[str]:
    """Those of ``grams`` that stand in ``text``: few are looked for one by one, many by all that the text is made of."""
    if len(grams) < _FEW:
        return [gram for gram in grams if gram in text]
    return grams & {text[i : i + size] for size in _GRAMS for i in range(len(text) - size + 1)}


def visible_text(source: str) -> str:
    """What an HTML page says: its text, also in pictures, comments and data, and what its attributes tell a reader.

    Styles and JavaScript are left out. What stands in different blocks is kept apart.
    """
    source = _CODE.sub(_data_alone, source)
    if "\\u" in source:
        source = _ESCAPED.sub(_unescaped, source)
    told = [next(filter(None, values), "") for values in _ATTRIBUTE.findall(source)]
    text = _TAG.sub(_BREAK, _INLINE.sub("", _NEW_BLOCK.sub(f"\n{_BREAK}", source)))
    return html.unescape(_BREAK.join([text, *told]))


def _data_alone(found: re.Match[str]) -> str:
    is_data = found[1].lower() == "script" and "json" in found[2].lower()
    return f"{_BREAK}{found[3]}{_BREAK}" if is_data else _BREAK


def _unescaped(found: re.Match[str]) -> str:
    return bytes.fromhex(found[0].replace("\\u", "")).decode("utf-16-be", "replace")


def _plain(text: str) -> str:
    return _DROPS.sub("", unicodedata.normalize("NFKC", text))


def _secrets(schedules: Schedules) -> Iterator[_Secret]:
    """Everything about customers and technicians that must not be public, and how it is looked for."""
    seen: dict[str, set[str]] = {}
    for text, plain, place in _private(schedules):
        least = _GRAMS[1] if plain.isascii() else _GRAMS[0]
        if len(plain) >= least and plain not in seen.setdefault(text, set()):
            seen[text].add(plain)
            yield _Secret(text, schedules.places[place].file, plain)


def _private(schedules: Schedules) -> Iterator[tuple[str, str, tuple[str, str]]]:
    for id_, technician in schedules.technicians.items():
        yield technician.name, _plain(technician.name), ("technician", id_)
    for id_, customer in schedules.customers.items():
        place = ("customer", id_)
        contact = customer.contact
        for text in (customer.name, *((contact.name, contact.phone) if contact is not None else ())):
            if text is not None:
                yield text, _plain(text), place
        for site in customer.sites:
            yield site.address, _without_district(_plain(site.address)), place
            if len(_plain(site.name)) >= _GRAMS[-1] and not set(site.name.casefold().split()) <= _PLACES:
                yield site.name, _plain(site.name), place


def _without_district(address: str) -> str:
    """The address from behind its last 省, 市, 区 or 县 that leaves six characters; whoever finds it whole finds this."""
    ends = [found.end() for found in _DISTRICT.finditer(address) if len(address) - found.end() >= 6]
    return address[ends[-1] :] if ends else address
