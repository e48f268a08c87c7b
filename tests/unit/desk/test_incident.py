"""A step of an incident is written at the end of its month's file, once ``check`` has nothing against it."""

from __future__ import annotations

import pytest
from support.company import Root

from generator.reading.load import read_sound

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
        ("kinds=repair", "kinds=…: unknown key 'kinds' (a step may say kind, product, "),
        ("说=x", "说=…: unknown key '说' (a step may say kind, product, part, fault, cause, channel, received, says, "),
        ("kind=mending", "kind=…: 'mending' is not one of complaint, repair, enquiry"),
        ("promise=glsas", "promise=…: there is no promise 'glsas'; did you mean 'glass'?"),
        ("received=2026-11-25 08:00", "2026-11-25 lies after the date of this record, 2026-11-24"),
        ("repair", "'repair' says nothing; write it as KEY=VALUE, such as part=gasket"),
        ("cost=680", "cost=…: several values belong here; write them as cost='{amount: 680, by: customer}'"),
        ("photos=a.jpg", "photos=…: several values belong here; write them as photos='[a.jpg, b.jpg]'"),
        ("photos=[a", "'photos=[a' has a bracket that is not closed; write several values as photos=[a.jpg, b.jpg]"),
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


def test_when_it_was_may_be_said_as_in_other_commands(root: Root) -> None:
    """As tables take it, too."""
    begun = ("incident", "2026-009", "kind=repair", "--customer", "c-001", "--asset", "windows")
    shown = tell(
        root, *begun, "received=2026/11/23 8:20", "done=2026年11月24日 9点半", "rechecked=2026.11.24", "--dry-run"
    )
    assert "received: '2026-11-23 08:20', done: '2026-11-24 09:30', rechecked: '2026-11-24'" in shown, shown


def test_what_may_be_chosen_is_said_by_its_name(root: Root) -> None:
    """As screens have it, in either language and in costs too; a refusal lists names with the words beside them."""
    report = ("incident", "2026-009", "received=2026-11-23 08:20", "--customer", "c-001", "--asset", "windows")
    shown = tell(root, *report, "kind=投诉", "channel=上门", "needs=电话", "cost={amount: 80, by: 我方}", "--dry-run")
    assert "kind: complaint, channel: visit, needs: phone, cost: {amount: 80, by: company}" in shown, shown
    refused = root.run(*report, "kind=维修", "--as-of", "2026-11-24", "--lang", "zh")
    says = "kind=…: '维修' 不在可选值之内：complaint（投诉）、repair（报修）、enquiry（咨询）"
    assert (refused.exit_code, refused.stderr.splitlines()[0]) == (1, says)


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


BEGUN = ("kind=repair", "received=2026-11-23 08:20", "--customer", "c-001", "--asset", "windows")


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "no incident is numbered 2026-010; to begin one, say kind=… and received=… as well, and with --customer and --asset whose and which"),
        ("zh", "还没有编号为 2026-010 的事项；要登记新的，请一并写 kind=…、received=…，并用 --customer、--asset 写明是谁的哪台设备"),
    ],
)  # fmt: skip
def test_a_number_that_is_not_known_is_told_as_such(root: Root, language: str, says: str) -> None:
    """And not by all that a first step would have to say; those that there are are named, the likeliest first."""
    later = ("incident", "2026-010", "done=2026-11-24 09:00", "--as-of", "2026-11-24", "--lang", language)
    assert root.run(*later).stderr.splitlines()[0] == says
    for number in ("2025-777", "2026-001"):
        assert root.run("incident", number, *BEGUN, "--as-of", "2026-11-24").exit_code == 0
    told = root.run(*later).stderr.splitlines()[0]
    assert told == says + {"en": "; those there are: 2026-001", "zh": "；已登记的：2026-001"}[language]


def test_a_customer_who_lacks_is_told_without_what_follows(root: Root) -> None:
    """At which site and of which asset it is goes by whose it is."""
    result = root.run("incident", "2026-010", "kind=repair", "--as-of", "2026-11-24")
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "--customer", "received=…", "2 problems, 0 warnings", "nothing was written",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["glass #1 broke", "it's 3: open", "'quoted' #2", "a = b", "007", "- x", "# x", "2026-11-23", "yes"]
)
def test_what_somebody_says_is_kept_to_the_letter(root: Root, text: str) -> None:
    """Whatever YAML would make of it; the sign between key and value may be the one of a Chinese keyboard."""
    tell(root, "incident", "2026-010", *BEGUN, f"says＝{text}")
    assert [record.incident.says for _, record in read_sound(root.path)[1].records if record.incident is not None] == [
        text
    ]


@pytest.mark.parametrize("said", ["promise=玻璃", "promise＝Glass", "promise=glass"])
def test_what_an_incident_names_may_be_said_by_a_part_of_its_name(root: Root, said: str) -> None:
    """As customers and tasks are; what is written is its id, and who says what nothing is called hears what there is."""
    assert "promise: glass" in tell(root, "incident", "2026-010", *BEGUN, said, "--dry-run")
    unknown = root.run("incident", "2026-010", *BEGUN, "promise=zzz", "--as-of", "2026-11-24")
    assert unknown.stderr.splitlines()[0] == "promise=…: there is no promise 'zzz'; there are glass 玻璃破损"


def test_lists_say_what_an_incident_is_and_that_somebody_is_there(root: Root) -> None:
    """For staff with the customer's words, for the customer as what they reported; whoever is there is not announced."""
    tell(root, *REPORT, "says=北窗 关不上", "--customer", "c-001", "--asset", "windows", "--on", "2026-11-23")
    for language, staff, customer in (
        ("en", 'repair 2026-001: Broken glass, “北窗 关不上”', "the repair that you reported on Mon 23 November (number 2026-001): Broken glass ("),
        ("zh", "报修 2026-001：玻璃破损“北窗 关不上”", "您 11 月 23 日 周一报修的问题（编号 2026-001）：玻璃破损（全屋外窗）"),
    ):  # fmt: skip
        for command in (("today",), ("agenda", "--customer", "c-001")):
            told = root.run(*command, "--as-of", "2026-11-24", "--lang", language, "--format", "csv").stdout
            assert staff.replace('"', '""') in told, told
        root.edit(
            "schedules/customers/c-001.yaml", "locale: zh" if language == "en" else "locale: en", f"locale: {language}"
        )
        assert customer in root.run("notices", "--as-of", "2026-11-24", "--lang", language).stdout
    tell(root, "incident", "2026-001", "arrived=2026-11-24 08:00", "--technician", "t-01")
    today = root.run("today", "--as-of", "2026-11-24", "--lang", "en", "--format", "csv").stdout
    assert "there since 08:00" in today
    assert "2026-001" not in root.run("notices", "--as-of", "2026-11-24", "--lang", "en").stdout


def test_where_nothing_is_defined_it_is_said_what_begins_one(root: Root) -> None:
    """Of promises, technicians or whatever else nobody wrote yet."""
    for file in ("schedules/technicians.yaml", "schedules/records/2026-10.yaml"):
        root.remove(file)
    root.edit("schedules/customers/c-001.yaml", "    technician: t-01\n", "")
    told = root.run("incident", "2026-001", "done=2026-11-24 09:00", "--technician", "Ann", "--as-of", "2026-11-24")
    assert "; none is written yet: aftercare new technician ID begins one" in told.stderr
