"""A kind of definition is one row, one class, one template and its words: here a test adds one, and everything knows it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import get_type_hints

import pytest
from support.company import AS_OF, PROJECT, Root, with_sites

from generator.model.definition import Audience, Definition
from generator.model.handbook import Entry, Some
from generator.model.kinds import KINDS, Kind, kind_of
from generator.model.links import Link
from generator.publishing.templates import templates_of
from generator.reading.jsonschema import json_schema, models
from generator.reading.load import read_sound

TEMPLATE = """\
{% extends "pages/_entry.md.j2" %}
{% import "pages/_macros.md.j2" as m with context %}
{% block body %}
## {{ w.tool_uses }} { #uses }

{{ m.bullets(view.uses) }}
{% endblock %}
"""

BRUSH = """\
name: {zh: 软毛刷, en: Soft brush}
summary: {zh: 刷窗槽, en: For the tracks of a window}
when:
  - {zh: 平时, en: At any time}
who:
  - {zh: 您自己, en: You yourself}
what_if:
  - {zh: 掉毛就换, en: Replace it when it sheds}
uses:
  - {zh: 每半年刷一次, en: Brush them every 6 months, grade: C, source: [maker-1]}
related: [product/window]
"""


WORDS = """\
kind_tool: {zh: 工具, en: Tools}
kind_tool_intro: {zh: 用得着的东西, en: What you need}
label_tool: {zh: 工具, en: Tool}
thing_tool: {zh: 工具, en: tool}
tool_uses: {zh: 用途, en: Its uses}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool(Entry):
    """What one works with."""

    audience: Audience = "public"
    uses: Some


ROW = Kind(name="tool", model=Tool, folder="tools", icon="material-broom", public=("guide", 4), staff=("care", 7))


@pytest.fixture
def company(root: Root, monkeypatch: pytest.MonkeyPatch) -> Root:
    """The small company with a kind more: a row, its template, its words, and one definition."""
    monkeypatch.setitem(KINDS, "tool", ROW)  # type: ignore[arg-type]
    with_sites(root)
    root.write("templates/pages/tool.md.j2", TEMPLATE)
    root.write("templates/words/tools.yaml", WORDS)
    root.write("definitions/tools/brush.yaml", BRUSH)
    root.add("definitions/sources/references.yaml", "maker-1: {kind: maker, title: {zh: 说明书, en: Its manual}}\n")
    root.edit("definitions/faults/leak.yaml", "[guide/wipe, component/pane]", "[guide/wipe, tool/brush]")
    return root


def pages(company: Root) -> dict[str, str]:
    """What ``aftercare pages`` writes for English readers, by path below their language."""
    result = company.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 0, result.output
    folder = company.path / "docs/en"
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in folder.rglob("*")
        if path.suffix in (".md", ".js", ".json")
    }


def test_a_new_kind_has_a_page_made_by_its_template_with_its_sources(company: Root) -> None:
    """Its own part, what every page has, and the numbered sources of its statements."""
    page = pages(company)["tools/brush.md"]
    assert "# Soft brush { #tool }" in page
    assert "## Its uses { #uses }" in page
    assert "- Brush them every 6 months&#8288;<sup" in page
    assert '<li id="source-1" markdown="span">Its manual ' in page
    assert "[:material-window-closed-variant: Window](../products/window.md)" in page
    assert 'tags: ["Tool"]' in page


def test_a_new_kind_is_linked_listed_and_found(company: Root) -> None:
    """By a page that names it, in its list, on the page of the service, in the list of all, in navigation and search."""
    made = pages(company)
    assert "[:material-broom: Soft brush](../tools/brush.md)" in made["faults/leak.md"]
    assert "[Soft brush](brush.md)" in made["tools/index.md"]
    assert "[:material-broom: Tools <small>1</small>](tools/index.md)" in made["index.md"]
    assert "- [Soft brush](tools/brush.md) <small>Tools</small>" in made["index-a-z.md"]
    nav = json.loads((company.path / ".cache/nav.en.yml").read_text("utf-8").partition("\n")[2])["nav"]
    guides = next(tab["How to care"] for tab in nav if "How to care" in tab)
    assert guides[-1] == {"Tools": ["tools/index.md", {"Soft brush": "tools/brush.md"}]}
    known = json.loads(made["assets/search/first.json"])
    rows = zip(known["at"], known["hub"], known["weight"], strict=True)
    assert sorted(row for row in rows if row[0].startswith("tools/")) == [("tools/", 1, 1.0), ("tools/brush/", 0, 1.0)]


@pytest.mark.parametrize(
    ("file", "old", "new", "line"),
    [
        (
            "definitions/faults/leak.yaml", "tool/brush", "tool/brusch",
            "related[1]: unknown tool 'brusch'; did you mean 'brush'?",
        ),
        (
            "definitions/faults/leak.yaml", "tool/brush", "tols/brush",
            f"'tols/brush' is not a link; write kind/id, the kind being one of {', '.join(KINDS)}, tool; "
            "did you mean 'tool'?",
        ),
        ("definitions/tools/brush.yaml", "uses:", "use:", "unknown key 'use'; did you mean 'uses'?"),
        ("definitions/tools/brush.yaml", "grade: C", "grade: Z", "uses[0].grade: 'Z' is not one of P, A, B, C, G"),
        ("definitions/tools/brush.yaml", "en: Soft brush}", "}", "name: this public text has no English; add en"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_new_kind_is_told_like_any_other(
    company: Root, file: str, old: str, new: str, line: str
) -> None:
    """Links to it, links of no kind, its keys, its values, its languages."""
    company.edit(file, old, new)
    assert [told for told in company.check() if file in told and line in told]


def test_every_kind_has_a_template_words_and_a_schema() -> None:
    """What a row stands for is there: for each kind that the program has."""
    templates = templates_of(PROJECT)
    for name, kind in KINDS.items():
        assert f"pages/{kind.template}" in templates.sources
        for words in templates.words.values():
            assert {kind.title, kind.label, f"thing_{name}"} <= set(words), name
            assert not kind.is_entry or f"{kind.title}_intro" in words, name
        assert json_schema(models()[name])["properties"]["name"]


def test_kinds_are_told_apart_by_name_class_and_folder() -> None:
    """No two rows share one, nor a place below a tab."""
    kinds = list(KINDS.values())
    for told in (Kind.name, Kind.model, Kind.folder, Kind.staff):
        assert len({told.__get__(kind) for kind in kinds}) == len(kinds)
    public = [kind.public for kind in kinds if kind.public is not None]
    assert len(set(public)) == len(public)


def test_a_definition_knows_its_kind(root: Root) -> None:
    """The row is found from the definition alone."""
    definitions, _ = read_sound(with_sites(root).path)
    for name in KINDS:
        assert {kind_of(thing).name for thing in definitions.linked(name).values()} == {name}
    assert definitions.follow(Link("guide", "wipe")).name.en == "Cleaning a window"


def test_what_every_definition_has_stands_in_one_class() -> None:
    """A kind's own class repeats none of it, but where it says something else."""
    shared = set(get_type_hints(Definition))
    repeated = {(name, key) for name, kind in KINDS.items() for key in kind.model.__annotations__ if key in shared}
    assert repeated == {("task", "formerly")}  # a task's id is a path
