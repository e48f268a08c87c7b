"""Bytes that somebody put in the place of ours make nothing but values of our own, whatever they ask for."""

from __future__ import annotations

import pickle
import pkgutil
from importlib import import_module

import pytest

import generator
from generator.formats.ourtypes import DAMAGED, PROTOCOL, Reader
from generator.model.definition import LocalText


def _modules() -> list[str]:
    return [module.name for module in pkgutil.walk_packages(generator.__path__, "generator.")]


def _is_given(module: str, name: str) -> bool:
    try:
        return bool(Reader(b"").find_class(module, name))
    except pickle.UnpicklingError:
        return False


def test_what_a_module_has_of_others_is_none_of_ours() -> None:
    """Of all that any module has at hand, only its own types of values are given; none of them can be called when made."""
    given = {}
    for module in _modules():
        for name, value in vars(import_module(module)).items():
            if _is_given(module, name):
                given[f"{module}.{name}"] = value
    assert len(given) > 100
    for path, kind in given.items():
        assert isinstance(kind, type), path
        assert path == f"{kind.__module__}.{kind.__qualname__}"
        assert not any("__call__" in vars(base) for base in kind.__mro__), path
        assert not path.startswith(("generator.faces", "generator.site", "generator.desk", "generator.formats")), path


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("generator.private.drafts", "attrgetter"),
        ("generator.private.drafts", "blake2b"),
        ("generator.publishing.defined", "Path"),
        ("generator.publishing.defined", "Definitive"),
        ("generator.publishing.jobs", "Processes"),
        ("generator.model.walking", "walk"),
        ("generator.model", "definition"),
        ("os", "system"),
        ("builtins", "eval"),
        ("builtins", "getattr"),
        ("functools", "partial"),
    ],
)
def test_nothing_else_is_made(module: str, name: str) -> None:
    """Functions, what does something, and what others made."""
    assert not _is_given(module, name)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x80\x04.",
        b"\x80\x04\x8e\xff\xff\xff\xff\xff\xff\xff\xff.",
        b"\x80\x04\x8e\x00\x00\x00\x00\x00\x20\x00\x00.",
        b"\x80\x04" + 100_000 * b"(" + b".",
        b"\x80\x04P0\n.",
        b"Vposix\nVsystem\n\x93.",
        b"cposix\nsystem\n(S'true'\ntR.",
    ],
)
def test_bytes_that_nobody_wrote_are_told_as_damaged(content: bytes) -> None:
    """However they are wrong."""
    with pytest.raises(DAMAGED):
        Reader(content).load()


def test_what_was_written_comes_back() -> None:
    """A value of ours, with all that is in it."""
    text = LocalText(zh="窗", en="Window")
    assert Reader(pickle.dumps({"a": (text, 1, frozenset({"b"}))}, PROTOCOL)).load() == {
        "a": (text, 1, frozenset({"b"}))
    }
