"""Markdown to HTML: MkDocs run once an edition, all of them at the same time, its warnings gathered."""

from __future__ import annotations

import logging
import multiprocessing
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about MkDocs 2, which is pinned away here

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

STAFF = "staff"
CONFIGURATIONS = {"zh": "mkdocs.yml", "en": "mkdocs.en.yml", STAFF: "mkdocs.staff.yml"}


class SiteError(Exception):
    """MkDocs could not build a site, or warned about it; the text says why."""


class _Gather(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def build_sites(root: Path, outputs: Mapping[str, Path]) -> None:
    """Build several editions, each in a process of its own: MkDocs uses one core. Raises SiteError.

    Processes are spawned, not forked: whoever calls may have threads.
    """
    if len(outputs) < 2 or (os.cpu_count() or 1) < 2:
        for edition, output in outputs.items():
            build_site(root, edition, output)
        return
    with ProcessPoolExecutor(len(outputs), mp_context=multiprocessing.get_context("spawn")) as pool:
        building = [pool.submit(build_site, root, edition, output) for edition, output in outputs.items()]
        failed = [error for error in (one.exception() for one in building) if error is not None]
    if failed:
        raise failed[0]


def build_site(root: Path, edition: str, output: Path) -> None:
    """Build the site of a language, or the staff's, from ``root``'s configuration into ``output``. Raises SiteError."""
    gather = _Gather()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(gather)
    propagate, logger.propagate = logger.propagate, False
    try:
        # The pages are written already, so the hook that would write them stays out.
        config = load_config(str(root / CONFIGURATIONS[edition]), site_dir=str(output), hooks=[], strict=False)
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        config.plugins.on_shutdown()
    except (MkDocsException, OSError) as error:
        raise SiteError("\n".join([*gather.lines, str(error)])) from error
    finally:
        logger.removeHandler(gather)
        logger.propagate = propagate
    if gather.lines:
        raise SiteError("\n".join(gather.lines))
    _drop_timestamps(output)


def _drop_timestamps(output: Path) -> None:
    """MkDocs dates its sitemap by the clock; the same input must give the same bytes."""
    (output / "sitemap.xml.gz").unlink(missing_ok=True)
    sitemap = output / "sitemap.xml"
    if sitemap.is_file():
        lines = sitemap.read_text("utf-8").splitlines(keepends=True)
        sitemap.write_text("".join(line for line in lines if "<lastmod>" not in line), "utf-8")


def public_texts(output: Path) -> Iterator[tuple[str, str]]:
    """(path, text) of every page, index and map in a built site."""
    for path in sorted(output.rglob("*")):
        if path.suffix in {".html", ".json", ".xml", ".txt"}:
            yield path.relative_to(output).as_posix(), path.read_text("utf-8")
