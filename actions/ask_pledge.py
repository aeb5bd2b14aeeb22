"""What do I sign instead, and what if it isn't true?"""

from __future__ import annotations

from collections.abc import Container

from actions.answering import AnsweringAction
from actions.choosing import about_service
from actions.errands import ask_again, stopped_by
from actions.reply import Reply
from actions.turn import Turn
from cards.handoff import handoff_card
from cards.pledge import pledge_card
from knowledge.decision import DecidedItem, Decision
from knowledge.model import Pledge, Service


class AskPledge(AnsweringAction):
    """Answers with the pledge's sample text, its consequences and its bar."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_pledge"

    def reply_to(self, turn: Turn) -> Reply:
        """The pledge of the service meant."""
        return about_service(turn, lambda service: pledge(turn, service))


def pledge(turn: Turn, service: Service) -> Reply:
    """The pledge of ``service`` that was asked about, else every pledge of its checklist."""
    stopped = stopped_by(turn, service)
    if stopped:
        return Reply(turn.state, (handoff_card(turn.pack, stopped, service),))
    decision = turn.decision_of(service)
    found = _asked_about(turn, _pledges(decision, turn.pack.suspended.evidence))
    cards = [pledge_card(turn.pack, decision, each, item.key[0]) for item, each in found]
    sentences = () if cards else ("utter_no_pledge",)
    return Reply(turn.state, tuple(cards), sentences).then(ask_again(turn))


def _pledges(decision: Decision, suspended: Container[str]) -> list[tuple[DecidedItem, Pledge]]:
    return [
        (item, way.pledge)
        for item in decision.items
        for way in (item.way, *item.other_ways)
        if way.pledge and item.key[0] not in suspended
    ]


def _asked_about(
    turn: Turn, pledges: list[tuple[DecidedItem, Pledge]]
) -> list[tuple[DecidedItem, Pledge]]:
    named = {piece.id for piece in turn.evidence}
    about = [(item, each) for item, each in pledges if item.key[0] in named]
    return about or pledges
