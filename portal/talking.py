"""One message from claim to answer: once a message id, one at a time a session, in order."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace
from typing import Any

from channels.turns import TooManyWaiting, Turns
from portal.answers import messages_of, question_in
from portal.assistant import RasaClient
from portal.errors import Refused
from portal.hub import Hub
from portal.said import Said, label_of
from portal.store.keeping import Keeper
from portal.store.model import Claim, Event, Full, Reused
from runtime.failures import where

logger = logging.getLogger(__name__)

COME_BACK = 3.0
LOOK_SECONDS = 0.5
Json = dict[str, Any]
Key = tuple[str, str]


class Talk:
    """The way of a message through the portal."""

    def __init__(self, keep: Keeper, rasa: RasaClient, hub: Hub, most_under_way: int) -> None:
        self._keep, self._rasa, self._hub = keep, rasa, hub
        self._most = most_under_way
        self._turns = Turns()
        self._under_way: dict[Key, tuple[str, asyncio.Task[Event]]] = {}

    async def answer(self, session: str, said: Said) -> Event:
        """The answer to a message; the work goes on where the caller goes away.

        Raises:
            Refused: with what the caller is to be told; the message may be sent again.
        """
        fingerprint, task = self._task((session, said.message_id), said)
        if fingerprint != said.fingerprint:
            raise Refused("message_id_reused")
        return await asyncio.shield(task)

    def _task(self, key: Key, said: Said) -> tuple[str, asyncio.Task[Event]]:
        if key in self._under_way:
            return self._under_way[key]
        if len(self._under_way) >= self._most:
            raise Refused("busy", retry_after=COME_BACK)
        task = asyncio.create_task(self._answered(key[0], said))
        task.add_done_callback(lambda done: self._done(key, done))
        self._under_way[key] = (said.fingerprint, task)
        return self._under_way[key]

    def _done(self, key: Key, task: asyncio.Task[Event]) -> None:
        del self._under_way[key]
        if not task.cancelled():
            task.exception()  # looked at, also where the caller has gone

    async def _answered(self, session: str, said: Said) -> Event:
        try:
            async with self._turns.of(session):
                return await self._claimed(session, said)
        except Exception as error:
            refused = _refusal(error)
            self._hub.tell(session, "failed", {"message_id": said.message_id, **refused.body})
            raise refused from error

    async def _claimed(self, session: str, said: Said) -> Event:
        claim = await self._claim(session, said)
        if not claim.mine:
            return claim.answer or await self._from_elsewhere(session, said.message_id)
        try:
            return await self._made(session, said)
        except Exception:
            await self._keep(self._keep.store.release, session, said.message_id)
            raise

    async def _claim(self, session: str, said: Said) -> Claim:
        try:
            return await self._keep(
                self._keep.store.claim, session, said.message_id, said.fingerprint, time.time()
            )
        except Reused as error:
            raise Refused("message_id_reused") from error
        except Full as error:
            raise Refused("session_full") from error

    async def _from_elsewhere(self, session: str, message_id: str) -> Event:
        """The answer that another process is making."""
        for _ in range(int(COME_BACK / LOOK_SECONDS)):
            await asyncio.sleep(LOOK_SECONDS)
            answer = await self._keep(self._keep.store.answer, session, message_id)
            if answer:
                return answer
        raise Refused("busy", retry_after=COME_BACK)

    async def _made(self, session: str, said: Said) -> Event:
        question = await self._keep(self._keep.store.question, session)
        if said.choice:
            said = replace(said, text=label_of(said.choice, question))
            question = None
        await self._note(session, said)
        answer = await self._rasa.ask(sender_of(session), said.for_the_assistant, said.choice)
        messages = messages_of(answer)
        data = {"message_id": said.message_id, "messages": messages, "at": _now()}
        asked = question_in(messages) or question
        event = await self._keep(self._keep.store.finish, session, said.message_id, data, asked)
        self._hub.wake({session})
        return event

    async def add(self, session: str, message_id: str, messages: list[Json]) -> Event:
        """Put what wasn't answered by Rasa among the session's events, once a ``message_id``.

        The question that is open stays open.
        """
        async with self._turns.of(session):
            question = await self._keep(self._keep.store.question, session)
            data = {"message_id": message_id, "messages": messages, "at": _now()}
            event = await self._keep(self._keep.store.finish, session, message_id, data, question)
        self._hub.wake({session})
        return event

    async def _note(self, session: str, said: Said) -> None:
        data: Json = {"message_id": said.message_id, "text": said.text, "at": _now()}
        if said.choice:
            data["choice"] = said.choice
        await self._keep(self._keep.store.said, session, said.message_id, data)
        self._hub.wake({session})


def sender_of(session: str) -> str:
    """The session's name in Rasa."""
    return f"web-{session}"


def _now() -> int:
    return int(time.time())


def _refusal(error: Exception) -> Refused:
    if isinstance(error, Refused):
        return error
    if isinstance(error, TooManyWaiting):
        return Refused("too_many_waiting", retry_after=COME_BACK)
    logger.error("a message failed: %s at %s", type(error).__name__, where(error))
    return Refused("failed", retry_after=COME_BACK)
