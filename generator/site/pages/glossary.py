"""The glossary: the terms of the trade in both languages, by field."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import ClassVar

from generator.formats.templating import Text
from generator.model.glossary import Term
from generator.site.pages.page import Made, Page, Way, phrases, way
from generator.site.pages.view import View
from generator.site.shown import Shown
from generator.text.language import Language

_OTHERS = "others"


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRow:
    """A term in the page's language, in the other if there is one, and what else it is called in the page's."""

    here: Text
    there: Text
    also: tuple[Text, ...]
    says: Text | None
    page: Way | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermGroup:
    """The terms of one field."""

    field: str
    title: Text
    terms: tuple[TermRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage(View):
    """The terms by field; ``other`` is the language of the company's that the page is not in, if there is one."""

    template: ClassVar[str] = "pages/glossary.md.j2"
    other: Language | None
    groups: tuple[TermGroup, ...]


def glossary_page(shown: Shown) -> Made:
    """The glossary, without what only staff may read where others do."""
    page = Page(shown, "glossary.md")
    fields: dict[str | None, list[Term]] = defaultdict(list)
    for term in shown.definitions.terms.values():
        if shown.edition.staff or term.audience == "public":
            fields[term.field].append(term)
    groups = tuple(
        TermGroup(
            field=field or _OTHERS,
            title=_field(field, shown),
            terms=tuple(_row(term, page) for term in terms),
        )
        for field, terms in fields.items()
    )
    return Made(page=page, view=GlossaryPage(other=_other(shown), groups=groups))


def _other(shown: Shown) -> Language | None:
    """The other language of the company's readers."""
    return next((locale for locale in shown.definitions.company.locales if locale != shown.language), None)


def _field(field: str | None, shown: Shown) -> Text:
    """What a field is called: a product line as everywhere, another as the company says."""
    if field is None:
        return Text(shown.words["glossary_others"])
    own = shown.definitions.company.fields.get(field)
    return shown.text(own) if own is not None else shown.lines[field].name


def _row(term: Term, page: Page) -> TermRow:
    other = _other(page.shown)
    return TermRow(
        here=Text(term.of(page.shown.language)),
        there=Text(term.of(other) if other is not None else ""),
        also=phrases(term.also, page),
        says=page.shown.text(term.says) if term.says else None,
        page=way(term.page, page) if term.page else None,
    )
