"""The templates with which a folder is laid out: its own, and those that come with the program."""

from __future__ import annotations

from pathlib import Path

from generator.formats.templating import Templates
from generator.publishing.bytecode import OURS, recall
from generator.publishing.templatefault import layout_as_problems
from generator.reading.files import files_below
from generator.reading.packaged import both
from generator.reading.templates import read_templates
from generator.reading.words import words_of
from generator.text.located import Stopped
from generator.text.memory import Forgetful, Memory
from generator.text.problems import Problem

_FORGETFUL = Forgetful()


def templates_of(root: Path, memory: Memory = _FORGETFUL) -> Templates:
    """The templates below ``root`` with its words, and those that come with the program for what it has none of.

    Raises Stopped, also for a mistake in the words.
    """
    spoken = words_of(root, memory)
    problems: list[Problem] = []
    *own, program = both("templates", root)
    sources = dict(read_templates(program))
    for folder in own:
        for file in files_below(program, "templates"):
            name = file.relative_to(program).as_posix()
            if (folder / name).is_dir():
                problems.append(Problem(code="not_a_file", file=f"templates/{name}"))
        try:
            sources |= read_templates(folder)
        except Stopped as stopped:
            problems += stopped.problems
    # The words are read as YAML, and told with their places; as files of the templates they are no news.
    told = {problem.file for problem in spoken.problems}
    problems = [*spoken.problems, *(problem for problem in problems if problem.file not in told)]
    if problems:
        raise Stopped(problems, spoken.texts)
    recall(OURS)
    with layout_as_problems():
        return memory.of("templates", (sources, spoken.words), lambda: Templates(sources, spoken.words))
