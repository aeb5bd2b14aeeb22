"""Nothing fits: the open question again, a service that may be meant, or an honest 没弄明白."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.inform import taken
from actions.reply import Reply
from actions.turn import Turn


class Fallback(AnsweringAction):
    """Makes the best of a message whose intent is unclear."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_fallback"

    def reply_to(self, turn: Turn) -> Reply:
        """Whatever the message can be taken for."""
        return taken(turn)
