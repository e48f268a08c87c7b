"""Rows of a table to customers: rows of one customer are put together, and nothing that is written is changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from generator.desk.cells import BadCell, Vocabulary
from generator.desk.columns import Columns, folded
from generator.desk.comeback import Gone, whose
from generator.desk.formerids import FormerIds
from generator.desk.known import Known
from generator.desk.placing import Placing, Wanted
from generator.formats.tables import Row, Table
from generator.text.data import Data
from generator.text.scalars import is_id, is_portable

Mapped = dict[str, Data]
_NEEDED = ("name", "site", "region", "address", "product")


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in a row, under which of our columns (``""`` for the row as a whole)."""

    row: int
    column: str
    problem: BadCell


@dataclass(slots=True)
class Imported:
    """What comes of a table, row by row; ``doubtful`` is what rows say beside what is wrong there, each alone."""

    customers: dict[str, Wanted] = field(default_factory=dict)
    doubtful: dict[str, Wanted] = field(default_factory=dict)
    problems: list[RowProblem] = field(default_factory=list)
    likely_twice: list[tuple[int, str]] = field(default_factory=list)
    perhaps_back: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    sound: set[int] = field(default_factory=set)


def imported(
    table: Table,
    columns: Columns,
    vocabulary: Vocabulary,
    present: Mapping[str, dict[str, Data]],
    gone: Gone | None = None,
    former: FormerIds | None = None,
) -> Imported:
    """The customers that a table tells of, on top of those that are ``present``, by id; who is ``gone`` stays so.

    What the table calls by a ``former`` id is whatever had it, and that is noted there.
    """
    result = Imported()
    people = _People(present, gone or Gone(), former or FormerIds())
    for row in table.rows:
        cells, problems = _read(row, columns, vocabulary, people.former)
        if "customer_id" in cells:
            cells["customer_id"] = people.former.customer(str(cells["customer_id"]), row.number)
        problems += _lacking(row, cells, problems, people)
        if not problems:
            try:
                _place(row, cells, people, result, vocabulary)
                result.sound.add(row.number)
            except BadCell as problem:
                problems = [RowProblem(row.number, str(problem.values.get("column", "")), problem)]
        if problems:
            _doubt(row, cells, {problem.column for problem in problems}, result, vocabulary)
        result.problems += problems
    return result


def cells_of(table: Table, columns: Columns, vocabulary: Vocabulary) -> Iterator[dict[str, Data]]:
    """What each row says, as far as it can be read."""
    return (_read(row, columns, vocabulary, FormerIds())[0] for row in table.rows)


def same_rows(table: Table, columns: Columns, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """The rows that say wholly the same as one before them, with that one: a table cannot tell whether two are meant."""
    first: dict[tuple[tuple[str, str], ...], int] = {}
    for row, cells in zip(table.rows, cells_of(table, columns, vocabulary), strict=True):
        said = tuple(sorted((column, str(cell)) for column, cell in cells.items()))
        if first.setdefault(said, row.number) != row.number:
            yield row.number, first[said]


def _read(
    row: Row, columns: Columns, vocabulary: Vocabulary, former: FormerIds
) -> tuple[dict[str, Data], list[RowProblem]]:
    cells: dict[str, Data] = {}
    problems = []
    for column, text in columns.cells(row.cells).items():
        try:
            cells[column] = vocabulary.value(column, former.cell(column, text, row.number))
        except BadCell as problem:
            problems.append(RowProblem(row.number, column, problem))
    return cells, problems


def _lacking(row: Row, cells: Mapping[str, Data], problems: Sequence[RowProblem], people: _People) -> list[RowProblem]:
    """What a row has to say and does not: whose it is and where, but where it names a customer who is there."""
    given = {**cells, **dict.fromkeys((problem.column for problem in problems), "")}
    given.setdefault("site", given.get("address", given.get("site_id")))
    if given.get("customer_id") and people.is_there(str(given["customer_id"])):
        return []
    if given.get("address") is None:  # by which a site is known that has no name
        given["site"] = given["site"] or ""
    needed = [*_NEEDED, *(() if people.has_name(str(given.get("name", ""))) else ("tier",))]
    return [RowProblem(row.number, column, BadCell("missing")) for column in needed if given.get(column) is None]


class _People:
    """Who is there already and who came with the table, to be known again: each by what they are called and reached by."""

    def __init__(self, present: Mapping[str, dict[str, Data]], gone: Gone, former: FormerIds) -> None:
        self.present, self.gone, self.former = present, gone, former
        self.wanted: dict[str, Wanted] = {}
        self._known = Known()
        for id_, data in present.items():
            self._known.put(id_, data)
        self._highest = max(map(_number_of, (*former.customers, *present)), default=0)

    def is_there(self, id_: str) -> bool:
        """Whether somebody has that id."""
        return id_ in self.present or id_ in self.wanted

    def has_name(self, name: str) -> bool:
        """Whether somebody has that name."""
        return bool(self._known.called(folded(name)))

    def known_as(self, cells: Mapping[str, Data], row: int, result: Imported) -> str:
        """The id of whom a row tells of, a new one where nobody is known by its name and telephone or address."""
        name, phone, address = (folded(str(cells.get(key, ""))) for key in ("name", "phone", "address"))
        namesakes = []
        called, reached = self._known.called(name), self._known.reached(phone)
        for id_ in self._known.in_order({*called, *reached}):
            if id_ not in called:
                result.likely_twice.append((row, id_))
            elif id_ in reached or self._known.lives(id_, address) or not (phone or address):
                return id_
            else:
                namesakes.append(id_)
        if namesakes:
            raise BadCell("namesake", namesakes, column="name", found=cells.get("name", ""))
        numbers = (f"c-{number:03}" for number in count(self._highest + 1))
        return next(id_ for id_ in numbers if self.former.names.customer(id_) == id_)

    def get(self, id_: str) -> Wanted:
        """What is wanted of somebody; that they have the id is known from now on."""
        if id_ not in self.wanted:
            before = self.present.get(id_)
            self._known.move(id_)
            self.put(Wanted(id_, _copied(before or {}), before is None))
        return self.wanted[id_]

    def put(self, entry: Wanted) -> None:
        """This is wanted of somebody."""
        self.wanted[entry.id] = entry
        self._known.put(entry.id, entry.data)
        self._highest = max(self._highest, _number_of(entry.id))


def _number_of(id_: str) -> int:
    """The number in an id such as c-017; 0 in any other."""
    return int(id_[2:]) if id_.startswith("c-") and id_[2:].isdecimal() else 0


def _place(row: Row, cells: Mapping[str, Data], people: _People, result: Imported, vocabulary: Vocabulary) -> None:
    """Put a row where it belongs. Raises BadCell with nothing changed where it contradicts what is there."""
    id_ = str(cells["customer_id"]) if "customer_id" in cells else people.known_as(cells, row.number, result)
    if not is_id(id_) or "_" in id_:
        raise BadCell("id", column="customer_id", found=id_)
    if not is_portable(id_):
        raise BadCell("device_id", column="customer_id", found=id_)
    if id_ in people.gone.ids:
        raise BadCell("forgotten", column="customer_id" if "customer_id" in cells else "name", found=id_)
    back = people.gone.back.get(whose(cells))
    if back is not None and id_ not in people.present:
        raise BadCell("comes_back", column="name", found=back)
    entry = people.get(id_)
    placing = Placing(
        Wanted(id_, _copied(entry.data), entry.is_new, dict(entry.rows), dict(entry.columns)),
        row.number,
        vocabulary,
        people.former,
    )
    placing.customer(cells)
    placing.site(cells)
    result.customers[id_] = placing.entry
    people.put(placing.entry)
    perhaps = people.gone.perhaps.get(whose(cells))
    if perhaps is not None and id_ not in people.present:
        result.perhaps_back.setdefault(id_, (row.number, perhaps))


def _doubt(row: Row, cells: Mapping[str, Data], wrong: set[str], result: Imported, vocabulary: Vocabulary) -> None:
    """Keep what a row says in cells that can be read, so that all that is wrong there is told at once as well.

    Something stands for what lacks; what is said of that is said of no cell.
    """
    said = {column: value for column, value in cells.items() if column not in wrong | {"customer_id"}}
    known = {column: next(iter(vocabulary.known.get(column, ())), "-") for column in (*_NEEDED, "tier", "address")}
    id_ = f"row-{row.number}"
    placing = Placing(Wanted(id_, {}, is_new=True), row.number, vocabulary, FormerIds())
    try:
        placing.customer({**known, **said})
        placing.site({**known, **said})
    except BadCell:
        return  # it is told of the row already
    columns = {keys: column for keys, column in placing.entry.columns.items() if column in said}
    result.doubtful[id_] = replace(placing.entry, columns=columns)


def _copied(data: Data) -> dict[str, Data]:
    def taken(value: Data) -> Data:
        if isinstance(value, dict):
            return {key: taken(inner) for key, inner in value.items()}
        return [taken(inner) for inner in value] if isinstance(value, list) else value

    copied = taken(data)
    assert isinstance(copied, dict), "a customer is a mapping"
    return copied
