"""What is wrong with a row of a table, in the words of that table: headings for keys, rows for ids that nobody has yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from generator.desk.cells import BadCell
from generator.desk.columns import Columns, heading_of
from generator.desk.customerfiles import Outcome
from generator.desk.importing import Imported
from generator.desk.recordrows import COLUMN_OF, RecordRows
from generator.desk.soundrows import Told
from generator.formats.tables import Table
from generator.model.definitions import Definitions
from generator.text.problems import Problem
from generator.text.words import Words

_TWICE = "customer_twice_"


@dataclass(frozen=True, slots=True)
class InTable:
    """A table that is taken in, and who is new in it: the row that tells of them first, by the id that they would get."""

    words: Words
    definitions: Definitions
    table: Table
    columns: Columns
    new: Mapping[str, int] = field(default_factory=dict)

    def with_new(self, result: Imported, made: Outcome) -> InTable:
        """The same, with who is new by the ``result`` of its rows."""
        return replace(self, new={id_: result.customers[id_].rows[()] for id_ in made.new})

    def heading(self, column: str) -> str:
        """What the table itself calls a column of ours; where it lacks that, what it could be called."""
        if column in self.columns.ours:
            return self.table.headings[self.columns.ours.index(column)]
        return heading_of(column, self.words, self.definitions)

    def position(self, column: str) -> int:
        """Which of the table's columns one of ours is, from 1; 0 for none of them."""
        return self.columns.ours.index(column) + 1 if column in self.columns.ours else 0

    def whom(self, id_: str) -> str:
        """A customer as whoever reads the table knows them: by their id, or by the row."""
        return self.words.say("import_here", row=self.new[id_]) if id_ in self.new else id_

    def of_cell(self, problem: BadCell) -> BadCell:
        """A namesake who came with the table is told by the row, for there is no id to write yet."""
        if problem.code != "namesake" or not self.new.keys() & set(problem.choices):
            return problem
        return BadCell("namesake_here", [self.whom(id_) for id_ in problem.choices], **problem.values)

    def of_customer(self, problem: Problem) -> Problem:
        """What ``check`` says of a customer who would be written."""
        if problem.code == "missing_milestone":
            tasks = problem.params["tasks"]
            names = [self._task(id_) for id_ in tasks] if isinstance(tasks, list) else []
            said = {"heading": self._milestone(problem, "milestone"), "tasks": list(dict.fromkeys(names))}
            return replace(
                problem, code="row_missing_milestone", params={**said, "pending": self.words["table_pending"]}
            )
        if problem.code == "milestone_implausible":
            said = {"heading": self._milestone(problem, "milestone"), "other": self._milestone(problem, "other")}
            days = {key: problem.params[key] for key in ("found", "day")}
            return replace(problem, code="row_milestone_implausible", params={**said, **days})
        if problem.code.startswith(_TWICE) and problem.params["other"] in self.new:
            where = self.whom(str(problem.params["other"]))
            return replace(
                problem, code=f"row_{problem.code}", params={"where": where, "heading": self.heading("customer_id")}
            )
        return problem

    def of_record(self, row: int, problem: Problem, result: RecordRows) -> Told:
        """What ``check`` says of a record that would be written, of the column of the key that it is about."""
        key = next((key for key in reversed(problem.keys) if isinstance(key, str)), "")
        column = COLUMN_OF.get(key, key)
        is_told = problem.level == "error" and self.position(column) > 0
        return Told(row, self._of_record(problem, result), column if is_told else "")

    def _of_record(self, problem: Problem, result: RecordRows) -> Problem:
        """What names a record that is not written yet names the row that tells it, and a key its column."""
        if problem.code == "record_needs":
            key = str(problem.params["found"])
            heading = self.heading(COLUMN_OF.get(key, key))
            return replace(problem, file="", params={**problem.params, "found": repr(heading)})
        row = result.row_at.get(str(problem.params.get("where")))
        if row is None:
            return problem
        return replace(problem, params={**problem.params, "where": self.words.say("import_here", row=row)})

    def _milestone(self, problem: Problem, param: str) -> str:
        return self.heading(str(problem.params[param]))

    def _task(self, id_: str) -> str:
        return self.definitions.tasks[id_].name.of(self.words.language)
