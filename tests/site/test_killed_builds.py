"""A build that is killed at any moment leaves the old publication or the new one, whole, and the next clears up after it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.company import Root, tree_of, without_floor
from support.killing import changes, moments, run
from support.soaking import SOAKING

LATER = "2026-11-30"
PARTS = ("site", "site-staff", "feeds")
STEPS = ("check", "pages", "sites", "feeds") if SOAKING else ("feeds",)
# So many changes before the last one: folders are swapped, the old ones go, the table of addresses is written.
FROM_THE_END = (0, 1, 2, 3, 5, 8, 13, 21) if SOAKING else (0, 5)
SEED = 20261128
pytestmark = pytest.mark.soak


class Story:
    """The plain company as it was published, as it is published next, and how much is done between the two."""

    def __init__(self, root: Root) -> None:
        self.root = root
        self.old = {part: tree_of(root.path / "out" / part) for part in PARTS}
        root.edit("definitions/products/window.yaml", "zh: 不要硬拉", "zh: 千万不要硬拉")
        without_floor(root)
        self.edited = root.path.with_name("edited")
        shutil.copytree(root.path, self.edited)
        self.total = changes(self.build())
        self.new = {part: tree_of(root.path / "out" / part) for part in PARTS}
        self.left = names(root.path)
        assert all(self.old[part] != self.new[part] for part in PARTS)

    def build(self, at: str = "") -> object:
        output = self.root.path / "out"
        # The day lies ahead of the clock, by which stamps would differ from build to build.
        day = ("--as-of", LATER, "--now", f"{LATER} 12:00", "--accept", "future")
        return run(self.root.path, "build", "--root", self.root.path, "--output", output, *day, at=at)

    def begin_again(self) -> None:
        """The edited company with what was published before."""
        shutil.rmtree(self.root.path)
        shutil.copytree(self.edited, self.root.path)


def names(folder: Path) -> set[str]:
    """Everything in ``folder`` by its path."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*")}


@pytest.fixture(scope="module")
def story(plain_site: Root, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    folder = tmp_path_factory.mktemp("killed")
    shutil.copytree(plain_site.path, folder / "company")
    yield Story(Root(folder / "company"))
    shutil.rmtree(folder)


def assert_whole_and_cleared_up(story: Story, at: str) -> None:
    for part in PARTS:
        found = tree_of(story.root.path / "out" / part)
        assert found in (story.old[part], story.new[part]), f"{part} is a mixture after a kill at {at}"
    story.build()
    for part in PARTS:
        assert tree_of(story.root.path / "out" / part) == story.new[part], f"{part} after a kill at {at}"
    left = names(story.root.path)
    assert left <= story.left, f"left behind by a kill at {at}"
    noted = (".cache/made", ".cache/leaves", ".cache/public/")  # when there is something new
    assert [name for name in sorted(story.left - left) if not name.startswith(noted)] == [], at


def test_a_build_killed_between_its_steps_leaves_the_old_publication(story: Story) -> None:
    """As each step begins."""
    for step in STEPS:
        story.begin_again()
        story.build(at=step)
        assert_whole_and_cleared_up(story, step)


def test_a_build_killed_while_it_writes_leaves_the_old_publication_or_the_new(story: Story) -> None:
    """At writes, renames and removals chosen by chance; ``make soak`` tries forty."""
    for at in moments(story.total, SEED):
        story.begin_again()
        story.build(at=at)
        assert_whole_and_cleared_up(story, at)


def test_a_build_killed_at_its_end_leaves_the_old_publication_or_the_new(story: Story) -> None:
    """While the last things are done."""
    for back in FROM_THE_END:
        story.begin_again()
        story.build(at=str(story.total - back))
        assert_whole_and_cleared_up(story, f"the end less {back}")
