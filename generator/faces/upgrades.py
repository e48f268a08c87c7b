"""The command that brings YAML of an older version up to this one."""

from __future__ import annotations

from datetime import date

import click

from generator.faces.console import Session
from generator.faces.options import as_of_option, current_day, with_session
from generator.publishing.upgrade import upgrade
from generator.text.located import Stopped


@click.command("upgrade")
@with_session
@as_of_option
def upgrade_command(session: Session, as_of: date | None) -> None:
    """Write keys of older versions as this one has them; comments stay."""
    try:
        changed = upgrade(session.root, as_of or current_day(session.root))
    except Stopped as stopped:
        session.stop(stopped)
    for file in changed:
        session.out.print(session.words.say("upgraded", file=file), markup=False)
    if not changed:
        session.out.print(session.words["nothing_to_upgrade"], markup=False)
