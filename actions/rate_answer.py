"""你说错了、没帮到: taken seriously, and counted without a word of what was said."""

from __future__ import annotations

import re
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import EventType
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import AnsweringAction
from actions.reply import Reply
from actions.turn import Turn
from records.writing import record_rating

UNHAPPY = re.compile(
    r"不|错|没|差评|零分|一星|一分|两分|二分|三分|空号|过时|打不通|答非所问|乱说|瞎|骗|一般"
)
HAPPY = re.compile(r"不错|没错|没得说|差不多|错不了")


class RateAnswer(AnsweringAction):
    """Records whether the last answer helped, and asks what was wrong where it didn't."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_rate_answer"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[EventType]:
        """Record the rating beside the answer."""
        turn = Turn.of(tracker)
        card = last_card(tracker.events)
        key = (str(tracker.sender_id), str(card.get("at", "")))
        await record_rating(key, turn.pack.version, card, is_happy(turn.text))
        return await super().run(dispatcher, tracker, domain)

    def reply_to(self, turn: Turn) -> Reply:
        """Thanks; and what was wrong, please."""
        sentence = "utter_rated" if is_happy(turn.text) else "utter_rated_wrong"
        return Reply(turn.state, sentences=(sentence,))


def is_happy(text: str) -> bool:
    """Whether the answer is praised."""
    return bool(HAPPY.search(text)) or not UNHAPPY.search(text)


def last_card(events: list[dict[str, Any]]) -> dict[str, Any]:
    """The last card that was answered, with when; empty where there was none."""
    for event in reversed(events):
        card = (event.get("data") or {}).get("custom") if event.get("event") == "bot" else None
        if card:
            return {**card, "at": event.get("timestamp")}
    return {}
