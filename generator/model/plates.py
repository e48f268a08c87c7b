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
    "window", "window-winter", "window-warranty", "window-outside", "window-spray", "window-spray-warranty",
    "window-sill", "joint", "facade", "slab-edge", "floor", "floor-rain", "floor-again", "floor-work", "screen",
    "screen-outside", "screen-lightning", "cabinet", "balcony", "home", "home-round", "home-measure", "phone",
    "phone-screen", "phone-floor", "phone-after", "desk", "desk-week", "desk-month", "desk-staff",
]  # fmt: skip
CloseUp = Literal[
    "answers", "bead", "bolt", "bracket", "cabinet-inside", "condensation", "drain", "drop", "earth", "fire-wool",
    "gasket", "glass", "gloss", "hinge", "hygrometer", "joint-section", "latch", "papers", "pixels", "powder", "profile",
    "pull", "reflection", "report", "sash", "sill", "slab", "tally", "wash", "weld", "haze",
]  # fmt: skip
Tool = Literal[
    "badge", "binoculars", "bucket", "calendar", "camera", "chalk", "checklist", "cloth", "cup", "dropper",
    "earth-tester", "feeler-gauge", "floor-machine", "force-gauge", "gloss-meter", "hex-keys", "hygrometer", "knife",
    "laptop", "lock-tag", "mask", "masking-tape", "moisture-meter", "multimeter", "oil", "paint-marker", "paper-strip",
    "phone", "primer", "rod", "ruler", "screwdriver", "sealant-gun", "soft-brush", "spray-bottle", "spray-nozzle",
    "stopwatch", "tap-hammer", "thermal-camera", "torch", "torque-wrench", "vacuum", "wire-brush",
]  # fmt: skip
PLACES: tuple[Place, ...] = get_args(Place)
CLOSE_UPS: tuple[CloseUp, ...] = get_args(CloseUp)
TOOLS: tuple[Tool, ...] = get_args(Tool)

# The middle of each part of a place, on the paper that all places are drawn on.
PAPER = (320, 210)
_WINDOW: Mapping[str, tuple[int, int]] = {
    "fixing-left": (74, 60), "fixing-right": (246, 60), "fixing-low": (74, 136), "hinge": (104, 132), "handle": (178, 104),
    "latch": (160, 46), "corner": (218, 48), "gasket": (105, 88), "glass": (206, 80), "joint": (252, 110),
    "sill": (160, 176), "drain": (210, 162), "sash": (132, 80),
}  # fmt: skip
_FLOOR: Mapping[str, tuple[int, int]] = {
    "middle": (160, 142), "near-left": (62, 178), "near-right": (258, 178), "far-left": (104, 112), "far-right": (216, 112),
    "joint": (126, 160), "wall": (250, 92), "planter": (272, 100), "door": (60, 84), "mat": (62, 118),
}  # fmt: skip
_OUTSIDE: Mapping[str, tuple[int, int]] = {
    "joint": (226, 96), "glass": (186, 76), "drain": (120, 141), "sill": (160, 152), "corner": (100, 40),
    "low-joint": (178, 154),
}  # fmt: skip
_STEEL: Mapping[str, tuple[int, int]] = {
    "rod": (160, 22), "spd": (196, 138), "earth": (226, 186), "weld": (116, 124), "bolt": (204, 124),
    "anchor": (112, 180), "lead": (236, 110),
}  # fmt: skip
SPOTS: Mapping[Place, Mapping[str, tuple[int, int]]] = {
    "window": _WINDOW,
    "window-winter": {**_WINDOW, "radiator": (160, 196)},
    "window-warranty": {**_WINDOW, "shield": (34, 98), "last-day": (286, 98)},
    "window-outside": _OUTSIDE,
    "window-spray": {**_OUTSIDE, "hose": (62, 128)},
    "window-spray-warranty": {**_OUTSIDE, "hose": (62, 128), "shield": (276, 52), "last-day": (278, 176)},
    "window-sill": {
        "drain": (66, 168), "track": (140, 118), "chamber": (128, 150), "gasket": (120, 76), "water": (129, 106),
    },
    "joint": {"bead": (160, 84), "rod": (160, 126), "left": (78, 96), "right": (242, 96), "front": (160, 50)},
    "facade": {
        "glass": (124, 62), "joint": (162, 84), "connector": (206, 126), "drain": (118, 150), "gondola": (232, 78),
        "ground": (120, 190), "bead": (88, 104),
    },
    "slab-edge": {"wool": (128, 105), "tray": (128, 142), "sealant": (120, 72), "hole": (150, 100), "bonding": (74, 160)},
    "floor": _FLOOR,
    "floor-rain": {**_FLOOR, "puddle": (80, 120)},
    "floor-again": {**_FLOOR, "ring": (100, 146)},
    "floor-work": {
        "machine": (206, 172), "sign": (80, 160), "wet": (184, 184), "finished": (266, 150), "edge": (296, 92),
        "worker": (142, 110),
    },
    "screen": {"picture": (150, 82), "module": (206, 60), "power": (262, 140), "room": (56, 60), "edge": (90, 118)},
    "screen-outside": _STEEL,
    "screen-lightning": _STEEL,
    "cabinet": {
        "module": (70, 70), "supply": (146, 76), "card": (146, 128), "fan": (250, 70), "seal": (222, 132),
        "cable": (106, 108), "lock": (284, 112), "filter": (250, 112),
    },
    "balcony": {"sash": (112, 82), "pot": (226, 146), "drain": (268, 178), "glass": (70, 110), "lock": (150, 100)},
    "home": {"window": (36, 74), "floor": (160, 184), "owner": (112, 104), "visitor": (222, 104), "table": (166, 142)},
    "home-round": {"window": (52, 76), "repair": (118, 118), "owner": (264, 128), "tools": (60, 186), "year": (216, 60)},
    "home-measure": {"window": (110, 76), "meter": (142, 138), "owner": (216, 118), "drawing": (270, 170)},
    "phone": {"caller": (58, 140), "owner": (264, 140), "words": (172, 62), "notes": (172, 116), "year": (182, 176)},
    "phone-screen": {"caller": (58, 140), "owner": (232, 176), "words": (204, 70), "picture": (276, 60)},
    "phone-floor": {"caller": (58, 140), "owner": (162, 128), "words": (244, 154), "light": (266, 44)},
    "phone-after": {"caller": (58, 140), "owner": (200, 140), "words": (228, 36), "notes": (262, 134), "work": (274, 188)},
    "desk-week": {"papers": (146, 144), "board": (232, 58), "screen": (54, 108), "calendar": (116, 80)},
    "desk-month": {"papers": (122, 130), "board": (98, 46), "screen": (264, 142), "calendar": (214, 50)},
    "desk-staff": {"papers": (122, 54), "board": (198, 54), "screen": (160, 148), "calendar": (284, 40)},
    "desk": {"papers": (118, 142), "board": (228, 64), "screen": (92, 70), "calendar": (270, 130)},
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
