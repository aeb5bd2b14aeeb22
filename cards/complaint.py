"""The complaint card: its reference, by when it is answered, and what may be said at the window."""

from __future__ import annotations

from booking.complaints import Complaint
from cards.envelope import Card, Envelope
from knowledge.model import Pack


def complaint_card(pack: Pack, complaint: Complaint) -> Card:
    """The card of ``complaint``; "must not be asked" only where its verdict carries it."""
    service = pack.services.get(complaint.service)
    piece = pack.evidence.get(complaint.evidence)
    body = {
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "reference": complaint.reference,
        "due": complaint.due_on.isoformat(),
        "evidence": piece.id if piece else None,
        "evidence_name": piece.name if piece else "",
        "window": complaint.window,
        "verdict": complaint.verdict,
        "status": complaint.state,
        "answer": complaint.answer,
        "phone": pack.county.hotline,
    }
    return Envelope.of(pack).seal("complaint", body)
