"""How a command writes one record: looked at, added to its file, and told; or refused, and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

import click
from rich.text import Text

from generator.desk.edits import Edit
from generator.desk.instead import Instead
from generator.desk.recording import Recorded
from generator.desk.refusals import Refused
from generator.due.items import Status
from generator.faces.asked import refuse
from generator.faces.console import Session
from generator.model.definitions import Definitions
from generator.model.incidents import Incident
from generator.model.schedules import Schedules
from generator.publishing.kept import edit_alone
from generator.text.located import Stopped, place
from generator.text.problems import Problem
from generator.text.words import Words

# A record where it is added, and the warnings about it.
Looked = tuple[Edit, list[Problem]] | Recorded
# Options that are not called as the keys are.
_OTHERWISE = {"measurements": "measured", "date": "on"}


def keep_record(
    session: Session, command: str, looked: Callable[[Definitions, Schedules], Looked], *, dry_run: bool
) -> None:
    """Write the record that ``looked`` makes, unless it is a ``dry_run``, and tell it. Ends the run where it is refused."""
    options = options_of(click.get_current_context().command)

    def edited(definitions: Definitions, schedules: Schedules) -> tuple[list[Edit], Looked]:
        try:
            record = looked(definitions, schedules)
        except Stopped as stopped:
            raise Stopped([by_option(problem, options) for problem in stopped.problems], stopped.texts) from stopped
        return ([] if dry_run else [record[0]]), record

    try:
        _, looked_at = edit_alone(session.root, edited, f"aftercare {command} --root {session.root}")
    except Stopped as stopped:
        session.stop(stopped)
    except Refused as refusal:
        session.err.print(Text(refusal.said(session.words)))
        refuse(session, "nothing_written")
    edit, warnings = looked_at[:2]
    told = [by_option(warning, options) for warning in warnings]
    session.print_problems(place(told, {edit.file: edit.text}), session.err)
    session.out.print(Text(session.words.say("not_kept" if dry_run else "kept", file=edit.file, line=edit.line)))
    session.out.print(Text(edit.told), folds=False)
    if isinstance(looked_at, Recorded) and looked_at.names:
        names = session.words.listed(looked_at.names)
        session.out.print(Text(session.words.say("kept_names", names=names)))
    if isinstance(looked_at, Recorded) and looked_at.takes is not None:
        session.out.print(Text(_which(looked_at.takes, session.words)))
    if isinstance(looked_at, Recorded) and looked_at.opens is not None:
        session.err.print(Text(session.words.say("took_early", day=looked_at.opens)))
    if isinstance(looked_at, Recorded) and looked_at.instead:
        session.out.print(Text(_instead(looked_at.instead, session.words)))


def _instead(instead: Sequence[Instead], words: Words) -> str:
    """What was agreed before and counts no longer: somebody may have told it."""
    before = [
        words.say("instead_of", what=" ".join(filter(None, (str(one.agreed)[:16], one.technician))), where=one.where)
        for one in instead
    ]
    return words.say("instead", choices=words.listed(before))


def _which(takes: Sequence[tuple[date, Status]], words: Words) -> str:
    """Which cycles a record that named none was taken for."""
    if not takes:
        return words["took_none"]
    cycles = [words.say("cycle_choice", day=day, status=words[f"status_{status}"]) for day, status in takes]
    return words.say("took", choices=words.listed(cycles))


def options_of(command: click.Command) -> Mapping[str, str]:
    """The options of a command by the keys of a record that they give."""
    spelt = {option.removeprefix("--") for parameter in command.params for option in parameter.opts}
    keys = {name.replace("-", "_"): f"--{name}" for name in spelt}
    return {**keys, **{key: f"--{name}" for key, name in _OTHERWISE.items() if name in spelt}}


_INCIDENT = "incident"


# How what has several values is typed, and what is said where it has one.
_SEVERAL = {
    "cost": "{amount: 680, by: customer}",
    "satisfaction": "{attitude: 5, quality: 4, result: 5}",
    "photos": "[a.jpg, b.jpg]",
}
_SAID = tuple(key.name for key in fields(Incident) if key.name != "id")  # what a step may say
_OF_SEVERAL = frozenset({"expected_mapping", "expected_mapping_of", "expected_list"})


def _as_told(problem: Problem) -> Problem | None:
    """What is wrong with the incident of a record, told by the key that somebody typed, as in ``part=gasket``."""
    found = str(problem.params.get("found"))
    if problem.code == "record_needs" and found.startswith(f"{_INCIDENT}."):
        key = f"{found.removeprefix(f'{_INCIDENT}.')}=…"
        code = "new_needs_product" if key == "product=…" else problem.code
        return replace(problem, code=code, file=key, keys=(), position=None, params={**problem.params, "found": key})
    if _INCIDENT not in problem.keys[:-1]:
        return None
    name = str(problem.keys[problem.keys.index(_INCIDENT) + 1])
    told = replace(problem, file=f"{name}=…", keys=(), position=None)
    if problem.code in _OF_SEVERAL and name in _SEVERAL:
        return replace(told, code="new_several", params={"example": f"{name}='{_SEVERAL[name]}'"})
    if problem.code == "unknown_key" and problem.keys[-2:-1] == (_INCIDENT,):
        return replace(told, code="new_unknown_key", params={**problem.params, "there": (), "listed": _SAID})
    return told


def by_option(problem: Problem, options: Mapping[str, str]) -> Problem:
    """What is wrong with a record that is being written, told by the option that somebody typed and not by YAML."""
    found = problem.params.get("found")
    if problem.keys[:1] == ("records",) and (told := _as_told(problem)) is not None:
        return told
    if problem.code == "record_needs" and found in options:
        said = {**problem.params, "found": options[str(found)]}
        return replace(problem, file=options[str(found)], keys=(), params=said)
    key = next((str(key) for key in reversed(problem.keys) if key in options), "")
    if problem.keys[:1] != ("records",) or key not in options:
        return problem
    return replace(problem, file=options[key], keys=(), position=None)
