"""What the pack holds, counted; never bent to meet the report's totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from knowledge.checking.honesty import only_inferred
from knowledge.deciding import decide
from knowledge.model import Pack, Service
from knowledge.vocabulary import FactUse, Standing, Treatment

Kind = TypeVar("Kind", bound=Enum)


@dataclass(frozen=True)
class Figures:
    """Counts over the pack; pieces are those of each service's commonest case."""

    services: int
    complete: int
    evidence_types: int
    systems: int
    connected: int
    pieces: int
    treatments: dict[Treatment, int]
    standings: dict[Standing, int]
    without_condition: tuple[Service, ...]
    without_question: tuple[Service, ...]
    only_inferred: tuple[Service, ...]


def figures(pack: Pack, on: date) -> Figures:
    """Count ``pack`` as it decides on the day ``on``."""
    complete = [service for service in pack.services.values() if service.complete]
    items = [item for service in complete for item in decide(service, {}, on).items]
    lighter = [item for item in items if item.treatment is not Treatment.BRING]
    return Figures(
        services=len(pack.services),
        complete=len(complete),
        evidence_types=len(pack.evidence),
        systems=len(pack.systems),
        connected=sum(system.connected for system in pack.systems.values()),
        pieces=len(items),
        treatments=_counted(Treatment, (item.treatment for item in items)),
        standings=_counted(Standing, (item.way.standing for item in lighter)),
        without_condition=tuple(service for service in complete if not service.facts),
        without_question=tuple(service for service in complete if not _asks(service)),
        only_inferred=tuple(service for service in complete if only_inferred(service)),
    )


def _asks(service: Service) -> bool:
    return any(fact.use is FactUse.ASK for fact in service.facts.values())


def _counted(kinds: type[Kind], found: Iterable[Kind]) -> dict[Kind, int]:
    counter = Counter(found)
    return {kind: counter[kind] for kind in kinds}
