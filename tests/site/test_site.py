"""The built site: every link leads somewhere, and a browser that opens it finds its way and asks nobody else."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

ADDRESS = "https://care.aftercare.example/"


_FOREIGN = {"zh": re.compile(r"\b[A-Za-z][a-z]+(?: [a-z]{2,}){2,}\b"), "en": re.compile(r"[\u3400-\u9fff]")}
_LONE = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[a-z][^\s>]*(?:\s+[^\s=>]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]+))?)*\s*/?>", re.IGNORECASE)
_GIVEN = re.compile(r"\s(id|name|href|src|data|poster|action|srcset)=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))")


class _Page:
    """The ids that a page offers, and the addresses that it asks for or leads to."""

    def __init__(self, text: str) -> None:
        self.ids: set[str] = set()
        self.addresses: list[str] = []
        for tag in _TAG.findall(_SCRIPT.sub(lambda script: script[0].partition(">")[0] + ">", text)):
            for name, *values in _GIVEN.findall(tag):
                value = unescape(next(filter(None, values), ""))
                if name == "id" or (name == "name" and tag.startswith("<a ")):
                    self.ids.add(value)
                elif name == "srcset":
                    self.addresses += [candidate.split()[0] for candidate in value.split(",") if candidate.strip()]
                elif name != "name" and value:
                    self.addresses.append(value)


class _Spoken(HTMLParser):
    """The texts of a page that are plainly of another language than the element in which they stand says; a title cannot."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.foreign: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in _LONE:
            self._open.append((tag, dict(attributes).get("lang")))

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """An element that closes itself holds no text."""

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        language = next((lang for _, lang in reversed(self._open) if lang), "zh")
        if _FOREIGN[language].search(data) and not {"script", "style", "title"} & {tag for tag, _ in self._open}:
            self.foreign.append(data.strip())


@pytest.fixture(scope="module")
def texts(built: Path) -> dict[str, str]:
    """Every page of the example's site by its path, such as ``/zh/products/index.html``."""
    site = built / "site"
    return {f"/{path.relative_to(site).as_posix()}": path.read_text("utf-8") for path in sorted(site.rglob("*.html"))}


@pytest.fixture(scope="module")
def pages(texts: dict[str, str]) -> dict[str, _Page]:
    """What each page offers and asks for."""
    return {path: _Page(text) for path, text in texts.items()}


def test_every_internal_link_and_anchor_of_every_page_leads_somewhere(built: Path, pages: dict[str, _Page]) -> None:
    """Pages, pictures, styles, scripts, calendars, and the headings that links point at."""
    broken = []
    site = {f"/{path.relative_to(built / 'site').as_posix()}": path.is_file() for path in (built / "site").rglob("*")}
    for path, page in pages.items():
        # A wrong address may lie at any depth, so 404.html uses absolute ones; Material fills in its own below /zh/.
        base = urljoin(ADDRESS, path.removesuffix("index.html"))
        for address in page.addresses:
            target = urlsplit(urljoin(base, address))
            if target.scheme not in ("http", "https") or target.netloc != urlsplit(ADDRESS).netloc:
                continue
            place = unquote(target.path)
            if not site.get(place.rstrip("/"), False):
                place = f"{place.rstrip('/')}/index.html"
            heading = unquote(target.fragment)
            if not site.get(place):
                broken.append(f"{path} → {address}")
            elif place in pages and heading and not heading.startswith("__") and heading not in pages[place].ids:
                broken.append(f"{path} → {address} (no such heading)")
    assert broken == []
    assert len(pages) > 60


def test_both_languages_have_the_same_pages_and_name_each_other(built: Path, pages: dict[str, _Page]) -> None:
    """Each page says where its translation is, and it is there."""
    chinese = {path.removeprefix("/zh") for path in pages if path.startswith("/zh/")}
    english = {path.removeprefix("/en") for path in pages if path.startswith("/en/")}
    assert chinese == english
    former = {path for path in chinese if 'http-equiv="refresh"' in (built / f"site/zh{path}").read_text("utf-8")}
    for path in sorted(chinese - {"/404.html"} - former):
        for language, other in (("zh", "en"), ("en", "zh")):
            translation = f"{ADDRESS}{other}{path.removesuffix('index.html')}"
            assert translation in pages[f"/{language}{path}"].addresses, path


_OF = {
    "zh": re.compile(r'<(\w+)[^>]*\slang="en"[^>]*>.*?</\1>', re.DOTALL),
    "en": re.compile(r'<(\w+)[^>]*\slang="zh"[^>]*>.*?</\1>', re.DOTALL),
}


def test_text_of_the_other_language_says_so(texts: dict[str, str]) -> None:
    """A reading voice speaks each text as it is meant: the document's language, and the other's where it turns up.

    A page is read element by element only where something is left once what says its language is taken out.
    """
    foreign = {}
    for path, text in texts.items():
        for language, marked in _OF.items():
            if f'<html lang="{language}"' in text:
                rest = re.sub("<[^>]*>", "\n", marked.sub("\n", _SCRIPT.sub("", text)))
                foreign[path] = _Spoken(text).foreign if _FOREIGN[language].search(rest) else []
    assert set(foreign) >= {path for path in texts if path.endswith("/index.html")}
    assert {path: found for path, found in foreign.items() if found} == {}


def test_no_page_asks_another_host_for_anything(built: Path) -> None:
    """No font, script, style or picture of anybody else's: links for people apart, there is no other host."""
    asking = re.compile(r"<(?:script|img|iframe|source|link)[^>]+(?:src|href)=[\"']?(?:https?:)?//([^/\"'>\s]+)")
    for path in (built / "site").rglob("*.html"):
        hosts = set(asking.findall(path.read_text("utf-8")))
        assert hosts <= {urlsplit(ADDRESS).netloc}, path
    for path in (built / "site").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//|@import [\"']?(?:https?:)?//", path.read_text("utf-8")), path


def test_the_site_says_nothing_about_when_it_was_built(built: Path) -> None:
    """No clock in sitemaps and pages, so that the same input gives the same bytes."""
    for path in (built / "site").rglob("sitemap.xml"):
        assert "<lastmod>" not in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("page", "title"), [("site/en", "Anjuhu Care · Care Centre"), ("site-staff", "安居护 · 员工服务手册")]
)
def test_a_first_page_is_called_as_its_site(built: Path, page: str, title: str) -> None:
    """Its own name is in that already."""
    assert re.findall("<title>(.*?)</title>", (built / page / "index.html").read_text("utf-8"))[0] == title
