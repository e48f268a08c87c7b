"""Plates: each drawing that may be named can be drawn, and a task's page shows what its plate says."""

from __future__ import annotations

import math
import re
from html import unescape

import pytest
from support.company import PROJECT, Root
from support.pages import page_of
from support.plates import drawings

from generator.formats.callouts import RADIUS, beside
from generator.model.plates import CLOSE_UPS, PAPER, PLACES, SPOTS, TOOLS, Place

BOLTS = "definitions/maintenance/window/bolts.yaml"
PLATE = """\
plate:
  place: window
  marks: [{at: hinge, name: {zh: 合页, en: hinges}}, {at: latch, name: {zh: 锁点, en: locking points}}]
  tools: [torque-wrench]
  close_up: bolt
  good: {sees: {zh: 漆线直, en: line straight}, then: {zh: 不用管, en: leave it}}
  act: {sees: {zh: 滑丝, en: stripped}, then: {zh: 报修, en: call}}
"""


def test_everything_that_a_plate_may_name_is_drawn() -> None:
    """A name without a drawing would stop the build of whoever writes it."""
    assert [name for name in PLACES if not drawings("places")[name]().startswith("<path")] == []
    assert sorted(TOOLS) == sorted(drawings("tools"))
    assert [name for name in TOOLS if not drawings("tools")[name]().startswith("<")] == []
    assert set(SPOTS) == set(PLACES)


def test_the_states_of_a_close_up_differ_in_shape() -> None:
    """Paper may be grey: no two of them are the same but for colours."""
    drawn = drawings("closeups")
    for name in CLOSE_UPS:
        shapes = {re.sub(r'class="[^"]*"', "", drawn[name](level)) for level in ("good", "watch", "act")}
        assert (name, len(shapes)) == (name, 3)


@pytest.mark.parametrize("place", PLACES)
def test_numbers_stay_on_the_paper_and_hide_nothing(place: Place) -> None:
    """Whichever parts of a place are numbered, up to five: each number lies whole beside its part, and over no other part or number."""
    spots = SPOTS[place]
    names = sorted(spots)
    for first in range(len(names)):
        parts = [spots[name] for name in (names[first:] + names[:first])[:5]]
        discs = beside(parts, tuple(spots.values()), PAPER)
        for part, disc in zip(parts, discs, strict=True):
            others = [*spots.values(), *(other for other in discs if other != disc)]
            assert (12 <= disc[0] <= PAPER[0] - 12, 12 <= disc[1] <= PAPER[1] - 12) == (True, True), disc
            assert min(math.dist(disc, other) for other in others if other != part) > 2 * RADIUS, (part, disc)
            assert math.dist(disc, part) > 2 * RADIUS


def test_no_drawing_says_anything_in_a_language() -> None:
    """Words stand beside the drawings, for they are of two languages; readings are figures."""
    for name in ("places", "tools", "closeups"):
        source = (PROJECT / f"templates/plates/{name}.svg.j2").read_text("utf-8")
        assert "style=" not in source  # no policy that forbids what stands in the page may change a drawing
        for reading in re.findall(r"<text\b[^>]*>(.*?)</text>", source):
            assert re.sub(r"\{%.*?%\}", "", reading).strip("0123456789Ω") == ""


def test_a_task_shows_its_plate_in_the_readers_language(root: Root) -> None:
    """Where, with what, and what each state looks like and leads to; a state that is not told is not shown."""
    root.add(BOLTS, PLATE)
    told = {
        "zh": ["在哪里", "合页", "锁点", "用什么", "扭力扳手", "正常", "漆线直", "不用管", "要处理", "滑丝", "报修"],
        "en": ["Where", "hinges", "locking points", "With what", "Torque wrench", "Good", "line straight", "leave it", "Act", "stripped", "call"],
    }  # fmt: skip
    for language, texts in told.items():
        page = page_of(root, f"{language}/maintenance/window/bolts.md")
        figure = re.search(r'<figure class="care-plate".*?</figure>', page, re.DOTALL)
        assert figure is not None
        assert re.findall(r">([^<>{}\n]+)</(?:li|p)>", unescape(figure[0]).replace("</svg>", "</svg>\n>")) == texts
        assert "\n\n" not in figure[0]


def test_a_task_without_a_plate_has_no_figure(root: Root) -> None:
    """Nor a heading for one."""
    assert "care-plate" not in page_of(root, "zh/maintenance/window/bolts.md")
    assert "#plate" not in page_of(root, "zh/maintenance/window/bolts.md")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("at: hinge", "at: hing", "; did you mean 'hinge'?"),
        ("place: window", "place: widow", "plate.place: 'widow' is not one of window,"),
        ("[torque-wrench]", "[torque-wrenches]", "plate.tools[0]: 'torque-wrenches' is not one of"),
        ("[torque-wrench]", "[cup, rod, oil, torch, camera]", "plate.tools: too many are listed; at most 4"),
        ("close_up: bolt", "close_up: nut", "plate.close_up: 'nut' is not one of"),
        ("then: {zh: 报修, en: call}", "so: {zh: 报修, en: call}", "plate.act: 'then' is missing; add it"),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(root: Root, old: str, new: str, says: str) -> None:
    """With its place, and what there is instead."""
    root.add(BOLTS, PLATE.replace(old, new))
    assert [line for line in root.check() if says in line] != [], root.check()
