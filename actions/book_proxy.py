"""A proxy agent is wanted: booked here where the office is open, else by telephone."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.arranging.counter import COUNTER
from actions.arranging.leading import closed
from actions.arranging.starting import book
from actions.reply import Reply
from actions.turn import Turn


class BookProxy(AnsweringAction):
    """Starts a booking, or takes it up again."""

    at_the_counter = True

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_book_proxy"

    def reply_to(self, turn: Turn) -> Reply:
        """The booking's next question; for which service is asked back where it is unclear."""
        office = COUNTER.open()
        return book(turn, office) if office else closed(turn)
