"""算了、不办了: the open question is put down; what was told is kept, should one come back."""

from __future__ import annotations

from actions.arranging.hearing import stops
from actions.reply import Reply
from actions.turn import Turn


def put_down(turn: Turn) -> Reply | None:
    """Drop the errand's open question; None where none is open or the message answers it."""
    pending = turn.state.question or turn.state.choice
    if not pending or turn.state.arranging or turn.chosen or turn.told or not stops(turn.text):
        return None
    return Reply(turn.state.settled(), sentences=("utter_put_down",))
