"""The window still asks for a paper: what the rules say of it, and what to say there."""

from __future__ import annotations

from actions.answering import AnsweringAction
from actions.ask_treatment import AskTreatment
from actions.reply import Reply
from actions.turn import Turn
from cards.envelope import Card


class ReportExcessDemand(AnsweringAction):
    """Explains the proof demanded, then how to ask for the basis and where to complain."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_report_excess_demand"

    def reply_to(self, turn: Turn) -> Reply:
        """The explanation and the advice; "must not" only where the standing carries it."""
        if not turn.evidence:
            return Reply(turn.state, sentences=("utter_which_proof",))
        explained = AskTreatment().reply_to(turn)
        return Reply(turn.state, (), (_advice(explained),)).then(explained)


def _advice(explained: Reply) -> str:
    firm = any(_not_to_be_asked(card) for card in explained.cards)
    return "utter_should_not_be_asked" if firm else "utter_ask_for_basis"


def _not_to_be_asked(card: Card) -> bool:
    if card["card"] != "explanation" or card["treatment"] in (None, "bring"):
        return False
    return card["standing"] in ("law", "county")
