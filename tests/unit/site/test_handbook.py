"""The handbook's kinds of definition: their pages, for whom they are, and what is wrong with them."""

from __future__ import annotations

import re

import pytest
from support.company import Root
from support.handbook import HANDBOOK
from support.pages import page_of, pages_of
from support.small import SMALL

from generator.model.definition import LocalText
from generator.model.services import PhraseSet
from generator.model.sources import ITEM_STATES
from generator.model.walking import walk
from generator.reading.load import read


@pytest.fixture
def pages(handbook: Root) -> dict[str, str]:
    """The generated Markdown by path below ``docs``."""
    return {path[5:]: text.decode() for path, text in pages_of(handbook).items() if path.endswith(".md")}


def test_a_sound_handbook_has_no_problem(handbook: Root) -> None:
    """One of each kind, linked to each other."""
    assert handbook.check() == [f"no problems in {len({**SMALL, **HANDBOOK})} files"]


def test_every_kind_has_its_page(pages: dict[str, str]) -> None:
    """The staff's edition shows all kinds, what is public and what is internal."""
    for path in (
        "components/pane", "faults/leak", "guides/wipe", "seasons/rain", "services/processes/visit",
        "services/processes/audit", "services/forms/slip", "services/checklists/kit", "services/phrases/sorry",
        "services/training/basics", "services/roles/fitter", "services/policies/prices", "services/metrics/on-time",
    ):  # fmt: skip
        page = pages[f"staff/{path}.md"]
        for heading in ("{ #when }", "{ #who }", "{ #what-if }"):
            assert heading in page


def test_an_internal_definition_is_on_no_public_page(pages: dict[str, str]) -> None:
    """Neither its page, nor its name in a list, a link or the navigation."""
    public = {path: text for path, text in pages.items() if not path.startswith("staff/")}
    assert "zh/services/processes/visit.md" in public
    assert "zh/services/processes/audit.md" not in public
    for internal in ("内部抽查", "Internal audit", "出门清单", "致歉", "准时率"):
        assert not [path for path, text in public.items() if internal in text]
    # a role is named where it acts, and not linked
    assert "安装师傅" in public["zh/services/processes/visit.md"]
    assert "roles/" not in public["zh/services/processes/visit.md"]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        ("faults/leak", "guide/wipe", "guide/wip", "related[0]: unknown guide 'wip'; did you mean 'wipe'?"),
        ("faults/leak", "guide/wipe", "gide/wipe", "'gide/wipe' is not a link; write kind/id"),
        ("faults/leak", "guide/wipe", "process/audit", "a public page must not lead to the internal page 'process/audit'"),
        ("faults/leak", "promise: glass", "promise: glas", "promise: unknown promise 'glas'; did you mean 'glass'?"),
        ("faults/leak", "owner: fitter", "owner: fiter", "owner: unknown role 'fiter'; did you mean 'fitter'?"),
        ("faults/leak", "urgency: soon", "urgency: son", "urgency: 'son' is not one of now, soon, watch"),
        ("faults/leak", ", en: Water on the sill", "", "symptoms[0]: this public text has no English; add en"),
        ("faults/leak", "窗台有水, en: Water", "窗台有 2 升水, en: Water", "a figure stands in this text: add its grade"),
        ("faults/leak", "窗台有水", "密封条旁有水", "'密封条' is a variant that the glossary avoids; write '密封胶条'"),
        ("faults/leak", "Water on", "Weatherstrips on", "'Weatherstrips' is a variant that the glossary avoids"),
        ("faults/leak", "窗台有水", "X 个工作日内有水", "the number in 'X 个工作日' is not set; the company must put one"),
        ("faults/leak", "窗台有水", "请拨 021-55550199", "a telephone number 021-55550199 stands in this text"),
        ("guides/wipe", "每年擦一次", "每半年擦一次", "the Chinese text tells an interval of 6 months, the English one 1 year"),
        (
            "guides/wipe",
            "{zh: 每年擦一次, en: Clean it every year",
            "{zh: 每 6 个月擦一次, en: Clean it every 6 months, grade: G",
            "the text tells an interval of 6 months, but the rule of task 'window/yearly' says 1 year",
        ),
        ("guides/wipe", "{zh: 每年擦一次, en: Clean it every year, task: window/yearly}", '{zh: "每 {interval}擦"  , en: Clean}', "is of no task here"),
        ("guides/wipe", "products: [window]", "products: [windw]", "unknown product 'windw'; did you mean 'window'?"),
        ("seasons/rain", "season: rain", "season: snow", "unknown season 'snow'"),
        ("services/forms/slip", ", choices: [{zh: 合格, en: Pass}, {zh: 整改, en: Rework}]", "", "needs choices"),
        ("components/pane", "do:\n  - {zh: 轻擦, en: Wipe gently}\n", "", "'do' is missing; add it"),
        ("glossary", "page: component/pane", "page: component/pain", "unknown component 'pain'; did you mean 'pane'?"),
        ("sources/article", "{promise: 1}", "{promise: 2}", "the handbook item promise-002 is not listed"),
        ("sources/article", "    became: [promise/glass]\n", "", "say what became of item promise-001"),
        ("sources/article", "promise/glass]", "promise/glass, guide/wipe]", "'guide/wipe' does not cite the item promise-001"),
        ("sources/article", "promise/glass]", "promise/glas]", "unknown promise 'glas'; did you mean 'glass'?"),
    ],
)  # fmt: skip
def test_a_mistake_in_the_handbook_is_told_where_it_is(
    handbook: Root, file: str, old: str, new: str, says: str
) -> None:
    """File, line, column, path, and what to do."""
    handbook.edit(f"definitions/{file}.yaml", old, new)
    lines = handbook.check()
    assert [line for line in lines if says in line and line.startswith(f"definitions/{file}.yaml:")], lines


def test_a_text_takes_its_interval_from_the_rule(handbook: Root) -> None:
    """The sentence moves with the rule, in both languages."""
    told = '{zh: "每 {interval}擦一次", en: "Clean it every {interval}", task: window/yearly}'
    handbook.edit(
        "definitions/guides/wipe.yaml", "{zh: 每年擦一次, en: Clean it every year, task: window/yearly}", told
    )
    handbook.edit("definitions/maintenance/window/yearly.yaml", "interval: 1 year", "interval: 8 months")
    assert "- 每 8 个月擦一次" in page_of(handbook, "zh/guides/wipe.md")
    assert "- Clean it every 8 months" in page_of(handbook, "en/guides/wipe.md")


def test_phrases_that_are_cited_have_their_numbers_and_english(handbook: Root) -> None:
    """From the number of the first on, each with an anchor; the others are told in order and have none."""
    file = "definitions/services/phrases/sorry.yaml"
    page = "staff/services/phrases/sorry.md"
    assert 'id="phrase-' not in page_of(handbook, page)
    handbook.edit(file, "phrases:\n", "numbered_from: 37\nphrases:\n  - {say: {zh: 对不起}, english: I am sorry}\n")
    text = page_of(handbook, page)
    assert '<b class="care-number" id="phrase-37">37</b> <span class="care-say">对不起</span>' in text
    assert '<span class="care-say care-say--english" lang="en">I am sorry</span>' in text
    assert '<b class="care-number" id="phrase-38">38</b>' in text


def test_a_picture_needs_words(handbook: Root) -> None:
    """Who cannot see it hears its alt text; on the page stand both."""
    handbook.write("definitions/pictures/pane.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"/>')
    handbook.edit("definitions/components/pane.yaml", "products:", "picture: pane.svg\nproducts:")
    assert "nothing says what the picture 'pane.svg' shows" in handbook.check()[0]
    handbook.write(
        "definitions/pictures.yaml", "pane.svg: {alt: {zh: 一片玻璃, en: A pane}, caption: {zh: 1 边, en: 1 edge}}\n"
    )
    page = page_of(handbook, "en/components/pane.md")
    assert "![A pane](../pictures/pane.svg)" in page
    assert "<figcaption>1 edge</figcaption>" in page


def test_staff_may_read_chinese_alone(handbook: Root) -> None:
    """The English name is enough for an internal page; a public one needs all of it."""
    handbook.edit("definitions/services/processes/audit.yaml", "summary:", "audience: public\nsummary:")
    problems = [line for line in handbook.check() if "has no English" in line]
    assert len(problems) == 6


def test_a_former_id_is_nobody_elses(handbook: Root) -> None:
    """An old address leads to one page only."""
    handbook.add("definitions/guides/wipe.yaml", "formerly: [dust, wipe]\n")
    assert [line for line in handbook.check() if "the id 'wipe' is used already" in line]


def test_what_a_page_names_leads_back_to_it(pages: dict[str, str]) -> None:
    """The guide that a fault names shows the fault; the product shows both."""
    assert "../faults/leak.md" in pages["zh/guides/wipe.md"]
    assert "../faults/leak.md" in pages["en/products/window.md"]
    assert "../guides/wipe.md" in pages["en/products/window.md"]


def test_the_staff_see_what_became_of_each_item(pages: dict[str, str]) -> None:
    """Item, what it says, and the definitions that carry it out."""
    table = pages["staff/handbook.md"]
    assert "| promise-001 | 公司的承诺 | 落实 | [玻璃破损](services/promises/glass.md) |" in table
    assert "zh/handbook.md" not in pages


def test_the_owner_has_a_list_of_pages_to_look_at(handbook: Root) -> None:
    """What nobody looked at for a year, what nobody ever did, and the rest: the oldest first, with who answers."""
    days = {"definitions/products/window.yaml": "2025-11-22", "definitions/products/floor.yaml": "2025-11-23"}
    for file, day in days.items():
        handbook.write(file, (handbook.path / file).read_text("utf-8") + f"owner: fitter\nreviewed: {day}\n")
    listed = page_of(handbook, "staff/reviews.md")
    headings = re.findall(r"^## (.*) \((\d+)\)", listed, re.MULTILINE)
    assert [name for name, _ in headings] == ["一年多没有核对", "从未核对", "一年之内核对过"]
    assert headings[0][1] == "1"
    row = "| [窗](products/window.md) | 产品 | 2025-11-22 | [安装师傅](services/roles/fitter.md) | 0 |"
    assert row in listed
    assert next(line for line in listed.splitlines() if "products/floor.md" in line).count("2025-11-23") == 1
    assert next(line for line in listed.splitlines() if "floor/polish.md" in line).endswith("|  |  | 2 |")
    assert "](reviews.md)" in page_of(handbook, "staff/index.md")
    assert "docs/zh/reviews.md" not in pages_of(handbook)


@pytest.mark.parametrize(
    ("old", "new", "row", "counts"),
    [
        (
            "became: [promise/glass]",
            "became: [promise/glass]\n    lacks: {zh: 没有写时限, en: It names no limit}",
            "| 部分落实 | [玻璃破损](services/promises/glass.md)；没有写时限 |",
            "共 1 条：落实 0 条，部分落实 1 条，不采用 0 条，与本公司无关 0 条。",
        ),
        (
            "became: [promise/glass]",
            "excluded: {zh: 靠隐瞒, en: It rests on concealment}",
            "| 不采用 | 靠隐瞒 |",
            "共 1 条：落实 0 条，部分落实 0 条，不采用 1 条，与本公司无关 0 条。",
        ),
        (
            "became: [promise/glass]",
            "not_applicable: {zh: 本公司不做, en: We do not do that}",
            "| 与本公司无关 | 本公司不做 |",
            "共 1 条：落实 0 条，部分落实 0 条，不采用 0 条，与本公司无关 1 条。",
        ),
    ],
)
def test_each_item_is_in_one_of_four_states(handbook: Root, old: str, new: str, row: str, counts: str) -> None:
    """Carried out, partly and what is missing, rejected and why, not applicable and why; each state is counted."""
    handbook.edit("definitions/sources/article.yaml", old, new)
    result = handbook.run("pages", "--as-of", "2026-11-23")
    assert result.exit_code == 0, result.output
    page = (handbook.path / "docs/staff/handbook.md").read_text("utf-8")
    assert row in page
    assert counts in page


@pytest.mark.parametrize(
    ("new", "says"),
    [
        ("became: [promise/glass]\n    excluded: {zh: 不做, en: Not done}", "one of the three"),
        ("excluded: {zh: 不做, en: Not done}\n    not_applicable: {zh: 无关, en: Not ours}", "one of the three"),
        ("excluded: {zh: 不做, en: Not done}\n    lacks: {zh: 一半, en: Half of it}", "lacks goes with became"),
    ],
)
def test_an_item_has_one_state(handbook: Root, new: str, says: str) -> None:
    """Two reasons at once, or something missing of what was never begun, is a slip."""
    handbook.edit("definitions/sources/article.yaml", "became: [promise/glass]", new)
    assert [line for line in handbook.check() if says in line]


# ------------------------------------------------------------------------------------------------ the example company's


def test_the_example_carries_out_every_item_of_its_handbook(example: Root) -> None:
    """All 261 items are accounted for; what is carried out in part or not at all is told with the reason."""
    definitions, _, problems = read(example.path)
    assert problems == []
    assert len(definitions.handbook) == 261
    states = [item.state for item in definitions.handbook.values()]
    assert {state: states.count(state) for state in ITEM_STATES} == {
        "carried_out": 255,
        "partly": 6,
        "rejected": 0,
        "not_applicable": 0,
    }


def test_no_page_of_the_example_is_a_stub(example: Root) -> None:
    """What, when, who, how and what if: each of them said, and the whole longer than a label."""
    definitions, *_ = read(example.path)
    short = {}
    for kind, entries in definitions.entries.items():
        for id_, entry in entries.items():
            length = sum(len(part.zh) for _, part in walk(entry) if isinstance(part, LocalText))
            if length < 350:
                short[f"{kind}/{id_}"] = length
    assert short == {}


def test_the_phrases_of_the_example_are_numbered_through(example: Root) -> None:
    """From 1 to 38 across their sets, without a gap, each with its English."""
    definitions, *_ = read(example.path)
    sets = [entry for entry in definitions.entries["phrases"].values() if isinstance(entry, PhraseSet)]
    numbered = sorted((each for each in sets if each.numbered_from), key=lambda each: each.numbered_from or 0)
    phrases = [phrase for each in numbered for phrase in each.phrases]
    assert [each.numbered_from for each in numbered] == [1, 18, 22, 28, 31]
    assert len(phrases) == 38
    assert all(phrase.english for phrase in phrases)


def test_who_begins_is_led_from_the_staffs_first_page(handbook: Root) -> None:
    """To what the company names, in its order; the public pages know nothing of it."""
    handbook.add("definitions/company.yaml", "newcomers: [checklist/kit, phrases/sorry]\n")
    page = page_of(handbook, "staff/index.md")
    begins = page[page.index("{ #newcomers }") :]
    assert begins.index("checklists/kit.md") < begins.index("phrases/sorry.md")
    assert "newcomers" not in page_of(handbook, "zh/index.md")
    handbook.edit("definitions/company.yaml", "checklist/kit", "checklist/kid")
    told = "newcomers[0]: unknown checklist 'kid'; did you mean 'kit'?"
    assert [line for line in handbook.check() if told in line] != []


def test_a_promise_about_goods_stands_on_no_page_of_our_work(root: Root) -> None:
    """Such as returns: a task page names the promises that our work may come under."""
    task, product = "en/maintenance/window/bolts.md", "en/products/window.md"
    assert "services/promises/glass.md" in page_of(root, task)
    root.add("definitions/services/promises/glass.yaml", "with_tasks: false\n")
    assert "services/promises/glass.md" not in page_of(root, task)
    assert "services/promises/glass.md" in page_of(root, product)
