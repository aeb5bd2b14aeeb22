"""The choose_service card: which of two or three close services is meant."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from cards.envelope import Card, Envelope
from knowledge.model import Pack

NONE_OF_THESE = "none"


def choose_service_card(pack: Pack, service_ids: Sequence[str]) -> Card:
    """The card that asks back between ``service_ids``, best first."""
    options = [
        {"service": service_id, "name": pack.services[service_id].spoken}
        for service_id in service_ids
    ]
    source = pack.version + "|" + ";".join(service_ids)
    body = {
        "options": [*options, {"service": NONE_OF_THESE, "name": "都不是"}],
        "question_id": hashlib.sha256(source.encode()).hexdigest()[:16],
    }
    return Envelope.of(pack).seal("choose_service", body)
