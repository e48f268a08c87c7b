"""The commands that check, build and publish."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import click
from rich.text import Text

from generator.faces.console import Session, steps, summary
from generator.faces.options import (
    as_of_option,
    current_day,
    output_option,
    previous_option,
    replace_option,
    with_session,
)
from generator.model.schedules import Schedules
from generator.private.secret import secret_of
from generator.publishing.pipeline import address_of, build_all, build_feeds, rotate_feed
from generator.publishing.stages import must_be_ours, read_ledger, templates_of, write_pages
from generator.reading.calendars import years_by_law
from generator.reading.load import read, read_sound, texts_of
from generator.reading.words import words_of
from generator.text.located import Stopped, place


@click.command()
@with_session
@as_of_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def check(session: Session, as_of: date | None, format_: str) -> None:
    """Report every problem in every file."""
    today = as_of or current_day()
    definitions, schedules, problems = read(session.root, today)
    spoken = words_of(session.root)
    texts = texts_of(definitions, schedules)
    located = place([*problems, *spoken.problems], {**texts, **spoken.texts})
    has_errors = any(entry.problem.level == "error" for entry in located)
    notes = [] if has_errors else list(years_by_law(definitions, today))
    if format_ == "json":
        told = [entry.as_json(session.words) for entry in [*located, *place(notes, texts)]]
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        session.print_problems(located, session.out)
        if not located:
            session.out.print(session.words.say("sound", files=len(texts)), markup=False)
        for note in notes:
            session.err.print(f"{session.words['note']}: {note.message(session.words)}", markup=False)
    sys.exit(has_errors)


@click.command()
@with_session
@as_of_option
@output_option
@previous_option
@replace_option
def build(session: Session, as_of: date | None, output: Path | None, previous: Path | None, replace: bool) -> None:
    """Check, then write the pages, both sites, the staff handbook and the feeds."""
    with steps(session) as step:
        output = output or session.root
        today = as_of or current_day()
        report = build_all(session.root, output, today, os.environ, step, previous=previous, replace=replace)
    rows = [("pages", session.root / "docs", report.pages), ("site", output / "site", report.site)]
    rows += [("handbook", output / "site-staff", report.handbook), ("feeds", output / "feeds", report.feeds)]
    session.print_problems(report.warnings, session.err)
    summary(session, rows, step.seconds)


@click.command()
@with_session
@as_of_option
def pages(session: Session, as_of: date | None) -> None:
    """Write the Markdown pages and the navigation alone."""
    with steps(session) as step:
        step("check")
        definitions, schedules = read_sound(session.root)
        step("pages")
        written = write_pages(session.root, definitions, schedules, templates_of(session.root), as_of or current_day())
    summary(session, [("pages", session.root / "docs", written)], step.seconds)


@click.command()
@with_session
@as_of_option
@output_option
@previous_option
@replace_option
@click.option("--rotate", default=None)
def feeds(
    session: Session,
    as_of: date | None,
    output: Path | None,
    previous: Path | None,
    replace: bool,
    rotate: str | None,
) -> None:
    """Write the calendars alone."""
    with steps(session) as step:
        step("check")
        definitions, schedules = read_sound(session.root)
        folder = (output or session.root) / "feeds"
        if rotate is not None:
            kind = _kind_of_holder(session, schedules, rotate, as_of or current_day())
            secret_of(
                definitions.company, schedules, os.environ
            )  # whatever can stop the build, before the holder's file is touched
            read_ledger(previous or folder, replace=replace)
            if not replace:
                must_be_ours(folder)
            definitions, schedules = rotate_feed(session.root, schedules, kind, rotate)
            address = address_of(definitions.company, schedules, kind, rotate, os.environ)
            edited = schedules.places[kind, rotate].file
            session.out.print(session.words.say("rotated", file=edited, address=address), markup=False)
        step("feeds")
        written, warnings = build_feeds(
            definitions,
            schedules,
            templates_of(session.root),
            as_of or current_day(),
            folder,
            os.environ,
            previous=previous,
            replace=replace,
        )
    session.print_problems(place(warnings, texts_of(definitions, schedules)), session.err)
    summary(session, [("feeds", folder, written)], step.seconds)


@click.command()
@with_session
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
def serve(session: Session, host: str, port: int) -> None:
    """Show the site, and rebuild it when YAML, templates or docs change."""
    from generator.faces.serve import Served

    served = Served(session.root, current_day())

    def rebuilt(seconds: float, stopped: Stopped | None) -> None:
        if stopped is None:
            session.out.print(session.words.say("rebuilt", seconds=seconds), markup=False)
        else:
            session.print_problems(stopped.located(), session.err)
            session.err.print(session.words["still_up"], markup=False)

    try:
        served.build()
    except Stopped as stopped:
        served.close()
        session.stop(stopped)
    session.out.print(session.words.say("serving", url=f"http://{host}:{port}/"), markup=False)
    served.run(host, port, rebuilt)


def _kind_of_holder(session: Session, schedules: Schedules, found: str, as_of: date) -> str:
    """``customer`` or ``technician``. Nobody else's id is suggested for an unknown one: a feed would change hands."""
    customer = schedules.customers.get(found)
    if customer is None and found in schedules.technicians:
        return "technician"
    if customer is not None and customer.consent is not None and customer.consent.given <= as_of:
        return "customer"
    session.err.print(Text(session.words.say("no_holder" if customer is None else "no_consent", found=found)))
    raise SystemExit(1)
