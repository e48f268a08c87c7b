"""What ``aftercare pages`` would write, made in memory: a test that looks at a page needs no disk and no second rendering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from support.company import AS_OF, Root

from generator.due.items import Occurrence
from generator.formats.stamps import stamping
from generator.private.feeds import Feed
from generator.private.pages import PageWriter, known_of
from generator.private.reader import names_of
from generator.publishing.publics import calendars_of, public_ledgers_in
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.pages.render import render_pages
from generator.visits.plan import Plan

_KEPT = 4  # a test goes to and fro between few states of its company
_known: dict[tuple[object, ...], Mapping[str, bytes]] = {}


def pages_of(root: Root, as_of: str = AS_OF) -> Mapping[str, bytes]:
    """Every file that is generated for the sites, by its path from the root, such as ``docs/en/index.md``.

    The same files give the same pages, so they are rendered once for all tests of a process.
    """
    key = (as_of, *sorted((file, content) for file, content in root.tree().items() if not file.startswith("docs/")))
    if key not in _known:
        definitions, _ = read_sound(root.path)
        templates, day = templates_of(root.path), date.fromisoformat(as_of)
        stamps, told = stamping(day, definitions.company.zone), public_ledgers_in(root.path / "feeds")
        artifacts = render_pages(definitions, templates, day, calendars_of(definitions, templates, stamps, told))
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        _known[key] = {made.path: made.content for made in artifacts}
    return _known[key]


def page_of(root: Root, path: str, as_of: str = AS_OF) -> str:
    """The text of the generated ``docs/PATH``."""
    return pages_of(root, as_of)[f"docs/{path}"].decode("utf-8")


def pages_beside(feeds: Iterable[Feed], root: Root, planned: Plan, as_of: date) -> list[str]:
    """The page beside each of ``feeds``, of the company below ``root``."""
    definitions, schedules = read_sound(root.path)
    waiting: dict[str, list[Occurrence]] = defaultdict(list)
    for cycle in planned.occurrences:
        if cycle.waiting_for is not None and cycle.item.customer is not None:
            waiting[cycle.item.customer.id].append(cycle)
    known = replace(known_of(schedules, as_of), waiting=waiting)
    writer = PageWriter(definitions, names_of(schedules), as_of, templates_of(root.path))
    return [writer.page(feed, known).content.decode() for feed in feeds]
