"""What has not changed is not written again: the next folder has the same files, and costs no room but for what changed."""

from __future__ import annotations

from pathlib import Path

from support.company import tree_of

from generator.formats.artifacts import Artifact
from generator.publishing.disk import new_stage, publish_folder, stage


def published(output: Path, files: dict[str, str]) -> dict[str, int]:
    """Publish ``files`` upon what lies in ``output``; how many folders hold each of them before that is swapped in."""
    staged = new_stage(output)
    stage(staged, [Artifact.text(path, text) for path, text in files.items()], output)
    held = {path: (staged / path).stat().st_nlink for path in files}
    publish_folder(staged, output)
    return held


def test_only_what_changed_is_written(tmp_path: Path) -> None:
    """A file that is the same lies in both folders; what is another, or new, in the next alone."""
    output = tmp_path / "feeds"
    before = {"same.ics": "same", "other.ics": "one", "long.ics": "as long", "gone.ics": "gone"}
    assert published(output, before) == dict.fromkeys(before, 1)
    after = {"same.ics": "same", "other.ics": "two", "long.ics": "no more so", "new/one.ics": "new"}
    assert published(output, after) == {"same.ics": 2, "other.ics": 1, "long.ics": 1, "new/one.ics": 1}
    assert {path: content.decode() for path, content in tree_of(output).items() if path in after} == after
    assert not (output / "gone.ics").exists()


def test_a_link_in_the_place_of_a_file_is_no_file_of_ours(tmp_path: Path) -> None:
    """What somebody else may change is not published."""
    output = tmp_path / "feeds"
    published(output, {"same.ics": "same"})
    (tmp_path / "elsewhere").write_text("same")
    (output / "same.ics").unlink()
    (output / "same.ics").symlink_to(tmp_path / "elsewhere")
    assert published(output, {"same.ics": "same"}) == {"same.ics": 1}
    assert not (output / "same.ics").is_symlink()
