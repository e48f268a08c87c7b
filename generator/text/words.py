"""What the program says, in one language: found by key, filled with values, counted and joined as that language does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from generator.text.language import Language


@dataclass(frozen=True, slots=True)
class Forms:
    """A wording by number: ``one`` for exactly one, ``other`` for all else. The number is the value ``n``."""

    one: str
    other: str


Wording = str | Forms | tuple[str, ...]


class Words(Mapping[str, str]):
    """The wordings of one language. As a mapping it holds those that are a single sentence; templates read ``w.key``."""

    def __init__(self, language: Language, wordings: Mapping[str, Wording]) -> None:
        self.language: Language = language
        self.wordings = wordings
        self._beginning: dict[str, Mapping[str, str]] = {}

    def __reduce__(self) -> tuple[type[Words], tuple[Language, Mapping[str, Wording]]]:
        """The same, whatever was looked up before."""
        return Words, (self.language, self.wordings)

    def __getitem__(self, key: str) -> str:
        wording = self.wordings[key]
        if not isinstance(wording, str):
            raise KeyError(key)
        return wording

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Words):
            return NotImplemented
        return self is other or (self.language, self.wordings) == (other.language, other.wordings)

    def __iter__(self) -> Iterator[str]:
        return (key for key, wording in self.wordings.items() if isinstance(wording, str))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def say(self, key: str, **values: object) -> str:
        """The sentence at ``key`` with its values; of one that has forms, the one for the number ``n``."""
        wording = self.wordings[key]
        if isinstance(wording, Forms):
            wording = wording.one if values["n"] == 1 else wording.other
        if isinstance(wording, tuple):
            raise KeyError(key)
        if ":.0}" not in wording:
            return wording.format_map(values)
        # What a language leaves out on purpose, as {n:.0}, may be a number, which has no such form.
        return wording.format_map({k: str(v) if f"{{{k}:.0}}" in wording else v for k, v in values.items()})

    def beginning(self, with_: str) -> Mapping[str, str]:
        """The single sentences whose keys begin so, by what their keys are called then."""
        if with_ not in self._beginning:
            self._beginning[with_] = {
                key.removeprefix(with_): text
                for key, text in self.wordings.items()
                if isinstance(text, str) and key.startswith(with_)
            }
        return self._beginning[with_]

    def names(self, key: str) -> tuple[str, ...]:
        """The names at ``key`` in their order, such as those of the months."""
        wording = self.wordings[key]
        if not isinstance(wording, tuple):
            raise KeyError(key)
        return wording

    def listed(self, parts: Iterable[str], by: str = "comma") -> str:
        """``parts`` as one text, between them what stands at ``by``: ``comma``, ``clause`` or ``semicolon``."""
        return self[by].join(parts)


Book = Mapping[Language, Words]
