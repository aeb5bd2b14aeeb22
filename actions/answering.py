"""What all answering actions share: read the turn, say the reply, record it, keep the state."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.arranging.counter import COUNTER
from actions.arranging.leading import lead, wanted_at_the_counter
from actions.putting_down import put_down
from actions.reply import Reply, Said
from actions.turn import Turn
from records.writing import record_answer
from runtime.blocking import run_blocking


class AnsweringAction(Action, ABC):
    """An action that answers with cards. Subclasses say their name and give the reply.

    ``at_the_counter`` marks those whose reply asks the booking office, which blocks.
    """

    at_the_counter = False

    @abstractmethod
    def name(self) -> str:
        """The action's name in the domain."""

    @abstractmethod
    def reply_to(self, turn: Turn) -> Reply:
        """The reply to ``turn``; pure but for reading the pack."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Say the reply and return the slot events it makes."""
        turn = Turn.of(tracker)
        reply = await self._reply(turn)
        for words in reply.words:
            dispatcher.utter_message(text=words)
        for sentence in reply.sentences:
            said = sentence if isinstance(sentence, Said) else Said(sentence)
            dispatcher.utter_message(response=said.name, **said.values)
        for card in reply.cards:
            dispatcher.utter_message(text=card["text"], json_message=card)
        for said in reply.closing:
            dispatcher.utter_message(response=said.name, **said.values)
        await record_answer(turn.intent, turn.channel, turn.pack.version, reply.cards)
        return reply.state.events_since(turn.state)

    async def _reply(self, turn: Turn) -> Reply:
        """The reply; beside the event loop where the booking office is asked."""
        dropped = put_down(turn)
        if dropped:
            return dropped
        COUNTER.begin()
        if self.at_the_counter or wanted_at_the_counter(turn):
            return await run_blocking(lead, turn, self.reply_to)
        return self.reply_to(turn)
