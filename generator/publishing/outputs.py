"""Where a build's outputs go: never among what staff write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from generator.publishing.disk import was_published
from generator.text.located import Stopped
from generator.text.problems import Problem

CACHE = ".cache"
# What staff write, below the root; and what is thrown away at times, or is Git's.
_SOURCES = ("definitions", "schedules", "docs", "templates", CACHE, ".git")


@dataclass(frozen=True, slots=True)
class Outputs:
    """The folders that are published, and the staff's table of addresses, which lies beside the one that it tells of.

    ``reports`` is the office's alone. In ``cache`` lies what may be deleted at any time.
    """

    site: Path
    handbook: Path
    feeds: Path
    reports: Path
    cache: Path

    @property
    def index(self) -> Path:
        """``feeds-index.csv``: never in a folder that is served."""
        return self.feeds.with_name(f"{self.feeds.name}-index.csv")


def outputs_of(root: Path, output: Path) -> Outputs:
    """The outputs of ``root`` below ``output``. Raises Stopped where one would lie among what staff write, or hold it.

    So it does where one would lie in a folder that was published.
    """
    outputs = Outputs(output / "site", output / "site-staff", output / "feeds", output / "reports", root / CACHE)
    problems = [
        Problem(code="output_in_source", file=str(output), params={"found": str(folder), "source": source})
        for folder in (outputs.site, outputs.handbook, outputs.feeds, outputs.reports)
        for source in _entangled(root, folder)
    ]
    problems += [
        Problem(code="output_in_output", file=str(output), params={"found": str(above)}) for above in _served(output)
    ]
    if problems:
        raise Stopped(problems[:1])
    return outputs


def _served(output: Path) -> Iterator[Path]:
    """The published folder in which ``output`` is or lies: whoever is served that one would be served this one."""
    place = Path(os.path.realpath(output))
    yield from (above for above in (place, *place.parents) if was_published(above))


def _entangled(root: Path, folder: Path) -> Iterator[str]:
    """The sources of ``root`` that ``folder`` lies in, is, or holds, wherever links lead."""
    place = Path(os.path.realpath(folder))
    for name in _SOURCES:
        source = Path(os.path.realpath(root / name))
        if place.is_relative_to(source) or source.is_relative_to(place):
            yield name
