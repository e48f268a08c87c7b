"""The pages of the metrics say how the reports reckon each figure, in the very sentence that stands beside the figure."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from support.company import PROJECT, Root

from generator.desk.report.figures import Figure, figures
from generator.desk.report.known import Known
from generator.desk.report.spans import named
from generator.model.definitions import Definitions
from generator.model.incidents import FIGURES, SATISFIED
from generator.model.schedules import Schedules
from generator.model.services import Metric
from generator.reading.load import load
from generator.reading.reader import Reader
from generator.reading.words import own_words
from generator.telling.figures import reckoned_words


@pytest.fixture(scope="module")
def metrics() -> dict[str, Metric]:
    """The example's metrics; nothing else of it is read."""
    reader = Reader(PROJECT)
    return reader.each("metric", Metric, "definitions/services/metrics")


@pytest.fixture
def company(root: Root) -> Definitions:
    """The small company."""
    return load(root.path)[0]


def test_each_figure_is_told_on_the_page_of_one_metric(metrics: dict[str, Metric]) -> None:
    """None is reckoned without a page, and no page tells of one that is not reckoned."""
    told = Counter(name for metric in metrics.values() for name in metric.figures)
    assert told == Counter(FIGURES)


def test_the_sentence_tells_the_limits_that_the_code_goes_by(company: Definitions) -> None:
    """Change a limit in company.yaml, and the sentence changes with what is reckoned."""
    words = own_words().words["en"]
    strict = replace(company.company, incidents=replace(company.company.incidents, grace=5, close=2))
    assert "within 5 minutes of the agreed time" in reckoned_words("on_time", strict, words)
    assert "within 2 working days of it" in reckoned_words("omission_rate", strict, words)
    assert f"a score below {SATISFIED} " in reckoned_words("dissatisfaction_rate", strict, words)


def test_every_figure_is_reckoned(company: Definitions) -> None:
    """In the order of their names, and of a company without records each from nothing."""
    month = named("month", "2026-10")
    assert month is not None
    nobody = Known(company, Schedules(), month.days.last, (), (), ())
    told: list[Figure] = figures(nobody, month.days)
    assert [(figure.name, figure.part, figure.whole) for figure in told] == [(name, 0, 0) for name in FIGURES]
