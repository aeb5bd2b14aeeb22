"""The eligibility card: the conditions, and who decides; never "you will get it"."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from cards.pieces import basis_of
from knowledge.model import Pack, Service


def eligibility_card(pack: Pack, service: Service) -> Card:
    """The conditions of ``service`` and the authority that decides on them."""
    body = {
        "service": service.id,
        "name": service.spoken,
        "conditions": [
            {"text": condition.text, "basis": basis_of(condition.basis)}
            for condition in service.conditions
        ],
        "decided_by": service.decided_by or service.department,
        "phone": service.phone or pack.county.hotline,
    }
    return Envelope.of(pack).seal("eligibility", body)
