"""A company need not have everything: what it has none of makes no page, no section and no way that leads nowhere."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from support.company import Root, written
from support.handbook import HANDBOOK
from support.pages import pages_of
from support.small import SMALL

from generator.model.kinds import KINDS

pytestmark = pytest.mark.long

_LINK = re.compile(r"\]\(([^)#\s]+\.md)(?:#[^)\s]*)?\)")
# Whose address is never in the navigation: mkdocs.base.yml says so.
_BESIDE = {"about.md", "index-a-z.md", "this-month.md", "tags.md", "services/index.md"}
# What binds definitions to one another, and may be left out.
_TIES = {"related", "owner", "promise", "tasks", "form", "creates", "page", "source", "works_with", "task"}
_NO_SEASONS = {"seasons", "exposure"}


def untied(data: Any) -> Any:
    """Plain ``data`` in which no definition names another."""
    if isinstance(data, dict):
        graded = "source" in data and "grade" in data
        own = {key: untied(value) for key, value in data.items() if key not in _TIES}
        return {**own, "grade": "G"} if graded else own
    return [untied(value) for value in data] if isinstance(data, list) else data


@cache
def company() -> dict[str, str]:
    """The small company with one definition of every kind, none of which names another; nobody is served."""
    files = {}
    for file, text in {**SMALL, **HANDBOOK}.items():
        if file.startswith("definitions/sources") or file.startswith("schedules/"):
            continue
        files[file] = yaml.safe_dump(untied(yaml.safe_load(text)), allow_unicode=True, sort_keys=False)
    return files


def without(kind: str) -> dict[str, str]:
    """The company with nothing of ``kind``: of a role, also without the processes whose steps name it."""
    left_out = {"role": ("role", "process")}.get(kind, (kind,))
    folders = tuple(f"definitions/{KINDS[name].folder}/" for name in left_out)
    return {file: text for file, text in company().items() if not file.startswith(folders)}


def bare() -> dict[str, str]:
    """A company with products alone, and no seasons."""
    files = {file: text for file, text in company().items() if "/products/" in file or file.startswith("definitions/c")}
    files = {file: text for file, text in files.items() if "/components/" not in file and "seasons" not in file}
    own = yaml.safe_load(files["definitions/company.yaml"])
    own["regions"] = {id_: {"name": region["name"]} for id_, region in own["regions"].items()}
    own = {key: value for key, value in own.items() if key not in ("exposures", "traffic", "settings")}
    return {**files, "definitions/company.yaml": yaml.safe_dump(own, allow_unicode=True)}


CASES: Mapping[str, Callable[[], dict[str, str]]] = {
    **{f"no {kind}": partial(without, kind) for kind in KINDS if kind != "product"},
    "no glossary": lambda: {file: text for file, text in company().items() if "glossary" not in file},
    "products alone": bare,
}


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Root:
    """The pages of a company that lacks something."""
    return written(CASES[request.param](), tmp_path_factory.mktemp("lacking"))


def pages(root: Root, edition: str) -> dict[str, str]:
    """The Markdown of an edition, by path."""
    docs = f"docs/{edition}/"
    return {
        path.removeprefix(docs): content.decode()
        for path, content in pages_of(root, with_guides=True).items()
        if path.startswith(docs) and path.endswith(".md")
    }


def in_navigation(entries: Any) -> Iterator[str]:
    """The pages that the navigation names."""
    if isinstance(entries, str):
        yield entries
    elif isinstance(entries, dict):
        for below in entries.values():
            yield from in_navigation(below)
    else:
        for entry in entries:
            yield from in_navigation(entry)


def leads_to(page: str, link: str) -> str:
    """Where a link on ``page`` leads, below the edition's folder."""
    parts: list[str] = []
    for part in (*PurePosixPath(page).parent.parts, *PurePosixPath(link).parts):
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


@pytest.mark.parametrize("edition", ["zh", "en", "staff"])
def test_every_way_leads_somewhere_and_every_page_is_reached(made: Root, edition: str) -> None:
    """Links and navigation name pages that there are; each page stands in the navigation, or beside it on purpose."""
    known = pages(made, edition)
    text = pages_of(made, with_guides=True)[f".cache/nav.{edition}.yml"].decode().partition("\n")[2]
    navigation = list(in_navigation(json.loads(text)["nav"]))
    dead = {
        (page, link)
        for page, text in known.items()
        for link in _LINK.findall(text)
        if leads_to(page, link) not in known
    }
    assert dead == set()
    assert set(navigation) - set(known) == set()
    assert set(known) - set(navigation) - (_BESIDE - {"services/index.md"}) == set()


@pytest.mark.parametrize("edition", ["zh", "en", "staff"])
def test_no_section_is_empty(made: Root, edition: str) -> None:
    """Between a heading and the next of its rank something stands; no list of cards or rows is without any, and no fold is empty."""
    for page, text in pages(made, edition).items():
        body = text.partition("---\n")[2].partition("\n---\n")[2]
        parts = re.split(r"^(#{1,3}) .*$", body, flags=re.MULTILINE)
        for rank, below, following in zip(parts[1::2], parts[2::2], [*parts[3::2], "#"], strict=True):
            said = re.sub(r"<[^>]*>|\{[^}]*\}", "", below).strip()
            assert said or len(following) > len(rank), (page, rank, below)
        assert not re.search(r'<div class="care-(?:cards|rows|links|pills)[^>]*>\s*</div>', body), page
        assert not re.search(r"</summary>\s*</details>", body), page


def test_hubs_are_offered_only_where_there_is_something_on_them(made: Root) -> None:
    """The page of the month needs seasons, the glossary terms, the page of the service a part of it."""
    known = pages(made, "en")
    definitions = made.path / "definitions"
    assert ("this-month.md" in known) == (definitions / "calendars/seasons.yaml").exists()
    assert ("glossary.md" in known) == (definitions / "glossary.yaml").exists()
    assert ("services/index.md" in known) == (definitions / "services").exists()
    for kind in KINDS.values():
        has_some = bool(list(Path(definitions / kind.folder).rglob("*.yaml")))
        assert (kind.list_page in known) <= has_some, kind.name


def test_no_calendar_is_offered_for_what_nobody_looks_after(made: Root) -> None:
    """A product without tasks has none by months of acceptance; where there are no seasons there is none of them."""
    calendars = {
        PurePosixPath(path).name for path in pages_of(made, with_guides=True) if path.startswith("docs/en/calendars/")
    }
    has_tasks = bool(list((made.path / "definitions").glob("maintenance/**/*.yaml")))
    assert any(not name.startswith("season-") for name in calendars) is has_tasks
    assert ("season-shanghai.ics" in calendars) is (made.path / "definitions/calendars/seasons.yaml").exists()


def test_products_are_what_a_company_has_at_least(root: Root) -> None:
    """Without them there is nothing to look after."""
    root.remove("definitions/products")
    assert "definitions/products: this folder is missing" in root.run("check").output
