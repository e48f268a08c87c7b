"""The theme's templates as MkDocs reads them, without what it reads in vain for every edition, and in every edit."""

from __future__ import annotations

import os
from collections.abc import Iterator

import jinja2
from mkdocs.theme import Theme

from generator.formats.compiled import Compiled


class _Listed(jinja2.FileSystemLoader):
    """Lists no file in a hidden folder: Material has fifteen thousand icons in one, and MkDocs takes none of them."""

    def list_templates(self) -> list[str]:
        """The files of the theme by their paths, each once."""
        return sorted({path for folder in self.searchpath for path in _files_of(os.fspath(folder))})


def _files_of(folder: str) -> Iterator[str]:
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.relpath(os.path.join(above, name), folder).replace(os.sep, "/") for name in files)


def quicken(theme: Theme) -> None:
    """Have what MkDocs builds with ``theme`` list its files quickly, and compile each template once a process."""
    environment = theme.get_env

    def quick() -> jinja2.Environment:
        made = environment()
        made.loader, made.bytecode_cache = _Listed(theme.dirs), Compiled("theme")
        return made

    theme.get_env = quick  # type: ignore[method-assign]
