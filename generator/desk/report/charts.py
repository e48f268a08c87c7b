"""Numbers as drawings: bars, lines and rows of bars, as shapes that one template draws. Colours are the page's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.text.words import Words

_WIDTH, _HEIGHT = 640, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 10, 12, 26
_TICKS = 4
_ROW = 26
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers with its name; None where there was nothing to reckon from. ``shade`` is its colour's number."""

    name: str
    values: tuple[float | None, ...]
    shade: int = 1


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle, and what it says when pointed at."""

    x: float
    y: float
    width: float
    height: float
    shade: int
    title: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points."""

    path: str
    shade: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A point of a line, and what it says when pointed at."""

    x: float
    y: float
    shade: int
    title: str


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a point; it begins, ends or has its middle there."""

    x: float
    y: float
    text: str
    anchor: str = "middle"


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: what it is called, and its shapes.

    ``numbers`` are those that it shows, a row each with its name; ``says`` tells them to who cannot see it, once it is
    ``spoken``.
    """

    title: str
    numbers: tuple[tuple[str, tuple[str, ...]], ...]
    width: int
    height: int
    grid: tuple[float, ...] = ()
    bars: tuple[Bar, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    legend: tuple[tuple[int, str], ...] = ()
    says: str = ""

    def spoken(self, words: Words) -> Chart:
        """The same with what it says, joined as the language of ``words`` does."""
        colon = words["colon"]
        told = (colon.join(filter(None, (name, words.listed(numbers)))) for name, numbers in self.numbers)
        return replace(self, says=f"{self.title}{colon}{words.listed(told, by='semicolon')}")

    @property
    def is_empty(self) -> bool:
        """Whether there was nothing to draw."""
        return not self.bars and not self.dots


@dataclass(frozen=True, slots=True)
class _Plane:
    """Where values lie: ``count`` places side by side, from ``low`` at the foot to ``high``."""

    count: int
    low: float
    high: float
    width: int = _WIDTH
    height: int = _HEIGHT
    left: int = _LEFT

    @property
    def step(self) -> float:
        return (self.width - self.left - _RIGHT) / self.count

    def x(self, index: float) -> float:
        return round(self.left + self.step * index, 1)

    def y(self, value: float) -> float:
        inner = self.height - _TOP - _BOTTOM
        return round(self.height - _BOTTOM - inner * (value - self.low) / (self.high - self.low), 1)


def stacked(
    title: str, places: Sequence[str], series: Sequence[Series], *, compact: bool = False, top: float = 0
) -> Chart:
    """Bars, one at each of ``places``, in which the ``series`` lie upon one another; ``compact`` for small multiples."""
    sums = [sum(one.values[index] or 0 for one in series) for index in range(len(places))]
    width, height, left = (208, 110, 26) if compact else (_WIDTH, _HEIGHT, _LEFT)
    plane = _Plane(len(places), 0, _round_up(max([*sums, top])), width, height, left)
    bars = []
    for index, place in enumerate(places):
        foot = 0.0
        for one in series:
            value = one.values[index] or 0
            if value:
                y = plane.y(foot + value)
                says = f"{place} {one.name} {value:g}"
                bars.append(
                    Bar(
                        plane.x(index + 0.18),
                        y,
                        round(plane.step * 0.64, 1),
                        round(plane.y(foot) - y, 1),
                        one.shade,
                        says,
                    )
                )
                foot += value
    ticks = _ticks(plane, 1 if compact else _TICKS, whole=True)
    labels = (*ticks, *_places(plane, places, every=6 if compact else 1))
    legend = tuple((one.shade, one.name) for one in series) if len(series) > 1 else ()
    grid = tuple(plane.y(float(tick.text.replace(",", ""))) for tick in ticks)
    return Chart(title, _numbers(places, series), width, height, grid, tuple(bars), labels=labels, legend=legend)


def lines(
    title: str, places: Sequence[str], series: Sequence[Series], low: float, high: float, unit: str = ""
) -> Chart:
    """A line for each of the ``series`` from ``low`` to ``high``; where a number lacks the line is broken."""
    plane = _Plane(len(places), low, high)
    strokes, dots = [], []
    for one in series:
        pen = "M"
        path = ""
        for index, value in enumerate(one.values):
            if value is None:
                pen = "M"
                continue
            x, y = plane.x(index + 0.5), plane.y(min(max(value, low), high))
            path += f"{pen}{x} {y}"
            pen = "L"
            dots.append(Dot(x, y, one.shade, f"{places[index]} {one.name} {round(value, 2):g}{unit}"))
        if path:
            strokes.append(Stroke(path, one.shade))
    ticks = _ticks(plane, _TICKS, unit=unit)
    grid = tuple(tick.y - 4 for tick in ticks)
    labels = (*ticks, *_places(plane, places))
    legend = tuple((one.shade, one.name) for one in series) if len(series) > 1 else ()
    return Chart(
        title, _numbers(places, series, unit), _WIDTH, _HEIGHT, grid, (), tuple(strokes), tuple(dots), labels, legend
    )


def rows(title: str, numbers: Sequence[tuple[str, float]]) -> Chart:
    """A row of a bar for each of ``numbers``, the name before it and the number behind it."""
    height = max(_ROW * len(numbers) + 8, _ROW)
    most = max((value for _, value in numbers), default=1)
    start, room = 250, _WIDTH - 250 - 60
    bars, labels = [], []
    for index, (name, value) in enumerate(numbers):
        y = index * _ROW + 4
        width = round(room * value / most, 1)
        bars.append(Bar(start, y, width, _ROW - 8, 1, f"{name} {value:g}"))
        labels += [Label(start - 8, y + 13, name, "end"), Label(start + width + 6, y + 13, f"{value:,g}", "start")]
    told = tuple(f"{name} {value:g}" for name, value in numbers)
    return Chart(title, (("", told),), _WIDTH, height, bars=tuple(bars), labels=tuple(labels))


def _numbers(
    places: Sequence[str], series: Sequence[Series], unit: str = ""
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The numbers themselves, row by row."""
    return tuple(
        (
            one.name,
            tuple(
                f"{place} {round(value, 2):g}{unit}"
                for place, value in zip(places, one.values, strict=True)
                if value is not None
            ),
        )
        for one in series
    )


def _ticks(plane: _Plane, count: int, *, unit: str = "", whole: bool = False) -> tuple[Label, ...]:
    span = plane.high - plane.low
    if whole:
        count = next(each for each in (count, 5, 2, 1) if not span % each)
    marks = [plane.low + span * index / count for index in range(count + 1)]
    return tuple(Label(plane.left - 6, plane.y(mark) + 4, f"{mark:,g}{unit}", "end") for mark in marks)


def _places(plane: _Plane, places: Sequence[str], every: int = 1) -> tuple[Label, ...]:
    last = len(places) - 1
    return tuple(
        Label(plane.x(index + 0.5), plane.height - 8, place)
        for index, place in enumerate(places)
        if (last - index) % every == 0
    )


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 … that is no smaller than ``value``; 4 at least, so that one is no tower."""
    size = 1.0
    while True:
        for step in _STEPS:
            if step * size >= max(value, 4):
                return step * size
        size *= 10
