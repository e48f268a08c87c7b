"""The hook by which a plain ``mkdocs build`` or ``mkdocs serve`` writes the pages first.

``mkdocs build`` stops on a problem; ``mkdocs serve`` shows it and goes on with the last good pages. Both tell it in the
language of the terminal.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.faces.help import language_of
from generator.faces.options import current_day
from generator.publishing.configuration import complete_theme, escape_names
from generator.publishing.lock import alone
from generator.publishing.stages import write_pages
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.reading.words import words_of
from generator.text.located import Stopped

_log = logging.getLogger("mkdocs.hooks.aftercare")
_command = "build"


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether the site is being served."""
    global _command
    _command = command


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Write the generated pages below the configuration's folder, and let the theme be completed by the program's."""
    root = Path(config.config_file_path).parent
    complete_theme(config, root)
    escape_names(config)
    try:
        with alone([root], f"mkdocs {_command}"):
            hurry = _command == "serve"
            write_pages(root, *read_sound(root), templates_of(root), current_day(root), hurry=hurry)
    except Stopped as stopped:
        words = words_of(root).words[language_of((), os.environ)]
        lines = "\n".join(entry.heading(words) for entry in stopped.located())
        if _command != "serve":
            raise PluginError(lines) from stopped
        _log.error(lines)
    return config
