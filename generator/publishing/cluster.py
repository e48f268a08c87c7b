"""Jobs on a cluster of Dask's: a scheduler at an address, and workers on whatever machines have the same program."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, partial

from generator.publishing.jobs import PartT, Prepare, ResultT, SharedT, in_order
from generator.reading.packaged import program_digest
from generator.text.located import Stopped
from generator.text.problems import Problem

# So long a scheduler is waited for, and so often a job is begun anew whose worker was lost; so many are begun at once.
_PATIENCE, _AGAIN, _AT_ONCE = "20s", 5, 64
# A worker may have several threads; what makes parts has one.
_ONE_AT_A_TIME = threading.Lock()


class Cluster:
    """The workers of the scheduler at ``address``, such as ``tcp://10.0.0.5:8786``."""

    def __init__(self, address: str) -> None:
        self._address = address

    def run(
        self, prepare: Prepare[SharedT, PartT, ResultT], shared: SharedT, parts: Iterable[PartT]
    ) -> Iterator[ResultT]:
        """As of any ``Jobs``: a part whose worker is lost is made by another."""
        try:
            from distributed import CancelledError, Client, KilledWorker
        except ImportError as error:
            raise Stopped([Problem(code="no_dask", file="--scheduler")]) from error
        try:
            client = Client(self._address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
        except (OSError, ValueError) as error:
            raise Stopped(
                [Problem(code="no_scheduler", file="--scheduler", params={"found": self._address})]
            ) from error
        with client:
            # As a job of its own, so that it is there again where whoever held it is lost.
            given = client.submit(bytes, pickle.dumps((program_digest(), prepare, shared)), pure=False, retries=_AGAIN)
            begin = partial(client.submit, _done_there, given, pure=False, retries=_AGAIN)
            waits = (begin(pickle.dumps(part)).result for part in parts)
            try:
                yield from in_order(waits, _AT_ONCE)
            except (CancelledError, KilledWorker) as error:
                raise Stopped([Problem(code="jobs_ended", file="--scheduler")]) from error


def _done_there(given: bytes, part: bytes) -> bytes:
    """A part made by a worker. Raises Stopped, also where its program is another than that of whoever asks."""
    with _ONE_AT_A_TIME:
        return pickle.dumps(_prepared(given)(pickle.loads(part)))


@lru_cache(maxsize=1)
def _prepared(given: bytes) -> Callable[[object], object]:
    program, prepare, shared = pickle.loads(given)
    if program != program_digest():
        raise Stopped([Problem(code="other_program", file="--scheduler")])
    work: Callable[[object], object] = prepare(shared)
    return work
