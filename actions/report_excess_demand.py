"""The window still asks for a paper: what the rules say of it, and a complaint if wanted."""

from __future__ import annotations

import re

from actions.answering import AnsweringAction
from actions.arranging import complaining
from actions.arranging.counter import COUNTER
from actions.excess import excess
from actions.reply import Reply
from actions.turn import Turn

_ASKS_FOR_ANSWER = re.compile(r"投诉.*(?:结果|答复|回复|处理|进度|进展|咋样|怎么样|了没|没得|编号)")


class ReportExcessDemand(AnsweringAction):
    """Explains the proof demanded, then how to ask for the basis and where to complain."""

    at_the_counter = True

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_report_excess_demand"

    def reply_to(self, turn: Turn) -> Reply:
        """The explanation and the advice; then the offer to record a complaint."""
        if not turn.evidence and _ASKS_FOR_ANSWER.search(turn.text):
            return Reply(turn.state, sentences=("utter_complaint_which",))
        open_here = COUNTER.open() is not None
        if open_here:
            return complaining.begin(turn)
        if not turn.evidence:
            return Reply(turn.state, sentences=("utter_which_proof",))
        return excess(turn).reply
