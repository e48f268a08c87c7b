"""What is served while somebody edits: a change builds what it concerns alone, and the site is the same as built anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date

import pytest
from support.company import AS_OF, Root, tree_of, with_sites
from support.soaking import SOAKING

from generator.faces.serve import Ahead, Served
from generator.text.located import Stopped

GUIDE = "definitions/guides/wipe.yaml"


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Root, Served]]:
    """The small company, built once for its editor, who goes on from one test to the next. Each leaves it sound."""
    root = with_sites(Root(tmp_path_factory.mktemp("serve") / "company"))
    served = Served(root.path, lambda: date.fromisoformat(AS_OF))
    served.build()
    yield root, served
    served.close()


def built_anew(root: Root, beside: Served) -> dict[str, bytes]:
    """The site of ``root`` from nothing, by the processes that another has begun."""
    served = Served(root.path, lambda: date.fromisoformat(AS_OF))
    served._pool = beside._pool
    served.build()
    files = tree_of(served.site)
    served._pool = None
    served.close()
    return files


def written(served: Served) -> dict[str, int]:
    """When each page of the site was written."""
    return {path.relative_to(served.site).as_posix(): path.stat().st_mtime_ns for path in served.site.rglob("*.html")}


EDITS: dict[str, tuple[str, str, str, set[str] | None]] = {
    "a sentence": (GUIDE, "en: Rinse first", "en: Rinse it well first", {"en/guides/wipe/index.html"}),
    # A name stands in the navigation of every page.
    "a name": (GUIDE, "en: Cleaning a window", "en: Washing a window", None),
    "what the search leaves out": (
        "templates/pages/glossary.md.j2", "hide: [navigation]", "search: {exclude: true}", None
    ),
    "a hand-written page": ("docs/en/about.md", "## Privacy", "## Your privacy", None),
    "the theme": ("templates/theme/main.html", "{% block footer %}", "{% block footer %}<!-- new -->", None),
}  # fmt: skip
# What is built anew whole anyway is left to the soak.
TRIED = [*EDITS] if SOAKING else [*EDITS][:3]


@pytest.mark.soak
@pytest.mark.parametrize("edit", TRIED)
def test_an_edit_gives_the_site_that_a_whole_build_gives(serving: tuple[Root, Served], edit: str) -> None:
    """File by file, the search index included; a sentence has its own page built alone."""
    file, old, new, concerned = EDITS[edit]
    root, served = serving
    before = written(served)
    root.edit(file, old, new)
    os.utime(root.path / file, (0, 0))  # a file that was put back may be older than what was made of it
    served.build()
    after = written(served)
    if concerned is not None:
        assert {
            path for path in after if after[path] != before.get(path) and path.startswith(("zh/", "en/"))
        } == concerned
    files = tree_of(served.site)
    anew = built_anew(root, served)
    del files[".aftercare"], anew[".aftercare"]
    assert sorted(files) == sorted(anew)
    assert [path for path in anew if files[path] != anew[path]] == []


def test_what_somebody_looks_at_is_there_before_the_rest(serving: tuple[Root, Served]) -> None:
    """As the whole build then has it, although that builds every page: a name stands in the navigation."""
    root, served = serving
    pages = {name: served.site / name / "index.html" for name in ("en/guides/wipe", "en/products/window")}
    shown: list[dict[str, bytes]] = []

    def show() -> None:
        shown.append({name: page.read_bytes() for name, page in pages.items()})

    before = {name: page.read_bytes() for name, page in pages.items()}
    text = (root.path / GUIDE).read_text("utf-8")
    served.ahead = Ahead(lambda: ["/en/guides/wipe/", "/en/no/such/page/", "/../../etc/"], show)
    root.write(GUIDE, text.replace(" a window}", " a pane}", 1))
    served.build()
    served.ahead = None
    (ahead,) = shown
    after = {name: page.read_bytes() for name, page in pages.items()}
    assert {name for name in pages if ahead[name] != before[name]} == {"en/guides/wipe"}
    assert {name for name in pages if after[name] != before[name]} == set(pages)
    assert ahead["en/guides/wipe"] == after["en/guides/wipe"]
    root.write(GUIDE, text)
    served.build()


def test_a_page_that_is_gone_is_served_no_more(serving: tuple[Root, Served]) -> None:
    """Nor found by the search."""
    root, served = serving
    page, index = served.site / "en/guides/gone/index.html", served.site / "en/assets/search/first.json"
    root.write("definitions/guides/gone.yaml", (root.path / GUIDE).read_bytes())
    served.build()
    assert page.is_file()
    assert b"guides/gone" in index.read_bytes()
    root.remove("definitions/guides/gone.yaml")
    served.build()
    assert not page.exists()
    assert b"guides/gone" not in index.read_bytes()


def test_serving_goes_on_after_a_building_process_was_ended(serving: tuple[Root, Served]) -> None:
    """The build that it was at is a problem, in staff's own words; the next one is sound."""
    root, served = serving
    for process in served._pool._processes.values():  # what an operator, or a full memory, may end
        process.kill()
    text = (root.path / GUIDE).read_text("utf-8")
    root.write(GUIDE, text.replace("en: Rinse ", "en: Rinse and rinse "))
    with pytest.raises(Stopped) as stopped:
        served.build()
    assert [problem.code for problem in stopped.value.problems] == ["site_ended"]
    served.build()
    assert "Rinse and rinse " in (served.site / "en/guides/wipe/index.html").read_text("utf-8")
    root.write(GUIDE, text)


def test_a_file_that_leads_nowhere_stops_nothing(serving: tuple[Root, Served]) -> None:
    """Editors leave such links beside what they edit."""
    root, served = serving
    link = root.path / "templates/theme/.#main.html"
    link.symlink_to("nobody@nowhere")
    served.build()
    link.unlink()
