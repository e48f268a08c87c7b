"""What MkDocs complains of, as problems of the file that staff can put right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2

from generator.text.located import Stopped
from generator.text.positions import Position
from generator.text.problems import Problem

# A warning of MkDocs' by its beginning: the page in it, the problem that it is, and what was found.
_OF_A_PAGE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"Doc file '(?P<page>.+?)' contains a link '(?P<found>.+?)', but (?:there|the doc)"), "dead_heading"),
    (re.compile(r"Doc file '(?P<page>.+?)' contains a link '(?P<found>.+?)', but the target"), "dead_link"),
    (re.compile(r"Doc file '(?P<page>.+?)' contains an absolute link '(?P<found>.+?)', it was"), "absolute_link"),
    (re.compile(r"Doc file '(?P<page>.+?)' contains an unrecognized relative link '(?P<found>.+?)', it was"), "dead_link"),
)  # fmt: skip

_OUTSIDE = "The following pages exist in the docs directory, but are not included in the"


def complaint(line: str, docs: str, configuration: str) -> Iterator[Problem]:
    """The problems in a warning that MkDocs gave while it built the pages of ``docs`` by the file ``configuration``."""
    if line.startswith(_OUTSIDE):
        for page in re.findall(r"^  - (.+)$", line, re.MULTILINE):
            yield Problem(code="page_outside", file=f"{docs}/{page}", params={"found": page})
        return
    for pattern, code in _OF_A_PAGE:
        if complained := pattern.match(line):
            yield Problem(code=code, file=f"{docs}/{complained['page']}", params={"found": complained["found"]})
            return
    yield Problem(code="site_error", file=configuration, params={"found": line})


def template_fault(error: jinja2.TemplateError, root: Path) -> Stopped:
    """The problem with a template of the theme in which ``error`` came up, with its place there."""
    place, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    trace = error.__traceback__ if place is None else None
    while trace is not None:  # the innermost template that was being laid out
        if trace.tb_frame.f_code.co_filename.endswith(".html"):
            place, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    path = Path(place or "templates/theme")
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
    params = {"found": error.message or type(error).__name__}
    problem = Problem(code="template_error", file=file, position=Position(line, 1) if line else None, params=params)
    return Stopped([problem], {file: path.read_text("utf-8")} if line and path.is_file() else None)
