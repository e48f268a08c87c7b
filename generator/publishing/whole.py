"""A build that ends well is complete: each page that was written is on its site, each feed has its holder's page."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path, PurePosixPath

from generator.formats.artifacts import Artifact
from generator.private.feeds import Feed
from generator.private.subscription import page_path
from generator.site.pages.frame import DOCS
from generator.text.located import Stopped
from generator.text.problems import Problem

_SHOWN = 3


def must_have_pages(pages: Iterable[str], sites: Mapping[str, Path], configurations: Mapping[str, str]) -> None:
    """Raise Stopped where the built site of an edition lacks one of ``pages``, such as ``docs/zh/a.md``.

    An edition of which no page was written at all is not whole either.
    """
    written: dict[str, list[PurePosixPath]] = {edition: [] for edition in sites}
    for page in pages:
        docs, edition, *below = PurePosixPath(page).parts
        if docs == DOCS and edition in written and page.endswith(".md"):
            written[edition].append(PurePosixPath(*below))
    problems = []
    for edition, site in sites.items():
        lacking = [page for page in written[edition] if not _is_built(page, site)]
        if lacking or not written[edition]:
            problems.append(_incomplete(configurations[edition], edition, lacking, len(written[edition])))
    if problems:
        raise Stopped(problems)


def _is_built(page: PurePosixPath, site: Path) -> bool:
    """Whether MkDocs made ``page``, at the address of a folder or of a file."""
    if page.stem in ("index", "README"):
        return (site / page.parent / "index.html").is_file()
    as_folder, as_file = site / page.with_suffix("") / "index.html", site / page.with_suffix(".html")
    return as_folder.is_file() or as_file.is_file()


def _incomplete(file: str, edition: str, lacking: Collection[PurePosixPath], pages: int) -> Problem:
    shown = [str(page) for page in sorted(lacking)[:_SHOWN]]
    params = {"found": edition, "missing": len(lacking), "pages": pages, "choices": shown}
    return Problem(code="site_incomplete", file=file, params=params)


def must_have_holders_pages(feeds: Iterable[Feed], artifacts: Collection[Artifact]) -> None:
    """Raise Stopped where there is no page, or an empty one, beside one of ``feeds``."""
    pages = {artifact.path for artifact in artifacts if artifact.content.strip()}
    bare = [feed.holder.key for feed in feeds if page_path(feed) not in pages]
    if bare:
        raise Stopped([Problem(code="feed_without_page", file="templates/private", params={"found": bare[0]})])


def must_be_written(staged: Path, sizes: Mapping[str, int]) -> None:
    """Raise OSError where a file of ``staged``, in which all were written, is not as long as its content."""
    for path, size in sizes.items():
        if (staged / path).stat().st_size != size:
            raise OSError(0, "not written to its end", str(staged / path))
