"""Do I still need that proof, and why not? Answered from the decision's own trace."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.proofs import proofs
from actions.reply import Reply
from actions.turn import Turn


class AskTreatment(AnsweringAction):
    """Explains one proof, within the errand where it belongs there, else by itself."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_treatment"

    def reply_to(self, turn: Turn) -> Reply:
        """The explanation of the proofs named in the message."""
        return proofs(turn)
