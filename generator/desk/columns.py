"""The columns of tables that come in and go out: each by its name in either language, or as a mapping file says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from generator.formats.tables import Table
from generator.model.anchors import MILESTONES
from generator.model.definitions import Definitions
from generator.text.problems import nearest
from generator.text.scalars import is_id
from generator.text.words import Book, Words

# A column of the last time that a task was done is named by the task behind this.
LAST = "last:"
_IDS, _NAMES = "customer_id", "name"
OR = "|"  # between several tasks of one name
# What stands beside a heading: its unit, or that it has to be filled in.
_BESIDE = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]|\*")
_HALF = 0.5
CUSTOMER_COLUMNS = (
    "customer_id", "name", "locale", "tier", "plan", "contact", "phone", "consent", "service_from", "service_until",
    "site_id", "site", "region", "address", "technician", *MILESTONES,
    "asset_id", "asset", "product", "quantity", "traffic", "setting",
)  # fmt: skip
RECORD_COLUMNS = (
    "record", "date", "customer", "place", "piece", "task", "rule", "due", "technician",
    "to", "at", "minutes", "reason", "findings", "told",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which of ours each heading of a table is (``""`` for none of them), and those that are none with the likeliest.

    Of several the likeliest is ``""`` where nothing is like them, and where another heading says the same more plainly.
    """

    ours: tuple[str, ...]
    unknown: tuple[tuple[str, str], ...]

    def cells(self, cells: Sequence[str]) -> dict[str, str]:
        """A row's cells by our columns, empty ones left out."""
        return {name: cell for name, cell in zip(self.ours, cells, strict=True) if name and cell}


def folded(text: str) -> str:
    """A name without what makes no difference in it: width, case, blanks, signs and accents (``Sean`` is Seán)."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(character for character in plain if character.isalnum())


def columns_of(
    table: Table, known: Sequence[str], mapping: Mapping[str, str], book: Book, definitions: Definitions
) -> Columns:
    """The ``known`` columns among the headings; ``mapping`` says of headings which column they are, and goes first.

    What is only like a name (住址, or 数量（台）) is taken for it where no heading has that name.
    """
    by_name = _by_name(known, book)
    by_name |= {folded(heading): column for heading, column in mapping.items()}
    tasks = _last_done(book, definitions) if LAST not in known and "asset" in known else {}
    called = {**tasks, **by_name}
    guesses = {**{folded(also): column for column in known for also in _also(column, book)}, **called}
    ours = [called.get(folded(heading), "") for heading in table.headings]
    sure = set(ours)
    unknown = []
    for at, heading in enumerate(table.headings):
        guess = guesses.get(folded(_BESIDE.sub("", heading)), "") if heading and not ours[at] else ""
        if guess and guess not in sure:
            ours[at] = guess
        if heading and not ours[at]:
            unknown.append((heading, "" if guess else _likely(heading, known, book)))
    if _NAMES in known and _NAMES not in ours:
        ours = [_NAMES if column == _IDS and _holds_names(table, at) else column for at, column in enumerate(ours)]
    return Columns(tuple(ours), tuple(unknown))


def named(known: Sequence[str], book: Book, definitions: Definitions) -> Mapping[str, str]:
    """The column that a name means, folded: one of the ``known``, or the day on which a task was done last."""
    also = {folded(name): column for column in known for name in _also(column, book)}
    return {**also, **_last_done(book, definitions), **_by_name(known, book)}


def _by_name(known: Sequence[str], book: Book) -> dict[str, str]:
    return {folded(name): column for column in known for name in _names(column, book)}


def _holds_names(table: Table, column: int) -> bool:
    """Whether what may be ids are names: some offices head both as ``customer``."""
    return any(not is_id(cell) for cell in (row.cells[column] for row in table.rows) if cell)


def twice(columns: Columns) -> str | None:
    """A column of ours that two headings mean."""
    return next((name for name in columns.ours if name and columns.ours.count(name) > 1), None)


def heading_of(column: str, words: Words, definitions: Definitions) -> str:
    """What a column is called in a reader's language."""
    if column.startswith(LAST):
        task = definitions.tasks[column.removeprefix(LAST).partition(OR)[0]]
        name = task.name.of(words.language)
        is_shared = sum(other.name.of(words.language) == name for other in definitions.tasks.values()) > 1
        return words.say("table_last", task=task.id if is_shared and OR not in column else name)
    return _called(column, words)[0]


def _names(column: str, book: Book) -> list[str]:
    return [column, *(name for words in book.values() for name in _called(column, words))]


def _also(column: str, book: Book) -> list[str]:
    """What else a column is called here and there."""
    return [name for words in book.values() for name in re.split("[、,] *", words.get(f"also_{column}", "")) if name]


def _likely(heading: str, known: Sequence[str], book: Book) -> str:
    """The name that a heading may be a slip for; of a short one in Chinese that which begins or ends alike."""
    names = [said for column in known for said in _names(column, book)]
    near = nearest(heading, names)
    if near is None and not heading.isascii():
        said = heading.strip()
        alike = [name for name in names if name[-1:] == said[-1:] or name[:1] == said[:1]]
        near = next(iter(get_close_matches(heading, alike, n=1, cutoff=_HALF)), None)
    return near or ""


def _called(column: str, words: Words) -> list[str]:
    return re.split("[、,] *", words[f"table_{column}"])


def _last_done(book: Book, definitions: Definitions) -> dict[str, str]:
    """The columns of last times, by what they may be called; a name of several tasks is that of the row's product."""
    named: dict[str, list[str]] = {}
    for id_, task in definitions.tasks.items():
        for words in book.values():
            for name in (id_, task.name.of(words.language)):
                named.setdefault(folded(words.say("table_last", task=name)), []).append(id_)
        named.setdefault(folded(f"{LAST}{id_}"), []).append(id_)
    return {name: f"{LAST}{OR.join(dict.fromkeys(ids))}" for name, ids in named.items()}
