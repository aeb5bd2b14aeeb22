"""Which question to ask next: the one that leaves the fewest questions to expect.

An exact minimisation over the answers' priors (an optimal decision tree, cf. Garey 1972,
"Optimal binary identification procedures"), affordable because a service asks few facts.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from datetime import date

from knowledge.deciding import decide
from knowledge.decision import Decision
from knowledge.model import Fact, Service
from knowledge.vocabulary import FactUse

Signature = Callable[[Decision], Hashable]
State = frozenset[tuple[str, str]]


def next_question(service: Service, case: Mapping[str, str], on: date) -> Fact | None:
    """The fact to ask next, or None where no answer would change the decision.

    Facts that decide the outcome come first. A fact already in ``case``, also as
    ``UNKNOWN``, is never asked again.
    """
    for signature in (_outcome, _whole_answer):
        fact = _Asking(service, case, on, signature).best()
        if fact:
            return fact
    return None


def expected_questions(service: Service, case: Mapping[str, str], on: date) -> float:
    """How many questions a citizen has to expect, weighted by the priors."""
    return _Asking(service, case, on, _whole_answer).expected(frozenset())


def _outcome(decision: Decision) -> Hashable:
    return decision.outcome, decision.reason


def _whole_answer(decision: Decision) -> Hashable:
    pieces = tuple((item.key, item.way.steps, item.way.pledge) for item in decision.items)
    return _outcome(decision), tuple(
        (key, steps, pledge and pledge.id) for key, steps, pledge in pieces
    )


class _Asking:
    """The search for the best question; results are kept per set of answers."""

    def __init__(
        self, service: Service, case: Mapping[str, str], on: date, signature: Signature
    ) -> None:
        self.service, self.case, self.on, self.signature = service, case, on, signature
        self.open = [
            fact
            for fact in service.facts.values()
            if fact.use is FactUse.ASK and fact.id not in case
        ]
        self._endings: dict[State, frozenset[Hashable]] = {}
        self._costs: dict[State, float] = {}

    def best(self) -> Fact | None:
        start: State = frozenset()
        if len(self.endings(start)) == 1:
            return None
        return min(self._useful(start), key=lambda fact: self._cost_of(fact, start))

    def expected(self, state: State) -> float:
        """The expected number of questions from ``state`` on."""
        if state not in self._costs:
            useful = [] if len(self.endings(state)) == 1 else self._useful(state)
            costs = [self._cost_of(fact, state) for fact in useful]
            self._costs[state] = min(costs, default=0.0)
        return self._costs[state]

    def endings(self, state: State) -> frozenset[Hashable]:
        """Every answer that can still come out."""
        if state not in self._endings:
            self._endings[state] = self._find_endings(state)
        return self._endings[state]

    def _find_endings(self, state: State) -> frozenset[Hashable]:
        rest = self._rest(state)
        if not rest:
            decision = decide(self.service, {**self.case, **dict(state)}, self.on)
            return frozenset([self.signature(decision)])
        fact = rest[0]
        parts = (self.endings(state | {(fact.id, value.id)}) for value in fact.values)
        return frozenset().union(*parts)

    def _rest(self, state: State) -> list[Fact]:
        told = {fact for fact, _ in state}
        return [fact for fact in self.open if fact.id not in told]

    def _useful(self, state: State) -> list[Fact]:
        """The facts whose values don't all leave the same endings."""
        return [fact for fact in self._rest(state) if self._splits(fact, state)]

    def _splits(self, fact: Fact, state: State) -> bool:
        return len({self.endings(state | {(fact.id, v.id)}) for v in fact.values}) > 1

    def _cost_of(self, fact: Fact, state: State) -> float:
        total = sum(value.prior for value in fact.values)
        return 1 + sum(
            value.prior / total * self.expected(state | {(fact.id, value.id)})
            for value in fact.values
        )
