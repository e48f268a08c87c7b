"""The hook by which a plain ``mkdocs build`` or ``mkdocs serve`` writes the pages first.

``mkdocs build`` stops on a problem; ``mkdocs serve`` shows it and goes on with the last good pages.
"""

from __future__ import annotations

import logging
from datetime import datetime
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.publishing.stages import templates_of, write_pages
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
    """Write the generated pages below the configuration's folder."""
    root = Path(config.config_file_path).parent
    try:
        write_pages(root, *read_sound(root), templates_of(root), datetime.now(ZoneInfo("Asia/Shanghai")).date())
    except Stopped as stopped:
        words = words_of(root).words["zh"]
        lines = "\n".join(entry.heading(words) for entry in stopped.located())
        if _command != "serve":
            raise PluginError(lines) from stopped
        _log.error(lines)
    return config
