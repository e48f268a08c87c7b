"""Feeds and pages are made part by part and written as they come, so that never all of them lie in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2

from generator.formats.artifacts import Artifact
from generator.model.schedules import Schedules
from generator.private.holders import Holder, HolderKind, Shown
from generator.private.parts import Made, Part, PartWriter, Shared
from generator.private.sizes import is_hopeless, is_readable, least_size, sizes
from generator.publishing.bytecode import OURS, recall
from generator.publishing.disk import stage
from generator.publishing.jobs import Here, Jobs, Processes, processes
from generator.publishing.made import Entries, Entry, entry_of
from generator.publishing.templatefault import stopped_by
from generator.publishing.whole import must_have_holders_pages
from generator.text.collector import resting_collector
from generator.text.located import Stopped
from generator.text.problems import Problem

# So many holders make a part; of fewer than so many parts a process of its own costs more than it saves.
SIZE, _FEW = 24, 8


@dataclass(slots=True)
class Staged:
    """What was written of the feeds: what was made for each holder by their key, and how long each file is."""

    entries: dict[str, Entry] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)


def make_into(
    staged: Path, upon: Path, shared: Shared, parts: Iterable[Part], names: Mapping[str, str], jobs: Jobs
) -> Staged:
    """Write feeds and pages of ``parts`` into the folder ``staged``, but for those that are the same in ``upon``.

    ``names`` say by holder what they are made from. Raises OSError, and Stopped.
    """
    written = Staged()
    for made in jobs.run(part_maker, shared, parts):
        feeds = [one.feed for one in made]
        artifacts = {
            artifact.path: artifact
            for one in made
            if is_readable(one.feed)
            for artifact in (Artifact(one.feed.path, one.feed.content), one.page)
        }
        must_have_holders_pages(filter(is_readable, feeds), artifacts.values())
        stage(staged, artifacts.values(), upon)
        written.sizes |= {path: len(artifact.content) for path, artifact in artifacts.items()}
        for feed in feeds:
            key = feed.holder.key
            written.entries[key] = entry_of(names[key], feed.events, len(feed.content), artifacts, feed.path)
    return written


def left_out(
    everybody: Iterable[Holder], shown: Mapping[tuple[HolderKind, str], Sequence[Shown]], names: Mapping[str, str]
) -> Entries:
    """Those of ``everybody`` whose feeds would be too long for any reader: they need not be made to know it."""
    events = {holder.key: (holder, len(shown.get((holder.kind, holder.id), ()))) for holder in everybody}
    return {
        key: Entry(names[key], number, least_size(number), "", "")
        for key, (holder, number) in events.items()
        if is_hopeless(holder, number)
    }


def told_of(everybody: Iterable[Holder], entries: Entries, schedules: Schedules) -> list[Problem]:
    """What to warn of among what was made for ``everybody``.

    Raises Stopped for a customer's or technician's feed that no client would read, when all of them are known.
    """
    warnings = [
        problem
        for holder in everybody
        for problem in sizes(holder, entries[holder.key].size, entries[holder.key].events, schedules)
    ]
    if any(problem.level == "error" for problem in warnings):
        raise Stopped(warnings, schedules.texts)
    return warnings


def part_maker(shared: Shared) -> Callable[[Part], list[Made]]:
    """What makes the parts of a build, wherever that is done; what it raises tells what to do."""
    recall(OURS)
    writer = PartWriter(shared)

    def made(part: Part) -> list[Made]:
        try:
            with resting_collector():  # reading drafts makes many objects, and takes half as long
                return [one.without_visits() for one in writer.made(part)]
        except jinja2.TemplateError as error:
            raise stopped_by(error) from error

    return made


def workers_for(holders: int) -> Jobs:
    """Who makes the parts of so many holders on this machine."""
    number = min(processes(), holders // (SIZE * _FEW) + 1)
    return Processes(number) if number > 1 else Here()
