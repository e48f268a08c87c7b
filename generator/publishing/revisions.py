"""A company's files as they were at a revision of Git's, in a folder that is gone afterwards."""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from generator.text.located import Stopped
from generator.text.problems import Problem

_READ = ("definitions", "schedules")
_NOT_IGNORED = 1  # what check-ignore ends with; 128 where there is no repository


@contextmanager
def at_revision(root: Path, revision: str) -> Iterator[Path]:
    """A folder with what ``root`` held at ``revision``. Raises Stopped where Git knows no such revision there."""
    commit = _git(root, revision, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    sha = commit.decode().strip()
    there = _git(root, revision, "ls-tree", "--name-only", "-z", sha, "./").decode("utf-8", "replace").split("\0")
    folders = [name for name in _READ if name in there]
    if "definitions" not in folders:
        raise Stopped([Problem(code="revision_before", file=str(root), params={"found": revision})])
    archive = _git(root, revision, "archive", "--format=tar", sha, *folders)
    with tempfile.TemporaryDirectory(prefix="aftercare-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
            packed.extractall(folder, filter="data")
        yield Path(folder)


def commits_of(root: Path, files: Sequence[str]) -> int:
    """In how many commits of Git's history ``files`` stand; none where ``root`` is in no repository. Raises Stopped."""
    if not files or not _lies_in_repository(root) or _why_unknown(root) == "no_commit":
        return 0
    return len(_git(root, "HEAD", "log", "--format=%h", "--", *files).split())


def would_be_kept(file: Path) -> bool:
    """Whether Git would take ``file`` into its history: it lies in a repository's folder, and is not ignored there."""
    asked = ["git", "-C", str(file.absolute().parent), "check-ignore", "--quiet", "--", file.name]
    try:
        return subprocess.run(asked, capture_output=True, check=False).returncode == _NOT_IGNORED
    except OSError:  # no Git: nobody keeps it
        return False


def _git(root: Path, revision: str, *arguments: str) -> bytes:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True).stdout
    except FileNotFoundError as error:
        raise Stopped([Problem(code="no_git", file=str(root))]) from error
    except (subprocess.CalledProcessError, ValueError) as error:
        raise Stopped([_unknown(root, revision)]) from error


def _unknown(root: Path, revision: str) -> Problem:
    return Problem(code=_why_unknown(root), file=str(root), params={"found": revision, "folder": root.absolute()})


def _why_unknown(root: Path) -> str:
    """Why Git may not know a revision: it reads nothing there, keeps nothing yet, or not all; else it is the name."""
    if _answer(root, "--git-dir") is None:
        return "git_refuses" if _lies_in_repository(root) else "no_repository"
    if _answer(root, "--verify", "--quiet", "HEAD") is None:
        return "no_commit"
    return "shallow_clone" if _answer(root, "--is-shallow-repository") == b"true\n" else "no_revision"


def _answer(root: Path, *arguments: str) -> bytes | None:
    """What Git tells of the repository; None where it ends with a failure."""
    told = subprocess.run(["git", "-C", str(root), "rev-parse", *arguments], capture_output=True, check=False)
    return told.stdout if told.returncode == 0 else None


def _lies_in_repository(root: Path) -> bool:
    return any((above / ".git").exists() for above in (root.absolute(), *root.absolute().parents))
