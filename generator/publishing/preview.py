"""The public site for whoever edits: of what did not change, the very files of the last time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from datetime import date
from pathlib import Path

from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.byhand import by_hand
from generator.publishing.disk import new_stage, publish_folder, stage
from generator.publishing.durable import naming
from generator.publishing.leaks import leaks
from generator.publishing.marker import files_in, marker_of
from generator.publishing.mkdocs import build_with
from generator.publishing.pages import change_pages
from generator.publishing.stages import above_languages, calendars_for_looks
from generator.publishing.templatefault import layout_as_problems
from generator.reading.load import texts_of
from generator.site.pages.frame import DOCS
from generator.site.pages.render import render_some
from generator.text.located import Stopped
from generator.text.memory import Memory

# What MkDocs writes anew, whatever changed.
_ALWAYS = ("404.html", "sitemap.xml")


def write_some_pages(
    root: Path,
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    as_of: date,
    only: Collection[str],
    memory: Memory,
) -> None:
    """Of what ``write_pages`` writes the pages ``only`` that were there before, and the navigation. Raises Stopped."""
    calendars = calendars_for_looks(root, definitions, templates, as_of, memory)
    hand_made = by_hand(root, definitions.company.locales)
    with layout_as_problems():
        made = list(render_some(definitions, templates, as_of, calendars, only, hand_made, memory))
        pages = [(page.path, page.content.decode()) for page in made if page.path in only]
        leaking = list(leaks(schedules, definitions.company.country, pages, memory))
        if leaking:
            raise Stopped(leaking, texts_of(definitions, schedules))
        change_pages(root, made)


def preview(
    root: Path,
    definitions: Definitions,
    templates: Templates,
    site: Path,
    changed_only: Mapping[str, Collection[str]],
    pool: Executor,
    only: Collection[str] | None = None,
) -> None:
    """Build the public site in ``site`` by ``pool``; of the languages in ``changed_only`` what changed alone.

    With each of these stand the files that lie beside its pages no more, such as the search's index of before. With
    ``only`` no other pages are built. What the pages say of customers was looked for as they were written; a site to
    publish is looked through as a whole. Raises Stopped.
    """
    with layout_as_problems():
        staged = new_stage(site)
        try:
            for language, gone in changed_only.items():
                with naming(staged):
                    _go_on_from(site / language, staged / language, root / DOCS / language, gone)
            stage(staged, above_languages(definitions, templates), site)
            how: dict[str, tuple[Path, bool]] = {
                language: (staged / language, language in changed_only) for language in definitions.company.locales
            }
            build_with(pool, root, how, only)
            publish_folder(staged, site, lasting=False, known=_same(site, staged))
        finally:
            shutil.rmtree(staged, ignore_errors=True)


def _go_on_from(before: Path, staged: Path, docs: Path, gone: Collection[str]) -> None:
    """Have in ``staged`` what lay in ``before``, but for what is ``gone``: a file of its own where MkDocs will write."""
    written = {*_ALWAYS, *_newer(docs, before)}
    for name in files_in(before):
        if name not in gone:
            new = staged / name
            new.parent.mkdir(parents=True, exist_ok=True)
            if name in written or not _linked(before / name, new):
                shutil.copy2(before / name, new)


def _newer(docs: Path, site: Path) -> Iterator[str]:
    """The files of ``site`` whose source among ``docs`` is newer, as MkDocs looks at it."""
    for name in files_in(docs):
        made = name
        if name.endswith(".md"):
            page = name.removesuffix(".md")
            made = "index.html" if page == "index" else f"{page.removesuffix('/index')}/index.html"
        with suppress(OSError):
            if (docs / name).stat().st_mtime >= (site / made).stat().st_mtime:
                yield made


def _linked(old: Path, new: Path) -> bool:
    """Whether ``new`` could be made the same file as ``old``."""
    try:
        os.link(old, new)
    except OSError:
        return False
    return True


def _same(before: Path, staged: Path) -> Mapping[str, str]:
    """The digests of the files that ``staged`` shares with ``before``: nobody reads them for that again."""
    marker = marker_of(before)
    known = marker.files if marker is not None else {}
    shared = {name: digest for name, digest in known.items() if _is_same(before / name, staged / name)}
    return {name: digest for name, digest in shared.items() if isinstance(digest, str)}


def _is_same(old: Path, new: Path) -> bool:
    try:
        return os.path.samefile(old, new)
    except OSError:
        return False
