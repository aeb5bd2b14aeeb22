"""The evidence card: a proof asked about by itself, without a service."""

from __future__ import annotations

from cards.envelope import Card, Envelope
from cards.pieces import Json, basis_of
from knowledge.model import EvidenceType, Pack


def evidence_card(pack: Pack, evidence: EvidenceType) -> Card:
    """Whether ``evidence`` is still issued, by whom, and what does instead."""
    gone = evidence.no_longer_issued
    body: Json = {
        "evidence": evidence.id,
        "name": evidence.name,
        "issuer": evidence.issuer,
        "still_issued_by": evidence.still_issued_by or ("" if gone else evidence.issuer),
        "no_longer_issued_by": gone.by if gone else "",
        "replaced_by": gone.replaced_by if gone else "",
        "what_to_say": gone.what_to_say if gone else "",
        "locally": gone.locally if gone else "",
        "basis": basis_of(gone.basis if gone else ()),
        "where_to_get": evidence.where_to_get,
        "electronic": evidence.electronic.note if evidence.electronic else "",
        "systems": [{"name": s.name, "connected": s.connected} for s in evidence.systems],
    }
    return Envelope.of(pack).seal("evidence", body)
