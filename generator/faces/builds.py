"""The commands that build and publish pages and sites."""

from __future__ import annotations

import gc
import os
from datetime import date

import click

from generator.faces.console import Session, steps, summary
from generator.faces.options import (
    Publication,
    as_of_option,
    current_day,
    publication_options,
    running,
    with_session,
)
from generator.publishing.lock import alone
from generator.publishing.outputs import outputs_of
from generator.publishing.pipeline import build_all
from generator.publishing.stages import write_pages
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound


@click.command("build")
@with_session
@publication_options
def build_command(session: Session, asked: Publication) -> None:
    """Check, then write the pages, both sites, the staff handbook and the feeds."""
    gc.enable()
    root, output, upon = session.root, asked.output, asked.previous
    with steps(session) as step:
        outputs_of(root, output)
        with alone((root, output), running(session), step):
            report = build_all(root, output, asked.as_of, os.environ, step, previous=upon, accepted=asked.accepted)
    rows = [("pages", root / "docs", report.pages), ("site", output / "site", report.site)]
    rows += [("handbook", output / "site-staff", report.handbook), ("feeds", output / "feeds", report.feeds)]
    session.print_problems(report.warnings, session.err, every=asked.every)
    summary(session, rows, step.seconds)


@click.command("pages")
@with_session
@as_of_option
def pages_command(session: Session, as_of: date | None) -> None:
    """Write the Markdown pages and the navigation alone."""
    root = session.root
    with steps(session) as step, alone([root], running(session), step):
        step("check")
        definitions, schedules = read_sound(root)
        step("pages")
        written = write_pages(root, definitions, schedules, templates_of(root), as_of or current_day(session.root))
    summary(session, [("pages", root / "docs", written)], step.seconds)
