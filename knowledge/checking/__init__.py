"""Proving a pack before it may be used: what is wrong, what is still to be filled in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import chain

from knowledge.checking.catalogue import catalogue_problems
from knowledge.checking.events import event_problems
from knowledge.checking.honesty import honesty_problems
from knowledge.checking.reachability import reachability_problems
from knowledge.model import Pack
from knowledge.reading import Problem


@dataclass(frozen=True)
class Report:
    """The outcome of a check: faults that forbid using the pack, and values to be filled in."""

    problems: tuple[Problem, ...]
    to_fill_in: tuple[str, ...]

    @property
    def usable(self) -> bool:
        """Whether the pack may be activated."""
        return not self.problems


def check(pack: Pack, on: date, faults: Iterable[Problem] = ()) -> Report:
    """Check a pack as of the day ``on``; ``faults`` are those found while reading it."""
    services = [service for service in pack.services.values() if service.complete]
    per_service = chain.from_iterable(
        chain(honesty_problems(service), reachability_problems(service, on)) for service in services
    )
    problems = chain(faults, catalogue_problems(pack), event_problems(pack, on), per_service)
    ordered = sorted(problems, key=lambda p: (p.place.file, p.place.line))
    samples = (f"{key}：{value}" for key, value in pack.county.samples.items() if "样例" in value)
    return Report(tuple(ordered), tuple(samples))
