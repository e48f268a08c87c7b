"""Which drawings a report has: what came in, how the rates went over a year, where and why things broke, what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import get_args

from generator.desk.report.charts import Chart, Series, lines, rows, stacked
from generator.desk.report.figures import Figure, figures
from generator.desk.report.known import Known, problems_of
from generator.desk.report.spans import Span
from generator.desk.report.worded import Worded
from generator.model.cases import Case
from generator.model.incidents import FigureName, IncidentKind, Inlet

_MONTHS, _WEEKS = 12, 12
_RATES: tuple[FigureName, ...] = ("complaint_rate", "omission_rate", "dissatisfaction_rate")
_KEPT: tuple[FigureName, ...] = ("promises_kept", "on_time", "in_window", "first_time_fix")
_MOST = 8  # so many rows a drawing has
_FULL, _BEST = 100, 5
# The top of a drawing of rates is a multiple of it.
_RATE_STEP = 20


class Year:
    """The figures of months, each reckoned once however many pages tell it."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self._figures: dict[date, dict[FigureName, Figure]] = {}

    def of(self, span: Span) -> dict[FigureName, Figure]:
        """The figures of a month."""
        start = span.days.start
        if start not in self._figures:
            self._figures[start] = {figure.name: figure for figure in figures(self.known, span.days)}
        return self._figures[start]

    def series(self, name: FigureName, months: Sequence[Span], worded: Worded, shade: int) -> Series:
        """One figure over ``months``."""
        values = tuple(self.of(month)[name].value for month in months)
        return Series(worded.words[f"figure_{name}"], values, shade)

    def by_product(self, span: Span, worded: Worded) -> Iterator[Chart]:
        """What broke of each product, month by month: all to one scale."""
        months = span.up_to(_MONTHS)
        found = problems_of(self.known.cases)
        counts = {
            id_: tuple(sum(_is_in(case, month) for case in found if case.product == id_) for month in months)
            for id_ in self.known.definitions.products
        }
        top = max((max(values) for values in counts.values()), default=0)
        for id_, values in counts.items():
            if any(values):
                name = worded.named("product", id_)
                yield stacked(name, _places(months), [Series(name, values)], compact=True, top=top).spoken(worded.words)


def charts_of_month(year: Year, span: Span, worded: Worded) -> list[Chart]:
    """The drawings of a month's report: of the twelve months up to it."""
    months, words, known = span.up_to(_MONTHS), worded.words, year.known
    places = _places(months)
    since = [case for case in problems_of(known.cases) if any(_is_in(case, month) for month in months)]
    drawn = [
        stacked(words["chart_received"], places, _counted(known, months, get_args(IncidentKind), _kind, worded)),
        _percent(words["chart_kept"], year, _KEPT, months, worded, _FULL),
        _percent(words["chart_rates"], year, _RATES, months, worded, None),
        lines(words["chart_satisfaction"], places, [year.series("satisfaction", months, worded, 1)], 1, _BEST),
        rows(words["chart_parts"], _most(since, lambda case: worded.part(case.told.part or case.told.fault or ""))),
        rows(words["chart_causes"], _most(since, lambda case: worded.cause(case.told.cause or ""))),
        stacked(words["chart_cost"], places, [year.series("warranty_cost", months, worded, 2)]),
    ]
    return [chart.spoken(words) for chart in drawn if not chart.is_empty]


def charts_of_week(year: Year, span: Span, worded: Worded) -> list[Chart]:
    """The drawing of a week's report: what came in, by inlet, in the twelve weeks up to it."""
    weeks = span.up_to(_WEEKS)
    counted = _counted(year.known, weeks, get_args(Inlet), _inlet, worded)
    chart = stacked(worded.words["chart_inlets"], [f"{week.days.start:%m-%d}" for week in weeks], counted)
    return [] if chart.is_empty else [chart.spoken(worded.words)]


def _percent(
    title: str, year: Year, names: Sequence[FigureName], months: Sequence[Span], worded: Worded, high: int | None
) -> Chart:
    series = [year.series(name, months, worded, shade) for shade, name in enumerate(names, 1)]
    most = max((value for one in series for value in one.values if value is not None), default=0)
    top = high or max(min((int(most) // _RATE_STEP + 1) * _RATE_STEP, _FULL), int(most))
    return lines(title, _places(months), series, 0, top, "%")


def _kind(case: Case) -> str | None:
    return case.told.kind


def _inlet(case: Case) -> str | None:
    return case.told.channel


def _counted(
    known: Known, spans: Sequence[Span], keys: Iterable[str], key_of: Callable[[Case], str | None], worded: Worded
) -> list[Series]:
    """How many there were of each key, for those of which there were any."""
    counted = []
    for shade, key in enumerate(keys, 1):
        values = tuple(sum(key_of(case) == key and _is_in(case, span) for case in known.cases) for span in spans)
        if any(values):
            name = worded.words[f"incident_{key}" if key in get_args(IncidentKind) else f"inlet_{key}"]
            counted.append(Series(name, values, shade))
    return counted


def _most(cases: Iterable[Case], name_of: Callable[[Case], str]) -> Sequence[tuple[str, float]]:
    counts = Counter(map(name_of, cases))
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_MOST]


def _is_in(case: Case, span: Span) -> bool:
    return case.received.date() in span.days


def _places(months: Sequence[Span]) -> list[str]:
    return [f"{month.days.start:%y-%m}" for month in months]
