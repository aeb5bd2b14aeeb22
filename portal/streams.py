"""Server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from portal.hub import Hub, Listener
from portal.store.keeping import Keeper
from portal.store.model import Event, Session

PING_SECONDS = 10.0
LONGEST = 3600.0
RETRY = "retry: 3000\n\n"
AT_ONCE = 100
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
TYPE = "text/event-stream; charset=utf-8"
Send = Callable[[str], Awaitable[None]]


def written(event: str, data: Any, number: int | None = None) -> str:
    """One event as it goes over the wire."""
    line = "" if number is None else f"id: {number}\n"
    return f"{line}event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


class Stream:
    """What one listener is sent: everything kept after ``after``, then what comes."""

    def __init__(self, keep: Keeper, hub: Hub, session: Session, after: int) -> None:
        self._keep, self._hub, self._session, self._last = keep, hub, session, after
        self._until = min(session.expires_at, time.time() + LONGEST)

    async def run(self, listener: Listener, send: Send) -> None:
        """Send until the listener goes, the session ends or the process stops."""
        await send(RETRY)
        await self._send_kept(send)
        await send(written("ready", {"last": self._last}))
        while not listener.closing and time.time() < self._until:
            if not await listener.wait(PING_SECONDS):
                await send(written("ping", {}))
            if await self._gone(listener, send):
                return
            await self._send_kept(send)

    async def _gone(self, listener: Listener, send: Send) -> bool:
        """Send what isn't kept; whether the session is no more."""
        while listener.news:
            event, data = listener.news.popleft()
            await send(written(event, data))
        kept = await self._keep(self._keep.store.session, self._session.id, time.time())
        if kept is None:
            await send(written("forgotten", {}))
        return kept is None

    async def _send_kept(self, send: Send) -> None:
        found = await self._after(self._last)
        while found:
            for event in found:
                await send(written(event.name, event.data, event.id))
                self._last = event.id
            found = await self._after(self._last) if len(found) == AT_ONCE else []

    async def _after(self, last: int) -> list[Event]:
        return await self._keep(self._keep.store.events, self._session.id, last, AT_ONCE)
