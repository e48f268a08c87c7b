"""Lines that fit a terminal: numbers, dates, ids and telephones are whole, words break where they may, messages hang."""

from __future__ import annotations

import io
import itertools
import re

import pytest
from click.testing import CliRunner
from rich.cells import cell_len
from rich.text import Text

from generator.faces.cli import main
from generator.faces.fitting import folded, pieces, widths
from generator.faces.grids import Grid, print_grid
from generator.faces.screen import Screen
from generator.text.located import place
from generator.text.problems import Problem

# What is copied, dialled or counted; none of it may end up on two lines.
WHOLE = [
    "2026-11-23",
    "09:30–11:30",
    "021-5555-0199",
    "+86 (0)21 5555 0199",
    "+44 20 7946 0958 ext. 4021",
    "0851-5555-0103 转 8021",
    "0851-5555-0103分机12",
    "13800000001",
    "c-001",
    "window/connector-rust",
    "WH-2026-0000123456",
    "1,234,567.89",
    "100%",
    "88 弄",
    "16°C",
    "123e4567-e89b-12d3-a456-426614174000",
    "12号",
    "7栋3-2-501",
    "88 弄 3 号 1201 室",
    "1505弄18号B座4层",
    "3-2-501",
    "12 Main St",
    "221B Baker Street",
    "Unit 4B",
    "Flat 3-2-501",
]
AROUND = ["上海某某房地产开发有限公司", "Shanghai Riverside Property Holdings", "收货请找", "（东门）"]


def printed(grid: Grid, width: int) -> str:
    screen = Screen(file=io.StringIO(), width=width, highlight=False)
    print_grid(screen, grid)
    return screen.file.getvalue()


def one_line(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("width", [36, 40, 57])
def test_what_is_read_as_one_is_on_one_line(width: int) -> None:
    """Whatever stands before and behind it; and every character is still there."""
    for before, whole, after in itertools.product(AROUND, WHOLE, AROUND):
        gap = "" if whole[-1] in "号层" and before[-1] > "z" else " "  # so Chinese addresses are written
        text = f"{before}{gap}{whole}{gap}{after}"
        lines = folded(text, width, hang=0)
        assert max(map(cell_len, lines)) <= width
        assert [whole for line in lines if whole in line] == [whole], lines
        assert one_line("".join(lines)) == one_line(text)


def test_no_line_begins_with_what_closes_nor_ends_with_what_opens() -> None:
    """A sentence of Chinese, at every width."""
    text = "请先关水（总阀在厨房），再打电话：400-000-0000。“别动”开关、插座！" * 3
    for width in range(14, 60):
        lines = folded(text, width)
        assert [line for line in lines if line[0] in "，。：！、）”" or line[-1] in "（“"] == []


def test_a_short_name_stays_whole_where_there_is_room() -> None:
    """A list of people breaks between them."""
    assert folded("赵师傅、韦师傅、陈师傅", 17) == ["赵师傅、韦师傅、", "陈师傅"]
    assert list(pieces("赵师傅、韦师傅")) == ["赵师傅、", "韦师傅"]


def test_a_table_has_each_number_whole_at_any_width() -> None:
    """Where columns have no room for that, each row is a block of lines."""
    rows = tuple(
        (f"{before} {whole}", whole, after) for before, whole, after in itertools.product(AROUND, WHOLE, AROUND[:1])
    )
    grid = Grid(headings=("客户", "id", "address"), rows=rows, styles=("",) * len(rows), right=frozenset({1}))
    for width in (60, 80, 120):
        shown = printed(grid, width)
        assert max(map(cell_len, shown.splitlines())) <= width
        assert "…" not in shown
        assert {whole: shown.count(whole) for whole in WHOLE if shown.count(whole) < 2 * len(AROUND)} == {}
    assert widths([["", "2026-11-23"], ["", "13800000001"]], 20) is None
    narrow = printed(Grid(headings=("day", "phone"), rows=(("2026-11-23", "13800000001"),), styles=("",)), 20)
    assert narrow.splitlines() == ["day 2026-11-23", "phone 13800000001", ""]


def test_what_would_be_broken_beside_the_rest_stands_under_its_row() -> None:
    """Whole, after its heading; where all has room it stays beside. What is wide without need is left out first."""
    rows = (("2026-11-23", "王女士", "贵阳市观山湖区云岭东路 3 号", "杨老师 0851-5555-0103"),)
    grid = Grid(
        headings=("日期", "客户", "地址", "联系人"), rows=rows, styles=("",), under=frozenset({2, 3}), colon="："
    )
    assert printed(grid, 70).splitlines()[-1] == " ".join(rows[0])
    assert printed(grid, 60).splitlines()[1:] == [
        "─" * 17, "2026-11-23 王女士", "  地址：贵阳市观山湖区云岭东路 3 号", "  联系人：杨老师 0851-5555-0103"
    ]  # fmt: skip
    words = Grid(headings=("day", "task"), rows=(("2026-11-23", "Crystallization"),), styles=("",))
    assert [words.is_torn(width) for width in (20, 26)] == [True, False]


def test_words_of_one_column_come_before_short_names_of_others() -> None:
    """Where not all has room, a Chinese name stands on two lines before an English word is torn; a heading may be on two."""
    rows = [["customer", "云岭实验学校"], ["asset", "主入口大理石"], ["task", "Look after crystallization"]]
    assert widths(rows, 34) == [12, 7, 15]
    assert widths(rows, 42) == [12, 12, 18]
    assert widths([["days late", "16"], ["day", "2026-11-23"]], 14) == [4, 10]


def test_a_column_is_no_wider_than_what_it_holds_and_words_come_before_ease() -> None:
    """What is left over is not spread; a word that fits is not torn for another column's comfort."""
    assert widths([["day", "2026-11-23"], ["n", "1"]], 80) == [10, 1]
    assert widths([["a", "Crystallization"], ["b", "云岭实验学校教学楼外窗和南门" * 3]], 24)[0] == 15  # type: ignore[index]


def message_on(is_terminal: bool, text: str, width: int = 40) -> list[str]:
    screen = Screen(file=io.StringIO(), width=width, force_terminal=is_terminal, no_color=True, highlight=False, soft_wrap=True)  # fmt: skip
    screen.print(Text(text))
    return screen.file.getvalue().splitlines()


@pytest.mark.parametrize(
    "text",
    [
        "definitions/maintenance/window/connector-rust.yaml:10:13: schedule.interval: '4 mnths' is not a length of time; write 6 months",
        "schedules/customers/c-001.yaml:12:3: 没有这个产品；有：断桥铝合金窗、大理石地面、LED 显示屏、不锈钢门",
    ],
)
def test_a_message_hangs_below_its_place_on_a_terminal_and_is_one_line_in_a_pipe(text: str) -> None:
    """The place stays whole, so that a terminal makes a link of it."""
    assert message_on(False, text) == [text]
    first, *rest = message_on(True, text)
    assert first.split(": ")[0].rstrip(":") == text.split(": ")[0]
    assert {line[:2] for line in rest} == {"  "}
    assert max(map(cell_len, rest)) <= 40
    assert one_line("".join([first, *rest])) == one_line(text)


@pytest.mark.parametrize("at", [0, 10, 60, 118, 119])
@pytest.mark.parametrize("sign", ["x", "漏"])
def test_the_caret_stands_under_its_place_where_the_line_is_longer_than_the_terminal(sign: str, at: int) -> None:
    """What is shown fits, with what stands around the place."""
    line = sign * at + "Q" + sign * (120 - at)
    problem = Problem(code="not_yaml", file="definitions/a.yaml", keys=("a",))
    (located,) = place([problem], {"definitions/a.yaml": f"a: {line}\n"})
    shown, caret = (located.caret(60) or "").split("\n")
    assert max(cell_len(shown), cell_len(caret)) <= 60
    assert shown[4:].strip()
    assert cell_len(caret) - 1 >= 4
    assert shown[4:] in f"a: {line}"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_stands_in_two_columns_and_fits(language: str) -> None:
    """What options are for begins in one column, however wide what stands before it is; nothing to type is torn.

    Chinese has no blank behind its own marks, and what click adds is in its brackets; the list of commands is whole.
    """
    for command in ([], ["incident"], ["init"], ["record"], ["build"], ["schema"]):
        shown = CliRunner().invoke(main, [*command, "--help", "--lang", language], terminal_width=80).output
        lines = shown.splitlines()
        assert max(map(cell_len, lines)) <= 80
        listed = lines[next(at for at, line in enumerate(lines) if "选项：" in line or "Options:" in line) :]
        starts = {cell_len(found[0]) for line in listed if (found := re.match(r"  -\S.*?\S {2,}(?=\S)", line))}
        assert len(starts) == 1, shown
        assert ("schedules/records/" in shown) is (command in (["incident"], ["record"]))
        assert re.findall(r"[：。，；）] \S|\[默认|\[必填|^  [a-z]+ .*\.\.\.$|^ {3}\S", shown, re.MULTILINE) == []
