"""A citizen's conversation with the running assistant."""

import uuid
from typing import Any

from cards.schema import validate
from runtime.assistant import Assistant

Card = dict[str, Any]


class Answer:
    """The messages that answer one message of a citizen; every card keeps its contract."""

    def __init__(self, messages: list[dict[str, Any]]) -> None:
        self.text = "\n".join(message["text"] for message in messages if "text" in message)
        self.cards: list[Card] = [m["custom"] for m in messages if "custom" in m]
        for card in self.cards:
            validate(card)
        assert self.text, "a citizen was met with silence"
        assert "Traceback" not in self.text

    def card(self, name: str) -> Card:
        """The last card of this kind."""
        found = [card for card in self.cards if card["card"] == name]
        assert found, f"no {name} among {[card['card'] for card in self.cards]}: {self.text}"
        return found[-1]

    def item(self, evidence: str) -> Card:
        """The line of the checklist about this evidence."""
        items = self.card("checklist")["items"]
        return next(item for item in items if item["evidence"] == evidence)

    @property
    def treatments(self) -> dict[str, str]:
        """Treatment by evidence id, of the checklist."""
        return {item["evidence"]: item["treatment"] for item in self.card("checklist")["items"]}


class Citizen:
    """One citizen's conversation."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.sender = uuid.uuid4().hex

    def say(self, text: str) -> Answer:
        """Type a message."""
        return Answer(self.assistant.say(self.sender, text))

    def press(self, question: Card, value: str) -> Answer:
        """Press an option's button."""
        return Answer(self.assistant.choose(self.sender, question["question_id"], value))
