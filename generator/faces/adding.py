"""The command that adds a file for one more customer or definition."""

from __future__ import annotations

from datetime import date

import click
from rich.text import Text

from generator.desk.adding import ADDABLE, added
from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.options import KindOfFile, as_of_option, current_day, with_session
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.publishing.schemas import follow_ids, has_schemas
from generator.reading.files import text_of
from generator.reading.packaged import packaged
from generator.text.located import Stopped

_TEMPLATES = {name: f"templates/new/{name}.yaml" for name in (*ADDABLE, "technicians")}


@click.command("new")
@with_session
@as_of_option
@click.argument("new_kind", type=KindOfFile(ADDABLE))
@click.argument("id_")
@click.option("--name", "called", default=None)
def new_command(session: Session, as_of: date | None, new_kind: str, id_: str, called: str | None) -> None:
    """Write a file for one more customer or definition, with remarks."""
    today = as_of or current_day(session.root)

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], None]:
        sources = {name: text_of(packaged(file), file) for name, file in _TEMPLATES.items()}
        named = has_schemas(session.root)
        return added(new_kind, id_, called or id_, sources, definitions, schedules, today, has_schemas=named), None

    try:
        edits, _ = edit_alone(session.root, edited, f"aftercare new --root {session.root}")
        follow_ids(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    for edit in edits:
        session.out.print(Text(session.words.say("new_done", file=edit.file)))
