"""When was my appointment? Shown from the office, never from memory."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.arranging import changing
from actions.arranging.counter import COUNTER
from actions.arranging.leading import closed
from actions.reply import Reply
from actions.turn import Turn


class CheckBooking(AnsweringAction):
    """Finds the appointment that is meant, and goes on with it."""

    at_the_counter = True

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_check_booking"

    def reply_to(self, turn: Turn) -> Reply:
        """The appointment of this session, else the question for its reference."""
        office = COUNTER.open()
        return changing.begin(turn, office, "check") if office else closed(turn)
