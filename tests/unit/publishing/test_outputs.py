"""Outputs never lie among what staff write, nor hold it, however the paths are written."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.company import AS_OF, Root

from generator.publishing.outputs import outputs_of
from generator.text.located import Stopped


@pytest.mark.parametrize("command", ["build", "feeds"])
@pytest.mark.parametrize(
    "output",
    [
        "definitions",
        "definitions/products",
        "schedules",
        "schedules/new",
        "docs",
        "docs/zh",
        "templates/out",
        ".cache",
        ".git/x",
    ],
)
@pytest.mark.parametrize("replace", [(), ("--replace",)], ids=["", "replace"])
def test_an_output_among_what_staff_write_is_refused_by_name(
    root: Root, output: str, command: str, replace: tuple[str, ...]
) -> None:
    """Whether it exists or not, and whatever else is accepted."""
    before = root.tree()
    result = root.run(command, "--as-of", AS_OF, "--output", str(root.path / output), *replace)
    assert result.exit_code == 1
    source = output.partition("/")[0]
    (line,) = [line for line in result.stderr.splitlines() if "choose another --output" in line]
    assert f"would lie among what is in {source}/, or hold it" in line
    assert root.tree() == before
    assert not (root.path / "definitions/site").exists()


@pytest.mark.parametrize("name", ["site", "site-staff", "feeds"])
def test_an_output_that_would_take_the_place_of_the_company_is_refused(tmp_path: Path, name: str) -> None:
    """The company lies in ``DIR/site``, say, and ``--output DIR`` is given: with ``--replace`` it would be gone."""
    with pytest.raises(Stopped) as stopped:
        outputs_of(tmp_path / name / "company", tmp_path)
    assert [problem.code for problem in stopped.value.problems] == ["output_in_source"]


@pytest.mark.parametrize("output", ["feeds", "feeds/new", "link/below"])
def test_an_output_in_a_published_folder_is_refused(root: Root, output: str) -> None:
    """With the public site it would be served to everybody: the calendars, and who holds which."""
    root.feeds()
    (root.path / "link").symlink_to(root.path / "feeds")
    before = root.tree()
    result = root.run("feeds", "--as-of", AS_OF, "--output", str(root.path / output), "--replace")
    assert result.exit_code == 1
    assert f"{root.path}/feeds is a published folder" in result.stderr
    assert root.tree() == before


def test_a_link_into_what_staff_write_is_refused_too(root: Root, tmp_path: Path) -> None:
    """It is where it leads that counts."""
    (root.path / "docs").mkdir()
    (tmp_path / "elsewhere").symlink_to(root.path / "docs")
    for output in (tmp_path / "elsewhere", tmp_path / "elsewhere/new"):
        with pytest.raises(Stopped):
            outputs_of(root.path, output)


def test_every_other_place_will_do(root: Root, tmp_path: Path) -> None:
    """The root itself, beside it, and a folder whose name only begins like one of staff's."""
    for output in (root.path, root.path / "out", tmp_path / "elsewhere", root.path / "docs-built", root.path.parent):
        assert outputs_of(root.path, output).index == output / "feeds-index.csv"
