"""What customers are told before a visit, ready to paste; who was told is remembered, and told again when the day moves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from support.company import AS_OF, Root

CUSTOMER, RECORDS = "schedules/customers/c-001.yaml", "schedules/records/2026-11.yaml"
AGREED = 'records:\n  - {record: appointment, date: 2026-11-20, customer: c-001, site: home, asset: hall, task: floor/polish, at: "2026-11-26 09:30", minutes: 120}\n'


def told(root: Root, *arguments: str) -> list[dict[str, Any]]:
    """The notices as programs read them."""
    result = root.run("notices", "--as-of", AS_OF, "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    answer: list[dict[str, Any]] = json.loads(result.stdout)
    return answer


def test_a_notice_says_what_when_how_to_prepare_and_whom_to_answer(root: Root) -> None:
    """In the customer's language, whatever the terminal speaks."""
    root.remove("schedules/records/2026-10.yaml")
    root.edit(CUSTOMER, "traffic: heavy}", "traffic: heavy, without: [floor/polish]}")
    (notice,) = told(root, "--lang", "en")
    assert notice["text"] == (
        "诸葛先生，您好！这里是小公司。\n\n"
        "11 月 23 日 周一，我们上门为您做：螺栓检查（全屋外窗）。\n大约需要 54 分钟。\n请您事先准备：\n· 请移开窗前的家具\n"
        "原来的日子已过，现排在这一天，上门前我们会与您确认时间。\n\n"
        "改期或有疑问，直接回复这条消息，或拨打 400-000-0000（全天接听）。"
    )
    root.edit(CUSTOMER, "locale: zh", "locale: en")
    (notice,) = told(root, "--lang", "zh")
    assert notice["text"].splitlines()[2] == "On Mon 23 November we come to you for: Bolt check (全屋外窗)."
    root.edit(CUSTOMER, "name: 全屋外窗", "name: bolt")
    (notice,) = told(root)
    assert notice["text"].splitlines()[2] == "On Mon 23 November we come to you for: Bolt check."  # the name says it


def test_the_time_that_was_agreed_is_told(root: Root) -> None:
    """Beside the day; what lies further ahead than is asked for is not."""
    root.write(RECORDS, AGREED)
    assert "11 月 26 日 周四 09:30–11:30，我们上门为您做：抛光（门厅地面）。" in told(root)[0]["text"].splitlines()
    assert told(root, "--days", "2") == []


def test_whoever_was_told_is_not_told_again_until_the_day_moves(root: Root) -> None:
    """The list says who was not told; a moved visit says which day it was."""
    root.write(RECORDS, AGREED)
    listed = root.run("notices", "--as-of", AS_OF, "--days", "4").stdout.splitlines()
    assert listed[-2:] == [
        "not told yet (1): 诸葛先生",
        "Once it is sent, note it with aftercare notices --sent CUSTOMER.",
    ]
    after = root.run("notices", "--as-of", AS_OF, "--days", "4", "--sent", "诸葛先生")
    assert (after.exit_code, after.stdout) == (0, "noted as told: 诸葛先生\ntold (1): 诸葛先生\n")
    before = (root.path / "notices.csv").read_text("utf-8")
    again = root.run("notices", "--as-of", AS_OF, "--days", "4", "--sent", "c-001")
    assert again.stdout.splitlines()[0] == "noted as told before, and not again: 诸葛先生"
    assert (root.path / "notices.csv").read_text("utf-8") == before
    assert [notice["told"] for notice in told(root, "--days", "4")] == [True]
    noted = (root.path / "notices.csv").read_text("utf-8")
    assert noted.splitlines()[1].startswith("2026-11-23,c-001,")
    root.write(RECORDS, AGREED.replace("2026-11-26 09:30", "2026-11-25 09:30"))
    (notice,) = told(root, "--days", "4")
    assert notice["told"] is False
    assert "（原来告诉您的是 11 月 26 日 周四，请以这次为准。）" in notice["text"].splitlines()
    assert root.check()[-1].startswith("no problems")


def test_a_damaged_list_of_who_was_told_loses_nothing(root: Root) -> None:
    """What is no line of it is passed over, and stays."""
    root.write(RECORDS, AGREED)
    root.write("notices.csv", "told_on,customer,visit,day\nx\n2026-11-23,c-001,u,someday")
    assert root.run("notices", "--as-of", AS_OF, "--sent", "c-001").exit_code == 0
    assert (
        (root.path / "notices.csv")
        .read_text("utf-8")
        .startswith("told_on,customer,visit,day\nx\n2026-11-23,c-001,u,someday\n2026")
    )
    root.write("notices.csv", b"\xff\xfe")
    broken = root.run("notices", "--as-of", AS_OF)
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert "notices.csv" in broken.stderr


def test_nobody_is_asked_for_by_a_name_that_nobody_has(root: Root) -> None:
    """Nothing is noted then."""
    result = root.run("notices", "--as-of", AS_OF, "--sent", "c-009")
    assert (result.exit_code, result.stdout) == (1, "")
    assert not (root.path / "notices.csv").exists()


@pytest.mark.parametrize(
    "before", ["", "\n", "2026-11-20,c-002,u,2026-11-21", '"told_on","customer","visit","day"\r\n']
)
def test_who_was_told_is_remembered_whatever_the_list_looked_like(root: Root, before: str) -> None:
    """Empty, without its heading, or with quotes about each cell, as a spreadsheet leaves it."""
    root.write(RECORDS, AGREED)
    root.write("notices.csv", before)
    assert root.run("notices", "--as-of", AS_OF, "--days", "4", "--sent", "c-001").exit_code == 0
    assert [notice["told"] for notice in told(root, "--days", "4")] == [True]
    assert (root.path / "notices.csv").read_text("utf-8").startswith(before.strip() or "told_on,customer")


def test_what_nobody_can_do_is_promised_to_no_one(root: Root) -> None:
    """A customer is told of the rest alone; what was left out is listed last, with why."""
    root.write(RECORDS, AGREED)
    root.remove("schedules/records/2026-10.yaml")
    root.edit("schedules/technicians.yaml", "skills: [window, stone]", "skills: [stone]")
    notice, left_out = told(root, "--days", "4")
    assert "抛光（门厅地面）" in notice["text"]
    assert "螺栓检查" not in notice["text"]
    why = "no technician of the region has the skills"
    assert (left_out["customer"], left_out["text"], left_out["why"]) == ("c-001", None, why)
    assert root.run("notices", "--as-of", AS_OF, "--days", "4").stdout.splitlines()[-2:] == [
        "nobody can go yet (1), so the customer is not told; find who goes, or agree another day, then run this again:",
        f"· Mon 23 November, c-001 诸葛先生: {why}",
    ]
    alone = root.run("notices", "--as-of", AS_OF, "--days", "2", "--lang", "zh").stdout
    assert alone.splitlines() == [
        "还没有人能去（1 次），所以没有写给客户；先请能去的人，或改约日期，再运行一次：",
        "· 11 月 23 日 周一 c-001 诸葛先生：该地区没有技术员具备所需技能",
    ]


def test_nobody_is_noted_as_told_of_nothing(root: Root) -> None:
    """Who has nothing to be told of is named, with those who have; what cannot be done counts as nothing."""
    root.write(RECORDS, AGREED)
    other = (root.path / CUSTOMER).read_text("utf-8").replace("诸葛先生", "欧阳先生")
    root.write("schedules/customers/c-002.yaml", f"{other}service: {{until: 2026-11-01}}\n")
    result = root.run("notices", "--as-of", AS_OF, "--days", "4", "--sent", "c-002", "--sent", "c-001")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == (
        "欧阳先生: there is no visit, call or reminder in these days to be told of, so nothing was noted; there are 诸葛先生\n"
    )
    assert not (root.path / "notices.csv").exists()
    root.edit("schedules/technicians.yaml", "skills: [window, stone]", "skills: [window]")
    assert root.run("notices", "--as-of", AS_OF, "--days", "4", "--sent", "c-001").exit_code == 1
