"""The parts that several cards share: citations, steps, items."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cards.envelope import render
from knowledge.decision import DecidedItem
from knowledge.model import EvidenceTypeList, LegalBasis, Pack, Step, Way
from knowledge.vocabulary import Treatment

Json = dict[str, Any]


def basis_of(basis: Iterable[LegalBasis]) -> list[Json]:
    """Citations with how sure we are of each."""
    return [
        {"law": cited.law, "article": cited.article, "certainty": cited.certainty.value}
        for cited in basis
    ]


def steps_of(way: Way) -> list[Json]:
    """The steps of a way, each with what the citizen does in plain words."""
    kind = way.pledge.kind.value if way.pledge else ""
    return [_step(step, kind) for step in way.steps]


def _step(step: Step, pledge_kind: str) -> Json:
    mode = step.mode.value if step.mode else None
    values = {"treatment": step.treatment.value, "mode": mode, "pledge_kind": pledge_kind}
    return {
        "treatment": step.treatment.value,
        "mode": mode,
        "what": render("step.txt", values),
    }


def item_of(decided: DecidedItem, department: str, pack: Pack) -> Json:
    """One line of a checklist; a suspended piece says only that it is being verified."""
    item = _item(decided, department)
    if decided.item.evidence.id not in pack.suspended.evidence:
        return item
    what = render("checking.txt", {"hotline": pack.county.hotline})
    step = {"treatment": decided.treatment.value, "mode": None, "what": what}
    nothing_said = {"reason": what, "basis": [], "fallback": "", "alternatives": []}
    return {**item, **nothing_said, "group": "checking", "steps": [step]}


def _item(decided: DecidedItem, department: str) -> Json:
    evidence, way = decided.item.evidence, decided.way
    return {
        "evidence": evidence.id,
        "name": decided.item.name,
        "kind": evidence.kind.value,
        "treatment": decided.treatment.value,
        "group": group_of(decided),
        "steps": steps_of(way),
        "reason": way.reason or _reason(decided, department),
        "standing": way.standing.value,
        "basis": basis_of(way.basis or decided.requirement.basis),
        "issuer": evidence.issuer,
        "where_to_get": evidence.where_to_get,
        "valid_for": evidence.valid_for,
        "fallback": way.fallback,
        "pledge": way.pledge.id if way.pledge else None,
        "bar": way.pledge.bar if way.pledge else "",
        "alternatives": _alternatives(decided),
    }


def group_of(decided: DecidedItem) -> str:
    """What the citizen does with a piece: bring, sign, nothing, or take along if at hand.

    ``unsure`` holds every inferred lighter treatment: it is never said as fact.
    """
    treatments = {step.treatment for step in decided.way.steps}
    if Treatment.BRING in treatments:
        return "bring"
    if not decided.way.standing.is_fact:
        return "unsure"
    return "sign" if Treatment.PLEDGE in treatments else "nothing"


def _reason(decided: DecidedItem, department: str) -> str:
    """Why a piece is still brought, where the pack gives no reason of its own."""
    unconnected = [
        system.name
        for system in decided.item.evidence.systems
        if not system.connected and system.department != department
    ]
    values = {
        "treatment": decided.treatment.value,
        "demanded": bool(decided.requirement.basis),
        "systems": unconnected,
        "as_of": decided.item.evidence.systems[0].as_of if unconnected else "",
    }
    return render("reason.txt", values)


def _alternatives(decided: DecidedItem) -> list[str]:
    ways = [_way_in_words(decided.item.name, way) for way in decided.other_ways]
    return ways + [_list_in_words(option) for option in decided.other_lists]


def _way_in_words(name: str, way: Way) -> str:
    steps = [step["what"] for step in steps_of(way)]
    offered = way.treatment is Treatment.PROXY and not way.in_force
    return render("alternative.txt", {"name": name, "steps": steps, "ask_first": offered})


def _list_in_words(option: EvidenceTypeList) -> str:
    return "、".join(item.name for item in option.items)
