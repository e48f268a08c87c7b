"""What whoever begins a company is asked on the terminal: one thing after the other, each again until it can be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import click
from rich.text import Text

from generator.desk.bilingual import Names, names_of
from generator.desk.starting import Beginning, company_file, faults_of
from generator.faces.console import Session
from generator.model.brand import COLOUR
from generator.reading.words import own_words
from generator.text.language import LANGUAGES, Language

_BETWEEN = re.compile(r"[,，、;；]")
# Asked where nobody names the company as an option; scripts name what they have, and leave the rest open.
_CONTACTS = ("hotline", "email", "site_url")
_PLAIN: Names = {"zh": "-"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What options say; what they do not is asked."""

    name: str | None
    lines: tuple[str, ...]
    regions: tuple[str, ...]
    country: str | None
    colour: str | None
    locales: tuple[str, ...]
    contacts: Mapping[str, str]


def begun(session: Session, given: Given, source: str) -> Beginning:
    """The beginning of a company; ``source`` is the template of its file, by which an answer is seen to be sound."""
    questions = _Questions(session, source)
    locales = given.locales or questions.locales()
    beginning = replace(questions.sound, locales=locales)
    spoken = beginning.spoken[: len(locales)]
    return replace(
        beginning,
        name=names_of(given.name, spoken) if given.name else questions.name(spoken),
        lines=_several(given.lines, spoken) or questions.several("lines", spoken),
        regions=_several(given.regions, spoken) or questions.several("regions", spoken),
        country=_code(given.country or questions.country()),
        contacts={**({} if given.name else questions.contacts(given.contacts)), **given.contacts},
        colour=given.colour or (COLOUR if given.name else questions.colour()),
    )


def _several(names: tuple[str, ...], spoken: tuple[Language, ...]) -> tuple[Names, ...]:
    return tuple(names_of(name, spoken) for name in dict.fromkeys(map(str.strip, names)) if name)


def _code(country: str) -> str:
    """A country's two letters as they are written; a name stays as it was typed, for what is told of it."""
    return country.upper() if len(country) <= len("CHN") else country


class _Questions:
    """Asks in the words of a session; ``sound`` is a company in which all is well but for what is asked."""

    def __init__(self, session: Session, source: str) -> None:
        self._session, self._source = session, source
        self.sound = Beginning(
            name=_PLAIN, lines=(_PLAIN,), regions=(_PLAIN,), country="CN", locales=LANGUAGES, contacts={}
        )

    def locales(self) -> tuple[str, ...]:
        default = self._session.words["ask_locales_default"]
        return _parts(
            self._asked("locales", default, lambda said: replace(self.sound, locales=_parts(said.lower()))).lower()
        )

    def name(self, spoken: tuple[Language, ...]) -> Names:
        said = self._asked("name", None)
        return self._with_others((names_of(said, spoken),), spoken, "name")[0]

    def several(self, what: str, spoken: tuple[Language, ...]) -> tuple[Names, ...]:
        """Several names; what stands there already is known in every language."""
        default = self._session.words[f"ask_{what}_default"]
        said = self._asked(what, default)
        if said == default:
            own = own_words().words
            return ({language: own[language][f"ask_{what}_default"] for language in LANGUAGES},)
        return self._with_others(_several(_parts(said), spoken), spoken, what)

    def country(self) -> str:
        return self._asked("country", "CN", lambda said: replace(self.sound, country=_code(said)))

    def contacts(self, given: Mapping[str, str]) -> Mapping[str, str]:
        """What may be left open until the first publication."""
        return {key: self._contact(key) for key in _CONTACTS if key not in given}

    def _contact(self, key: str) -> str:
        return self._asked(key, "", lambda said: replace(self.sound, contacts={key: said}))

    def colour(self) -> str:
        return self._asked("colour", COLOUR, lambda said: replace(self.sound, colour=said))

    def _with_others(self, names: tuple[Names, ...], spoken: tuple[Language, ...], what: str) -> tuple[Names, ...]:
        """``names`` with those in the second language, of which each may be left open; as many, or asked again."""
        other = spoken[-1]
        if len(spoken) < len(LANGUAGES) or all(other in name for name in names):
            return names
        while True:
            said = self._asked(f"{what}_{other}", "")
            others = [part.strip() for part in (_BETWEEN.split(said) if len(names) > 1 else [said])]
            if not said:
                return names
            if len(others) == len(names):
                return tuple({**name, other: also} if also else name for name, also in zip(names, others, strict=True))
            self._tell(self._session.words.say("ask_as_many", n=len(names), found=len(others)))

    def _asked(self, what: str, default: str | None, meant: Callable[[str], Beginning] | None = None) -> str:
        """What somebody types, or the default; an answer that cannot be meant is told, and asked for again."""
        words = self._session.words
        question, shown = words[f"ask_{what}"], bool(default)
        while True:
            # With no default of its own the library asks again and says nothing.
            said = str(click.prompt(question, default=default or "", show_default=shown, err=True)).strip()
            if not said and default is not None:
                return default
            faults = faults_of(company_file(meant(said), self._source)) if said and meant is not None else []
            if said and not faults:
                return said
            self._tell(faults[0].message(words) if said else words["ask_again"])

    def _tell(self, text: str) -> None:
        self._session.err.print(Text(text))


def _parts(said: str) -> tuple[str, ...]:
    """What stands between commas, each once."""
    return tuple(dict.fromkeys(part.strip() for part in _BETWEEN.split(said) if part.strip()))
