"""Figures that a text tells by hand are found before an edit of the rule makes them wrong, and tied ones follow it."""

from __future__ import annotations

import re

import pytest
from support.company import Root

from generator.faces.api import load
from generator.model.definition import LocalText
from generator.model.walking import walk

WINDOW = "definitions/products/window.yaml"
# Each sentence, and what would follow the rule in its place.
SENTENCES = (
    ("每年检查一次", "It is checked every year", "{every:window/yearly}"),
    ("玻璃坏了 24 小时内到场", "On site within 24 hours", "{within:glass}"),
    ("到场不超过 24 小时", "It takes up to 24 hours", "{within:glass}"),
    ("整窗保修 2 年", "A warranty for 2 years", "{warranty:window/general}"),
    ("在两年保修期内免费修", "Mended within the 2-year warranty", "{warranty:window/general}"),
    ("验收起两年内免费修", "Mended free for two years", "{warranty:window/general}"),
    ("24 小时内不要碰", "Do not touch it for 24 hours", ""),
    ("72 小时内回话", "An answer within 72 hours", ""),
    ("每月看一眼", "Look at it every month", ""),
    ("记录保存到保修期满后两年", "Kept until two years after the warranty", ""),
    ("年检报告交给您", "The report of the yearly check is yours", ""),
)


def with_sentences(root: Root, more: str = "") -> None:
    """The window's page with each of them."""
    told = "".join(f"  - {{zh: {zh}, en: {en}, grade: G}}\n" for zh, en, _ in SENTENCES)
    root.add(WINDOW, f"about:\n{told}{more}")


def warned(root: Root) -> dict[int, list[str]]:
    """What ``check`` proposes for each sentence of the page."""
    found = {}
    for line in root.check():
        at = re.search(r"warning: about\[(\d+)\]: a figure is told by hand here.*; write (.*) in its place", line)
        if at:
            found[int(at[1])] = at[2].split(", ")
    return found


def test_what_a_rule_says_too_is_found_and_what_would_follow_is_named(root: Root) -> None:
    """Not what is to be left undone for a while, other figures, what comes after a warranty, nor a check's own name."""
    with_sentences(root)
    assert warned(root) == {at: [tie] for at, (_, _, tie) in enumerate(SENTENCES) if tie}


@pytest.mark.parametrize("beside", ["own: true", "promise: glass"])
def test_a_figure_of_its_own_is_said_to_be_so(root: Root, beside: str) -> None:
    """A key beside the sentence, or the promise that it is of."""
    with_sentences(root, f"  - {{zh: 24 小时内到场, en: There within 24 hours, grade: G, {beside}}}\n")
    assert len(SENTENCES) not in warned(root)


def test_tied_figures_follow_an_edit_of_the_rule(root: Root) -> None:
    """How often, how soon, how long: the page says the new ones, in both languages."""
    tied = [
        "  - {zh: '{every:window/yearly}检查', en: 'Checked {every:window/yearly}'}",
        "  - {zh: '{within:glass}内到场', en: 'There within {within:glass}'}",
        "  - {zh: '保修 {warranty:window/general}', en: 'A warranty of {warranty:window/general}', grade: G}",
    ]
    root.add(WINDOW, "about:\n" + "\n".join(tied) + "\n")
    root.edit("definitions/maintenance/window/yearly.yaml", "interval: 1 year", "interval: 18 months")
    root.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 12 hours")
    root.edit(WINDOW, "period: 2 years", "period: 3 years")
    definitions, _, problems = load(root.path)
    assert [problem for problem in problems if problem.level != "note"] == []
    said = [(each.zh, each.en) for each in definitions.products["window"].about]
    assert said == [
        ("每 18 个月检查", "Checked every 18 months"),
        ("12 小时内到场", "There within 12 hours"),
        ("保修 3 年", "A warranty of 3 years"),
    ]


def test_a_tie_to_no_warranty_is_named(root: Root) -> None:
    """With how it is written."""
    root.add(WINDOW, "about:\n  - {zh: '保修 {warranty:window}', en: 'Warranty {warranty:window/whole}', grade: G}\n")
    found = [line for line in root.check() if "warranty here" in line]
    assert [re.sub(r"^[^:]*:\d+:\d+: ", "", line) for line in found] == [
        "about[0].zh: {warranty:window} is no warranty here; write {warranty:PRODUCT/ID}",
        "about[0].en: {warranty:window/whole} is no warranty here; write {warranty:PRODUCT/ID}",
    ]


def test_a_tasks_name_tells_the_interval_of_its_rule(root: Root) -> None:
    """It is looked at as its summary is."""
    root.edit(
        "definitions/maintenance/window/yearly.yaml", "zh: 年度检查, en: Yearly check", "zh: 每半年看窗, en: Windows"
    )
    found = [line for line in root.check() if "name: the text tells an interval of 6 months" in line]
    assert len(found) == 1


PLACES = {
    "includes": ("definitions/services/prices/own.yaml", "    includes: {}\n", "prices[0].includes"),
    "free": ("definitions/services/prices/own.yaml", "    free: {}\n", "prices[0].free"),
    "a term": ("definitions/glossary.yaml", "pane:\n  zh: 玻璃\n  en: pane\n  says: {}\n  page: task/window/yearly\n", "pane.says"),
    "a warranty": (WINDOW, "    covers: {}\n", "warranty[0].covers"),
    "a frequent question": ("definitions/search.yaml", "frequent:\n  - {}\n", "frequent[0]"),
    "what to do in danger": (
        "definitions/search.yaml",
        "danger:\n  - {{zh: [碎], en: [broken], title: {{zh: 小心, en: Beware}}, steps: [{}]}}\n",
        "danger[0].steps[0]",
    ),
}  # fmt: skip
PRICES = """\
name: {zh: 价目, en: Prices}
summary: {zh: 收多少, en: What it costs}
when: [{zh: 都行, en: Always}]
who: [{zh: 所有人, en: Everybody}]
what_if: [{zh: 来电, en: Call}]
currency: CNY
valid_from: 2026-01-01
prices:
  - id: own
    item: {zh: 上门, en: Visit}
    amount: 80
    unit: {zh: 次, en: visit}
"""


@pytest.mark.parametrize("place", PLACES)
def test_prices_terms_and_the_search_box_are_looked_at_too(root: Root, place: str) -> None:
    """Each tells by hand how soon glass is seen to; tied it follows the promise, and its own where that is said."""
    file, around, at = PLACES[place]
    if "prices" in file:
        root.write(file, PRICES)
    link = ", page: task/window/yearly" if place == "a frequent question" else ""

    def written(text: str) -> None:
        said = around.format(f"{{{text}{link}}}")
        if place == "a warranty":
            lines = (root.path / file).read_text("utf-8").splitlines(keepends=True)
            root.write(file, "".join(said if line.startswith("    covers:") else line for line in lines))
        else:
            before = (PRICES if "prices" in file else "").encode()
            root.write(file, before + said.encode())

    written("zh: 玻璃坏了 24 小时内到场, en: There within 24 hours")
    (found,) = [line for line in root.check() if "told by hand" in line and line.startswith(file)]
    assert (f": {at}: " in found, "write {within:glass} in its place" in found) == (True, True)
    if "own: true" in found:
        written("zh: 玻璃坏了 24 小时内到场, en: There within 24 hours, own: true")
        assert [line for line in root.check() if "told by hand" in line] == []
    written("zh: '玻璃坏了 {within:glass}内到场', en: 'There within {within:glass}'")
    assert [line for line in root.check() if line.startswith(file) and "glass" in line] == []
    root.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 12 hours")
    definitions, _, _ = load(root.path)
    texts = [part.zh for whole in (*definitions.terms.values(), definitions.search, *definitions.products.values(), *definitions.entries["prices"].values()) for _, part in walk(whole) if isinstance(part, LocalText)]  # fmt: skip
    assert "玻璃坏了 12 小时内到场" in texts
