"""Who is listening: open streams of this process, woken when their session has news."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from typing import Any

from portal.errors import Refused

MOST_STREAMS = 6
MOST_NEWS = 50
Json = dict[str, Any]


class Listener:
    """One open stream. ``news`` are events that are not kept (failed, forgotten)."""

    def __init__(self) -> None:
        self.news: deque[tuple[str, Json]] = deque(maxlen=MOST_NEWS)
        self.closing = False
        self._woken = asyncio.Event()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    async def wait(self, seconds: float) -> bool:
        """Wait to be woken; False after ``seconds``."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except asyncio.TimeoutError:
            return False
        self._woken.clear()
        return True


class Hub:
    """The listeners by session."""

    def __init__(self) -> None:
        self._listeners: defaultdict[str, list[Listener]] = defaultdict(list)

    def join(self, session: str) -> Listener:
        """A new listener; raises Refused (too_many_streams)."""
        if len(self._listeners[session]) >= MOST_STREAMS:
            raise Refused("too_many_streams")
        listener = Listener()
        self._listeners[session].append(listener)
        return listener

    def leave(self, session: str, listener: Listener) -> None:
        """The stream is over."""
        self._listeners[session].remove(listener)
        if not self._listeners[session]:
            del self._listeners[session]

    def wake(self, sessions: set[str]) -> None:
        """These sessions have new events in the store."""
        for session in sessions & self._listeners.keys():
            for listener in self._listeners[session]:
                listener.wake()

    def tell(self, session: str, event: str, data: Json) -> None:
        """Send an event that isn't kept."""
        for listener in self._listeners.get(session, ()):
            listener.news.append((event, data))
            listener.wake()

    def close(self) -> None:
        """End all streams: the process stops."""
        for listeners in self._listeners.values():
            for listener in listeners:
                listener.closing = True
                listener.wake()

    @property
    def count(self) -> int:
        """How many streams are open."""
        return sum(len(listeners) for listeners in self._listeners.values())
