"""What a command that was ended had begun to write: seen to by the next one, which says so."""

from __future__ import annotations

import os
from pathlib import Path

from rich.text import Text

from generator.faces.console import Session
from generator.publishing.lock import alone
from generator.publishing.stroke import JOURNAL, finish
from generator.publishing.troubles import as_problems
from generator.reading.contacts import COMPANY
from generator.text.located import Stopped


def see_to_the_unfinished(session: Session, folder: Path, *, is_new: bool = False) -> bool:
    """Finish or take back what lies half written in ``folder``, True where it was finished; who is at it is waited for.

    Of a folder that ``is_new`` it is told at once that all of it is there now.
    """
    if not os.path.lexists(folder / JOURNAL):
        return False
    try:
        with alone([folder], "aftercare"), as_problems():
            finished = finish(folder)
    except Stopped as stopped:
        session.stop(stopped)
    if finished is None:  # whoever was at it is done
        return False
    words = session.words
    if not finished.files and not finished.left:
        session.err.print(Text(words["unfinished_undone"]))
    if is_new and COMPANY in finished.files and not finished.left:  # else it was no beginning that was ended there
        session.out.print(Text(words.say("unfinished_init", folder=folder, n=len(finished.files))))
        return True
    for file in finished.files:
        session.err.print(Text(words.say("unfinished_done", file=file)))
    for file in finished.left:
        session.err.print(Text(words.say("unfinished_left", file=file)))
    return False
