"""A report for other programs: every line as CSV for Excel, or as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from generator.desk.report.lines import Line
from generator.desk.report.spans import Span
from generator.desk.sheets import Column, Sheet, joined
from generator.text.printed import json_text
from generator.text.words import Words

_COLUMNS = tuple(
    Column(name=name) for name in ("section", "name", "label", "value", "shown", "beside", "day", "behind", "where")
)


def report_sheet(told: Sequence[Line], words: Words) -> Sheet:
    """The lines of a report as one list, each with its section."""
    rows = tuple(
        (
            words[f"section_{line.section}"],
            line.name,
            line.label,
            line.value,
            line.shown,
            line.before,
            line.day,
            joined(line.behind),
            joined(line.where),
        )
        for line in told
    )
    return Sheet(columns=_COLUMNS, rows=rows)


def report_json(told: Sequence[Line], span: Span) -> str:
    """The span, and the lines of its report, under the names of their fields; dates in ISO 8601."""
    head = {"kind": span.kind, "name": span.name, "from": span.days.start, "to": span.days.last}
    return json_text({**head, "lines": [asdict(line) for line in told]})
