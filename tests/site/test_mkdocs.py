"""MkDocs' own commands build the same site, and stop on the same mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import AS_OF, PROJECT, Root, with_plain_sites
from support.plainly import mkdocs_build


@pytest.fixture
def root(tmp_path: Path) -> Root:
    """The small company and its sites' configuration, its pages written, and the hook where the configuration names it."""
    root = with_plain_sites(Root(tmp_path / "company"))
    hook = "generator/faces/mkdocs_hook.py"
    root.write(hook, (PROJECT / hook).read_bytes())
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    return root


def test_a_plain_mkdocs_build_works_after_the_pages_were_written(root: Root, tmp_path: Path) -> None:
    """Whoever prefers MkDocs' own commands has the same site, written by the hook: a page that was missing is there."""
    (root.path / "docs/zh/products/window.md").unlink()
    result = mkdocs_build(root.path, "--strict", "-f", "mkdocs.yml", "-d", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/products/window/index.html").is_file()


def test_a_plain_mkdocs_build_stops_on_a_mistake_in_yaml(root: Root, tmp_path: Path) -> None:
    """The hook names file and place, and MkDocs ends with an error."""
    root.edit("definitions/maintenance/window/yearly.yaml", "products: [window]", "products: [windw]")
    result = mkdocs_build(root.path, "-f", "mkdocs.yml", "-d", tmp_path / "site")
    assert result.returncode != 0
    assert "definitions/maintenance/window/yearly.yaml:3:12: products" in result.stderr
