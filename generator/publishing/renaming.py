"""An id written anew wherever it stands: tried on a copy of the company first, and kept where that is sound."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.desk.edits import Edit
from generator.desk.refusals import Refused
from generator.desk.renames import Renaming, renaming, with_former
from generator.publishing.kept import editing, keep
from generator.reading.load import read, read_sound, texts_of
from generator.text.located import Stopped
from generator.text.problems import Problem
from generator.text.yaml import locate, parse

_TREES = ("definitions", "schedules")


@dataclass(frozen=True, slots=True)
class Renamed:
    """The files that changed, the one that has another name now, and in how many other places the id stood.

    ``is_untold``: somebody is served, and what they were told, by which a visit is known again, does not lie here.
    """

    files: tuple[str, ...]
    moved: tuple[str, str] | None
    places: int
    is_untold: bool


def give_new_id(root: Path, old: str, new: str, command: str, *, dry_run: bool = False) -> Renamed:
    """Give what is called ``old`` the id ``new`` everywhere but in records, which keep it by ``formerly``.

    Raises Refused where it is not clear what is meant, Stopped with nothing written where the result is not sound.
    """
    with editing(root, command):
        definitions, schedules = read_sound(root)
        meant = renaming(old, new, definitions, schedules)
        before = texts_of(definitions, schedules)
        with tempfile.TemporaryDirectory(prefix="aftercare-") as folder:
            copy = Path(folder)
            for tree in _TREES:
                if (root / tree).exists():
                    shutil.copytree(root / tree, copy / tree)
            places = _renamed(copy, meant, before)
            definitions, schedules, problems = read(copy)
            after = texts_of(definitions, schedules)
        if any(problem.level == "error" for problem in problems):
            raise Stopped([problem for problem in problems if problem.level == "error"], after)
        edits = [Edit(file, text) for file, text in after.items() if before.get(file) != text]
        if not dry_run:
            keep(root, edits, () if meant.moved is None else (meant.moved[0],))
    is_untold = bool(schedules.customers) and not (root / "feeds").is_dir()
    return Renamed(tuple(edit.file for edit in edits), meant.moved, places, is_untold)


def _renamed(copy: Path, meant: Renaming, texts: Mapping[str, str]) -> int:
    """Rename in a copy; in how many places the old id was written anew."""
    file = meant.moved[0] if meant.moved is not None else meant.file
    text = with_former(texts[file], meant)
    if text is None:
        raise Stopped([Problem(code="not_changeable", file=file)], texts)
    target = copy / (meant.moved[1] if meant.moved is not None else file)
    if target.exists() and meant.moved is not None:
        raise Refused("taken", found=meant.new, file=meant.moved[1])
    if meant.moved is not None:
        (copy / file).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, "utf-8", newline="")
    places = 0
    while more := _written_anew(copy, meant):
        places += more
    return places


def _written_anew(copy: Path, meant: Renaming) -> int:
    """Write the new id wherever reading says that an old one stands, and in ties; how often."""
    definitions, schedules, problems = read(copy)
    texts = texts_of(definitions, schedules)
    changed: dict[str, str] = {}
    found = 0
    for problem in _innermost_first(problems):
        if problem.params["now"] != meant.now:
            continue
        text = changed.get(problem.file, texts[problem.file])
        new = _replaced(text, problem, str(problem.params["found"]), meant.now)
        if new is not None:
            changed[problem.file] = new
            found += 1
    for file, text in texts.items():
        if file.startswith("definitions/") and meant.kind in ("task", "promise", "product"):
            tied = _tied(changed.get(file, text), meant)
            if tied != changed.get(file, text):
                changed[file] = tied
                found += 1
    for file, text in changed.items():
        (copy / file).write_text(text, "utf-8", newline="")
    return found


def _innermost_first(problems: Iterable[Problem]) -> list[Problem]:
    """Where an older id stands, each place once; keys last, the innermost first: so no change moves another place."""
    places = {(p.file, p.keys, p.at_key): p for p in problems if p.code == "former_id"}
    return sorted(places.values(), key=lambda problem: (problem.at_key, -len(problem.keys)))


def _tied(text: str, meant: Renaming) -> str:
    """A file's text with the new id in its ties: a product's stands before its warranty's."""
    if meant.kind == "product":
        return re.sub(rf"\{{warranty:{re.escape(meant.old)}/", f"{{warranty:{meant.now}/", text)
    return re.sub(rf"\{{(every|interval|within):{re.escape(meant.old)}\}}", rf"{{\1:{meant.now}}}", text)


def _replaced(text: str, problem: Problem, old: str, new: str) -> str | None:
    """The text with the id at a problem's place written anew; None where it does not stand there as it is."""
    _, position = locate(text, problem.keys, at_key=problem.at_key)
    lines = text.split("\n")
    line, start = lines[position.line - 1], position.column - 1
    at = line.find(old, start)
    if at < 0:
        return None
    lines[position.line - 1] = line[:at] + new + line[at + len(old) :]
    changed = "\n".join(lines)
    return changed if not parse(changed)[1] else None
