"""A proxy agent: bookings are taken by telephone and at the hall."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.reply import Reply
from actions.turn import Turn
from cards.handoff import handoff_card


class BookProxy(AnsweringAction):
    """Says how a proxy agent is asked for."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_book_proxy"

    def reply_to(self, turn: Turn) -> Reply:
        """Where to ask for an agent, for the running errand where there is one."""
        return Reply(turn.state, (handoff_card(turn.pack, "booking", turn.service),))
