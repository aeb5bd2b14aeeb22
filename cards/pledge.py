"""The pledge card: what is promised, what a false promise costs, and the way without it."""

from __future__ import annotations

from cards.checklist import facts_told
from cards.envelope import Card, Envelope
from cards.pieces import Json, basis_of
from knowledge.decision import Decision
from knowledge.model import Pack, Pledge


def pledge_card(pack: Pack, decision: Decision, pledge: Pledge, evidence_id: str) -> Card:
    """The sample of ``pledge`` as used for ``evidence_id`` in ``decision``."""
    body: Json = {
        "service": decision.service.id,
        "service_name": decision.service.spoken,
        "evidence": evidence_id,
        "case": facts_told(decision),
        "pledge": pledge.id,
        "name": pledge.name,
        "kind": pledge.kind.value,
        "declares": list(pledge.declares),
        "consequences": list(pledge.consequences),
        "checked_by": pledge.checked_by,
        "bar": pledge.bar,
        "alternative": pledge.alternative,
        "basis": basis_of(pledge.basis),
    }
    return Envelope.of(pack).seal("pledge", body)
