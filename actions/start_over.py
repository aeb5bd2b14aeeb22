"""重新来: forget the errand and the person."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.reply import Reply
from actions.state import State
from actions.turn import Turn


class StartOver(AnsweringAction):
    """Empties the conversation's memory."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_start_over"

    def reply_to(self, turn: Turn) -> Reply:
        """An empty state."""
        return Reply(State(), sentences=("utter_started_over",))
