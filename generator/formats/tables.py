"""Tables as offices keep them, CSV and Excel, to rows of text and back: nothing that a file lacks goes unnoticed."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import zip_longest
from xml.etree.ElementTree import ParseError

from generator.formats.encodings import NotATable, decoded
from generator.formats.unseen import layout_of, spread

# What a cell begins with that spreadsheets reckon instead of showing it.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# By it Excel knows that a file is UTF-8; without it Chinese is read as something else.
UTF8_MARK = "\ufeff"
_ZIP, _OLD_EXCEL = b"PK", b"\xd0\xcf\x11\xe0"
_NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can tell: by the clock, each workbook would be another
_SEPARATORS = ",;\t，；"
_SAID_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?(?:\r\n|\r|\n)', re.IGNORECASE)
# What reading a workbook raises that was cut, or changed on its way.
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError, AttributeError, EOFError, IndexError,
    OSError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the number by which people find it in the file, and its cells, as many as there are headings."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows. ``encoding`` is named where it was not UTF-8; ``is_open`` where the last line has no end.

    Of a workbook ``sheet`` was read, and ``unread`` are its other sheets that people see something in; ``hidden_rows`` and
    ``hidden_columns`` of the sheet were not read, and what stands in ``joined`` cells counts for each of their rows.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    encoding: str = ""
    is_open: bool = False
    sheet: str = ""
    unread: tuple[str, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()


_SHOWN = 8  # so many rows are told
_HEADED = 2  # rows that a table has at least: its headings, and one below them


def table_of(content: bytes) -> Table:
    """What a file of CSV or Excel holds, empty rows left out. Raises NotATable."""
    if content.startswith(_OLD_EXCEL):
        raise NotATable("old_excel")
    if content.startswith(_ZIP):
        return _of_workbook(content)
    text, encoding = decoded(content)
    is_open = bool(text) and not text.endswith(("\n", "\r"))
    return replace(_made(_csv_rows(text)), encoding=encoding, is_open=is_open)


def _of_workbook(content: bytes) -> Table:
    """The table of a workbook's sheet, without what that hides."""
    from openpyxl.utils import get_column_letter  # takes long to read, and no other command needs it

    title, rows, unread = _excel_rows(content)
    try:
        layout = layout_of(content, title)
    except _BROKEN as error:
        raise NotATable("broken_excel") from error
    cells = spread([row.cells for row in rows], layout.joined)
    said = [Row(row.number, of_row) for row, of_row in zip(rows, cells, strict=True) if any(of_row)]
    shown = [row for row in said if row.number not in layout.rows]
    if len(shown) < _HEADED <= len(said):
        raise NotATable("hidden")
    columns = range(len(shown[0].cells)) if shown else ()
    kept = [column for column in columns if column not in layout.columns]
    hidden = [column for column in columns if column in layout.columns and any(row.cells[column] for row in shown)]
    return replace(
        _made([Row(row.number, tuple(row.cells[column] for column in kept)) for row in shown]),
        sheet=title,
        unread=unread,
        hidden_rows=tuple(row.number for row in said if row.number in layout.rows),
        hidden_columns=tuple(shown[0].cells[column] or get_column_letter(column + 1) for column in hidden),
        joined=tuple(area.name for area in layout.joined if any(map(any, cells[area.first - 1 : area.first]))),
    )


def _made(rows: Sequence[Row]) -> Table:
    said = [row for row in rows if any(row.cells)]
    if not said:
        raise NotATable("empty")
    if len(said) == 1:
        raise NotATable("only_headings")
    headings = said[0].cells
    while headings and not headings[-1]:
        headings = headings[:-1]
    if sum(map(bool, headings)) == 1 and all(sum(map(bool, row.cells)) > 1 for row in said[1:]):
        raise NotATable("title", said[0].number, headings[-1])
    names = [heading for heading in headings if heading]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise NotATable("heading_twice", said[0].number, twice)
    wrong = [row for row in said[1:] if len(row.cells) < len(headings) or any(row.cells[len(headings) :])]
    if wrong:
        told = [f"{row.number}: {len(row.cells)} / {len(headings)}" for row in wrong[:_SHOWN]]
        rest = f" +{len(wrong) - _SHOWN}" if len(wrong) > _SHOWN else ""
        raise NotATable("row_length", wrong[0].number, f"{', '.join(told)}{rest}")
    return Table(headings, tuple(Row(row.number, row.cells[: len(headings)]) for row in said[1:]))


def _csv_rows(text: str) -> list[Row]:
    told = _SAID_SEPARATOR.match(text)  # a line by which Excel is told, and which is no row
    first = text.split("\n", 1)[0]
    separator = told[1] if told else max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(text[told.end() if told else 0 :], newline=""), delimiter=separator, strict=True)
    rows: list[Row] = []
    before = start = 1 + bool(told)
    try:
        for cells in reader:
            rows.append(Row(start, tuple(map(_plain, cells))))
            start = reader.line_num + before
    except csv.Error as error:
        code = "huge_cell" if "limit" in str(error) else "broken_quote"
        raise NotATable(code, start, f"{csv.field_size_limit()}") from error
    return rows


def _excel_rows(content: bytes) -> tuple[str, list[Row], tuple[str, ...]]:
    """The first sheet in which people see something: its name, its rows, and what other such sheets are called."""
    from openpyxl import load_workbook  # takes long to read, and no other command needs it

    rows = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a number that is no day its cell tells, other parts concern nobody
            shown, written = (
                load_workbook(io.BytesIO(content), read_only=True, data_only=is_shown) for is_shown in (True, False)
            )
            seen = [sheet for sheet in shown.worksheets if sheet.sheet_state == "visible"]
            full = [sheet.title for sheet in seen if any(map(any, sheet.iter_rows(values_only=True)))]
            title, *unread = full or [shown.worksheets[0].title]
            both = zip(shown[title].iter_rows(), written[title].iter_rows(), strict=True)
            for number, (cells, formulas) in enumerate(both, 1):
                for cell, formula in zip_longest(cells, formulas):
                    # what a formula came to is kept beside it, but by programs that reckon alone
                    if cell.value is None and cell.data_type == "n" and formula.value is not None:
                        raise NotATable("formula", number, formula.coordinate)
                rows.append(Row(number, tuple(_shown(cell.value) for cell in cells)))
    except _BROKEN as error:
        raise NotATable("broken_excel") from error
    widest = max((len(row.cells) for row in rows), default=0)  # a row ends where nothing more stands in it
    return title, [Row(row.number, row.cells + ("",) * (widest - len(row.cells))) for row in rows], tuple(unread)


def _shown(cell: object) -> str:
    """A cell as people see it: days in ISO 8601, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        cell = (cell + timedelta(milliseconds=500)).replace(microsecond=0)  # fractions of days are never quite a minute
        return f"{cell:%Y-%m-%d}" if (cell.hour, cell.minute) == (0, 0) else f"{cell:%Y-%m-%d %H:%M}"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):  # of no day: the cell holds 0, or a part of a day
        return f"{cell:%H:%M}"
    if isinstance(cell, timedelta):
        days, hours = divmod(cell / timedelta(hours=1), 24)
        return plain_number(days) if days else f"{int(hours)}:{round(hours % 1 * 60):02}"
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell.is_integer() else plain_number(float(f"{cell:.15g}"))
    return _plain(str(cell))


def plain_number(value: float) -> str:
    """A number with all its digits, whole ones without a point, none with an exponent."""
    return f"{Decimal(repr(value)).normalize():f}"


def _plain(cell: str) -> str:
    """A cell's text on one line, without the mark by which ``safe`` keeps it from being reckoned."""
    text = " ".join(cell.split())
    return text[1:] if text.startswith("'") and _would_be_reckoned(text) else text


def safe(text: str) -> str:
    """A text that no spreadsheet reckons: what would be a formula is marked as text, and what has a mark gets another."""
    return f"'{text}" if _would_be_reckoned(text) else text


def _would_be_reckoned(text: str) -> bool:
    """True for a formula, whatever marks stand before it."""
    return text.lstrip("' ").lstrip().startswith(FORMULA)


def as_csv(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A CSV that Excel reads as it is meant."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(headings)
    table.writerows([safe(cell) for cell in row] for row in rows)
    return (UTF8_MARK + text.getvalue()).encode("utf-8")


def as_excel(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet, every cell a text; of the same rows the same bytes, whenever it is written."""
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    sheet = book.create_sheet("aftercare")
    sheet.append(list(headings))
    for row in rows:
        sheet.append([safe(cell) for cell in row])
    book.properties.created = book.properties.modified = datetime(*_NO_TIME)
    written, timeless = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        ExcelWriter(book, archive).write_data()
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(timeless, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in parts.namelist():
            archive.writestr(zipfile.ZipInfo(name, _NO_TIME), parts.read(name), zipfile.ZIP_DEFLATED)
    return timeless.getvalue()
