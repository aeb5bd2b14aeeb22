"""What the assistant isn't told: the name, number, place or code that was just asked for."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker

from channels.contacts_in_passing import CONTACTS, withheld
from channels.incoming import readable_text
from privacy.masking import mask

ASKED = frozenset({"name", "phone", "place", "consent", "code", "form", "find", "digits"})
"""The steps of actions/arranging at which something personal is expected."""

Message = dict[str, Any]


async def kept_back(agent: Agent, sender: str, said: str) -> tuple[str, Message | None]:
    """The text to hand over, and parse data where the message was only what was asked for."""
    readable = readable_text(said)
    tracker = await agent.tracker_store.retrieve(sender)
    wanted = _wanted(tracker)
    told, rest = withheld(wanted, readable)
    text = mask(rest)
    if wanted or _arranging(tracker) or "digits" in told:
        CONTACTS.keep(sender, **told)
    return text, _parsed(text, list(told)) if told and wanted else None


def _wanted(tracker: DialogueStateTracker | None) -> str:
    """What personal thing the open question asks for; empty for none."""
    pending = (tracker.get_slot("pending_question") if tracker else None) or {}
    step = str(pending.get("matter") or "")
    return step if step in ASKED else ""


def _arranging(tracker: DialogueStateTracker | None) -> bool:
    return bool(tracker and tracker.get_slot("matter"))


def _parsed(text: str, told: list[str]) -> Message:
    intent = {"name": "inform", "confidence": 1.0}
    return {"text": text, "intent": intent, "entities": [], "withheld": told}
