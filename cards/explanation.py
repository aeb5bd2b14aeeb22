"""The explanation card: why a piece is treated as it is, read off the decision's trace."""

from __future__ import annotations

from cards.envelope import Card, Envelope, render
from cards.pieces import basis_of, steps_of
from knowledge.decision import Considered, DecidedItem, Decision, Verdict
from knowledge.model import EvidenceType, LegalBasis, Pack

ORDER = [Verdict.LEADS, Verdict.OTHER_LIST_LEADS, Verdict.NOT_THIS_CASE, Verdict.LAPSED]


def explanation_card(pack: Pack, decision: Decision, evidence: EvidenceType) -> Card:
    """Why ``decision`` treats ``evidence`` so; also where it isn't on the list at all."""
    step = telling_step(decision, evidence)
    way = step.way if step else None
    closed = [line for line in _about(decision, evidence) if line.verdict in _CLOSED]
    body = {
        "service": decision.service.id,
        "service_name": decision.service.spoken,
        "evidence": evidence.id,
        "name": step.item.name if step and step.item else evidence.name,
        "verdict": step.verdict.value if step else "not_listed",
        "treatment": way.treatment.value if way else None,
        "steps": steps_of(way) if way else [],
        "reason": way.reason if way else "",
        "standing": way.standing.value if way else None,
        "basis": basis_of(_cited(decision, step)),
        "demanded_by": basis_of(step.requirement.basis if step else ()),
        "fallback": way.fallback if way else "",
        "instead": [_instead(decided) for decided in _replacing(decision, step)],
        "closed": [_closed(line) for line in closed],
    }
    return Envelope.of(pack).seal("explanation", body)


_CLOSED = {
    Verdict.SYSTEM_CLOSED,
    Verdict.NOT_IN_LIBRARY,
    Verdict.NOT_IN_FORCE,
    Verdict.PLEDGE_BARRED,
}


def telling_step(decision: Decision, evidence: EvidenceType) -> Considered | None:
    """The line of the trace that says most about ``evidence``."""
    about = _about(decision, evidence)
    ranked = [line for verdict in ORDER for line in about if line.verdict is verdict]
    return ranked[0] if ranked else None


def _about(decision: Decision, evidence: EvidenceType) -> list[Considered]:
    return [line for line in decision.trace if line.item and line.item.evidence.id == evidence.id]


def _replacing(decision: Decision, step: Considered | None) -> list[DecidedItem]:
    """What stands on the list in place of a piece whose alternative leads."""
    if step is None or step.verdict is Verdict.LEADS:
        return []
    return [decided for decided in decision.items if decided.requirement is step.requirement]


def _instead(decided: DecidedItem) -> str:
    """The piece that is used instead, and what is done with it."""
    steps = [step["what"] for step in steps_of(decided.way)]
    values = {"name": decided.item.name, "steps": steps, "firm": decided.way.standing.is_fact}
    return render("instead.txt", values)


def _cited(decision: Decision, step: Considered | None) -> list[LegalBasis]:
    """The basis of the way that is told: the piece's own, or of what replaces it."""
    ways = [decided.way for decided in _replacing(decision, step)]
    if not ways and step and step.way:
        ways = [step.way]
    return list(dict.fromkeys(cited for way in ways for cited in way.basis))


def _closed(line: Considered) -> dict[str, object]:
    way = line.way
    return {
        "verdict": line.verdict.value,
        "treatment": way.treatment.value if way else None,
        "systems": [s.name for s in way.systems if not s.connected] if way else [],
    }
