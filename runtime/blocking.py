"""Blocking work (a database, a file) beside the event loop, in a bounded pool of threads."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

THREADS = int(os.environ.get("BLOCKING_THREADS", "8"))
WAITING = int(os.environ.get("BLOCKING_WAITING", "64"))
"""How many calls may wait for a thread before `run_blocking` refuses."""


class Saturated(RuntimeError):
    """All threads are busy and the queue is full: say so now rather than answer too late."""


class BlockingPool:
    """`threads` threads and at most `waiting` calls waiting for one."""

    def __init__(self, threads: int, waiting: int) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="blocking")
        self._places = threading.Semaphore(threads + waiting)
        self._limit = f"{threads} threads busy, {waiting} calls waiting"

    async def run(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of `work(*args, **kwargs)`; raises Saturated, or what `work` raises."""
        if not self._places.acquire(blocking=False):
            raise Saturated(f"no thread for {work!r}: {self._limit}")
        try:
            future = self._pool.submit(work, *args, **kwargs)
        except RuntimeError:
            self._places.release()
            raise
        future.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(future)


_pool = BlockingPool(THREADS, WAITING)


async def run_blocking(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run `work` in the process's pool of threads; raises Saturated when there is no room."""
    return await _pool.run(work, *args, **kwargs)
