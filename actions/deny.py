"""不是、不对: an answer to an open question, none of the choices, or something to put right."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.inform import taken
from actions.reply import Reply
from actions.turn import Turn


class Deny(AnsweringAction):
    """A no."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_deny"

    def reply_to(self, turn: Turn) -> Reply:
        """Take the correction that comes with it, else ask what is wrong."""
        if turn.chosen or turn.told or turn.denied or turn.state.question:
            return taken(turn)
        if turn.state.choice:
            return Reply(turn.state.settled(), sentences=("utter_none_of_these",))
        sentence = "utter_what_is_wrong" if turn.service else "utter_ask_help"
        return Reply(turn.state, sentences=(sentence,))
