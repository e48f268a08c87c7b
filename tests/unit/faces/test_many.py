"""Many warnings with one cause are one line and three examples; a swap is told when it is made."""

from __future__ import annotations

from support.company import AS_OF, Root

CUSTOMER = "schedules/customers/c-001.yaml"
TEAM = "schedules/technicians.yaml"
TAKEN_ON = """\
name: 客户{n}
tier: A
sites:
  - id: home
    name: 第{n}苑
    region: suzhou
    address: 苏州市第 {n} 路 1 号
    milestones: {{acceptance: 2026-10-05, move_in: 2026-10-05}}
    assets:
      - {{id: windows, name: 外窗, product: window, quantity: 4}}
"""


def taken_on(root: Root, count: int) -> Root:
    """So many customers in a region in which nobody works."""
    region = "  suzhou: {name: {zh: 苏州, en: Suzhou}, seasons: east, exposure: coast}\nexposures:\n"
    root.edit("definitions/company.yaml", "exposures:\n", region)
    for n in range(count):
        root.write(f"schedules/customers/n-{n:02}.yaml", TAKEN_ON.format(n=n))
    return root


def warned(root: Root, *arguments: str) -> list[str]:
    """What ``feeds`` says of visits, without what it says of steps."""
    output = root.run("feeds", "--as-of", AS_OF, "--lang", "en", *arguments).output
    return [line for line in output.splitlines() if "visit" in line or "warning" in line]


def test_forty_customers_that_nobody_serves_are_a_few_lines(root: Root) -> None:
    """The number, the first three, and the sum; ``--all`` tells each of them."""
    lines = warned(taken_on(root, 40))
    assert lines[0].endswith("warnings with one cause; the first three (check --all lists them all):")
    count = int(lines[0].split()[0])
    assert count >= 40
    three = [line.partition("warning: the visit to home of n-")[0] for line in lines[1:4]]
    assert all(place.startswith("  schedules/customers/n-0") for place in three)
    assert lines[4:] == [f"0 problems, {count} warnings"]
    every = warned(root, "--all")
    assert len(every) == count + 1
    assert every[-1] == lines[-1]


def test_what_stops_a_command_is_not_hidden_among_warnings(root: Root) -> None:
    """What is only warned of is told of a refused command as ``check`` tells it: the first three of a kind."""
    root.add("definitions/products/floor.yaml", "# to be filled in: x\n" * 9)
    root.edit(CUSTOMER, "tier: A", "tier: B")
    said = root.run("today", "--as-of", AS_OF, "--lang", "en").stderr.splitlines()
    assert said[0] == "9 warnings with one cause; the first three (check --all lists them all):"
    assert [line.partition(":")[0] for line in said[1:5]] == ["  definitions/products/floor.yaml"] * 3 + [CUSTOMER]
    assert said[-1] == "1 problem, 9 warnings"


def test_a_file_that_is_wrong_throughout_is_told_in_part(root: Root) -> None:
    """A file of something else: the first of its unknown keys and how many more there are; ``--all`` tells each."""
    root.add(CUSTOMER, "".join(f"key{number}: 1\n" for number in range(500)))
    lines = [root.run("check", "--as-of", AS_OF, *more).stdout.splitlines() for more in ((), ("--all",))]
    assert len([line for line in lines[0] if "unknown key" in line]) == 200
    assert f"{CUSTOMER}: and 300 more of that kind (check --all lists them all)" in lines[0]
    assert len([line for line in lines[1] if "unknown key" in line]) == 500
    assert [each[-1] for each in lines] == ["500 problems, 0 warnings"] * 2


def test_three_of_a_kind_are_told_one_by_one(root: Root) -> None:
    """Few are no crowd."""
    root.edit(CUSTOMER, "region: shanghai", "region: suzhou")
    root.edit("definitions/company.yaml", "exposures:\n", "  suzhou: {name: {zh: 苏州, en: Suzhou}, seasons: east, exposure: coast}\nexposures:\n")  # fmt: skip
    root.edit("definitions/maintenance/floor/polish.yaml", "products: [floor]\n", "products: [floor]\nretired: 2026-01-01\n")  # fmt: skip
    lines = warned(root)
    assert all("with one cause" not in line for line in lines)
    assert [line.count("warning: the visit") for line in lines] == [1, 1, 0]


def test_who_takes_what_is_told_with_the_build(root: Root) -> None:
    """Somebody is ill from this morning on: a note says that the colleague goes, and no warning is counted."""
    root.write(TEAM, (root.path / TEAM).read_text("utf-8") + "  - {id: t-02, name: 孙师傅, skills: [stone, window], regions: [shanghai], capacity: 7 hours}\n")  # fmt: skip
    root.feeds()
    root.edit(TEAM, "    regions: [shanghai]\n    capacity: 7 hours\n", "    regions: [shanghai]\n    capacity: 7 hours\n    away: [{from: 2026-11-30, to: 2026-11-30}]\n")  # fmt: skip
    assert [line.partition("note: ")[2] for line in warned(root)] == [
        "technicians[0]: 钱师傅 is away on 2026-11-30: 孙师傅 takes the visit to home of c-001, on the same day"
    ]
