"""Rasa's list of messages, as the front ends get it, and the question it leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

Json = dict[str, Any]


def messages_of(answer: Iterable[Json]) -> list[Json]:
    """``[{"text", "card"}]``: Rasa sends a card and its text as two entries."""
    messages: list[Json] = []
    for entry in answer:
        card, text = entry.get("custom"), entry.get("text", "")
        if card and messages and _belongs(card, messages[-1]):
            messages[-1]["card"] = card
        else:
            messages.append({"text": text or (card or {}).get("text", ""), "card": card})
    return messages


def _belongs(card: Json, before: Json) -> bool:
    """Whether ``before`` is the card's own text; every card of ours carries it."""
    return before["card"] is None and card.get("text", before["text"]) == before["text"]


def question_in(messages: Iterable[Json]) -> Json | None:
    """The last question: its id and its options, value to label; None where nothing is asked."""
    asked = [message["card"] for message in messages if _asks(message["card"])]
    if not asked:
        return None
    options = {
        str(option.get("value", option.get("service"))): option.get("label", option.get("name", ""))
        for option in asked[-1]["options"]
    }
    return {"question_id": asked[-1]["question_id"], "options": options}


def _asks(card: Json | None) -> bool:
    return bool(card and card.get("question_id") and card.get("options"))
