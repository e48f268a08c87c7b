"""Product lines are the company's own words: what pages are grouped by, labelled with and searched by."""

from __future__ import annotations

import json
import re

import pytest
from support.company import AS_OF, Root

LINES = """
lines:
  stone: {name: {zh: 石材类, en: Stones}, colour: "#AA5500"}
  window: {name: {zh: 门窗类, en: Glazing}, icon: material/door}
  lift: {name: {zh: 电梯, en: Lifts}}
fields:
  law: {zh: 法律, en: Law}
"""
COMPANY, PRODUCT = "definitions/company.yaml", "definitions/products/window.yaml"


def pages(root: Root) -> dict[str, str]:
    """What ``aftercare pages`` writes for English readers, by path below their language."""
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    return {path: (root.path / "docs/en" / path).read_text("utf-8") for path in WANTED}


WANTED = (
    "products/index.md", "maintenance/index.md", "products/window.md", "assets/search/first.json", "assets/company.css",
)  # fmt: skip


def headings(page: str) -> list[tuple[str, str]]:
    """The icon and the title of each group of a list."""
    return re.findall(r"^## :([\w-]+): (.+?) \{", page, re.MULTILINE)


def test_groups_follow_the_companys_lines_in_its_order_with_its_icons(root: Root) -> None:
    """A line of its own icon shows that, another the first product's; one without products is not shown."""
    root.add(COMPANY, LINES)
    made = pages(root)
    both = [("material-floor-plan", "Stones"), ("material-door", "Glazing")]
    assert headings(made["products/index.md"]) == headings(made["maintenance/index.md"]) == both
    assert 'tags: ["Product", "Glazing"]' in made["products/window.md"]
    assert made["assets/company.css"].splitlines()[4:] == [".care-line--stone { --care-line-colour: #aa5500; }"]


def test_without_lines_products_speak_for_themselves(root: Root) -> None:
    """Products of one line share a heading made of their names; one without a line has its own."""
    root.edit("definitions/products/floor.yaml", "line: stone\n", "")
    root.write(
        "definitions/products/door.yaml", (root.path / PRODUCT).read_text("utf-8").replace("en: Window", "en: Door")
    )
    made = pages(root)
    assert headings(made["products/index.md"]) == [
        ("material-window-closed-variant", "Door, Window"),
        ("material-floor-plan", "Stone floor"),
    ]


def test_the_search_knows_the_words_of_a_line_by_its_name(root: Root) -> None:
    """As the labels of pages have it."""
    root.add(COMPANY, LINES)
    root.write("definitions/search.yaml", "line_words:\n  - {lines: [stone, lift], zh: [石], en: [Slab]}\n")
    known = json.loads(pages(root)["assets/search/first.json"])["words"]
    assert known["lines"] == [[["Stones", "Lifts"], ["slab"]]]


@pytest.mark.parametrize(
    ("file", "content", "says"),
    [
        (PRODUCT, ("line: window", "line: widnow"), "line: unknown product line 'widnow'; there are stone, window, lift; did you mean 'window'?"),
        (PRODUCT, ("line: window", "line: boats"), "line: unknown product line 'boats'; there are stone, window, lift"),
        (COMPANY, ("material/door", "material/dor"), "lines.window.icon: there is no icon 'material/dor'; choose one of Material's, such as material/window-closed-variant"),
        (COMPANY, ("#AA5500", "#AA550"), "lines.stone.colour: '#AA550' is not a colour; write it as #0f5552"),
        ("definitions/search.yaml", "line_words:\n  - {lines: [stones], zh: [石], en: [slab]}\n", "line_words[0].lines[0]: unknown product line 'stones'; there are stone, window, lift; did you mean 'stone'?"),
        ("definitions/glossary.yaml", "slab: {zh: 板, en: slab, field: low}\n", "slab.field: unknown field 'low'; there are stone, window, lift, law; did you mean 'law'?"),
    ],
)  # fmt: skip
def test_a_line_that_does_not_exist_is_named_with_those_that_do(
    root: Root, file: str, content: tuple[str, str] | str, says: str
) -> None:
    """In a product, in the words of the search, in the glossary; and so are icons and colours that are none."""
    root.add(COMPANY, LINES)
    if isinstance(content, str):
        root.write(file, content)
    else:
        root.edit(file, *content)
    told = [line for line in root.check() if line.startswith(f"{file}:")]
    assert [line.partition(": ")[2] for line in told] == [says]
