"""Slips of the hand: what was meant is said, in the line where it stands, and nothing that was written is lost silently."""

from __future__ import annotations

import re
import shutil

import pytest
from support.company import AS_OF, Root
from support.small import SMALL

from generator.reading.words import own_words
from generator.text.problems import Problem
from generator.text.yaml import parse

TASK = "definitions/maintenance/window/bolts.yaml"
PRODUCT = "definitions/products/window.yaml"
PROMISE = "definitions/services/promises/glass.yaml"
CUSTOMER = "schedules/customers/c-001.yaml"
COMPANY = "definitions/company.yaml"
STEP = "{zh: 逐个拧紧, en: Tighten each bolt}"


def told(root: Root, *arguments: str) -> list[str]:
    """The problems that ``check`` tells, carets apart."""
    return [line for line in root.check(*arguments)[:-1] if not line.startswith("    ")]


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\nname：门\nb: 2\n", "yaml_wide_colon", 2, 5),
        ("name：门\nb: 2\n", "yaml_wide_colon", 1, 5),
        ("a:\n  - zh：门\n    en: door\n", "yaml_wide_colon", 2, 7),
        ("a: 1\n\n# 备注：这里\nname:门\nb: 2\n", "yaml_tight_colon", 4, 5),
        ("a:\n  every:1 month\n  b: 2\n", "yaml_tight_colon", 2, 8),
        ("a: {zh: 门，en: door}\n", "yaml_wide_sign", 1, 10),
        ("a: ｛zh: 门, en: door}\n", "yaml_wide_sign", 1, 4),
        ("a: [1, 2］\nb: 2\n", "yaml_wide_sign", 1, 9),
        ("a: {zh: 编号 #3 的窗, en: window 3}\n", "yaml_cut", 1, 12),
        ("- 编号 #3 的窗\n", "yaml_cut", 1, 6),
        ("a: 六合路 # 3 楼\nb: 1\n", "yaml_cut", 1, 8),
        ("a: see issue #7\n", "yaml_cut", 1, 14),
        ("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n", "yaml_conflict", 2, 1),
        ("a: 1\nb: 'Wiremu's'\n", "yaml_inner_quote", 2, 11),
        ("- 'it''s Ann's'\n", "yaml_inner_quote", 1, 13),
        ("a: {zh: 门, en: 'Don't'}\n", "yaml_inner_quote", 1, 20),
        ('a: "he said "no" twice"\n', "yaml_inner_quote", 1, 13),
        ('a: 1\nb: "C:\\Users\\q"\n', "yaml_escape", 2, 7),
        ('a: "a\\qb"\n', "yaml_escape", 1, 6),
        ("a: {zh: 门, en: Doors: both}\n", "yaml_inner_colon", 1, 21),
        ("a:\n  -{zh: 门, en: door}\n", "yaml_tight_dash", 2, 3),
        ("a: *重要*\n", "yaml_sign", 1, 4),
        ("a: [好, &门]\n", "yaml_sign", 1, 8),
        ("a: @门店\n", "yaml_sign", 1, 4),
        ("a: `门`\n", "yaml_sign", 1, 4),
        ("a: %5\n", "yaml_sign", 1, 4),
        ("a: >大\n", "yaml_sign", 1, 4),
    ],
)
def test_the_slip_is_named_where_it_stands(text: str, code: str, line: int, column: int) -> None:
    """Not where reading fell over, a line or two behind it."""
    fault = parse(text)[1][0]
    assert (fault.code, fault.position.line, fault.position.column) == (code, line, column)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1  #remark\n", "a: 门窗  # 备注\n", "a: heavy # remark\n", "a: 1 month  # 备注：一个月\n", "# a：b\na: 1\n", "a: x#3\n",
        "a: '编号 #3'\n", "a: |\n  编号 #3\n", "a: 时间：早上\n", "a: https://x.example/\n", "a: 上午9:30\n", "a: {b: 早上，晚上}\n",
        "======= \n", "a: 5 * 3\n", "a: b & c\n",
    ],
)  # fmt: skip
def test_what_is_meant_so_is_no_slip(text: str) -> None:
    """Remarks behind two blanks or behind a word, signs in the middle of a text, full-width colons in it."""
    assert parse(text)[1] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (TASK, STEP, "{zh：逐个拧紧, en: Tighten each bolt}", "a full-width colon stands behind the key 'zh'; write a plain one and a space"),
        (TASK, STEP, "{zh:逐个拧紧, en: Tighten each bolt}", "a space is missing behind the colon of the key 'zh'"),
        (PROMISE, "  - {zh: 不要靠近, en: Keep away from it}", "  - zh:不要靠近", "a space is missing behind the colon of the key 'zh'"),
        (CUSTOMER, "{acceptance: 2026-08-31, ", "{acceptance:2026-08-31, ", "a space is missing behind the colon of the key 'acceptance'"),
        (CUSTOMER, "acceptance: 2026-08-31", "acceptance: ２０２６-08-31", "'２０２６-08-31' holds full-width characters; write it as 2026-08-31"),
        (TASK, "fixed: 30 minutes", "fixed: ３０ｍinutes", "'３０ｍinutes' holds full-width characters; write it as 30minutes"),
        (COMPANY, "hotline: 400-000-0000", "hotline: 请看名片", "'请看名片' holds no telephone number that readers could call; write one, such as 010 1234 5678"),
    ],
)  # fmt: skip
def test_what_yaml_takes_for_something_else_is_told_once(root: Root, file: str, old: str, new: str, says: str) -> None:
    """As what it was meant to be."""
    root.edit(file, old, new)
    (line,) = told(root)
    assert (line.partition(":")[0], line.endswith(f": {says}")) == (file, True), line


@pytest.mark.parametrize(
    "left", ["TODO", "TBD: ask", "内容待定", "待补充。", "每 XX 个月检查", "共 xxx 处", "‹在此填写›", "【请填写】", "（此处填写地址）", "？？？", "____", "[fill in]"],
)  # fmt: skip
def test_what_was_left_open_is_published_nowhere(root: Root, left: str) -> None:
    """In whatever way people mark it."""
    root.edit(TASK, "zh: 逐个拧紧", f'zh: "{left}"')
    assert [line.split(": ", 2)[1] for line in told(root)] == ["steps[0].zh"]


@pytest.mark.parametrize("text", ["分不清的，写明待定。", "XXL 号手套", "x 轴方向", "等待补漆干透"])
def test_words_that_mean_something_are_left_alone(root: Root, text: str) -> None:
    """Sizes, axes, products of figures, what is noted as open."""
    root.edit(TASK, "zh: 逐个拧紧", f"zh: {text}")
    assert told(root) == []


@pytest.mark.parametrize(
    ("file", "content", "place"),
    [
        ("schedules/c-009.yaml", SMALL[CUSTOMER], "schedules/customers/c-009.yaml"),
        ("schedules/record/2026-11.yaml", SMALL["schedules/records/2026-10.yaml"], "schedules/records/2026-11.yaml"),
        ("schedules/team.yaml", SMALL["schedules/technicians.yaml"], "schedules/technicians.yaml"),
        ("definitions/new-task.yaml", SMALL[TASK], "definitions/maintenance/new-task.yaml"),
        ("definitions/services/leak.yaml", SMALL[PROMISE], "definitions/services/promises/leak.yaml"),
        ("definitions/glosary.yaml", "x: {}\n", "definitions/glossary.yaml"),
    ],
)
def test_a_file_that_nobody_reads_is_told_where_it_belongs(root: Root, file: str, content: str, place: str) -> None:
    """By what stands in it, else by its name."""
    root.write(file, content)
    assert told(root) == [f"{file}: nobody reads this file; move it to {place}, or out of definitions and schedules"]


@pytest.mark.parametrize(
    ("old", "new"),
    [(COMPANY, "definitions/company.yml"), (PRODUCT, "definitions/products/window.YAML"), (CUSTOMER, "schedules/customers/c-001.yml")],
)  # fmt: skip
def test_another_ending_is_the_one_thing_told(root: Root, old: str, new: str) -> None:
    """And not that what it holds is missing everywhere else."""
    (root.path / old).rename(root.path / new)
    assert told(root) == [f"{new}: nobody reads this file, for its name must end in .yaml; rename it to {old}"]


@pytest.mark.parametrize(
    ("old", "new", "n"),
    [
        ("definitions/maintenance", "definitions/maintainance", 3),
        ("definitions/products", "definitions/product", 2),
        ("definitions/services/promises", "definitions/services/promise", 1),
        ("schedules/customers", "schedules/customer", 1),
    ],
)
def test_a_renamed_folder_is_one_problem(root: Root, old: str, new: str, n: int) -> None:
    """The cause, and none of the hundreds of things that follow from it."""
    shutil.move(str(root.path / old), str(root.path / new))
    assert told(root) == [f"{new}: nobody reads this folder (files: {n}); rename it to {old}"]


def test_a_picture_elsewhere_is_told_where_it_belongs(root: Root) -> None:
    """And is not unknown beside that."""
    root.write("definitions/products/x.jpg", b"")
    root.edit(PRODUCT, "line: window", "line: window\npicture: x.jpg")
    assert told(root) == [
        "definitions/products/x.jpg: nobody reads a picture here; move it to definitions/pictures/x.jpg"
    ]


def test_a_byte_that_is_no_utf8_has_a_line(root: Root) -> None:
    """Of whichever file; a whole file in another encoding is called by that."""
    root.write(CUSTOMER, SMALL[CUSTOMER].encode().replace("六合苑".encode(), b"\xff"))
    assert told(root) == [
        f"{CUSTOMER}:8:11: this line holds a byte that is no UTF-8 (0xFF); type it anew, and save the file as UTF-8"
    ]


def test_one_condition_that_is_missing_is_one_problem(root: Root) -> None:
    """With all tasks that go by it."""
    root.write("definitions/maintenance/floor/wax.yaml", SMALL["definitions/maintenance/floor/polish.yaml"])
    root.edit(CUSTOMER, ", traffic: heavy", "")
    (line,) = told(root)
    assert line.endswith(
        "traffic is missing, on which the intervals of these tasks depend: floor/polish, floor/wax; add it"
    )


def test_texts_follow_the_rules_and_promises_that_they_are_tied_to(root: Root) -> None:
    """In a task's or promise's own texts, beside ``task`` or ``promise``, and by id anywhere; a loose end is a problem."""
    root.edit(
        "definitions/maintenance/window/yearly.yaml",
        "zh: 定期检查, en: We check everything regularly",
        'zh: "{every}检查一次", en: "{every} we come"',
    )
    root.edit(
        PROMISE,
        "zh: 玻璃坏了马上来, en: We come at once when glass breaks",
        'zh: "{within}内到场", en: "On site within {within}"',
    )
    root.edit(
        PRODUCT,
        "{zh: 会开会关, en: It opens and it shuts}",
        '{zh: "{every:window/yearly}查一次，{within:glass}内到场", en: "Checked {every:window/yearly}"}',
    )
    root.edit(
        PRODUCT,
        "{zh: 不要硬拉, en: Do not force it}",
        '{zh: "{interval}查一次", en: "Each {interval}", task: window/yearly, grade: G}',
    )
    assert told(root) == []
    from generator.reading.load import load

    definitions, _, _ = load(root.path)
    product = definitions.products["window"]
    assert [definitions.tasks["window/yearly"].summary.zh, definitions.tasks["window/yearly"].summary.en] == [
        "每年检查一次",
        "Every year we come",
    ]
    assert definitions.promises["glass"].summary.en == "On site within 24 hours"
    assert (product.summary.zh, product.summary.en) == ("每年查一次，24 小时内到场", "Checked every year")
    assert (product.care.dont[0].zh, product.care.dont[0].en) == ("1 年查一次", "Each 1 year")
    root.edit(PRODUCT, "{every:window/yearly}查", "{every}查")
    (line,) = told(root)
    assert ": summary.zh: {every} is of no task here, or of one whose rule has several intervals" in line


@pytest.mark.parametrize(
    ("zh", "en", "level", "says"),
    [
        ("每半年检查", "We come", "", "the text tells an interval of 6 months, but the rule of task 'window/yearly' says 1 year; {every} in its place follows the rule"),
        ("定期检查", "We come every two years", "", "the text tells an interval of 2 years, but the rule of task 'window/yearly' says 1 year; {every} in its place follows the rule"),
        ("每年检查", "We come", "warning: ", "a figure is told by hand here, and follows no edit of the rule; write {every} in its place, or say it without the figure"),
    ],
)  # fmt: skip
def test_a_summary_never_contradicts_its_own_rule(root: Root, zh: str, en: str, level: str, says: str) -> None:
    """One that tells the rule by hand is a warning: the next edit would leave it behind."""
    root.edit(
        "definitions/maintenance/window/yearly.yaml",
        "zh: 定期检查, en: We check everything regularly",
        f"zh: {zh}, en: {en}",
    )
    assert [line.partition(" ")[2] for line in told(root)] == [f"{level}summary: {says}"]
    chinese = root.run("check", "--as-of", AS_OF, "--lang", "zh").stdout
    assert not re.search(r"\d (month|year)", chinese), "an interval is said in the reader's language"


def test_a_promise_is_not_told_otherwise_in_its_summary(root: Root) -> None:
    """Hours against hours; other units speak of something else."""
    root.edit(PROMISE, "zh: 玻璃坏了马上来", "zh: 12 小时内到，3 天内修好")
    (line,) = told(root)
    assert line.endswith(
        "summary: the text says 12, but the promise's limit is 24; change the text, or write {within}, which follows the limit"
    )


def test_a_file_that_stands_a_level_too_deep_is_told_once(root: Root) -> None:
    """With the line that is one too many, and none of the keys that are missing only because of it."""
    text = (root.path / TASK).read_text("utf-8")
    root.write(TASK, "window/bolts:\n" + "".join(f"  {line}\n" for line in text.splitlines()))
    assert told(root)[0] == (
        f"{TASK}:1:1: window/bolts: all of the file stands under 'window/bolts', one level too deep; take that line out, and "
        "indent the others by a level less"
    )
    assert [line for line in told(root) if line.startswith(TASK)][1:] == []


def test_a_sign_of_a_customers_file_is_told_as_it_is() -> None:
    """What may be personal is cut to how it begins; one sign is no more than that."""
    problem = Problem(code="yaml_sign", file="schedules/customers/c-001.yaml", params={"found": "@"})
    assert problem.message(own_words().words["en"]) == 'a text that begins with @ needs quotes, as in "@…"'
