"""Staff read in their handbook how a rule is written and which command does what; customers do not."""

from __future__ import annotations

import json

import pytest
from support.company import AS_OF, PROJECT, Root

from generator.site.pages.guides import in_languages


def navigation(root: Root, edition: str) -> str:
    """The last tab of an edition."""
    text = (root.path / f".cache/nav.{edition}.yml").read_text("utf-8").partition("\n")[2]
    return json.dumps(json.loads(text)["nav"][-1], ensure_ascii=False)


@pytest.mark.parametrize(
    ("locales", "language", "tab"),
    [
        ("[zh, en]", "zh", '{"操作说明": [{"每天的工作": "desk.md"}, {"怎样写保养规则": "rules.md"}]}'),
        ("[en, zh]", "en", '{"How we work": [{"The day\'s work": "desk.md"}, {"How rules are written": "rules.md"}]}'),
    ],
)
def test_the_handbook_has_the_programs_own_pages(root: Root, locales: str, language: str, tab: str) -> None:
    """In the company's first language, below one tab, as they stand; no public page is made of them."""
    root.edit("definitions/company.yaml", "locales: [zh, en]", f"locales: {locales}")
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    assert navigation(root, "staff") == tab
    for name in ("desk", "rules"):
        written = (PROJECT / f"docs/{name}.{language}.md").read_text("utf-8")
        page = (root.path / f"docs/staff/{name}.md").read_text("utf-8")
        assert page.endswith(written)
        assert page.startswith(f'---\ntitle: "{written.partition(chr(10))[0][2:]}"\n')
    assert not list(root.path.glob("docs/zh/rules*"))
    assert "rules.md" not in navigation(root, language)


def test_a_companys_own_page_prevails(root: Root) -> None:
    """It has its own way of working."""
    root.write("docs/desk.zh.md", "# 我们这样做\n\n先打电话。\n")
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    assert "先打电话" in (root.path / "docs/staff/desk.md").read_text("utf-8")
    assert "每周一" in (root.path / "docs/staff/rules.md").read_text("utf-8")


def test_samples_are_in_the_companys_languages() -> None:
    """What they name in another would be refused there."""
    sample = "{name: {zh: 三月三, en: Sanyuesan}, days: 2}"
    assert in_languages(sample, ["en"]) == "{name: {en: Sanyuesan}, days: 2}"
    assert in_languages(sample, ["zh"]) == "{name: {zh: 三月三}, days: 2}"
    assert in_languages(sample, ["en", "zh"]) == sample
