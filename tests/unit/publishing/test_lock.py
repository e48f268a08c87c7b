"""One build of an output at a time; whoever waits in vain is told for whom, and the dead hold nothing."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.apart import Apart
from support.company import AS_OF, Root, feeds_in
from support.holding import aftercare_here, hold

from generator.publishing import lock as lock_room
from generator.publishing.lock import LOCK, alone

pytestmark = pytest.mark.long


@contextmanager
def held(folder: Path) -> Iterator[Apart]:
    """Another process that holds ``folder`` until it is told to go."""
    go = folder.with_name(f"{folder.name} is free")
    holder = Apart(hold, folder, go)
    assert holder.stdout.readline() == "held\n"
    yield holder
    go.touch()
    holder.ended()


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits a minute."""
    monkeypatch.setattr(lock_room, "PATIENCE", 0.2)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("command", ["build", "feeds", "pages", "serve"])
def test_who_waits_in_vain_is_told_who_holds_the_output(root: Root, command: str) -> None:
    """Process, host, since when, by which command; nothing was written."""
    before = root.tree()
    with held(root.path) as holder:
        result = root.run(command, *(("--port", "0") if command == "serve" else ()))
        assert result.exit_code == 1
        told = re.escape(f"process {holder.pid} on {socket.gethostname()}, since ")
        when = r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4}"
        assert re.search(rf"{told}{when}, by aftercare build --root /srv/care; wait until it is done", result.stderr)
        assert result.stderr.startswith("waiting for another build …\n" if command != "serve" else "")
        assert {path: content for path, content in root.tree().items() if path != LOCK} == before
    assert root.tree() == before


@pytest.mark.usefixtures("impatient")
def test_a_lock_whose_process_was_killed_blocks_nobody(root: Root) -> None:
    """Its file is still there, and goes with the next build."""
    with held(root.path) as holder:
        holder.kill()
        holder.ended()
    assert (root.path / LOCK).exists()
    assert root.feeds()
    assert not (root.path / LOCK).exists()


def test_who_waits_goes_on_when_the_other_is_done(root: Root) -> None:
    """And says that it waits."""
    with held(root.path):
        options = ["--root", str(root.path), "--as-of", AS_OF, "--accept", "future", "--lang", "en"]
        waiting = Apart(aftercare_here, ["feeds", *options])
        assert waiting.stderr.readline() == "waiting for another build …\n"
        assert not (root.path / "feeds").exists()
    assert waiting.ended().returncode == 0
    assert feeds_in(root.path / "feeds")


@pytest.mark.usefixtures("impatient")
def test_other_outputs_are_no_hindrance(root: Root, tmp_path: Path) -> None:
    """Feeds of the same company may go elsewhere meanwhile."""
    with held(tmp_path / "one"):
        assert root.run("feeds", "--as-of", AS_OF, "--output", str(tmp_path / "two")).exit_code == 0


def test_a_folder_that_was_made_for_the_lock_goes_where_nothing_was_published(tmp_path: Path) -> None:
    """And stays where something was."""
    with alone([tmp_path / "a/b"], "x"):
        assert (tmp_path / "a/b" / LOCK).is_file()
    assert list(tmp_path.iterdir()) == []
    with alone([tmp_path / "a/b"], "x"):
        (tmp_path / "a/b/site").mkdir()
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["site"]


def test_the_same_folder_by_two_ways_is_locked_once(tmp_path: Path) -> None:
    """Root and output may be one, and a link may lead there."""
    (tmp_path / "link").symlink_to(tmp_path)
    with alone([tmp_path, tmp_path / "link", tmp_path / "."], "x"):
        assert (tmp_path / LOCK).is_file()
