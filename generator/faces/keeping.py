"""How a command writes one record: looked at, added to its file, and told; or refused, and nothing written."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text

from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.text.located import Stopped, place
from generator.text.problems import Problem

# A record where it is added, and the warnings about it.
Looked = tuple[Edit, list[Problem]]


def keep_record(
    session: Session, command: str, looked: Callable[[Definitions, Schedules], Looked], *, dry_run: bool
) -> None:
    """Write the record that ``looked`` makes, unless it is a ``dry_run``, and tell it. Ends the run where it is refused."""

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], Looked]:
        record = looked(definitions, schedules)
        return ([] if dry_run else [record[0]]), record

    try:
        _, (edit, warnings) = edit_alone(session.root, edited, f"aftercare {command} --root {session.root}")
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    session.print_problems(place(warnings, {edit.file: edit.text}), session.err)
    session.out.print(Text(session.words.say("not_kept" if dry_run else "kept", file=edit.file, line=edit.line)))
    session.out.print(Text(edit.told))
