"""The heart: which pieces of evidence a service takes in a case, and how each is dealt with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from knowledge.decision import Assumption, Considered, DecidedItem, Decision, Verdict
from knowledge.model import (
    UNKNOWN,
    EvidenceItem,
    EvidenceTypeList,
    OutcomeRule,
    Period,
    Requirement,
    Service,
    Way,
)
from knowledge.vocabulary import Outcome, Treatment


class UnknownValue(ValueError):
    """The case gives a fact of the service a value that the fact doesn't have."""


class IncompleteService(ValueError):
    """The pack has only the name of this service; there is nothing to decide yet."""


def decide(service: Service, case: Mapping[str, str], on: date) -> Decision:
    """Decide what ``service`` takes in ``case`` (fact id → value id) on the day ``on``.

    Pure: the same service, case and day give the same decision. A fact that is needed but
    missing (or ``UNKNOWN``) is taken at its commonest value and listed as an assumption.
    Facts that the service doesn't use are ignored.

    Raises:
        IncompleteService: if the service has no rules yet.
        UnknownValue: if a fact has a value it doesn't know.
    """
    if not service.complete:
        raise IncompleteService(service.id)
    return _Deciding(service, _checked(service, case), on).decision()


def _checked(service: Service, case: Mapping[str, str]) -> dict[str, str]:
    relevant = {fact: value for fact, value in case.items() if fact in service.facts}
    for fact_id, value in relevant.items():
        if value != UNKNOWN and value not in {v.id for v in service.facts[fact_id].values}:
            raise UnknownValue(f"{service.id}: {fact_id}={value}")
    return relevant


@dataclass
class _Deciding:
    """One decision in the making: the facts consulted so far and the trace."""

    service: Service
    case: Mapping[str, str]
    on: date
    assumed: dict[str, Assumption] = field(default_factory=dict)
    trace: list[Considered] = field(default_factory=list)

    def decision(self) -> Decision:
        rule = self._outcome_rule()
        outcome = rule.outcome if rule else Outcome.CHECKLIST
        items = self._all_items() if outcome is Outcome.CHECKLIST else []
        return Decision(
            service=self.service,
            on=self.on,
            case=self.case,
            outcome=outcome,
            items=tuple(items),
            rule=rule,
            assumptions=tuple(self.assumed.values()),
            trace=tuple(self.trace),
        )

    def _value_of(self, fact_id: str) -> str:
        told = self.case.get(fact_id, "")
        if told and told != UNKNOWN:
            return told
        if fact_id not in self.assumed:
            fact = self.service.facts[fact_id]
            self.assumed[fact_id] = Assumption(fact, fact.commonest, asked=told == UNKNOWN)
        return self.assumed[fact_id].value.id

    def _outcome_rule(self) -> OutcomeRule | None:
        for rule in self.service.outcomes:
            if rule.period.covers(self.on) and rule.when.holds(self._value_of):
                return rule
        return None

    def _all_items(self) -> list[DecidedItem]:
        return [
            item
            for requirement in self.service.requirements
            if self._applies(requirement)
            for item in self._items_of(requirement)
        ]

    def _applies(self, requirement: Requirement) -> bool:
        verdict = _outside(requirement.period, self.on)
        if verdict is None and not requirement.when.holds(self._value_of):
            verdict = Verdict.NOT_THIS_CASE
        if verdict:
            self._note_whole(requirement, requirement.lists, verdict)
        return verdict is None

    def _items_of(self, requirement: Requirement) -> list[DecidedItem]:
        fitting = [option for option in requirement.lists if option.when.holds(self._value_of)]
        unfit = [option for option in requirement.lists if option not in fitting]
        self._note_whole(requirement, unfit, Verdict.NOT_THIS_CASE)
        if not fitting:
            return []
        leading, others = fitting[0], tuple(fitting[1:])
        self._note_whole(requirement, others, Verdict.OTHER_LIST_LEADS)
        return self._decide_list(requirement, leading, others)

    def _decide_list(
        self,
        requirement: Requirement,
        leading: EvidenceTypeList,
        others: tuple[EvidenceTypeList, ...],
    ) -> list[DecidedItem]:
        decided = []
        for item in leading.items:
            if item.when.holds(self._value_of):
                decided.append(self._decide_item(requirement, item, others))
            else:
                self.trace.append(Considered(requirement, Verdict.NOT_THIS_CASE, item))
        return decided

    def _decide_item(
        self,
        requirement: Requirement,
        item: EvidenceItem,
        others: tuple[EvidenceTypeList, ...],
    ) -> DecidedItem:
        verdicts = [self._closed(way, item) for way in item.ways]
        judged = list(zip(item.ways, verdicts, strict=True))
        open_ways = [way for way, verdict in judged if verdict is None]
        leading = min(open_ways, key=lambda way: (way.implied, way.treatment.weight))
        for way, verdict in judged:
            shown = verdict or (Verdict.LEADS if way is leading else Verdict.ALSO_OPEN)
            self.trace.append(Considered(requirement, shown, item, way))
        also = tuple(
            way
            for way, verdict in judged
            if way is not leading and verdict in (None, Verdict.NOT_IN_FORCE)
        )
        return DecidedItem(requirement, item, leading, also, others)

    def _closed(self, way: Way, item: EvidenceItem) -> Verdict | None:
        """Why ``way`` cannot lead here, or None where it can."""
        verdict = _outside(way.period, self.on)
        if verdict:
            return verdict
        if not way.when.holds(self._value_of):
            return Verdict.NOT_THIS_CASE
        return self._closed_step(way, item) or self._barred(way)

    def _closed_step(self, way: Way, item: EvidenceItem) -> Verdict | None:
        treatments = {step.treatment for step in way.steps}
        if Treatment.EXEMPT in treatments and not _in_library(item, self.on):
            return Verdict.NOT_IN_LIBRARY
        if Treatment.SHARED in treatments and not self._data_flows(way):
            return Verdict.SYSTEM_CLOSED
        if Treatment.PROXY in treatments and not way.in_force:
            return Verdict.NOT_IN_FORCE
        return None

    def _data_flows(self, way: Way) -> bool:
        """Whether the window can see every system the way needs: connected, or its own."""
        own = self.service.department
        return all(system.connected or system.department == own for system in way.systems)

    def _barred(self, way: Way) -> Verdict | None:
        """A pledge is closed only to someone who said so: the bar is shown, never asked."""
        bar = way.pledge.barred_when if way.pledge else None
        if bar and bar.holds(lambda fact: self.case.get(fact, "")):
            return Verdict.PLEDGE_BARRED
        return None

    def _note_whole(
        self,
        requirement: Requirement,
        lists: Iterable[EvidenceTypeList],
        verdict: Verdict,
    ) -> None:
        for option in lists:
            for item in option.items:
                self.trace.append(Considered(requirement, verdict, item))


def _outside(period: Period, day: date) -> Verdict | None:
    if period.covers(day):
        return None
    return Verdict.LAPSED if period.end is not None and period.end < day else Verdict.NOT_YET


def _in_library(item: EvidenceItem, day: date) -> bool:
    electronic = item.evidence.electronic
    return electronic is not None and (electronic.since is None or electronic.since <= day)
