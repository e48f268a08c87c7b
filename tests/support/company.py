"""A company in a folder, edited as staff edit it, and the command line run on it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from support.handbook import HANDBOOK
from support.small import SMALL

from generator.faces.cli import main
from generator.site.pages.render import GENERATED

PROJECT = Path(__file__).parents[2]
AS_OF = "2026-11-23"
# Nothing that is waited for is late: what has not come after so many seconds never will.
HANGS = 600


@dataclass(frozen=True)
class Root:
    """A folder with definitions and schedules, and the command line run on it."""

    path: Path

    def write(self, file: str, content: str | bytes) -> None:
        """Put ``content`` into ``file``."""
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the one ``old`` in ``file`` by ``new``."""
        text = (self.path / file).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        (self.path / file).write_text(text.replace(old, new), "utf-8")

    def add(self, file: str, text: str) -> None:
        """Append ``text`` to ``file``."""
        with (self.path / file).open("a", encoding="utf-8") as stream:
            stream.write(text)

    def remove(self, file: str) -> None:
        """Delete ``file``, or the folder of that name."""
        target = self.path / file
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()

    def is_real(self) -> None:
        """Make a company of the small one in which people are real, with a number and addresses of its own."""
        self.edit("definitions/company.yaml", "example: true\n", "")
        self.edit("definitions/company.yaml", "hotline: 400-000-0000", "hotline: 021-6688 7766")
        text = (self.path / "definitions/company.yaml").read_text("utf-8")
        self.write("definitions/company.yaml", text.replace("small.example", "small.cn"))

    def run(self, *arguments: str, **environment: str | None) -> Result:
        """Run ``aftercare ARGUMENTS --root …`` in this process, in English where no language is given."""
        language = () if "--lang" in arguments else ("--lang", "en")
        if arguments[:1] in (("build",), ("feeds",)) and "--now" not in arguments:  # whatever today is
            arguments = (*arguments, "--now", f"{as_of_in(arguments)} 12:00")
        surroundings = {"AFTERCARE_SECRET": None, **environment}
        return CliRunner().invoke(main, [*arguments, "--root", str(self.path), *language], env=surroundings)

    def check(self, *arguments: str) -> list[str]:
        """What ``aftercare check --all`` prints, line by line."""
        result = self.run("check", "--as-of", AS_OF, "--all", *arguments)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.stdout.splitlines()

    def agenda(self, *arguments: str) -> list[dict[str, Any]]:
        """The rows of ``aftercare agenda --format json``."""
        result = self.run("agenda", "--as-of", AS_OF, "--format", "json", *arguments)
        assert result.exit_code == 0, result.output
        rows: list[dict[str, Any]] = json.loads(result.stdout)
        return rows

    def feeds(self, *arguments: str, **environment: str | None) -> dict[str, bytes]:
        """The feeds that ``aftercare feeds`` writes, by ``kind holder``."""
        result = self.run("feeds", "--as-of", AS_OF, *arguments, **environment)
        assert result.exit_code == 0, result.output
        return feeds_in(self.path / "feeds")

    def tree(self) -> dict[str, bytes]:
        """Every file below the root with its bytes."""
        return tree_of(self.path)


def but_for_drafts(root: Root) -> dict[str, bytes]:
    """Every file below the root but for what a build notes of customers, whether it is published or not."""
    noted = (".cache/drafts/", ".cache/lists/", ".cache/turns/")
    return {path: content for path, content in root.tree().items() if not path.startswith(noted)}


def as_of_in(arguments: Sequence[str]) -> str:
    """The day of which a command is told to be; today where it is not."""
    given = dict(pairwise(arguments)).get("--as-of")
    return given or f"{date.today()}"


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def feeds_in(folder: Path) -> dict[str, bytes]:
    """The feeds in ``folder``, by ``kind holder`` as the table beside it has them."""
    rows = [line.split(",") for line in folder.with_name("feeds-index.csv").read_text("utf-8").splitlines()[1:]]
    return {f"{kind} {holder}": (folder / address.rpartition("/")[2]).read_bytes() for kind, holder, address, _ in rows}


def files_of(folder: Path) -> set[str]:
    """The files of the feeds in ``folder`` that somebody holds: those that ended are not among them."""
    rows = [line.split(",") for line in folder.with_name("feeds-index.csv").read_text("utf-8").splitlines()[1:]]
    return {address.rpartition("/")[2] for _, _, address, _ in rows}


def example_files() -> dict[str, bytes]:
    """The example company file by file, without anything that was generated."""
    paths = [path for name in ("definitions", "schedules", "templates") for path in (PROJECT / name).rglob("*")]
    paths += [path for path in PROJECT.glob("docs/*/**/*") if path.relative_to(PROJECT).parts[2] not in GENERATED]
    paths += [*PROJECT.glob("mkdocs*.yml"), PROJECT / "generator/faces/mkdocs_hook.py"]
    return {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in sorted(paths) if path.is_file()}


def example_in(target: Path) -> Root:
    """A copy of the example company in ``target``; its words are the program's, which are read once a process."""
    files = {file: text for file, text in example_files().items() if not file.startswith("templates/words/")}
    return written(files, target)


def site_files() -> dict[str, bytes]:
    """The small company and its handbook file by file, with all that building its sites needs.

    Words are the program's, which are read once a process, where a company's own are read in each build.
    """
    return {**_encoded({**SMALL, **HANDBOOK}), **_site_configuration()}


def plain_files() -> dict[str, bytes]:
    """The small company in Chinese alone, without a handbook: it is built in half the time, for what builds have in common."""
    files = {**_encoded(SMALL), **_site_configuration()}
    files["definitions/company.yaml"] = files["definitions/company.yaml"].replace(
        b"locales: [zh, en]", b"locales: [zh]"
    )
    return files


def _encoded(files: Mapping[str, str]) -> dict[str, bytes]:
    return {file: text.encode() for file, text in files.items()}


def _site_configuration() -> dict[str, bytes]:
    paths = [*PROJECT.glob("mkdocs*.yml"), *PROJECT.glob("docs/*/about.md"), *(PROJECT / "templates").rglob("*")]
    paths = [path for path in paths if PROJECT / "templates/words" not in (path, *path.parents)]
    return {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in sorted(paths) if path.is_file()}


def with_sites(target: Root) -> Root:
    """``target`` with the small company and its handbook in it, and all that building its sites needs."""
    return written(site_files(), target.path)


def with_plain_sites(target: Root) -> Root:
    """``target`` with the small company in Chinese alone, for what all sites have in common."""
    return written(plain_files(), target.path)


def written(files: Mapping[str, str | bytes], target: Path) -> Root:
    """A company of these ``files`` in ``target``."""
    for folder in {file.rpartition("/")[0] for file in files}:
        os.makedirs(f"{target}/{folder}", exist_ok=True)
    for file, content in files.items():
        with open(f"{target}/{file}", "wb") as stream:
            stream.write(content.encode() if isinstance(content, str) else content)
    return Root(target)


def without_floor(root: Root) -> None:
    """Take the small company's floor away, with its tasks and the one that a customer has."""
    for file in ("definitions/products/floor.yaml", "definitions/maintenance/floor"):
        root.remove(file)
    floor = "      - {id: hall, name: 门厅地面, product: floor, quantity: 40, traffic: heavy}\n"
    root.edit("schedules/customers/c-001.yaml", floor, "")


def made_apart(command: str, root: Root, output: Path, *more: str, **environment: str) -> dict[str, bytes]:
    """All files that ``build`` or ``feeds`` leaves in ``output``, run in a process of its own and in English."""
    day = ("--as-of", AS_OF, "--accept", "future")
    result = aftercare(command, "--root", root.path, *day, "--output", output, "--lang", "en", *more, **environment)
    assert result.returncode == 0, result.stderr
    return tree_of(output)


def on_one_core() -> None:
    """What a process that a test begins does first: the other cores have tests of their own."""
    if hasattr(os, "sched_setaffinity"):
        free = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {free[os.getpid() % len(free)]})


def aftercare(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a process of its own, with a plain environment."""
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("AFTERCARE", "LC_", "LANG"))}
    command = [Path(sys.executable).with_name("aftercare"), *arguments]
    return subprocess.run(
        command,
        env=plain | environment,
        capture_output=True,
        text=True,
        timeout=HANGS,
        check=False,
        preexec_fn=on_one_core,
    )
