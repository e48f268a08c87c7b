"""Processes that are spawned to work for a caller: an interrupt is not for them, and they end with whoever called."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from types import FrameType

_HAS_MASK = hasattr(signal, "pthread_sigmask")
_ENDINGS = (signal.SIGINT, signal.SIGTERM)  # both end the command line as Ctrl-C does


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Processes that this thread starts meanwhile are not interrupted before ``work_for_caller`` is reached in them.

    That is a second later, once all is imported, and Python would print where it was. The caller is interrupted as ever:
    an interrupt of these moments comes when they are over.
    """
    if not _HAS_MASK:
        yield
        return
    resource_tracker.ensure_running()  # else the first process starts it, which lets interrupts through again
    with _later():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDINGS)
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _later() -> Iterator[None]:
    """An interrupt that another thread receives meanwhile is told to this one afterwards: a process half started breaks."""
    handlers = {ending: signal.getsignal(ending) for ending in _ENDINGS}
    told = {ending: handler for ending, handler in handlers.items() if callable(handler)}
    if threading.current_thread() is not threading.main_thread() or not told:
        yield
        return
    received: list[tuple[int, FrameType | None]] = []
    for ending in told:
        signal.signal(ending, lambda number, frame: received.append((number, frame)))
    try:
        yield
    finally:
        for ending, handler in told.items():
            signal.signal(ending, handler)
        if received:
            told[signal.Signals(received[0][0])](*received[0])


def work_for_caller() -> None:
    """What a spawned process begins with: interrupts are for whoever called, and where that one is killed it ends too.

    It would wait for more to do for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _HAS_MASK:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDINGS)
    threading.Thread(target=_end_with_caller, daemon=True).start()


def _end_with_caller() -> None:
    caller = multiprocessing.parent_process()
    if caller is not None:
        caller.join()
        os._exit(1)
