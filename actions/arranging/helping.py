"""How an agent helps with a service in the case at hand (the rules are booking/helping.py's)."""

from __future__ import annotations

from actions.turn import Turn
from booking import helping
from booking.helping import NAMED, Help, offered_in
from knowledge.model import Service

__all__ = ["NAMED", "Help", "helps", "named_helps", "offered_in"]


def helps(turn: Turn, service: Service) -> list[Help]:
    """The ways of help that can be had."""
    return helping.helps_of(turn.decision_of(service))


def named_helps(turn: Turn, service: Service) -> list[Help]:
    """The ways of help that the checklist names, in this case or in another."""
    return helping.named_helps(turn.decision_of(service))
