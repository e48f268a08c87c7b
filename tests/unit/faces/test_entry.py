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


@pytest.fixture
def _as_before() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_as_before")
@pytest.mark.parametrize(("language", "says"), [("en", "\nAborted!\n"), ("zh", "\n已中断！\n")])
def test_whoever_interrupts_what_is_still_being_read_is_answered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, says: str
) -> None:
    """In the reader's language and without a traceback."""
    monkeypatch.setitem(sys.modules, "generator.faces.cli", _Interrupted("generator.faces.cli"))
    monkeypatch.setattr(sys, "argv", ["aftercare", "check", "--lang", language])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert (ended.value.code, capsys.readouterr()) == (1, ("", says))
