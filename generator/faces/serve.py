"""The site with live reload: rebuilt when its sources change, and left as it was while they hold a mistake."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from concurrent.futures import Executor
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.faces.guarded import GuardedServer
from generator.publishing.configuration import BASE, CONFIGURATIONS, FILES
from generator.publishing.lock import alone
from generator.publishing.mkdocs import builders
from generator.publishing.pages import MANIFEST
from generator.publishing.scratch import Scratch
from generator.publishing.stages import preview, templates_of, write_pages
from generator.reading.load import read_sound
from generator.site.pages.render import GENERATED
from generator.text.located import Stopped

_WATCHED = ("definitions", "schedules", "templates", "docs", *FILES)
Rebuilt = Callable[[float, Stopped | None], None]
Told = Callable[[Stopped | None], tuple[str, list[str]]]


class Served:
    """A site in a folder of this process' own, built from ``root``. Raises Stopped where there can be none.

    ``today`` is asked before each build, and now and then whether another day has begun. ``command`` tells others who
    writes pages meanwhile.
    """

    def __init__(self, root: Path, today: Callable[[], date], command: str = "aftercare serve") -> None:
        self.root = root
        self.as_of = today()
        self._today = today
        self._command = command
        self._scratch = Scratch(root, command)
        self._seen: object = None
        self._frames: dict[str, object] = {}
        self._pool: Executor | None = None

    @property
    def site(self) -> Path:
        """The folder that is served."""
        return self._scratch.path / "site"

    def build(self) -> None:
        """Build the site anew, when no other build writes pages. Raises Stopped with the last good one in place."""
        with alone([self.root], self._command):
            self._build()

    def _build(self) -> None:
        self._seen = self._sources()
        self.as_of = self._today()
        definitions, schedules = read_sound(self.root)
        templates = templates_of(self.root)
        write_pages(self.root, definitions, schedules, templates, self.as_of, hurry=True)
        frames: dict[str, object] = {language: self._frame(language) for language in definitions.company.locales}
        changed_only = {language for language, frame in frames.items() if self._frames.get(language) == frame}
        self._pool = self._pool or builders(len(frames))
        self._frames = {}
        try:
            preview(self.root, definitions, templates, self.site, changed_only, self._pool)
        except Stopped:
            self._give_back_pool()  # it may be of no more use
            raise
        self._frames = frames

    def rebuild(self, rebuilt: Rebuilt) -> None:
        """Build after a change, or on another day; one of generated pages alone, which the last build made, is none."""
        if self._sources() == self._seen and not self.is_of_yesterday():
            return
        began = time.monotonic()
        try:
            self.build()
        except Stopped as stopped:
            rebuilt(time.monotonic() - began, stopped)
        else:
            rebuilt(time.monotonic() - began, None)

    def is_of_yesterday(self) -> bool:
        """True where a day has begun since the last build."""
        with suppress(
            Stopped
        ):  # a company that cannot be read has no day of its own; what is wrong is told as it is built
            return self._today() != self.as_of
        return False

    def run(self, host: str, port: int, rebuilt: Rebuilt, refusal: str, told: Told) -> None:
        """Serve until interrupted; who asks for a name that is not this machine's gets ``refusal``.

        What is wrong stands above every page that is open, as ``told`` says it, until it is mended.
        """

        def shown(seconds: float, stopped: Stopped | None) -> None:
            server.show(*told(stopped))
            rebuilt(seconds, stopped)

        server = GuardedServer(lambda: self.rebuild(shown), host, port, str(self.site), refusal, self.is_of_yesterday)
        for name in _WATCHED:
            if (self.root / name).exists():
                server.watch(str(self.root / name))
        try:
            server.serve()  # type: ignore[no-untyped-call]
        except KeyboardInterrupt:
            pass
        finally:
            server.shutdown()
            self.close()

    def close(self) -> None:
        """Give back the folder and the processes."""
        self._give_back_pool()
        self._scratch.close()

    def _give_back_pool(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _frame(self, language: str) -> object:
        """What a page of ``language`` may depend on beside its own Markdown: where that changes, all pages are built.

        Configuration, navigation, templates and theme, what is written by hand, and which files there are.
        """
        docs = self.root / "docs" / language
        by_hand = [docs / name for name in sorted(os.listdir(docs)) if name not in GENERATED]
        configurations = [CONFIGURATIONS[language], BASE, f".cache/nav.{language}.yml"]
        files = [*(self.root / name for name in configurations), self.root / "templates", *by_hand]
        return [_stamps(path) for path in files], sorted(docs.rglob("*"))

    def _sources(self) -> object:
        """What the sources look like: name, size and time of each that somebody wrote."""
        sources = []
        for path, *stamp in (stamped for name in _WATCHED for stamped in _stamps(self.root / name)):
            parts = path.relative_to(self.root).parts
            generated = len(parts) > 2 and (parts[2] in GENERATED or parts[1] == "staff")
            if parts[0] == "docs" and (generated or path == self.root / MANIFEST):
                continue
            sources.append((path, *stamp))
        return sources


def _stamps(base: Path) -> list[tuple[Path, int, int]]:
    """Each file below ``base``, or itself, with its size and time; what goes meanwhile, or leads nowhere, is left out."""
    stamps = []
    for path in [base, *sorted(base.rglob("*"))] if base.is_dir() else [base]:
        with suppress(OSError):
            status = path.stat()
            if stat.S_ISREG(status.st_mode):
                stamps.append((path, status.st_size, status.st_mtime_ns))
    return stamps
