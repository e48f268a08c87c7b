"""What every page's template gets beside its view: language, words, company, sources, addresses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from urllib.parse import quote

from generator.formats.addresses import page_path, public_address
from generator.formats.artifacts import Artifact
from generator.formats.qrcodes import QrCodes
from generator.formats.templating import Templates, Text
from generator.model.definition import Asked, Definition
from generator.model.handbook import Fault
from generator.model.kinds import kind_of
from generator.model.products import Product, Promise
from generator.model.tasks import Task
from generator.site.lines import in_lines
from generator.site.pages.citations import Meaning, Source, meanings, sources
from generator.site.pages.codes import PrintedCode, printed_code
from generator.site.pages.page import Made, phrases, picture_alt
from generator.site.pages.photographs import PhotoView, photo_views
from generator.site.pages.structured import organization, structured
from generator.site.shown import Shown, products_of
from generator.site.ways.navigation import trail
from generator.site.ways.share import shared_as
from generator.text.language import Language
from generator.text.memory import Memory

DOCS = "docs"


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyView:
    """Who publishes."""

    name: Text
    tagline: Text
    hotline: Text
    hotline_hours: Text
    email: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """As whose page this one is shared: the product whose card is shown, and what its picture shows."""

    product: str
    alt: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """Letters to us, begun: the page is right, or it is not, and the one that stands beside the call.

    ``beside`` sends photographs of what is wrong, or asks for another day of our work, as ``say`` tells; it is empty where
    there is nothing to send. All are empty on staff's pages, who correct the file.
    """

    right: str = ""
    wrong: str = ""
    beside: str = ""
    say: Text = Text("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page's template gets, under these names.

    ``w`` are the words by key. ``source_file`` is the page's YAML, and ``edit_url`` where staff correct it; ``feedback``
    is how customers tell us what they think of it. ``alternate``
    is the page's address below its language. ``asked_here`` are the words by which readers look for a page that no
    definition makes, ``labels`` what the search shows beside the title, ``structured`` the page once more for machines,
    ``printed`` its address on paper. ``retired_words`` say until when what it tells of goes on, where that has an end.
    """

    lang: Language
    w: Mapping[str, str]
    staff: bool
    company: CompanyView
    source_file: str
    edit_url: str
    feedback: Feedback
    alternate: str
    sources: tuple[Source, ...]
    grades: tuple[Meaning, ...]
    asked_here: tuple[Text, ...]
    labels: tuple[str, ...]
    structured: str
    share: Share | None
    printed: PrintedCode | None
    retired_words: Text
    photos: tuple[PhotoView, ...]


def lay(made: Made, templates: Templates, codes: QrCodes, memory: Memory) -> Artifact:
    """A page laid out by its template. Raises jinja2.TemplateError."""
    frame = frame_of(made, codes)
    path = f"{DOCS}/{made.page.shown.edition.name}/{made.page.at}"

    def laid() -> Artifact:
        names = {field.name: getattr(frame, field.name) for field in fields(frame)}
        return Artifact.text(path, templates.markdown(made.view.template, **names, view=made.view))

    return memory.of(("page", path), (templates, frame, made.view), laid)


def frame_of(made: Made, codes: QrCodes) -> Frame:
    """What surrounds a page's view."""
    page, shown = made.page, made.page.shown
    edit_url, file = shown.definitions.company.edit_url, _file(made)
    address = page.at.removesuffix("index.md").removesuffix(".md")
    address = address if not address or address.endswith("/") else f"{address}/"
    is_public = made.of is not None and made.of.audience == "public"
    return Frame(
        lang=shown.language,
        w=shown.words,
        staff=shown.edition.staff,
        company=_company(shown),
        source_file=file,
        edit_url=f"{edit_url.rstrip('/')}/{file}" if edit_url and file else "",
        feedback=_feedback(made.of, shown),
        alternate=address,
        sources=sources(page.cited, shown),
        grades=meanings(page.cited, shown),
        asked_here=phrases(shown.definitions.search.pages.get(address, Asked()), page),
        labels=_labels(made.of, shown) if made.of is not None else (),
        structured=_structured(made, shown, is_public=is_public) if not shown.edition.staff else "",
        share=_share(made.of, shown) if made.of is not None and is_public and not shown.edition.staff else None,
        printed=printed_code(codes, _address(made.of, shown)) if made.of is not None and is_public else None,
        retired_words=_retired(made.of, shown),
        photos=photo_views(made.of.photos, page) if made.of is not None else (),
    )


def _retired(definition: Definition | None, shown: Shown) -> Text:
    """The last day of what has one, in a sentence of its kind."""
    last = definition.retired if isinstance(definition, Product | Task | Promise) else None
    if definition is None or last is None:
        return Text("")
    return Text(shown.words.say(f"retired_{kind_of(definition).name}", day=last))


def _feedback(definition: Definition | None, shown: Shown) -> Feedback:
    """Letters that name the page in their subject and give its address."""
    if definition is None or shown.edition.staff:
        return Feedback()
    words, address = shown.words, _address(definition, shown)
    beside = _beside_the_call(definition)
    right, wrong = (_letter(about, definition, shown, address) for about in ("right", "wrong"))
    if not beside:
        return Feedback(right=right, wrong=wrong)
    asked = f"{words[f'feedback_body_{beside}']}\n\n{address}"
    letter = _letter(beside, definition, shown, asked)
    return Feedback(right=right, wrong=wrong, beside=letter, say=Text(words[f"feedback_{beside}"]))


def _beside_the_call(definition: Definition) -> str:
    """What somebody may want to write rather than call about; nothing for most pages."""
    if isinstance(definition, Task):
        return "change" if definition.channel != "customer" else ""
    return "photo" if isinstance(definition, Fault | Product) else ""


def _letter(about: str, definition: Definition, shown: Shown, body: str) -> str:
    """A letter that names the page in its subject."""
    to = quote(shown.definitions.company.email, safe="@+")
    subject = shown.words.say(f"feedback_subject_{about}", page=definition.name.of(shown.language))
    return f"mailto:{to}?subject={quote(subject)}&body={quote(body)}"


def _file(made: Made) -> str:
    if made.of is None:
        return ""
    return made.page.shown.definitions.places[kind_of(made.of).name, made.of.id].file


def _company(shown: Shown) -> CompanyView:
    company = shown.definitions.company
    return CompanyView(
        name=shown.text(company.name),
        tagline=shown.text(company.tagline),
        hotline=Text(company.hotline),
        hotline_hours=shown.text(company.hours),
        email=Text(company.email),
    )


def _address(definition: Definition, shown: Shown) -> str:
    return public_address(shown.definitions.company, page_path(kind_of(definition).name, definition.id), shown.language)


def _structured(made: Made, shown: Shown, *, is_public: bool) -> str:
    """What the page says, for machines; the first page says who we are."""
    company, language, definition = shown.definitions.company, shown.language, made.of
    if made.page.at == "index.md":
        return organization(company, language, public_address(company, "", language))
    if definition is None or not is_public:
        return ""
    above = [(name, public_address(company, to, language)) for name, to in trail(kind_of(definition), shown)]
    return structured(
        definition, language, [*above, (definition.name.of(language), _address(definition, shown))], shown.words
    )


def _share(definition: Definition, shown: Shown) -> Share | None:
    product = shared_as(shown.definitions, definition)
    return Share(product=product.id, alt=picture_alt(product, shown)) if product is not None else None


def _labels(definition: Definition, shown: Shown) -> tuple[str, ...]:
    """What the search shows beside a page's title: its kind, and the product lines that it is about, if not all."""
    lines = [line.name for line in in_lines(products_of(shown.definitions, definition), shown.lines)]
    known = list(in_lines(shown.definitions.products.values(), shown.lines))
    return (shown.words[kind_of(definition).label], *(lines if len(lines) < max(2, len(known)) else ()))
