"""What records say, as a name: of those that are held it is held as well, for there are many records and few are new."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Sequence
from dataclasses import fields
from hashlib import blake2b
from io import BytesIO
from itertools import groupby
from operator import attrgetter

from generator.model.history import Entry, Group
from generator.model.records import Record

_OF_RECORD = attrgetter(*(key.name for key in fields(Record)))
_SIZE = 16
LENGTH = 2 * _SIZE  # of a name


def name_of_records(records: Sequence[Entry]) -> bytes:
    """A name for some records in their order, by the files in which they stand."""
    if isinstance(records, Group):
        names = [part.name or name_of(part.records) for part in records.parts]
    else:
        placed = sorted(records, key=lambda entry: (entry[0].file, entry[0].keys))
        by_file = groupby(placed, key=lambda entry: entry[0].file)
        names = [name_of(record for _, record in some) for _, some in by_file]
    return "".join(names).encode()


def name_of(records: Iterable[Record]) -> str:
    """A name for what a file tells of a customer."""
    written = BytesIO()
    pickler = pickle.Pickler(written, 5)
    pickler.fast = True  # whether two equal values are one makes no difference then
    pickler.dump([_OF_RECORD(record) for record in records])
    return blake2b(written.getvalue(), digest_size=_SIZE).hexdigest()
