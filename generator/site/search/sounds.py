"""How Chinese is typed: traditional characters as simplified ones, and characters and pinyin by how they sound.

The tables are made for the browser, which folds what is typed by them. OpenCC's and pypinyin's data are free for that.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from opencc import OpenCC

HAN = re.compile(r"[\u3400-\u9fff]+")
_CHARACTERS = range(0x3400, 0x9FFF)
# The characters that people write most, which a slip puts in another's place: the first level of GB 2312.
_COMMON = [bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF)]
_SIMPLIFIED = OpenCC("t2s")


@cache
def soft(syllable: str) -> str:
    """A syllable without what many do not tell apart: zh and z, ch and c, sh and s, -ng and -n, lü and lu."""
    return re.sub("ng$", "n", re.sub("^([zcs])h", r"\1", syllable)).replace("v", "u")


def syllables(run: str) -> list[str]:
    """How Han characters are said, as their word has it; soft. What has no reading is left out."""
    return [soft(syllable) for syllable in _said(run)]


@lru_cache(maxsize=1 << 15)
def _said(text: str) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # its tables take longer to read than the rest of a command that needs none

    return tuple(lazy_pinyin(text, style=Style.NORMAL, v_to_u=False, errors="ignore"))


@cache
def _variants() -> dict[str, str]:
    """Traditional characters with the simplified one of each."""
    characters = list(map(chr, _CHARACTERS))
    simple = str(_SIMPLIFIED.convert("\n".join(characters))).split("\n")
    return {old: new for old, new in zip(characters, simple, strict=True) if old != new and len(new) == 1}


def simplified(text: str) -> str:
    """``text`` in simplified characters, one for one, as the browser does it."""
    return text if text.isascii() else text.translate(_translation())


@cache
def _translation() -> dict[int, str]:
    return {ord(old): new for old, new in _variants().items()}


def variants(texts: Iterable[str]) -> str:
    """Traditional characters of those that occur in ``texts``, each followed by the simplified one."""
    there, known = set().union(*map(set, texts)), _variants()
    return "".join(f"{old}{known[old]}" for old in _traditional() if known[old] in there)


@cache
def _traditional() -> tuple[str, ...]:
    return tuple(sorted(_variants()))


def readings(texts: Iterable[str]) -> str:
    """Each syllable with the characters that are said so, of those in ``texts`` and the common ones: ``lou漏楼 lu路``."""
    there = {character for text in texts for run in HAN.findall(text) for character in run}
    said: dict[str, list[str]] = defaultdict(list)
    for character in sorted(there | set(_common())):
        for syllable in _said(character):
            said[syllable].append(character)
    return " ".join(f"{syllable}{''.join(characters)}" for syllable, characters in sorted(said.items()))


@cache
def _common() -> tuple[str, ...]:
    return tuple(_decoded())


def _decoded() -> Iterator[str]:
    for code in _COMMON:
        try:
            yield code.decode("gb2312")
        except UnicodeDecodeError:  # the last row is not full
            continue
