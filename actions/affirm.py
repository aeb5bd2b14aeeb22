"""是、对、好: an answer to an open question, else simply taken note of."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.inform import taken
from actions.reply import Reply
from actions.turn import Turn


class Affirm(AnsweringAction):
    """A yes."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_affirm"

    def reply_to(self, turn: Turn) -> Reply:
        """The errand carried on where something was open."""
        if turn.chosen or turn.told or turn.state.question:
            return taken(turn)
        return Reply(turn.state.settled(), sentences=("utter_affirmed",))
