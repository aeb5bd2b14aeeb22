"""What an action answers: cards, fixed sentences of the domain, and the state afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from actions.state import State
from cards.envelope import Card


@dataclass(frozen=True)
class Said:
    """A response of domain.yml with what stands in its braces."""

    name: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Reply:
    """The pack's own ``words``, sentences (responses of domain.yml), cards, ``closing`` last."""

    state: State
    cards: tuple[Card, ...] = ()
    sentences: tuple[str | Said, ...] = ()
    closing: tuple[Said, ...] = ()
    words: tuple[str, ...] = ()

    def then(self, other: Reply) -> Reply:
        """This reply followed by ``other``, whose state stands."""
        return replace(
            other,
            cards=self.cards + other.cards,
            sentences=self.sentences + other.sentences,
            closing=self.closing + other.closing,
            words=self.words + other.words,
        )

    def after(self, *sentences: str | Said) -> Reply:
        """This reply with ``sentences`` before all it says."""
        return replace(self, sentences=(*sentences, *self.sentences))
