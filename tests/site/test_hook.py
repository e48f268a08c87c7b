"""A plain ``mkdocs build``: the hook writes the pages first, and speaks as the command line does."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from support.company import PROJECT, Root, with_plain_sites
from support.plainly import mkdocs_build


def mkdocs(root: Root, output: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Build the site by MkDocs' own command."""
    return mkdocs_build(root.path, "--strict", "-f", "mkdocs.yml", "-d", output, **environment)


@pytest.fixture
def hooked(tmp_path: Path) -> Root:
    """The small company with the hook and its pages, as a checkout has them."""
    root = with_plain_sites(Root(tmp_path / "company"))
    root.write("generator/faces/mkdocs_hook.py", (PROJECT / "generator/faces/mkdocs_hook.py").read_bytes())
    assert root.run("pages").exit_code == 0
    return root


def test_the_hook_tells_problems_in_the_language_of_the_terminal(hooked: Root, tmp_path: Path) -> None:
    """By the same variables, in the same order, as ``aftercare`` does; Chinese where they say nothing."""
    hooked.edit("definitions/maintenance/window/yearly.yaml", "adjust: following", "adjust: folowing")
    place = "definitions/maintenance/window/yearly.yaml:8:11: schedule.adjust: "
    for environment, says in (
        ({"LANG": "en_GB.UTF-8"}, "is not one of"),
        ({"LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"}, "不在可选值之内"),
        ({"PYTHONUTF8": "1"}, "不在可选值之内"),
    ):
        result = mkdocs(hooked, tmp_path / "site", **{"PYTHONUTF8": "1", **environment})
        assert result.returncode != 0
        (line,) = [line for line in result.stderr.splitlines() if place in line]
        assert says in line


def test_a_template_in_another_encoding_stops_the_hook_with_its_name(hooked: Root, tmp_path: Path) -> None:
    """As it stops ``aftercare build``."""
    hooked.write("templates/pages/glossary.md.j2", "窗".encode("gb18030"))
    result = mkdocs(hooked, tmp_path / "site", LANG="en", PYTHONUTF8="1")
    assert (
        "templates/pages/glossary.md.j2:1:1: encoded as GBK, and no UTF-8 from this line on; save it as UTF-8"
        in result.stderr
    )
    assert "Traceback" not in result.stderr


def test_the_hook_completes_a_theme_of_which_a_company_has_a_part(hooked: Root, tmp_path: Path) -> None:
    """Its own logo, and the program's frame around the pages."""
    hooked.remove("templates")
    hooked.write("templates/theme/assets/images/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    result = mkdocs(hooked, tmp_path / "site", LANG="en")
    assert result.returncode == 0, result.stderr
    assert "care-foot" in (tmp_path / "site/index.html").read_text("utf-8")
    assert (tmp_path / "site/assets/images/logo.svg").read_text("utf-8").endswith('svg"/>')
