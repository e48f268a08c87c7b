"""Where the command begins."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from generator.faces import entry


class _Interrupted(ModuleType):
    """The command line while it is still being read, when somebody presses Ctrl-C."""

    def __getattr__(self, name: str) -> object:
        raise KeyboardInterrupt


class _InterruptedInside(ModuleType):
    """The same while a library is at work that makes an error of its own of it."""

    def __getattr__(self, name: str) -> object:
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            raise ValueError("KeyboardInterrupt") from None
        return None


class _AskedToEnd(ModuleType):
    """The same when somebody, or CI, asks it to end."""

    def __getattr__(self, name: str) -> object:
        signal.raise_signal(signal.SIGTERM)
        return None


@pytest.fixture
def _as_before() -> Iterator[None]:
    usual = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}
    before = {ending: signal.signal(ending, handler) for ending, handler in usual.items()}
    yield
    for ending, handler in before.items():
        signal.signal(ending, handler)


@pytest.mark.usefixtures("_as_before")
@pytest.mark.parametrize("interrupted", [_Interrupted, _InterruptedInside, _AskedToEnd])
@pytest.mark.parametrize(("language", "says"), [("en", "\nAborted!\n"), ("zh", "\n已中断！\n")])
def test_whoever_interrupts_what_is_still_being_read_is_answered(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    language: str,
    says: str,
    interrupted: type[ModuleType],
) -> None:
    """In the reader's language and without a traceback."""
    monkeypatch.setitem(sys.modules, "generator.faces.cli", interrupted("generator.faces.cli"))
    monkeypatch.setattr(sys, "argv", ["aftercare", "check", "--lang", language])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert (ended.value.code, capsys.readouterr()) == (1, ("", says))
