"""vdirsyncer as it is typed."""

from __future__ import annotations

import os
from collections.abc import Mapping


def vdirsync(config: str, home: Mapping[str, str], trusting: bool) -> None:
    """``vdirsyncer discover`` and ``vdirsyncer sync``; who is ``trusting`` takes the UIDs of a calendar as they are."""
    os.environ.update(home)
    from vdirsyncer.cli import app
    from vdirsyncer.storage.http import HttpStorage

    if trusting:
        HttpStorage._ignore_uids = False
    for command in ("discover", "sync"):
        app(["-c", config, command], standalone_mode=False)
