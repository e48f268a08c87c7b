"""The definitions to everything of every site: pages, pictures, public calendars, navigation.

Only definitions are used, never schedules: a page can hold nothing of any customer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial

from generator.formats.artifacts import Artifact
from generator.formats.pictures import published
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates
from generator.model.definitions import Definitions
from generator.model.kinds import KINDS
from generator.site.editions import editions
from generator.site.pages.coverage import handbook_page
from generator.site.pages.entry import entry_pages
from generator.site.pages.frame import DOCS, lay
from generator.site.pages.glossary import glossary_page
from generator.site.pages.guides import guide_pages
from generator.site.pages.home import first_pages
from generator.site.pages.page import Made
from generator.site.pages.photographs import photo_files, whole_pictures
from generator.site.pages.product import product_pages
from generator.site.pages.promise import promise_pages
from generator.site.pages.reviews import reviews_page
from generator.site.pages.task import task_pages
from generator.site.search.index import Teach, search_index, teach
from generator.site.search.reading import PageText, read_page
from generator.site.shown import Shown, named_by, shown_in
from generator.site.ways.calendars import PublicCalendar
from generator.site.ways.changes import changed_pages
from generator.site.ways.lists import list_pages
from generator.site.ways.look import look
from generator.site.ways.month import month_page
from generator.site.ways.navigation import navigation
from generator.site.ways.share import share_pictures
from generator.site.ways.signposts import former_pages
from generator.site.ways.stickers import stickers_page
from generator.text.language import Language
from generator.text.memory import Forgetful, Memory

_FORGETFUL = Forgetful()
# What is generated below docs/<language>/; docs/staff/ is generated as a whole.
GENERATED = (
    "index.md", "glossary.md", *dict.fromkeys(kind.folder.partition("/")[0] for kind in KINDS.values()),
    "pictures", "calendars", "assets", "index-a-z.md", "this-month.md", "tags.md", "feed.json",
)  # fmt: skip


def render_pages(
    definitions: Definitions,
    templates: Templates,
    as_of: date,
    calendars: Mapping[Language, Sequence[PublicCalendar]],
    by_hand: Mapping[str, str] | None = None,
    teaching: Teach = teach,
    guides: Mapping[str, str] | None = None,
    memory: Memory = _FORGETFUL,
) -> list[Artifact]:
    """Every generated page, picture, public calendar and navigation file of every site. Paths are relative to the root.

    Of ``as_of`` the month matters to the page of the month, and the day to the staff's list of pages to look at.
    ``calendars`` are the public ones of each language; ``by_hand`` the pages that somebody wrote beside the generated
    ones, by their path, which the search knows too. ``teaching`` is how the search learns. ``guides`` are the staff's own
    pages about the program, by name. With a ``memory`` what changed alone is made anew.
    """
    artifacts: list[Artifact] = []
    naming = named_by(definitions)
    cards = list(share_pictures(definitions, templates))
    for edition in editions(definitions.company):
        shown = shown_in(edition, definitions, templates, naming)
        of_edition = () if edition.staff else calendars.get(shown.language, ())
        folder = f"{DOCS}/{edition.name}/"
        own = {path.removeprefix(folder): text for path, text in (by_hand or {}).items() if path.startswith(folder)}
        made = list(_edition(shown, of_edition, templates, as_of, memory))
        of_staff = guides or {} if edition.staff else {}
        made += guide_pages(of_staff, folder)
        artifacts += [*made, *search_index(shown, _searched(folder, made, own, memory), teaching, memory)]
        artifacts.append(navigation(shown, templates.words, about="about.md" in own, guides=tuple(of_staff)))
        if not edition.staff:
            artifacts += [Artifact(f"{DOCS}/{edition.name}/{card.path}", card.content) for card in cards]
    return artifacts


def render_some(
    definitions: Definitions,
    templates: Templates,
    as_of: date,
    calendars: Mapping[Language, Sequence[PublicCalendar]],
    only: Collection[str],
    by_hand: Collection[str],
    memory: Memory,
) -> Iterator[Artifact]:
    """Of what ``render_pages`` gives the pages ``only``, by their paths, with the navigation of their public editions."""
    naming = named_by(definitions)
    for edition in editions(definitions.company):
        folder = f"{DOCS}/{edition.name}/"
        if not edition.staff and any(path.startswith(folder) for path in only):
            shown, codes = shown_in(edition, definitions, templates, naming), QrCodes()
            for made in _pages(shown, calendars.get(shown.language, ()), codes, templates, as_of):
                if f"{folder}{made.page.at}" in only:
                    yield lay(made, templates, codes, memory)
            yield navigation(shown, templates.words, about=f"{folder}about.md" in by_hand)


def _searched(folder: str, made: Iterable[Artifact], by_hand: Mapping[str, str], memory: Memory) -> Iterator[PageText]:
    """The pages of an edition that may be found."""
    pages = (artifact for artifact in made if artifact.path.endswith(".md"))
    texts = {artifact.path.removeprefix(folder): artifact.content.decode() for artifact in pages}
    for path, text in sorted((texts | dict(by_hand)).items()):
        page = memory.of(("searched", folder, path), text, partial(read_page, path, text))
        if page is not None:
            yield page


def _edition(
    shown: Shown, calendars: Sequence[PublicCalendar], templates: Templates, as_of: date, memory: Memory
) -> Iterator[Artifact]:
    """Everything of one edition but its navigation, and the cards of shared pages, which are those of every language."""
    folder, codes = f"{DOCS}/{shown.edition.name}", QrCodes()
    for made in _pages(shown, calendars, codes, templates, as_of):
        yield lay(made, templates, codes, memory)
    yield from former_pages(shown, templates)
    for name, content in whole_pictures(shown).items():
        yield Artifact(f"{folder}/pictures/{name}", published(name, content))
    for path, content in photo_files(shown):
        yield Artifact(f"{folder}/{path}", content)
    for calendar in calendars:
        yield Artifact(f"{folder}/{calendar.path}", calendar.content)
    yield from look(shown, templates)
    if not shown.edition.staff:
        yield changed_pages(shown)


def _pages(
    shown: Shown, calendars: Sequence[PublicCalendar], codes: QrCodes, templates: Templates, as_of: date
) -> Iterator[Made]:
    """Every page of an edition with its view."""
    yield from first_pages(shown)
    yield from product_pages(shown, calendars, templates, as_of)
    yield from task_pages(shown)
    yield from promise_pages(shown)
    yield from entry_pages(shown)
    if shown.has_terms:
        yield glossary_page(shown)
    yield from list_pages(shown)
    if shown.has_seasons:
        yield month_page(shown, as_of)
    if shown.edition.staff:
        if shown.definitions.sections:
            yield handbook_page(shown)
        yield reviews_page(shown, as_of)
        yield stickers_page(shown, codes)
