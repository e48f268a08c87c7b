"""The languages that the program speaks."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
