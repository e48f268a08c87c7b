"""What a company defines, as it was read last: hundreds of texts that hardly ever change, and that every command needs.

It is kept under a name for all that it is made from, so it is never out of date, and can be deleted at any time.
Definitions in which something is wrong are never kept: they are read anew, and every mistake is told as ever.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from generator.formats import ourtypes
from generator.publishing.durable import replace as put
from generator.publishing.folded import FILE as FOLDED
from generator.publishing.folded import keep_folded, read_folded
from generator.publishing.held import Held
from generator.publishing.marker import digest
from generator.publishing.sound import Sound
from generator.reading.defined import Defined
from generator.reading.packaged import both, program_digest
from generator.reading.secrets import Folded
from generator.reading.workcalendars import made_of
from generator.text.collector import resting_collector
from generator.text.problems import Problem

FILE = ".cache/defined"
# Fewer bytes of YAML are read as quickly as what is kept of them.
WORTH = 100_000


@dataclass(frozen=True, slots=True)
class _Looked:
    """What was read, and what was found in it."""

    defined: Defined
    found: tuple[Problem, ...]


class Definitive:
    """What is kept of the definitions of ``root``, for one reading of them."""

    def __init__(self, root: Path, *, lasts: bool = False) -> None:
        """With ``lasts`` nobody edits what is read: texts of what is held are read again where somebody asks for them."""
        self._root, self.held = root, Held(root, lasts=lasts)
        self.customers, self.records = self.held.customers, self.held.records
        self._sound = Sound(root)
        self._folded: Mapping[str, Folded] | None = None
        self._name = _name(root)
        self._kept = _read(root / FILE, self._name) if self._name else None
        self._defined: Defined | None = None

    def defined(self, read: Callable[[], Defined]) -> Defined:
        """What ``read`` gives."""
        if self._kept is None:
            self._defined = read()
            return self._defined
        return self._kept.defined

    def found(self, look: Callable[[], Sequence[Problem]]) -> Sequence[Problem]:
        """What ``look`` finds in the definitions that were read."""
        if self._kept is not None:
            return self._kept.found
        found = tuple(look())
        if self._defined is not None and self._name:
            self._keep_looked(_Looked(self._defined, found))
        return found

    def folded(self, fold: Callable[[], Mapping[str, Folded]]) -> Mapping[str, Folded]:
        """What ``fold`` gives for the texts of the definitions that were read."""
        known = read_folded(self._root / FOLDED, self._name) if self._name else None
        if known is None:
            known = fold()
            if self._name:
                self._folded = known
        return known

    def named(self, file: str) -> str | None:
        """A name for what a file of customers or records holds; None where something may be told of it."""
        return self.held.names.get(file)

    def sound(self, names: Iterable[str]) -> Set[str]:
        """Those of ``names`` that were noted as of what is sound."""
        return self._sound.known.intersection(names)

    def note_sound(self, names: Iterable[str]) -> None:
        """Remember these ``names``, and no others."""
        self._sound.note(names)

    def keep(self) -> None:
        """Keep what was read of whom the company serves, and who was found to be sound: it was published as it is."""
        self.held.keep()
        self._sound.keep()
        if self._folded is not None and _name(self._root) == self._name:
            keep_folded(self._root / FOLDED, self._name, self._folded)

    def _keep_looked(self, looked: _Looked) -> None:
        """Keep what nothing is wrong with, unless a file was edited meanwhile, or nothing can be written."""
        is_sound = looked.defined.is_sound and all(problem.level != "error" for problem in looked.found)
        if not is_sound or _name(self._root) != self._name:
            return
        written = pickle.dumps(_as_data(looked), ourtypes.PROTOCOL)
        with suppress(OSError):
            (self._root / FILE).parent.mkdir(parents=True, exist_ok=True)
            put(self._root / FILE, b"\n".join([self._name.encode(), digest(written).encode(), written]))


def _read(file: Path, name: str) -> _Looked | None:
    """What is kept under ``name``, as far as it is as it was written."""
    with suppress(*ourtypes.DAMAGED):
        if not file.is_file():  # nobody may ever write to a pipe
            return None
        with file.open("rb") as kept:  # of other definitions no more is read than the name
            if kept.readline().rstrip(b"\n") != name.encode():
                return None
            sum_, written = kept.readline().rstrip(b"\n"), kept.read()
        if digest(written).encode() != sum_:
            return None
        with resting_collector():
            looked = ourtypes.Reader(written).load()
        if isinstance(looked, _Looked):
            return _from_data(looked)
    return None


def _as_data(looked: _Looked) -> _Looked:
    """Without what is no data: working calendars, which are made of their files."""
    definitions = looked.defined.definitions
    plain = replace(definitions, workdays=None, regional={}, pictures=dict(definitions.pictures))  # type: ignore[arg-type]
    return replace(looked, defined=replace(looked.defined, definitions=plain))


def _from_data(looked: _Looked) -> _Looked:
    """As it was read."""
    definitions = looked.defined.definitions
    made, pictures = made_of(definitions.calendars, definitions.company), MappingProxyType(definitions.pictures)
    whole = replace(definitions, workdays=made.own, regional=made.regional, pictures=pictures)
    return replace(looked, defined=replace(looked.defined, definitions=whole))


def _name(root: Path) -> str:
    """A name for all that definitions are made from; empty where some of it cannot be read, or there is little of it.

    Words are among it, for figures are told in them; so is the program.
    """
    named = hashlib.sha256()
    try:
        definitions = [*_contents(root / "definitions")]
        if sum(len(content) for _, content in definitions) < WORTH:
            return ""
        words = [told for folder in both("templates", root) for told in _contents(folder / "words")]
    except OSError:
        return ""
    for path, content in [*definitions, *words]:
        named.update(os.fsencode(f"{path}\0{hashlib.sha256(content).hexdigest()}\0"))
    named.update(program_digest().encode())
    return named.hexdigest()


def _contents(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Each file below ``folder``, and each folder, for an empty one may be told of as well. Raises OSError.

    What is neither is not read: nobody may ever write to a pipe.
    """
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_symlink() or not (entry.is_dir() or entry.is_file()):
                raise OSError(entry.path)
            if entry.is_dir():
                yield f"{entry.path}/", b""
                yield from _contents(Path(entry.path))
            else:
                yield entry.path, Path(entry.path).read_bytes()
