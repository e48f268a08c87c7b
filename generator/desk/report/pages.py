"""The reports as pages: a month's, a week's, and the list of all. They name customers, so they are the office's alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.desk.report.charts import Chart
from generator.desk.report.drawn import Year, charts_of_month, charts_of_week
from generator.desk.report.known import Known
from generator.desk.report.lines import Line, Section, lines
from generator.desk.report.report import Report, report
from generator.desk.report.spans import Kind, Span, around
from generator.desk.report.worded import Worded
from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates
from generator.model.incidents import FIGURES
from generator.private.frame import Frame, frame_of
from generator.private.reader import Reader
from generator.telling.figures import reckoned_words
from generator.text.language import Language

_MONTHS, _WEEKS = 12, 8


@dataclass(frozen=True, slots=True)
class Card:
    """A figure at a glance: its name, what it is, what it was before, and how it is reckoned."""

    label: str
    shown: str
    before: str
    how: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: its heading and its lines."""

    name: Section
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """Another page: where it lies, and what it is called; ``figures`` stand beside it in the list of all."""

    href: str
    name: str
    figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportPage:
    """The view of ``reports/report.html.j2``. ``small`` are charts that stand side by side."""

    title: str
    span: str
    ways: tuple[Way, ...]
    cards: tuple[Card, ...]
    alerts: tuple[Line, ...]
    charts: tuple[Chart, ...]
    small: tuple[Chart, ...]
    small_title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """The view of ``reports/index.html.j2``: all that there are, the latest first, with some of their figures."""

    title: str
    heads: tuple[str, ...]
    months: tuple[Way, ...]
    weeks: tuple[Way, ...]
    alerts: tuple[Line, ...]


# What the list of all tells of each month.
_AT_A_GLANCE = ("complaint_rate", "omission_rate", "dissatisfaction_rate", "promises_kept", "first_time_fix")


def report_pages(known: Known, templates: Templates) -> Iterator[Artifact]:
    """Every page, by language and below it by name; the last twelve months and eight weeks, this one among them."""
    year = Year(known)
    spans = {"month": around("month", known.as_of).up_to(_MONTHS), "week": around("week", known.as_of).up_to(_WEEKS)}
    reports = {span.name: report(known, span) for each in spans.values() for span in each}
    for language in known.definitions.company.locales:
        worded = Worded(known, templates.words[language])
        frame = _frame(known, templates, language)
        for told in reports.values():
            yield Artifact.text(f"{language}/{_file(told.span)}", _html(told, year, worded, frame, templates))
        page = _list(known, spans["month"], spans["week"], reports, worded)
        html = templates.html("reports/index.html.j2", w=worded.words, frame=frame, page=page)
        yield Artifact.text(f"{language}/index.html", html)


def report_page(known: Known, told: Report, templates: Templates, language: Language) -> str:
    """One report as a page that stands alone. Raises jinja2.TemplateError."""
    worded = Worded(known, templates.words[language])
    return _html(told, Year(known), worded, _frame(known, templates, language), templates, alone=True)


def _frame(known: Known, templates: Templates, language: Language) -> Frame:
    definitions = known.definitions
    reader = Reader(templates.words[language], known.as_of, definitions.company, definitions.workdays_in)
    return frame_of(reader, templates, definitions.pictures, for_customer=False, style="reports/report.css.j2")


def _file(span: Span) -> str:
    return f"{span.kind}-{span.name}.html"


def _html(told: Report, year: Year, worded: Worded, frame: Frame, templates: Templates, *, alone: bool = False) -> str:
    page = _page(told, year, worded, () if alone else tuple(_ways(told.span, worded)))
    return templates.html("reports/report.html.j2", w=worded.words, frame=frame, page=page)


def _ways(span: Span, worded: Worded) -> Iterator[Way]:
    words, after = worded.words, around(span.kind, span.days.end)
    yield Way("index.html", words["report_all"])
    oldest = around(span.kind, worded.known.as_of).up_to(_count(span.kind))[0]
    if span.days.start > oldest.days.start:
        yield Way(_file(span.before), f"← {span.before.name}")
    if after.days.start <= worded.known.as_of:
        yield Way(_file(after), f"{after.name} →")


def _count(kind: Kind) -> int:
    return _MONTHS if kind == "month" else _WEEKS


def _page(told: Report, year: Year, worded: Worded, ways: tuple[Way, ...]) -> ReportPage:
    words, listed = worded.words, lines(told, worded)
    is_month = told.span.kind == "month"
    small = tuple(year.by_product(told.span, worded)) if is_month else ()
    return ReportPage(
        title=words.say(f"report_title_{told.span.kind}", name=told.span.name),
        span=words.say("report_span", start=told.span.days.start, last=told.span.days.last),
        ways=ways,
        cards=tuple(_cards(listed, worded)),
        alerts=tuple(line for line in listed if line.section == "repeats"),
        charts=tuple(charts_of_month(year, told.span, worded) if is_month else charts_of_week(year, told.span, worded)),
        small=small,
        small_title=words["chart_products"] if small else "",
        parts=tuple(_parts(listed, worded, without=("figures", "repeats"))),
    )


def _cards(listed: Iterable[Line], worded: Worded) -> Iterator[Card]:
    company = worded.known.definitions.company
    names = {line.name: line for line in listed if line.section == "figures"}
    for figure, how in ((name, reckoned_words(name, company, worded.words)) for name in FIGURES):
        line = names[figure]
        yield Card(line.label, line.shown, line.before, how)


def _parts(listed: Sequence[Line], worded: Worded, without: Sequence[Section]) -> Iterator[Part]:
    for section in dict.fromkeys(line.section for line in listed):
        if section not in without:
            told = tuple(line for line in listed if line.section == section)
            yield Part(section, worded.words[f"section_{section}"], told)


def _list(
    known: Known, months: Sequence[Span], weeks: Sequence[Span], reports: dict[str, Report], worded: Worded
) -> ListPage:
    words = worded.words
    latest = lines(reports[months[-1].name], worded)
    return ListPage(
        title=words["report_list_title"],
        heads=tuple(words[f"figure_{name}"] for name in _AT_A_GLANCE),
        months=tuple(_listed(reports[span.name], worded, _AT_A_GLANCE) for span in reversed(months)),
        weeks=tuple(_listed(reports[span.name], worded, ()) for span in reversed(weeks)),
        alerts=tuple(line for line in latest if line.section == "repeats"),
    )


def _listed(told: Report, worded: Worded, names: Sequence[str]) -> Way:
    figures = {figure.name: worded.amount(figure, figure.value) for figure in told.figures}
    count = sum(len(tally.cases) for tally in told.kinds)
    shown = (f"{count}", *(value for name, value in figures.items() if name in names))
    return Way(_file(told.span), told.span.name, shown)
