"""Parts of a build as jobs: done here, by processes of this machine, or by a cluster; the results are the same.

A job is a function of two values: what all jobs share, and its part. So it can be done anywhere, and again where whoever
did it is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Protocol, TypeVar

from generator.publishing.spawned import uninterrupted, work_for_caller
from generator.text.located import Stopped
from generator.text.problems import Problem

SharedT = TypeVar("SharedT")
PartT = TypeVar("PartT")
ResultT = TypeVar("ResultT")
ResultT_co = TypeVar("ResultT_co", covariant=True)
# Made once from what jobs share, wherever they are done; a function that can be found by its name.
Prepare = Callable[[SharedT], Callable[[PartT], ResultT]]

# So many parts for each process are on their way: the next is there when one is done, and no more lie in memory.
_AHEAD = 2


class Jobs(Protocol):
    """Who does the parts of a build."""

    def run(
        self, prepare: Prepare[SharedT, PartT, ResultT], shared: SharedT, parts: Iterable[PartT]
    ) -> Iterator[ResultT]:
        """What ``prepare(shared)`` makes of each of ``parts``, in their order. Raises what that raises, and Stopped."""
        ...


class Here:
    """One part after the other, in this process."""

    def run(
        self, prepare: Prepare[SharedT, PartT, ResultT], shared: SharedT, parts: Iterable[PartT]
    ) -> Iterator[ResultT]:
        """As of any ``Jobs``."""
        return map(prepare(shared), parts)


class Processes:
    """So many processes of this machine, started when the first part is there, and ended with the last.

    They are spawned, not forked: whoever calls may have threads. An interrupt is for whoever called, and where that one is
    killed they end too.
    """

    def __init__(self, number: int) -> None:
        self._number = number

    def run(
        self, prepare: Prepare[SharedT, PartT, ResultT], shared: SharedT, parts: Iterable[PartT]
    ) -> Iterator[ResultT]:
        """As of any ``Jobs``."""
        context = multiprocessing.get_context("spawn")
        given = (pickle.dumps((prepare, shared)),)
        try:
            with ProcessPoolExecutor(self._number, context, initializer=_begin, initargs=given) as pool:
                waits = (_begun(pool, part).result for part in parts)
                yield from in_order(waits, self._number * _AHEAD)
        except BrokenProcessPool as error:
            raise Stopped([Problem(code="jobs_ended", file="feeds")]) from error


def in_order(waits: Iterable[Callable[[], bytes]], at_once: int) -> Iterator[ResultT_co]:
    """The results of jobs in their order, of which no more than so many are begun ``at_once``."""
    begun: deque[Callable[[], bytes]] = deque()
    for wait in waits:
        begun.append(wait)
        if len(begun) > at_once:
            yield pickle.loads(begun.popleft()())
    while begun:
        yield pickle.loads(begun.popleft()())


def processes() -> int:
    """How many processes this machine does at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begun(pool: ProcessPoolExecutor, part: object) -> Future[bytes]:
    with uninterrupted():  # a process starts with the part that is the first one for it
        return pool.submit(_done_here, pickle.dumps(part))


_work: Callable[[object], object] | None = None


def _begin(given: bytes) -> None:
    global _work
    work_for_caller()
    prepare, shared = pickle.loads(given)
    _work = prepare(shared)


def _done_here(part: bytes) -> bytes:
    assert _work is not None, "a process begins before its first part"
    return pickle.dumps(_work(pickle.loads(part)))
