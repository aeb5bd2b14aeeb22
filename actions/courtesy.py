"""谢谢, 再见, 你是谁, 你会啥: a fixed sentence each."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.reply import Reply
from actions.turn import Turn


class Courtesy(AnsweringAction):
    """Says the intent's sentence; as an action, so that an open booking hears it first."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_courtesy"

    def reply_to(self, turn: Turn) -> Reply:
        """The domain's sentence for the intent."""
        return Reply(turn.state, sentences=(f"utter_{turn.intent}",))
