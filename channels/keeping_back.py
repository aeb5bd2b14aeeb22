"""What the assistant isn't told: the name, number, place or code that was just asked for."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent

from channels.contacts_in_passing import CONTACTS, withheld
from channels.incoming import readable_text
from privacy.masking import mask

ASKED = frozenset({"name", "phone", "place", "consent", "code", "find", "digits"})
"""The steps of actions/arranging at which something personal is expected."""

Message = dict[str, Any]


async def kept_back(agent: Agent, sender: str, said: str) -> tuple[str, Message | None]:
    """The text to hand over, and parse data where the message was only what was asked for."""
    readable = readable_text(said)
    wanted = await _wanted(agent, sender)
    told, rest = withheld(wanted, readable)
    text = mask(rest)
    if not told:
        return text, None
    CONTACTS.keep(sender, **told)
    return text, _parsed(text, list(told)) if wanted in ASKED else None


async def _wanted(agent: Agent, sender: str) -> str:
    """What personal thing the open question asks for; empty for none."""
    tracker = await agent.tracker_store.retrieve(sender)
    pending = (tracker.get_slot("pending_question") if tracker else None) or {}
    step = str(pending.get("matter") or "")
    return step if step in ASKED else ""


def _parsed(text: str, told: list[str]) -> Message:
    intent = {"name": "inform", "confidence": 1.0}
    return {"text": text, "intent": intent, "entities": [], "withheld": told}
