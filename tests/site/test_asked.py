"""What is published is asked for: nothing lies on the host that no page, script or stylesheet names."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

# What nothing names, and why it lies there.
_PUBLIC = {"robots.txt": "search engines ask for it at the root of the host"}
_HANDBOOK = {
    "sitemap.xml": "MkDocs writes it for every edition, and nothing leads an engine into the handbook",
    "chooser.css": "one theme for all editions, and only the site has pages above its languages",
    "chooser.js": "as above",
    "calculator.js": "one theme for all editions, and only the site reckons a reader's own dates",
    "hero.svg": "one theme for all editions, and only the site has a first picture",
}
_TEXTS = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt"}
_UNNAMED = {".html", ".br", ".gz"}  # pages are named by their folders, what is packed by what it packs
_NAME = re.compile(r"[\w.@%+-]+\.[a-z0-9]{2,5}\b")


@pytest.mark.parametrize(("output", "known"), [("site", _PUBLIC), ("site-staff", _HANDBOOK)])
def test_every_published_file_is_asked_for(built: Path, output: str, known: dict[str, str]) -> None:
    """By a page, or by what a page asks for; a file that tells its own name does not count."""
    files = [path for path in (built / output).rglob("*") if path.is_file() and not path.name.startswith(".")]
    lines, named_in = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for path in files:
        if path.suffix in _TEXTS:
            lines[path.name].update(path.read_text("utf-8").splitlines())  # what all pages have is looked at once
    for where, told in lines.items():
        for name in set(_NAME.findall("\n".join(told))):
            named_in[name].add(where)
    unasked = {path for path in files if path.suffix not in _UNNAMED and not named_in[path.name] - {path.name}}
    assert {path.name for path in unasked} == set(known)
