"""Markdown to HTML: MkDocs run once an edition, all of them at the same time, its warnings gathered."""

from __future__ import annotations

import errno
import logging
import multiprocessing
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import jinja2
from mkdocs.commands.build import build
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import File

from generator.formats.pictures import is_picture, without_more
from generator.publishing.bytecode import THEME, keep, recall
from generator.publishing.complaints import complaint, template_fault
from generator.publishing.configuration import CONFIGURATIONS, configured
from generator.publishing.durable import naming
from generator.publishing.jobs import processes
from generator.publishing.spawned import uninterrupted, work_for_caller
from generator.text.located import Stopped
from generator.text.problems import Problem

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about MkDocs 2, which is pinned away here


# Errors that are the disk's, and no page's.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO)
_ASKED_FOR = "A 'dirty' build"  # MkDocs' warning about what is meant here


class _Gather(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = record.getMessage()
        if not line.startswith(_ASKED_FOR):
            self.lines.append(line)


def builders(editions: int) -> ProcessPoolExecutor:
    """Processes that build ``editions`` at the same time: MkDocs uses one core. Shut them down when done.

    They are spawned, not forked: whoever calls may have threads. An interrupt is for whoever called, and where that one
    is killed they end too: they would wait for more to do for ever.
    """
    return ProcessPoolExecutor(editions, mp_context=multiprocessing.get_context("spawn"), initializer=work_for_caller)


def build_sites(root: Path, outputs: Mapping[str, Path]) -> None:
    """Build several editions, each in a process of its own. Raises Stopped."""
    if len(outputs) < 2 or processes() < 2:
        for edition, output in outputs.items():
            build_site(root, edition, output)
        return
    with builders(len(outputs)) as pool:
        build_with(pool, root, {edition: (output, False) for edition, output in outputs.items()})


def build_with(
    pool: Executor, root: Path, outputs: Mapping[str, tuple[Path, bool]], pages: Collection[str] | None = None
) -> None:
    """Build several editions by ``pool``; each has an output, and whether only its changed pages are built, of ``pages``.

    Raises Stopped, also where a process was ended; such a pool builds no more.
    """
    try:
        with _nothing_of_the_caller(), uninterrupted():
            building = [pool.submit(build_site, root, edition, *how, pages) for edition, how in outputs.items()]
        failed = [error for error in (future.exception() for future in building) if error is not None]
        if failed:
            raise failed[0]
    except BrokenProcessPool as error:
        raise Stopped([Problem(code="site_ended", file=CONFIGURATIONS[next(iter(outputs))])]) from error


@contextmanager
def _nothing_of_the_caller() -> Iterator[None]:
    """Processes that begin meanwhile do not read the program that called once more.

    They need none of it, and that takes longer than building a small site.
    """
    program: dict[str, object] = vars(sys.modules["__main__"])
    known: dict[str, object] = {name: program[name] for name in ("__spec__", "__file__") if name in program}
    program.update(dict.fromkeys(known))
    try:
        yield
    finally:
        program.update(known)


def build_site(
    root: Path, edition: str, output: Path, changed_only: bool = False, pages: Collection[str] | None = None
) -> None:
    """Build the site of a language, or the staff's, from ``root``'s pages into ``output``. Raises Stopped.

    With ``changed_only``, ``output`` holds the site as it was, and only pages newer than theirs are built, of ``pages``
    alone where some are named, by the path of their Markdown from ``root``. That serves whoever edits: a link to a heading
    that is not there is found by a whole build alone.
    """
    recall(THEME)
    config = configured(root, edition, output)
    with naming(output), _gathered() as lines, _of_pages(pages, root):
        try:
            config.plugins.on_startup(command="build", dirty=changed_only)
            build(config, dirty=changed_only)
            config.plugins.on_shutdown()
        except jinja2.TemplateError as error:
            raise template_fault(error, root) from error
        except (MkDocsException, OSError, UnicodeDecodeError) as error:
            if isinstance(error, OSError) and error.errno in _DISK:
                raise
            lines.append(str(error))
    docs = os.path.relpath(config.docs_dir, root)
    problems = [problem for line in lines for problem in complaint(line, docs, CONFIGURATIONS[edition])]
    if problems:
        raise Stopped(problems)
    keep(THEME)
    with naming(output):
        _drop_timestamps(output)
        _bare_pictures(output)


@contextmanager
def _of_pages(pages: Collection[str] | None, root: Path) -> Iterator[None]:
    """Meanwhile no page counts as changed but ``pages``, where some are named; what is no page counts as ever."""
    is_modified = File.is_modified

    def is_wanted(file: File) -> bool:
        if pages is None or not file.is_documentation_page():
            return is_modified(file)
        return os.path.relpath(file.abs_src_path or "", root) in pages

    File.is_modified = is_wanted  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        File.is_modified = is_modified  # type: ignore[method-assign]


@contextmanager
def _gathered() -> Iterator[list[str]]:
    """The warnings that MkDocs gives meanwhile, which it then does not print."""
    gather = _Gather()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(gather)
    propagate, logger.propagate = logger.propagate, False
    try:
        yield gather.lines
    finally:
        logger.removeHandler(gather)
        logger.propagate = propagate


def _drop_timestamps(output: Path) -> None:
    """MkDocs dates its sitemap by the clock; the same input must give the same bytes."""
    (output / "sitemap.xml.gz").unlink(missing_ok=True)
    sitemap = output / "sitemap.xml"
    if sitemap.is_file():
        lines = sitemap.read_text("utf-8").splitlines(keepends=True)
        sitemap.write_text("".join(line for line in lines if "<lastmod>" not in line), "utf-8")


def _bare_pictures(output: Path) -> None:
    """Photographs that lie among hand-written pages lose what the camera says in them: place, time, comments."""
    for path in output.rglob("*"):
        if is_picture(path.name) and path.is_file():
            content = path.read_bytes()
            if (bare := without_more(path.name, content)) != content:
                path.write_bytes(bare)
