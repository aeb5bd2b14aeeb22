"""The progress card: we cannot see where an application stands; where it can be seen."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from knowledge.model import Pack, Service


def progress_card(pack: Pack, service: Service | None) -> Card:
    """Where to look for the progress of ``service``, or of any service."""
    body = {
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "where_to_look": service.progress if service else "",
        "phone": (service.phone if service else "") or pack.county.hotline,
    }
    return Envelope.of(pack).seal("progress", body)
