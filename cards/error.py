"""The error card: something went wrong on our side, and the way on."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from knowledge.model import Pack


def error_card(pack: Pack) -> Card:
    """The apology that keeps the conversation."""
    return Envelope.of(pack).seal("error", {"phone": pack.county.hotline})
