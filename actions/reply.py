"""What an action answers: cards, fixed sentences of the domain, and the state afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.state import State
from cards.envelope import Card


@dataclass(frozen=True)
class Reply:
    """Sentences (response names of domain.yml) come first, then the cards."""

    state: State
    cards: tuple[Card, ...] = ()
    sentences: tuple[str, ...] = ()

    def then(self, other: Reply) -> Reply:
        """This reply followed by ``other``, whose state stands."""
        return replace(
            other, cards=self.cards + other.cards, sentences=self.sentences + other.sentences
        )
