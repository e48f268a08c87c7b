"""Several files are written as one: whoever is ended has written all of them or none, and the next command says which."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from support.company import AS_OF, Root, tree_of
from support.ending import Ended, ended_at

from generator.publishing.durable import unfinished
from generator.publishing.stroke import JOURNAL, Finished, finish, write_all

OLD = {"a.yaml": b"old a", "b/b.yaml": b"old b", "b/gone.yaml": b"old"}
NEW = {"a.yaml": b"new a", "b/b.yaml": b"new b", "c/d/new.yaml": b"new c"}
TEXTS = {file: text.decode() for file, text in NEW.items()}


def begun(folder: Path) -> Path:
    """A folder with the old files."""
    for file, content in OLD.items():
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_bytes(content)
    return folder


def changes_of_all(folder: Path) -> int:
    """How many changes to files writing all of it takes."""
    with ended_at(0, folder) as watch:
        write_all(folder, TEXTS, ["b/gone.yaml"])
    return watch.done


def test_all_is_written_and_nothing_else_is_left(tmp_path: Path) -> None:
    """A file keeps its permissions; there is nothing to finish."""
    (begun(tmp_path) / "a.yaml").chmod(0o640)
    write_all(tmp_path, TEXTS, ["b/gone.yaml"])
    assert (tree_of(tmp_path), finish(tmp_path)) == (NEW, None)
    assert (tmp_path / "a.yaml").stat().st_mode & 0o777 == 0o640


def test_whoever_is_ended_at_any_change_has_written_all_or_nothing(tmp_path: Path) -> None:
    """Ended at each change in turn, and again while it is finished: what is there then is what was, or what was meant."""
    total = changes_of_all(begun(tmp_path / "whole"))
    ends = []
    for change in range(1, total + 1):
        folder = begun(tmp_path / str(change))
        with pytest.raises(Ended), ended_at(change, folder):
            write_all(folder, TEXTS, ["b/gone.yaml"])
        with suppress(Ended), ended_at(1 + change % 3, folder):
            finish(folder)
        finish(folder)
        files = {file: content for file, content in tree_of(folder).items() if file != f".{JOURNAL}.new"}
        assert files in (OLD, NEW), change
        assert sorted(path.name for path in folder.iterdir() if path.is_dir()) == (
            ["b"] if files == OLD else ["b", "c"]
        )
        ends.append(files == NEW)
    assert ends == sorted(ends)
    assert {True, False} == set(ends)


def test_a_file_that_somebody_changed_since_is_left_to_them(tmp_path: Path) -> None:
    """The others are finished; what the command meant stands beside it."""
    total = changes_of_all(begun(tmp_path / "whole"))
    folder = begun(tmp_path / "ended")
    with pytest.raises(Ended), ended_at(total - 3, folder):
        write_all(folder, TEXTS, ["b/gone.yaml"])
    assert (folder / JOURNAL).exists()
    (folder / "b/b.yaml").write_text("by hand", "utf-8")
    done = tuple(file for file in [*NEW, "b/gone.yaml"] if file != "b/b.yaml")
    assert finish(folder) == Finished(files=done, left=("b/b.yaml",))
    assert ((folder / "b/b.yaml").read_text("utf-8"), (folder / "a.yaml").read_bytes()) == ("by hand", b"new a")
    assert finish(folder) is None


@pytest.mark.parametrize("journal", ["", "{}", "[]", '{"ready": true, "steps": [["a.yaml"]], "folders": []}'])
def test_what_is_no_journal_is_put_away(tmp_path: Path, journal: str) -> None:
    """And changes nothing."""
    (begun(tmp_path) / JOURNAL).write_text(journal, "utf-8")
    assert (finish(tmp_path), tree_of(tmp_path)) == (Finished(), OLD)


def test_a_journal_reaches_nothing_outside(tmp_path: Path) -> None:
    """A folder may have come from somebody else."""
    inside = begun(tmp_path / "inside")
    unfinished(tmp_path / "a.yaml").write_text("theirs", "utf-8")
    steps = f'[["../a.yaml", null, null], ["{tmp_path}/a.yaml", null, null]]'
    (inside / JOURNAL).write_text(f'{{"ready": true, "steps": {steps}, "folders": []}}', "utf-8")
    finish(inside)
    assert (tree_of(inside), unfinished(tmp_path / "a.yaml").exists()) == (OLD, True)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever finds no room, up to the word that all is written aside: no journal stays, and the file is named."""
    flushed, full_at = 0, 0

    def fsync(descriptor: int) -> None:
        nonlocal flushed
        flushed += Path(os.readlink(f"/proc/self/fd/{descriptor}")).is_file()
        if flushed == full_at:
            raise OSError(28, "full")

    monkeypatch.setattr("generator.publishing.stroke.os.fsync", fsync)
    for full_at in range(1, len(TEXTS) + 3):  # the journal, each file, and the journal's word that all of it is there
        flushed, folder = 0, begun(tmp_path / f"{full_at}")
        with pytest.raises(OSError, match="full") as error:
            write_all(folder, TEXTS, ["b/gone.yaml"])
        assert (tree_of(folder), bool(error.value.filename)) == (OLD, True), full_at


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_next_command_says_what_became_of_it(root: Root, language: str) -> None:
    """Ended before its files had their names, nothing was changed; ended between two, the rest is written now."""
    before = root.tree()
    assert root.run("rename", "window", "pane").exit_code == 0
    after = root.tree()

    def said_after(change: int) -> list[str]:
        for file in set(root.tree()) - set(before):
            root.remove(file)
        for file, content in before.items():
            root.write(file, content)
        with pytest.raises(Ended), ended_at(change, root.path / "definitions"):
            root.run("rename", "window", "pane")
        return root.run("check", "--as-of", AS_OF, "--lang", language).stderr.splitlines()

    undone = said_after(5)
    assert (undone[0], root.tree()) == (UNDONE[language], before)
    done = said_after(14)
    assert DONE[language] in done
    assert root.tree() == after


UNDONE = {
    "zh": "上一条命令中途断了，还没有改任何文件；要的话请再运行一次",
    "en": "the command before was ended before it had changed any file; run it again where it is still wanted",
}
DONE = {
    "zh": "上一条命令中途断了，definitions/products/pane.yaml 现已补写完",
    "en": "the command before was ended midway; definitions/products/pane.yaml is now as that command meant it",
}
