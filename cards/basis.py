"""The basis card: the law behind every line of a checklist, for who asks 依据是哪一条."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from cards.pieces import Json, basis_of, steps_of
from knowledge.decision import DecidedItem, Decision
from knowledge.model import Pack


def basis_card(pack: Pack, decision: Decision) -> Card:
    """What each piece of ``decision`` stands on, and the outcome where there is no checklist."""
    service = decision.service
    body = {
        "service": service.id,
        "name": service.spoken,
        "basis": basis_of(decision.basis),
        "items": [_line(decided) for decided in decision.items],
    }
    return Envelope.of(pack).seal("basis", body)


def _line(decided: DecidedItem) -> Json:
    """One piece: how it is treated and why that is so, or why it is asked for at all."""
    way = decided.way
    return {
        "evidence": decided.item.evidence.id,
        "name": decided.item.name,
        "treatment": decided.treatment.value,
        "what": steps_of(way)[0]["what"],
        "standing": way.standing.value,
        "basis": basis_of(way.basis or decided.requirement.basis),
    }
