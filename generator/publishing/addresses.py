"""The table of who holds which address: beside the feeds, for its owner's eyes alone, and never read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from generator.formats.contentlines import unfold
from generator.formats.told import HOLDER
from generator.model.company import Company
from generator.model.schedules import Schedules
from generator.private.feeds import address_table
from generator.private.holders import everybody
from generator.publishing.durable import replace
from generator.publishing.outputs import Outputs

# Whose a feed is stands among its first lines.
_HELD, _HEAD = re.compile(f"\r\n{HOLDER}:([^\r]+)\r\n".encode()), 1_000


def list_addresses(company: Company, schedules: Schedules, as_of: date, outputs: Outputs) -> None:
    """Write the table of the feeds that lie there now, anew each time. Raises OSError."""
    table = address_table(everybody(company, schedules, as_of), company.feeds_base, published_in(outputs.feeds))
    replace(outputs.index, table.encode(), lasting=True, mode=0o600)


def published_in(feeds: Path) -> Mapping[str, str]:
    """The file of each holder's feed, from what the files say themselves."""
    files = {}
    for path in feeds.glob("*.ics"):
        with path.open("rb") as stream:
            found = _HELD.search(unfold(stream.read(_HEAD)))
        if found:
            files[found[1].decode()] = path.name
    return files
