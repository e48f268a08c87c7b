"""The files of the search's index, as a company's YAML makes them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.company import AS_OF, Root

SEARCH = """
frequent: [{zh: 漏水怎么办, en: It leaks, page: product/window}]
danger:
  - {zh: [掉下来], en: [falling], but: {zh: [不会掉下来]}, title: {zh: 离开, en: Get away}, steps: [{zh: 别碰, en: Do not touch}], pages: [product/window]}
intents: [{zh: [多少钱], en: [price], pages: [product/floor], hint: true}, {zh: [谁付], en: [who pays], pages: [product/floor]}]
elsewhere: [{zh: [空调], en: [aircon], name: {zh: 空调, en: Cooling}}]
"""


def made(root: Root) -> dict[str, Any]:
    """The first part of the English index, with the files of the others."""
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads((root.path / "docs/en/assets/search/first.json").read_text("utf-8"))
    return told


def test_the_parts_of_an_index_are_there_and_hold_every_page(root: Root) -> None:
    """Once each; a hand-written page too, and one that is excluded not."""
    root.write("docs/en/tips.md", "# Tips\n\nBe careful.\n")
    root.write("docs/en/secret.md", "---\nsearch: {exclude: true}\n---\n\n# Secret\n")
    first = made(root)
    assert "tips/" in first["at"]
    assert "secret/" not in first["at"]
    parts = first["parts"]
    folder = root.path / "docs/en/assets/search"
    named = {"first.json", parts["learnt"], *parts["words"], *(name for _, name in parts["texts"])}
    assert {path.name for path in folder.iterdir()} == named


def test_what_yaml_says_comes_with_the_index(root: Root) -> None:
    """Danger, intents, what is not ours; in the edition's language, with addresses instead of links."""
    root.write("definitions/search.yaml", SEARCH)
    words = made(root)["words"]
    assert words["intents"] == [
        {"words": ["price"], "pages": ["products/floor/"], "much": 0.3},
        {"words": ["who pays"], "pages": ["products/floor/"], "much": 1},
    ]
    of_staff = json.loads((root.path / "docs/staff/assets/search/first.json").read_text("utf-8"))["words"]["intents"]
    assert [intent["much"] for intent in of_staff] == [0.3, 0.3]
    assert words["danger"] == [
        {
            "words": ["falling"],
            "title": "Get away",
            "steps": [["Do not touch", ""]],
            "also": "",
            "pages": ["products/window/"],
        }
    ]
    assert words["elsewhere"] == [{"words": ["aircon"], "name": "Cooling", "ask": "", "question": []}]
    nav = json.loads((root.path / ".cache/nav.en.yml").read_text("utf-8").partition("\n")[2])
    assert nav["extra"]["search"]["frequent"] == [
        {"text": "It leaks", "at": "products/window/", "kind": "Product", "icon": "material/home-heart"}
    ]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            "page: product/window}",
            "page: product/windw}",
            "frequent[0].page: unknown product 'windw'; did you mean 'window'?",
        ),
        ("[product/floor]", "[product/flor]", "intents[0].pages[0]: unknown product 'flor'; did you mean 'floor'?"),
        ("en: Cooling", "", "elsewhere[0].name: this public text has no English; add en"),
    ],
)
def test_a_mistake_in_the_words_of_the_search_is_told(root: Root, old: str, new: str, line: str) -> None:
    """Links and languages, like everywhere."""
    root.write("definitions/search.yaml", SEARCH.replace(old, new))
    assert any(line in told for told in root.check()), root.check()


def test_an_edit_of_a_text_keeps_what_was_learnt(handbook: Root) -> None:
    """The part that was learnt depends on readers' words, titles and leads alone."""
    before = made(handbook)["parts"]
    handbook.edit("definitions/guides/wipe.yaml", "en: Rinse first", "en: Rinse it well first")
    after = made(handbook)["parts"]
    assert (before["learnt"], before["words"]) == (after["learnt"], after["words"])
    assert before["texts"] != after["texts"]
