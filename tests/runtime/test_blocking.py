"""Blocking work runs beside the event loop, and refuses rather than queue without end."""

import asyncio
import threading
import time

import pytest

from runtime.blocking import BlockingPool, Saturated, run_blocking


def test_the_result_and_the_error_come_back() -> None:
    assert asyncio.run(run_blocking(divmod, 7, 2)) == (3, 1)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(run_blocking(divmod, 7, 0))


def test_the_event_loop_goes_on_while_work_blocks() -> None:
    async def ticks_during(release: threading.Event) -> int:
        pool, ticks = BlockingPool(threads=1, waiting=0), 0
        work = asyncio.create_task(pool.run(release.wait))
        while ticks < 5 and not work.done():
            await asyncio.sleep(0)
            ticks += 1
        release.set()
        await work
        return ticks

    assert asyncio.run(ticks_during(threading.Event())) == 5


def test_when_there_is_no_room_it_says_so_and_there_is_room_again_afterwards() -> None:
    async def fill(release: threading.Event) -> int:
        pool = BlockingPool(threads=1, waiting=1)
        busy = [asyncio.create_task(pool.run(release.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(Saturated, match="1 threads busy, 1 calls waiting"):
            await pool.run(time.time)
        release.set()
        await asyncio.gather(*busy)
        return await pool.run(lambda: 42)

    assert asyncio.run(fill(threading.Event())) == 42
