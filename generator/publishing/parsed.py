"""What YAML files said when they were read last: of many, only those that changed are read anew, by several processes.

It is kept by the digest of each text, so it is never out of date, and can be deleted at any time. What is wrong with a
text is not kept: it is read anew, and told as ever.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.publishing.held import Held
from generator.publishing.jobs import Here, Processes, processes
from generator.publishing.marker import digest
from generator.publishing.shelves import Shelves
from generator.reading.files import plain_bytes, walk
from generator.reading.twice import listed_twice
from generator.text.data import Data, Plain
from generator.text.faults import Fault
from generator.text.yaml import Parse, parse

FOLDER = ".cache/read"
# Of less than so many bytes reading takes no longer than looking up; so many bytes are a job, and more than so many of them
# are worth a process.
_WORTH, _JOB, _FEW = 2_000_000, 250_000, 8
# Stands before a mapping in which nothing is listed twice: there are many records, and each would be looked through again.
_PLAIN = b" "


def parser_of(root: Path, held: Held) -> Parse:
    """What parses the files of ``root`` that are not ``held``: as ever, and faster where it knows a text already."""
    sizes, names = dict[str, int](), dict[str, str]()
    for path, text in _texts(root):
        if not held.knows(path, text):
            sizes[path], names[path] = len(text), digest(text)
    if sum(sizes.values()) < _WORTH:
        shutil.rmtree(root / FOLDER, ignore_errors=True)  # by now it is held, or gone
        return parse
    kept = Shelves(root / FOLDER, names)
    wanted = {path: sizes[path] for path, name in names.items() if not kept.knows(name)}
    for name, said in _parsed(root, wanted):
        kept.put(name, said)
    kept.keep()

    def looked_up(text: str) -> tuple[Data, list[Fault]]:
        said = kept.get(digest(text.encode()))
        if said is None:
            return parse(text)
        data = json.loads(said)
        return (Plain(data) if said.startswith(_PLAIN) else data), []

    return looked_up


def _texts(root: Path) -> Iterator[tuple[str, bytes]]:
    """The YAML files of ``root`` that can be read at all, by path; the others are told by whoever reads them."""
    for folder in ("definitions", "schedules"):
        with suppress(OSError):
            for path in walk(root / folder):
                if path.suffix == ".yaml":
                    with suppress(OSError):
                        yield path.relative_to(root).as_posix(), _text(path)


def _text(path: Path) -> bytes:
    return plain_bytes(path).removeprefix(b"\xef\xbb\xbf")


def _parsed(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """What the files of these ``sizes`` say, as JSON, by the names of their contents; without what is wrong in itself."""
    parts = list(_portions(sizes))
    number = min(processes(), len(parts) // _FEW + 1)
    jobs = Processes(number) if number > 1 else Here()
    said = jobs.run(sayer, None, ([str(root / path) for path in part] for part in parts))
    yield from (one for some in said for one in some)


def _portions(sizes: Mapping[str, int]) -> Iterator[list[str]]:
    part: list[str] = []
    total = 0
    for path, size in sizes.items():
        part.append(path)
        total += size
        if total >= _JOB:
            yield part
            part, total = [], 0
    if part:
        yield part


def sayer(_: None) -> Callable[[Sequence[str]], list[tuple[str, bytes]]]:
    """What parses files, wherever that is done."""
    return lambda paths: [one for path in paths for one in _named(path)]


def _named(path: str) -> Iterator[tuple[str, bytes]]:
    """What a file says, by the name of its content; nothing where something is wrong with it, or it has gone meanwhile."""
    with suppress(OSError):
        text = _text(Path(path))
        said = _said(text)
        if said is not None:
            yield digest(text), said


def _said(text: bytes) -> bytes | None:
    try:
        data, faults = parse(text.decode())
        if faults:
            return None
        is_plain = isinstance(data, dict) and not any(listed_twice(data, ""))
        said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
        return _PLAIN + said if is_plain else said
    except UnicodeError:
        return None
