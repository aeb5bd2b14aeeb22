"""One message of a sender at a time, in the order they came.

Rasa's own lock looks once a second whether it is free; waiting here is immediate.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

MAX_WAITING = 10
"""Messages of one sender that may be under way or waiting."""


class TooManyWaiting(Exception):
    """The sender writes faster than answers come."""


class Turns:
    """Who is being answered, and who waits."""

    def __init__(self) -> None:
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._present: Counter[str] = Counter()

    @asynccontextmanager
    async def of(self, sender: str) -> AsyncIterator[None]:
        """Wait for the sender's turn; raises TooManyWaiting at once when the queue is full."""
        if self._present[sender] >= MAX_WAITING:
            raise TooManyWaiting
        self._present[sender] += 1
        try:
            async with self._locks[sender]:
                yield
        finally:
            self._leave(sender)

    def _leave(self, sender: str) -> None:
        self._present[sender] -= 1
        if not self._present[sender]:
            del self._present[sender], self._locks[sender]
