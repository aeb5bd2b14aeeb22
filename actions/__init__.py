"""Custom actions, one a file: ask the knowledge, say the card."""

from __future__ import annotations


def warm_up() -> None:
    """Load what the first citizen would otherwise wait for."""
    from actions.arranging.counter import COUNTER
    from actions.current_pack import current_pack, evidence_finder

    current_pack()
    evidence_finder()
    COUNTER.begin()
