"""The life_event card: several services in the order to do them, every paper counted once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from cards.checklist import deadlines_of
from cards.envelope import Card, Envelope, render
from cards.pieces import Json, item_of
from knowledge.decision import Assumption
from knowledge.model import Pack
from knowledge.planning import Piece, Plan, PlannedStep
from knowledge.vocabulary import FactUse, Outcome

FROM_THE_FIRST = "first"
"""The option that goes through all services of the event, one after the other."""

HEAVIEST_FIRST = ("bring", "sign", "checking", "unsure", "nothing")


def life_event_card(pack: Pack, plan: Plan) -> Card:
    """The card for ``plan``; its options are the services to do, and all of them in turn."""
    event = plan.event
    services = [_service(pack, step) for step in plan.steps]
    body: Json = {
        "event": event.id,
        "name": event.name,
        "official": event.official,
        "source": event.source,
        "comfort": event.comfort,
        "services": services,
        "visits": plan.visits,
        "order_note": event.order_note,
        "items": [_item(pack, piece) for piece in plan.pieces],
        "papers": _papers(pack, plan.pieces),
        "always_carry": _always_carry(plan.steps),
        "apply_within": _deadlines(plan.steps),
        "dont_miss": list(event.dont_miss),
        "assumptions": [_assumption(assumed) for assumed in plan.assumptions],
        "options": _options(services),
        "question_id": _question_id(pack, plan),
    }
    return Envelope.of(pack).seal("life_event", body)


def _service(pack: Pack, step: PlannedStep) -> Json:
    service, decision = step.service, step.decision
    return {
        "service": service.id,
        "name": service.name,
        "spoken": service.spoken,
        "status": _status(pack, step),
        "reason": decision.reason if decision else "",
        "visit": step.visit,
        "note": step.step.note,
        "asks": any(a.fact.use is FactUse.ASK for a in decision.assumptions) if decision else False,
    }


def _status(pack: Pack, step: PlannedStep) -> str:
    """The decision's outcome, or why there is none."""
    if step.decision:
        return step.decision.outcome.value
    return "suspended" if step.service.id in pack.suspended.services else "not_ready"


def _item(pack: Pack, piece: Piece) -> Json:
    department = pack.services[piece.services[0]].department
    return {
        **item_of(piece.item, department, pack),
        "services": list(piece.services),
        "copies": piece.copies,
        "issued_by": piece.issued_by,
    }


def _papers(pack: Pack, pieces: Iterable[Piece]) -> list[Json]:
    """The pieces by kind of evidence: one lease is one lease, whatever each window calls it."""
    alike: dict[str, list[Piece]] = {}
    for piece in pieces:
        alike.setdefault(piece.item.item.evidence.id, []).append(piece)
    return [_paper(pack, several) for several in alike.values()]


def _paper(pack: Pack, pieces: list[Piece]) -> Json:
    evidence = pieces[0].item.item.evidence
    names = {piece.item.item.name for piece in pieces}
    issuers = {piece.issued_by for piece in pieces}
    groups = {_item(pack, piece)["group"] for piece in pieces}
    treatments = [piece.item.treatment for piece in pieces]
    return {
        "evidence": evidence.id,
        "name": names.pop() if len(names) == 1 else evidence.name,
        "kind": evidence.kind.value,
        "treatment": max(treatments, key=lambda treatment: treatment.weight).value,
        "group": next(group for group in HEAVIEST_FIRST if group in groups),
        "copies": max(1, sum(piece.kept for piece in pieces)),
        "issued_by": issuers.pop() if len(issuers) == 1 else None,
    }


def _always_carry(steps: Iterable[PlannedStep]) -> list[str]:
    carried = (what for step in steps if step.to_do for what in step.service.always_carry)
    return list(dict.fromkeys(carried))


def _deadlines(steps: Iterable[PlannedStep]) -> list[Json]:
    return [
        {"service": step.service.id, "spoken": step.service.spoken, **deadline}
        for step in steps
        if step.decision and step.to_do
        for deadline in deadlines_of(step.decision)
    ]


def _assumption(assumed: Assumption) -> Json:
    return {
        "fact": assumed.fact.id,
        "name": assumed.fact.name,
        "value": assumed.value.id,
        "label": assumed.value.label,
        "asked": assumed.asked,
        "options": [{"value": v.id, "label": v.label} for v in assumed.fact.values],
    }


def _options(services: Iterable[Json]) -> list[Json]:
    """The services numbered as in the text, what isn't needed left out, then all in turn."""
    needless = (Outcome.NOT_NEEDED.value, Outcome.COVERED_BY.value)
    named = {s["service"]: s["spoken"] for s in services if s["status"] not in needless}
    singly = [{"value": service, "label": spoken} for service, spoken in named.items()]
    return [*singly, {"value": FROM_THE_FIRST, "label": render("from_the_first.txt", {})}]


def _question_id(pack: Pack, plan: Plan) -> str:
    facts = ";".join(f"{fact}={value}" for fact, value in sorted(plan.case.items()))
    source = f"{pack.version}|{plan.event.id}|{facts}"
    return hashlib.sha256(source.encode()).hexdigest()[:16]
