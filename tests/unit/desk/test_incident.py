"""A step of an incident is written at the end of its month's file, once ``check`` has nothing against it."""

from __future__ import annotations

import pytest
from support.company import Root

RECORDS = "schedules/records/2026-11.yaml"
REPORT = ("incident", "2026-001", "kind=repair", "received=2026-11-23 08:20", "promise=glass", "photos=[a.jpg, b.jpg]")


def tell(root: Root, *arguments: str) -> str:
    """What the command prints where it writes."""
    result = root.run(*arguments, "--as-of", "2026-11-24")
    assert result.exit_code == 0, result.output
    return result.stdout


def test_a_report_and_what_followed_are_two_records_of_one_number(root: Root) -> None:
    """The customer by name; afterwards nobody says again whose it is."""
    tell(root, *REPORT, "--customer", "诸葛先生", "--asset", "windows", "--on", "2026-11-23")
    tell(
        root,
        "incident",
        "2026-001",
        "arrived=2026-11-24 08:00",
        "done=2026-11-24 09:00",
        "cost={amount: 80, by: company}",
        "--technician",
        "t-01",
    )
    assert (
        (root.path / RECORDS).read_text("utf-8")
        == """\
records:
  - record: incident
    date: 2026-11-23
    customer: c-001
    site: home
    asset: windows
    incident: {id: 2026-001, kind: repair, received: '2026-11-23 08:20', promise: glass, photos: [a.jpg, b.jpg]}
  - record: incident
    date: 2026-11-24
    customer: c-001
    site: home
    technician: t-01
    incident: {id: 2026-001, arrived: '2026-11-24 08:00', done: '2026-11-24 09:00', cost: {amount: 80, by: company}}
"""
    )
    assert [line for line in root.check("--as-of", "2026-11-24") if "records/2026-11" in line] == []


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ("kinds=repair", "kinds=…: unknown key 'kinds'; did you mean 'kind'?"),
        ("kind=repairs", "kind=…: 'repairs' is not one of complaint, repair, enquiry"),
        ("promise=glas", "promise=…: there is no promise 'glas'; did you mean 'glass'?"),
        ("received=2026-11-25 08:00", "2026-11-25 lies after the date of this record, 2026-11-24"),
        ("repair", "'repair' says nothing; write it as part=gasket"),
        ("part=[", "'part=[' says nothing"),
    ],
)
def test_what_check_would_call_wrong_is_refused(root: Root, told: str, says: str) -> None:
    """With its place, and nothing is written."""
    result = root.run(
        "incident",
        "2026-001",
        "kind=repair",
        "received=2026-11-24 07:00",
        told,
        "--customer",
        "c-001",
        "--asset",
        "windows",
        "--as-of",
        "2026-11-24",
    )
    assert (result.exit_code, says in result.output, (root.path / RECORDS).exists()) == (1, True, False)


NAMED = {
    "an asset": (["--asset", "door"], "--asset: there is no asset 'door'; there are ", "--asset: 没有设备 'door'；有："),
    "a site": (["--site", "villa"], "--site: there is no site 'villa'; there are ", "--site: 没有地点 'villa'；有："),
    "a part": (["part=hinge"], "part=…: there is no component 'hinge': none is defined yet, so leave it out", "part=…: 没有材料部件 'hinge'：公司还没有定义，这里先不写"),
    "nothing": ([], "product=…: nothing says what it is about; name the asset with --asset, by id or name, or the product with product=ID", "product=…: 还没有写是什么；请用 --asset 写明哪台设备（编号或名称），或写 product=产品编号"),
}  # fmt: skip


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_and_not_there_is_told_by_what_was_typed(root: Root, named: str) -> None:
    """With what there is, and neither as history nor by the line of a file that is not written."""
    more, english, chinese = NAMED[named]
    for language, says in (("en", english), ("zh", chinese)):
        told = ["incident", "2026-009", "kind=repair", "received=2026-11-23 08:20", "--customer", "c-001", *more]
        result = root.run(*told, "--as-of", "2026-11-24", "--lang", language)
        assert (result.exit_code, says in result.stderr) == (1, True), result.stderr
        assert ("schedules/" in result.stderr, (root.path / RECORDS).exists()) == (False, False)


def test_a_place_may_be_said_by_its_name(root: Root) -> None:
    """As in other commands; what is written is its id."""
    shown = tell(root, *REPORT, "--customer", "c-001", "--site", "六合苑", "--asset", "全屋外窗", "--dry-run")
    assert ("    site: home\n" in shown, "    asset: windows\n" in shown) == (True, True), shown


def test_the_same_twice_is_refused(root: Root) -> None:
    """Nobody reports one thing two times."""
    tell(root, *REPORT, "--customer", "c-001", "--asset", "windows")
    result = root.run(*REPORT, "--customer", "c-001", "--asset", "windows", "--as-of", "2026-11-24")
    assert (result.exit_code, RECORDS in result.output) == (1, True)
