"""Ways in beside the search: the list of all pages, and what this month asks for."""

from __future__ import annotations

import re
from datetime import date

import pytest
from support.company import AS_OF, Root
from support.handbook import HANDBOOK
from support.pages import page_of, pages_of

from generator.reading.load import load
from generator.site.ways.month import coming_seasons, month_of

SEASONS = "definitions/calendars/seasons.yaml"
YEARLY = "definitions/maintenance/window/yearly.yaml"


@pytest.fixture
def handbook(root: Root) -> Root:
    """The small company with one definition of every kind, and a task before the rains."""
    for file, text in HANDBOOK.items():
        root.write(file, text)
    yearly = (root.path / YEARLY).read_text("utf-8")
    start = yearly.index("  interval: 1 year")
    season = "  interval: 1 year\n  season: {name: rain, when: before, lead: 7 days}\n  tolerance: {early: 14 days}\n"
    rest = yearly[yearly.index("  adjust: following") :].replace("年度检查", "雨前检查")
    text = yearly[:start] + season + rest
    root.write(
        "definitions/maintenance/window/gutters.yaml",
        text.replace("年度检查", "雨前检查").replace("Yearly check", "Check before the rains"),
    )
    return root


def page(root: Root, name: str, language: str = "en", as_of: str = AS_OF) -> str:
    """A generated page."""
    return page_of(root, f"{language}/{name}.md", as_of)


# ---------------------------------------------------------------------------------------------------------- subjects


TAGS = "definitions/tags.yaml"
LEAK = "definitions/faults/leak.yaml"


@pytest.fixture
def tagged(handbook: Root) -> Root:
    """Two tags; a fault, a task and an internal process carry one of them."""
    handbook.write(TAGS, "water: {name: {zh: 水, en: Water}}\nnight: {name: {zh: 夜间, en: At night}}\n")
    handbook.edit(LEAK, "owner: fitter", "tags: [water, night]\nowner: fitter")
    for file in (YEARLY, "definitions/services/processes/audit.yaml"):
        handbook.write(file, (handbook.path / file).read_text("utf-8") + "tags: [water]\n")
    return handbook


def test_a_subject_leads_to_its_pages_of_every_kind(tagged: Root) -> None:
    """What is internal stands in the staff's list alone, and each page leads back to its subjects."""
    text = page(tagged, "tags")
    water = text.split("{ #tag-water }")[1].split("\n## ")[0]
    assert re.findall(r"^- \[[^\]]*\]\(([^)]+)\)", water, re.MULTILINE) == [
        "maintenance/window/yearly.md",
        "faults/leak.md",
    ]
    assert "services/processes/audit.md" in page(tagged, "tags", "staff")
    assert "[At night](../tags.md#tag-night)" in page(tagged, "faults/leak")
    assert "(tags.md)" in page(tagged, "index")


def test_without_tags_there_is_no_list_of_them(handbook: Root) -> None:
    """Nor a way to it."""
    assert "tags.md" not in page(handbook, "index")
    assert "docs/en/tags.md" not in pages_of(handbook)


def test_a_tag_that_is_unknown_or_unused_is_told(tagged: Root) -> None:
    """The one is a problem, the other a warning at the tag itself."""
    tagged.edit(LEAK, "[water, night]", "[wattr]")
    found = tagged.run("check", "--lang", "en").output
    assert f"{LEAK}:" in found
    assert "tags[0]: unknown tag 'wattr'; did you mean 'water'?" in found
    assert f"{TAGS}:2:1: warning: night: no page carries the tag 'night'" in found


def test_a_tag_has_an_id_that_an_address_can_hold(tagged: Root) -> None:
    """It is an anchor on the page of all subjects."""
    tagged.edit(TAGS, "night:", "night work:")
    found = tagged.run("check", "--lang", "en").output
    assert f"{TAGS}:2:1: night work: 'night work' cannot serve as an id" in found


def test_a_page_says_who_answers_for_it_and_when_it_was_reviewed(handbook: Root) -> None:
    """Products, tasks and promises as well as entries; who answers is for staff to know."""
    for file in ("definitions/products/window.yaml", YEARLY, "definitions/services/promises/glass.yaml"):
        handbook.write(file, (handbook.path / file).read_text("utf-8") + "owner: fitter\nreviewed: 2026-11-20\n")
    for name in ("products/window", "maintenance/window/yearly", "services/promises/glass", "faults/leak"):
        assert '<time datetime="2026-11-20">' in page(handbook, name), name
        assert "Responsible" not in page(handbook, name), name
        assert re.search(r'care-reviewed" markdown="span">负责：\S', page(handbook, name, "staff")), name


# --------------------------------------------------------------------------------------------------------- all pages


def test_every_definition_with_a_page_is_in_the_list(handbook: Root) -> None:
    """Of the edition, and of no other: what is internal is in the staff's list alone."""
    for language in ("zh", "en", "staff"):
        text = page(handbook, "index-a-z", language)
        own = {
            "index.md",
            "index-a-z.md",
            "this-month.md",
            "tags.md",
            "glossary.md",
            "handbook.md",
            "stickers.md",
            "reviews.md",
        }
        folder = f"docs/{language}/"
        pages = {
            path.removeprefix(folder) for path in pages_of(handbook) if path.startswith(folder) and path.endswith(".md")
        }
        wanted = {path for path in pages if path not in own and not path.endswith("/index.md")}
        links = set(re.findall(r"^- \[[^\]]*\]\(([^)]+)\)", text, re.MULTILINE))
        assert links == wanted
    assert "audit" not in page(handbook, "index-a-z", "zh")
    assert "audit" in page(handbook, "index-a-z", "staff")


def test_english_goes_from_a_to_z(handbook: Root) -> None:
    """Without the article, whatever the case and accents; what begins otherwise comes first."""
    handbook.edit("definitions/services/processes/visit.yaml", "en: A visit", "en: The Éclair visit")
    handbook.edit("definitions/components/pane.yaml", "en: Glass pane", 'en: "3 mm pane"')
    text = page(handbook, "index-a-z")
    letters = re.findall(r"^## (.+?) \{ #letter-", text, re.MULTILINE)
    assert letters == ["&#35;", *sorted(letters[1:])]
    assert "E" in letters
    assert "T" not in letters
    under_e = text.split("{ #letter-e ")[1].split("\n## ")[0]
    assert "[The Éclair visit](services/processes/visit.md)" in under_e
    names = re.findall(r"^- \[([^\]]+)\]", text.split("{ #letter-b ")[1].split("\n## ")[0], re.MULTILINE)
    assert names == ["Before the rains", "Bolt check", "Broken glass"]


def test_chinese_goes_by_kind_and_product_line(handbook: Root) -> None:
    """No spelling of sounds is needed; each kind leads to its own list."""
    text = page(handbook, "index-a-z", "zh")
    tasks = text.split("{ #kind-task ")[1].split("\n## ")[0]
    assert re.findall(r"^### (\S+)", tasks, re.MULTILINE) == ["石材地面", "窗"]
    assert tasks.index("抛光") < tasks.index("### 窗") < tasks.index("螺栓检查")
    assert "\n[定期保养](maintenance/index.md){ .care-pill }" in tasks
    assert text.index("#kind-product ") < text.index("#kind-task ") < text.index("#kind-fault ")


# --------------------------------------------------------------------------------------------------------- this month


@pytest.mark.parametrize(
    ("window", "as_of", "found"),
    [
        ('{from: "06-01", to: "07-15"}', "2026-03-31", []),
        ('{from: "06-01", to: "07-15"}', "2026-04-01", [("2026-06-01", False)]),
        ('{from: "06-01", to: "07-15"}', "2026-06-30", [("2026-06-01", True)]),
        ('{from: "06-01", to: "07-15"}', "2026-07-31", [("2026-06-01", True)]),
        ('{from: "06-01", to: "07-15"}', "2026-08-01", []),
        ('{from: "12-01", to: "02-28"}', "2026-01-15", [("2025-12-01", True)]),
        ('{from: "12-01", to: "02-28"}', "2026-10-15", [("2026-12-01", False)]),
        ('{from: "02-29", to: "03-10"}', "2027-02-01", [("2027-02-28", True)]),
    ],
)
def test_a_season_is_listed_while_it_lasts_and_two_months_ahead(
    root: Root, window: str, as_of: str, found: list[tuple[str, bool]]
) -> None:
    """By whole months, over New Year as well: the day of the month makes no difference."""
    root.edit(SEASONS, 'rain: {from: "06-01", to: "07-15"}', f"rain: {window}")
    definitions, *_ = load(root.path)
    month = month_of(date.fromisoformat(as_of))
    seasons = coming_seasons(definitions, definitions.company.regions["shanghai"], month)
    assert [(str(coming.span.start), coming.has_begun) for coming in seasons] == found


def told_of(month: int, text: str) -> str:
    """What the page of the month tells of one of them."""
    return text.split(f'data-months="{month}"')[1].split("</details>")[0]


def test_the_month_shows_seasons_their_pages_and_their_work(handbook: Root) -> None:
    """In May the rains are coming: how to prepare, and the check a week before, due on Monday 25 May."""
    text = page(handbook, "this-month", as_of="2026-05-10")
    region = told_of(5, text).split("## Shanghai { #month-5-shanghai")[1]
    assert '\n[Rainy season](seasons/rain.md) <span class="care-badge">coming</span> 1 Jun – 15 Jul' in region
    assert (
        '[Check before the rains](maintenance/window/gutters.md) <small class="care-dots"><span>25 May</span> <span>due this month · '
        in region
    )
    assert "maintenance/window/yearly.md" not in region
    june = told_of(6, text)
    assert "now</span> 1 Jun – 15 Jul" in june
    assert "due this month" not in june
    assert "5 月 25 日" in told_of(6, page(handbook, "this-month", "zh", as_of="2026-06-10"))


def test_all_months_stand_on_the_page_whatever_the_day_of_the_build(handbook: Root) -> None:
    """The browser opens the reader's; the title has no month of its own. A month without a season says so."""
    text = page(handbook, "this-month", as_of="2026-11-23")
    assert re.findall(r'data-months="(\d+)"', text) == ["11", "12", *map(str, range(1, 11))]
    assert re.search(
        r'^# <span data-month-names="What to do in January\|.*\|What to do in December">This month<', text, re.M
    )
    assert "No seasonal maintenance is due soon." in told_of(11, text)
    assert "Check before the rains" in told_of(5, text)


def test_only_the_month_of_the_build_matters(handbook: Root) -> None:
    """A build tomorrow has the same bytes; one next month tells of the next month."""
    first = page(handbook, "this-month", as_of="2026-05-01")
    assert page(handbook, "this-month", as_of="2026-05-31") == first
    assert page(handbook, "this-month", as_of="2026-06-01") != first


def test_work_for_another_exposure_is_not_listed(handbook: Root) -> None:
    """Shanghai lies by the coast."""
    file = "definitions/maintenance/window/gutters.yaml"
    handbook.edit(
        "definitions/company.yaml",
        "  coast: {zh: 沿海, en: coast}",
        "  coast: {zh: 沿海, en: coast}\n  inland: {zh: 内陆, en: inland}",
    )
    handbook.add(file, "applies_to: {exposure: [coast]}\n")
    assert "gutters.md" in told_of(5, page(handbook, "this-month", as_of="2026-05-10"))
    handbook.edit(file, "[coast]", "[inland]")
    assert "gutters.md" not in page(handbook, "this-month", as_of="2026-05-10")


def test_what_to_do_before_what_comes_suddenly_is_there_all_year(handbook: Root) -> None:
    """Where a page tells it: its points, itself, and the guides that belong to it."""
    assert "{ #storm }" not in page(handbook, "this-month")
    handbook.edit(
        SEASONS,
        "  rain: {zh: 雨季, en: rainy season}",
        "  rain: {zh: 雨季, en: rainy season}\n  hail: {zh: 冰雹, en: hail}",
    )
    rain = (handbook.path / "definitions/seasons/rain.yaml").read_text("utf-8")
    storm = rain.replace("season: rain", "season: hail\nsuddenly: true").replace("Before the rains", "Before a storm")
    storm = storm.replace("en: Shut the windows", "en: Shut the windows, grade: P, source: [promise-001]")
    handbook.write("definitions/seasons/storm.yaml", f"{storm}related: [guide/wipe]\n")
    text = page(handbook, "this-month").split("{ #storm }")[1]
    assert "- Clear the holes" in text
    assert "(seasons/storm.md)" in text
    assert "(guides/wipe.md)" in text
    assert "{ #sources" not in text  # what the season's own page cites elsewhere is not listed here
