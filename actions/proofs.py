"""How proofs are treated, within the running errand where they belong there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.choosing import about_service, lost
from actions.errands import ask_again, stopped_by
from actions.reply import Reply
from actions.turn import Turn
from cards.basis import basis_card
from cards.envelope import Card
from cards.evidence import evidence_card
from cards.explanation import explanation_card, telling_step
from cards.handoff import handoff_card
from knowledge.decision import Decision
from knowledge.finding import called_so
from knowledge.model import EvidenceType, Service
from understanding.law_questions import asks_for_law


def proofs(turn: Turn) -> Reply:
    """The explanation of the proofs named in the message."""
    running = turn.service
    if running and _listed(turn, running):
        return treatment(turn, running)
    if turn.evidence and turn.meant.doing != "answer":
        return by_itself(turn)
    if not turn.evidence and not running and turn.meant.doing == "decline":
        return lost(turn)
    return about_service(turn, lambda service: treatment(turn, service))


def treatment(turn: Turn, service: Service) -> Reply:
    """How ``service`` treats the proofs named; the whole list where none is named."""
    stopped = stopped_by(turn, service)
    if stopped == "suspended":
        return Reply(turn.state, (handoff_card(turn.pack, "suspended", service),))
    if stopped:
        return by_itself(turn)
    decision = turn.decision_of(service)
    pieces = _named(turn, decision)
    if not pieces and asks_for_law(turn.text):
        return Reply(turn.state, (basis_card(turn.pack, decision),)).then(ask_again(turn))
    turn = _remembering(turn, pieces)
    pieces = pieces or [item.item.evidence for item in decision.items]
    cards = [_card(turn, decision, piece) for piece in pieces[:3]]
    return Reply(turn.state, tuple(cards)).then(ask_again(turn))


def by_itself(turn: Turn) -> Reply:
    """The proofs named, without a service."""
    pieces = turn.evidence[:3]
    cards = tuple(_alone(turn, piece) for piece in pieces)
    turn = _remembering(turn, pieces)
    return Reply(turn.state, cards).then(ask_again(turn)) if cards else lost(turn)


def _remembering(turn: Turn, pieces: Sequence[EvidenceType]) -> Turn:
    """The turn with what it was about, for 为什么 and 窗口非要."""
    return replace(turn, state=replace(turn.state, spoken_of=tuple(p.id for p in pieces[:3])))


def _alone(turn: Turn, piece: EvidenceType) -> Card:
    if piece.id in turn.pack.suspended.evidence:
        return handoff_card(turn.pack, "suspended", evidence=piece)
    return evidence_card(turn.pack, piece)


def _card(turn: Turn, decision: Decision, piece: EvidenceType) -> Card:
    if piece.id in turn.pack.suspended.evidence:
        return _alone(turn, piece)
    unlisted = telling_step(decision, piece) is None
    if unlisted and piece.no_longer_issued:
        return evidence_card(turn.pack, piece)
    return explanation_card(turn.pack, decision, piece)


def _listed(turn: Turn, service: Service) -> bool:
    """Whether the running errand has anything to say of the proofs named."""
    if not service.complete:
        return False
    decision = turn.decision_of(service)
    return any(telling_step(decision, piece) for piece in _named(turn, decision))


def _named(turn: Turn, decision: Decision) -> list[EvidenceType]:
    """The proofs named, as the decision calls them."""
    listed = {line.item.evidence.id: line.item.evidence for line in decision.trace if line.item}
    return [called_so(piece, listed.values()) for piece in turn.evidence]
