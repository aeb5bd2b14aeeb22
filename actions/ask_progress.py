"""How far is my application? We can't see it, and say where it can be seen."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.errands import ask_again
from actions.reply import Reply
from actions.turn import Turn
from cards.progress import progress_card
from knowledge.model import Service


class AskProgress(AnsweringAction):
    """Answers with the places where progress can be seen."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_progress"

    def reply_to(self, turn: Turn) -> Reply:
        """The progress card, of the service meant where one is."""
        meant = turn.meant
        if meant.doing == "answer":
            return progress(turn, turn.pack.services[meant.services[0]])
        return progress(turn, turn.service)


def progress(turn: Turn, service: Service | None) -> Reply:
    """Where the progress of ``service`` (or of anything) can be seen."""
    return Reply(turn.state, (progress_card(turn.pack, service),)).then(ask_again(turn))
