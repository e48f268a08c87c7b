"""In which order the site shows closed sets of the model. Their names stand in ``templates/words/names.yaml``."""

from __future__ import annotations

from typing import Literal

from generator.model.definition import Grade

GRADES: tuple[Grade, ...] = ("P", "A", "B", "C", "G")
# The most urgent first.
UNITS: tuple[Literal["hours", "days", "working_days"], ...] = ("hours", "days", "working_days")
