"""What a page tells those who pass it on: search engines, chat programs, readers of feeds."""

from __future__ import annotations

import html
import json
import re
import struct
import threading
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import AS_OF, PANE, PROJECT, SMALL, Root, with_sites
from handbook import HANDBOOK
from test_deploy import WATCH, nginx_headers

from generator.formats.png import png
from generator.publishing.stages import templates_of
from generator.reading.load import read_sound
from generator.site.ways.share import share_pictures

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(site: Root, path: str) -> str:
    """A page of the built public site."""
    return (site.path / f"out/site/{path}index.html").read_text("utf-8")


def data(page: str) -> dict[str, Any]:
    """A page's structured data by type."""
    (found,) = _SCRIPT.findall(page)
    whole = json.loads(found)
    assert whole["@context"] == "https://schema.org"
    return {part["@type"]: part for part in whole["@graph"]}


def metas(page: str) -> dict[str, str]:
    """What a page says to those who share it."""
    found = re.findall(r'<meta (?:property|name)="((?:og|twitter):[^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(content) for name, content in found}


@pytest.fixture
def handbook(root: Root) -> Root:
    """The small company with one definition of every kind, not built."""
    for file, text in HANDBOOK.items():
        root.write(file, text)
    return root


def front(root: Root, path: str) -> dict[str, Any]:
    """The structured data in the head of a page as ``aftercare pages`` writes it, by type."""
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    text = (root.path / f"docs/{path}.md").read_text("utf-8")
    (line,) = re.findall(r"^structured: (.*)$", text, re.MULTILINE)
    return {part["@type"]: part for part in json.loads(json.loads(line))["@graph"]}


# ------------------------------------------------------------------------------------------- addresses and translations


@pytest.mark.parametrize("path", ["faults/leak/", "guides/wipe/", "maintenance/window/bolts/", "products/window/", ""])
def test_a_page_names_its_own_address_and_its_translation(small_site: Root, path: str) -> None:
    """Whole addresses, as search engines ask; x-default is the first language."""
    for language in ("zh", "en"):
        page = read(small_site, f"{language}/{path}")
        start = "https://small.example/"
        assert f'<link rel="canonical" href="{start}{language}/{path}">' in page
        for hreflang, target in (("zh", "zh"), ("en", "en"), ("x-default", "zh")):
            assert f'<link rel="alternate " hreflang="{hreflang}" href="{start}{target}/{path}">' in page


def test_a_page_says_how_it_looks_where_it_is_shared(small_site: Root) -> None:
    """Title, description, language, address, and the picture of the product that it names."""
    told = metas(read(small_site, "en/faults/leak/"))
    assert told == {
        "og:site_name": "Anjuhu Care Centre",
        "og:type": "article",
        "og:title": "Leaking window",
        "og:description": "In short",
        "og:locale": "en_GB",
        "og:locale:alternate": "zh_CN",
        "og:url": "https://small.example/en/faults/leak/",
        "og:image": "https://small.example/en/assets/share/window.png",
        "og:image:alt": "A pane",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
    }
    assert metas(read(small_site, "zh/faults/leak/"))["og:image:alt"] == "一片玻璃"
    assert metas(read(small_site, "zh/"))["og:type"] == "website"


def test_the_staffs_pages_tell_nobody_anything(small_site: Root) -> None:
    """They are not for sharing: no picture, no data, no feed, and no robot is let in."""
    page = (small_site.path / "out/site-staff/faults/leak/index.html").read_text("utf-8")
    assert metas(page) == {}
    assert not list((small_site.path / "out/site-staff").rglob("assets/share*"))
    assert "ld+json" not in page
    assert "feed+json" not in page
    assert 'content="noindex, nofollow"' in page


# -------------------------------------------------------------------------------------------------------------- pictures


def test_every_public_page_names_a_picture_that_is_there(small_site: Root) -> None:
    """Hand-written pages too; each is of the size that the page tells, and the page says what it shows."""
    site = small_site.path / "out/site"
    named = set()
    for path in sorted(site.rglob("index.html")):
        told = metas(path.read_text("utf-8"))
        if not told:  # the language chooser, short and former addresses
            continue
        assert told["og:image:alt"], path
        named.add(told["og:image"].removeprefix("https://small.example/"))
    assert named == {f"{language}/assets/share{of}.png" for language in ("zh", "en") for of in ("", "/window")}
    for file in named:
        assert struct.unpack(">4sII", (site / file).read_bytes()[12:24]) == (b"IHDR", 1200, 630)
    for path in ("en/about/", "en/", "en/faults/", "en/products/floor/"):
        assert metas(read(small_site, path))["og:image"] == "https://small.example/en/assets/share.png"


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        ("[window]", "window"),
        ("[floor, window]", "floor"),
        ("[door, window]", "window"),  # the door has no picture
        ("[door]", None),
        ("[window, floor, door]", None),  # what concerns every product is about none of them
        ("[]", None),
    ],
)
def test_a_page_is_shared_with_the_first_product_that_it_names(
    handbook: Root, products: str, expected: str | None
) -> None:
    """The first that has a picture; the picture's words are in the page's language, or the product's name."""
    illustrate(handbook)
    handbook.edit("definitions/guides/wipe.yaml", "products: [window]", f"products: {products}")
    front = yaml.safe_load(pages(handbook)["docs/zh/guides/wipe.md"].decode().split("---\n")[1])
    assert front.get("share") == expected
    assert front.get("share_alt") == {"window": "一片玻璃", "floor": "石材地面", None: None}[expected]
    assert b"\nshare" not in (handbook.path / "docs/staff/guides/wipe.md").read_bytes()


def test_each_product_with_a_picture_has_a_card_of_its_own(handbook: Root) -> None:
    """In every language the same one, made anew byte for byte; it goes when the picture does."""
    illustrate(handbook)
    cards = cards_of(pages(handbook))
    assert set(cards) == {
        f"docs/{lang}/assets/share{of}.png" for lang in ("zh", "en") for of in ("", "/window", "/floor")
    }
    assert cards["docs/zh/assets/share/window.png"] == cards["docs/en/assets/share/window.png"]
    assert len(set(cards.values())) == 3
    png.cache_clear()
    assert cards_of(pages(handbook)) == cards
    handbook.edit("definitions/products/floor.yaml", "\npicture: tile.png", "")
    assert set(cards) - set(cards_of(pages(handbook))) == {
        f"docs/{lang}/assets/share/floor.png" for lang in ("zh", "en")
    }


@pytest.mark.parametrize(
    "more",
    [
        '<text x="99" y="99" font-size="80">窗 Window</text>',
        '<image href="{file}" width="640" height="400"/>',
        '<image href="file://{file}" width="640" height="400"/>',
        '<style>@import url("https://elsewhere.example/style.css");</style>',
    ],
)
def test_a_card_is_the_same_on_every_machine(handbook: Root, more: str) -> None:
    """No font of the machine is used, no file is read and nobody is asked: what a picture holds itself is drawn."""
    illustrate(handbook)
    before = cards_of(pages(handbook))
    file = handbook.path / "definitions/pictures/tile.png"
    handbook.write("definitions/pictures/pane.svg", PANE.replace("</svg>", f"{more.format(file=file)}</svg>"))
    assert cards_of(pages(handbook)) == before


def test_what_a_picture_draws_beyond_its_edges_is_cut_off(handbook: Root) -> None:
    """The card's ground lies over it."""
    illustrate(handbook)
    before = cards_of(pages(handbook))
    wild = '<path d="M-900-900h2400v896H-900zM644 0h900v900h-900z" fill="red"/>'
    handbook.write("definitions/pictures/pane.svg", PANE.replace("</svg>", f"{wild}</svg>"))
    assert cards_of(pages(handbook)) == before


def test_a_template_that_makes_no_picture_is_named(tmp_path: Path) -> None:
    """A slip in the card's own template is told like one in a picture, and nothing is written."""
    root = with_sites(Root(tmp_path / "company"))
    root.edit("templates/site/share.svg.j2", "{% endif %}", "{% endif %}<g>")
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "templates/site/share.svg.j2: this picture cannot be drawn" in result.stderr
    assert not (root.path / "docs/zh/index.md").exists()


def test_the_examples_cards_are_small(report: list[str]) -> None:
    """What chat programs fetch for each link that somebody sends."""
    catalogue, templates = read_sound(PROJECT), templates_of(PROJECT)
    png.cache_clear()
    began = time.process_time()
    cards = list(share_pictures(catalogue, templates))
    took = time.process_time() - began
    assert len({card.content for card in cards}) == len(catalogue.products) + 1
    largest = max(len(card.content) for card in cards)
    assert largest < 60_000
    report.append(f"cards of shared pages: {len(cards)} in {took:.2f} s, the largest {largest / 1000:.0f} KB")


def illustrate(root: Root) -> None:
    """Pictures for two of three products: an SVG with words, a PNG without."""
    root.write("definitions/pictures/pane.svg", PANE)
    root.write("definitions/pictures/tile.png", png(PANE.replace("#d5eae8", "#efe6d6")))
    root.write("definitions/pictures.yaml", "pane.svg: {alt: {zh: 一片玻璃, en: A pane}}\n")
    root.add("definitions/products/window.yaml", "picture: pane.svg\n")
    root.add("definitions/products/floor.yaml", "picture: tile.png\n")
    root.write("definitions/products/door.yaml", SMALL["definitions/products/floor.yaml"].replace("石材地面", "门"))


def pages(root: Root) -> dict[str, bytes]:
    """Every file below the root once ``aftercare pages`` has run."""
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    return root.tree()


def cards_of(tree: dict[str, bytes]) -> dict[str, bytes]:
    """The cards of shared pages among the files."""
    return {path: content for path, content in tree.items() if re.match(r"docs/\w+/assets/.*\.png", path)}


# ------------------------------------------------------------------------------------------------------ structured data


def test_a_task_is_instructions_word_for_word(handbook: Root) -> None:
    """Steps, tools and supplies in the page's language; no time where it depends on how many there are."""
    how = front(handbook, "en/maintenance/window/bolts")["HowTo"]
    assert how == {
        "@type": "HowTo",
        "name": "Bolt check",
        "description": "We tighten the bolts a month after move-in",
        "inLanguage": "en",
        "tool": [{"@type": "HowToTool", "name": "Wrench"}],
        "supply": [{"@type": "HowToSupply", "name": "Bolt"}],
        "step": [{"@type": "HowToStep", "position": 1, "text": "Tighten each bolt"}],
    }
    assert front(handbook, "zh/maintenance/window/yearly")["HowTo"]["totalTime"] == "PT60M"


def test_a_guide_is_instructions_where_it_has_steps(handbook: Root) -> None:
    """Of its own, or in its sections; a guide of do's and don'ts alone is none."""
    assert front(handbook, "zh/guides/wipe")["HowTo"]["step"] == [
        {"@type": "HowToStep", "position": 1, "text": "先冲水"}
    ]
    file, steps = "definitions/guides/wipe.yaml", "steps:\n  - {zh: 先冲水, en: Rinse first}\n"
    section = "sections:\n  - title: {zh: 干法, en: Dry}\n    steps:\n      - {zh: 掸灰, en: Dust it}\n"
    handbook.edit(file, steps, section)
    assert front(handbook, "en/guides/wipe")["HowTo"]["step"] == [
        {
            "@type": "HowToSection",
            "name": "Dry",
            "itemListElement": [{"@type": "HowToStep", "position": 1, "text": "Dust it"}],
        }
    ]
    handbook.edit(file, section, "")
    assert set(front(handbook, "en/guides/wipe")) == {"BreadcrumbList"}


def test_a_fault_is_a_question_with_its_answer(handbook: Root) -> None:
    """The first words by which readers ask; what to do, and when to call, under the page's own headings."""
    (question,) = front(handbook, "en/faults/leak")["FAQPage"]["mainEntity"]
    assert question["name"] == "why does my window leak"
    answer = "What you can do first\nCatch the water\nWhen to call us\nIt goes on"
    assert question["acceptedAnswer"] == {"@type": "Answer", "text": answer}
    handbook.edit("definitions/faults/leak.yaml", ", en: [why does my window leak]", "")
    assert front(handbook, "en/faults/leak")["FAQPage"]["mainEntity"][0]["name"] == "Leaking window"


@pytest.mark.parametrize(
    "path", ["zh/faults/leak/", "en/guides/wipe/", "en/services/policies/prices/", "zh/products/window/", "en/maintenance/window/bolts/"]
)  # fmt: skip
def test_the_way_to_a_page_is_the_one_that_the_page_shows(small_site: Root, path: str) -> None:
    """From the home page down, with the same names and addresses as the path above the heading."""
    page = read(small_site, path)
    items = data(page)["BreadcrumbList"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert items[-1]["item"] == f"https://small.example/{path}"
    (shown,) = re.findall(r'<nav class="md-path".*?</nav>', page, re.DOTALL)
    names = [" ".join(name.split()) for name in re.findall(r'<span class="md-ellipsis">(.*?)</span>', shown, re.DOTALL)]
    assert names == [item["name"] for item in items[:-1]]
    assert len(names) >= 2
    for item in items:
        assert (small_site.path / "out/site" / item["item"].removeprefix("https://small.example/")).is_dir()


def test_structured_data_says_nothing_that_the_page_does_not(small_site: Root) -> None:
    """Each text of each page's data stands on that page."""
    asked = 0
    for path in sorted((small_site.path / "out/site").rglob("index.html")):
        page = path.read_text("utf-8")
        if "ld+json" not in page:
            continue
        plain = "".join(html.unescape(re.sub(r"<[^>]+>", "", _SCRIPT.sub("", page))).split())
        for text in texts(data(page)):
            assert "".join(text.split()) in plain, (path, text)
            asked += 1
    assert asked > 60


def texts(part: Any) -> Iterator[str]:
    """Names and texts in structured data, line by line."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key in ("name", "text", "description"):
                yield from value.split("\n")
            else:
                yield from texts(value)
    elif isinstance(part, list):
        for value in part:
            yield from texts(value)


def test_text_from_yaml_cannot_end_the_script(handbook: Root) -> None:
    """Angles and ampersands are escaped, and read back as they were written."""
    hostile = "</script><script>alert()</script> <!-- & \"'"
    handbook.edit("definitions/guides/wipe.yaml", "en: Rinse first", f"en: {json.dumps(hostile)}")
    assert front(handbook, "en/guides/wipe")["HowTo"]["step"][0]["text"] == hostile
    line = next(
        line
        for line in (handbook.path / "docs/en/guides/wipe.md").read_text("utf-8").split("\n")
        if line.startswith("structured:")
    )
    assert not set("<>&") & set(line)


class _Guarded(SimpleHTTPRequestHandler):
    """The site under the policy of deploy/nginx.conf."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", nginx_headers()["site"]["content-security-policy"])
        super().end_headers()

    def log_message(self, format: str, *arguments: Any) -> None:
        """Say nothing."""


@pytest.mark.browser
@pytest.mark.parametrize("path", ["en/faults/leak/", "zh/maintenance/window/bolts/", "p/floor/", "zh/guides/dust/"])
def test_nothing_is_refused_under_the_policy(chromium: Any, small_site: Root, path: str) -> None:
    """Structured data is no script that runs, so it needs no hash; short and former addresses keep to the policy too."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Guarded, directory=str(small_site.path / "out/site")))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page = chromium.new_page()
    try:
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text) if "Content Security" in message.text else None)
        page.add_init_script(WATCH)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/{path}", wait_until="commit")
        page.locator("h1").first.wait_for()
        page.wait_for_timeout(300)
        assert page.evaluate("refused") == []
        assert told == []
    finally:
        page.close()
        server.shutdown()
        thread.join()
        server.server_close()


# -------------------------------------------------------------------------------------------------------------- the feed


def feed(root: Root, language: str = "en", as_of: str = AS_OF) -> dict[str, Any]:
    """The feed as ``aftercare pages`` writes it."""
    assert root.run("pages", "--as-of", as_of).exit_code == 0
    found: dict[str, Any] = json.loads((root.path / f"docs/{language}/feed.json").read_text("utf-8"))
    return found


def test_the_feed_lists_what_was_reviewed_last(handbook: Root) -> None:
    """Entries and tasks with a date, the latest first; by JSON Feed 1.1."""
    handbook.add("definitions/guides/wipe.yaml", "reviewed: 2026-11-21\n")
    handbook.add("definitions/maintenance/window/bolts.yaml", "reviewed: 2026-10-01\n")
    found = feed(handbook)
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://small.example/en/feed.json"
    assert found["home_page_url"] == "https://small.example/en/"
    assert found["language"] == "en"
    assert [(item["title"], item["date_modified"]) for item in found["items"]] == [
        ("Cleaning a window", "2026-11-21T00:00:00+08:00"),
        ("Leaking window", "2026-11-20T00:00:00+08:00"),
        ("Bolt check", "2026-10-01T00:00:00+08:00"),
    ]
    assert found["items"][2] == {
        "id": "https://small.example/en/maintenance/window/bolts/",
        "url": "https://small.example/en/maintenance/window/bolts/",
        "title": "Bolt check",
        "content_text": "We tighten the bolts a month after move-in",
        "date_modified": "2026-10-01T00:00:00+08:00",
        "tags": ["Planned maintenance"],
    }
    task = (handbook.path / "docs/zh/maintenance/window/bolts.md").read_text("utf-8")
    assert '<time datetime="2026-10-01">' in task


def test_the_feed_depends_on_the_definitions_alone(handbook: Root) -> None:
    """Another day, the same bytes; what is internal is not in it, and no more than fifty are."""
    handbook.add("definitions/services/processes/audit.yaml", "reviewed: 2026-11-22\n")
    guide = (handbook.path / "definitions/guides/wipe.yaml").read_text("utf-8")
    for number in range(60):
        handbook.write(f"definitions/guides/wipe-{number:02}.yaml", f"{guide}reviewed: 2026-09-{number % 30 + 1:02}\n")
    found = feed(handbook)
    assert len(found["items"]) == 50
    dates = [item["date_modified"] for item in found["items"]]
    assert dates == sorted(dates, reverse=True)
    assert not [item for item in found["items"] if "audit" in item["url"]]
    assert feed(handbook, as_of="2027-03-01") == found


def test_every_page_leads_to_the_feed(small_site: Root) -> None:
    """By a link that feed readers look for, and the feed's addresses are pages."""
    site = small_site.path / "out/site"
    for language in ("zh", "en"):
        page = read(small_site, f"{language}/guides/wipe/")
        assert re.search(
            r'<link rel="alternate " type="application/feed\+json" title="[^"]+" href="../../feed.json">', page
        )
        items = json.loads((site / language / "feed.json").read_text("utf-8"))["items"]
        assert len(items) == 2
        for item in items:
            assert (site / item["url"].removeprefix("https://small.example/") / "index.html").is_file()
