"""Files that the program writes for a company, in the languages that it speaks.

Their templates hold both: texts as ``{zh: …, en: …}``, of which those are left that the company speaks, and remarks as
``# 中文 | English``, of which the one in its first language is left. A name is given in one language or in both; where one
lacks, the other's stands there until somebody writes it, which a check tells.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping, Sequence
from string import Template

from generator.text.language import LANGUAGES, Language
from generator.text.written import NotWritable, tidied

# A name, in the languages in which somebody gave it.
Names = Mapping[Language, str]

_VALUE = r'"(?:[^"\\]|\\.)*"|\[[^\[\]]*\]|[^,{}\[\]"]+'
_TEXT = re.compile(rf"\{{zh: (?P<zh>{_VALUE}), en: (?P<en>{_VALUE})(?P<more>, [^{{}}]*)?\}}")
_REMARK = re.compile(r"# (?P<zh>[^#|\n]*\S) \| (?P<en>[^|\n]*)$", re.MULTILINE)
# A line of a template that stands there where something is not known (?), or where it is (!).
_CHOICE = re.compile(r"^#(?P<when>[?!])(?P<key>\w+): (?P<line>.*\n)", re.MULTILINE)
_BETWEEN = re.compile(r"\s*[=＝]\s*")
# Whoever says of which language a name is: ``zh=断桥窗, en=Casement windows``, or one of the two alone.
_LABELLED = re.compile(r"(zh|en)\s*[=＝]\s*(.+?)(?:[\s,;|/，；、]+(?!\1)(zh|en)\s*[=＝]\s*(.+))?", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")


def chosen(source: str, known: Container[str]) -> str:
    """The template with those of its lines that stand there where their key is ``known`` (!), or where it is not (?)."""

    def spoken_of(line: re.Match[str]) -> str:
        return line["line"] if (line["when"] == "!") is (line["key"] in known) else ""

    return _CHOICE.sub(spoken_of, source)


def filled(source: str, said: Mapping[str, str], locales: Sequence[Language]) -> str:
    """The template ``source`` with what is ``said``, as a company with these ``locales`` gets it, and as ``fmt`` writes it.

    Remarks are chosen first: a name may look like one.
    """

    def spoken(found: re.Match[str]) -> str:
        kept = [f"{language}: {found[language]}" for language in LANGUAGES if language in locales]
        return "{" + ", ".join(kept) + (found["more"] or "") + "}"

    return tidy(_TEXT.sub(spoken, Template(remarked(source, locales[0])).substitute(said)))


def remarked(source: str, language: Language) -> str:
    """``source`` with its remarks in one language."""
    return _REMARK.sub(lambda found: f"# {found[language]}", source)


def tidy(text: str) -> str:
    """``text`` as ``fmt`` writes it, where that can be said of a text by itself."""
    try:
        return tidied(text)
    except NotWritable:
        return text


def names_of(given: str, locales: Sequence[Language]) -> Names:
    """What ``断桥窗=Casement windows`` says: a name in each of a company's two ``locales``, or in the one that it has.

    Which is which is said by ``zh=`` and ``en=`` before them, or seen by its characters where one alone is Chinese, else by
    the order of the locales; with one locale it is a single name then (``may_be_two``).
    """
    if (labelled := _LABELLED.fullmatch(given.strip())) is not None:
        first, name, second, other = labelled.groups()
        said = {first.lower(): name, **({second.lower(): other} if second else {})}
        return {language: said[language] for language in LANGUAGES if language in said and language in locales} or {
            locales[0]: name
        }
    parts = _BETWEEN.split(given.strip(), maxsplit=1)
    are_chinese = [bool(_HAN.search(part)) for part in parts]
    if len(parts) < len(LANGUAGES) or not all(parts):
        return {locales[0]: given.strip()}
    if are_chinese[0] != are_chinese[1]:
        chinese = are_chinese.index(True)
        both: Names = {"zh": parts[chinese], "en": parts[1 - chinese]}
        return {language: both[language] for language in LANGUAGES if language in locales}
    return dict(zip(locales, parts, strict=True)) if len(locales) == len(LANGUAGES) else {locales[0]: given.strip()}


def may_be_two(names: Names) -> bool:
    """Whether a name stands as one that could be meant as two, ``A=B``: nothing says which half a company speaks."""
    return len(names) == 1 and all(_BETWEEN.search(name.strip("=＝ ")) for name in names.values())


def name_in(names: Names, language: Language) -> str:
    """A name in ``language``, in another where nobody gave it."""
    return names.get(language) or next(iter(names.values()))


def quoted(names: Names, key: str) -> dict[str, str]:
    """A name for a template, as ``KEY_zh`` and ``KEY_en``."""
    return {f"{key}_{language}": json.dumps(name_in(names, language), ensure_ascii=False) for language in LANGUAGES}
