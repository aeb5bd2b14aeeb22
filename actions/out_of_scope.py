"""Not ours: emergencies first, then where else to go."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.errands import ask_again
from actions.reply import Reply
from actions.turn import Turn
from cards.out_of_scope import out_of_scope_card

UNKNOWN_KIND = "other_government"


class OutOfScope(AnsweringAction):
    """Answers by the kind of what is out of scope."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_out_of_scope"

    def reply_to(self, turn: Turn) -> Reply:
        """The card of the kind, then back to an open question."""
        kind = str(turn.parsed.get("out_of_scope_kind") or UNKNOWN_KIND)
        return Reply(turn.state, (out_of_scope_card(turn.pack, kind),)).then(ask_again(turn))
