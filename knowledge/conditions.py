"""Conditions on the facts of a case: an OR of ANDs over finite values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Clause = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Condition:
    """Holds when any clause holds; a clause holds when each of its facts has a listed value.

    ``clauses`` maps fact ids to sets of value ids. No clause at all means: always.
    """

    clauses: tuple[Clause, ...] = ()

    def holds(self, value_of: Callable[[str], str]) -> bool:
        """Whether the condition holds, asking ``value_of`` only for the facts it needs."""
        if not self.clauses:
            return True
        return any(
            all(value_of(fact) in values for fact, values in clause.items())
            for clause in self.clauses
        )

    def named(self) -> Iterator[tuple[str, str]]:
        """Every (fact id, value id) the condition speaks of."""
        for clause in self.clauses:
            for fact, values in clause.items():
                for value in sorted(values):
                    yield fact, value

    def __hash__(self) -> int:
        return hash(tuple(tuple(sorted(clause.items())) for clause in self.clauses))


ALWAYS = Condition()
