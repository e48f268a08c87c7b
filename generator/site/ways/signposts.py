"""Small static pages that lead elsewhere: short addresses on stickers, addresses that pages had before, robots.txt.

None of them is in a search index or a sitemap: MkDocs copies those below ``docs/`` as they are, and those at the site's
root stand above every language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from posixpath import relpath

from generator.formats.addresses import page_path, public_address, short_path
from generator.formats.artifacts import Artifact
from generator.formats.templating import Templates
from generator.model.definition import Definition
from generator.model.definitions import Definitions, short_codes
from generator.site.editions import Edition

DOCS = "docs"


def short_links(definitions: Definitions, templates: Templates) -> Iterator[Artifact]:
    """A page for each short code, which sends to the product in the reader's language. Paths below the site."""
    company = definitions.company
    for code, id_ in short_codes(definitions).items():
        at = short_path(code)
        ways = [
            {"lang": language, "url": f"{relpath(language, at)}/{page_path('product', id_)}"}
            for language in company.locales
        ]
        view = {"company": company, "product": definitions.products[id_], "ways": ways, "root": f"{relpath('.', at)}/"}
        yield Artifact.text(f"{at}index.html", templates.html("site/short.html.j2", **view))


def former_pages(
    definitions: Definitions,
    templates: Templates,
    edition: Edition,
    shown: Mapping[str, Sequence[Definition]],
) -> Iterator[Artifact]:
    """A page at each address that something shown had before. Paths are relative to the root."""
    words = templates.words[edition.language]
    for kind, things in shown.items():
        for thing in things:
            to = page_path(kind, thing.id)
            for former in thing.formerly:
                at = page_path(kind, former)
                text = templates.html(
                    "site/former.html.j2",
                    lang=edition.language,
                    w=words,
                    title=thing.name.of(edition.language),
                    url=f"{relpath(to, at)}/",
                    root=f"{relpath('.', at)}/",
                    address="" if edition.staff else public_address(definitions.company, to, edition.language),
                )
                yield Artifact.text(f"{DOCS}/{edition.name}/{at}index.html", text)


def robots(definitions: Definitions) -> Artifact:
    """robots.txt: everything may be read, and here is the list of each language."""
    company = definitions.company
    maps = [f"Sitemap: {public_address(company, 'sitemap.xml', language)}" for language in company.locales]
    return Artifact.text("robots.txt", "\n".join(["User-agent: *", "Allow: /", "", *maps, ""]))
