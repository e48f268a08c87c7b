"""What templates are given: a view with types, told to those who write themes, and nothing that no template asks for."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest
from jinja2 import nodes
from support.company import PROJECT

import generator
from generator.model.definition import Defined, Statement
from generator.model.links import TaskLink
from generator.publishing.templates import templates_of
from generator.site.pages.citations import Whole, citations
from generator.site.pages.entry import EntryPage
from generator.site.pages.frame import Frame
from generator.site.pages.page import Said, Way
from generator.site.pages.parts import shapes, view_of
from generator.site.pages.view import View
from generator.site.reference import reference, views
from generator.text.days import Moment
from generator.text.limits import Minutes
from generator.text.scalars import Count

TEMPLATES = PROJECT / "templates"


def asked_for(template: str) -> set[str]:
    """What ``template``, and what it extends, asks of its view."""
    tree = jinja2.Environment(autoescape=False).parse((TEMPLATES / template).read_text("utf-8"))
    names = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "view"
    }
    for extended in tree.find_all(nodes.Extends):
        assert isinstance(extended.template, nodes.Const)
        names |= asked_for(str(extended.template.value))
    return names


def names_of(view: type) -> set[str]:
    """The fields of a view."""
    assert is_dataclass(view)
    return {field.name for field in fields(view)}


def test_the_reference_for_those_who_write_themes_is_true() -> None:
    """``make views`` writes it anew."""
    assert (TEMPLATES / "VIEWS.md").read_text("utf-8") == reference()


def test_each_template_has_a_view_and_each_view_a_template() -> None:
    """Macros have none: they get what their callers hand on."""
    found = {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.glob("[ps][ai][gt]e*/*.j2")}
    assert set(views()) == found - {"pages/_macros.md.j2"}


@pytest.mark.parametrize("template", sorted(views()))
def test_a_template_asks_for_what_its_view_has(template: str) -> None:
    """A slip in a name is found here, also where no page of the example comes by."""
    assert asked_for(template) <= names_of(views()[template])


@pytest.mark.parametrize("template", sorted(path for path, view in views().items() if not issubclass(view, EntryPage)))
def test_nothing_is_handed_over_that_no_template_asks_for(template: str) -> None:
    """What a kind of the handbook has is there for every theme; all else is there because it is shown."""
    assert names_of(views()[template]) <= asked_for(template)


def test_the_frame_is_what_templates_ask_for_beside_their_view() -> None:
    """Each name is asked for by some template of pages."""
    text = "".join(path.read_text("utf-8") for path in (TEMPLATES / "pages").glob("*.j2"))
    assert [name for name in sorted(names_of(Frame)) if not re.search(rf"(?<![\w.]){name}\b", text)] == []


def test_a_view_does_not_change_once_it_is_made() -> None:
    """Views are frozen, those of the handbook's kinds as well."""
    for view in (Frame, *views().values()):
        assert view.__dataclass_params__.frozen, view  # type: ignore[attr-defined]
    with pytest.raises(FrozenInstanceError):
        Whole(source=()).source = ("a",)  # type: ignore[misc]


# -------------------------------------------------------------------------------------------------- parts of a definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Defined):
    """A part with a number of each sort."""

    time: Minutes
    people: Count
    first: TaskLink | None = None
    tasks: tuple[TaskLink, ...] = ()
    steps: tuple[Statement, ...] = ()


def test_a_number_is_shown_as_its_type_says() -> None:
    """Ninety minutes are an hour and a half, ninety people are ninety."""
    page = SimpleNamespace(shown=SimpleNamespace(language="en", words=templates_of(PROJECT).words["en"]))
    shown = {name: how.show(90, page) for name, how in shapes(Part).items() if name in ("time", "people")}
    assert shown == {"time": "1 h 30 min", "people": 90}


def test_the_view_of_a_part_has_its_fields_with_the_types_that_are_shown() -> None:
    """A link becomes a way, or nothing; a list leaves out those that lead nowhere."""
    hints = view_of(Part).__annotations__
    assert hints["first"] == Way | None
    assert hints["tasks"] == tuple[Way, ...]
    assert hints["steps"] == tuple[Said, ...]
    assert view_of(Part).__doc__ == Part.__doc__


def test_a_type_that_no_page_can_show_is_refused_when_the_view_is_made() -> None:
    """Not when somebody comes by such a page."""

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Timed(Defined):
        at: Moment

    with pytest.raises(TypeError, match="no page can show"):
        shapes(Timed)


# ---------------------------------------------------------------------------------------------------------------- sources


def test_sources_are_numbered_in_the_order_in_which_the_page_comes_to_them() -> None:
    """Each once; a page's own carry no grade."""
    first = Statement(zh="甲", grade="B", source=("norm-2", "norm-1"))
    second = Statement(zh="乙", grade="G")
    third = Statement(zh="丙", grade="C", source=("norm-1", "maker-1"))
    cited = citations((second, first), third, Whole(source=("item-1", "norm-2")))
    assert list(cited.numbers.items()) == [("norm-2", 1), ("norm-1", 2), ("maker-1", 3), ("item-1", 4)]
    assert cited.grades == {"B", "C", "G"}
    assert cited.of(third.source) == (2, 3)


def test_a_page_cites_what_lies_deep_inside_a_part() -> None:
    """Inside lists, groups and whatever else."""
    assert citations({"a": (Whole(source=("x",)),)}).numbers == {"x": 1}


# -------------------------------------------------------------------------------------------------------------- the house


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every function of the site, with its room."""
    folder = Path(generator.__file__).parent / "site"
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path.relative_to(folder).as_posix(), node


def test_no_signature_of_the_site_says_any() -> None:
    """What a function takes and gives has a type."""
    plain = {"pages/calculator.py"}  # the data of a script, as JSON holds it
    wrong = [
        f"{room}: {node.name}"
        for room, node in functions()
        if room not in plain and any(isinstance(part, ast.Name) and part.id == "Any" for part in ast.walk(node))
    ]
    assert wrong == []


def test_no_page_maker_inherits_from_another() -> None:
    """Views share fields with ``View`` and ``EntryPage`` alone, and nothing is made by a method of theirs."""
    for view in views().values():
        assert [base for base in view.__mro__ if base not in (view, View, EntryPage, object)] == []
        assert [name for name, value in vars(view).items() if callable(value) and not name.startswith("__")] == []
