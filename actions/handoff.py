"""A person, please."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.reply import Reply
from actions.turn import Turn
from cards.handoff import handoff_card


class Handoff(AnsweringAction):
    """Answers with the numbers of people."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_handoff"

    def reply_to(self, turn: Turn) -> Reply:
        """The hotline, and the department's line where an errand is running."""
        return Reply(turn.state, (handoff_card(turn.pack, "asked", turn.service),))
