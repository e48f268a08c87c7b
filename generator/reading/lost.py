"""A folder or file that is not there, and of which much is named: told once, and not by all that follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.model.schedules import Schedules
from generator.text.problems import Problem

_DEFINED = "definitions"
# Where each kind lies, of all that is a file for each; technicians stand in one.
_PLACES: Mapping[str, str] = {
    **{kind.name: f"{_DEFINED}/{kind.folder}" for kind in KINDS.values()},
    "picture": f"{_DEFINED}/pictures",
    "customer": "schedules/customers",
    "technician": "schedules/technicians.yaml",
}
_SERVED = frozenset({"customer", "technician"})
# What stands in the files of another kind.
_WITHIN = {"price": "prices"}
_RECORD = "record_unknown_"
_NAMING = frozenset({"unknown_reference", "incident_unknown", "agreed_unknown"})
# What is told of a text that is tied to one of a kind, and names it or not.
_TIED = {"interval_open": "task", "within_open": "promise", "warranty_open": "product"}
_SEVERAL = 2  # one that lacks may be a slip
_OF_NOBODY = 1  # but no slip of anybody's where nobody is there
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Lost:
    """What lay in a folder (``within`` its kind's own, where ids are paths) and is named: so many times, by these ids."""

    kind: str
    folder: str
    within: str
    ids: frozenset[str]
    times: int


def without_lost(
    definitions: Definitions, schedules: Schedules, problems: Sequence[Problem]
) -> tuple[Definitions, Schedules, list[Problem]]:
    """The problems of folders that are gone, and definitions and schedules in which nobody misses what lay there.

    Nothing and the same two where no folder is.
    """
    lost = [*_lost(definitions, schedules, problems)]
    if not lost:
        return definitions, schedules, []
    broken = {(one.kind, id_) for one in lost for id_ in ("" if not one.within else one.within, *one.ids)}
    told = [
        _problem(folder, [*of_folder], is_empty=folder in schedules.texts)
        for folder, of_folder in _by_folder(lost, definitions).items()
    ]
    return (
        replace(definitions, broken=definitions.broken | {entry for entry in broken if entry[0] not in _SERVED}),
        replace(schedules, broken=schedules.broken | {entry for entry in broken if entry[0] in _SERVED}),
        told,
    )


def follows(problem: Problem, lost: Sequence[Problem]) -> bool:
    """Whether what reading a file showed already follows from a folder that is ``lost``."""
    kinds = {kind for one in lost for kind in _kinds(one)}
    is_missing = problem.code == "missing_folder" and problem.file in {one.file for one in lost}
    return is_missing or _TIED.get(problem.code) in kinds


def _kinds(lost: Problem) -> Sequence[str]:
    kinds = lost.params["kinds"]
    assert isinstance(kinds, tuple), "it is made below"
    return kinds


def _named(problem: Problem) -> tuple[str, str] | None:
    """The kind and id that a problem says that nothing has."""
    kind = problem.params.get("kind")
    if problem.code.startswith(_RECORD):
        kind = problem.code.removeprefix(_RECORD)
    elif problem.code not in _NAMING:
        return None
    kind = _WITHIN.get(str(kind), str(kind))
    return (kind, str(problem.params.get("found"))) if kind in _PLACES else None


def _lost(definitions: Definitions, schedules: Schedules, problems: Iterable[Problem]) -> Iterator[Lost]:
    unknown: dict[tuple[str, str], list[str]] = defaultdict(list)
    placed = (
        entry for entry in (*definitions.places, *schedules.places) if entry[0] != "picture"
    )  # there, what they show
    there = {*placed, *(("picture", name) for name in definitions.pictures)}
    there |= definitions.broken | schedules.broken
    firsts = {(kind, _first(kind, id_)) for kind, id_ in there if id_}
    kinds = {kind for kind, id_ in there if id_}
    for problem in problems:
        named = _named(problem)
        if named is not None:
            kind, id_ = named
            times = int(str(problem.params.get("count", 1)))
            first = _first(kind, id_)
            if kind not in kinds:
                unknown[kind, ""] += [id_] * times
            elif first and (kind, first) not in firsts:
                unknown[kind, first] += [id_] * times
    for (kind, first), ids in sorted(unknown.items()):
        if len(set(ids)) >= (_OF_NOBODY if kind == "technician" else _SEVERAL):
            folder = f"{_PLACES[kind]}/{first}".removesuffix("/")
            yield Lost(kind, folder, first, frozenset(ids), len(ids))


def _first(kind: str, id_: str) -> str:
    """The folder in which an id lies that is a path."""
    return id_.partition("/")[0] if kind in KINDS and KINDS[kind].by_path and "/" in id_ else ""


def _by_folder(lost: Iterable[Lost], definitions: Definitions) -> Mapping[str, list[Lost]]:
    """What is lost by its folder; where all that lies in the folder above is, by that."""
    folders: dict[str, list[Lost]] = defaultdict(list)
    there = {str(above) for place in definitions.places.values() for above in PurePosixPath(place.file).parents}
    for one in lost:
        above = str(PurePosixPath(one.folder).parent)
        is_whole = above.startswith(f"{_DEFINED}/") and above not in there
        folders[above if is_whole and not one.within else one.folder].append(one)
    return folders


def _problem(folder: str, lost: Sequence[Lost], *, is_empty: bool) -> Problem:
    ids = sorted({id_ for one in lost for id_ in one.ids})
    more = len(ids) - _SHOWN
    shown = (*ids[:_SHOWN], *(("…",) if more > 0 else ()))
    kinds = tuple(one.kind for one in lost)
    code = "lost_folder" if not folder.endswith(".yaml") else "lost_people" if is_empty else "lost_file"
    params = {"n": sum(one.times for one in lost), "choices": shown, "path": folder, "kinds": kinds, "first": ids[0]}
    return Problem(code=code, file=folder, params=params)
