"""What ``aftercare pages`` would write, made in memory: a test that looks at a page needs no disk and no second rendering."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from support.company import AS_OF, Root

from generator.due.items import Occurrence
from generator.private.feeds import Feed
from generator.private.pages import PageWriter, known_of
from generator.private.reader import names_of
from generator.publishing.stages import _guides, calendars_for_looks
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.pages.render import render_pages
from generator.site.search.index import Lesson
from generator.site.search.learnt import Learnt
from generator.text.memory import Memory
from generator.visits.plan import Plan

_KEPT = 4  # a test goes to and fro between few states of its company
_known: dict[tuple[object, ...], Mapping[str, bytes]] = {}
# What one company's pages have in common with those of the company before them is made once, as while `serve` runs: tests
# hold that to a whole build.
_memory = Memory()


def pages_of(root: Root, as_of: str = AS_OF, *, with_guides: bool = False) -> Mapping[str, bytes]:
    """Every file that is generated for the sites, by its path from the root, such as ``docs/en/index.md``.

    Those about the program are among them ``with_guides``. The same files give the same pages, so they are rendered once
    for all tests of a process; after an edit, what it concerns.
    """
    key = (
        as_of,
        with_guides,
        *sorted((file, content) for file, content in root.tree().items() if not file.startswith("docs/")),
    )
    if key not in _known:
        definitions, _ = read_sound(root.path, memory=_memory)
        templates, day = templates_of(root.path, _memory), date.fromisoformat(as_of)
        calendars = calendars_for_looks(root.path, definitions, templates, day, _memory)
        guides = _guides(root.path, definitions.company.locales) if with_guides else None
        artifacts = render_pages(definitions, templates, day, calendars, None, _taught, guides, _memory)
        while len(_known) >= _KEPT:
            del _known[next(iter(_known))]
        _known[key] = {made.path: made.content for made in artifacts}
    return _known[key]


def _taught(edition: str, lesson: Lesson) -> Learnt:
    return _memory.of(("taught", edition), lesson, lesson.taught)


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
    records = [record for _, record in schedules.records]
    known = replace(known_of(schedules.customers, schedules.technicians, records, records, as_of), waiting=waiting)
    writer = PageWriter(definitions, names_of(schedules), as_of, templates_of(root.path))
    return [writer.page(feed, known).content.decode() for feed in feeds]
