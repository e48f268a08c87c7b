"""The command that tells what is wrong, and writes nothing."""

from __future__ import annotations

import os
import sys
from datetime import date

import click

from generator.faces.console import FIRST, Session
from generator.faces.options import (
    all_option,
    as_of_option,
    current_day,
    with_session,
)
from generator.publishing.absent import schedules_are_there
from generator.publishing.defined import Definitive
from generator.publishing.published import last_plan
from generator.reading.agreed import somebody_consents
from generator.reading.calendars import years_by_law
from generator.reading.effect import first_days_are_not_crowded
from generator.reading.load import read, texts_of
from generator.reading.reviews import reviews_are_recent
from generator.reading.served import regions_have_technicians
from generator.reading.words import words_of
from generator.text.located import place
from generator.text.printed import json_text


@click.command("check")
@with_session
@as_of_option
@all_option
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text")
def check_command(session: Session, as_of: date | None, every: bool, format_: str) -> None:
    """Report every problem in every file."""
    today = as_of or current_day(session.root)
    definitions, schedules, problems = read(
        session.root, today, before=last_plan(session.root / "feeds"), kept=Definitive(session.root)
    )
    if (session.root / "definitions").is_dir() and not os.path.lexists(session.root / "schedules"):
        problems += schedules_are_there(schedules, session.root / "feeds")
    spoken = words_of(session.root)
    if all(problem.level != "error" for problem in [*problems, *spoken.problems]):
        problems += regions_have_technicians(definitions, schedules, today)
    texts = texts_of(definitions, schedules)
    first = None if every or format_ == "json" else FIRST
    located = place([*problems, *spoken.problems], {**texts, **spoken.texts}, first=first)
    has_errors = any(entry.problem.level == "error" for entry in located)
    notes = []
    if not has_errors:
        notes = [
            *years_by_law(definitions, today),
            *reviews_are_recent(definitions, today),
            *somebody_consents(schedules, today),
            *first_days_are_not_crowded(definitions, schedules, today),
        ]
    if format_ == "json":
        print(json_text([entry.as_json(session.words) for entry in [*located, *place(notes, texts)]]))
    else:
        session.print_problems(located, session.out, every=every, whole=every)
        for note in notes:
            session.err.print(
                f"{session.words['note']}{session.words['colon']}{note.message(session.words)}", markup=False
            )
        if all(entry.problem.level == "note" for entry in located):
            session.out.print(session.words.say("sound", files=len(texts)), markup=False)
    sys.exit(has_errors)
