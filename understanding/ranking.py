"""One entry of a ranking, as the parsing contract has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 10
"""A ranking's length is bounded: it is stored with every turn of a conversation."""
MEANT = 0.2
"""Below this chance that any service is meant a ranking is left empty."""


@dataclass(frozen=True)
class Ranked:
    """A service (or life event) and the calibrated probability that it is meant."""

    id: str
    name: str
    confidence: float

    def as_output(self) -> dict[str, str | float]:
        """The form of the contract, confidence rounded to four places."""
        return {"id": self.id, "name": self.name, "confidence": round(self.confidence, 4)}


def where_meant(ranking: Sequence[Ranked]) -> Sequence[Ranked]:
    """The ranking, or nothing where most likely no service is meant at all."""
    return ranking if sum(service.confidence for service in ranking) >= MEANT else ()
