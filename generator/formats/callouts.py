"""Where the number of a part stands in a drawing: beside it, at the end of a line, and over no other part.

All in whole numbers, so that the same plate has the same bytes on every machine.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from math import isqrt

Point = tuple[int, int]
RADIUS = 11  # of a number's disc, in units of the paper
_NEAREST, _FARTHEST, _STEP = 28, 56, 4
_CLEAR = 28  # from a disc's middle to that of a part or of another disc
_LINE_CLEAR = 16  # from another disc's middle to the line
_TIGHT = 6  # what a unit too near costs, in units of line
# From a part to the places for its disc: a grid, not too near and not too far, the nearest first.
_REACH = range(-_FARTHEST, _FARTHEST + 1, _STEP)
_GRID = sorted(
    (isqrt(aside**2 + down**2), (aside, down))
    for aside in _REACH
    for down in _REACH
    if _NEAREST**2 <= aside**2 + down**2 <= _FARTHEST**2
)


def beside(parts: Sequence[Point], others: Collection[Point], paper: tuple[int, int]) -> tuple[Point, ...]:
    """The middle of a disc for each of ``parts``, in their order, on ``paper`` and clear of ``others`` as far as may be.

    Of the places around a part that is taken whose line is short and whose disc hides neither a part nor another
    disc; where nothing is free, the one that hides least. What is even goes to the nearer edge of the paper.
    """
    placed: list[Point] = []
    for part in parts:
        shunned = [point for point in (*others, *parts) if point != part]
        best: tuple[int, int, Point] | None = None
        for length, disc in _around(part, paper):
            if best is not None and length > best[0]:
                break  # those that follow are farther still
            cost = _cost(part, disc, shunned, placed, paper)
            best = cost if best is None else min(best, cost)
        assert best is not None, "a part lies on the paper"
        placed.append(best[2])
    return tuple(placed)


def _around(part: Point, paper: tuple[int, int]) -> Iterator[tuple[int, Point]]:
    """The places for a disc, each with how far it is from its part, the nearest first."""
    edge = RADIUS + 2
    for length, (aside, down) in _GRID:
        x, y = part[0] + aside, part[1] + down
        if edge <= x <= paper[0] - edge and edge <= y <= paper[1] - edge:
            yield length, (x, y)


def _cost(
    part: Point, disc: Point, shunned: Sequence[Point], placed: Sequence[Point], paper: tuple[int, int]
) -> tuple[int, int, Point]:
    tight = sum(max(0, _CLEAR - _apart(disc, point)) for point in (*shunned, *placed))
    tight += sum(max(0, _LINE_CLEAR - _apart(point, step)) for point in placed for step in _steps(part, disc))
    from_edge = min(disc[0], paper[0] - disc[0]) + min(disc[1], paper[1] - disc[1])
    return _apart(part, disc) + _TIGHT * tight, from_edge, disc


def _steps(part: Point, disc: Point) -> Iterator[Point]:
    """Points of the line from a part to its disc."""
    for quarter in range(4):
        yield part[0] + (disc[0] - part[0]) * quarter // 4, part[1] + (disc[1] - part[1]) * quarter // 4


def _apart(one: Point, other: Point) -> int:
    return isqrt((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)
