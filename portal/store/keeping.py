"""The store beside the event loop: blocking calls in threads, a dead database told as such."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from redis.exceptions import RedisError

from portal.errors import Refused
from portal.settings import Settings
from portal.store.model import Store
from portal.store.redis import RedisStore
from portal.store.sqlite import SqliteStore
from runtime.blocking import BlockingPool, Saturated

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

REDIS_THREADS = 16
WAITING = 2000
COME_BACK = 5.0
BROKEN = (sqlite3.Error, RedisError, OSError)


class Keeper:
    """``await keeper(keeper.store.method, ...)``; raises Refused (store_away)."""

    def __init__(self, settings: Settings) -> None:
        # sqlite3's connection belongs to one thread; Redis has one for each.
        self._pool = BlockingPool(REDIS_THREADS if settings.redis else 1, WAITING)
        self._settings = settings
        self.store: Store

    async def open(self) -> None:
        """Connect; raises what the database raises."""
        self.store = await self._pool.run(_store_of, self._settings)

    async def __call__(self, work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of ``work``, in a thread."""
        try:
            return await self._pool.run(work, *args, **kwargs)
        except Saturated as error:
            raise Refused("busy", retry_after=COME_BACK) from error
        except BROKEN as error:
            logger.error("the store failed: %s", type(error).__name__)
            raise Refused("store_away", retry_after=COME_BACK) from error


def _store_of(settings: Settings) -> Store:
    return RedisStore(settings.redis) if settings.redis else SqliteStore(settings.database)
