"""What the disk gives, or why it does not: the one place where an error of reading becomes a problem of its file."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from difflib import get_close_matches
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO

from generator.text.located import Stopped
from generator.text.positions import Position
from generator.text.problems import Problem, alike

_VERY_NEAR = 0.85  # of a name to another; a copy kept aside (schedules-old) is farther


def unreadable(error: OSError) -> str:
    """The code of the problem with a file that could not be read."""
    if isinstance(error, PermissionError):
        return "unreadable"
    if isinstance(error, IsADirectoryError):
        return "not_a_file"
    return "missing_file" if isinstance(error, FileNotFoundError | NotADirectoryError) else "read_failed"


def unlistable(error: OSError, folder: Path) -> str:
    """The code of the problem with a ``folder`` that could not be listed."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return "not_a_folder" if folder.exists() else "missing_folder"
    return "unreadable" if isinstance(error, PermissionError) else "read_failed"


def walk(folder: Path) -> Iterator[Path]:
    """The files below ``folder`` as ``files_in`` finds them. Raises OSError where a folder cannot be listed."""
    start = str(folder)
    yield from (Path(start, name) for name in files_in(start))


def files_in(folder: str, below: str = "", above: tuple[str, ...] = (), *, empty: bool = False) -> Iterator[str]:
    """The paths from ``folder`` on of the files ``below`` it, sorted; hidden and backup files apart. Raises OSError.

    A link that leads back to a folder ``above`` is given as a file, for there is nothing below it to read. With ``empty``
    folders in which nothing lies are given as well, with a / at their end. As text: a path as an object costs more than to
    read what it names.
    """
    here = (*above, f"{folder}/{below}")
    with os.scandir(here[-1]) as entries:
        found = sorted((entry for entry in entries if _is_shown(entry.name)), key=attrgetter("name"))
    if empty and below and not found:
        yield below
    for entry in found:
        name = below + entry.name
        if entry.is_dir() and not (entry.is_symlink() and _leads_back(entry.path, here)):
            yield from files_in(folder, f"{name}/", here, empty=empty)
        else:
            yield name


def _leads_back(link: str, above: tuple[str, ...]) -> bool:
    """Whether a link to a folder leads to one of those ``above``: nothing but a link can."""
    return os.path.realpath(link) in map(os.path.realpath, above)


def names_in(folder: Path) -> list[str]:
    """The names in a folder, hidden and backup files apart; none where there is no such folder. Raises OSError."""
    if not os.path.lexists(folder):
        return []
    return sorted(filter(_is_shown, os.listdir(folder)))


def _is_shown(name: str) -> bool:
    """Whether a name is of neither a hidden nor a backup file."""
    return not name.startswith(".") and not name.endswith("~")


def told(path: str) -> str:
    """A path as it can be printed: what is no UTF-8 in it as question marks."""
    return os.fsencode(path).decode("utf-8", "replace")


def files_below(folder: Path, told: str) -> list[Path]:
    """The files that ``walk`` finds; ``told`` is the folder's name for staff. Raises Stopped."""
    try:
        return list(walk(folder))
    except OSError as error:
        at = Path(error.filename or folder)
        file = f"{told}/{at.relative_to(folder).as_posix()}".removesuffix("/.")
        raise Stopped([Problem(code=unlistable(error, at), file=file)]) from error


def renamed_tree(root: Path, tree: str) -> Problem | None:
    """The problem with a folder that is most likely ``tree`` under another name, where ``root`` has no such ``tree``."""
    try:
        names = [] if (root / tree).exists() or (root / tree).is_symlink() else names_in(root)
    except OSError:
        return None
    folders = {name.lower(): name for name in names if (root / name).is_dir()}
    for near in get_close_matches(tree, folders, n=1, cutoff=_VERY_NEAR):
        count = sum(
            path.suffix.lower() in (".yaml", ".yml") for path in files_below(root / folders[near], folders[near])
        )
        if count:
            return Problem(code="unread_folder", file=folders[near], params={"place": tree, "n": count})
    return None


def no_company(root: Path) -> Problem | None:
    """The problem where ``root`` has no folder ``definitions``: whoever asks stands elsewhere, or has not begun yet."""
    try:
        is_there = "definitions" in names_in(root)
    except FileNotFoundError:
        is_there = False
    except OSError:  # told where it is read
        return None
    return None if is_there else Problem(code="no_company", file="definitions")


def plain_bytes(path: Path | str) -> bytes:
    """The content of a file. Raises OSError, also for what is no plain one: a pipe or a device might never end."""
    with plain_file(path) as file:
        return file.read()


def plain_file(path: Path | str) -> BinaryIO:
    """A file, opened. Raises OSError, also for what is no plain one."""
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise IsADirectoryError(errno.EISDIR, "not a plain file", str(path))
    return open(path, "rb")


def bytes_of(path: Path, told: str) -> bytes:
    """The content of ``path``, whose name for staff is ``told``. Raises Stopped."""
    try:
        return plain_bytes(path)
    except OSError as error:
        raise Stopped([Problem(code=unreadable(error), file=told)]) from error


def bytes_given(name: str, folder: Path = Path()) -> bytes:
    """The content of the file that somebody ``name``d, by itself or from ``folder`` on; a slip is told what is like it.

    Raises Stopped.
    """
    path = folder / name
    try:
        return plain_bytes(path)
    except FileNotFoundError as error:
        raise Stopped([_no_such_file(name, path)]) from error
    except OSError as error:
        code = "folder_given" if path.is_dir() else unreadable(error)
        raise Stopped([Problem(code=code, file=name)]) from error


def text_given(name: str, folder: Path = Path()) -> str:
    """The text of such a file. Raises Stopped, also where it is not UTF-8."""
    text, problem = decoded(bytes_given(name, folder), name)
    if problem is not None:
        raise Stopped([problem])
    return text


def _no_such_file(name: str, path: Path) -> Problem:
    """A file that somebody named and that is not there: with the names beside it, or without the folder that is not."""
    if not path.parent.is_dir():
        return Problem(code="no_such_file_nor_folder", file=name, params={"folder": told(str(Path(name).parent))})
    with reading():
        beside = [entry for entry in names_in(path.parent) if (path.parent / entry).is_file()]
    near = alike(path.name, beside)
    there = tuple(entry for entry in beside if Path(entry).suffix.lower() == path.suffix.lower())
    return Problem(code="no_such_file", file=name, params={"nearest": near, "there": there})


def decoded(content: bytes, told: str) -> tuple[str, Problem | None]:
    """The text of a file, and the problem with its encoding where it is not UTF-8: with the first such byte's line."""
    try:
        return content.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        column = len(before[line_start:].decode("utf-8", "replace")) + 1
        position = Position(len(before.splitlines()) + (before == b"" or before.endswith((b"\n", b"\r"))), column)
        encoding = _encoding(content)
        code = "not_utf8_but" if encoding is not None else "not_utf8_here"
        params = {"found": encoding or f"0x{content[error.start]:02X}"}
        return "", Problem(code=code, file=told, position=position, params=params)


def text_again(root: Path, file: str) -> str:
    """What stands in a file that was read before; nothing where it is gone by now."""
    with suppress(OSError):
        return decoded(plain_bytes(f"{root}/{file}"), file)[0]
    return ""


def _encoding(content: bytes) -> str | None:
    """How a file is encoded that is not UTF-8, where that is known: as Windows' Notepad or older Chinese programs do."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "UTF-16"
    try:
        text = content.decode("gbk")
    except UnicodeDecodeError:
        return None
    return "GBK" if any("\u4e00" <= character <= "\u9fff" for character in text) else None


def text_of(path: Path, told: str) -> str:
    """The text of ``path``, whose name for staff is ``told``. Raises Stopped, also where it is not UTF-8."""
    text, problem = decoded(bytes_of(path, told), told)
    if problem is not None:
        raise Stopped([problem])
    return text


@contextmanager
def reading() -> Iterator[None]:
    """Turn what cannot be read into its problem, named by its path. Raises Stopped."""
    try:
        yield
    except OSError as error:
        raise Stopped([Problem(code=unreadable(error), file=str(error.filename or ""))]) from error
