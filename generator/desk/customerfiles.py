"""Customers of a table as files: new ones written whole, what is there added to with its remarks, both looked at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.desk.edits import Edit
from generator.desk.importing import Imported
from generator.desk.placing import Wanted
from generator.desk.soundrows import Told
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.schedules import Schedules
from generator.reading.checks import check
from generator.reading.records import records_lie_in_the_past, what_has_been_lies_in_the_past
from generator.reading.samepeople import alike, same_person
from generator.reading.schema import validate
from generator.reading.telephones import NOT_CALLED
from generator.text.data import Data
from generator.text.problems import Problem
from generator.text.written import Commented, NotWritable, dumped, loaded, node
from generator.text.yaml import parse

# The order of a customer's keys in a file that is new; an asset, and what is short, stands on one line.
_ORDER = ("name", "locale", "tier", "plan", "service", "consent", "contact", "sites")
_SHORT = frozenset({"service", "consent", "contact", "milestones", "last_done"})
# What is a warning in a file, and a slip in a row that is only just being written.
_SLIPS = frozenset({"record_in_future", "day_ahead"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """The edits, which customers are new, which were added to, and what ``check`` says of them with the row's number."""

    edits: tuple[Edit, ...]
    new: tuple[str, ...]
    added_to: tuple[str, ...]
    problems: tuple[Told, ...]


def customers_in(schedules: Schedules) -> dict[str, dict[str, Data]]:
    """The plain data of each customer's file, by id."""
    present = {}
    for id_ in schedules.customers:
        data, _ = parse(schedules.texts[schedules.places["customer", id_].file])
        assert isinstance(data, dict), "it was read before"
        present[id_] = data
    return present


def outcome(
    result: Imported, definitions: Definitions, schedules: Schedules, as_of: date, *, anyway: bool = False
) -> Outcome:
    """What the customers of a table change on ``as_of``. Problems that were there before are nobody's row.

    With ``anyway`` a telephone number that nobody can call is no more than a warning.
    """
    edits: dict[str, Edit] = {}
    read: dict[str, Data] = {}
    problems: list[Told] = []
    for id_, wanted in result.customers.items():
        place = schedules.places.get(("customer", id_), Placed(f"schedules/customers/{id_}.yaml"))
        before = schedules.texts.get(place.file)
        try:
            text = _new_text(wanted.data) if before is None else _added_text(before, wanted.data)
        except NotWritable:
            problems.append(Told(wanted.rows[()], Problem(code="not_changeable", file=place.file)))
            continue
        if text != before:
            edits[id_], read[id_] = Edit(place.file, text), wanted.data  # as which it was read already
    slips = _SLIPS if anyway else _SLIPS | NOT_CALLED
    problems += _looked_at(edits, read, result.customers, definitions, schedules, as_of, slips)
    doubtful = {
        id_: Edit(f"schedules/customers/{id_}.yaml", dumped(node(of.data, short=_is_short)))
        for id_, of in result.doubtful.items()
    }
    if doubtful:
        looked = _looked_at(doubtful, {}, result.doubtful, definitions, schedules, as_of, slips)
        problems += (told for told in looked if told.column)
    new = tuple(id_ for id_ in edits if result.customers[id_].is_new)
    return Outcome(tuple(edits.values()), new, tuple(id_ for id_ in edits if id_ not in new), tuple(problems))


def _looked_at(
    edits: Mapping[str, Edit],
    read: Mapping[str, Data],
    wanted: Mapping[str, Wanted],
    definitions: Definitions,
    schedules: Schedules,
    as_of: date,
    slips: frozenset[str],
) -> Iterable[Told]:
    """What reading and ``check`` would say of the edited files, of which it is known what is ``read`` in some.

    ``slips`` are wrong where a row says them.
    """
    customers, places = dict(schedules.customers), dict(schedules.places)
    texts = {**schedules.texts, **{edit.file: edit.text for edit in edits.values()}}
    by_file, told = {edit.file: id_ for id_, edit in edits.items()}, []
    for id_, edit in edits.items():
        data, faults = (read[id_], []) if id_ in read else parse(edit.text)
        assert not faults, "it can be read"
        customer, problems = validate(Customer, data, edit.file, id_=id_)
        places["customer", id_] = Placed(edit.file)
        told += problems
        if customer is not None:
            customers[id_] = customer
    after = replace(schedules, customers=dict(sorted(customers.items())), places=places, texts=texts)
    told += [problem for problem in check(definitions, after) if not problem.code.startswith("customer_twice_")]
    told += (same_person(pair, after) for pair in alike(_those_there_first(customers, schedules)))
    told += [*records_lie_in_the_past(after, as_of), *what_has_been_lies_in_the_past(after, as_of)]
    for problem in told:
        if problem.file in by_file:
            of = wanted[by_file[problem.file]]
            column = of.columns.get(problem.keys, "")
            is_slip = problem.code in slips and bool(column)
            is_wrong = problem.level == "error" or is_slip
            if is_slip:
                unless = "number" if problem.code in NOT_CALLED else ""
                problem = replace(problem, level="error", params={**problem.params, "unless": unless})
            yield Told(_row_of(of, problem), problem, column if is_wrong else "")


def _those_there_first(customers: Mapping[str, Customer], schedules: Schedules) -> dict[str, Customer]:
    """The customers, those last who come with the table: of two alike it is the row that is told."""
    return {
        id_: customers[id_]
        for id_ in (*schedules.customers, *(id_ for id_ in customers if id_ not in schedules.customers))
    }


def _row_of(wanted: Wanted, problem: Problem) -> int:
    """The row that what a problem is about came from."""
    keys = problem.keys
    while keys not in wanted.rows:
        keys = keys[:-1]
    return wanted.rows[keys]


def _new_text(data: Mapping[str, Data]) -> str:
    """A file for a customer who had none. Raises NotWritable."""
    ordered = {key: data[key] for key in _ORDER if key in data}
    text = dumped(node(ordered, short=_is_short))
    if parse(text) != (ordered, []):
        raise NotWritable
    return text


def _added_text(text: str, data: dict[str, Data]) -> str:
    """A file with what is new in ``data``. Raises NotWritable."""
    before, _ = parse(text)
    if before == data:
        return text
    there = loaded(text)
    _add(there, data)
    changed = dumped(there, text)
    if parse(changed) != (data, []):
        raise NotWritable
    return changed


def _add(there: Commented, wanted: Data) -> None:
    if isinstance(wanted, dict) and isinstance(there, dict):
        for key, value in wanted.items():
            if key in there:
                _add(there[key], value)
            else:
                there[key] = _commented(value, key)
    elif isinstance(wanted, list) and isinstance(there, list):
        for index, value in enumerate(wanted):
            if index < len(there):
                _add(there[index], value)
            else:
                there.append(_commented(value))


def _commented(value: Data, key: str = "") -> Commented:
    return node(value, short=_is_short, key=key)


def _is_short(key: str, of: Data) -> bool:
    return key in _SHORT or (isinstance(of, dict) and "product" in of)
