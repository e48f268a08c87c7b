"""A report of a week or a month: everything that it tells, reckoned but not yet worded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from generator.desk.report.ahead import Ending, Training, ending, training
from generator.desk.report.figures import Figure, figures
from generator.desk.report.gaps import Gap, gaps_of
from generator.desk.report.known import Known, problems_of
from generator.desk.report.repeats import Repeat, repeats
from generator.desk.report.spans import Span
from generator.desk.report.tallies import Problem, Tally, Waiting, costs, frequent, tally, waiting


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a span's records tell, as known on ``as_of``; ``before`` are the figures of the span before it.

    What is ``waiting``, what was left out (``gaps``), what ends and what is to be learnt is told as of that day.
    """

    span: Span
    as_of: date
    kinds: tuple[Tally, ...]
    channels: tuple[Tally, ...]
    products: tuple[Tally, ...]
    causes: tuple[Tally, ...]
    problems: tuple[Problem, ...]
    repeats: tuple[Repeat, ...]
    figures: tuple[Figure, ...]
    before: tuple[Figure, ...]
    gaps: tuple[Gap, ...]
    costs: tuple[tuple[str, float], ...]
    waiting: tuple[Waiting, ...]
    ending: tuple[Ending, ...]
    training: tuple[Training, ...]


def report(known: Known, span: Span) -> Report:
    """The report of ``span``."""
    received = known.received(span.days)
    faults = problems_of(received)
    return Report(
        span=span,
        as_of=known.as_of,
        kinds=tuple(tally(received, lambda case: case.told.kind)),
        channels=tuple(tally(received, lambda case: case.told.channel)),
        products=tuple(tally(faults, lambda case: case.product)),
        causes=tuple(tally(faults, lambda case: case.told.cause)),
        problems=tuple(frequent(known, span)),
        repeats=tuple(repeats(known, span)),
        figures=tuple(figures(known, span.days)),
        before=tuple(figures(known, span.before.days)),
        gaps=tuple(gap for case in known.cases for gap in gaps_of(case, known)),
        costs=tuple(costs(known.cases, span).items()),
        waiting=tuple(waiting(known)),
        ending=tuple(ending(known)),
        training=tuple(training(known)),
    )
