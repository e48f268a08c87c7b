"""Who asked to be forgotten does not come back with a table that was exported before."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from support.company import AS_OF, Root

TABLE = "old.csv"


def forgotten(root: Root) -> Path:
    """Forget the only customer, after a table of what was known was kept."""
    table = root.path.parent / TABLE
    assert root.run("export", "customers", str(table), "--replace").exit_code == 0
    assert root.run("forget", "c-001", "--as-of", AS_OF).exit_code == 0
    return table


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "row 2, customer id: c-001 asked to be forgotten, so nothing of them comes in again; take the row out, and delete tables that were exported before"),
        ("zh", "第 2 行，customer id：c-001 已按要求删去个人信息，不再录入；请从表里删去这一行，以前导出的表格也请删除"),
    ],
)  # fmt: skip
def test_an_id_of_who_was_forgotten_is_refused(root: Root, language: str, says: str) -> None:
    """And the message does not advise to write the name again."""
    table = forgotten(root)
    before = root.tree()
    result = root.run("import", "customers", str(table), "--as-of", AS_OF, "--lang", language)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)
    assert root.run("import", "customers", str(table), "--as-of", AS_OF, "--anyway").exit_code == 1
    assert root.tree() == before


@pytest.mark.parametrize("id_", ["", "zhu-ge"])
def test_whoever_looks_like_one_who_was_forgotten_is_asked_about(root: Root, id_: str) -> None:
    """Without an id, or under the one that was given up as it told the name, of all rows; it may be somebody else."""
    table = forgotten(root)
    rows = table.read_text("utf-8-sig").splitlines()
    other = rows[1].replace("c-001", id_)
    table.write_text("\n".join((rows[0], *(row.replace("c-001", id_) for row in rows[1:]), "")), "utf-8")
    before = root.tree()
    result = root.run("import", "customers", str(table), "--as-of", AS_OF, "--partly")
    said = result.stderr.splitlines()
    assert said[: len(rows) - 1] == [
        f"row {number}, customer name: this looks like c-001, who asked to be forgotten: region, product, quantity and dates "
        "are the same; take the rows out if it is the same customer, or add --anyway if it is another"
        for number in range(2, len(rows) + 1)
    ]
    assert root.tree() == before
    table.write_text(f"{rows[0]}\n{other}\n", "utf-8")
    taken = root.run("import", "customers", str(table), "--as-of", AS_OF, "--anyway")
    assert taken.stdout == "customers written: 1 new, 0 added to, 0 as they were\n"
    again = root.run("import", "customers", str(table), "--as-of", AS_OF)
    assert again.stdout == "all of this is there already; nothing was changed\n"


def test_who_came_in_on_another_day_is_somebody_else(root: Root) -> None:
    """The same product in the same amount is no likeness by itself."""
    table = forgotten(root)
    text = table.read_text("utf-8-sig").replace("c-001,", ",").replace("诸葛先生", "欧阳先生")
    table.write_text(text.replace("2026-08-31", "2026-08-30"), "utf-8")
    assert root.run("import", "customers", str(table), "--as-of", AS_OF).stdout == (
        "customers written: 1 new, 0 added to, 0 as they were\n"
    )


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-08-31,2026-09-07", "pending,pending", True),  # the table is older than the days
        (",12,", ",13,", True),
        ("2026-08-31", "2026-08-30", False),
    ],
)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_who_may_be_one_who_was_forgotten_is_told(root: Root, old: str, new: str, told: bool, language: str) -> None:
    """Days that were not known yet, or another amount, are no proof, so the row is taken, with what to do."""
    table = forgotten(root)
    rows = table.read_text("utf-8-sig").replace("c-001,", ",").replace("诸葛先生", "欧阳先生").splitlines()
    row = next(row for row in rows if ",12," in row)
    assert old in row, row
    table.write_text(f"{rows[0]}\n{row.replace(old, new)}\n", "utf-8")
    result = root.run("import", "customers", str(table), "--as-of", AS_OF, "--dry-run", "--lang", language)
    assert result.exit_code == 0
    says = {
        "en": "row 2: warning: this may be c-001, who asked to be forgotten (region, product, and quantity or a date are the "
        "same); if it is the same customer, take the rows out, and what was written with aftercare forget c-002; if it is "
        "another, nothing is to be done (--anyway does not warn)",
        "zh": "第 2 行：提醒：可能是已按要求删去个人信息的 c-001（地区、产品与数量或日期相同）；若是同一位，请从表里删去，已写入的用 "
        "aftercare forget c-002 删去；确是另一位，就不必再管（--anyway 不再提醒）",
    }
    assert (says[language] in result.stderr.splitlines()) == told
    assert "c-001" not in root.run("import", "customers", str(table), "--as-of", AS_OF, "--dry-run", "--anyway").stderr


def test_what_was_said_of_who_was_forgotten_stays_away(root: Root) -> None:
    """A row of words is refused; one of days and ids stands there already."""
    with_words = "record,date,customer,task,due,findings\ncompleted,2026-10-08,c-001,floor/polish,,{}\n"
    table = root.path.parent / TABLE
    table.write_text(with_words.format("the dog bites"), "utf-8")
    assert root.run("import", "records", str(table), "--as-of", AS_OF).exit_code == 0
    forgotten(root)
    before = root.tree()
    table.write_text(with_words.format("the dog bites"), "utf-8")
    result = root.run("import", "records", str(table), "--as-of", AS_OF)
    assert result.stderr.splitlines()[0].startswith("row 2, customer: c-001 asked to be forgotten, so nothing")
    table.write_text(with_words.format(""), "utf-8")
    assert root.run("import", "records", str(table), "--as-of", AS_OF).exit_code == 0
    assert root.tree() == before


@pytest.mark.skipif(shutil.which("git") is None, reason="needs Git")
def test_a_table_that_git_would_keep_is_told(root: Root) -> None:
    """In a folder of Git's, but where it is ignored, as in the folder that `init` writes."""
    told = "lies in a folder of Git's, which would keep it for good: add it to .gitignore, or put it elsewhere"
    table = root.path / "customers.csv"
    assert told not in root.run("export", "customers", str(table)).stderr
    subprocess.run(["git", "init", "--quiet", str(root.path)], check=True)
    assert root.run("export", "customers", str(table)).stderr == f"{table} {told}\n"
    company = root.path.parent / "begun"
    begun = root.run(
        "init",
        str(company),
        "--name",
        "X",
        "--line",
        "Windows",
        "--region",
        "Home",
        "--country",
        "DE",
        "--locale",
        "en",
    )
    assert begun.exit_code == 0, begun.output
    subprocess.run(["git", "init", "--quiet", str(company)], check=True)
    for name in ("all.csv", "all.xlsx", "tables/all.csv"):
        (company / name).parent.mkdir(exist_ok=True)
        assert told not in Root(company).run("export", "customers", str(company / name)).stderr
    (company / "notices.csv").write_text("x")
    shown = subprocess.run(["git", "-C", str(company), "status", "--porcelain", "--untracked-files=all"], capture_output=True, text=True)  # fmt: skip
    assert [line for line in shown.stdout.splitlines() if "csv" in line or "xlsx" in line] == ["?? notices.csv"]
