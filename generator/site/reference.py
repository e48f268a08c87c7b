"""What each template is given, told to those who write themes: made from the views themselves.

``python -m generator.site.reference`` prints it; ``templates/VIEWS.md`` holds it, and a test that it is still true.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Generic, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from generator.model.definition import Defined
from generator.model.kinds import KINDS
from generator.site.pages.coverage import HandbookPage
from generator.site.pages.entry import EntriesPage, EntryPage, entry_view
from generator.site.pages.frame import Frame
from generator.site.pages.glossary import GlossaryPage
from generator.site.pages.home import HomePage, ServicesPage, StaffHomePage
from generator.site.pages.product import ProductPage, ProductsPage
from generator.site.pages.promise import PromisePage, PromisesPage
from generator.site.pages.reviews import ReviewsPage
from generator.site.pages.task import TaskPage, TasksPage
from generator.site.pages.view import View
from generator.site.ways.lists import AllPage, TagsPage
from generator.site.ways.month import MonthPage
from generator.site.ways.share import HeroPicture, ShareCard
from generator.site.ways.signposts import Chooser, FormerPage, NotFound, ShortPage
from generator.site.ways.stickers import StickersPage

_HEAD = """\
# What templates are given

Written by `make views`; do not edit it. A page's template gets the names of the frame, and its own part as `view`. Those
of `site/` get `view` alone. Text that staff wrote is escaped when it is printed, whatever it holds; `| bare` prints it for
an attribute, `| yaml` for the front matter. A name that is not here stops the build.
"""

_SIMPLE: Mapping[object, str] = {str: "string", int: "number", bool: "true or false"}

VIEWS: tuple[type[View], ...] = (
    AllPage,
    Chooser,
    EntriesPage,
    EntryPage,
    FormerPage,
    GlossaryPage,
    HandbookPage,
    HomePage,
    MonthPage,
    NotFound,
    ProductPage,
    ProductsPage,
    PromisePage,
    PromisesPage,
    ReviewsPage,
    ServicesPage,
    ShareCard,
    HeroPicture,
    ShortPage,
    StaffHomePage,
    StickersPage,
    TagsPage,
    TaskPage,
    TasksPage,
)


def views() -> dict[str, type[View]]:
    """The view of each template, by the template's path below ``templates/``; of a kind's, the one made of its class."""
    of_kinds = [entry_view(kind) for kind in KINDS.values() if kind.is_entry]
    views = {view.template: view for view in (*VIEWS, *of_kinds)}
    return {template: views[template] for template in sorted(views)}


def reference() -> str:
    """The reference as Markdown."""
    parts: dict[type, None] = {}
    chapters = [_HEAD, _chapter("The frame", Frame, parts)]
    for template, view in views().items():
        chapters.append(_chapter(f"`{template}`", view, parts))
    chapters.append("# Their parts\n")
    told: set[type] = set()
    while rest := sorted(set(parts) - told, key=lambda part: part.__name__):
        chapters += [_chapter(part.__name__, part, parts) for part in rest]
        told |= set(rest)
    return "\n".join(chapters)


def _chapter(title: str, view: type, parts: dict[type, None]) -> str:
    """A view with its fields; the dataclasses that these hold are added to ``parts``."""
    hints, common = get_type_hints(view), set[str]()
    lines = [" ".join((view.__doc__ or "").split()).replace("``", "`")]
    if issubclass(view, EntryPage) and view is not EntryPage:
        common = set(_names(EntryPage))
        lines.append(f"It has what `{EntryPage.template}` has, and:")
    rows = [f"| `{name}` | {_type(hints[name], parts)} |" for name in _names(view) if name not in common]
    return "\n".join([f"## {title}", "", "\n\n".join(lines), "", "| name | type |", "| --- | --- |", *rows, ""])


def _names(view: type) -> Iterator[str]:
    assert is_dataclass(view)
    return (field.name for field in fields(view))


def _type(hint: object, parts: dict[type, None]) -> str:
    """A type as those who write templates read it."""
    origin, arguments = get_origin(hint), get_args(hint)
    if isinstance(hint, TypeVar):
        return "any of them"
    if origin in (Union, types.UnionType):
        return " or ".join("nothing" if argument is type(None) else _type(argument, parts) for argument in arguments)
    if origin is Literal:
        return ", ".join(f"`{word}`" for word in arguments)
    if origin is tuple:
        return f"list of {_type(arguments[0], parts)}"
    if isinstance(origin, type) and issubclass(origin, Generic):
        parts.setdefault(origin)
        return f"{origin.__name__} of {_type(arguments[0], parts)}"
    if isinstance(hint, type) and is_dataclass(hint):
        if not issubclass(hint, Defined):
            parts.setdefault(hint)
        return hint.__name__
    if origin is Mapping:
        return "mapping"
    return _SIMPLE.get(hint, str(getattr(hint, "__name__", hint)))


if __name__ == "__main__":
    print(reference(), end="")
