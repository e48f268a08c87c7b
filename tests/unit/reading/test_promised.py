"""A figure that stands as promised is in the handbook's item that it cites."""

from __future__ import annotations

import re

import pytest
from support.company import Root

from generator.model.definition import LocalText
from generator.reading.promised import first_missing


@pytest.mark.parametrize(
    ("text", "item", "figure"),
    [
        (LocalText(zh="24 小时内到场"), LocalText(zh="24 小时内到现场"), None),
        (LocalText(zh="48 小时内到场"), LocalText(zh="24 小时内到现场"), "48"),
        (LocalText(zh="前后 7 天，每月 1 次"), LocalText(zh="每月一次"), "7"),
        (LocalText(zh="十二件工作，12 项"), LocalText(zh="十二件工作"), None),
        (LocalText(en="within 3 days"), LocalText(zh="三天内"), None),
        (LocalText(en="0.5 m apart"), LocalText(en="0.50 m"), None),
        (LocalText(zh="每半年看一次"), LocalText(zh="半年检查一次"), None),
        (LocalText(zh="每半年看一次"), LocalText(zh="任何部位不得积水"), "半年"),
        (LocalText(zh="没有数"), LocalText(zh="也没有"), None),
    ],
)
def test_a_figure_is_found_in_figures_or_as_a_numeral(text: LocalText, item: LocalText, figure: str | None) -> None:
    """The first that the item lacks, or none."""
    assert first_missing(text, [item]) == figure


def test_what_the_handbook_does_not_promise_is_told(handbook: Root) -> None:
    """Where it stands, as a warning; the same text of the company's own grade is none."""
    handbook.write("definitions/orders.yaml", "own: {zh: [自己定], en: [our own]}\n")
    file = "definitions/guides/wipe.yaml"
    handbook.edit(
        file,
        "{zh: 每年擦一次, en: Clean it every year, ",
        "{zh: 擦 77 遍, en: Wipe 77 times, grade: P, source: [promise-001], ",
    )
    (line,) = [line for line in handbook.check() if line.startswith(file)]
    assert "the items cited (promise-001) do not hold the figure 77" in line
    assert "warning" in line
    handbook.edit(file, "擦 77 遍", "擦 77 遍，自己定的")
    assert [line for line in handbook.check() if line.startswith(file)] == []


@pytest.mark.parametrize(
    ("rule", "item", "figure"),
    [
        ("interval: 1 year", "每年一次", None),
        ("interval: 6 months", "半年检查一次", None),
        ("interval: 6 months", "任何部位不得积水", "6"),
        ("interval: 2 years", "每年一次", "2"),
        ("interval: 2 weeks", "两周一次", None),
        ("interval: 10 days", "每月一次", "10"),
        ("interval_by: {traffic: {heavy: 1 month, light: 6 months}}", "每月至半年一次", None),
        ("interval_by: {traffic: {heavy: 1 month, light: 3 years}}", "每月至半年一次", "3"),
    ],
)
def test_an_interval_is_said_by_the_item(rule: str, item: str, figure: str | None, handbook: Root) -> None:
    """With its figure, or as every month, quarter, half year or year."""
    handbook.write("definitions/orders.yaml", "own: {zh: [自己定], en: [our own]}\n")
    file = "definitions/maintenance/floor/polish.yaml"
    text = (handbook.path / file).read_text("utf-8")
    promised = f"anchor: acceptance\n  {rule}\n  grade: P\n  source: [promise-001]\n"
    handbook.write(file, re.sub(r"anchor: acceptance.*?grade: G\n", promised, text, count=1, flags=re.DOTALL))
    article = handbook.path / "definitions/sources/article.yaml"
    says = re.sub(r"(promise-001:\s+says: \{zh: )[^,}]*", rf"\g<1>{item}", article.read_text("utf-8"), count=1)
    handbook.write("definitions/sources/article.yaml", says)
    told = [line for line in handbook.check() if line.startswith(file) and "do not hold" in line]
    assert [f"the figure {figure};" in line for line in told] == ([True] if figure else [])


@pytest.mark.parametrize(("made", "told"), [("", 0), ("made_to_order: true\n", 1)])
def test_what_is_made_to_order_has_no_promise_of_goods_from_stock(handbook: Root, made: str, told: int) -> None:
    """The product is named where the promise names it."""
    handbook.add("definitions/products/window.yaml", made)
    file = "definitions/services/promises/glass.yaml"
    handbook.add(file, "for_stock: true\n")
    said = "this promise is for goods from stock (for_stock), and window is made to order"
    assert sum(said in line for line in handbook.check()) == told
