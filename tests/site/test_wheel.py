"""The wheel alone: installed where there is nothing else, it makes a site of a folder that holds only definitions."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from support.company import AS_OF, HANGS, PROJECT, Root, on_one_core, tree_of, written
from support.handbook import HANDBOOK
from support.small import SMALL

DEFINITIONS = {file: text for file, text in {**SMALL, **HANDBOOK}.items() if file.startswith("definitions/")}
# Few enough for what one build shows of another.
FEW = {file: text for file, text in SMALL.items() if file.startswith("definitions/")}
FEW["definitions/glossary.yaml"] = "bolt: {zh: 螺栓, en: bolt, field: stone}\n"


def run(*command: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder``, in an environment that knows nothing of this project."""
    kept = {
        key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "AFTERCARE", "LC_", "LANG"))
    }
    environment = {**kept, "LANG": "en"}
    return subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
        preexec_fn=on_one_core,
    )


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the programs of an environment into which the wheel was installed.

    What the wheel needs is borrowed from the environment that runs the tests, which is looked at last.
    """
    folder = tmp_path_factory.mktemp("wheel")
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder / "dist", folder=PROJECT)
    assert built.returncode == 0, built.stderr
    (wheel,) = (folder / "dist").glob("*.whl")
    venv.create(folder / "venv", with_pip=False)
    (python,) = (folder / "venv").glob("*/python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index")
    done = run(*pip, wheel, folder=folder)
    assert done.returncode == 0, done.stderr
    own = sysconfig.get_path("purelib", vars={"base": str(folder / "venv"), "platbase": str(folder / "venv")})
    (Path(own) / "zz-borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    asked = run(python, "-c", "import generator; print(generator.__file__)", folder=folder)
    assert asked.stdout.strip() == str(Path(own) / "generator/__init__.py"), asked.stderr
    return python.parent


def real(definitions: Mapping[str, str], folder: Path) -> Root:
    """A company of people who are real, with these definitions alone."""
    root = written(definitions, folder)
    root.is_real()
    return root


@pytest.fixture(scope="module")
def small(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel makes of the small company's definitions alone."""
    root = real(DEFINITIONS, tmp_path_factory.mktemp("alone"))  # and yet there is nobody to keep secret
    result = run(installed / "aftercare", "build", "--as-of", AS_OF, "--accept", "future", folder=root.path)
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stderr.splitlines() == ["check …", "pages …", "sites and staff handbook …", "calendars …"]
    return root.path


def test_a_folder_with_definitions_alone_becomes_all_the_sites(small: Path) -> None:
    """Both languages and the staff's handbook, each with its pages, its theme and its search."""
    for site in ("site/zh", "site/en", "site-staff"):
        for page in ("index.html", "products/window/index.html", "faults/leak/index.html", "glossary/index.html"):
            assert (small / site / page).is_file(), f"{site}/{page}"
        for file in ("assets/stylesheets/care.css", "assets/images/logo.svg", "assets/search/first.json"):
            assert (small / site / file).is_file(), f"{site}/{file}"
    assert (small / "site/index.html").is_file()
    assert sorted(path.name for path in small.iterdir()) == [
        ".cache", ".feeds.last", "definitions", "docs", "feeds", "feeds-index.csv", "site", "site-staff",
    ]  # fmt: skip


def test_the_sites_bear_the_companys_name_and_nobody_elses(small: Path) -> None:
    """The example company, whose configuration comes with the program, is not heard of."""
    for site, name in (
        ("site/zh", "小公司 · 客户服务中心"),
        ("site/en", "Small Company · Care Centre"),
        ("site-staff", "小公司 · 员工服务手册"),
    ):
        assert f" - {name}</title>" in (small / site / "products/window/index.html").read_text("utf-8")
    told = {
        path
        for path, content in tree_of(small).items()
        if any(name.encode() in content for name in ("安居护", "Anjuhu"))
    }
    assert told == set()


def test_who_serves_nobody_has_no_calendar(small: Path) -> None:
    """The table of addresses is there and empty; beside it lies the public calendars' ledger alone."""
    assert [path for path in tree_of(small / "feeds") if not path.startswith("public/")] == [".aftercare"]
    assert (small / "feeds-index.csv").read_text() == "kind,holder,address,revision\n"


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attributes if name in ("href", "src") and value]


def dead_links(site: Path) -> Iterator[str]:
    """The links of all pages of ``site`` that lead to no file of it."""
    for page in sorted(site.rglob("*.html")):
        at = page.relative_to(site).as_posix()
        if at.endswith("404.html"):  # its addresses are of the place where the site is served
            continue
        links = _Links()
        links.feed(page.read_text("utf-8"))
        for link in links.found:
            target = urlsplit(urljoin(f"https://here/{at}", link))
            file = site / unquote(target.path).lstrip("/")
            if target.netloc == "here" and not (file / "index.html" if file.is_dir() else file).is_file():
                yield f"{at} → {link}"


def test_no_link_leads_to_what_a_company_did_not_write(small: Path) -> None:
    """Such as the page about the site and privacy, which is each company's own."""
    assert list(dead_links(small / "site")) == []
    assert list(dead_links(small / "site-staff")) == []


def test_what_a_company_has_of_its_own_prevails_file_by_file(small: Path, installed: Path, tmp_path: Path) -> None:
    """A page's template, a file of the theme, the configuration of one language and a page about the site."""
    root = real(FEW, tmp_path / "company")
    own = (PROJECT / "templates/pages/glossary.md.j2").read_text("utf-8")
    root.write("templates/pages/glossary.md.j2", f"{own}\nOur own words.\n")
    root.write("templates/theme/assets/images/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    english = f"{(PROJECT / 'mkdocs.en.yml').read_text('utf-8')}\nsite_name: The Small Ones\n"
    root.write("mkdocs.en.yml", english)
    root.write("docs/en/about.md", "---\nalternate: about/\n---\n\n# About us\n")
    result = run(installed / "aftercare", "build", "--as-of", AS_OF, "--accept", "future", folder=root.path)
    assert result.returncode == 0, result.stdout + result.stderr
    before, after = tree_of(small), tree_of(root.path)
    for site in ("site/zh", "site/en", "site-staff"):
        assert b"Our own words." in after[f"{site}/glossary/index.html"]
        assert after[f"{site}/assets/images/logo.svg"] == b'<svg xmlns="http://www.w3.org/2000/svg"/>'
        assert after[f"{site}/assets/stylesheets/care.css"] == before[f"{site}/assets/stylesheets/care.css"]
    assert b" - The Small Ones</title>" in after["site/en/products/window/index.html"]
    assert " - 小公司 · 客户服务中心</title>".encode() in after["site/zh/products/window/index.html"]
    assert b'href="about/"' in after["site/en/index.html"]
    assert b'href="about/"' not in after["site/zh/index.html"]
