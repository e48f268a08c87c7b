"""The command that tells what a week's or a month's records teach, and writes the office's pages of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Literal

import click
from rich.text import Text

from generator.desk.report.known import Known, known
from generator.desk.report.lines import Line, lines
from generator.desk.report.pages import report_page
from generator.desk.report.report import report
from generator.desk.report.sheets import report_json, report_sheet
from generator.desk.report.spans import Kind, Span, last_whole, named
from generator.desk.report.worded import Worded
from generator.faces.asked import Company, company_of, refuse
from generator.faces.console import Session, steps, summary
from generator.faces.grids import Grid, print_grid
from generator.faces.options import as_of_option, output_option, replace_option, with_session
from generator.publishing.lock import alone
from generator.publishing.outputs import outputs_of
from generator.publishing.reports import publish_reports
from generator.publishing.templatefault import layout_as_problems
from generator.publishing.templates import templates_of
from generator.text.printed import printed
from generator.text.words import Words

What = Literal["week", "month", "pages"]


@click.command("report")
@with_session
@as_of_option
@output_option
@replace_option
@click.argument("what", type=click.Choice(["week", "month", "pages"]))
@click.argument("span", required=False)
@click.option(
    "--format", "format_", type=click.Choice(["table", "html", "csv", "json"]), default="table", show_default=False
)
def report_command(
    session: Session,
    as_of: date | None,
    output: Path | None,
    replace: bool,
    what: What,
    span: str | None,
    format_: str,
) -> None:
    """Tell what the records of a week or a month teach, or write the pages of all."""
    company = company_of(session, as_of)
    if what == "pages":
        _write_pages(company, output or session.root, replaces=replace)
        return
    told_of = _span(session, what, span, company.as_of)
    facts = known(company.definitions, company.schedules, company.as_of)
    if format_ == "html":
        with layout_as_problems():
            page = report_page(facts, report(facts, told_of), templates_of(session.root), session.words.language)
        sys.stdout.buffer.write(page.encode("utf-8"))
        return
    told = lines(report(facts, told_of), Worded(facts, session.words))
    if format_ == "json":
        print(report_json(told, told_of))
    elif format_ == "csv":
        sys.stdout.buffer.write(report_sheet(told, session.words).as_csv(session.words).encode("utf-8"))
    else:
        _print_tables(session, told, told_of, facts)


def _span(session: Session, kind: Kind, name: str | None, as_of: date) -> Span:
    if name is None:
        return last_whole(kind, as_of)
    span = named(kind, name)
    if span is None:
        if kind == "week" and name.endswith("-W53") and (before := named(kind, f"{name[:-1]}2")) is not None:
            year = before.days.last.isocalendar().year
            refuse(session, "no_such_week", year=year, next=year + 1)
        refuse(session, f"no_{kind}", found=name)
    return span


def _write_pages(company: Company, output: Path, *, replaces: bool) -> None:
    session = company.session
    folder = outputs_of(session.root, output).reports
    with steps(session) as step, alone([output], f"aftercare report pages --root {session.root}", step):
        step("reports")
        templates = templates_of(session.root)
        told = company.definitions, company.schedules, templates, company.as_of
        written = publish_reports(folder, *told, replaces=replaces)
    summary(session, [("reports", folder, written)], step.seconds)


def _print_tables(session: Session, told: Sequence[Line], span: Span, facts: Known) -> None:
    """A table for each section, never wider than the terminal."""
    words = session.words
    days = {"start": span.days.start, "last": span.days.last, "as_of": facts.as_of}
    title = words.say(f"report_{span.kind}", name=span.name, **days)
    session.out.print(Text(title, style="bold" if session.out.is_terminal else ""))
    worded = Worded(facts, words)
    for section in dict.fromkeys(line.section for line in told):
        told_of = [line for line in told if line.section == section]
        rows = [(line.label, line.shown, _beside(line, words), _own(line, worded)) for line in told_of]
        styles = ["red" if line.standing == "overdue" else "" for line in told_of]
        session.out.print()
        session.out.print(Text(words[f"section_{section}"], style="bold" if session.out.is_terminal else ""))
        shown = _apart(rows)
        under = frozenset([len(shown[0]) - 1] if any(row[-1] for row in rows) else [])
        grid = Grid(rows=shown, styles=tuple(styles), whole=frozenset([1]), right=frozenset([1]), under=under, gap=2)
        print_grid(session.out, grid)


def _apart(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """The rows as a terminal may be sent them, without the last columns where they are empty."""
    kept = [index for index in range(len(rows[0])) if index < 2 or any(row[index] for row in rows)]
    return tuple(tuple(printed(row[index]) for index in kept) for row in rows)


def _own(line: Line, worded: Worded) -> str:
    """What is behind a line, but where the line names it already."""
    return worded.words.listed(worded.work(id_) for id_ in dict.fromkeys(line.behind) if id_ not in line.label)


def _beside(line: Line, words: Words) -> str:
    """What stands beside a number: of a figure what it was before, of anything else a word or a day."""
    if line.section == "figures":
        return f"{words['report_before']} {line.before}"
    return line.beside
