"""Proof by exhaustion: every reachable case decides, and nothing written is idle."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import prod

from knowledge.comparing import changes_between
from knowledge.deciding import decide
from knowledge.decision import Decision, Verdict
from knowledge.model import EvidenceItem, OutcomeRule, Service, Way
from knowledge.reading import Problem
from knowledge.vocabulary import FactUse

MOST_CASES = 20_000
DEAD = {Verdict.NOT_THIS_CASE, Verdict.LAPSED}


@dataclass
class _Seen:
    """What came up in some case, by identity."""

    rules: set[int] = field(default_factory=set)
    items: set[int] = field(default_factory=set)
    ways: set[int] = field(default_factory=set)

    def take(self, decision: Decision) -> None:
        if decision.rule:
            self.rules.add(id(decision.rule))
        for step in decision.trace:
            if step.verdict in DEAD:
                continue
            if step.item:
                self.items.add(id(step.item))
            if step.way:
                self.ways.add(id(step.way))
            elif step.item:  # a list offered beside the leading one: its ways aren't weighed
                self.ways.update(id(way) for way in step.item.ways)


def reachability_problems(service: Service, on: date) -> Iterator[Problem]:
    """Rules, pieces and ways that no case reaches; questions that change nothing."""
    count = prod(len(fact.values) for fact in service.facts.values())
    if count > MOST_CASES:
        message = f"“{service.name}”有{count}种情形，多过{MOST_CASES}，请少写几个情形"
        yield Problem(service.place, message)
        return
    seen, decisions = _Seen(), {}
    for case in all_cases(service):
        decision = decide(service, case, on)
        seen.take(decision)
        decisions[tuple(case.values())] = decision
    yield from _unreached(service, seen)
    yield from _idle_questions(service, decisions)


def all_cases(service: Service) -> Iterator[Mapping[str, str]]:
    """Every combination of the service's facts (fact id → value id)."""
    facts = list(service.facts.values())
    for values in product(*(fact.values for fact in facts)):
        yield {fact.id: value.id for fact, value in zip(facts, values, strict=True)}


def _unreached(service: Service, seen: _Seen) -> Iterator[Problem]:
    for rule in service.outcomes:
        if id(rule) not in seen.rules:
            yield _dead_rule(rule)
    for requirement in service.requirements:
        for option in requirement.lists:
            for item in option.items:
                if id(item) not in seen.items:
                    yield Problem(item.place, f"“{item.name}”在哪种情形下都轮不到，请查“当”")
                else:
                    yield from _dead_ways(item, seen)


def _dead_rule(rule: OutcomeRule) -> Problem:
    return Problem(rule.place, f"结论“{rule.reason}”在哪种情形下都轮不到，请查“当”和先后")


def _dead_ways(item: EvidenceItem, seen: _Seen) -> Iterator[Problem]:
    for way in item.ways:
        if id(way) not in seen.ways and not way.implied and not _timed(way):
            yield Problem(way.place, f"“{item.name}”的这种做法在哪种情形下都轮不到，请查“当”")


def _timed(way: Way) -> bool:
    return way.period.start is not None or way.period.end is not None


def _idle_questions(
    service: Service, decisions: Mapping[tuple[str, ...], Decision]
) -> Iterator[Problem]:
    for position, fact in enumerate(service.facts.values()):
        if fact.use is FactUse.ASK and not _matters(position, decisions):
            yield Problem(
                service.place,
                f"情形“{fact.name}”问了也不改变清单，“怎么用”请写“给看”",
            )


def _matters(position: int, decisions: Mapping[tuple[str, ...], Decision]) -> bool:
    groups: dict[Hashable, Decision] = {}
    for case, decision in decisions.items():
        others = case[:position] + case[position + 1 :]
        first = groups.setdefault(others, decision)
        if first.rule is not decision.rule or changes_between(first, decision):
            return True
    return False
