"""The example company's site is a whole handbook, and nothing internal is in it."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

from support.company import Root

from generator.model.definitions import paged
from generator.model.kinds import KINDS
from generator.publishing.visible import published_texts
from generator.reading.load import read


def _public(built: Path) -> dict[str, str]:
    """Every page, index and map of the example's public site; what is packed for hosts says the same once more."""
    return {path: text for path, text in published_texts(built / "site") if not path.endswith(".gz")}


def test_the_example_is_a_whole_handbook(built: Path, report: list[str]) -> None:
    """At least 90 public pages in each language, and at least 80 more that only staff may read."""
    pages = {name: len(list((built / folder).rglob("index.html"))) for name, folder in
             {"zh": "site/zh", "en": "site/en", "staff": "site-staff"}.items()}  # fmt: skip
    report.append("pages: " + ", ".join(f"{name} {count}" for name, count in pages.items()))
    assert pages["zh"] == pages["en"] >= 90
    assert pages["staff"] - pages["zh"] >= 80


def test_nothing_internal_is_on_the_public_site(example: Root, built: Path) -> None:
    """No page, no search entry, no address in a map: neither the summary nor the address of an internal definition."""
    definitions, *_ = read(example.path)
    public = _public(built)
    paths = "\n".join(f"/{path}" for path in public)
    everything = "\n".join({line for text in set(public.values()) for line in text.splitlines()})
    internal = [(kind, thing) for kind, _, thing in paged(definitions) if thing.audience == "internal"]
    assert len(internal) >= 80
    addresses = {f"{KINDS[kind].folder}/{thing.id}/" for kind, thing in internal}
    assert {address for address in addresses if f"/{address}" in paths} == set()
    # The megabytes are read once for all of them together.
    assert _any_of({*addresses, *(thing.summary.zh for _, thing in internal)}).findall(everything) == []


def _any_of(texts: Collection[str]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(texts))))
