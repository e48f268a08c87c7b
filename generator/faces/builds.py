"""The commands that check, build and publish."""

from __future__ import annotations

import os
import sys
from datetime import date

import click
from rich.text import Text

from generator.faces.console import FIRST, Session, steps, summary
from generator.faces.options import (
    Publication,
    all_option,
    as_of_option,
    current_day,
    publication_options,
    with_session,
)
from generator.model.schedules import Schedules
from generator.private.holders import key_of
from generator.publishing.absent import schedules_are_there
from generator.publishing.asbefore import Asked, Inputs, texts_for
from generator.publishing.cluster import Cluster
from generator.publishing.feeds import publish_feeds
from generator.publishing.lock import alone
from generator.publishing.next import Next, next_feeds
from generator.publishing.outputs import outputs_of
from generator.publishing.parsed import parser_of
from generator.publishing.pipeline import build_all, rotate_feed
from generator.publishing.stages import templates_of, write_pages
from generator.reading.calendars import years_by_law
from generator.reading.effect import first_days_are_not_crowded
from generator.reading.load import read, read_sound, texts_of
from generator.reading.reviews import reviews_are_recent
from generator.reading.words import words_of
from generator.text.located import Stopped, place
from generator.text.printed import json_text


@click.command()
@with_session
@as_of_option
@all_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def check(session: Session, as_of: date | None, every: bool, format_: str) -> None:
    """Report every problem in every file."""
    today = as_of or current_day(session.root)
    definitions, schedules, problems = read(session.root, today)
    if (session.root / "definitions").is_dir() and not os.path.lexists(session.root / "schedules"):
        problems += schedules_are_there(schedules, session.root / "feeds")
    spoken = words_of(session.root)
    texts = texts_of(definitions, schedules)
    first = None if every or format_ == "json" else FIRST
    located = place([*problems, *spoken.problems], {**texts, **spoken.texts}, first=first)
    has_errors = any(entry.problem.level == "error" for entry in located)
    notes = []
    if not has_errors:
        notes = [
            *years_by_law(definitions, today),
            *reviews_are_recent(definitions, today),
            *first_days_are_not_crowded(definitions, schedules, today),
        ]
    if format_ == "json":
        print(json_text([entry.as_json(session.words) for entry in [*located, *place(notes, texts)]]))
    else:
        session.print_problems(located, session.out, every=every)
        if not located:
            session.out.print(session.words.say("sound", files=len(texts)), markup=False)
        for note in notes:
            session.err.print(
                f"{session.words['note']}{session.words['colon']}{note.message(session.words)}", markup=False
            )
    sys.exit(has_errors)


@click.command()
@with_session
@publication_options
def build(session: Session, asked: Publication) -> None:
    """Check, then write the pages, both sites, the staff handbook and the feeds."""
    root, output, upon = session.root, asked.output, asked.previous
    with steps(session) as step:
        outputs_of(root, output)
        with alone((root, output), _command(session), step):
            report = build_all(root, output, asked.as_of, os.environ, step, previous=upon, accepted=asked.accepted)
    rows = [("pages", root / "docs", report.pages), ("site", output / "site", report.site)]
    rows += [("handbook", output / "site-staff", report.handbook), ("feeds", output / "feeds", report.feeds)]
    session.print_problems(report.warnings, session.err, every=asked.every)
    summary(session, rows, step.seconds)


@click.command()
@with_session
@as_of_option
def pages(session: Session, as_of: date | None) -> None:
    """Write the Markdown pages and the navigation alone."""
    root = session.root
    with steps(session) as step, alone([root], _command(session), step):
        step("check")
        definitions, schedules = read_sound(root)
        step("pages")
        written = write_pages(root, definitions, schedules, templates_of(root), as_of or current_day(session.root))
    summary(session, [("pages", root / "docs", written)], step.seconds)


@click.command()
@with_session
@publication_options
@click.option("--rotate", default=None)
@click.option("--scheduler", default=None)
def feeds(session: Session, asked: Publication, rotate: str | None, scheduler: str | None) -> None:
    """Write the calendars alone."""
    root, day = session.root, asked.as_of
    with steps(session) as step:
        outputs = outputs_of(root, asked.output)
        with alone((root, asked.output) if rotate is not None else [asked.output], _command(session), step):
            step("check")
            inputs = Inputs(Asked(root, outputs, day, os.environ))
            before = inputs.as_before(asked.accepted) if rotate is None and asked.previous is None else None
            if before is not None:
                step("feeds")
                written, warnings = before
                texts = texts_for(root, warnings)
            else:
                definitions, schedules = read_sound(root, parser_of(root))
                how = (templates_of(root), day, outputs, os.environ, asked.previous, asked.accepted)
                if rotate is not None:
                    kind = _kind_of_holder(session, schedules, rotate, day)
                    # Whatever can stop the build, before the holder's file is touched.
                    next_feeds(definitions, schedules, *how)
                    definitions, schedules = rotate_feed(root, schedules, kind, rotate)
                step("feeds")
                after = next_feeds(definitions, schedules, *how)
                if rotate is not None:
                    _tell_rotated(session, after, kind, rotate)
                jobs = Cluster(scheduler) if scheduler is not None else None
                written, warnings = publish_feeds(after, jobs=jobs)
                inputs.keep()
                texts = texts_of(definitions, schedules)
    told = place(warnings, texts, first=None if asked.every else FIRST)
    session.print_problems(told, session.err, every=asked.every)
    summary(session, [("feeds", outputs.feeds, written)], step.seconds)


def _tell_rotated(session: Session, after: Next, kind: str, holder: str) -> None:
    """Say which address a holder's feed gets, and in which file its revision was raised."""
    schedules = after.schedules
    person = schedules.customers[holder] if kind == "customer" else schedules.technicians[holder]
    edited, address = schedules.places[kind, holder].file, after.address_of(key_of(person))
    session.out.print(session.words.say("rotated", file=edited, address=address), markup=False)


def _command(session: Session) -> str:
    """What runs, for whoever has to wait for it."""
    return f"aftercare {click.get_current_context().info_name} --root {session.root}"


@click.command()
@with_session
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=int, default=8000, show_default=True)
def serve(session: Session, host: str, port: int) -> None:
    """Show the site, and rebuild it when YAML, templates or docs change."""
    from generator.faces.privately import PrivateServer
    from generator.faces.serve import Served

    def rebuilt(seconds: float, stopped: Stopped | None) -> None:
        if stopped is None:
            session.out.print(session.words.say("rebuilt", seconds=seconds), markup=False)
        else:
            session.print_problems(stopped.located(), session.err)
            session.err.print(session.words["still_up"], markup=False)

    def told(stopped: Stopped | None) -> tuple[str, list[str]]:
        """What stands above the pages: lines of customers' files for whoever sits at this machine alone."""
        is_here = host in ("127.0.0.1", "localhost", "::1")
        problems = stopped.located() if stopped is not None else []
        lines = [problem.heading(session.words) for problem in problems if is_here or not problem.is_private]
        return session.words["still_up"], lines

    try:
        served = Served(session.root, lambda: current_day(session.root), _command(session))
    except Stopped as stopped:
        session.stop(stopped)
    try:
        served.build()
    except Stopped as stopped:
        served.close()
        session.stop(stopped)
    session.out.print(session.words.say("serving", url=f"http://{host}:{port}/"), markup=False)
    said = {name: session.words[f"privately_{name}"] for name in ("title", "staff", "nothing")}
    privately = PrivateServer(session.root, said)
    privately.start()
    session.out.print(session.words.say("serving_privately", url=privately.url), markup=False)
    try:
        served.run(host, port, rebuilt, session.words["foreign_host"], told)
    finally:
        privately.close()


def _kind_of_holder(session: Session, schedules: Schedules, holder: str, as_of: date) -> str:
    """``customer`` or ``technician``. Nobody else's id is suggested for an unknown one: a feed would change hands."""
    customer = schedules.customers.get(holder)
    if customer is None and holder in schedules.technicians:
        return "technician"
    if customer is not None and customer.consents_on(as_of):
        return "customer"
    session.err.print(Text(session.words.say("no_holder" if customer is None else "no_consent", found=holder)))
    raise SystemExit(1)
