"""A task's plate: its drawings by name, and the words beside them, which are never part of a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.formats.callouts import beside
from generator.formats.templating import Text
from generator.model.plates import PAPER, SPOTS, Plate, PlateState
from generator.text.language import Language
from generator.text.words import Words

Level = Literal["good", "watch", "act"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateMarkView:
    """A number in the drawing of the place: where its part lies on the paper, where it stands itself, what is there."""

    number: int
    x: int
    y: int
    label_x: int
    label_y: int
    name: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateToolView:
    """A tool: the name of its drawing, and what it is called."""

    drawing: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateStateView:
    """A state of what is looked at: how bad, what it is called, what one sees, and what follows."""

    level: Level
    title: str
    sees: Text
    then: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateView:
    """A plate: ``place`` and ``close_up`` name drawings, and ``alt`` says what the first of them shows."""

    place: str
    alt: str
    marks: tuple[PlateMarkView, ...]
    tools: tuple[PlateToolView, ...]
    close_up: str
    states: tuple[PlateStateView, ...]


def plate_view(plate: Plate, words: Words, language: Language) -> PlateView:
    """``plate`` in a language."""
    states: tuple[tuple[Level, PlateState | None], ...] = (
        ("good", plate.good), ("watch", plate.watch), ("act", plate.act),
    )  # fmt: skip
    return PlateView(
        place=_drawing(plate.place),
        alt=words[f"plate_place_{_drawing(plate.place)}"],
        marks=_marks(plate, language),
        tools=tuple(
            PlateToolView(drawing=_drawing(tool), name=words[f"plate_tool_{_drawing(tool)}"]) for tool in plate.tools
        ),
        close_up=_drawing(plate.close_up),
        states=tuple(
            PlateStateView(
                level=level,
                title=words[f"plate_{level}"],
                sees=Text(state.sees.of(language)),
                then=Text(state.then.of(language)),
            )
            for level, state in states
            if state is not None
        ),
    )


def _marks(plate: Plate, language: Language) -> tuple[PlateMarkView, ...]:
    """The numbers, each beside its part; also of what has no number nothing is hidden."""
    spots = SPOTS[plate.place]
    parts = [spots[mark.at] for mark in plate.marks]
    discs = beside(parts, tuple(spots.values()), PAPER)
    return tuple(
        PlateMarkView(number=number, x=x, y=y, label_x=label_x, label_y=label_y, name=Text(mark.name.of(language)))
        for number, (mark, (x, y), (label_x, label_y)) in enumerate(zip(plate.marks, parts, discs, strict=True), 1)
    )


def _drawing(name: str) -> str:
    """The name of a macro in ``templates/plates``."""
    return name.replace("-", "_")
