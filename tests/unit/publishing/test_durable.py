"""What must outlive a power cut is on the disk before it has its name, and a disk that is full is told by the path."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from support.company import AS_OF, Root, but_for_drafts, tree_of, without_floor
from support.killing import limited

from generator.publishing import disk, durable
from generator.publishing.marker import MARKER

pytestmark = pytest.mark.long


@pytest.fixture
def happened(monkeypatch: pytest.MonkeyPatch, root: Root) -> list[str]:
    """What was flushed, renamed and swapped below the root, in order, by its path there.

    What is kept beside the program, once on each machine, is none of it: whether it was there before decides nothing.
    """
    told: list[str] = []
    flushing, swapping, renaming = os.fsync, disk.swap, Path.replace

    def fsync(descriptor: int) -> None:
        flushed = Path(os.readlink(f"/proc/self/fd/{descriptor}"))
        if flushed.is_relative_to(root.path):
            told.append(f"flush {flushed.relative_to(root.path)}")
        flushing(descriptor)

    def swap(staged: Path, output: Path) -> None:
        told.append(f"swap {staged.relative_to(root.path)} {output.relative_to(root.path)}")
        swapping(staged, output)

    def replace(self: Path, target: Path) -> Path:
        if self.is_relative_to(root.path) and ".cache" not in self.parts:  # in which lies what may be lost
            told.append(f"rename {self.relative_to(root.path)} {target.relative_to(root.path)}")
        return renaming(self, target)

    monkeypatch.setattr(durable.os, "fsync", fsync)
    monkeypatch.setattr(disk, "swap", swap)
    monkeypatch.setattr(Path, "replace", replace)
    return told


@pytest.mark.skipif(sys.platform != "linux", reason="what a descriptor is called is asked of Linux")
def test_every_file_of_the_feeds_and_its_folder_is_flushed_before_they_get_their_place(
    root: Root, happened: list[str]
) -> None:
    """And the folder above afterwards, which holds the name; the table of addresses comes last, in the same way."""
    feeds = root.feeds()
    assert len(feeds) == 4
    at = next(index for index, event in enumerate(happened) if event.startswith("swap "))
    _, stage, output = happened[at].split()
    assert output == "feeds"
    flushed = {event.removeprefix("flush ") for event in happened[3:at] if event.startswith("flush ")}
    files = {f"{stage}/{path}" for path in tree_of(root.path / "feeds")}
    folders = {f"{stage}/public", f"{stage}/public/zh", f"{stage}/public/en"}
    assert flushed == {*files, *folders, stage}
    after = happened[at + 1 :]
    table, last = ".feeds-index.csv.new", "..feeds.last.new"
    said = [f"flush {last}", f"rename {last} .feeds.last", "flush ."]
    assert after == ["flush .", *said, f"flush {table}", f"rename {table} feeds-index.csv", "flush ."]
    assert happened[:3] == said


@pytest.mark.skipif(sys.platform != "linux", reason="what a descriptor is called is asked of Linux")
def test_a_file_that_stays_is_not_flushed_again(root: Root, happened: list[str]) -> None:
    """Where nothing is told anew, the list of what is there is all that has to reach the disk."""
    root.feeds()
    happened.clear()
    root.add("definitions/company.yaml", "# nobody sees this\n")
    root.feeds()
    flushed = [Path(event.split()[1]).name for event in happened if event.startswith("flush .feeds.next")]
    assert flushed[0] == MARKER
    assert set(flushed[1:]) <= {"public", "zh", "en"} | {name for name in flushed if name.startswith(".feeds")}


@pytest.mark.skipif(sys.platform != "linux", reason="what a descriptor is called is asked of Linux")
def test_a_customers_file_that_gets_a_new_revision_is_flushed_too(root: Root, happened: list[str]) -> None:
    """The new address rests on it. Who may read the file stays the same."""
    file = root.path / "schedules/customers/c-001.yaml"
    file.chmod(0o600)
    root.feeds()
    happened.clear()
    root.feeds("--rotate", "c-001")
    folder = "schedules/customers"
    assert happened[:3] == [
        f"flush {folder}/.c-001.yaml.new",
        f"rename {folder}/.c-001.yaml.new {folder}/c-001.yaml",
        f"flush {folder}",
    ]
    assert file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
@pytest.mark.parametrize("is_link", [False, True])
def test_a_file_that_somebody_wrote_keeps_who_may_read_it_and_where_it_lies(
    tmp_path: Path, mode: int, *, is_link: bool
) -> None:
    """A link stays one, and what it leads to is written; line ends stay as they were given, and nothing is left over."""
    file = tmp_path / "shared" / "technicians.yaml"
    file.parent.mkdir()
    file.write_bytes(b"old: 1\n")
    file.chmod(mode)
    place = tmp_path / "technicians.yaml" if is_link else file
    if is_link:
        place.symlink_to(file)
    durable.replace_text(place, "name: 钱师傅\r\n")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == ("name: 钱师傅\r\n".encode(), mode)
    assert (place.is_symlink(), [path.name for path in file.parent.iterdir()]) == (is_link, [file.name])


def test_a_file_that_cannot_be_written_anew_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full while it is flushed: the old text stands, and the try is gone."""
    file = tmp_path / "technicians.yaml"
    file.write_bytes(b"old: 1\n")

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(durable.os, "fsync", full)
    with pytest.raises(OSError, match=r"technicians\.yaml"):
        durable.replace_text(file, "new: 1\n")
    assert tree_of(tmp_path) == {"technicians.yaml": b"old: 1\n"}


@pytest.mark.parametrize(("command", "limit"), [("feeds", 4_000), ("pages", 2_000), ("pages", 60), ("feeds", 200)])
def test_a_write_that_the_disk_refuses_names_the_path(root: Root, command: str, limit: int) -> None:
    """No file may grow above so many bytes: to the program that is a disk that ends in the middle of a file."""
    more = ["--accept", "future"] if command == "feeds" else []
    result = limited(limit, command, "--root", root.path, "--as-of", AS_OF, "--lang", "en", *more)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr
    (line,) = [line for line in result.stderr.splitlines() if ": cannot write " in line]
    assert line.split(": cannot write ")[1].startswith(str(root.path) + "/")
    assert not (root.path / "feeds").exists()
    assert [path.name for path in root.path.rglob("*") if path.name.endswith(".new") or ".next" in path.name] == []


@pytest.mark.parametrize("writes", [0, 1, 5, 8])
def test_a_full_disk_is_called_so_with_the_path_and_nothing_is_left_of_the_try(
    root: Root, monkeypatch: pytest.MonkeyPatch, writes: int
) -> None:
    """Whichever file it is that finds no room; what was published before stays, and room lets the next build through."""
    published = root.feeds()
    before = but_for_drafts(root)
    with monkeypatch.context() as patch:
        fill_after(patch, writes)
        result = root.run("feeds", "--as-of", "2026-12-01")
    assert result.exit_code == 1
    assert f"the disk is full, and {root.path}/" in result.stderr
    assert but_for_drafts(root) == before
    assert root.feeds() == published


def fill_after(patch: pytest.MonkeyPatch, writes: int) -> None:
    """Let a disk be full after so many files of a stage."""
    writing: Callable[[Path, bytes], int] = Path.write_bytes
    left = [writes]

    def write(self: Path, content: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # as a write has it: without a name
        return writing(self, content)

    patch.setattr(Path, "write_bytes", write)


def test_a_lost_cache_stops_no_build(root: Root) -> None:
    """What was generated is listed beside it: with the cache gone, a page whose definition goes still goes."""
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    root.remove(".cache")
    without_floor(root)
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    assert not list(root.path.glob("docs/*/products/floor.md"))


def test_the_list_of_the_version_before_is_taken_over(root: Root) -> None:
    """It lay in the cache."""
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    (root.path / "docs/.aftercare").rename(root.path / ".cache/pages.json")
    without_floor(root)
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0
    assert not list(root.path.glob("docs/*/products/floor.md"))


@pytest.mark.parametrize("obstacle", ["file", "link"])
def test_what_stands_in_the_place_of_the_cache_is_named(root: Root, obstacle: str) -> None:
    """And once it is gone, the next build goes through."""
    cache = root.path / ".cache"
    cache.write_text("mine") if obstacle == "file" else cache.symlink_to("/proc/nowhere")
    result = root.run("pages", "--as-of", AS_OF)
    assert result.exit_code == 1
    assert f"cannot write {cache}" in result.stderr
    cache.unlink()
    assert root.run("pages", "--as-of", AS_OF).exit_code == 0


def test_what_cannot_be_written_is_named_itself(tmp_path: Path) -> None:
    """And not what is written before it takes its place."""
    (tmp_path / "full/x").mkdir(parents=True)
    for path in (tmp_path / "none/agenda.csv", tmp_path / "full"):
        with pytest.raises(OSError, match=re.escape(str(path))) as refused:
            durable.replace(path, b"x")
        assert refused.value.filename == str(path)
