"""Comparing decisions: what a correction changes, and what other branches would bring."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

from knowledge.deciding import decide
from knowledge.decision import DecidedItem, Decision
from knowledge.model import UNKNOWN, Fact, FactValue
from knowledge.vocabulary import FactUse


@dataclass(frozen=True)
class Change:
    """One piece whose treatment differs; None stands for: not on that list."""

    before: DecidedItem | None
    after: DecidedItem | None

    @property
    def item(self) -> DecidedItem:
        """The piece itself, from whichever side has it."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass(frozen=True)
class Branch:
    """What would be different if an assumed fact had another value."""

    fact: Fact
    value: FactValue
    decision: Decision
    changes: tuple[Change, ...]


def changes_between(before: Decision, after: Decision) -> tuple[Change, ...]:
    """The pieces that differ between two decisions of the same service."""
    old = {item.key: item for item in before.items}
    new = {item.key: item for item in after.items}
    changed = []
    for key in list(old) + [key for key in new if key not in old]:
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was.way.steps != now.way.steps:
            changed.append(Change(was, now))
    return tuple(changed)


def branches_of(decision: Decision) -> tuple[Branch, ...]:
    """For every assumption, each other value that would change the answer."""
    return tuple(
        branch
        for assumption in decision.assumptions
        for value in assumption.fact.values
        if value.id != assumption.value.id
        for branch in _branch(decision, assumption.fact, value)
    )


def _branch(decision: Decision, fact: Fact, value: FactValue) -> Iterator[Branch]:
    other = decide(decision.service, {**decision.case, fact.id: value.id}, decision.on)
    changes = changes_between(decision, other)
    if changes or other.outcome is not decision.outcome:
        yield Branch(fact, value, other, changes)


def pieces_range(decision: Decision, leaving_out: Collection[str] = ()) -> tuple[int, int]:
    """The fewest and the most pieces to bring over the values of the open facts.

    Evidence whose id is in ``leaving_out`` isn't counted.

    Open are the facts that may be asked and whose value nobody knows; facts that are only
    offered are stated as assumptions, not counted as open.
    """
    counts = [
        sum(item.must_bring and item.key[0] not in leaving_out for item in other.items)
        for other in _completions(decision)
    ]
    return min(counts), max(counts)


def _completions(decision: Decision) -> Iterator[Decision]:
    open_facts = [
        fact
        for fact in decision.service.facts.values()
        if fact.use is FactUse.ASK and decision.case.get(fact.id, UNKNOWN) == UNKNOWN
    ]
    for values in product(*(fact.values for fact in open_facts)):
        told = {fact.id: value.id for fact, value in zip(open_facts, values, strict=True)}
        yield decide(decision.service, {**decision.case, **told}, decision.on)
