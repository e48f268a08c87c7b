"""The command that adds a file for one more customer or definition."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import click
from rich.text import Text

from generator.desk.adding import ADDABLE, added, takes
from generator.desk.bilingual import may_be_two, names_of
from generator.desk.cells import BadCell, Vocabulary
from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.faces.options import as_of_option, current_day, with_session
from generator.faces.rowstold import message_of
from generator.faces.values import Day, Following, KindOfFile
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
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
@click.argument("id_", type=Following())
@click.option("--name", "called", default=None)
@click.option("--region", default=None)
@click.option("--address", default=None)
@click.option("--product", default=None)
@click.option("--acceptance", type=Day(), default=None)
def new_command(
    session: Session,
    as_of: date | None,
    new_kind: str,
    id_: str,
    called: str | None,
    region: str | None,
    address: str | None,
    product: str | None,
    acceptance: date | None,
) -> None:
    """Write a file for one more customer or definition, with remarks."""
    today = as_of or current_day(session.root)
    asked = {"region": region, "address": address, "product": product}
    asked["acceptance"] = f"{acceptance}" if acceptance is not None else None

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], bool]:
        sources = {name: text_of(packaged(file), file) for name, file in _TEMPLATES.items()}
        named = has_schemas(session.root)
        given = _given(session, new_kind, sources[new_kind], asked, definitions, schedules)
        made = added(
            new_kind, id_, called or "", sources, definitions, schedules, today, given=given, has_schemas=named
        )
        is_undivided = new_kind in KINDS and may_be_two(names_of(called or id_, definitions.company.locales))
        return made, is_undivided

    try:
        edits, is_undivided = edit_alone(session.root, edited, f"aftercare new --root {session.root}")
        follow_ids(session.root)
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    for edit in edits:
        session.out.print(Text(session.words.say("new_done", file=edit.file)))
    if is_undivided:
        session.out.print(Text(session.words.say("name_undivided", choices=called)))


def _given(
    session: Session,
    kind: str,
    source: str,
    asked: Mapping[str, str | None],
    definitions: Definitions,
    schedules: Schedules,
) -> dict[str, str]:
    """What was asked for by options, names as ids. Raises Refused for an option for which this kind has no place."""
    vocabulary = Vocabulary.of(definitions, schedules)
    given = {}
    for key, text in asked.items():
        if text is None:
            continue
        if not takes(kind, source, key):
            raise Refused("not_of_kind", kind=kind, option=f"--{key}")
        try:
            given[key] = vocabulary.id_of(key, text) if key in vocabulary.known else text
        except BadCell as problem:
            session.err.print(Text(f"--{key}{session.words['colon']}{message_of(session, problem)}"))
            refuse(session, "nothing_written")
    return given
