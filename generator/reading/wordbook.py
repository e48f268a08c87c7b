"""What the files of words hold, to the words of each language and what is wrong with them.

A file holds ``key: {zh: …, en: …}``. What stands there for a language is a sentence, with ``{values}`` in braces, or
``{one: …, other: …}`` for a sentence with a number, or a list of names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from generator.text.data import Data
from generator.text.language import LANGUAGES, Language
from generator.text.positions import Keys
from generator.text.problems import Problem, Problems
from generator.text.words import Book, Forms, Wording, Words

Wordings = dict[Language, Wording]


class Partial(dict[str, Wording]):
    """Wordings of which some could not be read: these are told by their key, so that the mistake itself can be told."""

    def __missing__(self, key: str) -> str:
        return key


def words_in(files: Mapping[str, Data], own: Book | None = None) -> tuple[Book, list[Problem]]:
    """The words that ``files`` hold (plain data by path, None for what could not be read), and every mistake in them.

    With ``own``, the program's words, these serve for what is not there or is wrong; and a sentence that takes the place
    of one of them can use the values that it is given, and no others.
    """
    problems: list[Problem] = []
    sound: dict[str, Wordings] = {}
    homes: dict[str, str] = {}
    for file, entries in sorted(files.items()):
        if entries is None:
            continue
        if not isinstance(entries, dict):
            problems.append(Problem(code="expected_mapping", file=file))
            continue
        for key, entry in entries.items():
            wordings, wrong = _entry(file, key, entry, homes.setdefault(key, file), own)
            problems += wrong
            if not wrong:
                sound[key] = wordings
    whole = not problems and None not in files.values()
    return {language: Words(language, _of(language, sound, own, whole)) for language in LANGUAGES}, problems


def _of(language: Language, sound: Mapping[str, Wordings], own: Book | None, whole: bool) -> Mapping[str, Wording]:
    theirs = own[language].wordings if own is not None else {}
    wordings = {**theirs, **{key: wordings[language] for key, wordings in sound.items()}}
    return wordings if whole and not isinstance(theirs, Partial) else Partial(wordings)


def _entry(file: str, key: str, entry: Data, home: str, own: Book | None) -> tuple[Wordings, list[Problem]]:
    if home != file:
        params = {"found": key, "other": home}
        return {}, [Problem(code="word_twice", file=file, keys=(key,), at_key=True, params=params)]
    wordings, wrong = _wordings(file, key, entry)
    return wordings, wrong or list(_misfits(file, key, wordings, own))


def _wordings(file: str, key: str, entry: Data) -> tuple[Wordings, list[Problem]]:
    """What an entry says in each language, and what is wrong with its shape."""
    if not isinstance(entry, dict):
        return {}, [Problem(code="word_languages", file=file, keys=(key,))]
    problems = [
        Problem(code="unknown_key", file=file, keys=(key, name), at_key=True, params={"found": name, "nearest": None})
        for name in entry
        if name not in LANGUAGES
    ]
    wordings: Wordings = {}
    for language in LANGUAGES:
        if language not in entry:
            problems.append(Problem(code="missing_key", file=file, keys=(key,), params={"found": language}))
        elif (wording := _wording(entry[language])) is None:
            problems.append(Problem(code="word_shape", file=file, keys=(key, language)))
        elif wrong := _unformattable(wording):
            params = {"found": wrong}
            problems.append(Problem(code="word_braces", file=file, keys=(key, language), params=params))
        else:
            wordings[language] = wording
    return wordings, problems


def _wording(value: Data) -> Wording | None:
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        names = tuple(name for name in value if isinstance(name, str))
        return names if names and len(names) == len(value) else None
    if isinstance(value, dict) and set(value) == {"one", "other"}:
        one, other = value["one"], value["other"]
        return Forms(one, other) if isinstance(one, str) and isinstance(other, str) else None
    return None


def _texts(wording: Wording) -> tuple[str, ...]:
    if isinstance(wording, Forms):
        return wording.one, wording.other
    return (wording,) if isinstance(wording, str) else ()


def _unformattable(wording: Wording) -> str:
    """The first text of ``wording`` whose braces do not enclose the name of a value; empty where they all do."""
    for text in _texts(wording):
        try:
            if not all(name is None or name.isidentifier() for _, name, _, _ in Formatter().parse(text)):
                return text
        except ValueError:
            return text
    return ""


def _values(wording: Wording) -> set[str]:
    """The names of the values that a wording shows; the number that chooses a form is given in any case."""
    names = {name for text in _texts(wording) for _, name, _, _ in Formatter().parse(text) if name}
    return names | {"n"} if isinstance(wording, Forms) else names


def _forms(wording: Wording) -> set[tuple[str, tuple[str, str]]]:
    """The values that a wording shows, each with its conversion and format."""
    parts = (part for text in _texts(wording) for part in Formatter().parse(text))
    return {(name, (conversion or "", spec or "")) for _, name, spec, conversion in parts if name}


# A value as it is, or left out on purpose. Any other form could fail, or fill the memory, for the value that comes.
_PLAIN = {("", ""), ("", ".0")}


def _misfits(file: str, key: str, wordings: Wordings, own: Book | None) -> Problems:
    """Where the languages of an entry do not agree, or it does not fit where the program uses it."""
    zh, en = wordings["zh"], wordings["en"]
    if (len(zh) if isinstance(zh, tuple) else None) != (len(en) if isinstance(en, tuple) else None):
        yield Problem(code="word_lists", file=file, keys=(key,))
        return
    for language, here, there in (("en", zh, en), ("zh", en, zh)):
        for name in sorted(_values(here) - _values(there)):
            params = {"found": f"{{{name}}}", "hidden": f"{{{name}:.0}}"}
            yield Problem(code="word_value", file=file, keys=(key, language), params=params)
    if own is not None:
        known = {form for words in own.values() for form in _forms(words.wordings.get(key, ""))}
        for language, wording in wordings.items():
            for text in _texts(wording):
                if any(how not in _PLAIN and (name, how) not in known for name, how in _forms(text)):
                    yield Problem(code="word_braces", file=file, keys=(key, language), params={"found": text})
                    return
    if own is not None and key in own["zh"].wordings:
        yield from _strangers(file, (key,), wordings, own["zh"].wordings[key], own["en"].wordings[key])


def _strangers(file: str, keys: Keys, wordings: Wordings, zh: Wording, en: Wording) -> Iterator[Problem]:
    if isinstance(zh, tuple):
        if not isinstance(wordings["zh"], tuple) or len(wordings["zh"]) != len(zh):
            yield Problem(code="word_list_of", file=file, keys=keys, params={"count": len(zh)})
        return
    counts = isinstance(zh, Forms) or isinstance(en, Forms)
    if any(isinstance(wording, tuple) or (isinstance(wording, Forms) and not counts) for wording in wordings.values()):
        yield Problem(code="word_plain", file=file, keys=keys)
        return
    given = _values(zh) | _values(en)
    for name in sorted(set().union(*map(_values, wordings.values())) - given):
        params = {"found": f"{{{name}}}", "choices": sorted(f"{{{value}}}" for value in given)}
        yield Problem(code="word_stranger" if given else "word_no_values", file=file, keys=keys, params=params)
