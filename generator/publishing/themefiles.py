"""The theme's files as MkDocs reads them, without what it reads or publishes in vain for each edition."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import jinja2
from mkdocs.theme import Theme

from generator.formats.compiled import Compiled

# What Material brings and no page asks for: its search in forty languages, and the script that frame.js stands in for.
_SEARCH = ("assets/javascripts/lunr/", "assets/javascripts/workers/")
_SCRIPT = "assets/javascripts/bundle."
_ICON = "assets/images/favicon.png"


class _Listed(jinja2.FileSystemLoader):
    """Lists no file in a hidden folder: Material has fifteen thousand icons in one, and MkDocs takes none of them.

    Nor does it list what no page asks for, which MkDocs would publish.
    """

    def __init__(self, folders: Iterable[str], unasked: tuple[str, ...]) -> None:
        super().__init__(list(folders))
        self._unasked = unasked

    def list_templates(self) -> list[str]:
        """The files of the theme by their paths, each once."""
        paths = {path for folder in self.searchpath for path in _files_of(os.fspath(folder))}
        return sorted(path for path in paths if not path.startswith(self._unasked) and not path.endswith(".map"))


def _files_of(folder: str) -> Iterator[str]:
    for above, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (os.path.relpath(os.path.join(above, name), folder).replace(os.sep, "/") for name in files)


def quicken(theme: Theme) -> None:
    """Have what MkDocs builds with ``theme`` list what it needs, and quickly, and compile each template once a process."""
    environment, unasked = theme.get_env, _unasked_in(theme)

    def quick() -> jinja2.Environment:
        made = environment()
        made.loader, made.bytecode_cache = _Listed(theme.dirs, unasked), Compiled("theme")
        return made

    theme.get_env = quick  # type: ignore[method-assign]


def _unasked_in(theme: Theme) -> tuple[str, ...]:
    """How the paths begin that no page names. A ``main.html`` of the company's may keep Material's script."""
    icon = () if theme.get("favicon") == _ICON else (_ICON,)
    pages = next((text for folder in theme.dirs if (text := _text(folder, "main.html")) is not None), "")
    scripts = pages.partition("block scripts")[2].partition("endblock")[0]
    return icon if not scripts or "super()" in scripts else (*_SEARCH, _SCRIPT, *icon)


def _text(folder: str, name: str) -> str | None:
    path = os.path.join(folder, name)
    if not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8", errors="replace") as stream:
        return stream.read()
