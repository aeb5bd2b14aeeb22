"""Rasa, reached on loopback only."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import aiohttp

from portal.errors import Refused
from portal.settings import Settings

logger = logging.getLogger(__name__)

COME_BACK = 5.0
READY_SECONDS = 3.0
AWAY = (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError)
Json = dict[str, Any]


class RasaClient:
    """The one channel behind the door (channels/rest.py)."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._http: aiohttp.ClientSession

    async def open(self) -> None:
        """Make the connections' pool; must be called in the event loop."""
        # trust_env stays off: no proxy of the environment may see what citizens say.
        self._http = aiohttp.ClientSession(
            self._settings.assistant,
            timeout=aiohttp.ClientTimeout(self._settings.assistant_seconds),
            connector=aiohttp.TCPConnector(limit=self._settings.under_way),
        )

    async def close(self) -> None:
        """Close the connections."""
        await self._http.close()

    async def ask(self, sender: str, message: str, choice: Json | None) -> list[Json]:
        """Rasa's messages; raises Refused (assistant_away, too_many_waiting)."""
        body: Json = {"sender": sender, "message": message}
        if choice:
            body["choice"] = choice
        answer = await self._post("/webhooks/rest/webhook", body)
        if not isinstance(answer, list) or not answer:
            raise Refused("assistant_away", retry_after=COME_BACK)
        return answer

    async def forget(self, sender: str) -> None:
        """Delete the conversation; raises Refused (assistant_away)."""
        await self._post("/webhooks/rest/forget", {"sender": sender})

    async def is_ready(self) -> bool:
        """Whether Rasa answers and has a model."""
        try:
            wait = aiohttp.ClientTimeout(READY_SECONDS)
            async with self._http.get("/status", timeout=wait) as reply:
                return reply.status == 200 and bool((await reply.json()).get("model_file"))
        except AWAY:
            return False

    async def _post(self, path: str, body: Json) -> Any:
        try:
            async with self._http.post(path, json=body) as reply:
                if reply.status == 429:
                    raise Refused("too_many_waiting", retry_after=COME_BACK)
                reply.raise_for_status()
                return await reply.json()
        except AWAY as error:
            logger.error("the assistant failed: %s", type(error).__name__)
            raise Refused("assistant_away", retry_after=COME_BACK) from error
