"""What the lists of staff have of each customer's visits, kept: an edit of one customer makes that of this one anew.

A list has visits of many customers. It is kept under a name for all that it is made from, and can be deleted at any time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import jinja2

from generator.private.drafts import NoDraft
from generator.private.holders import Shown
from generator.private.listing import ListPart, ListWriter, list_parts, on_lists
from generator.private.madefrom import Names
from generator.private.parts import Everything, Shared
from generator.private.staff.listed import Listed, unpacked_list
from generator.publishing.bytecode import OURS, recall
from generator.publishing.jobs import Jobs
from generator.publishing.making import SIZE, workers_for
from generator.publishing.marker import digest
from generator.publishing.outputs import Outputs
from generator.publishing.rows import Known, Row, Rows
from generator.publishing.templatefault import stopped_by
from generator.text.collector import resting_collector

FOLDER = "lists"


def lists_of(outputs: Outputs) -> Path:
    """Where it is kept what lists among the feeds of ``outputs`` have."""
    return outputs.cache / FOLDER / digest(os.fsencode(os.path.realpath(outputs.feeds)))


class Listings:
    """What the lists of one build have, kept in ``file``; ``names`` are those of what it is made from."""

    def __init__(self, file: Path, names: Names) -> None:
        self._rows, self._names = Rows(file), names
        self._read: dict[str, Mapping[str, Listed]] = {}

    def make(self, everything: Everything, shared: Shared, customers: Iterable[str], jobs: Jobs | None) -> None:
        """Make what is not known of ``customers``. Raises Stopped, and NoDraft."""
        uids, known = on_lists(everything), self._rows.known()
        names = {id_: self._names.of_list(id_, uids[id_]) for id_ in dict.fromkeys(customers)}
        missing = [id_ for id_, name in names.items() if id_ not in known or known[id_].name != name]
        parts = list_parts(everything, uids, missing, SIZE)
        for made in (jobs or workers_for(len(missing))).run(list_maker, shared, parts):
            for id_, content in made.items():
                self._rows.write(id_, Row(Known(names[id_], "", "", "", ""), b"", content))

    def of(self, visits: Iterable[Shown]) -> Sequence[Listed]:
        """What a list has of ``visits``, in their order. Raises NoDraft."""
        return [self._of(one.customer)[one.uid] for one in visits]

    def settle(self, *, keep: Callable[[str], bool]) -> None:
        """Forget those whom nobody is to ``keep``."""
        self._rows.settle(keep)

    def close(self) -> None:
        """No more is asked."""
        self._rows.close()

    def _of(self, customer: str) -> Mapping[str, Listed]:
        if customer not in self._read:
            row = self._rows.read(customer)
            if row is None:
                raise NoDraft
            self._read[customer] = unpacked_list(row.draft)
        return self._read[customer]


def list_maker(shared: Shared) -> Callable[[ListPart], dict[str, bytes]]:
    """What makes parts of lists, wherever that is done; what it raises tells what to do."""
    recall(OURS)
    writer = ListWriter(shared)

    def made(part: ListPart) -> dict[str, bytes]:
        try:
            with resting_collector():
                return writer.made(part)
        except jinja2.TemplateError as error:
            raise stopped_by(error) from error

    return made
