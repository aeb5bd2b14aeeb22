"""Reading 要件: requirements, their evidence lists, items and ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.model import (
    EvidenceItem,
    EvidenceType,
    EvidenceTypeList,
    Fact,
    Period,
    Pledge,
    Requirement,
    Sharing,
    SourceSystem,
    Step,
    Way,
)
from knowledge.reading.catalogue import Laws, named_systems
from knowledge.reading.conditions import read_condition
from knowledge.reading.errors import did_you_mean
from knowledge.reading.fields import Fields
from knowledge.reading.sharing import with_sharing
from knowledge.vocabulary import (
    MODES_OF,
    STANDINGS,
    TREATMENTS,
    EvidenceKind,
    Mode,
    Standing,
    Treatment,
)


@dataclass(frozen=True)
class Shelf:
    """What a service's file may refer to, by the names written there."""

    systems: Mapping[str, SourceSystem]
    laws: Laws
    evidence: Mapping[str, EvidenceType]
    pledges: Mapping[str, Pledge]
    facts: Mapping[str, Fact]
    sharing: Sharing | None = None
    department: str = ""


def read_requirement(fields: Fields, shelf: Shelf) -> Requirement:
    """One 要件, with either 证明 (one list) or 任选 (alternatives)."""
    name = fields.text("要件", required=True)
    lists = fields.many("任选", lambda inner: _evidence_list(inner, shelf))
    if "证明" in fields.table:
        lists = (EvidenceTypeList(_items(fields, shelf)), *lists)
    if not lists:
        fields.fault("要件", f"要件“{name}”下面要写“证明”或“任选”")
    return Requirement(
        name=name,
        lists=lists,
        basis=shelf.laws.cited(fields),
        when=read_condition(fields, shelf.facts),
        period=fields.period(),
        place=fields.place,
    )


def _evidence_list(fields: Fields, shelf: Shelf) -> EvidenceTypeList:
    return EvidenceTypeList(_items(fields, shelf), read_condition(fields, shelf.facts))


def _items(fields: Fields, shelf: Shelf) -> tuple[EvidenceItem, ...]:
    items = fields.many("证明", lambda inner: _item(inner, shelf))
    return tuple(item for item in items if item is not None)


def _item(fields: Fields, shelf: Shelf) -> EvidenceItem | None:
    name = fields.text("证明", required=True)
    before = fields.one("以前要", lambda inner: inner.text("来源", required=True))
    evidence = shelf.evidence.get(name)
    written = fields.many("做法", lambda inner: _way(inner, shelf, evidence))
    only_brought = fields.text("只能自带")
    item = {"called": fields.text("称呼"), "when": read_condition(fields, shelf.facts)}
    if evidence is None:
        hint = did_you_mean(name, shelf.evidence)
        fields.fault("证明", f"证明目录里没有“{name}”{hint}")
        return None
    sharing = None if only_brought else shelf.sharing
    ways = with_sharing(_with_last_resort(written, evidence), evidence, shelf.department, sharing)
    return EvidenceItem(
        evidence=evidence,
        ways=ways,
        asked_before=before or "",
        place=fields.place,
        **item,  # type: ignore[arg-type]
    )


def _with_last_resort(ways: tuple[Way, ...], evidence: EvidenceType) -> tuple[Way, ...]:
    """Ways that can never run dry: data may be missing, a system may be cut off."""
    certain = {Treatment.CANCELLED, Treatment.VERIFIED, Treatment.BRING}
    if any(way.treatment in certain and _always(way) for way in ways):
        return ways
    return (*ways, _last_resort(evidence))


def _always(way: Way) -> bool:
    return not way.when.clauses and way.period == Period()


def _last_resort(evidence: EvidenceType) -> Way:
    if evidence.kind in (EvidenceKind.RECORD, EvidenceKind.PROCEDURE):
        step = Step(Treatment.VERIFIED)
    elif evidence.kind is EvidenceKind.SELF_MADE:
        step = Step(Treatment.BRING, Mode.SELF_MADE)
    else:
        step = Step(Treatment.BRING, Mode.ORIGINAL)
    return Way(steps=(step,), standing=Standing.INFERRED, implied=True, place=evidence.place)


def _way(fields: Fields, shelf: Shelf, evidence: EvidenceType | None) -> Way:
    steps = _steps(fields)
    systems = named_systems(fields, "系统", shelf.systems)
    return Way(
        steps=steps,
        standing=fields.word("把握", STANDINGS, Standing.INFERRED),
        basis=shelf.laws.cited(fields),
        reason=fields.text("理由"),
        fallback=fields.text("查不到"),
        when=read_condition(fields, shelf.facts),
        systems=systems or _default_systems(evidence, steps),
        pledge=_pledge(fields, shelf),
        in_force=fields.yes("已推行"),
        period=fields.period(),
        place=fields.place,
    )


def _default_systems(
    evidence: EvidenceType | None, steps: tuple[Step, ...]
) -> tuple[SourceSystem, ...]:
    shared = any(step.treatment is Treatment.SHARED for step in steps)
    return evidence.systems if evidence and shared else ()


def _steps(fields: Fields) -> tuple[Step, ...]:
    steps = tuple(step for step in (_step(w, fields) for w in fields.texts("步骤")) if step)
    if not steps:
        fields.fault("步骤", f"“步骤”要写至少一个处理方式：{'、'.join(TREATMENTS)}")
        return (Step(Treatment.BRING, Mode.ORIGINAL),)
    return steps


def _step(written: str, fields: Fields) -> Step | None:
    word, _, mode_word = written.partition("/")
    treatment = TREATMENTS.get(word)
    if treatment is None:
        hint = did_you_mean(word, TREATMENTS)
        fields.fault("步骤", f"没有“{word}”这种处理方式{hint}，只有{'、'.join(TREATMENTS)}")
        return None
    modes = MODES_OF.get(treatment, {})
    if (mode_word or modes) and mode_word not in modes:
        fields.fault("步骤", f"“{word}”后面要写成“{word}/…”，可以是{'、'.join(modes) or '空'}")
        return None
    return Step(treatment, modes.get(mode_word))


def _pledge(fields: Fields, shelf: Shelf) -> Pledge | None:
    name = fields.text("承诺")
    if name and name not in shelf.pledges:
        fields.fault("承诺", f"pledges.yml 里没有“{name}”{did_you_mean(name, shelf.pledges)}")
    return shelf.pledges.get(name)
