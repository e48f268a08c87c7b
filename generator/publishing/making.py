"""Feeds and pages are made part by part and written as they come, so that never all of them lie in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from generator.formats.artifacts import Artifact
from generator.model.schedules import Schedules
from generator.private.parts import Made, Part, PartWriter, Shared
from generator.private.sizes import is_readable, sizes
from generator.publishing.disk import stage
from generator.publishing.jobs import Here, Jobs, Processes, processes
from generator.publishing.templatefault import stopped_by
from generator.publishing.whole import must_have_holders_pages
from generator.text.located import Stopped
from generator.text.problems import Problem

# So many holders make a part; of fewer than so many parts a process of its own costs more than it saves.
SIZE, _FEW = 24, 8


@dataclass(slots=True)
class Staged:
    """What was written of the feeds: the file of each holder's feed, how long each file is, and what to warn of."""

    paths: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)
    warnings: list[Problem] = field(default_factory=list)


def make_into(
    staged: Path, upon: Path, shared: Shared, parts: Iterable[Part], schedules: Schedules, jobs: Jobs
) -> Staged:
    """Write feeds and pages of ``parts`` into the folder ``staged``, but for those that are the same in ``upon``.

    Raises OSError, and Stopped.
    A customer's or technician's feed that no client would read stops the build, when all of them are known.
    """
    written = Staged()
    for made in jobs.run(part_maker, shared, parts):
        feeds = [one.feed for one in made]
        written.paths += [feed.path for feed in feeds]
        written.warnings += sizes(feeds, schedules)
        artifacts = [
            artifact
            for one in made
            if is_readable(one.feed)
            for artifact in (Artifact(one.feed.path, one.feed.content), one.page)
        ]
        must_have_holders_pages(filter(is_readable, feeds), artifacts)
        stage(staged, artifacts, upon)
        written.sizes |= {artifact.path: len(artifact.content) for artifact in artifacts}
    if any(problem.level == "error" for problem in written.warnings):
        raise Stopped(written.warnings, schedules.texts)
    return written


def part_maker(shared: Shared) -> Callable[[Part], list[Made]]:
    """What makes the parts of a build, wherever that is done; what it raises tells what to do."""
    writer = PartWriter(shared)

    def made(part: Part) -> list[Made]:
        try:
            return [one.without_visits() for one in writer.made(part)]
        except jinja2.TemplateError as error:
            raise stopped_by(error) from error

    return made


def workers_for(holders: int) -> Jobs:
    """Who makes the parts of so many holders on this machine."""
    number = min(processes(), holders // (SIZE * _FEW) + 1)
    return Processes(number) if number > 1 else Here()
