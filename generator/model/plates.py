"""A plate: a task in one drawing. Where on the object, with what tool, and what is good, to watch, or to be dealt with.

What is drawn stands in ``templates/plates``: here are the names of the drawings, and where the parts of a place lie in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, get_args

from pydantic import Field

from generator.model.definition import Defined, LocalText

Place = Literal[
    "window", "window-winter", "window-storm", "window-rain", "window-warranty", "window-outside", "window-spray",
    "window-spray-warranty", "window-sill", "joint", "facade", "facade-year", "slab-edge", "floor", "floor-rain",
    "floor-again", "floor-work", "screen", "screen-outside", "screen-lightning", "screen-storm", "screen-repaint",
    "cabinet", "balcony", "home", "home-round", "home-measure", "phone", "phone-screen", "phone-floor", "phone-after",
    "desk", "desk-week", "desk-month", "desk-staff",
]  # fmt: skip
CloseUp = Literal[
    "answers", "as-designed", "bead", "bolt", "bracket", "cabinet-inside", "condensation", "drain", "drop", "earth",
    "fire-wool", "gasket", "glass", "gloss", "haze", "hinge", "hygrometer", "joint-section", "latch", "month-report",
    "papers", "pixels", "powder", "profile", "pull", "reflection", "repaint", "report", "sash", "screen-answers", "sill",
    "slab", "summary-plan", "tally", "wall-whole", "wash", "week-report", "weld",
]  # fmt: skip
Tool = Literal[
    "badge", "binoculars", "bucket", "calendar", "camera", "chalk", "checklist", "cloth", "cup", "dropper",
    "earth-tester", "feeler-gauge", "floor-machine", "force-gauge", "gloss-meter", "hex-keys", "hygrometer", "knife",
    "laptop", "lock-tag", "mask", "masking-tape", "moisture-meter", "multimeter", "oil", "paint-marker", "paper-strip",
    "phone", "primer", "rod", "ruler", "screwdriver", "sealant-gun", "soft-brush", "sound-meter", "spray-bottle",
    "spray-nozzle", "stopwatch", "tap-hammer", "thermal-camera", "torch", "torque-wrench", "vacuum", "wire-brush",
]  # fmt: skip
PLACES: tuple[Place, ...] = get_args(Place)
CLOSE_UPS: tuple[CloseUp, ...] = get_args(CloseUp)
TOOLS: tuple[Tool, ...] = get_args(Tool)

# The middle of each part of a place, on the paper that all places are drawn on.
PAPER = (320, 210)
_WINDOW: Mapping[str, tuple[int, int]] = {
    "fixing-left": (74, 60), "fixing-right": (246, 60), "fixing-low": (74, 136), "hinge": (96, 131), "handle": (178, 104),
    "latch": (160, 44), "corner": (218, 48), "gasket": (105, 88), "glass": (206, 80), "joint": (235, 110),
    "sill": (160, 170), "drain": (209, 160), "sash": (154, 110), "wall": (256, 150),
}  # fmt: skip
_FLOOR: Mapping[str, tuple[int, int]] = {
    "middle": (160, 142), "near-left": (62, 178), "near-right": (258, 178), "far-left": (104, 112), "far-right": (216, 112),
    "joint": (126, 158), "wall": (246, 89), "planter": (272, 96), "door": (59, 84), "mat": (60, 98),
}  # fmt: skip
_OUTSIDE: Mapping[str, tuple[int, int]] = {
    "joint": (225, 96), "glass": (186, 76), "drain": (122, 141), "sill": (160, 157), "corner": (95, 27),
    "low-joint": (178, 149),
}  # fmt: skip
_STEEL: Mapping[str, tuple[int, int]] = {
    "rod": (160, 20), "spd": (198, 146), "earth": (226, 190), "weld": (117, 114), "bolt": (203, 118),
    "anchor": (117, 181), "lead": (250, 110),
}  # fmt: skip
SPOTS: Mapping[Place, Mapping[str, tuple[int, int]]] = {
    "window": _WINDOW,
    "window-winter": {**_WINDOW, "radiator": (160, 196)},
    "window-storm": {**_WINDOW, "handle": (168, 118), "warning": (284, 60)},
    "window-rain": {**_WINDOW, "wall": (250, 132), "meter": (280, 158)},
    "window-warranty": {**_WINDOW, "shield": (34, 98), "last-day": (286, 98)},
    "window-outside": _OUTSIDE,
    "window-spray": {**_OUTSIDE, "hose": (62, 130)},
    "window-spray-warranty": {**_OUTSIDE, "hose": (62, 130), "shield": (276, 52), "last-day": (278, 176)},
    "window-sill": {
        "drain": (72, 168), "track": (150, 124), "chamber": (150, 141), "gasket": (126, 74), "water": (117, 76),
    },
    "joint": {"bead": (160, 84), "rod": (160, 128), "left": (118, 86), "right": (202, 86), "front": (170, 44)},
    "facade": {
        "glass": (150, 76), "joint": (160, 110), "connector": (204, 140), "drain": (157, 162), "gondola": (268, 124),
        "ground": (114, 196), "bead": (82, 110),
    },
    "facade-year": {
        "glass": (150, 48), "joint": (160, 88), "connector": (204, 126), "drain": (157, 162), "ground": (114, 196),
        "bead": (82, 88), "list": (270, 146), "year": (287, 54),
    },
    "slab-edge": {"wool": (128, 105), "tray": (128, 134), "sealant": (120, 76), "bonding": (83, 160)},
    "floor": _FLOOR,
    "floor-rain": {**_FLOOR, "puddle": (80, 116)},
    "floor-again": {**_FLOOR, "ring": (100, 140)},
    "floor-work": {
        "machine": (206, 168), "sign": (80, 168), "wet": (164, 196), "finished": (266, 150), "edge": (300, 89),
        "worker": (142, 118),
    },
    "screen": {
        "picture": (150, 60), "module": (206, 60), "power": (289, 128), "room": (36, 111), "edge": (78, 100),
        "time": (276, 79),
    },
    "screen-outside": _STEEL,
    "screen-lightning": _STEEL,
    "screen-storm": {**_STEEL, "warning": (284, 128)},
    "screen-repaint": {
        "weld": (68, 72), "rust": (64, 124), "anchor": (64, 179), "bolt": (190, 72), "paint": (128, 188),
        "camera": (232, 130),
    },
    "cabinet": {
        "module": (70, 70), "supply": (146, 74), "card": (138, 124), "fan": (246, 66), "seal": (205, 132),
        "cable": (106, 111), "lock": (276, 112), "filter": (246, 124),
    },
    "balcony": {"sash": (61, 76), "pot": (226, 158), "drain": (270, 182), "glass": (92, 112), "lock": (150, 100)},
    "home": {"window": (36, 74), "floor": (160, 184), "owner": (100, 128), "visitor": (220, 126), "table": (166, 142)},
    "home-round": {"window": (52, 76), "repair": (118, 118), "owner": (276, 156), "tools": (60, 192), "year": (216, 46)},
    "home-measure": {"window": (118, 92), "meter": (180, 169), "owner": (40, 180), "drawing": (228, 92)},
    "phone": {"caller": (46, 158), "owner": (276, 158), "words": (182, 46), "notes": (176, 136), "year": (182, 176)},
    "phone-screen": {
        "caller": (46, 158), "owner": (276, 184), "words": (192, 17), "picture": (280, 52), "year": (68, 30),
    },
    "phone-floor": {"caller": (46, 158), "owner": (150, 158), "words": (244, 154), "light": (266, 30)},
    "phone-after": {"caller": (46, 158), "owner": (212, 158), "words": (164, 78), "notes": (106, 172), "work": (274, 194)},
    "desk-week": {"papers": (166, 79), "board": (186, 143), "screen": (47, 106), "calendar": (283, 27)},
    "desk-month": {"papers": (89, 128), "board": (226, 55), "screen": (178, 98), "calendar": (292, 40)},
    "desk-staff": {"papers": (40, 86), "board": (232, 86), "owner": (150, 148), "calendar": (112, 14)},
    "desk": {"papers": (142, 148), "board": (164, 86), "screen": (45, 92), "calendar": (264, 127)},
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateMark(Defined):
    """A number in the drawing: ``at`` the part of the place where it stands, and what is there."""

    at: str
    name: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class PlateState(Defined):
    """One state of what is looked at: what is seen, and what follows from it."""

    sees: LocalText
    then: LocalText


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate(Defined):
    """The drawing of a task: the ``place`` with its numbers, the tools, and the states of the ``close_up``."""

    place: Place
    marks: Annotated[tuple[PlateMark, ...], Field(min_length=1, max_length=5)]
    tools: Annotated[tuple[Tool, ...], Field(max_length=4)] = ()
    close_up: CloseUp
    good: PlateState
    watch: PlateState | None = None
    act: PlateState
