"""Which service a message is about: the one named, the running errand, or a question back."""

from __future__ import annotations

from collections.abc import Callable

from actions.errands import choose
from actions.reply import Reply
from actions.turn import Turn
from cards.handoff import handoff_card
from knowledge.model import Service

NEW_ERRAND = "ask_requirements"
Answer = Callable[[Service], Reply]


def about_service(turn: Turn, answer: Answer) -> Reply:
    """``answer`` for the service that is meant; else ask back, else say we are lost."""
    meant = turn.meant
    if meant.doing == "answer":
        return answer(turn.pack.services[meant.services[0]])
    running = turn.service
    if running and _stays_with(turn, running):
        return answer(running)
    options = meant.services or turn.guesses
    return choose(turn, options, then=turn.intent) if len(options) > 1 else lost(turn)


def _stays_with(turn: Turn, running: Service) -> bool:
    """A question aside is about the running errand unless another one is surely named."""
    aside = turn.intent != NEW_ERRAND
    return aside or turn.meant.doing == "decline" or running.id in turn.meant.services


def lost(turn: Turn) -> Reply:
    """We don't know what is meant, and say so."""
    return Reply(turn.state, (handoff_card(turn.pack, "lost"),))
