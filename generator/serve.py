"""The site with live reload: rebuilt when its sources change, and left as it was while they hold a mistake."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from generator.build import Stopped, preview, read_sound, templates_of, write_pages
from generator.pages import GENERATED
from generator.site import CONFIGURATIONS, builders

_WATCHED = ("definitions", "schedules", "templates", "docs", *CONFIGURATIONS.values(), "mkdocs.base.yml")

Rebuilt = Callable[[float, Stopped | None], None]


class Served:
    """A site in a temporary folder, built from ``root``."""

    def __init__(self, root: Path, as_of: date) -> None:
        self.root = root
        self.as_of = as_of
        self._folder = Path(tempfile.mkdtemp(prefix="aftercare-"))
        self._seen: object = None
        self._frames: dict[str, object] = {}
        self._pool = builders(len(CONFIGURATIONS))

    @property
    def site(self) -> Path:
        """The folder that is served."""
        return self._folder / "site"

    def build(self) -> None:
        """Build the site anew. Raises Stopped with the last good one in place."""
        self._seen = self._sources()
        catalogue = read_sound(self.root)
        templates = templates_of(self.root)
        write_pages(self.root, catalogue, templates, self.as_of)
        frames: dict[str, object] = {language: self._frame(language) for language in catalogue.company.locales}
        changed_only = {language for language, frame in frames.items() if self._frames.get(language) == frame}
        self._frames = {}
        preview(self.root, catalogue, templates, self.site, changed_only, self._pool)
        self._frames = frames

    def rebuild(self, rebuilt: Rebuilt) -> None:
        """Build after a change; a change of generated pages alone, which the last build made, is none."""
        if self._sources() == self._seen:
            return
        began = time.monotonic()
        try:
            self.build()
        except Stopped as stopped:
            rebuilt(time.monotonic() - began, stopped)
        else:
            rebuilt(time.monotonic() - began, None)

    def run(self, host: str, port: int, rebuilt: Rebuilt) -> None:
        """Serve until interrupted."""
        server = LiveReloadServer(lambda: self.rebuild(rebuilt), host=host, port=port, root=str(self.site))
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
        self._pool.shutdown()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _frame(self, language: str) -> object:
        """What every page of a language depends on: configuration, navigation, theme, and which files there are."""
        files = [
            self.root / CONFIGURATIONS[language],
            self.root / "mkdocs.base.yml",
            self.root / f".cache/nav.{language}.yml",
        ]
        theme = [(path, path.stat().st_mtime_ns) for path in sorted((self.root / "templates/theme").rglob("*"))]
        docs = sorted((self.root / "docs" / language).rglob("*"))
        return [file.read_bytes() for file in files if file.is_file()], theme, docs

    def _sources(self) -> object:
        """What the sources look like: name, size and time of each that somebody wrote."""
        found = []
        for name in _WATCHED:
            base = self.root / name
            for path in [base, *base.rglob("*")] if base.is_dir() else [base]:
                relative = path.relative_to(self.root).parts
                if relative[0] == "docs" and len(relative) > 2 and (relative[2] in GENERATED or relative[1] == "staff"):
                    continue
                if path.is_file():
                    status = path.stat()
                    found.append((path, status.st_size, status.st_mtime_ns))
        return found
