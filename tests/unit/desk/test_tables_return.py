"""Whatever a company holds, what goes out as a table comes in without a change; and the jobs page tells the columns."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.company import AS_OF, PROJECT, Root

from generator.desk.cells import Vocabulary
from generator.desk.columns import CUSTOMER_COLUMNS, RECORD_COLUMNS, columns_of, heading_of
from generator.desk.customerfiles import customers_in, outcome
from generator.desk.exporting import Rows, customer_rows, filled_columns, in_words, record_rows
from generator.desk.importing import imported
from generator.desk.recordrows import record_rows as rows_of_records
from generator.formats.tables import Table, as_csv, as_excel, table_of
from generator.model.definition import Placed
from generator.model.definitions import Definitions
from generator.model.people import Customer
from generator.model.records import Record, Voided
from generator.model.schedules import Schedules
from generator.model.voids import taken_back
from generator.reading.load import load
from generator.reading.schema import validate
from generator.reading.words import own_words
from generator.text.written import dumped, node

FILE = "schedules/customers/c-001.yaml"
WORDS = own_words().words
# What people write, and what spreadsheets would make something else of; a sign that a spreadsheet could not reckon is none.
TEXTS = st.one_of(
    st.sampled_from(["=1+1", "'=1", "-", "+86 021-5555-0101", "@x", "'quoted'", "a  b", 'say "x", y; z', "１２号", "007", "2026-03-05", "a\nb"]),
    st.text(st.characters(categories=("Lu", "Ll", "Lo", "Nd", "Po", "Sm")), min_size=1, max_size=9).map(lambda text: f"x{text}"),
)  # fmt: skip
DAYS = st.dates(date(2025, 1, 1), date(2026, 11, 20))
AMOUNTS = st.one_of(st.integers(1, 10**6), st.sampled_from([0.5, 1e-05, 12.25, 1234567.5]))


@cache
def company() -> tuple[Definitions, Schedules]:
    """The small company's, once for all."""
    definitions, schedules, _ = load(PROJECT / "tests/cases/small-company/input")
    return definitions, schedules


@st.composite
def assets(draw: st.DrawFn, number: int) -> dict[str, object]:
    asset: dict[str, object] = {
        "id": f"a-{number}", "name": draw(TEXTS), "product": draw(st.sampled_from(["window", "floor"])),
        "quantity": draw(AMOUNTS),
    }  # fmt: skip
    if draw(st.booleans()):
        asset["milestones"] = {"acceptance": f"{draw(DAYS)}", "move_in": "pending"}
    if draw(st.booleans()):
        asset["traffic"] = draw(st.sampled_from(["heavy", {"2026-01-01": "light", "2026-06-01": "heavy"}]))
    if draw(st.booleans()):
        asset["last_done"] = {"window/yearly": f"{draw(DAYS)}", "floor/polish": f"{draw(DAYS)}"}
    return asset


@st.composite
def customers(draw: st.DrawFn) -> dict[str, object]:
    """A customer's file, with what only files say beside what tables do."""
    sites = [
        {
            "id": f"s-{number}", "name": f"{number}{draw(TEXTS)}", "region": "shanghai", "address": f"{number}{draw(TEXTS)}",
            **draw(st.sampled_from([{}, {"milestones": {"acceptance": "2026-08-31", "move_in": "2026-09-07"}}])),
            **draw(st.sampled_from([{}, {"visiting": {"weekdays": ["mon"]}}, {"closed": []}, {"technician": "t-01"}])),
            "assets": [draw(assets(index)) for index in range(draw(st.integers(0, 2)))],
        }
        for number in range(draw(st.integers(1, 2)))
    ]  # fmt: skip
    told: dict[str, object] = {
        "name": draw(TEXTS), "tier": draw(st.sampled_from(["A", {"2026-01-01": "B", "2026-07-01": "A"}]))
    }  # fmt: skip
    for key, values in (
        ("locale", ["zh", "en"]),
        ("contact", [{"name": "司马", "phone": "021-5555-0199"}, {"name": "=x"}, {"phone": "+86 21 5555 0199"}]),
        ("consent", [{"given": "2026-03-01"}, {"given": "2026-03-01", "withdrawn": "2026-04-01"}, [{"given": "2025-03-01", "withdrawn": "2025-04-01"}, {"given": "2026-03-01"}]]),
        ("service", [{"from": "2026-01-01"}, {"from": "2026-01-01", "until": "2027-01-01"}]),
        ("contract", [{"tasks": ["floor/polish"]}]),
    ):  # fmt: skip
        if draw(st.booleans()):
            told[key] = draw(st.sampled_from(values))
    return {**told, "sites": sites}


def again(columns: tuple[str, ...], rows: Rows, known: tuple[str, ...], *, is_excel: bool, language: str) -> Table:
    """The rows out as a file, and in again."""
    words, (definitions, schedules) = WORDS["zh" if language == "zh" else "en"], company()
    rows = in_words(rows, Vocabulary.of(definitions, schedules), words.language)
    filled = list(filled_columns(columns, rows))
    cells = [[row.get(column, "") for column in filled] for row in rows]
    headings = [heading_of(column, words, definitions) for column in filled]
    return table_of((as_excel if is_excel else as_csv)(headings, cells))


@settings(max_examples=120)
@given(customers(), st.booleans(), st.sampled_from(["zh", "en"]))
def test_customers_come_in_as_they_went_out(data: dict[str, object], is_excel: bool, language: str) -> None:
    """Nothing is changed, added or complained of."""
    definitions, schedules = company()
    customer, problems = validate(Customer, data, FILE, id_="c-001")  # type: ignore[arg-type]
    if customer is None:  # two of one name, say
        assert problems
        return
    text = dumped(node(data))  # type: ignore[arg-type]
    known = replace(
        schedules,
        customers={"c-001": customer},
        texts={FILE: text},
        places={**schedules.places, ("customer", "c-001"): Placed(FILE)},
    )
    columns, rows, _ = customer_rows(known)
    table = again(columns, rows, CUSTOMER_COLUMNS, is_excel=is_excel, language=language)
    ours = columns_of(table, CUSTOMER_COLUMNS, {}, WORDS, definitions)
    result = imported(table, ours, Vocabulary.of(definitions, known), customers_in(known))
    assert (ours.unknown, result.problems) == ((), [])
    assert outcome(result, definitions, known, date.fromisoformat(AS_OF)).edits == ()


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record of one task, with what a table has no column for beside what it has."""
    kind = draw(st.sampled_from(["completed", "skipped", "moved", "appointment"]))
    at = draw(st.datetimes(datetime(2026, 11, 21), datetime(2027, 1, 1))).replace(second=0, microsecond=0)
    return Record(
        record=kind, date=draw(DAYS), customer="c-001", site="home", task="floor/polish",
        asset=draw(st.sampled_from([None, "hall"])), due=draw(st.none() | DAYS),
        technician=draw(st.sampled_from([None, "t-01"])), minutes=draw(st.none() | st.integers(1, 1440)),
        to=at.date() if kind == "moved" else None, at=at if kind == "appointment" else None,
        reason=draw(st.none() | TEXTS), findings=draw(st.none() | TEXTS), told=draw(st.none() | TEXTS),
        photos=draw(st.sampled_from([(), ("a.jpg",)])), signed=draw(st.none() | TEXTS),
    )  # fmt: skip


@settings(max_examples=120)
@given(st.lists(records(), max_size=4), st.sets(st.integers(0, 3)), st.booleans(), st.sampled_from(["zh", "en"]))
def test_records_come_in_as_they_went_out(told: list[Record], voided: set[int], is_excel: bool, language: str) -> None:
    """All that stand are there already, whatever else stands beside them in the files, and whatever was taken back."""
    definitions, schedules = company()
    voids = [void(told[n]) for n in sorted(voided) if n < len(told)]
    every = [*told, *voids]
    taken = len(taken_back(every).void)
    known = replace(
        schedules,
        records=tuple((Placed("schedules/records/2026-11.yaml", ("records", n)), r) for n, r in enumerate(every)),
    )
    columns, rows, left_out = record_rows(known, definitions)
    assert left_out == {"export_taken_back": taken, "export_left_out": len(voids)}
    assert len(rows) == len(told) - taken
    if not rows:
        return
    table = again(columns, rows, RECORD_COLUMNS, is_excel=is_excel, language=language)
    ours = columns_of(table, RECORD_COLUMNS, {}, WORDS, definitions)
    result = rows_of_records(table, ours, definitions, known, date(2026, 11, 23))
    assert (ours.unknown, result.problems, result.told, result.edits) == ((), [], [], {})
    assert result.same == len(rows)


def void(record: Record) -> Record:
    """What takes a record back."""
    return Record(
        record="void", date=record.date, customer=record.customer, site=record.site, reason="写错",
        of=Voided(record=record.record, date=record.date, task=record.task, asset=record.asset, due=record.due),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", ["有 1 条记录已作废，表里没有", "有 1 条记录不是单一任务的（如作废、上报、有读数的），表里没有"]),
        (
            "en",
            [
                "records that a void took back are not in the table: 1",
                "records that are not of one task alone (a void, an incident, one with readings) are not in the table: 1",
            ],
        ),
    ],
)
def test_what_was_taken_back_is_no_row(root: Root, language: str, said: list[str]) -> None:
    """Nobody takes it for done; what stands is there, and comes in again without a change."""
    root.remove("schedules/records")
    place = "customer: c-001, site: home"
    root.write(
        "schedules/records/2026-10.yaml",
        f"""records:
  - {{record: completed, date: 2026-10-09, {place}, asset: windows, task: window/yearly, findings: 写错了}}
  - {{record: void, date: 2026-10-10, {place}, of: {{record: completed, date: 2026-10-09}}, reason: 没去}}
  - {{record: completed, date: 2026-10-12, {place}, asset: windows, task: window/yearly, findings: 去了}}
""",
    )
    file = root.path.parent / "out.csv"
    result = root.run("export", "records", str(file), "--lang", language)
    assert (result.exit_code, result.stderr.splitlines()) == (0, said)
    rows = file.read_text("utf-8-sig").splitlines()[1:]
    assert [("去了" in row, "写错了" in row, "2026-10-12" in row) for row in rows] == [(True, False, True)]
    before = root.tree()
    again = root.run("import", "records", str(file), "--as-of", AS_OF)
    assert (again.exit_code, root.tree()) == (0, before)


@pytest.mark.parametrize("listed", ["customers", "records"])
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_table_is_one_to_fill_in(root: Root, listed: str, ending: str, language: str) -> None:
    """It has every heading, which an import takes; and it says that nothing is in it."""
    root.remove("schedules/records")
    root.remove("schedules/customers")
    file = root.path.parent / f"out.{ending}"
    said = root.run("export", listed, str(file), "--lang", language)
    assert said.exit_code == 0, said.output
    assert ("只有标题" if language == "zh" else "headings alone") in said.stdout
    definitions, _ = company()
    ours = CUSTOMER_COLUMNS if listed == "customers" else RECORD_COLUMNS
    known = columns_of(Table(_headings(file.read_bytes()), ()), ours, {}, WORDS, definitions)
    assert (known.ours, known.unknown) == (ours, ())


def _headings(content: bytes) -> tuple[str, ...]:
    if content.startswith(b"PK"):
        from io import BytesIO

        from openpyxl import load_workbook

        sheet = load_workbook(BytesIO(content)).worksheets[0]
        return tuple(str(cell.value) for cell in next(sheet.iter_rows()))
    return tuple(content.decode("utf-8-sig").strip().split(","))


def test_who_was_forgotten_is_no_row(root: Root) -> None:
    """Nothing is left to fill in; how many they are is told, and the work that was done stays among the records."""
    other = (PROJECT / "tests/cases/small-company/input/schedules/customers/c-002.yaml").read_text("utf-8")
    root.write("schedules/customers/c-002.yaml", other)
    assert root.run("forget", "c-001").exit_code == 0
    said = root.run("export", "customers")
    assert "customers who asked to be forgotten are not in the table: 1" in said.stderr
    assert ("c-001" in said.stdout, "c-002" in said.stdout) == (False, True)
    assert "c-001" in root.run("export", "records").stdout
    file = root.path.parent / "out.csv"
    root.run("export", "customers", str(file))
    before = root.tree()
    assert root.run("import", "customers", str(file), "--as-of", AS_OF).exit_code == 0
    assert root.tree() == before


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_jobs_page_tells_every_column(language: str) -> None:
    """In the order of an export, under the headings that it has, each with what it takes."""
    page = (PROJECT / f"docs/desk.{language}.md").read_text("utf-8")
    told = re.findall(r"(?m)^\| `([^`]+)`(?: \*)? \| (.+) \|$", page)
    definitions, _ = company()
    words = WORDS["zh" if language == "zh" else "en"]
    expected = [heading_of(column, words, definitions) for column in (*CUSTOMER_COLUMNS, *RECORD_COLUMNS)]
    assert [heading for heading, _ in told if heading in expected] == expected
    assert all(takes.strip() for _, takes in told)


@pytest.mark.parametrize(
    ("language", "customer", "record"),
    [
        ("en", {"customer id": "c-001", "tier": "key customer", "region": "Shanghai", "product": "Window", "move-in": "pending"}, {"record": "completed", "task": "Bolt check"}),
        ("zh", {"客户编号": "c-001", "客户等级": "重点客户", "地区": "上海", "产品": "窗", "入住": "未定"}, {"记录": "完成", "任务": "螺栓检查"}),
    ],
)  # fmt: skip
def test_a_table_speaks_the_language_of_its_reader(
    root: Root, language: str, customer: dict[str, str], record: dict[str, str]
) -> None:
    """Names for what the company defines, but where two things have one name: then the id, and all of it comes in again."""
    root.edit(FILE, "move_in: 2026-09-07", "move_in: pending")
    table = root.path.parent / "out.csv"
    for listed, cells in (("customers", customer), ("records", record)):
        assert root.run("export", listed, str(table), "--replace", "--lang", language).exit_code == 0
        headings, *rows = csv.reader(io.StringIO(table.read_text("utf-8-sig")))
        said = [dict(zip(headings, row, strict=True)) for row in rows]
        assert [row for row in said if cells.items() <= row.items()], said
        before = root.tree()
        assert root.run("import", listed, str(table), "--as-of", AS_OF).exit_code == 0
        assert root.tree() == before
    root.edit("definitions/products/floor.yaml", "name: {zh: 石材地面, en: Stone floor}", "name: {zh: 窗, en: Window}")
    assert root.run("export", "customers", str(table), "--replace", "--lang", language).exit_code == 0
    rows = [*csv.reader(io.StringIO(table.read_text("utf-8-sig")))]
    product = rows[0].index({"en": "product", "zh": "产品"}[language])
    assert {row[product] for row in rows[1:]} == {"window", "floor"}


HEADINGS = (
    ("业主姓名,电话号码,城市,住 址,客户级别,验收时间,品类,台数（台）,备注", "name phone region address tier acceptance product quantity -", [("备注", "")]),
    ("NAME,Tel.,Area,Address*,Tier,Date Accepted,Product,ＱＴＹ (pcs)", "name phone region address tier acceptance product quantity", []),
    ("客户,电话,手机（备用）,住址", "name phone - address", [("手机（备用）", "")]),
    ("客户,电 话,暂住地址,等极", "name phone - -", [("暂住地址", "地址"), ("等极", "等级")]),
)  # fmt: skip


@pytest.mark.parametrize(("headings", "ours", "unknown"), HEADINGS)
def test_headings_are_known_by_what_offices_call_them(headings: str, ours: str, unknown: list[tuple[str, str]]) -> None:
    """Whatever the width, case, blanks and units; what another heading says more plainly is left out, and told."""
    definitions, _ = company()
    known = columns_of(Table(tuple(headings.split(",")), ()), CUSTOMER_COLUMNS, {}, WORDS, definitions)
    assert " ".join(name or "-" for name in known.ours) == ours
    assert list(known.unknown) == unknown
