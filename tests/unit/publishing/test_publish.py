"""Artifacts to disk: only what changed, never what is not ours, and readers always see a whole folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from support.company import AS_OF, Root, feeds_in, tree_of, without_floor

from generator.formats.artifacts import Artifact
from generator.publishing.disk import NotOurs, Written, check_ours, new_stage, publish_folder, stage
from generator.publishing.marker import Marker
from generator.publishing.pages import MANIFEST, publish_pages

pytestmark = pytest.mark.long


def publish(output: Path, **files: str) -> Written:
    """Publish ``files`` as the folder ``output``, as a build does; two underscores stand for a folder."""
    check_ours(output)
    staged = new_stage(output)
    stage(staged, [Artifact.text(name.replace("__", "/"), text) for name, text in files.items()])
    return publish_folder(staged, output)


def texts(folder: Path) -> dict[str, str]:
    """What ``folder`` holds, its marker apart."""
    return {path: content.decode() for path, content in tree_of(folder).items() if path != ".aftercare"}


def test_a_folder_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """What is new is there, what is gone is gone, what stayed is counted as unchanged."""
    output = tmp_path / "site"
    assert publish(output, a="1", zh__b="2", c="3") == Written(3, 3, 0)
    assert publish(output, a="1", zh__b="two", d="4") == Written(3, 2, 1)
    assert texts(output) == {"a": "1", "zh/b": "two", "d": "4"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_is_said_of_a_folder_begins_a_line_each() -> None:
    """``care.sh`` and whoever restores a copy look for the day there, with programs that know no JSON."""
    content = Marker({"a.ics": "1"}, {"as_of": "2026-11-23", "consented": {}}).to_bytes()
    assert '"as_of": "2026-11-23",' in content.decode().splitlines()
    assert json.loads(content) == {"files": {"a.ics": "1"}, "about": {"as_of": "2026-11-23", "consented": {}}}


def test_an_unchanged_file_keeps_its_time_and_a_changed_one_is_a_new_file(tmp_path: Path) -> None:
    """So that ETags and modification times say what changed."""
    output = tmp_path / "site"
    publish(output, same="1", other="1")
    before = {name: (output / name).stat() for name in ("same", "other")}
    publish(output, same="1", other="2")
    after = {name: (output / name).stat() for name in ("same", "other")}
    assert after["same"].st_mtime_ns == before["same"].st_mtime_ns
    assert after["other"].st_ino != before["other"].st_ino


def test_whoever_reads_the_old_folder_goes_on_reading_it(tmp_path: Path) -> None:
    """A file that is open while the folder is replaced is read to its end."""
    output = tmp_path / "site"
    publish(output, a="old " * 100_000)
    with (output / "a").open() as reader:
        reader.read(4)
        publish(output, a="new")
        assert set(reader.read().split()) == {"old"}
    assert (output / "a").read_text() == "new"


@pytest.mark.parametrize("foreign", ["thesis.docx", "sub/deep/thesis.docx", ".hidden"])
def test_a_folder_with_files_of_somebody_elses_is_left_alone(tmp_path: Path, foreign: str) -> None:
    """Whether it was ever ours or not."""
    output = tmp_path / "home"
    for _ in range(2):
        (output / foreign).parent.mkdir(parents=True, exist_ok=True)
        (output / foreign).write_text("years of work")
        with pytest.raises(NotOurs):
            publish(output, a="1")
        assert (output / foreign).read_text() == "years of work"
        (output / foreign).unlink()
        publish(output, a="1")


def test_a_link_in_the_place_of_the_output_is_left_alone(tmp_path: Path) -> None:
    """It might lead anywhere."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").symlink_to("elsewhere")
    with pytest.raises(NotOurs):
        publish(tmp_path / "site", a="1")
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_out_of_the_output_is_replaced_and_not_followed(tmp_path: Path) -> None:
    """A published file that somebody turned into a link: what it leads to keeps its content."""
    outside = tmp_path / "outside"
    outside.write_text("1")
    output = tmp_path / "site"
    publish(output, a="1")
    (output / "a").unlink()
    (output / "a").symlink_to(outside)
    publish(output, a="2")
    assert outside.read_text() == "1"
    assert not (output / "a").is_symlink()


def test_what_an_interrupted_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    """A stage of a run that was killed, and an old folder that waits under another name."""
    output = tmp_path / "site"
    publish(output, a="1")
    (tmp_path / ".site.next").mkdir()
    (tmp_path / ".site.next" / "half").write_text("half a page")
    output.rename(tmp_path / ".site.previous")
    publish(output, a="2")
    assert texts(output) == {"a": "2"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_stages_of_one_output_have_names_of_their_own(tmp_path: Path) -> None:
    """Where a file system knows no locks, two builds still never write into one folder."""
    first, second = new_stage(tmp_path / "site"), new_stage(tmp_path / "site")
    assert first != second
    for staged, text in ((first, "1"), (second, "2")):
        stage(staged, [Artifact.text("a", text)])
    assert [(folder / "a").read_text() for folder in (first, second)] == ["1", "2"]


def test_what_lies_beside_an_output_and_is_another_output_stays(tmp_path: Path) -> None:
    """``site`` clears up its own stages, and none of ``site-staff``."""
    others = [new_stage(tmp_path / name) for name in ("site-staff", "site.next", "site.next-staff", "sites")]
    publish(tmp_path / "site", a="1")
    assert all(folder.is_dir() for folder in others)


def test_pages_are_written_beside_what_people_wrote_and_cleared_away_when_their_definition_is_gone(root: Root) -> None:
    """A product is deleted: its page goes, the hand-written page beside it stays, nothing else is touched."""
    root.write("docs/zh/about.md", "# 关于\n")
    assert root.run("pages").exit_code == 0
    before = root.tree()
    assert "docs/zh/products/floor.md" in before
    times = {path: (root.path / path).stat().st_mtime_ns for path in before}
    without_floor(root)
    assert root.run("pages").exit_code == 0
    after = root.tree()
    gone = {path for path in set(before) - set(after) if path.endswith(".md")}
    assert gone == {
        f"docs/{lang}/{page}.md"
        for lang in ("zh", "en", "staff")
        for page in ("products/floor", "maintenance/floor/polish")
    }
    assert not (root.path / "docs/zh/maintenance/floor").exists()
    assert after["docs/zh/about.md"] == "# 关于\n".encode()
    unchanged = [path for path in after if path in before and after[path] == before[path]]
    assert [path for path in unchanged if (root.path / path).stat().st_mtime_ns != times[path]] == []


def test_writing_pages_a_second_time_changes_no_file(root: Root) -> None:
    """Else ``serve`` would rebuild for ever."""
    root.run("pages")
    times = {path: (root.path / path).stat().st_mtime_ns for path in root.tree()}
    result = root.run("pages")
    assert "changed 0, removed 0" in result.stdout
    assert {path: (root.path / path).stat().st_mtime_ns for path in root.tree()} == times


def test_a_manifest_that_somebody_damaged_deletes_nothing_outside(tmp_path: Path) -> None:
    """Paths that lead out of the root are not believed; a manifest that is no list is none."""
    outside = tmp_path / "precious"
    outside.write_text("x")
    root, manifest = tmp_path / "root", tmp_path / "root" / MANIFEST
    manifest.parent.mkdir(parents=True)
    for content in ('["../precious", "/etc/passwd", 7]', '{"a": 1}', "not json", ""):
        manifest.write_text(content)
        publish_pages(root, [Artifact.text("docs/a.md", "a")])
        assert outside.exists()


def test_an_output_folder_that_is_not_ours_stops_the_build_before_anything_is_written(root: Root) -> None:
    """Somebody's own ``feeds`` folder: exit 1, its files and everything else as they were."""
    root.write("feeds/podcasts.opml", "mine")
    before = root.tree()
    for command in ("feeds", "build"):
        result = root.run(command, "--as-of", AS_OF)
        assert result.exit_code == 1
        assert f"{root.path / 'feeds/podcasts.opml'} was not made by this program; move it away" in result.stderr
        assert result.stderr.splitlines()[-1] == "nothing was written"
        assert root.tree() == before


def test_a_whole_builds_folder_is_no_ledger_and_tells_where_it_lies(root: Root, tmp_path: Path) -> None:
    """Taken for one it would be empty: with ``--replace`` every event would begin anew."""
    last, next_ = tmp_path / "last", tmp_path / "next"
    assert root.run("feeds", "--as-of", AS_OF, "--output", str(last)).exit_code == 0
    for more in ((), ("--replace",)):
        for command in ("feeds", "build"):
            given = ("--as-of", AS_OF, "--output", str(next_), "--lang", "en", *more)
            result = root.run(command, *given, "--previous", str(last))
            assert result.exit_code == 1
            assert f"its calendars lie in {last / 'feeds'}: give that one" in result.stderr
            assert not next_.exists()
    again = root.run("feeds", "--as-of", AS_OF, "--output", str(next_), "--previous", str(last / "feeds"))
    assert again.exit_code == 0, again.output
    assert feeds_in(next_ / "feeds") == feeds_in(last / "feeds")
