"""A company speaks one language or both, in its own order: texts are asked for in those, and pages are made in those."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from support.company import AS_OF, Root
from support.handbook import HANDBOOK
from support.small import SMALL

from generator.publishing.configuration import configured
from generator.publishing.templates import templates_of
from generator.reading.load import load
from generator.site.ways.signposts import render_chooser, robots

pytestmark = pytest.mark.long

COMPANY, WINDOW = "definitions/company.yaml", "definitions/products/window.yaml"
SUBSETS = [("en",), ("zh",), ("en", "zh"), ("zh", "en")]
_HAN = re.compile(r"[\u3400-\u9fff]+")


def only(language: str, data: Any) -> Any:
    """Plain ``data`` without what is said in the other language; what is said in that alone says something else."""
    if isinstance(data, list):
        return [only(language, value) for value in data]
    if not isinstance(data, dict):
        return data
    if data and set(data) <= {"zh", "en"}:
        own = data.get(language)
        (other,) = data.values() if own is None else ("",)
        return {language: own if own is not None else [] if isinstance(other, list) else "Said"}
    is_twice = language in data
    return {k: only(language, v) for k, v in data.items() if not (is_twice and k in ("zh", "en") and k != language)}


def speaking(root: Root, locales: tuple[str, ...]) -> Root:
    """The small company with its handbook in ``locales``, and in no other language."""
    for file, text in {**SMALL, **HANDBOOK}.items():
        data = yaml.safe_load(text)
        said = only(locales[0], data) if len(locales) == 1 else data
        if file == COMPANY:
            said["locales"] = list(locales)
        said.pop("locale", None)
        root.write(file, yaml.safe_dump(said, allow_unicode=True, sort_keys=False))
    return root


@pytest.fixture(params=SUBSETS, ids=",".join, scope="module")
def company(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[tuple[str, ...], Root]:
    """A company that speaks one language, or both in one order or the other; its pages are written."""
    root = speaking(Root(tmp_path_factory.mktemp("speaking")), request.param)
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    return request.param, root


def test_pages_are_in_the_companys_languages_alone(company: tuple[tuple[str, ...], Root]) -> None:
    """One folder a language beside the handbook; an English site without Chinese has no Chinese character in it."""
    locales, root = company
    assert sorted(path.name for path in (root.path / "docs").iterdir() if path.is_dir()) == sorted([*locales, "staff"])
    if locales == ("en",):
        pages = [path for path in (root.path / "docs").rglob("*") if path.suffix in (".md", ".js", ".json", ".ics")]
        assert {path.name: found for path in pages if (found := _HAN.findall(path.read_text("utf-8")))} == {}
        navigation = (root.path / ".cache/nav.en.yml").read_text("utf-8")
        assert _HAN.findall(navigation.partition("separator")[0] + navigation.partition('"extra"')[2]) == []


def test_what_mkdocs_is_told_follows_the_languages(company: tuple[tuple[str, ...], Root], tmp_path: Path) -> None:
    """Theme, search and the switch of each edition; the handbook is in the first language and has no switch."""
    locales, root = company
    for edition in (*locales, "staff"):
        told = configured(root.path, edition, tmp_path / "out")
        language = edition if edition != "staff" else locales[0]
        assert told.theme["language"] == language
        assert told.extra["words"]["search"] == {"zh": "搜索", "en": "Search"}[language]
        assert [known["lang"] for known in told.extra["languages"]] == list(locales)
        assert told.extra["alternate"] is (len(locales) > 1 and edition != "staff")
        assert told.site_name == {
            "zh": "小公司 · 客户服务中心", "en": "Small Company · Care Centre",
            "staff": {"zh": "小公司 · 员工服务手册", "en": "Small Company · Staff service handbook"}[language],
        }[edition]  # fmt: skip


def test_above_the_languages_only_these_are_named(company: tuple[tuple[str, ...], Root]) -> None:
    """The root, 404.html and robots.txt lead to each of the company's languages, the first one first, and to no other."""
    locales, root = company
    definitions, templates = load(root.path)[0], templates_of(root.path)
    index, missing = (page.content.decode() for page in render_chooser(definitions, templates))
    for page in (index, missing):
        assert re.findall(r'<a href="/?(\w\w)/"', page) == list(locales)
        assert re.findall(r'(?:href|src)="/?(\w\w)/assets', page) == [locales[0]] * (5 if page is index else 4)
        assert f'<html lang="{locales[0]}">' in page
        assert ("没有" in page or "装好" in page) == ("zh" in locales)
    assert re.findall(r"data-(\w\w)=", index) == list(locales)
    assert re.findall(r"/(\w\w)/sitemap", robots(definitions).content.decode()) == list(locales)


def test_whoever_says_no_language_reads_in_the_first(company: tuple[tuple[str, ...], Root]) -> None:
    """Customers, technicians, regions and the dispatcher: a feed's page speaks as the feed does."""
    locales, root = company
    assert len(root.feeds()) == 4
    pages = [path.read_text("utf-8") for path in (root.path / "feeds").glob("*.html")]
    assert [re.search(r"<html lang=.(\w+)", page)[1] for page in pages] == [locales[0]] * 4  # type: ignore[index]


def test_the_feed_of_news_is_in_the_language_of_its_site(company: tuple[tuple[str, ...], Root]) -> None:
    """With the addresses of its pages."""
    for locale in company[0]:
        news = json.loads((company[1].path / f"docs/{locale}/feed.json").read_text("utf-8"))
        assert (news["language"], news["home_page_url"]) == (locale, f"https://small.example/{locale}/")


def test_a_glossary_of_one_language_has_no_column_for_the_other(company: tuple[tuple[str, ...], Root]) -> None:
    """With both, each page has the other's."""
    locales, root = company
    heads = [(root.path / f"docs/{locale}/glossary.md").read_text("utf-8") for locale in locales]
    assert {re.search(r"^\| --- .*$", head, re.MULTILINE)[0].count("---") for head in heads} == {1 + len(locales)}  # type: ignore[index]


@pytest.mark.parametrize(
    ("locales", "old", "new", "says"),
    [
        ("zh, en", "{zh: 窗, en: Window}", "{en: Window}", "name: this public text has no Chinese; add zh"),
        ("en, zh", "{zh: 窗, en: Window}", "{en: Window}", "name: this public text has no Chinese; add zh"),
        ("en, zh", "{zh: 窗, en: Window}", "{zh: 窗}", "name: this public text has no English; add en"),
        ("zh, en", "{zh: 窗, en: Window}", "{}", "name: no text stands here; write zh or en"),
        ("zh", "{zh: 窗, en: Window}", "{en: Window}", "name: this public text has no Chinese; add zh"),
        ("zh", "{zh: 窗, en: Window}", "{zh: 窗}", None),
        ("en", "{zh: 窗, en: Window}", "{en: Window}", None),
        ("en", "{zh: 窗, en: Window}", "{zh: 窗}", "name: this public text has no English; add en"),
    ],
)
def test_a_text_is_asked_for_in_the_languages_of_the_readers(
    root: Root, locales: str, old: str, new: str, says: str | None
) -> None:
    """Neither language is compulsory where nobody reads it."""
    root.edit(COMPANY, "locales: [zh, en]", f"locales: [{locales}]")
    root.edit(WINDOW, old, new)
    told = [line.partition(": ")[2] for line in root.check() if line.startswith(f"{WINDOW}:")]
    assert told == ([says] if says else [])


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (
            COMPANY,
            "[zh, en]",
            "[zh, fr]",
            "locales[1]: the program does not speak 'fr'; write zh, en",
        ),
        (COMPANY, "[zh, en]", "[]", "locales: the list must not be empty"),
        (
            COMPANY,
            "[zh, en]",
            "[en-GB]",
            "locales[0]: the program does not speak 'en-GB'; write zh, en",
        ),
    ],
)
def test_a_language_that_the_program_does_not_speak_is_told(
    root: Root, file: str, old: str, new: str, says: str
) -> None:
    """With those that it does."""
    root.edit(file, old, new)
    assert [line.partition(": ")[2] for line in root.check() if line.startswith(f"{file}:")] == [says]


def test_a_reader_of_another_language_than_the_companys_is_told(root: Root) -> None:
    """There would be no page for the links on theirs."""
    root.edit(COMPANY, "locales: [zh, en]", "locales: [en]")
    root.edit("schedules/technicians.yaml", "name: 钱师傅", "name: 钱师傅\n    locale: zh")
    assert [line for line in root.check() if "none of the company's languages" in line] == [
        "schedules/customers/c-001.yaml:2:9: locale: 'zh' is none of the company's languages (locales in company.yaml); there are en",
        "schedules/technicians.yaml:4:13: technicians[0].locale: 'zh' is none of the company's languages (locales in company.yaml); there are en",
    ]


def test_what_staff_alone_read_may_be_in_any_of_the_languages(root: Root) -> None:
    """One of the company's at least."""
    for file, text in HANDBOOK.items():
        root.write(file, text)
    audit = "definitions/services/processes/audit.yaml"
    assert not [line for line in root.check() if line.startswith(audit)]
    root.edit(COMPANY, "locales: [zh, en]", "locales: [en]")
    told = [line for line in root.check() if line.startswith(audit)]
    assert told[0].endswith("summary: this text is in none of the company's languages; write en")
