"""Where, when, how much, how long?"""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.choosing import about_service
from actions.errands import ask_again, stopped_by
from actions.reply import Reply
from actions.turn import Turn
from cards.handoff import handoff_card
from cards.office import office_card
from knowledge.model import Service


class AskOffice(AnsweringAction):
    """Answers with the office card; a queue number (book_window) is told where to get."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_office"

    def reply_to(self, turn: Turn) -> Reply:
        """The office card of the service meant."""
        return about_service(turn, lambda service: office(turn, service))


def office(turn: Turn, service: Service) -> Reply:
    """Where and how ``service`` is done, then back to an open question."""
    stopped = stopped_by(turn, service)
    if stopped:
        return Reply(turn.state, (handoff_card(turn.pack, stopped, service),))
    return Reply(turn.state, (office_card(turn.pack, service),)).then(ask_again(turn))
