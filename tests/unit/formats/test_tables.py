"""Tables of offices are read as they were meant, or it is said why not; none that broke off passes for whole."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from generator.formats.encodings import NotATable
from generator.formats.tables import as_csv, as_excel, table_of

TEXT = "客户,电话,数量\n王女士,021-5555-0101,3\n\n李先生,138,4\n"
ROWS = [(2, ("王女士", "021-5555-0101", "3")), (4, ("李先生", "138", "4"))]


def rows(content: bytes) -> list[tuple[int, tuple[str, ...]]]:
    """A table's rows with the numbers by which people find them."""
    return [(row.number, row.cells) for row in table_of(content).rows]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (TEXT.encode(), ""),
        (TEXT.encode("utf-8-sig"), ""),
        (TEXT.encode("gbk"), "GBK"),
        (TEXT.encode("utf-16"), "UTF-16"),
        (TEXT.encode("utf-16-le"), "UTF-16"),
        (TEXT.encode("utf-16-be"), "UTF-16"),
        (TEXT.replace(",", ";").encode(), ""),
        (TEXT.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"), "UTF-16"),
        (TEXT.replace(",", "，").encode(), ""),
    ],
)
def test_whatever_program_wrote_it_the_rows_are_the_same(content: bytes, encoding: str) -> None:
    """In each encoding and with each separator; one that is not UTF-8 is named."""
    assert (rows(content), table_of(content).encoding) == (ROWS, encoding)


@pytest.mark.parametrize(
    ("content", "code", "row"),
    [
        (b"", "empty", 0),
        (b"\n \n", "empty", 0),
        (TEXT.encode()[:-9], "broken_off", 4),
        (TEXT.encode()[:-6], "row_length", 4),
        ("客户,备注\n王,好\n李,很".encode()[:-1], "broken_off", 3),
        ("客户,备注\n王,好\n李,很好".encode("gbk")[:-1], "broken_off", 3),
        (TEXT.encode("utf-16")[:-1], "broken_off", 4),
        (b"a,b\n1,2\n\xff\xff,3\n", "unknown_encoding", 3),
        ('客户,备注\n王,"好\n李,也好\n'.encode(), "broken_quote", 2),
        ("客户,客户\n王,李\n".encode(), "heading_twice", 1),
        ("客户,地址\n王,路 8 号,3 楼\n".encode(), "row_length", 2),
        ("客户一览,\n客户,地址\n王,路 8 号\n".encode(), "title", 1),
        ("客户一览\n客户,地址\n王,路 8 号\n".encode(), "title", 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel", 0),
        (as_excel(["a"], [["1"]])[:300], "broken_excel", 0),
    ],
)  # fmt: skip
def test_what_is_no_whole_table_says_so(content: bytes, code: str, row: int) -> None:
    """With the row where it shows."""
    with pytest.raises(NotATable) as told:
        table_of(content)
    assert (told.value.code, told.value.row) == (code, row)


def test_all_rows_that_are_too_short_or_too_long_are_told_at_once() -> None:
    """Whoever mends them need not come back for each."""
    with pytest.raises(NotATable) as told:
        table_of(b"a,b\n1\n2,3\n4,5,6\n")
    assert told.value.found == "2: 1 / 2, 4: 3 / 2"
    with pytest.raises(NotATable) as many:
        table_of(("a,b\n" + 12 * "1\n").encode())
    assert many.value.found.endswith("9: 1 / 2 +4")


def test_a_last_line_without_an_end_is_noticed() -> None:
    """It may be whole, or broken off in its last cell: nobody but its owner can tell."""
    assert [table_of(text).is_open for text in (TEXT.encode(), TEXT.rstrip().encode())] == [False, True]


def test_a_line_that_tells_excel_the_separator_is_no_row() -> None:
    """Rows keep the numbers by which people find them; elsewhere such a text is a cell as any."""
    assert rows(b"sep=;\r\na,b;c\n1,2;3\n") == [(3, ("1,2", "3"))]
    assert rows(b"a,b\nsep=;,1\n") == [(2, ("sep=;", "1"))]


def test_sheets_of_a_workbook_that_are_not_read_are_named() -> None:
    """The first is read in which people see something; those that are hidden or empty are nobody's rows."""
    book = Workbook()
    for title, state, cells in (("old", "hidden", ["1"]), ("none", "visible", []), ("2026", "visible", ["2"]), ("2027", "visible", ["3"])):  # fmt: skip
        sheet = book.create_sheet(title)
        sheet.sheet_state = state
        for row in (["n"], cells) if cells else ():
            sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    table = table_of(stream.getvalue())
    assert (table.sheet, [row.cells for row in table.rows], table.unread) == ("2026", [("2",)], ("2027",))


def test_what_a_sheet_hides_is_not_read_and_joined_cells_count_for_each_of_their_rows() -> None:
    """All of it is told; a sheet of which nothing is seen is no table."""
    book = Workbook()
    for row in (
        ["n", "old", "t", None],
        ["a", 1, "x"],
        [None, 2, "y"],
        ["gone", 3, "z"],
        ["b", 4, "u", "v"],
        [None, 5, "w"],
    ):
        book.active.append(row)
    for area in ("A2:A3", "A5:A6", "C5:D5", "A9:B9"):
        book.active.merge_cells(area)
    book.active.row_dimensions[4].hidden = book.active.row_dimensions[12].hidden = True
    book.active.column_dimensions.group("B", "B", hidden=True)

    def saved() -> bytes:
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    table = table_of(saved())
    assert [(row.number, *row.cells) for row in table.rows] == [
        (2, "a", "x"),
        (3, "a", "y"),
        (5, "b", "u"),
        (6, "b", "w"),
    ]
    assert (table.hidden_rows, table.hidden_columns, table.joined) == ((4,), ("old",), ("A2:A3", "A5:A6", "C5:D5"))
    for number in range(2, 7):
        book.active.row_dimensions[number].hidden = True
    with pytest.raises(NotATable, match="hidden"):
        table_of(saved())


def test_excel_cells_are_read_as_people_see_them() -> None:
    """Days in ISO 8601, telephone numbers without a point, and rows of any length."""
    book = Workbook()
    book.active.append(["客户", "电话", "验收", "数量", "约定"])
    book.active.append(["王女士", 13800000001, date(2026, 3, 5), 2.5, datetime(2026, 3, 5, 9, 30)])
    book.active.append(["李先生"])
    stream = io.BytesIO()
    book.save(stream)
    assert rows(stream.getvalue()) == [
        (2, ("王女士", "13800000001", "2026-03-05", "2.5", "2026-03-05 09:30")),
        (3, ("李先生", "", "", "", "")),
    ]


@pytest.mark.parametrize(("is_of_1904", "days"), [(False, ("1899-12-25", "2025-12-09", "1905-07-18")), (True, ("1903-12-27", "2029-12-10", "1909-07-19"))])  # fmt: skip
def test_a_cell_with_the_format_of_a_day_is_read_by_where_the_workbook_counts_from(
    is_of_1904: bool, days: tuple[str, ...]
) -> None:
    """What no day has that number is no day; a fraction is rounded, and a length of time is no time of a day."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904 if is_of_1904 else CALENDAR_WINDOWS_1900
    cells = ((-5, "d/m/yy"), (46000, "d/m/yy"), (2026, "d/m/yy"), (0, "d/m/yy"), (0.4, "h:mm"), (46000, "0"), (3e6, "d/m/yy"), (0.0625, "[h]:mm"), (45999.9999999, "d/m/yy"))  # fmt: skip
    book.active.append([f"{number}" for number in range(len(cells))])
    book.active.append([value for value, _ in cells])
    for cell, (_, form) in zip(book.active[2], cells, strict=True):
        cell.number_format = form
    stream = io.BytesIO()
    book.save(stream)
    ((_, read),) = rows(stream.getvalue())
    assert read == (*days, "00:00", "09:36", "46000", "#VALUE!", "1:30", days[1])


@pytest.mark.parametrize("cell", ["=1+1", "+86 21", "-5", "@x", "＝1", "plain", "a,b", '"q"', "中文"])
def test_what_goes_out_is_no_formula_and_comes_back_as_it_was(cell: str) -> None:
    """As CSV, which says that it is UTF-8, and as Excel."""
    for content in (as_csv(["x", "y"], [[cell, "1"]]), as_excel(["x", "y"], [[cell, "1"]])):
        assert rows(content) == [(2, (cell, "1"))]
    assert as_csv(["x"], [["=1"]]) == "\ufeffx\r\n'=1\r\n".encode()


def test_a_workbook_does_not_tell_when_it_was_written() -> None:
    """Neither in its parts nor in its properties, so the same rows are the same bytes; and it opens as any."""
    content = as_excel(["name", "x"], [["甲", "=1+1"]])
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    told = load_workbook(io.BytesIO(content)).properties
    assert (told.created, told.modified) == (datetime(1980, 1, 1), datetime(1980, 1, 1))
    assert content == as_excel(["name", "x"], [["甲", "=1+1"]])
    assert rows(content) == [(2, ("甲", "=1+1"))]
