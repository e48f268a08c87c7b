"""A new file comes with remarks and the company's own ids, passes ``check``, and is never written over another."""

from __future__ import annotations

import re

import pytest
from support.company import AS_OF, Root

from generator.desk.adding import ADDABLE
from generator.reading.load import read_sound

MARKED = "marked “to be filled in”: what stands here is a sample or a guess"


def told(root: Root) -> tuple[set[str], list[str]]:
    """The files in which something is marked as to be filled in, and what else `check` tells."""
    said = [line for line in root.check() if "warning: " in line or line.startswith(("definitions", "schedules"))]
    marked = [line for line in said if MARKED in line]
    return {line.partition(":")[0] for line in marked}, [line for line in said if line not in marked]


@pytest.mark.parametrize(
    ("kind", "id_", "file"),
    [
        ("customer", "c-009", "schedules/customers/c-009.yaml"),
        ("product", "door", "definitions/products/door.yaml"),
        ("task", "window/wash", "definitions/maintenance/window/wash.yaml"),
        ("promise", "leak", "definitions/services/promises/leak.yaml"),
        ("component", "hinge", "definitions/components/hinge.yaml"),
        ("fault", "draught", "definitions/faults/draught.yaml"),
        ("guide", "airing", "definitions/guides/airing.yaml"),
        ("season", "before-rain", "definitions/seasons/before-rain.yaml"),
        ("form", "slip", "definitions/services/forms/slip.yaml"),
        ("checklist", "kit", "definitions/services/checklists/kit.yaml"),
        ("phrases", "sorry", "definitions/services/phrases/sorry.yaml"),
        ("course", "basics", "definitions/services/training/basics.yaml"),
        ("role", "fitter", "definitions/services/roles/fitter.yaml"),
        ("prices", "repairs", "definitions/services/prices/repairs.yaml"),
        ("policy", "prices", "definitions/services/policies/prices.yaml"),
        ("metric", "on-time", "definitions/services/metrics/on-time.yaml"),
    ],
)
def test_a_new_file_is_sound_as_it_is(root: Root, kind: str, id_: str, file: str) -> None:
    """And is where that kind lies; a second one of that id is refused."""
    name = "新的: #1" if kind == "customer" else "新的: #1=New: #1"
    result = root.run("new", kind, id_, "--name", name, "--as-of", AS_OF)
    assert (result.exit_code, result.stdout) == (0, f"{file} was written; the remarks in it say what may be added\n")
    assert told(root) == ({file}, [])
    before = root.tree()
    again = root.run("new", kind, id_, "--as-of", AS_OF)
    assert (again.exit_code, again.stderr.splitlines()[0]) == (1, f"{id_!r} is taken: {file}")
    assert root.tree() == before


@pytest.mark.parametrize(
    ("kind", "id_", "name", "says"),
    [
        ("task", "window/wash", "每两周擦窗=Wash every two weeks", "  interval: 14 days\n  tolerance: {early: 3 days, late: 3 days}\n"),
        ("task", "window/oil", "上油=Quarterly oil", "  interval: 3 months\n  tolerance: {early: 14 days, late: 14 days}\n"),
        ("task", "window/look", "每月看一次=A monthly look", "  interval: 1 month\n  tolerance: {early: 7 days, late: 7 days}\n"),
        ("task", "window/look", "门窗季检=Quarter's look", "  interval: 3 months\n  tolerance: {early: 14 days, late: 14 days}\n"),
        ("task", "window/look", "半年保养=Six-monthly service", "  interval: 6 months\n  tolerance: {early: 14 days, late: 14 days}\n"),
        ("promise", "leak", "4 小时内到=There within 4 hours", "  within: 4 hours\n"),
    ],
)  # fmt: skip
def test_a_new_file_says_what_its_name_says(root: Root, kind: str, id_: str, name: str, says: str) -> None:
    """How often and how soon."""
    file = root.run("new", kind, id_, "--name", name, "--as-of", AS_OF).stdout.partition(" ")[0]
    assert says in (root.path / file).read_text("utf-8")
    assert told(root) == ({file}, [])  # nor does it tell by hand what the rule says


@pytest.mark.parametrize(
    ("kind", "id_", "now", "file"),
    [
        ("customer", "c-000", "c-001", "schedules/customers/c-001.yaml"),
        ("task", "floor/shine", "floor/polish", "definitions/maintenance/floor/polish.yaml"),
        ("product", "stone", "floor", "definitions/products/floor.yaml"),
    ],
)
def test_an_id_from_before_a_rename_is_not_given_again(root: Root, kind: str, id_: str, now: str, file: str) -> None:
    """For older records say it of what has another one now."""
    root.write(file, f"formerly: [{id_}]\n{(root.path / file).read_text('utf-8')}")
    before = root.tree()
    result = root.run("new", kind, id_, "--as-of", AS_OF)
    said = f"{id_!r} is what {now} was called before, and older records still say it; choose another ({file})"
    assert (result.exit_code, result.stderr.splitlines()[0]) == (1, said)
    assert root.tree() == before


def test_a_name_in_one_language_is_told_until_it_is_in_the_other(root: Root) -> None:
    """Where readers have two; given in both it stands in each, whichever comes first."""
    root.run("new", "product", "door", "--name", "门", "--as-of", AS_OF)
    assert told(root)[1][:2] == [
        "definitions/products/door.yaml:3:21: warning: name.en: the English text is the Chinese one, '门'; write it in English",
        "definitions/products/door.yaml:7:24: warning: summary.en: the English text is the Chinese one, '门'; write it in English",
    ]
    root.remove("definitions/products/door.yaml")
    root.run("new", "product", "door", "--name", "Doors＝门", "--as-of", AS_OF)
    assert 'name: {zh: "门", en: "Doors"}\n' in (root.path / "definitions/products/door.yaml").read_text("utf-8")
    assert told(root) == ({"definitions/products/door.yaml"}, [])


@pytest.mark.parametrize("id_", ["C-9", "c 9", "../x", "客户", "a/b", "", "c_9", "/x"])
def test_what_is_no_id_makes_no_file(root: Root, id_: str) -> None:
    """Least of all outside its folder."""
    before = root.tree()
    result = root.run("new", "customer", id_, "--lang", "zh")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == f"{id_!r} 不能用作编号；只用小写字母、数字和连字符，如 c-017"
    assert root.tree() == before


@pytest.mark.parametrize(("country", "number"), [("CN", "010 1234 5678"), ("PT", "21 234 5678")])
def test_remarks_give_a_number_of_the_country(root: Root, country: str, number: str) -> None:
    """And the language that somebody else may read."""
    zone = {"CN": "Asia/Shanghai", "PT": "Europe/Lisbon"}[country]
    root.edit("definitions/company.yaml", "example: true\n", f"example: true\ncountry: {country}\nzone: {zone}\n")
    root.run("new", "customer", "c-009", "--as-of", AS_OF)
    text = (root.path / "schedules/customers/c-009.yaml").read_text("utf-8")
    assert f'phone: "{number}"}}\n' in text
    assert "\n# locale: en  " in text


def test_the_first_customer_comes_with_the_file_of_who_goes_out(root: Root) -> None:
    """A company that served nobody is sound with its first customer."""
    root.remove("schedules")
    result = root.run("new", "customer", "c-001", "--as-of", AS_OF)
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == [
        "schedules/customers/c-001.yaml", "schedules/technicians.yaml",
    ]  # fmt: skip
    assert root.check()[-1].startswith("0 problems, "), root.check()


@pytest.mark.parametrize(
    ("team", "start"),
    [
        (None, "technicians:\n"),
        ("technicians: []\n# later\n", "technicians:\n# later\n"),
        ("# us\ntechnicians:\n- {id: t-01, name: 钱师傅, skills: [stone], regions: [shanghai], capacity: 7 hours}", None),
        ("technicians:\r\n    - id: t-01\r\n      name: 钱\r\n      skills: [stone]\r\n      regions: [shanghai]\r\n      capacity: 7 hours\r\n", None),
    ],
)  # fmt: skip
def test_one_more_technician_stands_in_the_file_of_who_goes_out(
    root: Root, team: str | None, start: str | None
) -> None:
    """The first one makes it; whoever and whatever stands there stays as it is, and an id is given once."""
    file = "schedules/technicians.yaml"
    root.remove("schedules")
    if team is not None:
        root.write(file, team)
    result = root.run("new", "technician", "t-09", "--name", "孙: #1", "--as-of", AS_OF)
    assert (result.exit_code, result.stdout) == (0, f"{file} was written; the remarks in it say what may be added\n")
    text = (root.path / file).read_bytes().decode()
    assert text.startswith(start or (team or "")) or "\ntechnicians:\n" in text
    assert root.check()[-1].startswith(("no problems", "0 problems")), root.check()
    assert list(read_sound(root.path)[1].technicians) == (["t-01", "t-09"] if start is None else ["t-09"])
    before = root.tree()
    again = root.run("new", "technician", "t-09", "--as-of", AS_OF)
    assert (again.exit_code, again.stderr.splitlines()[0]) == (1, f"'t-09' is taken: {file}")
    assert root.tree() == before


def test_a_file_of_technicians_that_is_written_otherwise_is_left_alone(root: Root) -> None:
    """A list in brackets has no end to which a line could be added."""
    team = "technicians: [{id: t-01, name: 钱, skills: [stone], regions: [shanghai], capacity: 7 hours}]\n"
    root.write("schedules/technicians.yaml", team)
    result = root.run("new", "technician", "t-02", "--as-of", AS_OF)
    assert (result.exit_code, (root.path / "schedules/technicians.yaml").read_text("utf-8")) == (1, team)
    assert result.stderr.splitlines()[0].startswith("schedules/technicians.yaml is written in an unusual way")


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("site", "'site' has no file of its own: a site stands in its customer's file, under sites"),
        ("Region", "'Region' has no file of its own: regions stand in definitions/company.yaml under regions"),
        ("record", "'record' has no file of its own: a record is made with aftercare record"),
        ("technicain", "did you mean 'technician'?"),
    ],
)
def test_what_has_no_file_is_told_where_it_stands(root: Root, kind: str, says: str) -> None:
    """A word of the trade that is no kind of file leads to the right place, and a slip to the kind."""
    result = root.run("new", kind, "x")
    assert (result.exit_code, says in result.stderr) == (2, True), result.stderr


@pytest.mark.parametrize("there", [(), ("technicians",), ("customers",), ("an empty folder",)])
def test_a_company_begins_with_people_with_customers_or_with_nothing(root: Root, there: tuple[str, ...]) -> None:
    """Every list answers, pages and calendars are made, and the first table of customers comes in."""
    files = {name: root.tree()[f"schedules/{name}"] for name in ("technicians.yaml", "customers/c-001.yaml")}
    root.remove("schedules")
    for name, text in files.items():
        if name.partition("/")[0].removesuffix(".yaml") in there:
            root.write(f"schedules/{name}", text.replace(b"    technician: t-01\n", b""))
    if there == ("an empty folder",):
        (root.path / "schedules/customers").mkdir(parents=True)
    pages = () if there else ("pages",)  # they are of what is defined, whoever is there
    for command in ("today", "week", "overdue", "load", "materials", "agenda", "notices", *pages, "feeds"):
        result = root.run(command, "--as-of", AS_OF)
        assert (result.exit_code, "Traceback" in result.output) == (0, False), (command, result.output)
    assert [line for line in root.check() if ": warning: " not in line and line.startswith("schedules")] == []
    table = root.path.with_name("customers.csv")
    table.write_text(
        "customer,region,address,tier,product,quantity,acceptance,move-in\n贾先生,上海,路 1 号,A,窗,2,2026-03-15,2026-04-01\n"
    )
    root.is_real()
    imported = root.run("import", "customers", str(table), "--as-of", AS_OF)
    assert imported.exit_code == 0, imported.output
    served = read_sound(root.path)[1].customers
    assert len(served) == (2 if "customers" in there else 1)
    assert "路 1 号" in [site.name for owner in served.values() for site in owner.sites]


def test_a_process_comes_with_the_role_that_does_it(root: Root) -> None:
    """Where there is none yet; both are sound."""
    result = root.run("new", "process", "visit", "--as-of", AS_OF)
    assert [line.partition(" ")[0] for line in result.stdout.splitlines()] == [
        "definitions/services/processes/visit.yaml", "definitions/services/roles/staff.yaml",
    ]  # fmt: skip
    assert told(root) == ({"definitions/services/processes/visit.yaml", "definitions/services/roles/staff.yaml"}, [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_help_names_every_kind(root: Root, language: str) -> None:
    """All that may be added, in the order of the lists, with what each is called where that is another word."""
    shown = " ".join(root.run("new", "--help", "--lang", language).output.split())
    listed = shown.rpartition("种类：" if language == "zh" else "Kinds: ")[2]
    assert [part.split()[0] for part in re.split("[、,]", listed)] == list(ADDABLE)


EXPOSURES = "exposures:\n"
BEIJING = "  beijing: {name: {zh: 北京, en: Beijing}, seasons: east, exposure: coast}\n"
CUSTOMER = "schedules/customers/c-009.yaml"
GIVEN = (
    "--name",
    "孙女士",
    "--region",
    "上海",
    "--address",
    "路 1 号",
    "--product",
    "石材",
    "--acceptance",
    "2026-03-15",
)


def marked_keys(root: Root) -> list[str]:
    """The keys behind which a line of the new customer's file is marked."""
    lines = (root.path / CUSTOMER).read_text("utf-8").splitlines()
    return [line.strip(" -").partition(":")[0] for line in lines if "# 待填：" in line]


def test_what_nobody_gave_is_marked_and_told(root: Root) -> None:
    """Line by line of a customer; what can be nothing else is known, and nothing counts from a day that nobody said."""
    root.edit("definitions/company.yaml", EXPOSURES, BEIJING + EXPOSURES)
    assert root.run("new", "customer", "c-009", "--as-of", AS_OF).exit_code == 0
    assert marked_keys(root) == ["name", "region", "address", "milestones", "{id"]
    owner = read_sound(root.path)[1].customers["c-009"]
    assert (owner.sites[0].address, owner.sites[0].milestones) == ("???", {"acceptance": None})
    assert told(root) == ({CUSTOMER}, [])
    assert len([line for line in root.check() if MARKED in line]) == len(marked_keys(root))
    chinese = root.run("check", "--as-of", AS_OF, "--all", "--lang", "zh").stdout
    assert chinese.count("提醒：这里标着“待填”：写的只是样子或猜的；换成自己的，再去掉这条注释") == len(
        marked_keys(root)
    )


def test_what_is_given_stands_there_unmarked(root: Root) -> None:
    """By id, by name or by a part of one; the asset alone is marked, for it may stand in one traffic or another."""
    root.edit("definitions/company.yaml", EXPOSURES, BEIJING + EXPOSURES)
    assert root.run("new", "customer", "c-009", *GIVEN, "--as-of", AS_OF).exit_code == 0
    assert marked_keys(root) == ["{id"]
    owner = read_sound(root.path)[1].customers["c-009"]
    (site,) = owner.sites
    assert site.name == site.address, "a place that nobody named is called by its address, as one of a table is"
    assert (owner.name, site.region, site.address, site.assets[0].product, f"{(site.milestones or {})['acceptance']}") == (
        "孙女士", "shanghai", "路 1 号", "floor", "2026-03-15",
    )  # fmt: skip
    text = (root.path / CUSTOMER).read_text("utf-8")
    root.write(CUSTOMER, text.replace("# 待填：", "# "))
    assert told(root) == (set(), [])


@pytest.mark.parametrize(
    ("kind", "option", "value", "says"),
    [
        ("customer", "--product", "木材地面", "--product: there is no '木材地面'; there are floor 石材地面 Stone floor, window 窗 Window; did you mean '石材地面'?"),
        ("customer", "--region", "x", "--region: there is no 'x'; there are shanghai 上海 Shanghai"),
        ("promise", "--address", "x", "a promise takes no --address; leave it out"),
        ("technician", "--acceptance", "2026-03-15", "a technician takes no --acceptance; leave it out"),
    ],
)  # fmt: skip
def test_what_is_given_and_cannot_stand_there_is_told(
    root: Root, kind: str, option: str, value: str, says: str
) -> None:
    """With what there is, and nothing is written."""
    before = root.tree()
    result = root.run("new", kind, "one-more", option, value, "--as-of", AS_OF)
    assert (result.exit_code, result.stderr.splitlines()) == (1, [says, "nothing was written"])
    assert root.tree() == before
