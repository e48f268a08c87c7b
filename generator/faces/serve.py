"""The site with live reload: rebuilt when its sources change, and left as it was while they hold a mistake."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.faces.guarded import GuardedServer
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.configuration import BASE, CONFIGURATIONS, FILES
from generator.publishing.lock import alone
from generator.publishing.mkdocs import builders
from generator.publishing.pages import MANIFEST
from generator.publishing.preview import preview, write_some_pages
from generator.publishing.scratch import Scratch
from generator.publishing.stages import write_pages
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.pages.render import GENERATED
from generator.text.collector import resting_collector
from generator.text.located import Stopped
from generator.text.memory import Memory

_WATCHED = ("definitions", "schedules", "templates", "docs", *FILES)
_SETTLES = 0.1  # seconds without a change, after which nobody is at writing a file
Rebuilt = Callable[[float, Stopped | None], None]
Told = Callable[[Stopped | None], tuple[str, list[str]]]
_Stamps = dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """What may be built ahead of the rest: the addresses that were asked for last, and what is done once it is there."""

    looked_at: Callable[[], Sequence[str]]
    show: Callable[[], None]


class Served:
    """A site in a folder of this process' own, built from ``root``. Raises Stopped where there can be none.

    ``today`` is asked before each build, and now and then whether another day has begun. ``command`` tells others who
    writes pages meanwhile. What was read and made last is remembered, so that a build makes anew what an edit concerns.
    """

    def __init__(self, root: Path, today: Callable[[], date], command: str = "aftercare serve") -> None:
        self.root = root
        self.as_of = today()
        self._today = today
        self._command = command
        self._scratch = Scratch(root, command)
        self._memory = Memory()
        self._seen: _Stamps | None = None
        self._frames: dict[str, object] = {}
        self._beside: dict[str, set[str]] = {}
        self._pool: Executor | None = None
        self.ahead: Ahead | None = None

    @property
    def site(self) -> Path:
        """The folder that is served."""
        return self._scratch.path / "site"

    def build(self) -> None:
        """Build the site anew, when no other build writes pages. Raises Stopped with the last good one in place.

        Pages that somebody looks at are built ahead of the others, and shown; where somebody edits on meanwhile, the others
        wait for the next build.
        """
        with alone([self.root], self._command), resting_collector():
            self._build()

    def _build(self) -> None:
        self._seen = self._sources()
        self.as_of = self._today()
        definitions, schedules = read_sound(self.root, memory=self._memory)
        templates = templates_of(self.root, self._memory)
        self._build_ahead(definitions, schedules, templates)
        write_pages(self.root, definitions, schedules, templates, self.as_of, hurry=True, memory=self._memory)
        self._memory.turn()
        if self.ahead is not None and self._is_overtaken():
            return
        locales = definitions.company.locales
        frames: dict[str, object] = {language: self._frame(language) for language in locales}
        beside: dict[str, set[str]] = {language: self._beside_pages(language) for language in locales}
        changed_only: dict[str, set[str]] = {
            language: self._beside[language] - beside[language]
            for language in locales
            if self._frames.get(language) == frames[language]
        }
        self._pool = self._pool or builders(len(frames))
        self._frames = {}
        try:
            preview(self.root, definitions, templates, self.site, changed_only, self._pool)
        except Stopped:
            self._give_back_pool()  # it may be of no more use
            raise
        self._frames, self._beside = frames, beside

    def _build_ahead(self, definitions: Definitions, schedules: Schedules, templates: Templates) -> None:
        """Build and show the pages that somebody looks at. What is wrong with them is told by the build of all."""
        locales = definitions.company.locales
        only = [page for address in self.ahead.looked_at() if (page := self._page_at(address))] if self.ahead else []
        if self.ahead is None or self._pool is None or not only or not self._frames.keys() >= set(locales):
            return
        with suppress(Stopped):
            write_some_pages(self.root, definitions, schedules, templates, self.as_of, only, self._memory)
            as_before: dict[str, set[str]] = {language: set() for language in locales}
            preview(self.root, definitions, templates, self.site, as_before, self._pool, only)
            self.ahead.show()

    def _page_at(self, address: str) -> str | None:
        """The Markdown of the page at an address, by its path from the root; None where there is none."""
        name = "docs/" + address.strip("/")
        files = (f"{name}.md", f"{name}/index.md") if ".." not in address else ()
        return next((file for file in files if (self.root / file).is_file()), None)

    def _is_overtaken(self) -> bool:
        """Whether something changed since the build began."""
        return self._sources() != self._seen

    def rebuild(self, rebuilt: Rebuilt, is_old: bool = False) -> None:
        """Build after a change, or where it ``is_old``; generated pages, which the last build made, are no change."""
        if not self._is_overtaken() and not is_old:
            return
        began = time.monotonic()
        self._wait_for_writers()
        try:
            self.build()
        except Stopped as stopped:
            rebuilt(time.monotonic() - began, stopped)
        else:
            if not self._is_overtaken():
                rebuilt(time.monotonic() - began, None)

    def _wait_for_writers(self) -> None:
        """Until nothing changes any more: several files are saved one after the other, and one in several strokes."""
        before = None
        while (now := self._sources()) != before:
            before = now
            time.sleep(_SETTLES)

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
            server.reload()
            rebuilt(seconds, stopped)

        def show_ahead() -> None:
            server.show(*told(None))
            server.reload()

        def look(is_old: bool) -> None:
            self.rebuild(shown, is_old)

        server = GuardedServer(look, host, port, str(self.site), refusal, self.is_of_yesterday)
        self.ahead = Ahead(server.looked_at, show_ahead)
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

        Configuration, navigation, templates and theme, what is written by hand, and which pages there are.
        """
        docs = self.root / "docs" / language
        configurations = [CONFIGURATIONS[language], BASE, f".cache/nav.{language}.yml"]
        by_hand = [f"docs/{language}/{name}" for name in os.listdir(docs) if name not in GENERATED]
        stamps = self._stamps([*configurations, "templates", *by_hand])
        return stamps, {path for path in self._stamps([f"docs/{language}"]) if path.endswith(".md")}

    def _beside_pages(self, language: str) -> set[str]:
        """The files of ``language`` that are no pages, by their path below it: they are copied as they are."""
        folder = f"docs/{language}"
        return {path.removeprefix(f"{folder}/") for path in self._stamps([folder]) if not path.endswith(".md")}

    def _sources(self) -> _Stamps:
        """What the sources look like: name, size and time of each that somebody wrote."""
        return self._stamps(_WATCHED, generated=False)

    def _stamps(self, names: Iterable[str], *, generated: bool = True) -> _Stamps:
        """Each file below ``names``, or itself, with size and time; what goes meanwhile or leads nowhere is left out."""
        stamps: _Stamps = {}
        pending = list(names)
        while pending:
            name = pending.pop()
            parts = name.split("/")
            is_generated = parts[0] == "docs" and (parts[1:2] == ["staff"] or "".join(parts[2:3]) in GENERATED)
            if (is_generated and not generated) or name == MANIFEST:
                continue
            with suppress(OSError):
                path = os.path.join(self.root, name)
                if os.path.isdir(path):
                    pending += (f"{name}/{below}" for below in os.listdir(path))
                elif os.path.isfile(path):
                    status = os.stat(path)
                    stamps[name] = status.st_size, status.st_mtime_ns
        return stamps
