"""What a page tells those who pass it on: search engines, chat programs, readers of feeds."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.company import AS_OF, PROJECT, Root, with_sites
from support.pages import page_of, pages_of
from support.small import PANE, SMALL

from generator.formats.png import png
from generator.model.definitions import Definitions
from generator.model.schedules import Schedules
from generator.publishing.templates import templates_of
from generator.reading.load import read_sound
from generator.site.ways.share import share_pictures

pytestmark = pytest.mark.long

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def front(root: Root, path: str) -> dict[str, Any]:
    """The structured data in the head of a generated page, by type."""
    text = page_of(root, f"{path}.md")
    (line,) = re.findall(r"^structured: (.*)$", text, re.MULTILINE)
    return {part["@type"]: part for part in json.loads(json.loads(line))["@graph"]}


# -------------------------------------------------------------------------------------------------------------- pictures


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
    front = yaml.safe_load(page_of(handbook, "zh/guides/wipe.md").split("---\n")[1])
    assert front.get("share") == expected
    assert front.get("share_alt") == {"window": "一片玻璃", "floor": "石材地面", None: None}[expected]
    assert "\nshare" not in page_of(handbook, "staff/guides/wipe.md")


def test_each_product_with_a_picture_has_a_card_of_its_own(handbook: Root) -> None:
    """In every language the same one, made anew byte for byte; it goes when the picture does."""
    illustrate(handbook)
    written = {
        path: content for path, content in pages_of(handbook).items() if re.match(r"docs/\w+/assets/.*\.png", path)
    }
    cards = cards_of(handbook)
    assert written == {f"docs/{lang}/{path}": content for lang in ("zh", "en") for path, content in cards.items()}
    assert set(cards) == {f"assets/share{of}.png" for of in ("", "/window", "/floor")}
    assert len(set(cards.values())) == 3
    png.cache_clear()
    assert cards_of(handbook) == cards
    handbook.edit("definitions/products/floor.yaml", "\npicture: tile.png", "")
    assert set(cards) - set(cards_of(handbook)) == {"assets/share/floor.png"}


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
    before = cards_of(handbook)
    file = handbook.path / "definitions/pictures/tile.png"
    handbook.write("definitions/pictures/pane.svg", PANE.replace("</svg>", f"{more.format(file=file)}</svg>"))
    assert cards_of(handbook) == before


def test_what_a_picture_draws_beyond_its_edges_is_cut_off(handbook: Root) -> None:
    """The card's ground lies over it."""
    illustrate(handbook)
    before = cards_of(handbook)
    wild = '<path d="M-900-900h2400v896H-900zM644 0h900v900h-900z" fill="red"/>'
    handbook.write("definitions/pictures/pane.svg", PANE.replace("</svg>", f"{wild}</svg>"))
    assert cards_of(handbook) == before


def test_a_template_that_makes_no_picture_is_named(tmp_path: Path) -> None:
    """A slip in the card's own template is told like one in a picture, and nothing is written."""
    root = with_sites(Root(tmp_path / "company"))
    root.edit("templates/site/share.svg.j2", "{% if view.logo %}", "<g>{% if view.logo %}")
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert "templates/site/share.svg.j2: this picture cannot be drawn" in result.stderr
    assert not (root.path / "docs/zh/index.md").exists()


def test_the_examples_cards_are_small(example_known: tuple[Definitions, Schedules], report: list[str]) -> None:
    """What chat programs fetch for each link that somebody sends."""
    definitions, templates = example_known[0], templates_of(PROJECT)
    png.cache_clear()
    began = time.process_time()
    cards = list(share_pictures(definitions, templates))
    took = time.process_time() - began
    assert len({card.content for card in cards}) == len(definitions.products) + 1
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


def cards_of(root: Root) -> dict[str, bytes]:
    """The cards of shared pages, by path below the folder of a language."""
    definitions, _ = read_sound(root.path)
    return {card.path: card.content for card in share_pictures(definitions, templates_of(root.path))}


# ------------------------------------------------------------------------------------------------------ structured data


def test_the_first_page_says_who_we_are_and_how_we_are_reached(handbook: Root) -> None:
    """In each language."""
    for language, name in (("zh", "小公司"), ("en", "Small Company")):
        whole = front(handbook, f"{language}/index")["Organization"]
        assert (whole["name"], whole["url"]) == (name, f"https://small.example/{language}/")
        reached = whole["contactPoint"]
        assert (reached["telephone"], reached["email"]) == ("400-000-0000", "care@small.example")
        assert reached["availableLanguage"] == ["zh", "en"]


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
    """Its name, as the page has it; what to do, and when to call, under the page's own headings."""
    (question,) = front(handbook, "en/faults/leak")["FAQPage"]["mainEntity"]
    assert question["name"] == "Leaking window"
    answer = "What you can do first\nCatch the water\nWhen to call us\nIt goes on"
    assert question["acceptedAnswer"] == {"@type": "Answer", "text": answer}


def test_text_from_yaml_cannot_end_the_script(handbook: Root) -> None:
    """Angles and ampersands are escaped, and read back as they were written."""
    hostile = "</script><script>alert()</script> <!-- & \"'"
    handbook.edit("definitions/guides/wipe.yaml", "en: Rinse first", f"en: {json.dumps(hostile)}")
    assert front(handbook, "en/guides/wipe")["HowTo"]["step"][0]["text"] == hostile
    line = next(line for line in page_of(handbook, "en/guides/wipe.md").split("\n") if line.startswith("structured:"))
    assert not set("<>&") & set(line)


# -------------------------------------------------------------------------------------------------------------- the feed


def feed(root: Root, language: str = "en", as_of: str = AS_OF) -> dict[str, Any]:
    """The feed of changed pages."""
    read: dict[str, Any] = json.loads(page_of(root, f"{language}/feed.json", as_of))
    return read


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
    task = page_of(handbook, "zh/maintenance/window/bolts.md")
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
