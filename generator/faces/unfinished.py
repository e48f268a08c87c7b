"""What a command that was ended had begun to write: seen to by the next one, which says so."""

from __future__ import annotations

import os
from pathlib import Path

from rich.text import Text

from generator.faces.console import Session
from generator.publishing.lock import alone
from generator.publishing.stroke import JOURNAL, finish
from generator.publishing.troubles import as_problems
from generator.text.located import Stopped


def see_to_the_unfinished(session: Session, folder: Path) -> None:
    """Finish or take back what lies half written in ``folder``; whoever is at it still is waited for."""
    if not os.path.lexists(folder / JOURNAL):
        return
    try:
        with alone([folder], "aftercare"), as_problems():
            finished = finish(folder)
    except Stopped as stopped:
        session.stop(stopped)
    if finished is None:  # whoever was at it is done
        return
    words = session.words
    if not finished.files and not finished.left:
        session.err.print(Text(words["unfinished_undone"]))
    for file in finished.files:
        session.err.print(Text(words.say("unfinished_done", file=file)))
    for file in finished.left:
        session.err.print(Text(words.say("unfinished_left", file=file)))
