"""Definitions in, Markdown pages out: what a customer reads, in both languages, and what text may hold."""

from __future__ import annotations

import html
import json
import posixpath
import re
import shutil
from urllib.parse import unquote

import pytest
import yaml
from markdown import markdown as to_html
from support.company import AS_OF, PROJECT, Root
from support.pages import page_of, pages_of

from generator.formats.templating import Text, markdown
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.site.pages.render import GENERATED
from generator.site.ways.signposts import render_chooser

TASK = "definitions/maintenance/window/bolts.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"
PRODUCT = "definitions/products/window.yaml"
COMPANY = "definitions/company.yaml"


def page(root: Root, path: str, language: str = "en") -> str:
    """The generated page at ``path``."""
    return page_of(root, f"{language}/{path}.md")


def links(text: str) -> set[str]:
    """Where the page's Markdown links lead."""
    return set(re.findall(r"\]\(([^)\s]+)", text))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "zh",
            [
                "入住满 1 个月",
                "提前",
                "请移开窗前的家具",
                "逐个拧紧",
                "没有松动",
                "扳手",
                "螺栓",
                "系好安全带",
                "30 分钟",
            ],
        ),
        ("en", ["1 month after move-in", "early", "Please clear the window", "Tighten each bolt", "Nothing is loose"]),
    ],
)
def test_a_tasks_page_tells_when_what_and_what_counts_as_pass(root: Root, language: str, words: list[str]) -> None:
    """Rule in plain words, preparation, steps, pass, tools, materials, safety, time."""
    text = page(root, "maintenance/window/bolts", language)
    for word in words:
        assert word in text


def test_a_tasks_page_shows_its_rule_at_work_in_a_table(root: Root) -> None:
    """Every year from 31 January 2026: 2027-01-31 is a Sunday, so it is due on 1 February."""
    table = [line for line in page(root, "maintenance/window/yearly").splitlines() if line.startswith("| 1 |")]
    assert len(table) == 1
    assert "2027-01-31" in table[0]
    assert "2027-02-01" in table[0]
    assert "provisional" in table[0]


def test_a_tasks_page_tells_what_it_asks_for_and_staff_its_turn(root: Root) -> None:
    """What is kept apart is told on the pages of both; a company that orders nothing is told of no turns.

    A customer plans no visits: whoever reads the public page sees neither.
    """
    apart, turn = "不在同一次上门做", "上油之后，地面之前，要用水"
    assert apart not in page_of(root, "staff/maintenance/window/bolts.md")
    keys = "order: wet\nconditions: {dry: true, daylight: true}\napart: [window/yearly]\n"
    root.edit(TASK, "products: [window]\n", f"products: [window]\n{keys}")
    bolts, yearly = (page_of(root, f"staff/maintenance/window/{name}.md") for name in ("bolts", "yearly"))
    assert turn in bolts
    for text, name in ((bolts, "年度检查"), (yearly, "螺栓检查")):
        assert name in text.partition(apart)[2].partition("</div>")[0]
    asks = {
        "zh": "要干燥无雨的天气，下雨就改期；要在白天做",
        "en": "needs dry weather; in rain another day is agreed; needs daylight",
    }
    for language, words in asks.items():
        public = page(root, "maintenance/window/bolts", language)
        said = [words, apart, "Never in one visit with", turn, "after oil, before the floor"]
        assert [text in public for text in said] == [True, False, False, False, False]


def test_changing_an_interval_changes_what_the_page_says(root: Root) -> None:
    """The first edit of a newcomer."""
    assert "Every year" in page(root, "maintenance/window/yearly") or "every year" in page(
        root, "maintenance/window/yearly"
    )
    root.edit(YEARLY, "interval: 1 year", "interval: 6 months")
    assert "6 months" in page(root, "maintenance/window/yearly")
    assert "6 个月" in page(root, "maintenance/window/yearly", "zh")


def test_an_interval_by_traffic_is_shown_for_each_class(root: Root) -> None:
    """Polishing every month or every six: both stand on the page, with the class's name."""
    text = page(root, "maintenance/floor/polish")
    assert re.search(r"heavy.*1 month|every month", text)
    assert re.search(r"light.*6 months", text)


def test_products_tasks_and_promises_lead_to_each_other(root: Root) -> None:
    """product ↔ task, product ↔ promise, task → promise; and home leads to all of them."""
    product, task, promise = (
        page(root, path) for path in ("products/window", "maintenance/window/bolts", "services/promises/glass")
    )
    assert {
        "../maintenance/window/bolts.md",
        "../maintenance/window/yearly.md",
        "../services/promises/glass.md",
    } <= links(product)
    assert {"../../products/window.md", "../../services/promises/glass.md"} <= links(task)
    assert "../../products/window.md" in links(promise)
    assert {
        "products/window.md",
        "products/floor.md",
        "services/promises/glass.md",
        "maintenance/index.md",
    } <= links(page(root, "index"))


def test_home_lists_what_is_urgent_first(root: Root) -> None:
    """Hours before days before working days, four of them; one without a product stands in the list of all alone."""
    glass = (root.path / "definitions/services/promises/glass.yaml").read_text("utf-8")
    limits = {"days-2": "2 days", "hours-3": "3 hours", "working": "1 working day", "hours-100": "100 hours"}
    for name, within in limits.items():
        root.write(f"definitions/services/promises/{name}.yaml", glass.replace("24 hours", within))
    root.write("definitions/services/promises/sale.yaml", glass.replace("products: [window]\n", ""))
    found = re.findall(r"services/promises/([\w-]+)\.md", page(root, "index"))
    promises = [name for name in found if name != "index"]
    assert promises == ["hours-3", "glass", "hours-100", "days-2"]
    assert {"sale.md", "glass.md", *(f"{name}.md" for name in limits)} <= links(page(root, "services/promises/index"))
    assert "care-head__pills" in page(root, "services/promises/glass")
    assert "care-head__pills" not in page(root, "services/promises/sale")


def test_every_link_of_every_page_leads_to_a_page(root: Root) -> None:
    """Relative links, resolved against the folder they stand in."""
    pages = pages_of(root)
    for path, content in pages.items():
        for link in links(content.decode()) if path.endswith(".md") else ():
            if not re.match(r"https?:|tel:|mailto:|#|webcal:", link) and not link.endswith("about.md"):
                assert posixpath.normpath(f"{path}/../{link.partition('#')[0]}") in pages, f"{path}: {link}"


def test_a_warranty_is_shown_with_its_last_day(root: Root) -> None:
    """Two years from an acceptance on 2026-03-15 run to 2028-03-15, that day included."""
    assert "2028-03-15" in page(root, "products/window")
    assert "2 years" in page(root, "products/window")
    assert "2 年" in page(root, "products/window", "zh")


def test_a_promise_tells_its_limit_and_how_it_is_counted(root: Root) -> None:
    """24 hours, by the clock."""
    assert "24 hours" in page(root, "services/promises/glass")
    assert "clock hours, nights and holidays included" in page(root, "services/promises/glass")
    root.edit("definitions/services/promises/glass.yaml", "within: 24 hours", "within: 5 working days")
    assert "5 个工作日" in page(root, "services/promises/glass", "zh")


def test_a_figure_leads_to_its_source(root: Root) -> None:
    """The rule's source is cited, numbered, and listed at the foot."""
    text = page(root, "maintenance/window/bolts")
    assert "(#source-1)" in text
    assert 'id="source-1"' in text
    assert "What the company promises" in text


def test_staff_correct_the_yaml_of_a_page_and_customers_write_a_letter_about_it(root: Root) -> None:
    """Where the company names a place to propose changes, and there alone; a letter names the page and its address."""
    root.edit(COMPANY, "example: true", "example: true\nedit_url: https://git.small.example/edit/main/")
    staff, public = page(root, "products/window", "staff"), page(root, "products/window")
    assert f"https://git.small.example/edit/main/{PRODUCT}" in links(staff)
    assert not [link for link in links(public) if "git.small.example" in link]
    letters = [unquote(link) for link in sorted(links(public)) if link.startswith("mailto:")]
    assert letters == [
        f"mailto:care@small.example?subject={words}: Window&body=https://small.example/en/products/window/"
        for words in ("Something is wrong on the page", "This page helped")
    ]
    assert "mailto:" not in staff


def test_what_readers_ask_and_what_grades_mean_is_for_staff(root: Root) -> None:
    """A customer's page has the words in its head, for the search, and one small mark where staff see numbers."""
    root.add(PRODUCT, "asked: {zh: [窗], en: [pane of glass]}\n")
    public, staff = page(root, "products/window"), page(root, "products/window", "staff")
    assert 'asked: ["pane of glass"]' in public
    assert "- pane of glass" not in public
    assert "- 窗" in staff
    task = page(root, "maintenance/window/bolts"), page(root, "maintenance/window/bolts", "staff")
    assert ["[※](#source-1)" in text for text in task] == [True, False]
    assert ["[1](#source-1)" in text for text in task] == [False, True]


def test_each_page_names_its_translation(root: Root) -> None:
    """Front matter holds the address without the language; the theme makes the links of it."""
    for path, address in (("index", ""), ("products/index", "products/"), ("products/window", "products/window/")):
        for language in ("zh", "en"):
            front = next(yaml.safe_load_all(page(root, path, language)))
            assert front["alternate"] == address


def test_the_navigation_lists_every_page_by_its_name(root: Root) -> None:
    """What mkdocs.yml inherits: names in the site's language, paths that exist."""
    text = pages_of(root)[".cache/nav.zh.yml"].decode()
    navigation = json.loads(text.split("\n", 1)[1])
    assert navigation["site_url"] == "https://small.example/zh/"
    listed = re.findall(r'"([^"]+\.md)"', text)
    assert "products/window.md" in listed
    assert '"窗"' in text
    for path in listed:
        assert f"docs/zh/{path}" in pages_of(root)


def test_text_from_yaml_means_itself_whatever_markdown_or_template_it_looks_like(root: Root) -> None:
    """Markup, links, braces of Jinja2, HTML and emoji codes are shown as they were written."""
    hostile = (
        "*a* _b_ [c](javascript:x) <script>alert</script> {{ hotline }} {% raw %} `d` :smile: &amp; | $x$ ~~e~~ ^f^"
    )
    root.edit(TASK, "en: Tighten each bolt", f"en: {json.dumps(hostile)}")
    text = page(root, "maintenance/window/bolts").split("\n---\n", 1)[1]  # its head, for machines, has rules of its own
    shown = next(line for line in text.splitlines() if "alert" in line)
    assert html.unescape(re.sub(r"<[^>]+>", "", to_html(shown))).strip() == hostile
    assert "<script>" not in text
    assert "](javascript:" not in text


@pytest.mark.parametrize(
    "text",
    [
        "1. not a list",
        "- not a list",
        "# no heading",
        "+ x",
        "=== x",
        "a | b",
        "<b>",
        "&amp;",
        "*",
        "`",
        "[a](b)",
        ":x:",
    ],
)
def test_escaped_text_is_shown_by_markdown_as_it_stands(text: str) -> None:
    """A paragraph that is nothing but the text."""
    assert html.unescape(to_html(markdown(Text(text)), extensions=["tables"])) == f"<p>{text}</p>"


def test_front_matter_survives_any_name(root: Root) -> None:
    """Colons, quotes and hashes in a name do not break the page's head."""
    root.edit(TASK, "en: Bolt check}", 'en: "Bolts: \'all\' of #them \\"now\\""}')
    front = next(yaml.safe_load_all(page(root, "maintenance/window/bolts")))
    assert front["title"] == "Bolts: 'all' of #them \"now\""


def test_a_template_with_a_mistake_is_a_problem_and_nothing_is_written(root: Root) -> None:
    """The template's name and what is wrong, no traceback, no page."""
    shutil.copytree(PROJECT / "templates", root.path / "templates")
    for mistake in ("{{ prodct.name }}", "{% if %}"):
        template = "templates/pages/product.md.j2"
        root.write(template, (PROJECT / template).read_text("utf-8") + mistake)
        before = root.tree()
        result = root.run("pages", "--as-of", AS_OF)
        assert result.exit_code == 1
        assert "the template fails: " in result.stderr
        assert root.tree() == before


def test_the_chooser_offers_both_languages(root: Root) -> None:
    """The page above the languages is plain HTML with a link to each."""
    index, missing = render_chooser(load(root.path)[0], templates_of(root.path))
    assert index.path == "index.html"
    assert missing.path == "404.html"
    for content in (index.content.decode(), missing.content.decode()):
        assert "小公司" in content
        assert "Small Company" in content
        assert re.search(r'href="/?zh/"', content)
        assert re.search(r'href="/?en/"', content)


def test_what_is_generated_is_neither_committed_nor_left_behind() -> None:
    """Git ignores it, and ``make clean`` removes it."""
    ignored = (PROJECT / ".gitignore").read_text("utf-8").splitlines()
    cleaned = (PROJECT / "Makefile").read_text("utf-8").split()
    for name in GENERATED:
        assert {f"/docs/*/{name}", f"/docs/*/{name}/"} & set(ignored), name
        assert f"docs/*/{name}" in cleaned, name
    assert "/docs/staff/" in ignored
    assert "docs/staff" in cleaned


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ("products/window", {"en": "Regular care of this product ends on 2027-01-31", "zh": "这一产品的定期保养到 2027-01-31 为止"}),
        ("maintenance/window/bolts", {"en": "This work is done until 2027-01-31", "zh": "这项保养到 2027-01-31 为止"}),
        ("services/promises/glass", {"en": "This promise holds until 2027-01-31", "zh": "这项承诺到 2027-01-31 为止"}),
    ],
)  # fmt: skip
def test_what_is_given_up_says_until_when(root: Root, file: str, says: dict[str, str]) -> None:
    """Its page stays, for whoever still has it; without the key nothing is said."""
    for language, sentence in says.items():
        assert sentence not in page(root, file, language)
    root.add(f"definitions/{file}.yaml", "retired: 2027-01-31\n")
    for language, sentence in says.items():
        assert sentence in page(root, file, language)
