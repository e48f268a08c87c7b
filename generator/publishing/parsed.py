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
    texts = {path: text for path, text in _texts(root).items() if not held.knows(path, text)}
    if sum(map(len, texts.values())) < _WORTH:
        shutil.rmtree(root / FOLDER, ignore_errors=True)  # by now it is held, or gone
        return parse
    names = {path: digest(text) for path, text in texts.items()}
    kept = Shelves(root / FOLDER, names)
    kept.keep(dict(_parsed({names[path]: text for path, text in texts.items() if kept.get(names[path]) is None})))

    def looked_up(text: str) -> tuple[Data, list[Fault]]:
        said = kept.get(digest(text.encode()))
        if said is None:
            return parse(text)
        data = json.loads(said)
        return (Plain(data) if said.startswith(_PLAIN) else data), []

    return looked_up


def _texts(root: Path) -> Mapping[str, bytes]:
    """The YAML files of ``root`` that can be read at all, by path; the others are told by whoever reads them."""
    texts = {}
    for folder in ("definitions", "schedules"):
        with suppress(OSError):
            for path in walk(root / folder):
                if path.suffix == ".yaml":
                    with suppress(OSError):
                        texts[path.relative_to(root).as_posix()] = plain_bytes(path).removeprefix(b"\xef\xbb\xbf")
    return texts


def _parsed(texts: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What each of ``texts`` says, as JSON, by their names; without those that something is wrong with."""
    parts = list(_portions(texts))
    number = min(processes(), len(parts) // _FEW + 1)
    jobs = Processes(number) if number > 1 else Here()
    for part, said in zip(
        parts, jobs.run(sayer, None, [[texts[name] for name in part] for part in parts]), strict=True
    ):
        yield from ((name, data) for name, data in zip(part, said, strict=True) if data is not None)


def _portions(texts: Mapping[str, bytes]) -> Iterator[list[str]]:
    part: list[str] = []
    size = 0
    for name, text in texts.items():
        part.append(name)
        size += len(text)
        if size >= _JOB:
            yield part
            part, size = [], 0
    if part:
        yield part


def sayer(_: None) -> Callable[[Sequence[bytes]], list[bytes | None]]:
    """What parses texts, wherever that is done."""
    return lambda texts: [_said(text) for text in texts]


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
