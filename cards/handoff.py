"""The handoff card: a person to talk to."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from knowledge.model import Pack, Service


def handoff_card(pack: Pack, reason: str, service: Service | None = None) -> Card:
    """Whom to call. ``reason``: asked | booking | not_ready | suspended | lost."""
    body = {
        "reason": reason,
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "department": service.department if service else "",
        "phone": pack.county.hotline,
        "department_phone": service.phone if service else "",
        "hours": "",
    }
    return Envelope.of(pack).seal("handoff", body)
