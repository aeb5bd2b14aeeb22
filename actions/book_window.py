"""A queue number at the window: we tell where, we don't book it."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.ask_office import office
from actions.reply import Reply
from actions.turn import Turn


class BookWindow(AnsweringAction):
    """Says where queue numbers come from, and the office of the running errand."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_book_window"

    def reply_to(self, turn: Turn) -> Reply:
        """The fixed sentence, with the office card where the service is known."""
        sentence = Reply(turn.state, sentences=("utter_queue_number",))
        meant = turn.meant
        service = turn.service
        if meant.doing == "answer":
            service = turn.pack.services[meant.services[0]]
        return sentence.then(office(turn, service)) if service else sentence
