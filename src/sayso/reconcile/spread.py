"""Work on many events spread over the machine's cores, with the results in their order."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

CHUNK = 500
"""Events that are worked on at once."""
WORTH_IT = 20_000
"""Events from which on it pays to start processes."""
MOST = 4
"""Processes; each takes memory of its own for what it touches."""
ROUND = 16
"""Stretches that a process works on; then another takes its place, which has touched nothing yet."""

_work: Callable[[range], Any] | None = None


def spread(work: Callable[[range], T], number: int, processes: int | None = None) -> Iterator[T]:
    """What the work gives for each stretch of the numbers from 0, in their order.

    The processes are forked, so that they see what this one holds; where there is no fork, or little to do, it is done
    in this process.

    Args:
        work: from a stretch of numbers to a result that can be pickled. It must not touch files or connections.
        number: how many there are.
        processes: how many to start; by default one for each core, where that pays.
    """
    stretches = [range(first, min(first + CHUNK, number)) for first in range(0, number, CHUNK)]
    if processes is None:
        processes = _cores() if number >= WORTH_IT else 1
    if processes < 2 or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(work, stretches)
    else:
        yield from _forked(work, stretches, processes)


def _cores() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, MOST)


def _forked(work: Callable[[range], T], stretches: list[range], processes: int) -> Iterator[T]:
    global _work  # a forked process finds its work here, as a closure can't be sent to it
    _work = work
    gc.freeze()  # what is there now need not be looked at again in each process, which would copy it
    try:
        for first in range(0, len(stretches), ROUND * processes):
            with multiprocessing.get_context("fork").Pool(processes) as pool:
                yield from pool.imap(_run, stretches[first : first + ROUND * processes])
    finally:
        gc.unfreeze()
        _work = None


def _run(stretch: range) -> Any:
    assert _work is not None
    return _work(stretch)
