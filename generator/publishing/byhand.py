"""What somebody wrote by hand for the site: looked at before anything is written, for MkDocs would fail half-way."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.publishing.configuration import FILES, sound_text
from generator.reading.files import files_below
from generator.reading.templates import must_be_readable
from generator.site.pages.frame import DOCS
from generator.site.pages.render import GENERATED
from generator.text.located import Stopped
from generator.text.problems import Problem


class _Gathered:
    """The problems of several files."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.texts: dict[str, str] = {}

    @contextmanager
    def goes_on(self) -> Iterator[None]:
        """Keep what stops one file, and go on with the next."""
        try:
            yield
        except Stopped as stopped:
            self.problems += stopped.problems
            self.texts |= stopped.texts


def by_hand(root: Path, locales: Sequence[str]) -> set[str]:
    """The files that lie beside the generated pages, from ``root``, such as ``docs/zh/about.md``.

    Raises Stopped with every one of them that cannot be read, and every file of MkDocs' configuration.
    """
    gathered = _Gathered()
    written: set[str] = set()
    for docs in (f"{DOCS}/{locale}" for locale in locales):
        with gathered.goes_on():
            written.update(_hand_written(root, docs))
    for file in sorted(written):
        with gathered.goes_on():
            must_be_readable(root / file, file)
    for name in FILES:
        if os.path.lexists(root / name):
            with gathered.goes_on():
                sound_text(root, name)
    if gathered.problems:
        raise Stopped(gathered.problems, gathered.texts)
    return written


def _hand_written(root: Path, docs: str) -> Iterator[str]:
    if not os.path.lexists(root / docs):
        return
    for path in files_below(root / docs, docs):
        file = path.relative_to(root)
        if file.parts[2] not in GENERATED:
            yield file.as_posix()
