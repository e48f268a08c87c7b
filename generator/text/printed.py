"""Text of others as a terminal may be sent it: what would steer the terminal, or turn writing round, is shown instead."""

from __future__ import annotations

import json
import unicodedata

# Joins signs and letters; without them, some are shown as two.
_JOINERS = "\u200c\u200d\ufe0f"


def steers(character: str) -> bool:
    """Whether a character is none that is seen: a control, one that turns writing round, half of one, or none at all."""
    return not (character.isprintable() or character in _JOINERS or unicodedata.category(character) == "Zs")


def printed(text: str, keep: str = "") -> str:
    r"""``text`` on one line, with ``\x1b`` for what would steer a terminal; what is in ``keep`` is sent as it is."""
    if text.isprintable():
        return text
    return "".join(
        character.encode("unicode_escape").decode("ascii") if steers(character) and character not in keep else character
        for character in text
    )


def json_text(data: object) -> str:
    r"""``data`` as JSON that a terminal may be sent: the same data, with ``\u009b`` for what would steer it."""
    text = json.dumps(data, ensure_ascii=False, indent=1, default=str)
    return "".join(
        json.dumps(character)[1:-1] if character != "\n" and steers(character) else character for character in text
    )
