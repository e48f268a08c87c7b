"""Several files written as one: what is meant stands in a journal beside them until each has its place.

New contents are written aside and flushed, then the journal says so, and only then names change. Whoever is killed before
that has written nothing, whoever is killed after it has written all: ``finish`` sees to either.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from generator.publishing.durable import flush_names, naming, replace, unfinished

JOURNAL = ".aftercare.journal"


@dataclass(frozen=True, slots=True)
class Finished:
    """What a command that was ended left: ``files`` that have their contents now, none where nothing had been kept.

    ``left`` were changed by somebody since, and are as that one left them.
    """

    files: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Step:
    """What becomes of ``file``: from the digest ``before`` to ``after``, where None is no file at all."""

    file: str
    before: str | None
    after: str | None


def write_all(root: Path, texts: Mapping[str, str | bytes], gone: Iterable[str] = ()) -> None:
    """Put each content in its file below ``root`` and delete those that are ``gone``: all of it or nothing. Raises OSError.

    A text is written as UTF-8. A file that is there keeps its permissions.
    """
    steps = [_Step(file, _digest_of(root / file), _digest(_bytes(text))) for file, text in texts.items()]
    steps += [_Step(file, _digest_of(root / file), None) for file in gone]
    folders = _missing_folders(root, texts)
    try:
        _note(root, steps, folders, is_ready=False)
        for file, text in texts.items():
            _write_aside(root / file, text)
        for folder in {above for file in texts for above in (root / file).parents}:
            flush_names(folder)
        _note(root, steps, folders, is_ready=True)
    except OSError:
        with suppress(OSError):
            _take_back(root, steps, folders)
        raise
    _carry_out(root, steps)


def finish(root: Path) -> Finished | None:
    """See to the end what was begun below ``root``, or take it back; None where nothing was. Raises OSError."""
    journal = root / JOURNAL
    try:
        noted = json.loads(journal.read_text("utf-8"))
        steps = [_Step(file, before, after) for file, before, after in noted["steps"] if _is_below(file)]
        folders, is_ready = [folder for folder in noted["folders"] if _is_below(folder)], noted["ready"]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):  # no journal of ours
        journal.unlink()
        return Finished()
    if not is_ready:
        _take_back(root, steps, folders)
        return Finished()
    left = [step.file for step in steps if _digest_of(root / step.file) not in (step.before, step.after)]
    _carry_out(root, [step for step in steps if step.file not in left])
    return Finished(tuple(step.file for step in steps if step.file not in left), tuple(left))


def _carry_out(root: Path, steps: Iterable[_Step]) -> None:
    """Give each file its place, however far that had come."""
    folders = set()
    for step in steps:
        path = (root / step.file).resolve()
        if step.after is None:
            path.unlink(missing_ok=True)
        elif unfinished(path).exists():
            unfinished(path).replace(path)
        folders.add(path.parent)
    for folder in folders:  # once each, and before the journal goes
        flush_names(folder)
    _end(root)


def _take_back(root: Path, steps: Iterable[_Step], folders: Iterable[str]) -> None:
    """Delete what was written aside."""
    for step in steps:
        unfinished((root / step.file).resolve()).unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):
            (root / folder).rmdir()
    _end(root)


def _end(root: Path) -> None:
    (root / JOURNAL).unlink(missing_ok=True)
    flush_names(root)


def _bytes(text: str | bytes) -> bytes:
    return text.encode("utf-8") if isinstance(text, str) else text


def _write_aside(path: Path, text: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    written = path.resolve()
    mode = written.stat().st_mode & 0o777 if written.exists() else None
    aside = unfinished(written)
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    with naming(path), open(descriptor, "wb") as stream:
        if mode is not None:
            os.fchmod(descriptor, mode)
        stream.write(_bytes(text))
        stream.flush()
        os.fsync(descriptor)


def _note(root: Path, steps: Iterable[_Step], folders: Iterable[str], *, is_ready: bool) -> None:
    noted = {
        "ready": is_ready,
        "steps": [[step.file, step.before, step.after] for step in steps],
        "folders": list(folders),
    }
    root.mkdir(parents=True, exist_ok=True)
    replace(root / JOURNAL, json.dumps(noted, ensure_ascii=False).encode("utf-8"), lasting=True)


def _missing_folders(root: Path, files: Iterable[str]) -> list[str]:
    """The folders below ``root`` that have to be made for ``files``, the innermost first."""

    def above(file: str) -> Iterator[str]:
        return (str(folder) for folder in PurePosixPath(file).parents if str(folder) != ".")

    missing = {folder for file in files for folder in above(file) if not (root / folder).exists()}
    return sorted(missing, key=lambda folder: (-len(folder), folder))


def _is_below(file: str) -> bool:
    """Whether a journal may name it: a path below the root."""
    path = PurePosixPath(file)
    return not path.is_absolute() and ".." not in path.parts


def _digest_of(path: Path) -> str | None:
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return None


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
