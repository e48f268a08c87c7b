"""The one kind of problem, and what it says in the words of its reader.

A problem says which file and which path of keys; line and column are looked up in the text when it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from itertools import takewhile
from typing import Literal

from generator.dates.intervals import Interval
from generator.text.positions import Keys, Position
from generator.text.words import Words

Level = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that staff should put right.

    ``file`` is relative to the root; ``keys`` leads to the value (or, with ``at_key``, to the key) that is wrong;
    ``position`` is given only where there is no tree yet, as for a syntax error. A ``warning`` does not stop a build, and a
    ``note`` asks for nothing. ``unquoted``: the file's line is not shown, for it may hold what must not get into a log.
    """

    code: str
    file: str
    keys: Keys = ()
    at_key: bool = False
    position: Position | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    level: Level = "error"
    unquoted: bool = False

    def message(self, words: Words) -> str:
        """What is wrong and what to do, in one sentence."""
        is_private = self.file.startswith(_PRIVATE) and not self.at_key
        safe = dict(self.params)
        if self.file.endswith(_WRITTEN):  # elsewhere it is a path, or what a program said, and not a value of staff's
            safe = {name: _shown(name, value, is_private=is_private) for name, value in self.params.items()}
        params: dict[str, object] = {name: _told(name, value, words) for name, value in safe.items()}
        nearest = self.params.get("nearest")
        if self.code == "not_a_choice":
            choices = [str(choice) for choice in _parts(self.params["choices"])]
            params["choices"] = words.listed(glossed(choice, words) for choice in choices)
            named = (choice for choice in choices if words.get(f"choice_{choice}") == self.params["found"])
            nearest = nearest or next(named, None)
        for param, (told, prefix) in _NAMED.items():
            if param in self.params:
                params[told] = words.say(f"{prefix}{self.params[param]}".replace(" ", "_"), **self.params)
        params["suggestion"] = did_you_mean(nearest, words)
        if not nearest and (there := self.params.get("there")):
            params["suggestion"] = words.say("there_are", choices=_told("tasks", there, words))
        unless = self.params.get("unless")
        params["unless"] = words[f"unless_{unless}"] if unless else ""
        return words.say(f"problem_{self.code}", **params)


# Parameters that name something which has words of its own: the parameter that tells them, and their keys' beginning.
_NAMED = {
    "kind": ("thing", "thing_"),
    "milestone": ("milestone_name", "milestone_"),
    "reason": ("reason", "reason_"),
    "record": ("record_kind", "record_"),
}

_SHOWN = 5
_OTHERWISE = 0.7
_EQUALS, _MOST = 3, 50  # so many that a slip may mean are told, of so many that are looked at
_NOUGHTS = re.compile(r"(?<!\d)0+(?=\d)")
_NO_NAMES: Mapping[str, Iterable[str]] = {}


# What is written below it may be somebody's name or number, and messages get into logs.
_PRIVATE = "schedules/"
# What somebody has to find or to copy is told whole.
_WHOLE = frozenset({"file", "path", "folder", "address", "url"})
_LONGEST = 100
_WRITTEN = (".yaml", ".yml", ".YAML", ".YML", ".csv", ".xlsx", ".json", ".txt", ".ics", ".eml")
_HAN = re.compile(r"[\u3400-\u9fff]")
_PERSONAL = re.compile(r"(?!\d{4}-\d\d-\d\d)(?:\d\D{0,3}){9,}|.*@")


def _shown(name: str, value: object, *, is_private: bool) -> object:
    """``value`` as a message may show it: cut where it is long; of what may be personal no more than how it begins."""
    is_found = is_private and name in ("found", "value")
    if is_found and isinstance(value, int | str) and (_HAN.search(text := str(value)) or _PERSONAL.match(text)):
        return f"{text[:1]}…" if len(text) > 1 else value  # a single sign is no more than how it begins
    if not isinstance(value, str) or name in _WHOLE:
        return value
    return value if len(value) <= _LONGEST else type(value)(f"{value[:_LONGEST]}…")


def _told(name: str, value: object, words: Words) -> object:
    """Several as one text, of tasks the first five and how many there are more, of weekdays (from 0) the names."""
    if not isinstance(value, list | tuple):
        return value
    if name == "weekdays":
        return words.listed(words.names("weekdays")[number] for number in value)
    told = [_said(part, words) for part in value]
    return first_of(told, words, _SHOWN) if name == "tasks" else words.listed(told)


def _said(part: object, words: Words) -> str:
    """One of several: an interval in words, anything else as it is."""
    if isinstance(part, Interval):
        return " ".join(words.say(f"amount_{unit}", n=n) for n, unit in part.units)
    return str(_shown("", str(part), is_private=False))


def _parts(several: object) -> Iterable[object]:
    return several if isinstance(several, list | tuple) else [several]


def glossed(choice: str, words: Words) -> str:
    """What may be written, with what it means where the reader's language has another word."""
    name = words.get(f"choice_{choice}")
    return words.say("glossed", choice=choice, name=name) if name else choice


def first_of(told: Sequence[str], words: Words, shown: int) -> str:
    """As many as are ``shown``, as one text, and how many there are beside them."""
    if len(told) <= shown:
        return words.listed(told)
    counts = {"total": str(len(told)), "more": str(len(told) - shown)}
    return words.say("and_more", listed=words.listed(told[:shown]), **counts)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that a typing slip most likely meant, or None; of several that are equally like it one."""
    return next(iter(alike(word, known)), None)


def alike(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known words that a typing slip most likely meant: one, or those that are equally like it, at most three."""
    choices = sorted(set(known))
    said = word.strip().replace("\\", "/").casefold()
    same = [choice for choice in choices if said and choice.casefold() == said]
    same = same or [choice for choice in choices if said and choice.casefold().endswith(f"/{said}")]
    same = same or [choice for choice in choices if said and _by_number(choice.casefold()) == _by_number(said)]
    if same:
        return tuple(same[:_EQUALS])
    close = [each for each in get_close_matches(word, choices, n=_MOST, cutoff=0.6) if _may_be_slip(word, each)]
    likeness = [SequenceMatcher(None, each, word).ratio() for each in close]
    equal = [each for each, ratio in zip(close, likeness, strict=True) if ratio == likeness[0]]
    first = sorted(equal, key=lambda each: (-_alike_at_first(each, word), each))
    return tuple(sorted(first[:_EQUALS]))


def _may_be_slip(word: str, known: str) -> bool:
    """Not where both begin otherwise and share too little, as ``needs`` and ``answered``; the end of a word may mean it."""
    begins_alike = word[:1].casefold() == known[:1].casefold()
    is_its_end = known.casefold().endswith(word.casefold())
    return begins_alike or is_its_end or SequenceMatcher(None, known, word).ratio() >= _OTHERWISE


def _alike_at_first(one: str, other: str) -> int:
    """With how many of the same letters both begin."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _by_number(text: str) -> str:
    """``text`` with its numbers as they count: c-4 is c-004."""
    return _NOUGHTS.sub("", text)


def did_you_mean(near: object, words: Words) -> str:
    """What somebody most likely meant, as the end of a sentence: a word, or several; nothing where nothing is ``near``."""
    several = [repr(each) for each in _parts(near or ())]
    if not several:
        return ""
    *others, last = several
    return words.say(
        "did_you_mean", nearest=words.say("one_or_other", choices=words.listed(others), last=last) if others else last
    )


def likeliest(word: str, known: Iterable[str], shown: int = 5) -> list[str]:
    """What of the ``known`` a word may be meant for, the likeliest first; where nothing is like it, the last there are."""
    choices = sorted(known)
    return get_close_matches(word, choices, n=shown, cutoff=0.8) or choices[-shown:]


def meant_by(found: str, known: Iterable[str], called: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What somebody most likely meant: those of the ``called`` of that very name, by id, else the nearest ids."""
    name = found.strip().casefold()
    named = [id_ for id_, names in called.items() if name and name in map(str.casefold, names)]
    return tuple(sorted(named)) if 0 < len(named) <= _EQUALS else alike(found, known)


def unknown(
    kind: str,
    found: str,
    known: Iterable[str],
    file: str,
    keys: Keys,
    *,
    at_key: bool = False,
    called: Mapping[str, Iterable[str]] = _NO_NAMES,
    there: Iterable[str] = (),
) -> Problem:
    """The problem that ``found`` is no known ``kind``, with what was most likely meant, by id or by how ids are ``called``.

    Where nothing is like it, what is ``there`` is told.
    """
    params = {"kind": kind, "found": found, "nearest": meant_by(found, known, called), "there": tuple(sorted(there))}
    return Problem(code="unknown_reference", file=file, keys=keys, at_key=at_key, params=params)


def path_of(keys: Keys) -> str:
    """A path of keys as staff would say it: ``sites[0].assets[1].product``."""
    path = ""
    for key in keys:
        told = str(_shown("", key, is_private=False))
        path += f"[{key}]" if isinstance(key, int) else f".{told}" if path else told
    return path


Problems = Iterator[Problem]
