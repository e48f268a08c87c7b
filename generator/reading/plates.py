"""Checks of plates: what a number points at is part of the drawing."""

from __future__ import annotations

from generator.model.definitions import Definitions
from generator.model.plates import SPOTS
from generator.text.problems import Problem, Problems, nearest


def plates_point_at_something(definitions: Definitions) -> Problems:
    """Every number of a plate stands at a part that its place has."""
    for id_, task in definitions.tasks.items():
        if task.plate is None:
            continue
        spots = SPOTS[task.plate.place]
        for index, mark in enumerate(task.plate.marks):
            if mark.at not in spots:
                params = {
                    "found": mark.at, "place": task.plate.place, "choices": tuple(spots), "nearest": nearest(mark.at, spots),
                }  # fmt: skip
                keys = ("plate", "marks", index, "at")
                yield Problem(code="unknown_spot", file=definitions.places["task", id_].file, keys=keys, params=params)
