"""The parts of a build, each made in a stage of its own and published whole, or told as a problem."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path

from generator.formats.artifacts import Artifact
from generator.formats.stamps import stamping
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.byhand import by_hand
from generator.publishing.bytecode import OURS, keep
from generator.publishing.compressed import compress
from generator.publishing.configuration import CONFIGURATIONS, STAFF
from generator.publishing.disk import Written, new_stage, publish_folder, stage, tidy
from generator.publishing.leaks import leaks
from generator.publishing.lessons import Lessons
from generator.publishing.lock import Tell
from generator.publishing.mkdocs import build_sites
from generator.publishing.pages import listed_pages, publish_pages
from generator.publishing.publics import Calendars, calendars_of, public_ledgers_in, what_calendars_tell
from generator.publishing.templatefault import layout_as_problems
from generator.publishing.visible import published_texts
from generator.publishing.whole import must_have_pages
from generator.reading.files import text_of
from generator.reading.load import texts_of
from generator.reading.packaged import brought
from generator.site.pages.frame import DOCS
from generator.site.pages.guides import GUIDES, in_languages
from generator.site.pages.render import render_pages
from generator.site.ways.signposts import render_chooser, robots, short_links
from generator.text.language import Language
from generator.text.located import Located, Stopped
from generator.text.memory import Forgetful, Memory

_FORGETFUL = Forgetful()


@dataclass(slots=True)
class Report:
    """What a build wrote, part by part."""

    pages: Written | None = None
    site: Written | None = None
    handbook: Written | None = None
    feeds: Written | None = None
    warnings: Sequence[Located] = ()


def write_pages(
    root: Path,
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    as_of: date,
    calendars: Calendars | None = None,
    *,
    hurry: bool = False,
    memory: Memory = _FORGETFUL,
) -> Written:
    """Render and write the Markdown pages, the search's index and the navigation.

    ``calendars`` are the public ones; for whoever only looks they go on from what lies in ``root``. In a ``hurry`` the
    search makes do with what it learnt before; with a ``memory`` what changed alone is made anew. Raises Stopped, also for
    what is written by hand.
    """
    locales = definitions.company.locales
    written = by_hand(root, locales)
    if calendars is None:
        calendars = calendars_for_looks(root, definitions, templates, as_of, memory)
    with layout_as_problems():
        pages = {file: text_of(root / file, file) for file in sorted(written) if file.endswith(".md")}
        guides = _guides(root, locales)
        artifacts = render_pages(
            definitions, templates, as_of, calendars, pages, Lessons(root, hurry, memory), guides, memory
        )
        texts = (
            (artifact.path, artifact.content.decode("utf-8")) for artifact in artifacts if artifact.path.endswith(".md")
        )
        leaking = list(leaks(schedules, definitions.company.country, texts, memory))
        if leaking:
            raise Stopped(leaking, texts_of(definitions, schedules))
        keep(OURS)
        return publish_pages(root, artifacts)


def calendars_for_looks(
    root: Path, definitions: Definitions, templates: Templates, as_of: date, memory: Memory
) -> Calendars:
    """The public calendars for whoever only looks: they go on from what lies in ``root``."""
    stamps, ledgers = stamping(as_of, definitions.company.zone), public_ledgers_in(root / "feeds")
    told_of = (what_calendars_tell(definitions), templates, stamps, ledgers)
    return memory.of("calendars", told_of, lambda: calendars_of(*told_of))


def _guides(root: Path, locales: Sequence[Language]) -> Mapping[str, str]:
    """What staff read about the program in the first of ``locales``, the company's own pages before the program's."""
    files = {name: f"{DOCS}/{name}.{locales[0]}.md" for name in GUIDES}
    found = {name: (file, brought(file, root)) for name, file in files.items()}
    return {name: in_languages(text_of(path, file), locales) for name, (file, path) in found.items() if path.is_file()}


def write_sites(
    root: Path,
    definitions: Definitions,
    schedules: Schedules,
    templates: Templates,
    public: Path,
    staff: Path | None,
    tell: Tell,
) -> tuple[Written, Written | None]:
    """Build the site of every language and the staff's handbook, look for customer data in them, and publish them.

    The languages make one folder, ``public``; the handbook is the folder ``staff``, and is left out where that is None.
    Raises Stopped, also where a page that ``write_pages`` wrote is on none of them: what is published is complete.
    """
    with layout_as_problems():
        for folder in filter(None, (public, staff)):
            tidy(folder)
        staged = {folder: new_stage(folder) for folder in (public, staff) if folder is not None}
        try:
            tell("sites")
            site = staged[public]
            stage(site, above_languages(definitions, templates))
            outputs: dict[str, Path] = {language: site / language for language in definitions.company.locales}
            if staff is not None:
                outputs[STAFF] = staged[staff]
            build_sites(root, outputs)
            must_have_pages(listed_pages(root), outputs, CONFIGURATIONS)
            texts = chain.from_iterable(map(published_texts, staged.values()))
            leaking = list(leaks(schedules, definitions.company.country, texts))
            if leaking:
                raise Stopped(leaking, texts_of(definitions, schedules))
            for folder, stage_ in staged.items():
                compress(stage_, folder)
            written = {folder: publish_folder(stage_, folder) for folder, stage_ in staged.items()}
            return written[public], written[staff] if staff is not None else None
        finally:
            for folder in staged.values():
                shutil.rmtree(folder, ignore_errors=True)


def above_languages(definitions: Definitions, templates: Templates) -> list[Artifact]:
    """What the public site has beside its languages."""
    return [*render_chooser(definitions, templates), robots(definitions), *short_links(definitions, templates)]
