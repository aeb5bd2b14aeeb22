"""The one channel that Rasa listens on, on loopback, behind the portal.

POST /webhooks/rest/webhook {"sender", "message"} answers with Rasa's list of messages, never an
empty one. Instead of typing, a citizen may have chosen an option of a question:
{"sender", "choice": {"question_id", "value"}, "message": the option's label} is handed to the
assistant as parsed data, with the intent `inform`, and costs no understanding.

While a name, a telephone number or a code is asked for, it is kept back from the assistant
(channels/keeping_back.py).

POST /webhooks/rest/forget {"sender"} deletes the conversation.
"""

import logging
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, json

from channels.contacts_in_passing import CONTACTS
from channels.door_forgetting import forget
from channels.incoming import MAX_CHARACTERS, is_too_long, safe_text
from channels.keeping_back import kept_back
from channels.turns import TooManyWaiting, Turns
from runtime.failures import APOLOGY, where

logger = logging.getLogger(__name__)

TOO_LONG = "utter_too_long"
NOTHING_SAID = "utter_default"

Handler = Callable[[UserMessage], Awaitable[Any]]
Message = dict[str, Any]


class Answer(CollectingOutputChannel):
    """Collects the messages of one answer; a text stays whole, blank lines and all."""

    async def send_text_message(self, recipient_id: str, text: str, **kwargs: Any) -> None:
        """Add `text` as one message."""
        await self._persist_message(self._message(recipient_id, text=text))


class LoopbackRest(RestInput):
    """Rasa's REST channel, made safe against what citizens type."""

    def __init__(self) -> None:
        self._turns = Turns()

    def blueprint(self, on_new_message: Handler) -> Blueprint:
        """The routes `/` (is it up?) and `/webhook`."""
        routes = Blueprint("loopback_rest")

        @routes.get("/")
        async def health(_: Request) -> HTTPResponse:
            return json({"status": "ok"})

        @routes.post("/webhook")
        async def receive(request: Request) -> HTTPResponse:
            try:
                return json(await self._answer(request, on_new_message))
            except TooManyWaiting:
                return json({"error": "too many messages of this sender are waiting"}, 429)

        @routes.post("/forget")
        async def forget_sender(request: Request) -> HTTPResponse:
            sender = sender_of(request.json)
            async with self._turns.of(sender):
                await forget(request.app.ctx.agent.tracker_store, sender)
                CONTACTS.forget(sender)
            return json({"forgotten": True})

        return routes

    async def _answer(self, request: Request, on_new_message: Handler) -> list[Message]:
        body = request.json
        sender, said, choice = sender_of(body), message_of(body), choice_of(body)
        agent: Agent = request.app.ctx.agent
        if is_too_long(said):
            return await fixed_answer(agent, sender, TOO_LONG, limit=MAX_CHARACTERS)
        if not safe_text(said) and choice is None:
            return await fixed_answer(agent, sender, NOTHING_SAID)
        async with self._turns.of(sender):
            if choice is not None:
                text = safe_text(said)
                parsed: Message | None = parsed_choice(text, choice)
            else:
                text, parsed = await kept_back(agent, sender, said)
            return await self._hand_over(agent, sender, text, parsed, on_new_message)

    async def _hand_over(
        self, agent: Agent, sender: str, text: str, parsed: Message | None, handler: Handler
    ) -> list[Message]:
        answer = Answer()
        try:
            await handler(
                UserMessage(text, answer, sender, input_channel=self.name(), parse_data=parsed)
            )
        except Exception as error:
            logger.error("a message failed: %s at %s", type(error).__name__, where(error))
            return await fixed_answer(agent, sender, APOLOGY)
        return answer.messages or await fixed_answer(agent, sender, NOTHING_SAID)


def _field(body: Any, name: str, longest: int) -> Any:
    value = body.get(name) if isinstance(body, dict) else None
    if value is not None and (not isinstance(value, str) or len(value) > longest):
        raise InvalidUsage(f"{name} must be a text of at most {longest} characters")
    return value


def sender_of(body: Any) -> str:
    """The conversation's id; raises InvalidUsage (400) where it is missing or odd."""
    sender = _field(body, "sender", 128)
    if not sender or not sender.isprintable():
        raise InvalidUsage("sender is missing")
    return str(sender)


def message_of(body: Any) -> str:
    """What was typed, however long; empty where nothing was."""
    return str(_field(body, "message", 1_000_000) or "")


def choice_of(body: Any) -> Message | None:
    """The option chosen, None where the citizen typed; raises InvalidUsage (400)."""
    choice = body.get("choice")
    if choice is None:
        return None
    question, value = _field(choice, "question_id", 128), _field(choice, "value", 128)
    if question is None or value is None:
        raise InvalidUsage("choice needs a question_id and a value")
    return {"question_id": question, "value": value}


def parsed_choice(text: str, choice: Message) -> Message:
    """Rasa's parse data for a choice."""
    intent = {"name": "inform", "confidence": 1.0}
    return {"text": text, "intent": intent, "entities": [], "choice": choice}


async def fixed_answer(agent: Agent, sender: str, name: str, **values: Any) -> list[Message]:
    """The response `name` of domain.yml, outside the conversation."""
    tracker = DialogueStateTracker.from_events(sender, [], agent.domain.slots)
    answer = Answer()
    response = await agent.nlg.generate(name, tracker, answer.name(), **values)
    await answer.send_response(sender, response)
    return answer.messages
