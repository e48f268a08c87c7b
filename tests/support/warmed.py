"""What a process that a test begins finds done: words are read, templates compiled, and a site was built once.

A server that forks reads this once. Half of what a small build takes is what each process does for its first.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import TemplateAssertionError
from mkdocs.theme import Theme
from support.company import AS_OF, PROJECT, plain_files, written

from generator.faces.cli import main
from generator.publishing import mkdocs
from generator.publishing.templates import templates_of
from generator.publishing.themefiles import quicken
from generator.reading.words import own_words


def _compile() -> None:
    own_words()
    assert dict(main.commands), "their rooms are read"
    templates = templates_of(PROJECT)
    kinds = {"pages/": templates._markdown, "plates/": templates._markdown, "private/": templates._html}
    theme = Theme(name="material", custom_dir=os.fspath(PROJECT / "templates/theme"))
    quicken(theme)
    themed = theme.get_env()
    for environment, names in (
        (themed, [name for name in themed.list_templates(["html"]) if name.count("/") < 2]),
        *((kinds[kind], [name for name in templates.sources if name.startswith(kind)]) for kind in kinds),
    ):
        for name in names:
            with suppress(TemplateAssertionError):  # what belongs to a plugin has filters of that
                environment.get_template(name)


def _build() -> None:
    processes, mkdocs.processes = mkdocs.processes, lambda: 1
    with TemporaryDirectory() as folder:
        assert written(plain_files(), Path(folder)).run("build", "--as-of", AS_OF).exit_code == 0
    mkdocs.processes = processes


_compile()
_build()
