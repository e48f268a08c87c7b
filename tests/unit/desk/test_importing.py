"""Customers and records come in from an office's table, whole or row by row, and nothing that is written is lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from support.apart import Apart
from support.company import AS_OF, Root
from support.holding import aftercare_here
from support.small import SMALL

from generator.desk import edits, importing, known, names
from generator.reading.load import read_sound

HEAD = "客户,电话,地区,地址,等级,验收,入住,产品,数量,人流,上次抛光\n"
WINDOWS = "欧阳先生,13800000001,上海,六合路 9 号,A,2026/3/5,未定,窗,12,,\n"
FLOOR = "欧阳先生,13800000001,上海,六合路 9 号,A,2026年3月5日,,石材地面,40,人流大,2026.10.8\n"
MADE = """\
name: 欧阳先生
tier: A
contact: {name: 欧阳先生, phone: "13800000001"}
sites:
  - id: site-1
    region: shanghai
    address: 六合路 9 号
    milestones: {acceptance: 2026-03-05, move_in: pending}
    assets:
      - {id: window, name: 窗, product: window, quantity: 12}
      - {id: floor, name: 石材地面, product: floor, quantity: 40, traffic: heavy, last_done: {floor/polish: 2026-10-08}}
"""
TWO = "schedules/customers/c-002.yaml"


def imports(root: Root, table: str | bytes, *arguments: str, listed: str = "customers") -> Result:
    """What ``aftercare import`` answers to a table."""
    file = root.path.parent / f"{root.path.name}.csv"
    file.write_bytes(table.encode() if isinstance(table, str) else table)
    result = root.run("import", listed, str(file), "--as-of", AS_OF, *arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_rows_of_one_customer_become_one_file(root: Root, encoding: str) -> None:
    """And the same table again changes nothing; a dry run writes nothing."""
    table = (HEAD + WINDOWS + FLOOR).encode(encoding)
    before = root.tree()
    dry = imports(root, table, "--dry-run")
    assert dry.stdout == "not written; customers that would be: 1 new, 0 added to, 0 as they are\n"
    assert root.tree() == before
    assert imports(root, table).stdout == "customers written: 1 new, 0 added to, 0 as they were\n"
    assert (root.path / TWO).read_text("utf-8") == MADE
    assert root.check()[-1].startswith("no problems"), root.check()
    after = root.tree()
    assert imports(root, table).stdout == "all of this is there already; nothing was changed\n"
    assert root.tree() == after


def test_what_is_wrong_is_told_row_by_row_and_nothing_is_written(root: Root) -> None:
    """Every row that is wrong, with its column; the others are written where that is asked for."""
    table = (
        HEAD
        + WINDOWS
        + "太史女士,13800000002,上还,路 1 号,A,2026-02-30,,窗户,一,,\n,13800000003,上海,路 2 号,A,,,窗,1,,\n"
        + FLOOR
    )
    before = root.tree()
    result = imports(root, table)
    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        "row 3, 地区: there is no '上还'; there are shanghai 上海 Shanghai",
        "row 3, 验收: '2026-02-30' is a day that does not exist",
        "row 3, 产品: there is no '窗户'; there are floor 石材地面 Stone floor, window 窗 Window; did you mean '窗'?",
        "row 3, 数量: '一' is not a number",
        "row 4, 客户: nothing stands here",
        "rows with a problem: 2",
        "rows that are sound: 2; --partly writes those",
        "nothing was written",
    ]
    assert root.tree() == before
    partly = imports(root, table, "--partly")
    assert (partly.exit_code, partly.stdout) == (1, "customers written: 1 new, 0 added to, 0 as they were\n")
    assert partly.stderr.splitlines()[-1] == (
        "rows that were left out: 2; mend them and import the same table again, which changes nothing of what was taken"
    )
    assert (root.path / TWO).read_text("utf-8") == MADE


@pytest.mark.parametrize(
    ("cell", "says"),
    [
        ("45963", "'45963' is how spreadsheets count days, here 2025-11-02 (2029-11-03 in a workbook that counts from 1904); give the column the format of a date, or write the day out"),
        ("45963.4", "'45963.4' is how spreadsheets count days, here 2025-11-02 (2029-11-03 in a workbook that counts from 1904); give the column the format of a date, or write the day out"),
        ("1899-12-30", "'1899-12-30' cannot be meant: a cell with the format of a date shows it where 0, a number below it or a year was typed; write the day, as in 2026-03-15, or leave the cell empty"),
        ("00:00", "'00:00' is a time of no day: a cell with the format of a date holds it where 0 or a part of a day was typed; write the day, as in 2026-03-15, or leave the cell empty"),
        ("2026-11-02 10:30", "'2026-11-02 10:30' has a time, and this column takes a day alone; write that, as in 2026-03-15"),
        ("二月", "'二月' is not a date; write it as 2026-03-15"),
    ],
)  # fmt: skip
def test_a_day_as_a_spreadsheet_has_it_is_told_for_what_it_is(root: Root, cell: str, says: str) -> None:
    """And none is guessed."""
    result = imports(root, HEAD + f"太史女士,13800000002,上海,路 1 号,A,{cell},,窗,1,,\n")
    assert result.stderr.splitlines()[0] == f"row 2, 验收: {says}"


def test_a_customer_who_is_there_under_another_id_is_told_of_the_row(root: Root) -> None:
    """Whichever id comes first; it is written all the same, for the two may be two."""
    for id_ in ("a-001", "c-050"):
        row = f"{id_},诸葛先生,021-5555-0199,上海,路 {id_} 号,A,未定,未定,窗,1\n"
        result = imports(root, f"客户编号,客户,电话,地区,地址,等级,验收,入住,产品,数量\n{row}", "--dry-run")
        assert (result.exit_code, result.stdout) == (
            0,
            "not written; customers that would be: 1 new, 0 added to, 0 as they are\n",
        )
        assert result.stderr.splitlines() == [
            "row 2: warning: name and telephone are those of c-001 (schedules/customers/c-001.yaml), so it is most likely the "
            "same customer; make one file of both, under one id, or write other_than: [c-001] where they are two"
        ]


def test_an_id_that_windows_keeps_for_a_device_is_refused(root: Root) -> None:
    """In a table, by `new` and by `rename`: a colleague could not fetch the file."""
    says = "'{}' cannot be an id, for Windows lets no file be called that; choose another, such as {}-1"
    table = "customer id,customer,region,address,tier,acceptance,move-in,product\naux,甲,上海,路 1 号,A,未定,未定,窗\n"
    assert imports(root, table).stderr.splitlines()[0] == f"row 2, customer id: {says.format('aux', 'aux')}"
    for command in (("new", "task", "window/com1"), ("rename", "window/yearly", "window/com1")):
        refused = root.run(*command)
        assert (refused.exit_code, refused.stderr.splitlines()[0]) == (1, says.format("com1", "com1"))
    root.write("definitions/services/promises/con.yaml", SMALL["definitions/services/promises/glass.yaml"])
    assert [line for line in root.check() if "con.yaml" in line] == [
        "definitions/services/promises/con.yaml:1:1: warning: Windows lets no file or folder be called con.yaml, so nobody can fetch it "
        "there; give it another id (aftercare rename), and a picture another name"
    ]


def test_a_telephone_that_cannot_be_called_is_refused_but_where_it_is_meant(root: Root) -> None:
    """In both languages, by its row; a file that says it is warned of."""
    table = HEAD + WINDOWS.replace("13800000001", "1380013")
    for language, says in (
        ("en", "row 2, 电话: '1380013' cannot be called: it has 7 digits, and a mobile number has 11; write it whole, a landline with its area code; leave the cell empty where it is not known, or add --anyway where it is right"),
        ("zh", "第 2 行，电话：'1380013' 打不通：只有 7 位；手机 11 位，座机带区号，请补全；不写的留空，确实是这样的加 --anyway"),
    ):  # fmt: skip
        result = imports(root, table, "--lang", language)
        assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)
    taken = imports(root, table, "--anyway")
    assert (taken.exit_code, taken.stdout) == (0, "customers written: 1 new, 0 added to, 0 as they were\n")
    assert taken.stderr.splitlines() == ["row 2: warning: '1380013' cannot be called: it has 7 digits, and a mobile number has 11; write it whole, a landline with its area code"]  # fmt: skip
    told, count = root.check()
    assert "c-002.yaml:3:30: warning: contact.phone: '1380013' cannot be called" in told
    assert count == "0 problems, 1 warning"


def test_a_table_of_the_other_kind_and_a_folder_are_told_as_that(root: Root) -> None:
    """Once, and not row by row."""
    for table, listed, says in (
        (HEAD + WINDOWS + FLOOR, "records", "customers"),
        ("客户,任务,日期,技术员\n诸葛先生,抛光,2026-11-02,钱师傅\n", "customers", "records"),
    ):
        told = imports(root, table, listed=listed).stderr.splitlines()
        assert told == [
            f"this looks like a table of {says}; aftercare import {says} takes it in",
            "nothing was written",
        ]
    told = root.run("import", "customers", str(root.path)).stderr.splitlines()
    assert told[0] == f"{root.path}: this is a folder; name the file in it"


def test_all_that_is_wrong_in_a_row_is_told_at_once(root: Root) -> None:
    """What a cell says and what its telephone and days come to: nothing is left for the next time."""
    row = "太史女士,1234,上还,路 1 号,A,tomorrow,,窗,1,,2027-01-01\n"
    told = imports(root, HEAD + row).stderr.splitlines()
    assert [line.partition(": ")[0] for line in told[:-2]] == [
        f"row 2, {cell}" for cell in ("电话", "地区", "验收", "上次抛光")
    ]


def test_what_check_would_say_is_said_of_the_row(root: Root) -> None:
    """A task has no day to count from."""
    result = imports(root, HEAD + WINDOWS.replace("未定", ""))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, "row 2: 入住: nothing stands here, and these tasks count from it: Bolt check; write the day, or pending while it is not known",
    )  # fmt: skip


def test_what_is_written_is_added_to_and_never_changed(root: Root) -> None:
    """Another asset and an empty place are filled in with remarks kept; another value than the file's is refused."""
    file = "schedules/customers/c-001.yaml"
    root.add(file, "# Ring twice.\n")
    table = "customer id,site id,asset,product,quantity,language\nc-001,home,阳台窗,窗,2,中文\n"
    assert imports(root, table).stdout == "customers written: 0 new, 1 added to, 0 as they were\n"
    text = (root.path / file).read_text("utf-8")
    assert text.count("{id: window, name: 阳台窗, product: window, quantity: 2}") == 1
    assert "# Ring twice." in text
    assert root.check()[-1].startswith("no problems"), root.check()
    other = imports(root, table.replace("中文", "英文"))
    assert (other.exit_code, other.stderr.splitlines()[0]) == (
        1,
        "row 2, language: here it is 'en', but 'zh' is written already; an import changes nothing that is written: change the table, or the file",
    )
    assert (root.path / file).read_text("utf-8") == text


@pytest.mark.parametrize(
    ("one", "other", "says"),
    [
        ("12", "1", "row 3, 数量: here it is '1', and '12' in row 2 for the same asset; give each an asset id or a name where they are two, else write the same in both"),
        ("13800000001", "13800000009", "row 3, 电话: here it is '13800000009', and '13800000001' in row 2 for the same customer; write the same in both, or an id for each where they are two customers or two sites"),
    ],
)  # fmt: skip
def test_rows_that_contradict_each_other_are_told_by_the_row(root: Root, one: str, other: str, says: str) -> None:
    """Nothing of it is written yet, so no file is there that could be changed."""
    result = imports(root, HEAD + WINDOWS + WINDOWS.replace(f",{one},", f",{other},"))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)


def test_who_may_be_somebody_else_is_asked_about(root: Root) -> None:
    """A namesake with another telephone and address is refused; the same telephone under another name is told."""
    namesake = imports(root, HEAD + WINDOWS.replace("欧阳先生", "诸葛先生"))
    assert (namesake.exit_code, namesake.stderr.splitlines()[0]) == (
        1,
        "row 2, 客户: there is a customer of that name with another telephone and address: c-001; write that id if it is the same, else a new one",
    )
    likely = imports(root, HEAD + WINDOWS.replace("13800000001", "021-5555-0199"))
    assert (likely.exit_code, likely.stderr.splitlines()) == (
        0,
        [
            "row 2: the telephone is that of c-001, the name is not; if it is the same customer, write c-001 in the column customer id"
        ],
    )


@pytest.mark.parametrize("heading", ["customer", "Customer", "id"])
def test_a_heading_that_may_be_names_or_ids_is_what_stands_below(root: Root, heading: str) -> None:
    """Names where one of them can be no id; and where there is a column of names too, ids."""
    table = f"{heading},phone,city,address,grade,acceptance,move in,product,quantity\nMs Chen,02155550101,上海,路 1 号,A,2026-03-05,pending,window,1\n"
    assert imports(root, table).stdout == "customers written: 1 new, 0 added to, 0 as they were\n"
    assert "name: Ms Chen" in (root.path / TWO).read_text("utf-8")
    both = imports(root, table.replace(f"{heading},", f"{heading},name,").replace("Ms Chen,", "Ms Chen,Ms Chen,"))
    assert (both.exit_code, both.stderr.splitlines()[0]) == (
        1,
        f"row 2, {heading}: 'Ms Chen' cannot be an id; use small letters, digits and hyphens, such as c-017",
    )


def test_columns_are_known_by_a_mapping_file_too(root: Root) -> None:
    """What is none of ours is told, and what is needed asked for."""
    table = (
        "Kunde,Ort,城市,产品,数量,验收,入住,grade,Bemerkung\n太史女士,路 1 号,上海,window,1,2026-03-05,pending,A,x\n"
    )
    asked = imports(root, table)
    assert (asked.exit_code, asked.stderr.splitlines()[-3:]) == (
        1, [
            "the table lacks columns that row 2 needs: customer name, address; add them, or say which is which with --mapping",
            "rows with a problem: 1",
            "nothing was written",
        ],
    )  # fmt: skip
    mapping = root.path.parent / "columns.yaml"
    for said in ("Kunde: name\nOrt: address\n", "Kunde: 客户\nOrt: Address\n"):  # by key, and as tables call it
        mapping.write_text(said, "utf-8")
        taken = imports(root, table, "--mapping", str(mapping), "--dry-run")
        assert (taken.exit_code, taken.stderr) == (0, "a column that was left out: Bemerkung\n")
    mapping.write_text("Kunde: Nachname\n", "utf-8")
    refused = imports(root, table, "--mapping", str(mapping))
    assert (refused.exit_code, "'Nachname', for Kunde, is no column" in refused.stderr) == (1, True)


@pytest.mark.parametrize(
    ("listed", "table", "says"),
    [
        ("customers", "客户,验收,数量\n太史女士,2026-13-05,x\n公孙先生,,2\n", [
            "the table lacks columns that rows 2, 3 need: region, address, product, tier; add them, or say which is which with --mapping",
            "row 2, 验收: '2026-13-05' is a day that does not exist",
            "row 2, 数量: 'x' is not a number",
        ]),
        ("customers", "客户编号,城市,客户等级,数量\nc-001,,,\nc-050,上海,Z,2\n", [
            "the table lacks columns that row 3 needs: customer name, address, product; add them, or say which is which with --mapping",
            "row 3, 客户等级: there is no 'Z'; there are A 重点客户 key customer",
        ]),
        ("records", "客户,任务,改到\n诸葛先生,抛光光,2026-13-01\n诸葛先生,抛光,\n", [
            "the table lacks columns that rows 2, 3 need: date; add them, or say which is which with --mapping",
            "row 2, 任务: there is no '抛光光'; there are floor/polish 抛光 Polishing, window/bolts 螺栓检查 Bolt check, window/yearly 年度检查 Yearly check; did you mean '抛光'?",
            "row 2, 改到: '2026-13-01' is a day that does not exist",
        ]),
        ("records", "客户,任务,日期,技术员\n诸葛先生,抛光,2026-11-20,赵师傅\n诸葛先生,抛光,2026-11-20,钱师付\n", [
            "row 2, 技术员: there is no '赵师傅'; there are t-01 钱师傅",
            "row 3, 技术员: there is no '钱师付'; there are t-01 钱师傅; did you mean '钱师傅'?",
        ]),
        ("customers", "客户编号,客户等级\n" + 4 * "c-001,Z\n" + "c-001,A\nc-001,Z\n", [
            "rows 2–5, 7, 客户等级: there is no 'Z'; there are A 重点客户 key customer",
        ]),
    ],
)  # fmt: skip
def test_a_column_that_lacks_is_told_once_and_all_else_with_it(
    root: Root, listed: str, table: str, says: list[str]
) -> None:
    """By the rows that need it: who is there already needs no address. Nothing waits until the column is there.

    What is wrong alike in many rows is told once, too; nobody else is proposed for a technician.
    """
    told = imports(root, table, listed=listed).stderr.splitlines()
    assert [line for line in told if not line.startswith(("rows with", "rows that", "nothing ", "a column"))] == says


def test_every_wrong_line_of_a_mapping_is_told(root: Root) -> None:
    """Not the first alone."""
    mapping = root.path.parent / "columns.yaml"
    mapping.write_text("Kunde: Nachname\nOrt: 街\n", "utf-8")
    told = imports(root, "Kunde,Ort\na,b\n", "--mapping", str(mapping)).stderr
    assert [name for name in ("'Nachname', for Kunde", "'街', for Ort") if name in told] == [
        "'Nachname', for Kunde", "'街', for Ort",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "day", "says"),
    [
        ("{from: 2026-10-15}", "2026-10-02", "lies before 2026-10-15, when the service here began or what stands here came to be"),
        ("{from: 2026-01-01}", "2026-08-02", "lies before 2026-08-31, when the service here began or what stands here came to be"),
        ("{until: 2026-10-15}", "2026-11-20", "lies after 2026-10-15, when the service here ended"),
        ("{from: 2026-01-01}", "2026-11-02", ""),
    ],
)  # fmt: skip
def test_what_was_done_outside_the_service_is_history_and_told(root: Root, service: str, day: str, says: str) -> None:
    """It is taken, as of an office that brings its old lists; but a slip of the year is not taken without a word."""
    root.edit("schedules/customers/c-001.yaml", "tier: A\n", f"tier: A\nservice: {service}\n")
    result = imports(root, f"日期,客户,任务\n{day},诸葛先生,抛光\n", listed="records")
    assert (result.exit_code, result.stdout) == (0, "records written: 1; there already: 0\n")
    warning = f"row 2: warning: {day} {says}: it is kept as history and closes nothing; check the date\n"
    assert result.stderr == (warning if says else "")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_record_needs_is_told_by_its_column(root: Root, language: str) -> None:
    """In the reader's words and not in YAML's."""
    said = imports(
        root, "记录,日期,客户,任务\n改期,2026-11-20,诸葛先生,抛光\n", "--lang", language, listed="records"
    ).stderr
    assert (
        said.splitlines()[0]
        == {
            "zh": "第 2 行：改期（moved）的记录须写 '改到'",
            "en": "row 2: a record of moved needs 'moved to'",
        }[language]
    )


def renamed(root: Root) -> None:
    """Give everything in the small company that a table names another id than it had."""
    root.edit("schedules/customers/c-001.yaml", "name: 诸葛先生", "formerly: [c-000, c-002]\nname: 诸葛先生")
    root.edit("schedules/customers/c-001.yaml", "    name: 六合苑", "    formerly: [c-002/site-2]\n    name: 六合苑")
    old = "formerly: [c-002/site-2/floor, c-001/home/floor-2]"
    root.edit("schedules/customers/c-001.yaml", "id: hall,", f"id: hall, {old},")
    root.edit("definitions/products/floor.yaml", "name:", "formerly: [stone]\nname:")
    root.edit("definitions/maintenance/floor/polish.yaml", "name:", "formerly: [floor/shine]\nname:")


def test_a_table_from_before_a_rename_means_whoever_has_another_id_now(root: Root) -> None:
    """Of customers, sites, assets, products and tasks, said once each; nothing is written under the old ids again."""
    renamed(root)
    row = "c-002,诸葛先生,site-2,floor,stone\n"
    result = imports(root, "客户编号,客户,地点编号,设备编号,产品\n" + row + row.replace("诸葛先生", ""))
    assert (result.exit_code, result.stdout) == (0, "all of this is there already; nothing was changed\n")
    assert result.stderr.splitlines() == [
        "row 2: c-002 is called c-001 now, and is taken as that",
        "row 2: floor is called hall now, and is taken as that",
        "row 2: site-2 is called home now, and is taken as that",
        "row 2: stone is called floor now, and is taken as that",
    ]
    table = "日期,客户,地点,设备,任务\n2026-11-02,c-002,site-2,floor,floor/shine\n"
    result = imports(root, table, "--lang", "zh", listed="records")
    assert (result.exit_code, result.stderr.splitlines()[0]) == (0, "第 2 行：c-002 现在的编号是 c-001，按 c-001 录入")
    written = (root.path / "schedules/records/2026-11.yaml").read_text("utf-8")
    assert "    customer: c-001\n    site: home\n    asset: hall\n    task: floor/polish\n" in written
    assert imports(root, table, listed="records").stdout == "all of this is there already; nothing was changed\n"


def test_no_id_is_made_anew_that_something_had_before_a_rename(root: Root) -> None:
    """Neither for a customer, nor for a site or an asset of one who is there: ``check`` finds each of them once."""
    renamed(root)
    table = (
        "客户编号,客户,等级,地点,地区,地址,设备,产品,人流,验收\n"
        ",欧阳先生,A,家,上海,六合路 9 号,,floor,heavy,2026-03-05\n"
        "c-001,,,别墅,上海,六合路 10 号,,floor,heavy,2026-03-05\n"
        "c-001,,,六合苑,,,书房地面,floor,heavy,2026-03-05\n"
    )
    result = imports(root, table)
    assert (result.stderr, result.stdout) == ("", "customers written: 1 new, 1 added to, 0 as they were\n")
    schedules = read_sound(root.path)[1]
    assert list(schedules.customers) == ["c-001", "c-003"]
    sites = schedules.customers["c-001"].sites
    assert [(site.id, [asset.id for asset in site.assets]) for site in sites] == [
        ("home", ["windows", "hall", "floor-3"]), ("site-3", ["floor"]),
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("listed", ["customers", "records"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_goes_out_comes_in_without_a_change(root: Root, ending: str, listed: str, language: str) -> None:
    """In each language and form; and a company that lost its files has its customers again."""
    imports(root, HEAD + WINDOWS + FLOOR)
    file = str(root.path.parent / f"out.{ending}")
    assert root.run("export", listed, file, "--lang", language).exit_code == 0
    before = root.tree()
    again = root.run("import", listed, file, "--as-of", AS_OF)
    assert (again.exit_code, again.stdout) == (0, "all of this is there already; nothing was changed\n")
    if listed == "customers":
        root.remove(TWO)
        assert root.run("import", listed, file, "--as-of", AS_OF).exit_code == 0
    assert root.tree() == before


def test_records_come_in_once_and_each_wrong_one_is_named(root: Root) -> None:
    """Who is unknown, who left, what concerns no cycle; the good ones are at the end of their month's file."""
    good = "2026-11-02,诸葛先生,抛光,钱师傅,=好\n"
    table = (
        "日期,客户,任务,技术员,检查情况\n"
        + good
        + "2026-11-03,某人,抛光,,\n2026-11-04,诸葛先生,抛光,赵师傅,\n2026-12-30,诸葛先生,抛光,,\n"
    )
    before = root.tree()
    result = imports(root, table, listed="records")
    assert (result.exit_code, [line.partition(":")[0] for line in result.stderr.splitlines()[:3]]) == (
        1, ["row 3, 客户", "row 4, 技术员", "row 5, 日期"],
    )  # fmt: skip
    assert root.tree() == before
    partly = imports(root, table, "--partly", listed="records")
    assert (partly.exit_code, partly.stdout) == (1, "records written: 1; there already: 0\n")
    assert (root.path / "schedules/records/2026-11.yaml").read_text("utf-8") == (
        "records:\n  - record: completed\n    date: 2026-11-02\n    customer: c-001\n    site: home\n    task: floor/polish\n"
        "    technician: t-01\n    findings: =好\n"
    )
    assert imports(root, table.splitlines()[0] + "\n" + good, listed="records").stdout == (
        "all of this is there already; nothing was changed\n"
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("家,厅,抛光,钱", None),
        ("六合,门厅,抛,钱师", None),
        ("六合苑,厅,抛光,师傅", "row 2, 技术员: '师傅' may be any of 2: t-01 钱师傅, t-02 孙师傅; say which by its id"),
        ("六合苑,厅,检查,钱", "row 2, 任务: '检查' may be any of 2: window/bolts 螺栓检查, window/yearly 年度检查; say which by its id"),
        ("六合苑,全,抛光,钱", "row 2, 设备: '全' may be any of 2: windows 全屋外窗, hall 全屋地面; say which by its id"),
        ("六,厅,抛光,钱", "row 2, 地点: '六' may be any of 2: home 六合苑, shop 六合店; say which by its id"),
        (",厅,抛光,钱", "row 2, 地点: at which site? Write its id: home 六合苑, shop 六合店"),
    ],
)  # fmt: skip
def test_a_record_names_what_it_tells_of_by_a_part_of_a_name(root: Root, row: str, says: str | None) -> None:
    """As the command line does; of several it says which."""
    root.add(
        "schedules/technicians.yaml",
        "  - {id: t-02, name: 孙师傅, skills: [stone], regions: [shanghai], capacity: 7 hours}\n",
    )
    customer = "schedules/customers/c-001.yaml"
    if says is not None and "hall" in says:
        root.edit(customer, "name: 门厅地面", "name: 全屋地面")
    if row.startswith("家"):
        root.edit(customer, "name: 六合苑", "name: 诸葛家")
    if says is not None and "shop" in says:
        root.add(
            customer,
            "  - {id: shop, name: 六合店, region: shanghai, address: 六合路 9 号, milestones: {acceptance: pending}, assets: []}\n",
        )
    result = imports(root, f"日期,客户,地点,设备,任务,技术员\n2026-11-02,诸葛,{row}\n", "--dry-run", listed="records")
    assert (result.exit_code, result.stderr.splitlines()[:1]) == ((1, [says]) if says else (0, []))


def test_where_nobody_goes_out_a_table_says_how_to_begin(root: Root) -> None:
    """And so for whatever else has a file of its own."""
    root.edit("schedules/customers/c-001.yaml", "    technician: t-01\n", "")
    root.write("schedules/records/2026-10.yaml", "records: []\n")
    root.remove("schedules/technicians.yaml")
    head = HEAD.splitlines()[0] + ",技术员\n"
    row = "太史女士,13800000002,上海,路 1 号,A,2026-05-01,2026-05-02,窗,1,,,钱\n"
    says = "row 2, 技术员: there is no '钱', nor any other; begin with aftercare new technician ID"
    assert imports(root, head + row).stderr.splitlines()[0] == says


@pytest.mark.parametrize(("locales", "language", "name"), [("[zh, en]", "", "窗"), ("[zh, en]", "en", "Window"), ("[en, zh]", "", "Window"), ("[en, zh]", "zh", "窗")])  # fmt: skip
def test_an_asset_without_a_name_is_called_as_its_customer_reads(
    root: Root, locales: str, language: str, name: str
) -> None:
    """As its product: in their own language, else in the company's first."""
    root.edit("definitions/company.yaml", "locales: [zh, en]", f"locales: {locales}")
    head = HEAD.splitlines()[0] + ",语言\n"
    assert (
        imports(root, f"{head}太史女士,13800000002,上海,路 1 号,A,2026-05-01,2026-05-02,窗,1,,,{language}\n").exit_code
        == 0
    )
    assert f", name: {name}, product: window," in (root.path / TWO).read_text("utf-8")


def test_of_two_rows_for_one_cycle_the_later_names_the_other(root: Root) -> None:
    """By its row, for neither is written; a mapping that names no column, or is of no use, is told."""
    table = "哪天,谁,做了\n2026-11-02,诸葛先生,抛光\n2026-11-03,诸葛先生,抛光\n"
    root.write("../map.yaml", "哪天: date\n谁: customer\n做了: task\n备注: reason\n")
    result = imports(root, table, "--mapping", str(root.path.parent / "map.yaml"), listed="records")
    assert result.exit_code == 1
    assert "has no column '备注', so that line does nothing" in result.stderr.splitlines()[0]
    assert result.stderr.splitlines()[1].startswith(
        "row 3: that of 2026-10-31 is recorded already (on 2026-11-02, row 2 of this table), so this record would count"
    )
    root.write("../map.yaml", "哪天: dat\n")
    result = imports(root, table, "--mapping", str(root.path.parent / "map.yaml"), listed="records")
    assert "'dat', for 哪天, is no column; there are " in result.stderr
    assert result.stderr.endswith("; did you mean 'date'?\n")


def test_a_table_that_broke_off_is_refused(tmp_path: Path, root: Root) -> None:
    """And a file that is not there is named."""
    before = root.tree()
    assert imports(root, (HEAD + WINDOWS)[:-20]).stderr.splitlines()[-2].startswith("row 2 has other cells")
    missing = root.run("import", "customers", str(tmp_path / "none.csv"))
    assert (missing.exit_code, "none.csv" in missing.stderr) == (1, True)
    assert root.tree() == before


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An Excel file as a program leaves it that reckons nothing."""
    stream, book = io.BytesIO(), openpyxl.Workbook()
    for row in (["客户", "电话", "地区", "地址", "等级", "验收", "入住", "产品", "数量"], *rows):
        book.active.append(row)
    book.save(stream)
    return stream.getvalue()


def changed_inside(content: bytes, part: str) -> bytes:
    """An Excel file whole as a file, the text of its sheet cut off or made unreadable."""
    stream, there = io.BytesIO(), zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name in there.namelist():
            text = there.read(name)
            made.writestr(name, text[: len(text) // 2] if name.endswith("sheet1.xml") and part == "text" else text)
    if part == "text":
        return stream.getvalue()
    at = stream.getvalue().index(b"sheet1.xml") + 20
    return stream.getvalue()[:at] + b"\xff" * 12 + stream.getvalue()[at + 12 :]


SERVED = ("欧阳先生", 13800000001, "上海", "六合路 9 号", "A", "2026-03-05", "未定", "窗")


def test_what_excel_holds_comes_in_with_every_digit(root: Root) -> None:
    """And goes out so again."""
    assert imports(root, workbook((*SERVED, 123456.78))).exit_code == 0
    assert "quantity: 123456.78}" in (root.path / TWO).read_text("utf-8")
    assert "123456.78" in root.run("export", "customers").stdout
    assert imports(root, workbook((*SERVED, 123456.78))).stdout == "all of this is there already; nothing was changed\n"


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (changed_inside(workbook((*SERVED, 1)), "text"), "this Excel file cannot be opened"),
        (changed_inside(workbook((*SERVED, 1)), "bytes"), "this Excel file cannot be opened"),
        (workbook((*SERVED, "=1+1")), "cell I2 in row 2 is a formula without a result in the file"),
        (HEAD + f'"{"长" * 131073}",,,,,,,,,,\n', "a cell in row 2 has more than 131072 characters"),
        (HEAD, "the table has one row alone, which is taken for its headings, and nothing below it"),
        (HEAD + WINDOWS.replace("欧阳先生", "#N/A"), "row 2, 客户: '#N/A' is a spreadsheet's sign"),
        (HEAD + WINDOWS.replace("13800000001", "1.38E+10"), "row 2, 电话: '1.38E+10' is a spreadsheet's sign"),
        (HEAD + WINDOWS.replace(",A,", ",,"), "row 2, 等级: nothing stands here"),
    ],
)
def test_what_a_table_cannot_tell_is_refused_and_named(root: Root, table: str | bytes, told: str) -> None:
    """Cut off, not reckoned, too long, empty: nothing is guessed, and nothing written."""
    before = root.tree()
    result = imports(root, table)
    assert (result.exit_code, result.stderr.splitlines()[0][: len(told)]) == (1, told)
    assert root.tree() == before


def test_a_row_that_rests_on_a_wrong_one_is_told_too(root: Root) -> None:
    """The second row has what only the first, which is refused, gives; the number of sound rows is true."""
    second = "欧阳先生,13800000001,上海,六合路 9 号,,,,石材地面,40,人流大,\n"
    table = HEAD + WINDOWS.replace("2026/3/5", "2026/3/5").replace("未定", "昨天") + second
    before = root.tree()
    refused = imports(root, table, "--partly")
    assert [line.partition(":")[0] for line in refused.stderr.splitlines()] == [
        "row 2, 入住", "row 3, 等级", "rows with a problem", "rows that were left out",
    ]  # fmt: skip
    assert root.tree() == before


@pytest.mark.parametrize("file", ["customers.pdf", "customers.xls", ".", "", "customers"])
def test_a_table_goes_out_as_what_its_name_says(root: Root, file: str) -> None:
    """Another ending is refused, and no file left."""
    before = root.tree()
    result = root.run("export", "customers", f"{root.path}/{file}")
    assert (result.exit_code, "ends neither in .csv nor in .xlsx" in result.stderr) == (1, True)
    assert root.tree() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", "{file}：已经有这个文件，内容不同，没有写入；请换一个文件名，或加 --replace 覆盖它"),
        (
            "en",
            "{file}: there is such a file already, and it says something else, so nothing was written; "
            "give another name, or replace it with --replace",
        ),
    ],
)
def test_a_table_that_somebody_filled_in_is_not_replaced_unasked(
    root: Root, ending: str, language: str, told: str
) -> None:
    """The same table may go out again; another only where that is said."""
    file = root.path.parent / f"out.{ending}"
    ask = ("export", "customers", str(file), "--lang", language)
    assert [root.run(*ask).exit_code for _ in range(2)] == [0, 0]
    content = file.read_bytes()
    file.write_bytes(b"filled in")
    refused = root.run(*ask)
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert refused.stderr.splitlines() == [told.format(file=file)]
    assert file.read_bytes() == b"filled in"
    assert root.run(*ask, "--replace").exit_code == 0
    assert file.read_bytes() == content


DELIVERED = "客户,电话,地区,地址,等级,交付,入住日期,产品,数量\n"
MAPPED = "交付: 验收\n"


@pytest.mark.parametrize(
    ("rows", "english", "chinese"),
    [
        (["甲,13800000001,上海,路 1 号,A,2026-03-01,,窗,1"], "row 2: 入住日期: nothing stands here, and these tasks count from it: Bolt check; write the day, or pending while it is not known", "第 2 行：“入住日期”没有填写，以下任务由它起算：螺栓检查；请写上日期，还不知道的写 未定"),
        (["甲,13800000001,上海,路 1 号,A,2026-03-01,2020-01-01,窗,1"], "row 2: warning: 交付 2026-03-01 is implausible beside 入住日期 2020-01-01; check both dates", "第 2 行：提醒：“交付”2026-03-01 与“入住日期”2020-01-01 不相符；请核对这两个日期"),
        (["甲,13800000001,上海,路 1 号,A,2026-03-01,未定,窗,1", "乙,13800000001,上海,路 2 号,A,2026-03-01,未定,窗,1"], "row 3: the telephone is that of row 2 of this table, the name is not; if it is the same customer, write the same name", "第 3 行：电话与本表第 2 行相同，名称不同；若是同一位，请写同样的名称"),
        (["甲,13800000001,上海,路 1 号,A,2026-03-01,未定,窗,1", "甲,13800000002,上海,路 2 号,A,2026-03-01,未定,窗,1"], "row 3, 客户: row 2 of this table has a customer of that name with another telephone and address; give these rows a customer id, one for both if they are the same, else two", "第 3 行，客户：本表第 2 行已有同名的客户，但电话和地址不同；请给这些行写上客户编号：同一位写同一个，两位写两个"),
    ],
)  # fmt: skip
def test_a_table_is_told_in_its_own_words(root: Root, rows: list[str], english: str, chinese: str) -> None:
    """By its headings, also those that a mapping file explains, by names of tasks, and by rows of who has no id yet."""
    mapping = root.path.parent / "mapping.yaml"
    mapping.write_text(MAPPED, "utf-8")
    for language, says in (("en", english), ("zh", chinese)):
        more = ("--mapping", str(mapping), "--dry-run", "--lang", language)
        told = imports(root, DELIVERED + "".join(f"{row}\n" for row in rows), *more)
        assert says in told.stderr.splitlines()
        assert "c-00" not in told.stderr


@pytest.mark.long
def test_two_imports_at_once_lose_nothing(root: Root) -> None:
    """Each waits for the other, and numbers its customers after those who came in meanwhile."""
    tables = []
    for number in range(2):
        table = root.path.parent / f"{number}.csv"
        rows = (
            f"客{number}{row},1380000{number}{row:03},上海,路 {number}{row} 号,A,2026-03-01,未定,窗,1,,\n"
            for row in range(8)
        )
        table.write_text(HEAD + "".join(rows), "utf-8")
        tables.append(table)
    more = ["--root", str(root.path), "--as-of", AS_OF, "--lang", "en"]
    at_once = [Apart(aftercare_here, ["import", "customers", str(table), *more]) for table in tables]
    for running in at_once:
        done = running.ended()
        written_eight = "customers written: 8 new, 0 added to, 0 as they were\n"
        assert (done.returncode, done.stdout) == (0, written_eight), done.stderr
    names = [owner.name for owner in read_sound(root.path)[1].customers.values()]
    assert sorted(names) == sorted(["诸葛先生", *(f"客{number}{row}" for number in range(2) for row in range(8))])


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "it ends in .xlsx, but what is in it is no Excel workbook; save it from Excel as .xlsx anew, or as CSV"),
        ("zh", "扩展名是 .xlsx，里面却不是 Excel 的内容；请从 Excel 重新另存为 .xlsx，或导出为 CSV"),
    ],
)
def test_what_is_called_a_workbook_and_is_none_is_told_as_that(root: Root, language: str, says: str) -> None:
    """And not as a text in an unknown encoding, which it never was; nothing is written, and that is said."""
    file = root.path.parent / "table.xlsx"
    file.write_bytes(bytes(range(128, 256)) * 4)
    result = root.run("import", "customers", str(file), "--lang", language)
    nothing = {"en": "nothing was written", "zh": "没有写入任何文件"}[language]
    assert (result.exit_code, result.stderr.splitlines()) == (1, [says, nothing])


@pytest.mark.parametrize(
    ("amount", "says"),
    [
        ("-2", "row 2, 数量: must be more than 0"),
        ("0", "row 2, 数量: must be more than 0"),
        ("1e400", "row 2, 数量: '1e400' is too large; 1000000000 is the most"),
        ("9" * 5000, f"row 2, 数量: '{'9' * 39}…' is too large; 1000000000 is the most"),
        ("2 pieces", "row 2, 数量: '2 pieces' is not a number"),
    ],
)
def test_an_amount_that_cannot_be_is_told_as_what_it_is(root: Root, amount: str, says: str) -> None:
    """By its column, what ``check`` says of it too."""
    result = imports(root, HEAD + WINDOWS.replace("窗,12", f"窗,{amount}"))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)


def test_what_was_done_last_lies_in_the_past(root: Root) -> None:
    """A day to come is a slip, and told by its column before anything is written."""
    result = imports(root, HEAD + WINDOWS + FLOOR.replace("2026.10.8", "2027.10.8"))
    assert (result.exit_code, result.stderr.splitlines()[0]) == (
        1, "row 3, 上次抛光: the date 2027-10-08 is after 2026-11-23; what is recorded here lies in the past",
    )  # fmt: skip
    consents = HEAD.replace("上次抛光", "同意日期") + WINDOWS.replace(",12,,", ",12,,2027-01-05")
    result = imports(root, consents)
    says = "2027-01-05 is after 2026-11-23, and this tells of what has been: check the year and the day"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, f"row 2, 同意日期: {says}")
    root.edit("schedules/customers/c-001.yaml", "given: 2026-03-01", "given: 2027-01-05")
    assert f"warning: consent.given: {says}" in root.check()[0]


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "row 3: warning: it says the same as row 2, so both are one asset; where there are two, write another asset id in each, or how many as the 数量"),
        ("zh", "第 3 行：提醒：与第 2 行完全相同，只算一件；若是两件，请写不同的设备编号，或把数目写在数量里"),
    ],
)  # fmt: skip
def test_two_rows_that_say_the_same_are_told(root: Root, language: str, says: str) -> None:
    """They may be two: only whoever made the table knows. Records as well."""
    table = HEAD + WINDOWS + WINDOWS.replace("2026/3/5", "2026-03-05") + FLOOR
    result = imports(root, table, "--lang", language)
    assert (result.exit_code, result.stderr.splitlines()) == (0, [says])
    records = "date,customer,task\n2026-10-08,c-001,floor/polish\n2026-10-08,c-001,floor/polish\n"
    assert (
        "row 3: warning: it says the same as row 2, so it is recorded once"
        in imports(root, records, "--dry-run", listed="records").stderr.splitlines()
    )


@pytest.mark.parametrize("mark", ["\u200b", "\ufeff"])
def test_what_nobody_sees_in_a_cell_is_left_out_and_told(root: Root, mark: str) -> None:
    """By row and column, for with it a name would be another."""
    result = imports(root, HEAD + WINDOWS.replace("欧阳先生", f"{mark}欧阳{mark}先生") + FLOOR)
    found = f"U+{ord(mark):04X}"
    assert (result.exit_code, result.stderr.splitlines()) == (
        0, [f"row 2, 客户: warning: it held an invisible character ({found}), which is left out"],
    )  # fmt: skip
    assert (root.path / TWO).read_text("utf-8") == MADE


def test_twice_the_rows_are_twice_the_work(root: Root, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose a row is, is looked up and never found by asking everybody; a month's file is read once for all its rows."""
    done: list[str] = []

    def counted(of: Callable[[str], object]) -> Callable[[str], object]:
        return lambda text: (done.append(text), of(text))[1]

    for room in (known, importing, names, edits):
        for name in {"folded", "parse"} & {*vars(room)}:
            monkeypatch.setattr(room, name, counted(getattr(room, name)))

    def work(table: str, listed: str) -> int:
        done.clear()
        assert imports(root, table, "--dry-run", listed=listed).exit_code == 0
        return len(done)

    customers = [HEAD] + [
        WINDOWS.replace("欧阳先生", f"某{i}").replace("0001,", f"00{i},").replace("9 号", f"{i} 号")
        for i in range(10, 26)
    ]
    few, more, many = (work("".join(customers[: n + 1]), "customers") for n in (4, 8, 16))
    assert many - more == 2 * (more - few) > 0
    assert imports(root, "".join(customers)).exit_code == 0
    records = ["客户编号,任务,日期\n"] + [f"c-{i:03},window/yearly,2026-10-09\n" for i in range(2, 18)]
    few, more, many = (work("".join(records[: n + 1]), "records") for n in (4, 8, 16))
    assert many - more == 2 * (more - few) > 0
