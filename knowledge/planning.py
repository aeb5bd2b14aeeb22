"""Planning a life event: every service decided, every piece of evidence counted once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from knowledge.deciding import decide
from knowledge.decision import Assumption, DecidedItem, Decision
from knowledge.events import EventStep, LifeEvent
from knowledge.model import UNKNOWN, Pack, Service
from knowledge.vocabulary import Mode, Outcome

KEPT_BY_THE_WINDOW = {Mode.COPY, Mode.SELF_MADE}
"""Papers that stay at each window: one is needed for every service that takes them."""


@dataclass(frozen=True)
class PlannedStep:
    """A step as it comes out. ``decision`` is None where the service's rules aren't written yet
    or are being verified.

    ``visit`` counts the visits from 1; 0 where this service takes none.
    """

    step: EventStep
    service: Service
    decision: Decision | None
    visit: int

    @property
    def to_do(self) -> bool:
        """Whether the citizen has to do anything about this service."""
        return _to_do(self.decision)


@dataclass(frozen=True)
class Piece:
    """One piece of evidence of the whole event, as the most demanding service takes it.

    ``services`` take it, ``kept`` of them keep the paper; ``issued_by`` is the earlier service
    that hands it out, None where it comes from home.
    """

    item: DecidedItem
    services: tuple[str, ...]
    kept: int
    issued_by: str | None

    @property
    def copies(self) -> int:
        """How many of it are to be had."""
        return max(1, self.kept)


@dataclass(frozen=True)
class Plan:
    """The answer for one event, case and day; ``assumptions`` are those about its own facts."""

    event: LifeEvent
    on: date
    case: Mapping[str, str]
    steps: tuple[PlannedStep, ...]
    pieces: tuple[Piece, ...]
    assumptions: tuple[Assumption, ...]

    @property
    def visits(self) -> int:
        """How many visits the event takes."""
        return max((step.visit for step in self.steps), default=0)


def plan(event: LifeEvent, pack: Pack, case: Mapping[str, str], on: date) -> Plan:
    """Decide every service of ``event`` in ``case`` (fact id → value id) on the day ``on``.

    Pure, as ``decide`` is. Facts of the event that nobody told are taken at their commonest
    value, for all its services alike, and listed as assumptions. A value told that a service
    doesn't know is ignored there.
    """
    assumed = _assumed(event, case)
    told = {fact: value for fact, value in case.items() if value != UNKNOWN}
    values = {**{fact: a.value.id for fact, a in assumed.items()}, **told}
    fitting = [step for step in event.steps if step.when.holds(lambda fact: values[fact])]
    decisions = [_decided(step, pack, {**case, **values}, on) for step in fitting]
    visits = _visits(event, fitting, decisions)
    steps = tuple(
        PlannedStep(step, pack.services[step.service], decision, visit)
        for step, decision, visit in zip(fitting, decisions, visits, strict=True)
    )
    return Plan(event, on, case, steps, _pieces(steps), tuple(assumed.values()))


def _assumed(event: LifeEvent, case: Mapping[str, str]) -> dict[str, Assumption]:
    return {
        fact.id: Assumption(fact, fact.commonest, asked=fact.id in case)
        for fact in event.facts.values()
        if case.get(fact.id, UNKNOWN) == UNKNOWN
    }


def _decided(step: EventStep, pack: Pack, values: Mapping[str, str], on: date) -> Decision | None:
    service = pack.services[step.service]
    if not service.complete or service.id in pack.suspended.services:
        return None
    known = {fact: value for fact, value in values.items() if service.knows(fact, value)}
    return decide(service, {**known, **step.known}, on)


def _to_do(decision: Decision | None) -> bool:
    return decision is None or decision.outcome not in (Outcome.NOT_NEEDED, Outcome.COVERED_BY)


def _visits(
    event: LifeEvent, fitting: list[EventStep], decisions: list[Decision | None]
) -> list[int]:
    """The number of each fitting step's visit; a step left out still parts its neighbours."""
    started, wanted = 0, []
    for step in event.steps:
        started += not step.same_visit
        if step in fitting:
            wanted.append(started if _to_do(decisions[fitting.index(step)]) else 0)
    order = sorted(set(wanted) - {0})
    return [order.index(visit) + 1 if visit else 0 for visit in wanted]


def _pieces(steps: Iterable[PlannedStep]) -> tuple[Piece, ...]:
    taken: dict[tuple[str, str], list[tuple[str, DecidedItem]]] = {}
    issuers: dict[tuple[str, str], str] = {}
    issued: dict[str, str] = {}
    for step in steps:
        for item in step.decision.items if step.decision else ():
            taken.setdefault(item.key, []).append((step.service.id, item))
            if item.key[0] in issued:
                issuers.setdefault(item.key, issued[item.key[0]])
        issued.update({piece.id: step.service.id for piece in step.step.issues if step.to_do})
    return tuple(_piece(uses, issuers.get(key)) for key, uses in taken.items())


def _piece(uses: list[tuple[str, DecidedItem]], issued_by: str | None) -> Piece:
    hardest = max((item for _, item in uses), key=lambda item: item.treatment.weight)
    kept = sum(
        KEPT_BY_THE_WINDOW.intersection(s.mode for s in item.way.steps) != set() for _, item in uses
    )
    return Piece(hardest, tuple(service for service, _ in uses), kept, issued_by)
