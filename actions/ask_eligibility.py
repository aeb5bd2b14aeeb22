"""Am I entitled? The authority decides; we tell the conditions."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.choosing import about_service
from actions.errands import ask_again, stopped_by
from actions.reply import Reply
from actions.turn import Turn
from cards.eligibility import eligibility_card
from cards.handoff import handoff_card
from knowledge.model import Service


class AskEligibility(AnsweringAction):
    """Answers with the conditions, never with "you will get it"."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_eligibility"

    def reply_to(self, turn: Turn) -> Reply:
        """The eligibility card of the service meant."""
        return about_service(turn, lambda service: eligibility(turn, service))


def eligibility(turn: Turn, service: Service) -> Reply:
    """The conditions of ``service``, then back to an open question."""
    if stopped_by(turn, service) == "suspended":
        return Reply(turn.state, (handoff_card(turn.pack, "suspended", service),))
    return Reply(turn.state, (eligibility_card(turn.pack, service),)).then(ask_again(turn))
