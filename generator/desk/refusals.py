"""Why the desk does not do what was asked, with what could have been meant instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from generator.due.items import Status
from generator.text.words import Words

# What could be meant: a cycle by its date and how it stands, or anything else as it is called.
Choice = str | tuple[date, Status]


class Refused(Exception):
    """``code`` is the end of its sentence's key, ``refused_CODE``; ``choices`` are what could be meant."""

    def __init__(self, code: str, choices: Sequence[Choice] = (), **values: object) -> None:
        super().__init__(code)
        self.code, self.choices, self.values = code, tuple(choices), values

    def said(self, words: Words) -> str:
        """One sentence, and what to choose from behind it."""
        status = self.values.get("status")
        values = self.values if status is None else {**self.values, "status": words[f"status_{status}"]}
        sentence = words.say(f"refused_{self.code}", **values)
        if not self.choices:
            return sentence
        return words.say("refused_choices", sentence=sentence, choices=words.listed(self._shown(words)))

    def _shown(self, words: Words) -> list[str]:
        return [
            choice
            if isinstance(choice, str)
            else words.say("cycle_choice", day=choice[0], status=words[f"status_{choice[1]}"])
            for choice in self.choices
        ]
