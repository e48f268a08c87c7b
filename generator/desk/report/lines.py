"""A report in words, a line for each thing that it tells: what tables, files for other programs and pages are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.desk.report.figures import Behind
from generator.desk.report.known import ids_of
from generator.desk.report.report import Report
from generator.desk.report.tallies import Tally
from generator.desk.report.worded import Worded

Section = Literal[
    "kinds", "channels", "figures", "repeats", "problems", "products", "causes", "gaps", "costs", "waiting",
    "warranties", "training",
]  # fmt: skip
# What a week's report leaves to the month's.
_MONTHLY: frozenset[Section] = frozenset({"problems", "products", "causes", "costs", "warranties", "training"})
_SHOWN = 6  # so many of what is behind a figure are named


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing: ``name`` for programs, ``label`` for people; ``value`` as a number, ``shown`` as it is read.

    ``before`` is what it was in the span before; ``behind`` names incidents or work, ``where`` their records.
    """

    section: Section
    name: str
    label: str
    value: float | None = None
    shown: str = ""
    before: str = ""
    day: date | None = None
    behind: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    standing: str = ""

    @property
    def beside(self) -> str:
        """What stands beside a number: a word, or the day by which what lacks should have been there."""
        return self.before or (f"{self.day}" if self.section == "gaps" else "")


def lines(report: Report, worded: Worded) -> list[Line]:
    """Everything that ``report`` tells, in the order in which it is read."""
    told = [line for section in _SECTIONS.values() for line in section(report, worded)]
    return [line for line in told if report.span.kind == "month" or line.section not in _MONTHLY]


def _tallied(section: Section, tallies: Iterable[Tally], label: Callable[[str], str], worded: Worded) -> Iterator[Line]:
    for tally in tallies:
        still = worded.words.say("report_still_open", n=tally.still_open) if tally.still_open else ""
        yield Line(
            section=section,
            name=tally.key or "unknown",
            label=label(tally.key),
            value=len(tally.cases),
            shown=f"{len(tally.cases)}",
            before=still,
            behind=ids_of(tally.cases),
        )


def _kinds(report: Report, worded: Worded) -> Iterator[Line]:
    yield from _tallied("kinds", report.kinds, lambda key: worded.words[f"incident_{key or 'unknown'}"], worded)


def _channels(report: Report, worded: Worded) -> Iterator[Line]:
    yield from _tallied("channels", report.channels, lambda key: worded.words[f"inlet_{key or 'unknown'}"], worded)


def _products(report: Report, worded: Worded) -> Iterator[Line]:
    yield from _tallied("products", report.products, lambda key: worded.named("product", key), worded)


def _causes(report: Report, worded: Worded) -> Iterator[Line]:
    yield from _tallied("causes", report.causes, worded.cause, worded)


def _figures(report: Report, worded: Worded) -> Iterator[Line]:
    for figure, before in zip(report.figures, report.before, strict=True):
        shown = worded.amount(figure, figure.value)
        if figure.unit == "percent" and figure.whole:
            shown = worded.words.say("figure_of", shown=shown, part=f"{figure.part:g}", whole=figure.whole)
        yield Line(
            section="figures",
            name=figure.name,
            label=worded.words[f"figure_{figure.name}"],
            value=None if figure.value is None else round(figure.value, 4),
            shown=shown,
            before=worded.amount(before, before.value),
            behind=_first(figure.behind),
            where=tuple(filter(None, (worded.where(behind.place) for behind in figure.behind[:_SHOWN]))),
        )


def _first(behind: Sequence[Behind]) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(each.id for each in behind))
    return named if len(named) <= _SHOWN else (*named[:_SHOWN], f"+{len(named) - _SHOWN}")


def _repeats(report: Report, worded: Worded) -> Iterator[Line]:
    for repeat in report.repeats:
        causes = worded.words.listed(f"{worded.cause(id_)} {count}" for id_, count in repeat.causes)
        level, colon = worded.words[f"level_{repeat.level}"], worded.words["colon"]
        yield Line(
            section="repeats",
            name=f"{repeat.level}:{repeat.product}:{repeat.part}",
            label=f"{level}{colon}{worded.what(repeat.product, repeat.part)}",
            value=len(repeat.cases),
            shown=f"{len(repeat.cases)}",
            before=worded.words["repeat_danger"] if repeat.reason == "danger" else causes,
            behind=ids_of(repeat.cases),
            where=tuple(worded.where(case.place) for case in repeat.cases),
            standing="overdue" if repeat.level == "year" else "due",
        )


def _problems(report: Report, worded: Worded) -> Iterator[Line]:
    for problem in report.problems:
        yield Line(
            section="problems",
            name=f"{problem.product}:{problem.part}",
            label=worded.what(problem.product, problem.part),
            value=len(problem.cases),
            shown=f"{len(problem.cases)}",
            before=worded.cause(problem.cause),
            behind=ids_of(problem.cases),
        )


def _gaps(report: Report, worded: Worded) -> Iterator[Line]:
    for gap in report.gaps:
        yield Line(
            section="gaps",
            name=gap.stage,
            label=worded.case(gap.case),
            shown=worded.words[f"gap_{gap.stage}"],
            day=gap.since,
            behind=(gap.case.id,),
            where=(worded.where(gap.case.place),),
            standing="overdue",
        )


def _costs(report: Report, worded: Worded) -> Iterator[Line]:
    for payer, amount in report.costs:
        label = worded.words[f"payer_{payer}"]
        yield Line(section="costs", name=payer, label=label, value=amount, shown=worded.money(amount))


def _waiting(report: Report, worded: Worded) -> Iterator[Line]:
    for entry in report.waiting:
        yield Line(
            section="waiting",
            name="late" if entry.is_late else "open",
            label=worded.case(entry.case),
            shown=entry.deadline.words() if entry.deadline is not None else worded.words["report_no_deadline"],
            day=entry.deadline.last_day if entry.deadline is not None else None,
            behind=(entry.case.id,),
            where=(worded.where(entry.case.place),),
            standing="overdue" if entry.is_late else "due",
        )


def _warranties(report: Report, worded: Worded) -> Iterator[Line]:
    for entry in report.ending:
        name = entry.warranty.name.of(worded.words.language)
        label = f"{entry.customer.name} · {entry.asset.name}{worded.words['colon']}{name}"
        behind = (entry.customer.id,)
        yield Line(
            section="warranties",
            name=entry.warranty.id,
            label=label,
            shown=f"{entry.end}",
            day=entry.end,
            behind=behind,
        )


def _training(report: Report, worded: Worded) -> Iterator[Line]:
    for entry in report.training:
        label = f"{entry.technician.name}{worded.words['colon']}{entry.course.name.of(worded.words.language)}"
        standing = "overdue" if entry.due < report.as_of else "due"
        behind = (entry.technician.id,)
        yield Line(
            section="training",
            name=entry.course.id,
            label=label,
            shown=f"{entry.due}",
            day=entry.due,
            behind=behind,
            standing=standing,
        )


_SECTIONS: Mapping[Section, Callable[[Report, Worded], Iterator[Line]]] = {
    "kinds": _kinds,
    "channels": _channels,
    "figures": _figures,
    "repeats": _repeats,
    "problems": _problems,
    "products": _products,
    "causes": _causes,
    "gaps": _gaps,
    "costs": _costs,
    "waiting": _waiting,
    "warranties": _warranties,
    "training": _training,
}
