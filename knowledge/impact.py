"""What connecting a system would spare, counted over the pack as it is written.

A piece counts where its leading way becomes lighter once the flag is set: either the service's
author wrote sharing down, or the piece was to be brought only because the system was closed then
(see reading/sharing.py), which is our inference. A piece that needs several systems counts only
where the others are open.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from math import prod
from typing import TypeVar

from knowledge.checking.reachability import all_cases
from knowledge.deciding import decide
from knowledge.decision import DecidedItem
from knowledge.model import (
    EvidenceItem,
    EvidenceTypeList,
    Pack,
    Requirement,
    Service,
    SourceSystem,
    Way,
)


@dataclass(frozen=True)
class Spared:
    """One piece of one service that is dealt with more lightly.

    ``commonest``: whether it is so in the commonest case; ``weight``: how probable it is, over
    all reachable cases by their priors.
    """

    service: Service
    item: EvidenceItem
    now: Way
    then: Way
    commonest: bool
    weight: float

    @property
    def written(self) -> bool:
        """Whether the service itself speaks of sharing; else it is our inference."""
        return not self.then.on_connection


@dataclass(frozen=True)
class Impact:
    """What connecting ``systems`` would spare."""

    systems: tuple[SourceSystem, ...]
    pieces: tuple[Spared, ...]

    @property
    def commonest(self) -> int:
        """Pieces on the lists of the commonest cases."""
        return sum(piece.commonest for piece in self.pieces)

    @property
    def written(self) -> int:
        """Those of them that the services' authors wrote down as sharing."""
        return sum(piece.commonest and piece.written for piece in self.pieces)

    @property
    def expected(self) -> float:
        """Pieces to expect, were every service done once by people of all cases."""
        return sum(piece.weight for piece in self.pieces)

    @property
    def services(self) -> int:
        """How many services have such a piece."""
        return len({piece.service.id for piece in self.pieces})


def ranking(pack: Pack, on: date) -> list[Impact]:
    """Every unconnected system, the one that spares most first."""
    found = [impact(pack, [system], on) for system in pack.systems.values() if not system.connected]
    return sorted(found, key=lambda each: (-each.commonest, -each.expected, each.systems[0].id))


def impact(pack: Pack, systems: Iterable[SourceSystem], on: date) -> Impact:
    """What connecting all of ``systems`` together would spare on the day ``on``."""
    systems = tuple(systems)
    ids = frozenset(system.id for system in systems)
    services = [each for each in pack.services.values() if each.complete and _names(each, ids)]
    pieces = [piece for service in services for piece in _spared(service, ids, on)]
    return Impact(systems, tuple(pieces))


Lighter = dict[tuple[int, int], tuple[DecidedItem, Way]]


def _spared(service: Service, ids: Collection[str], on: date) -> list[Spared]:
    opened = connected(service, ids)
    commonest = _lighter(service, opened, {}, on)
    found, weights = dict(commonest), dict.fromkeys(commonest, 0.0)
    for case in all_cases(service):
        for key, ways in _lighter(service, opened, case, on).items():
            found.setdefault(key, ways)
            weights[key] = weights.get(key, 0.0) + _probability(service, case)
    return [
        Spared(service, now.item, now.way, then, key in commonest, weights[key])
        for key, (now, then) in found.items()
    ]


def _lighter(service: Service, opened: Service, case: Mapping[str, str], on: date) -> Lighter:
    """Each piece that becomes lighter in ``case``, with the way that leads then."""
    before, after = decide(service, case, on), decide(opened, case, on)
    return {
        (id(now.item), id(now.way)): (now, then.way)
        for now, then in zip(before.items, after.items, strict=True)
        if then.way.steps != now.way.steps
    }


def _probability(service: Service, case: Mapping[str, str]) -> float:
    return prod(
        fact.value(case[fact.id]).prior / sum(value.prior for value in fact.values)
        for fact in service.facts.values()
    )


def _names(service: Service, ids: Collection[str]) -> bool:
    return any(
        system.id in ids
        for requirement in service.requirements
        for option in requirement.lists
        for item in option.items
        for way in item.ways
        for system in way.systems
    )


def connected(service: Service, ids: Collection[str]) -> Service:
    """``service`` as it would be were the systems ``ids`` connected."""
    return replace(service, requirements=_all(_requirement, service.requirements, ids))


def _requirement(requirement: Requirement, ids: Collection[str]) -> Requirement:
    return replace(requirement, lists=_all(_list, requirement.lists, ids))


def _list(option: EvidenceTypeList, ids: Collection[str]) -> EvidenceTypeList:
    return replace(option, items=_all(_item, option.items, ids))


def _item(item: EvidenceItem, ids: Collection[str]) -> EvidenceItem:
    return replace(item, ways=_all(_way, item.ways, ids))


def _way(way: Way, ids: Collection[str]) -> Way:
    return replace(way, systems=_all(_system, way.systems, ids)) if way.systems else way


def _system(system: SourceSystem, ids: Collection[str]) -> SourceSystem:
    return replace(system, connected=True) if system.id in ids else system


Part = TypeVar("Part", Requirement, EvidenceTypeList, EvidenceItem, Way, SourceSystem)


def _all(
    change: Callable[[Part, Collection[str]], Part], parts: tuple[Part, ...], ids: Collection[str]
) -> tuple[Part, ...]:
    return tuple(change(part, ids) for part in parts)
