"""Checks that nothing lighter is claimed than the sources carry."""

from __future__ import annotations

from collections.abc import Iterator

from knowledge.model import EvidenceItem, LegalBasis, Place, Requirement, Service, Way
from knowledge.reading import Problem
from knowledge.vocabulary import (
    TREATMENTS,
    Certainty,
    EvidenceKind,
    FactUse,
    Mode,
    Standing,
    Treatment,
    chinese,
)

PRINCIPLE = ("优化营商环境条例", "第44条")
REPORTED = "报道"


def honesty_problems(service: Service) -> Iterator[Problem]:
    """Claims of one service that its sources don't carry, and reasons left out."""
    yield from _missing_reasons(service)
    for rule in service.outcomes:
        yield from _citations(rule.basis, rule.place)
    for requirement in service.requirements:
        yield from _citations(requirement.basis, requirement.place)
        yield from _demand(requirement)
        for option in requirement.lists:
            for item in option.items:
                for way in item.ways:
                    yield from _way_problems(item, way)


def _missing_reasons(service: Service) -> Iterator[Problem]:
    asks = any(fact.use is FactUse.ASK for fact in service.facts.values())
    if not asks and not service.no_conditions_because:
        yield Problem(service.place, f"“{service.name}”一个要问的情形也没有，请写“没有条件的理由”")
    if only_inferred(service) and not service.inferred_only_because:
        yield Problem(service.place, f"“{service.name}”的减免全是推断，请写“只有推断的理由”")


def only_inferred(service: Service) -> bool:
    """Whether no lighter treatment of the service stands on the county's word or a law."""
    return not any(
        way.standing.is_fact
        for requirement in service.requirements
        for option in requirement.lists
        for item in option.items
        for way in item.ways
        if way.treatment is not Treatment.BRING
    )


def _citations(basis: tuple[LegalBasis, ...], place: Place) -> Iterator[Problem]:
    for cited in basis:
        if cited.certainty is Certainty.UNREAD:
            yield Problem(place, f"“{cited}”还没见过条文，不能当依据引用")


def _demand(requirement: Requirement) -> Iterator[Problem]:
    """A requirement that only cancels proofs is no demand and must not cite one."""
    ways = [way for option in requirement.lists for item in option.items for way in item.ways]
    if requirement.basis and all(way.treatment is Treatment.CANCELLED for way in ways):
        message = f"要件“{requirement.name}”全是直接取消，不该写要求它的“依据”"
        yield Problem(requirement.place, message)


def _way_problems(item: EvidenceItem, way: Way) -> Iterator[Problem]:
    yield from _citations(way.basis, way.place)
    for message in (
        *_standing_faults(way),
        *_explained(item, way),
        *_allowed(item, way),
    ):
        yield Problem(way.place, f"“{item.name}”{message}")


def _standing_faults(way: Way) -> Iterator[str]:
    if way.treatment is Treatment.BRING or not way.standing.is_fact:
        return
    if not way.basis:
        yield "写了“法律”或“县里”，却没有依据"
    elif way.standing is Standing.COUNTY and not any(REPORTED in b.law for b in way.basis):
        yield "写了“县里”，依据里却没有报道或县里的文件"
    elif all((basis.law, basis.article) == PRINCIPLE for basis in way.basis):
        yield "只引优化营商环境条例第44条（原则），把握只能写“推断”"


def _explained(item: EvidenceItem, way: Way) -> Iterator[str]:
    if way.treatment is Treatment.BRING or way.implied:
        return
    if not way.reason:
        yield "不用自带，要写“理由”"
    if not way.fallback:
        yield "不用自带，要写“查不到”时怎么办"
    if Treatment.SHARED in {s.treatment for s in way.steps} and not way.systems:
        yield "写了数据共享，要写用哪个“系统”"


def _allowed(item: EvidenceItem, way: Way) -> Iterator[str]:
    treatments = {step.treatment for step in way.steps}
    if Treatment.EXEMPT in treatments and item.evidence.electronic is None:
        yield "不在电子证照库里，不能写“免提交”"
    if Treatment.PLEDGE in treatments and not way.pledge:
        yield "写了告知承诺，要写用哪份“承诺”"
    if Treatment.PLEDGE in treatments and item.evidence.no_pledge_because:
        yield f"不能用承诺代替（{item.evidence.no_pledge_because}）"
    if way.in_force and Treatment.PROXY not in treatments:
        yield "“已推行”只用于帮办代办"
    if item.evidence.kind is EvidenceKind.PROCEDURE:
        yield "是村里、乡镇或部门的程序，请写到“程序”下面，不要列成材料"
    yield from _surrender_alone(item)


def _surrender_alone(item: EvidenceItem) -> Iterator[str]:
    surrendered = any(step.mode is Mode.SURRENDER for way in item.ways for step in way.steps)
    lighter = {way.treatment for way in item.ways if way.treatment.weight >= 2}
    for treatment in sorted(lighter - {Treatment.BRING}):
        if surrendered:
            yield f"要交回的旧证不能用“{chinese(TREATMENTS, treatment)}”代替"
