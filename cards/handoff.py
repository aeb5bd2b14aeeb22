"""The handoff card: a person to talk to."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from knowledge.model import EvidenceType, Pack, Service


def handoff_card(
    pack: Pack,
    reason: str,
    service: Service | None = None,
    evidence: EvidenceType | None = None,
) -> Card:
    """Whom to call. ``reason``: asked | booking | not_ready | suspended | lost.

    Suspended may be a service, or ``evidence`` by itself.
    """
    about = service.spoken if service else ""
    body = {
        "reason": reason,
        "service": service.id if service else None,
        "name": evidence.name if evidence else about,
        "department": service.department if service else "",
        "phone": pack.county.hotline,
        "department_phone": service.phone if service else "",
        "hours": "",
    }
    return Envelope.of(pack).seal("handoff", body)
