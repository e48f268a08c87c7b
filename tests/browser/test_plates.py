"""Where the numbers of plates point: on the thing that their part is named for, and not beside it."""

from __future__ import annotations

import json
from typing import Any

from support.plates import drawings

from generator.model.plates import PAPER, PLACES, SPOTS

# What is painted at the middle of each part, by the classes that care.css colours. Thin lines and the light on glass are no
# thing of their own.
_WINDOW = {
    "fixing-left": "metal", "fixing-right": "metal", "fixing-low": "metal", "hinge": "metal", "handle": "metal", "latch": "metal",
    "corner": "frame-dark", "gasket": "frame-dark", "glass": "glass", "joint": "plain", "sill": "stone", "drain": "dark",
    "sash": "frame-dark", "wall": "wall",
}  # fmt: skip
_OUTSIDE = {"joint": "seal", "glass": "glass", "drain": "dark", "sill": "stone", "corner": "seal", "low-joint": "seal"}
_FLOOR = {
    "middle": "stone", "near-left": "stone", "near-right": "stone", "far-left": "stone", "far-right": "stone",
    "joint": "stone", "wall": "frame-dark", "planter": "orange", "door": "frame", "mat": "dark",
}  # fmt: skip
_STEEL = {
    "rod": "metal-dark", "spd": "metal", "earth": "l-green", "weld": "metal", "bolt": "metal", "anchor": "metal",
    "lead": "l-green",
}  # fmt: skip
_TALKING = {"caller": "cloth-b", "owner": "cloth-a"}
_ENDING = {"shield": "green", "last-day": "plain"}
PAINTED = {
    "window": _WINDOW,
    "window-winter": {**_WINDOW, "radiator": "plain"},
    "window-storm": {**_WINDOW, "glass": "metal-dark", "warning": "yellow"},
    "window-rain": {**_WINDOW, "glass": "sky", "wall": "damp", "meter": "yellow"},
    "window-warranty": {**_WINDOW, **_ENDING},
    "window-outside": _OUTSIDE,
    "window-spray": {**_OUTSIDE, "hose": "metal"},
    "window-spray-warranty": {**_OUTSIDE, **_ENDING, "hose": "metal"},
    "window-sill": {"drain": "l-water", "track": "plain", "chamber": "water", "gasket": "dark", "water": "l-water"},
    "joint": {"bead": "seal", "rod": "foam", "left": "l-red", "right": "l-red", "front": "seal"},
    "facade": {
        "glass": "glass", "joint": "seal", "connector": "metal", "drain": "dark", "gondola": "orange", "ground": "l-red",
        "bead": "seal",
    },
    "facade-year": {
        "glass": "glass", "joint": "seal", "connector": "metal", "drain": "dark", "ground": "l-red", "bead": "seal",
        "list": "plain", "year": "plain",
    },
    "slab-edge": {"wool": "wool", "tray": "metal", "sealant": "red", "bonding": "yellow"},
    "floor": _FLOOR,
    "floor-rain": {**_FLOOR, "puddle": "water"},
    "floor-again": {**_FLOOR, "middle": "glass", "joint": "white", "ring": "l-red"},
    "floor-work": {
        "machine": "orange", "sign": "yellow", "wet": "water", "finished": "stone", "edge": "frame-dark", "worker": "cloth-b",
    },
    "screen": {
        "picture": "sky-lit", "module": "sky-lit", "power": "red", "room": "lcd", "edge": "dark", "time": "orange",
    },
    "screen-outside": _STEEL,
    "screen-lightning": _STEEL,
    "screen-storm": {**_STEEL, "warning": "yellow"},
    "screen-repaint": {
        "weld": "green", "rust": "rust", "anchor": "metal", "bolt": "metal", "paint": "metal", "camera": "dark",
    },
    "cabinet": {
        "module": "dark", "supply": "metal", "card": "dark", "fan": "metal", "seal": "seal", "cable": "l-red",
        "lock": "metal", "filter": "plain",
    },
    "balcony": {"sash": "frame-dark", "pot": "orange", "drain": "dark", "glass": "glass", "lock": "metal"},
    "home": {"window": "glass", "floor": "stone", "owner": "cloth-a", "visitor": "cloth-b", "table": "plain"},
    "home-round": {"window": "glass", "repair": "orange", "owner": "cloth-a", "tools": "red", "year": "sky-lit"},
    "home-measure": {"window": "rust", "meter": "lcd", "owner": "cloth-a", "drawing": "water"},
    "phone": {**_TALKING, "words": "plain", "notes": "plain", "year": "orange"},
    "phone-screen": {**_TALKING, "words": "orange", "picture": "sky-lit", "year": "red"},
    "phone-floor": {**_TALKING, "words": "dust", "light": "yellow"},
    "phone-after": {**_TALKING, "words": "l-green", "notes": "plain", "work": "red"},
    "desk": {"papers": "plain", "board": "water", "screen": "red", "calendar": "red"},
    "desk-week": {"papers": "plain", "board": "red", "screen": "glass", "calendar": "yellow"},
    "desk-month": {"papers": "sky-lit", "board": "plain", "screen": "frame-dark", "calendar": "plain"},
    "desk-staff": {"papers": "plain", "board": "plain", "owner": "cloth-b", "calendar": "red"},
}  # fmt: skip
_SHEET = """<style>
svg { position: fixed; left: 0; top: 0; width: 320px; height: 210px; }
:is(.l-red, .l-green, .l-water) { fill: none; stroke: red; stroke-width: 4; }
:is(.l, .l-light, .gleam, .gleam-wide, .vein, .grid, .wall-line, .wool-line, .hatch) { pointer-events: none; }
</style>"""
_AT = """([drawing, spots, size]) => {
  document.body.innerHTML = `<svg viewBox="0 0 ${size}">${drawing}</svg>`;
  return JSON.stringify(Object.fromEntries(Object.entries(spots).map(([spot, [x, y]]) => {
    const thing = document.elementFromPoint(x, y);
    return [spot, (thing.getAttribute("class") ?? thing.parentNode.getAttribute("class")).split(" ")[0]];
  })));
}"""


def test_every_part_lies_on_what_it_is_named_for(chromium: Any) -> None:
    """A number that speaks of the gap between frame and wall stands at the gap, and not on the wall beside it."""
    places, page = drawings("places"), chromium.new_page()
    page.set_content(_SHEET)
    size = f"{PAPER[0]} {PAPER[1]}"
    found = {
        place: json.loads(
            page.evaluate(_AT, [places[place](), {at: list(xy) for at, xy in SPOTS[place].items()}, size])
        )
        for place in PLACES
    }
    page.close()
    assert found == PAINTED
