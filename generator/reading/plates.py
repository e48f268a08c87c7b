"""Checks of plates: what a number points at is part of the drawing."""

from __future__ import annotations

from generator.model.definitions import Definitions
from generator.model.plates import SPOTS
from generator.text.problems import Problem, Problems, alike


def plates_point_at_something(definitions: Definitions) -> Problems:
    """Every number of a plate stands at a part that its place has."""
    for id_, task in definitions.tasks.items():
        if task.plate is None:
            continue
        spots = SPOTS[task.plate.place]
        for index, mark in enumerate(task.plate.marks):
            if mark.at not in spots:
                place, suggestion = task.plate.place, alike(mark.at, spots)
                params = {"found": mark.at, "place": place, "choices": tuple(spots), "nearest": suggestion}
                keys = ("plate", "marks", index, "at")
                yield Problem(code="unknown_spot", file=definitions.places["task", id_].file, keys=keys, params=params)
