"""Files tidied, renamed and forgotten: remarks and meaning stay, and nothing of who asked to be forgotten."""

from __future__ import annotations

import re
import shutil
import subprocess

import icalendar
import pytest
from support.company import AS_OF, PROJECT, Root
from support.soaking import times

from generator.desk.telltale import tells
from generator.desk.tidying import tidied_files
from generator.publishing.held import FOLDER
from generator.text.written import tidied
from generator.text.yaml import parse

CUSTOMER = "schedules/customers/c-001.yaml"
PERSON = ("诸葛先生", "司马女士", "021-5555-0199", "六合路")


def done(root: Root, *arguments: str) -> list[str]:
    """What a command that succeeds prints."""
    result = root.run(*arguments)
    assert result.exit_code == 0, result.output
    return result.stdout.splitlines()


def sound(root: Root) -> str:
    """The last line of ``check``."""
    return root.check()[-1]


def test_files_are_tidied_once_and_say_the_same(root: Root) -> None:
    """Indentation and blanks change, remarks, quotes and figures do not."""
    untidy = "# Who it is.\nname: 诸葛先生   \ntier:   A\nsites:\n- id: home\n  name: '007'   # as on the door\n  region: shanghai\n  address: 六合路 1.50 号\n  milestones: {acceptance: 2026-08-31,   move_in: 2026-09-07}\n  assets:\n  - {id: windows, name: 窗, product: window}\n  - {id: hall, name: 地面, product: floor, traffic: heavy}\n"
    root.write(CUSTOMER, untidy)
    for other in ("definitions", "schedules/records", "schedules/technicians.yaml"):
        assert (root.path / other).exists()
    result = root.run("fmt", CUSTOMER, "--check")
    assert (result.exit_code, (root.path / CUSTOMER).read_text("utf-8")) == (1, untidy)
    assert done(root, "fmt", CUSTOMER) == [f"{CUSTOMER} was tidied", "tidied: 1 (files: 1)"]
    assert (root.path / CUSTOMER).read_text("utf-8") == (
        "# Who it is.\nname: 诸葛先生\ntier: A\nsites:\n  - id: home\n    name: '007'  # as on the door\n    region: shanghai\n    address: 六合路 1.50 号\n    milestones: {acceptance: 2026-08-31, move_in: 2026-09-07}\n    assets:\n      - {id: windows, name: 窗, product: window}\n      - {id: hall, name: 地面, product: floor, traffic: heavy}\n"
    )
    assert done(root, "fmt", CUSTOMER) == ["tidied: 0 (files: 1)"]
    assert sound(root).startswith("no problems")


def test_what_is_no_yaml_is_told_and_nothing_is_tidied(root: Root) -> None:
    """With its line, as ``check`` tells it."""
    root.edit(CUSTOMER, "name: 诸葛先生", "name:   诸葛先生")
    root.write("definitions/products/bad.yaml", "name: {zh: 窗, en: Window\n")
    before = root.tree()
    result = root.run("fmt")
    assert (result.exit_code, root.tree()) == (1, before)
    told = [line for line in result.stderr.splitlines() if line.startswith("definitions/products/bad.yaml:")]
    assert told == [line for line in root.check() if line.startswith("definitions/products/bad.yaml:")] != []


def test_all_files_are_tidied_to_the_same_company(root: Root) -> None:
    """Twice is as once, and a second run has nothing to do."""
    before = root.agenda()
    done(root, "fmt")
    assert done(root, "fmt")[-1].startswith("tidied: 0 (files: ")
    assert root.agenda() == before


SEARCH = "definitions/search.yaml"


@pytest.mark.parametrize(
    ("old", "new", "moved", "elsewhere"),
    [
        ("floor/polish", "floor/shine", "definitions/maintenance/floor/shine.yaml", [SEARCH]),
        ("window", "pane", "definitions/products/pane.yaml", ["definitions/maintenance/window/bolts.yaml", "definitions/maintenance/window/yearly.yaml", "definitions/services/promises/glass.yaml", CUSTOMER, SEARCH]),
        ("glass", "broken-glass", "definitions/services/promises/broken-glass.yaml", ["definitions/sources/article.yaml", SEARCH]),
        ("promise/glass", "promise/broken", "definitions/services/promises/broken.yaml", ["definitions/sources/article.yaml", SEARCH]),
        ("c-001", "zhuge", "schedules/customers/zhuge.yaml", []),
        ("c-001/home", "house", "", [CUSTOMER]),
        ("c-001/home/windows", "panes", "", [CUSTOMER]),
    ],
)  # fmt: skip
def test_an_id_is_renamed_wherever_it_stands(root: Root, old: str, new: str, moved: str, elsewhere: list[str]) -> None:
    """Records stay as they are and follow by ``formerly``; no date changes, and ``check`` has nothing to say.

    A visit keeps its name, by which ``notices.csv`` knows who was told, though nothing was published that says so.
    """
    pages = ("task/floor/polish", "product/window", "promise/glass")
    asked = "".join(f"  - {{zh: 问, en: Asked, page: {page}}}\n" for page in pages)
    root.write(SEARCH, f"frequent:\n{asked}intents: [{{zh: [谁], en: [who], pages: [{', '.join(pages)}]}}]\n")
    files = sorted(root.tree())
    before = sorted((row["planned"] or "", row["status"], row["visit"] or "") for row in root.agenda())
    records = (root.path / "schedules/records/2026-10.yaml").read_bytes()
    assert root.run("rename", old, new, "--dry-run").exit_code == 0
    assert sorted(root.tree()) == files
    printed = done(root, "rename", old, new)
    assert sorted(line.partition(" says")[0] for line in printed if " says the new id" in line) == sorted(elsewhere)
    assert (root.path / (moved or CUSTOMER)).read_text("utf-8").count("formerly: [") == 1
    assert sound(root).startswith("no problems"), root.check()
    assert sorted((row["planned"] or "", row["status"], row["visit"] or "") for row in root.agenda()) == before
    assert (root.path / "schedules/records/2026-10.yaml").read_bytes() == records
    assert len(root.tree()) == len(files)


def test_many_files_of_a_folder_are_told_in_one_line(root: Root) -> None:
    """As those of a product's customers, among which the others would be lost."""
    text = (root.path / CUSTOMER).read_text("utf-8")
    for number in range(2, 11):
        root.write(f"schedules/customers/c-{number:03}.yaml", text.replace("诸葛先生", f"诸葛先生{number}"))
    printed = done(root, "rename", "product/window", "pane", "--dry-run")
    assert "schedules/customers: the new id is in 10 files" in printed
    assert "definitions/maintenance/window/bolts.yaml says the new id" in printed


def test_whoever_is_said_to_be_another_than_a_renamed_customer_is_so_still(root: Root) -> None:
    """The new id stands there too."""
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.write("schedules/customers/c-002.yaml", text.replace("tier: A\n", "tier: A\nother_than: [c-001]\n"))
    done(root, "rename", "c-001", "zhuge")
    assert "other_than: [zhuge]\n" in (root.path / "schedules/customers/c-002.yaml").read_text("utf-8")
    assert sound(root).startswith("no problems"), root.check()


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("nobody", "x", "there is no id 'nobody'"),
        ("windw", "x", "there is no id 'windw'; the nearest: window"),
        ("window", "floor", "'floor' is taken: definitions/products/floor.yaml"),
        ("window", "Pane 2", "'Pane 2' cannot be an id; use small letters, digits and hyphens, such as c-017"),
        ("window", "../x", "'../x' cannot be an id; use small letters, digits and hyphens, such as c-017"),
    ],
)
def test_what_cannot_be_renamed_changes_nothing(root: Root, old: str, new: str, says: str) -> None:
    """Unknown, taken, or no id at all."""
    before = root.tree()
    result = root.run("rename", old, new)
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0].startswith(says)
    assert root.tree() == before


def test_a_task_that_texts_are_tied_to_takes_the_ties_along(root: Root) -> None:
    """``{every:TASK}`` says the new id."""
    product = "definitions/products/window.yaml"
    root.edit(product, "zh: 会开会关", 'zh: "{every:window/yearly}查一次"')
    done(root, "rename", "window/yearly", "window/annual")
    assert "{every:window/annual}查一次" in (root.path / product).read_text("utf-8")
    assert sound(root).startswith("no problems"), root.check()


def test_who_is_forgotten_is_named_nowhere_and_the_work_stays(root: Root) -> None:
    """Name, contact, address and free words go, dates and ids stay; the calendar ends with the next build."""
    root.add(CUSTOMER, "# 诸葛先生 likes tea.\n")
    root.add("schedules/records/2026-10.yaml", "    findings: 诸葛先生在家\n    told: 已告诉司马女士\n")
    root.write(
        "notices.csv", "told_on,customer,visit,day\n2026-10-01,c-001,x,2026-10-09\n2026-10-01,c-002,y,2026-10-09\n"
    )
    before = root.tree()
    assert root.run("forget", "诸葛先生", "--dry-run", "--as-of", AS_OF).exit_code == 0
    assert root.tree() == before
    printed = done(root, "forget", "诸葛先生", "--as-of", AS_OF)
    assert printed[1:4] == [f"  {CUSTOMER}", "  schedules/records/2026-10.yaml", "  notices.csv"]
    assert [file for file, content in root.tree().items() for word in PERSON if word in content.decode()] == []
    text = (root.path / CUSTOMER).read_text("utf-8")
    assert (
        "service: {until: 2026-11-23}" in text.replace("\n  ", " ") or "until: 2026-11-23" in text,
        "acceptance: 2026-08-31" in text,
    ) == (True, True)
    assert (root.path / "schedules/records/2026-10.yaml").read_text("utf-8").count("date: 2026-10-09") == 1
    assert (root.path / "notices.csv").read_text(
        "utf-8"
    ) == "told_on,customer,visit,day\n2026-10-01,c-002,y,2026-10-09\n"
    assert not any(
        line for line in root.check() if "problem" in line and not line.startswith(("no problems", "0 problems"))
    )
    assert [
        row["status"]
        for row in root.agenda("--customer", "c-001", "--from", "2026-01-01")
        if row["status"] in ("due", "planned")
    ] == []


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "'诸葛' is but a part of c-001 诸葛先生; this cannot be taken back, so write the id or the whole name, such as c-001"),
        ("zh", "'诸葛' 只是 c-001 诸葛先生 的一部分；这一步不能收回，请写编号或全名，如 c-001"),
    ],
)  # fmt: skip
def test_nobody_is_forgotten_by_a_part_of_a_name(root: Root, language: str, says: str) -> None:
    """It cannot be taken back: whom it is about is said in full, before and after."""
    before = root.tree()
    result = root.run("forget", "诸葛", "--as-of", AS_OF, "--lang", language)
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, says)
    assert root.tree() == before
    for name, more in (("诸葛先生", ["--dry-run"]), ("c-001", [])):
        assert "c-001 诸葛先生" in root.run("forget", name, "--as-of", AS_OF, *more).stdout.splitlines()[0]


def test_what_git_still_holds_is_said(root: Root) -> None:
    """With how many commits, and what to run."""
    git = ["git", "-C", str(root.path), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-qm", "one"]):
        subprocess.run([*git, *arguments], check=True, capture_output=True)
    printed = done(root, "forget", "c-001", "--as-of", AS_OF)
    assert any("(commits: 1)" in line and "git filter-repo" in line for line in printed), printed


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_git_holds_under_older_ids_is_said_too(root: Root, language: str) -> None:
    """Each path that the customer's file ever had, and the commits that hold any of them, in the order of renaming."""
    git = ["git", "-C", str(root.path), "-c", "user.name=x", "-c", "user.email=x@x.example"]
    subprocess.run([*git, "init", "-q"], check=True, capture_output=True)
    root.remove("schedules/records")
    for old, new in ((None, None), ("c-001", "c-010"), ("c-010", "zhu-ge")):
        if old is not None:
            done(root, "rename", old, str(new))
        for arguments in (["add", "."], ["commit", "-qm", "one"]):
            subprocess.run([*git, *arguments], check=True, capture_output=True)
    printed = done(root, "forget", "zhu-ge", "--as-of", AS_OF, "--lang", language)
    (told,) = (line for line in printed if "git filter-repo" in line)
    paths = " ".join(f"--path schedules/customers/{id_}.yaml" for id_ in ("zhu-ge", "c-001", "c-010"))
    assert f"git filter-repo --invert-paths {paths}{'（' if language == 'zh' else ' ('}" in told
    assert ("3 次提交" if language == "zh" else "(commits: 3)") in told


def test_where_the_person_still_stands_is_told(root: Root) -> None:
    """In others' files it may be somebody else: staff look. What many files have is told once, with the first places."""
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.write("schedules/customers/c-002.yaml", text)
    for number in range(3, 12):
        other = text.replace("诸葛先生", f"欧阳{number}").replace("六合路", f"长乐路{number}")
        root.write(f"schedules/customers/c-{number:03}.yaml", other.replace("5555-0199", f"6666-01{number:02}"))
    files = [f"schedules/customers/c-{number:03}.yaml:5" for number in range(2, 10)]
    printed = done(root, "forget", "c-001", "--as-of", AS_OF)
    assert [line for line in printed if line.startswith("still there: ")] == [
        f"still there: {found}; see whether it is the same person"
        for found in (
            "诸葛先生 in schedules/customers/c-002.yaml:1",
            "021-5555-0199 in schedules/customers/c-002.yaml:5",
            f"司马女士 in {', '.join(files)} and 2 more",
            "上海市六合路 8 号 in schedules/customers/c-002.yaml:10",
        )
    ]


@pytest.mark.parametrize(
    ("id_", "told", "tells_it"),
    [
        ("c-024", "138 0024 5678", False),
        ("c-110", "朝阳路 1101 号", False),
        ("c-110", "朝阳路110号", True),
        ("t-0024-5678", "13800245678", True),
        ("zhu-ge", "诸葛先生", True),
    ],
)
def test_a_number_of_a_series_tells_nothing(id_: str, told: str, tells_it: bool) -> None:
    """Though its digits stand in a longer number; the same number, or much of a long one, is no chance."""
    assert tells(id_, [told]) is tells_it


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_what_a_forgotten_customer_said_of_an_incident_goes_too(root: Root, ends: str) -> None:
    """Its dates stay, and each line's end; once more changes nothing and finds nothing."""
    file = "schedules/records/2026-11.yaml"
    said = (
        "records:\n  - {record: incident, date: 2026-11-20, customer: c-001, site: home, incident: {id: 2026-001, "
        "kind: repair, received: 2026-11-20 08:20, product: window, says: 诸葛先生说窗坏了, photos: [诸葛.jpg]}}\n"
    )
    root.write(file, said.replace("\n", ends))
    waits = root.run("forget", "c-001", "--as-of", AS_OF)
    assert (waits.exit_code, "aftercare incident 2026-001 done=…" in waits.stderr) == (1, True)
    assert (root.path / file).read_bytes().decode() == said.replace("\n", ends)
    said = said.replace("photos:", "done: 2026-11-20 10:00, photos:")
    root.write(file, said.replace("\n", ends))
    printed = done(root, "forget", "c-001", "--as-of", AS_OF)
    assert [line for line in printed if "still" in line] == []
    text = (root.path / file).read_bytes().decode()
    assert ("诸葛" in text, "received: 2026-11-20 08:20" in text, text.count("\n") - text.count(ends)) == (
        False,
        True,
        0,
    )
    after = root.tree()
    assert done(root, "forget", "c-001", "--as-of", AS_OF)[0].endswith("nothing was changed")
    assert root.tree() == after


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("c-001/home", "c-002/flat", "'c-002/flat' is somewhere else"),
        ("c-001/home/window", "c-001/flat/window", "'c-001/flat/window' is somewhere else"),
        ("zzzzzzzz", "x", "there is no id 'zzzzzzzz'; what can be renamed is"),
    ],
)
def test_a_new_id_that_means_another_place_is_refused(root: Root, old: str, new: str, told: str) -> None:
    """A rename moves nothing; and where no id is near, what has one is said."""
    before = root.tree()
    result = root.run("rename", old, new)
    assert (result.exit_code, result.stderr[: len(told)]) == (1, told)
    assert root.tree() == before


@pytest.mark.parametrize(
    ("old", "english", "chinese"),
    [
        ("t-01", "t-01 is a technician, whose id stays, for records know them by it; another name goes under name in schedules/technicians.yaml", "t-01 是技术员，编号不改：记录按它认人；要改姓名，请改 schedules/technicians.yaml 里的 name"),
        ("t-1", "t-01 is a technician, whose id stays", "t-01 是技术员，编号不改"),
        ("shanghai", "shanghai stands in definitions/company.yaml under regions, and rename leaves it", "shanghai 写在 definitions/company.yaml 的 regions 下，rename 不改它"),
        ("joint", "joint stands in definitions/glossary.yaml, and rename leaves it", "joint 写在 definitions/glossary.yaml 里，rename 不改它"),
        ("call", "call stands in definitions/services/prices/all.yaml under prices, and rename leaves it", "call 写在 definitions/services/prices/all.yaml 的 prices 下，rename 不改它"),
        ("诸葛", "there is no id '诸葛'; the nearest: c-001 诸葛先生", "没有编号 '诸葛'；最接近的：c-001 诸葛先生"),
        ("home", "there is no id 'home'; the nearest: c-001/home 六合苑", "没有编号 'home'；最接近的：c-001/home 六合苑"),
        ("windwo", "there is no id 'windwo'; the nearest: window Window", "没有编号 'windwo'；最接近的：window 窗"),
        ("c-999", "there is no id 'c-999'; there are: c-001 诸葛先生", "没有编号 'c-999'；有：c-001 诸葛先生"),
        ("zzzzzzzz", "there is no id 'zzzzzzzz'; what can be renamed is a customer, a site, an asset (written as c-001/home/window) or a definition, such as: c-001 诸葛先生, c-001/home 六合苑, c-001/home/windows 全屋外窗", "没有编号 'zzzzzzzz'；改名的可以是客户、地点、设备（写成 c-001/home/window）或定义，例如：c-001 诸葛先生、c-001/home 六合苑、c-001/home/windows 全屋外窗"),
    ],
)  # fmt: skip
def test_an_id_that_cannot_be_renamed_leads_to_what_can(root: Root, old: str, english: str, chinese: str) -> None:
    """By what it is, by its name, by its last part, by its family; and no customer is proposed for a technician."""
    root.run("new", "prices", "all", "--name", "价目=Prices")
    prices = "definitions/services/prices/all.yaml"
    root.write(prices, (root.path / prices).read_text("utf-8").replace("id: all-1", "id: call"))
    root.write("definitions/glossary.yaml", "joint: {zh: 接缝, en: joint, also: {zh: [], en: []}}\n")
    for language, says in (("en", english), ("zh", chinese)):
        result = root.run("rename", old, "x-1", "--lang", language)
        assert (result.exit_code, result.stderr.splitlines()[0][: len(says)]) == (1, says)


@pytest.mark.parametrize(
    ("old", "new", "file"),
    [
        ("c-001", "c-009", CUSTOMER),
        ("c-001/home", "house", CUSTOMER),
        ("c-001/home/hall", "entrance", CUSTOMER),
        ("product/window", "pane", "definitions/products/window.yaml"),
        ("window/bolts", "window/screws", "definitions/maintenance/window/bolts.yaml"),
    ],
)
def test_an_old_id_can_be_given_back(root: Root, old: str, new: str, file: str) -> None:
    """Today's id stands under formerly no more, the one in between does."""
    done(root, "rename", old, new)
    done(root, "rename", f"{old.rpartition('/')[0]}/{new}" if "/" in old and old != "window/bolts" else new, old)
    former = re.search(r"formerly: \[([^\]]*)\]", (root.path / file).read_text("utf-8"))
    assert former is not None
    assert former[1].rpartition("/")[2] == new.rpartition("/")[2]
    assert root.check()[-1].startswith("no problems"), root.check()


@pytest.mark.parametrize("written", ['{"id": "hall", ', "{'id' : 'hall', ", '{id: "hall", '])
def test_an_id_is_renamed_however_it_is_quoted(root: Root, written: str) -> None:
    """As programs that write JSON do it."""
    root.edit(CUSTOMER, "{id: hall, ", written)
    done(root, "rename", "c-001/home/hall", "entrance")
    assert "id: entrance, formerly: [c-001/home/hall]," in (root.path / CUSTOMER).read_text("utf-8")
    assert sound(root).startswith("no problems"), root.check()


def test_an_id_that_is_written_in_other_letters_is_left(root: Root) -> None:
    """Where it stands cannot be told, so nothing is written."""
    root.edit(CUSTOMER, "{id: hall, ", '{id: "h\\u0061ll", ')
    before = root.tree()
    assert root.run("rename", "c-001/home/hall", "entrance").exit_code == 1
    assert root.tree() == before


def test_no_id_tells_of_who_is_forgotten(root: Root) -> None:
    """Of a customer, a site and an asset, today's and older ones: numbers stand in their place, in records too."""
    file = "schedules/customers/zhu-ge.yaml"
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.remove(CUSTOMER)
    root.write(
        file,
        f"formerly: [zhuge-old]\n{text}".replace("id: home", "id: liu-he-lu-8-hao").replace(
            "id: hall", "id: sima-hall"
        ),
    )
    records = "schedules/records/2026-10.yaml"
    root.edit(records, "c-001\n    site: home", "zhuge-old\n    site: liu-he-lu-8-hao")
    assert sound(root).startswith("no problems"), root.check()
    printed = done(root, "forget", "zhu-ge", "--as-of", AS_OF)
    assert "The id zhu-ge tells who it is; it is gone-1 now" in printed
    told = {path: content.decode() for path, content in root.tree().items() if path.startswith("schedules/customers/")}
    told[records] = (root.path / records).read_text("utf-8")
    assert list(told) == ["schedules/customers/gone-1.yaml", records]
    assert [word for word in ("zhu", "liu-he", "sima") for text in told.values() if word in text] == []
    assert "customer: gone-1\n    site: site-1\n    asset: windows" in told[records]
    assert "id: asset-1" in told["schedules/customers/gone-1.yaml"]
    assert not [line for line in root.check() if line.startswith("schedules/records")]
    assert root.run("forget", "gone-1", "--as-of", AS_OF).exit_code == 0
    assert {path: (root.path / path).read_text("utf-8") for path in told} == told


@pytest.mark.parametrize("is_built_elsewhere", [False, True])
def test_what_was_published_under_an_id_that_tells_is_taken_back_without_it(
    root: Root, is_built_elsewhere: bool
) -> None:
    """Also what was taken back before, and on a machine that still keeps all it had read; nothing says the older ids."""
    text = (root.path / CUSTOMER).read_text("utf-8").replace("id: home", "id: liu-he-lu")
    root.remove(CUSTOMER)
    root.write("schedules/customers/zhu-ge.yaml", text)
    root.edit("schedules/records/2026-10.yaml", "c-001\n    site: home", "zhu-ge\n    site: liu-he-lu")
    root.feeds()
    root.edit("schedules/customers/zhu-ge.yaml", "tier: A", "tier: A\nservice: {until: 2027-01-31}")
    before = _events(root.feeds()["technician t-01"])
    assert len({event["STATUS"] for event in before.values()}) > 1
    shutil.copytree(root.path / ".cache", root.path / "kept")
    (root.path / "reports").mkdir()
    assert "aftercare report pages" in done(root, "forget", "zhu-ge", "--as-of", AS_OF)[-1]
    if is_built_elsewhere:
        root.remove(".cache")
        (root.path / "kept").rename(root.path / ".cache")
    else:
        root.remove("kept")
    after = _events(root.feeds()["technician t-01"])
    gone = {uid: event for uid, event in after.items() if event["STATUS"] == "CANCELLED"}
    assert {*gone} == {uid for uid, event in before.items() if str(event["DTSTART"].dt) > AS_OF}
    assert {str(event["SUMMARY"]) for event in gone.values()} == {"【已取消】gone-1"}
    assert all(event["SEQUENCE"] > before[uid]["SEQUENCE"] for uid, event in gone.items())
    words = [*(word.encode() for word in PERSON), b"zhu-ge", b"liu-he"]
    assert [file for file, content in root.tree().items() for word in words if word in content] == []
    again = root.feeds("--as-of", "2026-11-24")["technician t-01"]
    assert {event["SUMMARY"] for event in _events(again).values() if event["STATUS"] == "CANCELLED"} == {
        "【已取消】gone-1"
    }
    table = root.path.with_name(f"{root.path.name}.csv")
    table.write_text("customer id,customer,region,address,tier,product\nzhu-ge,Z,shanghai,x 1,A,window\n", "utf-8")
    back = root.run("import", "customers", str(table), "--as-of", AS_OF)
    assert (back.exit_code, "gone-1 asked to be forgotten" in back.stderr) == (1, True), back.stderr
    root.write("schedules/customers/zhu-ge.yaml", text)
    said = "schedules/customers/zhu-ge.yaml:1:1: the id 'zhu-ge' is what gone-1, who was forgotten, was called before"
    assert [line for line in root.check() if line.startswith(said)]


def test_an_id_of_who_was_forgotten_is_given_to_nobody_else(root: Root) -> None:
    """Neither by hand nor by a table, which may be an old one; who comes without an id gets another."""
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.remove(CUSTOMER)
    root.write("schedules/customers/zhu-ge.yaml", f"formerly: [c-001]\n{text}")
    root.write("schedules/customers/x-1.yaml", text.replace("诸葛", "欧阳").replace("138", "139"))
    root.edit("schedules/records/2026-10.yaml", "c-001", "zhu-ge")
    done(root, "forget", "zhu-ge", "--as-of", AS_OF)
    before = root.tree()
    rows = "{},司马,A,13712345678,shanghai,花园路 9 号,2026-03-15,pending,window,3\n"
    head = "customer id,customer name,tier,phone,region,address,acceptance,move-in,product,quantity\n"
    for arguments in (("new", "customer", "c-001", "--name", "x"), ("rename", "x-1", "zhu-ge")):
        refused = root.run(*arguments)
        assert (refused.exit_code, "what gone-1, who was forgotten, was called before" in refused.stderr) == (1, True)
    for id_ in ("c-001", "zhu-ge"):
        root.write("../table.csv", head + rows.format(id_))
        refused = root.run("import", "customers", str(root.path / "../table.csv"), "--as-of", AS_OF)
        assert (refused.exit_code, "gone-1" in refused.stderr) == (1, True), refused.output
    assert root.tree() == before
    root.write("../table.csv", head + rows.format(""))
    done(root, "import", "customers", str(root.path / "../table.csv"), "--as-of", AS_OF)
    assert (root.path / "schedules/customers/c-002.yaml").exists()
    assert root.check()[-1].startswith("no problems")


def _events(feed: bytes) -> dict[str, icalendar.Event]:
    return {str(event["UID"]): event for event in icalendar.Calendar.from_ical(feed).events}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: [x,\n  y, z]\n", "a: [x,\n  y, z]\n"),
        ("a: [x, \n  y,  \n  z]\n", "a: [x,\n  y,\n  z]\n"),
        ("a: {b: 1,\n    c: [2,\n        3]}\n", "a: {b: 1,\n    c: [2,\n        3]}\n"),
        ("a: [{zh: 甲}, {zh: 乙}]\n", "a: [{zh: 甲}, {zh: 乙}]\n"),
        (f"a: [{', '.join(['窗户漏水'] * 40)}]\n", f"a: [{', '.join(['窗户漏水'] * 40)}]\n"),
        ("a:\n    - b: x [1], y  \n      c: [d,\n         e]\n", "a:\n  - b: x [1], y\n    c: [d,\n         e]\n"),
        ('a:\n- "x, [y"\n- [z, "]",\n  w]   # why\n', 'a:\n  - "x, [y"\n  - [z, "]",\n    w] # why\n'),
    ],
)
def test_what_stands_between_brackets_keeps_its_breaks(before: str, after: str) -> None:
    """Wherever somebody broke a line; what is indented around it is indented alike, and no line ends in a blank."""
    tidy = tidied(before)
    assert (parse(tidy), tidied(tidy)) == (parse(before), tidy)
    assert [line for line in tidy.splitlines() if line != line.rstrip()] == []
    assert re.sub(r" +", " ", tidy) == re.sub(r" +", " ", after)


@pytest.mark.soak
def test_the_example_is_written_as_fmt_writes() -> None:
    """So a first ``aftercare fmt`` changes what somebody edited, and nothing else. Some files of each folder; a soak looks at all."""
    paths = sorted(path for tree in ("definitions", "schedules") for path in (PROJECT / tree).rglob("*.yaml"))
    texts = {path.relative_to(PROJECT).as_posix(): path.read_text("utf-8") for path in paths[:: times(11, 1)]}
    tidy = tidied_files(texts)
    assert ([edit.file for edit in tidy.edits], tidy.left) == ([], ())


def test_what_was_told_before_a_rename_is_forgotten_too(root: Root) -> None:
    """The list of who was told keeps the older id; what is kept of files knows the person under the older file's name."""
    root.feeds()
    root.write(
        "notices.csv", "told_on,customer,visit,day\n2026-10-01,c-001,x,2026-10-09\n2026-10-01,c-002,y,2026-10-09\n"
    )
    done(root, "rename", "c-001", "c-009")
    done(root, "forget", "c-009", "--as-of", AS_OF)
    assert (root.path / "notices.csv").read_text("utf-8").splitlines()[1:] == ["2026-10-01,c-002,y,2026-10-09"]
    kept = [file.read_bytes().decode("utf-8", "replace") for file in (root.path / FOLDER).rglob("*") if file.is_file()]
    assert not [content for content in kept if "诸葛" in content]


@pytest.mark.parametrize(
    ("language", "says"), [("zh", "提醒：这里没有发布过的日历"), ("en", "Note: what was published last")]
)
def test_a_rename_says_where_nobody_knows_what_was_told(root: Root, language: str, says: str) -> None:
    """A visit is known again by what was published; whoever has that here need not be told, nor who serves nobody."""
    told = root.run("rename", "c-001", "c-101", "--lang", language)
    assert told.exit_code == 0, told.output
    assert says in told.stderr
    root.feeds()
    assert says not in root.run("rename", "c-101", "c-102", "--lang", language).stderr
    root.remove("feeds")
    root.remove("schedules")
    assert says not in root.run("rename", "floor/polish", "floor/shine", "--lang", language).stderr
