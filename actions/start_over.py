"""重新来: forget the errand and the person."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.arranging.starting_over import ask_first, is_holding
from actions.inform import taken
from actions.reply import Reply
from actions.state import State
from actions.turn import Turn

SURE = 0.7
"""Below it, or where a service is named, nothing told is thrown away: 换地址了, 回到低保."""


class StartOver(AnsweringAction):
    """Empties the conversation's memory, where that is surely meant."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_start_over"

    def reply_to(self, turn: Turn) -> Reply:
        """An empty state; asked first where a time is held, otherwise read where in doubt."""
        if is_holding(turn):
            return ask_first(turn)
        if turn.confidence < SURE or turn.guesses:
            return taken(turn)
        return Reply(State(), sentences=("utter_started_over",))
