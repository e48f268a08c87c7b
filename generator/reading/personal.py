"""Checks that nothing personal stands in what will be public."""

from __future__ import annotations

import re

from generator.model.definitions import Definitions
from generator.text.problems import Problem, Problems
from generator.text.yaml import position_of

_MOBILE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


_ID_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)")


def public_text_holds_no_personal_data(definitions: Definitions) -> Problems:
    """No mobile number and no ID number stands in a definition."""
    for file, text in definitions.texts.items():
        if not file.startswith("definitions/"):
            continue
        for code, pattern in (("privacy_phone", _MOBILE), ("privacy_id", _ID_NUMBER)):
            for found in pattern.finditer(text):
                position = position_of(text, found.start())
                yield Problem(code=code, file=file, position=position, params={"found": found[0]})
