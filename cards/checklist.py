"""The checklist card: what to bring, sign and leave at home for one service and case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cards.envelope import Card, Envelope
from cards.pieces import Json, basis_of, item_of
from knowledge.comparing import Branch, Change, branches_of, pieces_range
from knowledge.decision import Assumption, Decision
from knowledge.model import Fact, Note, Pack, Service
from knowledge.short_code import code_of


def checklist_card(
    pack: Pack,
    decision: Decision,
    changes: Iterable[Change] = (),
    corrected: Fact | None = None,
) -> Card:
    """The card for ``decision``; ``changes`` are those since the answer before a correction."""
    service = decision.service
    branches = branches_of(decision)
    body: Json = {
        "service": service.id,
        "name": service.name,
        "spoken": service.spoken,
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "basis": basis_of(decision.basis),
        "other_service": _other_service(pack, decision),
        "where_instead": decision.rule.where if decision.rule else "",
        "facts": [{**told, "others": _others(decision, told)} for told in facts_told(decision)],
        "items": [item_of(item, service.department, pack) for item in decision.items],
        "now": _now(pack, decision),
        "overdue": decision.overdue,
        "assumptions": [_assumption(assumed, branches) for assumed in _boldest_first(decision)],
        "branches": [_branch(branch) for branch in branches],
        "changes": [_change(change, decision, corrected) for change in changes],
        "code": code_of(pack, service, decision.case),
        **_around(pack, decision),
    }
    before = _before(decision)
    if before:
        body["before"] = before
    return Envelope.of(pack).seal("checklist", body)


def _other_service(pack: Pack, decision: Decision) -> Json | None:
    other = decision.rule.other_service if decision.rule else None
    return {"service": other, "name": pack.services[other].name} if other else None


def facts_told(decision: Decision) -> list[Json]:
    """The facts of the case that were told, with their words; 不晓得 is none."""
    told = []
    for fact_id, value_id in decision.case.items():
        fact = decision.service.facts[fact_id]
        labels = {value.id: value.label for value in fact.values}
        if value_id in labels:
            told.append(
                {
                    "fact": fact_id,
                    "name": fact.name,
                    "value": value_id,
                    "label": labels[value_id],
                    "about_person": fact.about_person,
                }
            )
    return told


def _others(decision: Decision, told: Json) -> list[Json]:
    """The values that a fact told doesn't have: one of them is meant by whoever puts it right."""
    values = decision.service.facts[told["fact"]].values
    return [{"value": v.id, "label": v.label} for v in values if v.id != told["value"]]


def _now(pack: Pack, decision: Decision) -> Json | int:
    fewest, most = pieces_range(decision, leaving_out=pack.suspended.evidence)
    return fewest if fewest == most else {"min": fewest, "max": most}


def _before(decision: Decision) -> Json | None:
    asked = [item.item for item in decision.items if item.item.asked_before]
    if not asked:
        return None
    return {
        "pieces": [item.name for item in asked],
        "source": asked[0].asked_before,
    }


def _boldest_first(decision: Decision) -> list[Assumption]:
    """The assumptions, those first that hold for the fewest people."""
    return sorted(decision.assumptions, key=_share)


def _share(assumed: Assumption) -> float:
    return assumed.value.prior / sum(value.prior for value in assumed.fact.values)


def _assumption(assumed: Assumption, branches: Iterable[Branch]) -> Json:
    return {
        "fact": assumed.fact.id,
        "name": assumed.fact.name,
        "matters": any(branch.fact is assumed.fact for branch in branches),
        "value": assumed.value.id,
        "label": assumed.value.label,
        "asked": assumed.asked,
    }


def _branch(branch: Branch) -> Json:
    added = [change.item.item.name for change in branch.changes if change.before is None]
    dropped = [change.item.item.name for change in branch.changes if change.after is None]
    return {
        "fact": branch.fact.id,
        "value": branch.value.id,
        "label": branch.value.label,
        "outcome": branch.decision.outcome.value,
        "reason": branch.decision.reason,
        "added": added,
        "dropped": dropped,
    }


def _change(change: Change, decision: Decision, corrected: Fact | None) -> Json:
    because = ""
    if corrected:
        value = decision.case.get(corrected.id, "")
        because = next((v.label for v in corrected.values if v.id == value), "")
    return {
        "evidence": change.item.item.evidence.id,
        "name": change.item.item.name,
        "from": change.before.treatment.value if change.before else None,
        "to": change.after.treatment.value if change.after else None,
        "because": because,
    }


def _around(pack: Pack, decision: Decision) -> Json:
    """Everything beside the items; conditional notes only where they hold in this case."""
    service = decision.service
    delegate = service.may_delegate
    return {
        "forms": _notes(decision, service.forms),
        "always_carry": list(service.always_carry),
        "who_must_come": service.who_must_come.text if service.who_must_come else "",
        "may_delegate": {"allowed": delegate.allowed, "with": delegate.with_what}
        if delegate
        else None,
        "apply_within": deadlines_of(decision),
        "where": [{"level": place.level, "note": place.note} for place in service.where],
        "online": any(place.level == "网上" for place in service.where),
        "days": service.days.text if service.days else "",
        "fee": service.fee.text if service.fee else "",
        "procedures": _notes(decision, service.procedures),
        "next_services": next_services(pack, service),
        "next_note": service.next_note,
        "mistakes": list(service.mistakes),
        "phone": service.phone or pack.county.hotline,
    }


def next_services(pack: Pack, service: Service) -> list[Json]:
    """The services that usually follow."""
    return [
        {"service": other, "name": pack.services[other].name} for other in service.next_services
    ]


def _values(decision: Decision) -> Mapping[str, str]:
    assumed = {a.fact.id: a.value.id for a in decision.assumptions}
    commonest = {fact.id: fact.commonest.id for fact in decision.service.facts.values()}
    told = {fact: value for fact, value in decision.case.items() if value != "unknown"}
    return {**commonest, **assumed, **told}


def _notes(decision: Decision, notes: Iterable[Note]) -> list[str]:
    values = _values(decision)
    return [note.text for note in notes if note.when.holds(lambda fact: values[fact])]


def deadlines_of(decision: Decision) -> list[Json]:
    """What must not be missed in this case."""
    values = _values(decision)
    return [
        {"within": d.within, "loses": d.loses, "basis": basis_of(d.basis)}
        for d in decision.service.apply_within
        if d.when.holds(lambda fact: values[fact])
    ]
