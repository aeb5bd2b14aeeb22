"""A proof that a window asks for: what the rules say of it, and how firmly that may be said."""

from __future__ import annotations

from dataclasses import dataclass

from actions.proofs import proofs
from actions.reply import Reply
from actions.turn import Turn
from cards.envelope import Card


@dataclass(frozen=True)
class Excess:
    """The explanation and the advice; ``firm`` where law or county say it isn't to be asked."""

    reply: Reply
    firm: bool

    @property
    def verdict(self) -> str:
        """The verdict of a complaint about it."""
        return "should_not" if self.firm else "ask_basis"


def excess(turn: Turn) -> Excess:
    """What is said of the proofs named in the message."""
    explained = proofs(turn)
    firm = any(_not_to_be_asked(card) for card in explained.cards)
    advice = "utter_should_not_be_asked" if firm else "utter_ask_for_basis"
    return Excess(Reply(turn.state, (), (advice,)).then(explained), firm)


def _not_to_be_asked(card: Card) -> bool:
    if card["card"] != "explanation" or card["treatment"] in (None, "bring"):
        return False
    return card["standing"] in ("law", "county")
