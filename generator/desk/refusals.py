"""Why the desk does not do what was asked, with what could have been meant instead."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from generator.due.items import Status
from generator.model.definition import LocalText
from generator.model.records import RecordKind
from generator.text.words import Words


class Written(NamedTuple):
    """A record that stands there: of which kind, of which day, of which asset, and which cycle it names."""

    kind: RecordKind
    due: date | None
    date: date
    asset: str | None


class Named(NamedTuple):
    """What has an id, with its name, in either language where it has both."""

    id: str
    name: LocalText | str


# What could be meant: a cycle by its date and how it stands, a record, what has a name, or anything else as it is called.
Choice = str | tuple[date, Status] | Written | Named

# What stands between a sentence and its choices where there are any; the other sentences lead up to them by themselves.
_NEAR = ("missed", "closed", "closed_nearer", "no_cycle", "nothing_open", "without_effect", "repeats")
_LEADS = {**dict.fromkeys(_NEAR, "near"), "no_asset": "there", "not_theirs": "done"}


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
        lead = _LEADS.get(self.code)
        key = f"refused_choices_{lead}" if lead else "refused_choices"
        return words.say(key, sentence=sentence, choices=words.listed(self._shown(words)))

    def _shown(self, words: Words) -> list[str]:
        return [_said(choice, words) for choice in self.choices]


def _said(choice: Choice, words: Words) -> str:
    if isinstance(choice, str):
        return choice
    if isinstance(choice, Named):
        return f"{choice.id} {choice.name if isinstance(choice.name, str) else choice.name.of(words.language)}".strip()
    if isinstance(choice, Written):
        key = "record_choice" if choice.due is None else "record_choice_of"
        told = words.say(key, day=choice.date, kind=words[f"record_{choice.kind}"], due=choice.due)
        return " ".join(filter(None, (told, choice.asset)))
    return words.say("cycle_choice", day=choice[0], status=words[f"status_{choice[1]}"])
