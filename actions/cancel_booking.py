"""An appointment isn't wanted any more: asked once more, then cancelled."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.arranging import changing
from actions.arranging.counter import COUNTER
from actions.arranging.leading import closed
from actions.reply import Reply
from actions.turn import Turn


class CancelBooking(AnsweringAction):
    """Finds the appointment that is meant, and goes on with it."""

    at_the_counter = True

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_cancel_booking"

    def reply_to(self, turn: Turn) -> Reply:
        """The appointment of this session, else the question for its reference."""
        office = COUNTER.open()
        return changing.begin(turn, office, "cancel") if office else closed(turn)
