"""Files that staff wrote and nobody reads: in the wrong folder, or under a wrong ending. Each is told where it belongs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.formats.pictures import is_picture
from generator.model.kinds import KINDS
from generator.model.walking import yaml_keys
from generator.reading.files import files_in, plain_bytes, told
from generator.reading.reader import Reader
from generator.text.data import Data
from generator.text.problems import Problem, nearest
from generator.text.yaml import parse

_YAML = (".yaml", ".yml")
# What is read under one name alone, and the folders of what is read file by file, by tree.
_FILES = {
    "definitions": (
        "definitions/company.yaml", "definitions/glossary.yaml", "definitions/tags.yaml", "definitions/search.yaml",
        "definitions/orders.yaml", "definitions/pictures.yaml", "definitions/calendars/seasons.yaml",
        "definitions/sources/references.yaml", "definitions/sources/article.yaml",
    ),
    "schedules": ("schedules/technicians.yaml", "schedules/allow.yaml"),
}  # fmt: skip
_FOLDERS: Mapping[str, Mapping[str, str]] = {
    "definitions": {
        **{f"definitions/{kind.folder}": kind.name for kind in KINDS.values()},
        "definitions/calendars": "year",
        "definitions/sources": "source",
        "definitions/pictures": "picture",
    },
    "schedules": {"schedules/customers": "customer", "schedules/records": "records"},
}
# What each file that is read under one name alone holds.
_KINDS = {
    "definitions/company.yaml": "company", "definitions/glossary.yaml": "term", "definitions/tags.yaml": "tag",
    "definitions/search.yaml": "search", "definitions/orders.yaml": "orders", "definitions/pictures.yaml": "picture",
    "definitions/calendars/seasons.yaml": "seasons", "definitions/sources/references.yaml": "source",
    "definitions/sources/article.yaml": "item", "schedules/technicians.yaml": "technician", "schedules/allow.yaml": "allow",
}  # fmt: skip
# A key by which a file of schedules is known.
_KNOWN_BY = {
    "records": "schedules/records",
    "technicians": "schedules/technicians.yaml",
    "sites": "schedules/customers",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """The problems with a tree's files that nobody reads, the kinds that lie in them, and what need not be told beside."""

    problems: tuple[Problem, ...]
    broken: frozenset[tuple[str, str]]
    instead_of: frozenset[str]


def with_unread(reader: Reader, tree: str) -> frozenset[tuple[str, str]]:
    """What could not be read, with what of ``tree`` nobody read; its problems stand in the place of what follows from it.

    To be called when everything else of the tree was read.
    """
    unread = _unread(reader, tree)
    missing = ("missing_file", "missing_folder")
    reader.problems[:] = [
        problem
        for problem in reader.problems
        if problem.code not in missing or not {problem.file, *_above(problem.file)} & unread.instead_of
    ]
    reader.problems += unread.problems
    reader.broken |= unread.broken
    for problem in _of_another_kind(reader, tree):
        reader.problems[:] = [other for other in reader.problems if other.file != problem.file]
        reader.problems.append(problem)
        reader.half.forget(problem.file)
        reader.broken.add(_kind_of(tree, str(problem.params["place"])))
    return frozenset(reader.broken)


def _above(file: str) -> Iterator[str]:
    return map(str, PurePosixPath(file).parents)


def _unread(reader: Reader, tree: str) -> Unread:
    known = {*reader.texts, *(problem.file for problem in reader.problems)}
    others = [file for file in _files(reader, tree) if file not in known]
    files = [file for file in others if file.lower().endswith(_YAML)]
    problems: list[Problem] = []
    broken: set[tuple[str, str]] = set()
    folders: dict[str, list[str]] = {}
    for file in files:
        folders.setdefault(_strange_folder(tree, file), []).append(file)
    for file in others:
        name = PurePosixPath(file).name
        if is_picture(name) and not file.startswith("definitions/pictures/"):
            problems.append(
                Problem(code="picture_misplaced", file=file, params={"place": f"definitions/pictures/{name}"})
            )
            broken.add(("picture", name))
    for folder, inside in folders.items():
        meant = _meant(reader, tree, folder) if folder else None
        if meant is not None:
            params = {"place": meant, "n": len(inside)}
            problems.append(Problem(code="unread_folder", file=folder, params=params))
            within = {**_FOLDERS[tree], **_KINDS}
            broken |= {(kind, "") for at, kind in within.items() if PurePosixPath(at).is_relative_to(meant)}
        else:
            problems += [_problem(reader, tree, file) for file in inside]
    broken |= {_kind_of(tree, str(problem.params["place"])) for problem in problems if problem.code in _MOVED}
    places = frozenset(str(problem.params["place"]) for problem in problems if "place" in problem.params)
    return Unread(tuple(problems), frozenset(broken), places)


def _of_another_kind(reader: Reader, tree: str) -> list[Problem]:
    """Files in the folder of one kind whose every key is another's: one slip, and not as many as they have keys."""
    doubtful = {problem.file for problem in reader.problems if problem.code == "unknown_key" and len(problem.keys) == 1}
    found = []
    for file in sorted(doubtful):
        path = PurePosixPath(file)
        place = _place(_data(reader, file), path.stem) if file not in _FILES[tree] else None
        if place is not None and _kind_of(tree, place)[0] != _kind_of(tree, file)[0]:
            found.append(Problem(code="of_another_kind", file=file, params={"place": place}))
    return found


def kinds_in(tree: str) -> frozenset[tuple[str, str]]:
    """Every kind that lies in ``tree``, as what could not be read."""
    return frozenset((kind, "") for at, kind in {**_FOLDERS[tree], **_KINDS}.items() if at.startswith(f"{tree}/"))


# A file that is to be moved or renamed: what it holds is there, and nobody knows it yet.
_MOVED = frozenset({"unread_file", "wrong_ending"})


def _kind_of(tree: str, place: str) -> tuple[str, str]:
    """The kind of a file that belongs at ``place``, and its id where that is one of many and can be told."""
    if place in _KINDS:
        return _KINDS[place], ""
    above = next((at for at in _FOLDERS[tree] if PurePosixPath(place).is_relative_to(at)), "")
    kind, id_ = _FOLDERS[tree].get(above, ""), str(PurePosixPath(place).relative_to(above).with_suffix(""))
    return kind, "" if kind in KINDS and KINDS[kind].by_path and "/" not in id_ else id_


def _files(reader: Reader, tree: str) -> list[str]:
    try:
        return [told(f"{tree}/{name}") for name in files_in(f"{reader.root}/{tree}")]
    except OSError:  # it is told by whoever reads that folder
        return []


def _strange_folder(tree: str, file: str) -> str:
    """The highest folder above a file that is none of ours; ``""`` where all of them are."""
    ours = {str(part) for folder in _FOLDERS[tree] for part in (folder, *PurePosixPath(folder).parents)}
    strange = [str(above) for above in PurePosixPath(file).parents if str(above) not in ours]
    return strange[-1] if strange else ""


def _meant(reader: Reader, tree: str, folder: str) -> str | None:
    """The folder of ours that is not there and that a strange one is most likely to be."""
    parents = {
        str(above) for at in _FOLDERS[tree] for above in PurePosixPath(at).parents if str(above) not in (".", tree)
    }
    free = [at for at in (*_FOLDERS[tree], *parents) if not (reader.root / at).exists()]
    by_name = {PurePosixPath(at).name: at for at in free}
    near = nearest(PurePosixPath(folder).name.lower(), by_name)
    return by_name[near] if near is not None else None


def _problem(reader: Reader, tree: str, file: str) -> Problem:
    path = PurePosixPath(file)
    ended = str(path.with_suffix(".yaml"))
    if path.suffix != ".yaml" and (ended in _FILES[tree] or ended.startswith("definitions/calendars/workdays-")):
        return Problem(code="wrong_ending", file=file, params={"place": ended})
    place = _place(_data(reader, file), path.stem.lower().replace("_", "-"))
    near = nearest(ended, _FILES[tree]) if place is None else None
    if place is None and near is None:
        return Problem(code="unread_nowhere", file=file)
    return Problem(code="unread_file", file=file, params={"place": place or near})


def _data(reader: Reader, file: str) -> Data:
    try:
        data, _ = parse(plain_bytes(reader.root / file).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None
    return data


def _place(data: Data, name: str) -> str | None:
    """Where a file with this in it belongs."""
    if not isinstance(data, dict):
        return None
    for key, place in _KNOWN_BY.items():
        if key in data:
            return place if place.endswith(".yaml") else f"{place}/{name}.yaml"
    fits = sorted(_fitting(data), reverse=True)
    return f"definitions/{fits[0][1]}/{name}.yaml" if fits else None


def _fitting(data: Mapping[str, Data]) -> Iterable[tuple[int, str]]:
    """The folders of the kinds to which all keys of a file belong, with how many of them are that kind's own."""
    by_folder: list[tuple[str, type]] = [(kind.folder, kind.model) for kind in KINDS.values()]
    models = {folder: set(yaml_keys(model)) for folder, model in by_folder}
    shared = set.intersection(*models.values())
    for folder, keys in models.items():
        own = set(data) & (keys - shared)
        if own and set(data) <= keys:
            yield len(own), folder
