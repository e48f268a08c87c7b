"""What each record says, as a name: kept for each file by its text, for there are many records and few are new.

A record that was read under another id than it was written with has no name by its file: it gets one by what it says.
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from hashlib import blake2b
from io import BytesIO
from operator import attrgetter
from pathlib import Path

from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.records import Record
from generator.model.renames import renames_of
from generator.model.schedules import Schedules
from generator.publishing.marker import digest
from generator.publishing.shelves import Shelves

FOLDER = "records"
_OF_RECORD = attrgetter(*(key.name for key in fields(Record)))
_SIZE = 16
_HEX = 2 * _SIZE


class RecordNames:
    """The names of the records of ``schedules``; what is known of their files is kept in ``folder``."""

    def __init__(self, definitions: Definitions, schedules: Schedules, folder: Path) -> None:
        are_as_written = not renames_of(schedules.customers.values(), definitions.products, definitions.tasks)
        files = {place.file for place, _ in schedules.records} if are_as_written else set()
        self._texts = {file: digest(schedules.texts[file].encode("utf-8", "surrogatepass")) for file in sorted(files)}
        self._shelves = Shelves(folder, self._texts)
        new = {file for file, mark in self._texts.items() if self._shelves.get(mark) is None}
        self._found = dict(_named([placed for placed in schedules.records if placed[0].file in new]))
        self._known = {
            file: _parts(self._found.get(file) or self._shelves.get(m) or b"") for file, m in self._texts.items()
        }

    def of(self, records: Iterable[tuple[Placed, Record]]) -> bytes:
        """A name for some records in their order, wherever they stand."""
        of_files, names = self._known, []
        for place, record in records:
            known, number = of_files.get(place.file, ()), place.keys[-1]
            # What an incident names may be called otherwise today.
            is_known = record.incident is None and isinstance(number, int) and number < len(known)
            names.append(known[number] if is_known else name_of(record))  # type: ignore[index]
        return b"".join(names)

    def keep(self) -> None:
        """Keep what was found out, for the next build."""
        self._shelves.keep({self._texts[file]: names for file, names in self._found.items()})


def _named(records: Iterable[tuple[Placed, Record]]) -> Iterator[tuple[str, bytes]]:
    """For each file of which all ``records`` are there the names of these, one behind the other."""
    by_file: dict[str, dict[object, bytes]] = defaultdict(dict)
    for place, record in records:
        by_file[place.file][place.keys[-1]] = name_of(record)
    for file, names in by_file.items():
        if names.keys() == {*range(len(names))}:
            yield file, b"".join([names[number] for number in range(len(names))])


def _parts(names: bytes) -> list[bytes]:
    return [names[at : at + _HEX] for at in range(0, len(names), _HEX)]


def name_of(record: Record) -> bytes:
    """A name for what a record says."""
    written = BytesIO()
    pickler = pickle.Pickler(written, 5)
    pickler.fast = True  # whether two equal values are one makes no difference then
    pickler.dump(_OF_RECORD(record))
    return blake2b(written.getvalue(), digest_size=_SIZE).hexdigest().encode()
