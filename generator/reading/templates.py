"""The templates that lay out pages, and what else MkDocs will read, looked at before it does."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.reading.files import bytes_of, files_below, text_of
from generator.text.located import Stopped
from generator.text.problems import Problem

# What MkDocs reads as text, and what is looked through for customers' data in a built site; the rest is copied.
_MKDOCS_READS = {".md", ".markdown", ".mdown", ".mkdn", ".mkd", ".html", ".json", ".xml", ".txt"}


def read_templates(folder: Path) -> Mapping[str, str]:
    """The templates below ``folder``, and the drawings that they may include, by their path in it.

    A drawing need not be of ours: where it is not UTF-8 it is read as far as it goes. Raises Stopped with every file
    that cannot be read, the theme's included, which MkDocs reads.
    """
    sources: dict[str, str] = {}
    problems: list[Problem] = []
    for path in files_below(folder, "templates"):
        name = path.relative_to(folder).as_posix()
        try:
            if path.suffix == ".svg":
                sources[name] = bytes_of(path, f"templates/{name}").decode("utf-8", "replace")
            elif path.suffix == ".j2":
                sources[name] = text_of(path, f"templates/{name}")
            else:
                must_be_readable(path, f"templates/{name}")
        except Stopped as stopped:
            problems += stopped.problems
    if problems:
        raise Stopped(problems)
    return sources


def must_be_readable(path: Path, told: str) -> None:
    """Look at a file that MkDocs will read or copy. Raises Stopped with what it would fail on."""
    if path.suffix in _MKDOCS_READS:
        text_of(path, told)
    else:
        bytes_of(path, told)
