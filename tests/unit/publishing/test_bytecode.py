"""Templates that one process compiled the next one need not; whatever is another is compiled anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from support.company import PROJECT, Root

from generator.formats import compiled
from generator.formats.templating import Templates
from generator.publishing import bytecode, templates
from generator.publishing.bytecode import OURS, keep
from generator.publishing.templates import templates_of

NAME = "private/ended.html.j2"
FILE = "templates-ours.*.bin"


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], list[str]]:
    """What a process compiles that prints a template of a root, as if it were the first that does."""
    compiling, sources = jinja2.Environment.compile, list[str]()
    monkeypatch.setattr(bytecode, "FOLDER", tmp_path / "kept")
    monkeypatch.setattr(bytecode, "WORDS", tmp_path / "kept/words.bin")
    monkeypatch.setattr("sys.dont_write_bytecode", False)

    def compile_(environment: jinja2.Environment, source: str, name: str, *rest: object) -> object:
        sources.append(name)
        return compiling(environment, source, name, *rest)  # type: ignore[call-overload]

    def of(root: Path) -> list[str]:
        monkeypatch.setattr(compiled, "_compiled", {})
        monkeypatch.setattr(bytecode, "_recalled", set())
        monkeypatch.setattr(templates, "Templates", Templates)  # no other test's
        monkeypatch.setattr(jinja2.Environment, "compile", compile_)
        sources.clear()
        templates_of(root)._html.get_template(NAME)
        monkeypatch.setattr(jinja2.Environment, "compile", compiling)
        keep(OURS)
        return sources[:]

    return of


def test_a_template_is_compiled_once(process: Callable[[Path], list[str]]) -> None:
    """For as many processes as there will be."""
    assert NAME in process(PROJECT)
    assert process(PROJECT) == []


def test_what_a_company_says_of_its_own_is_compiled(process: Callable[[Path], list[str]], root: Root) -> None:
    """And what comes with the program is, when it is asked for next."""
    process(PROJECT)
    root.write(f"templates/{NAME}", "gone")
    assert process(root.path) == [NAME]
    assert process(root.path) == []
    assert process(PROJECT) == [NAME]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:-5]),
        lambda file: file.write_bytes(file.read_bytes().replace(b"html", b"htmm")),
        lambda file: file.write_bytes(b"another version" + file.read_bytes()),
        lambda file: file.unlink(),
    ],
)
def test_what_is_not_as_it_was_written_is_not_read(
    process: Callable[[Path], list[str]], tmp_path: Path, spoil: Callable[[Path], object]
) -> None:
    """It is written anew."""
    process(PROJECT)
    (file,) = (tmp_path / "kept").glob(FILE)
    spoil(file)
    assert NAME in process(PROJECT)
    assert process(PROJECT) == []


def test_another_version_of_the_program_compiles_anew(
    process: Callable[[Path], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in a template may be reckoned while it is compiled."""
    process(PROJECT)
    monkeypatch.setattr(bytecode, "program_digest", lambda: "another")
    assert NAME in process(PROJECT)


def test_nothing_is_kept_where_nothing_can_be_written(process: Callable[[Path], list[str]], tmp_path: Path) -> None:
    """As of Python's own."""
    (tmp_path / "kept").write_text("a file")
    assert NAME in process(PROJECT)
    assert NAME in process(PROJECT)


def test_nothing_is_kept_where_python_keeps_nothing(
    process: Callable[[Path], list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever says so means it."""
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    process(PROJECT)
    assert not (tmp_path / "kept").exists()


def test_a_theme_of_a_companys_own_is_not_kept(root: Root) -> None:
    """There may be any number of them."""
    code = compile("", str(root.path / "templates/theme/main.html"), "exec")
    ours = compile("", str(PROJECT / "templates/theme/main.html"), "exec")
    assert not bytecode._is_of(bytecode.THEME, "theme", code)
    assert bytecode._is_of(bytecode.THEME, "theme", ours)
