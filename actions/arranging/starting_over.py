"""Starting over while a time is held: asked first, for what is held is let go."""

from __future__ import annotations

from actions.arranging import contact
from actions.arranging.asking import choose, ended
from actions.arranging.hearing import agrees, refuses
from actions.arranging.matter import Matter
from actions.reply import Reply
from actions.state import State
from actions.turn import Turn
from booking.office import Office
from cards.options import option


def is_holding(turn: Turn) -> bool:
    """Whether a time is held that isn't booked yet."""
    matter = Matter.of(turn.state.matter)
    return bool(matter and matter.goal == "book" and matter.reference)


def ask_first(turn: Turn) -> Reply:
    """Ask whether to let go of what is held."""
    return _ask(turn, Matter("start_over", under=turn.state.matter))


def _ask(turn: Turn, matter: Matter) -> Reply:
    options = [option("yes", ("重新来", "放掉", "不要了")), option("no", ("留着",))]
    return choose(turn, matter, "sure", options)


def answer(turn: Turn, office: Office, matter: Matter) -> Reply | None:
    """Let go and start over, or go back to the booking; None where the message is neither."""
    if turn.picked == "no" or refuses(turn.text):
        return Reply(ended(turn, matter), sentences=("utter_affirmed",))
    if turn.picked != "yes" and not agrees(turn.text):
        return None
    held = Matter.of(matter.under)
    if held:
        contact.stopped(turn, office, held, "")
    return Reply(State(), sentences=("utter_started_over",))


def again(turn: Turn, office: Office, matter: Matter) -> Reply:
    """The question once more."""
    return _ask(turn, matter)
