"""Checks on 一件事: every case plans, every step is needed, nothing is called official unread."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Mapping
from datetime import date
from itertools import pairwise, product
from math import prod

from knowledge.decision import Decision
from knowledge.events import LifeEvent
from knowledge.model import Pack, Service
from knowledge.planning import Plan, plan
from knowledge.reading import Problem
from knowledge.vocabulary import Outcome

FEWEST_SAYINGS = 8
FEWEST_SERVICES = 2
MOST_CASES = 500
OWN_TIME = {"网上"}
"""Levels that are no place one goes to: they never join two services into one visit."""


def event_problems(pack: Pack, on: date) -> Iterator[Problem]:
    """What is wrong with the events of ``pack`` as of the day ``on``."""
    yield from _shared_sayings(pack)
    for event in pack.events.values():
        yield from _incomplete(event)
        yield from _visits(event, pack.services)
        yield from _plans(event, pack, on)


def _shared_sayings(pack: Pack) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for service_id, aliases in pack.aliases.items():
        owners.update(dict.fromkeys(aliases, service_id))
    for event in pack.events.values():
        for saying in event.sayings:
            other = owners.setdefault(saying, event.id)
            if other != event.id:
                message = f"说法“{saying}”同时给了“{other}”和“{event.id}”，请只留一处"
                yield Problem(event.place, message)


def _incomplete(event: LifeEvent) -> Iterator[Problem]:
    if len(set(event.sayings)) < FEWEST_SAYINGS:
        yield Problem(event.place, f"“{event.name}”至少要写{FEWEST_SAYINGS}种不同的说法")
    if len({step.service for step in event.steps}) < FEWEST_SERVICES:
        yield Problem(event.place, f"“{event.name}”只有一个事项，不算一件事")
    if event.official and not event.source:
        yield Problem(event.place, f"“{event.name}”写了“官方: 是”，要写“来源”（哪份清单）")


def _visits(event: LifeEvent, services: Mapping[str, Service]) -> Iterator[Problem]:
    if event.steps and event.steps[0].same_visit:
        yield Problem(event.steps[0].place, "第一步前面没有事，不能写“同次”")
    for before, step in pairwise(event.steps):
        one, other = _levels(services[before.service]), _levels(services[step.service])
        if step.same_visit and one and other and not one & other:
            names = f"“{services[before.service].name}”和“{services[step.service].name}”"
            yield Problem(step.place, f"{names}不在同一个地方办，不能写“同次”")


def _levels(service: Service) -> set[str]:
    return {place.level for place in service.where} - OWN_TIME


def _plans(event: LifeEvent, pack: Pack, on: date) -> Iterator[Problem]:
    services = pack.services
    count = prod(len(fact.values) for fact in event.facts.values())
    if count > MOST_CASES:
        yield Problem(event.place, f"“{event.name}”有{count}种情形，多过{MOST_CASES}，请少写几个")
        return
    plans = {tuple(case.values()): plan(event, pack, case, on) for case in _cases(event)}
    written = all(services[step.service].complete for step in event.steps)
    yield from _unneeded_steps(event, services, plans.values())
    if not all(planned.visits for planned in plans.values()):
        yield Problem(event.place, f"“{event.name}”有的情形下一件也不用办，请查“当”和“已知”")
    if written:  # a bare name takes and tells nothing yet
        yield from _unused_issues(event, services, plans.values())
        yield from _idle_facts(event, plans)


def _cases(event: LifeEvent) -> Iterator[Mapping[str, str]]:
    facts = list(event.facts.values())
    for values in product(*(fact.values for fact in facts)):
        yield {fact.id: value.id for fact, value in zip(facts, values, strict=True)}


def _unneeded_steps(
    event: LifeEvent, services: Mapping[str, Service], plans: Collection[Plan]
) -> Iterator[Problem]:
    planned = [step for each in plans for step in each.steps]
    fitting = {id(step.step) for step in planned if not _leads_away(step.decision)}
    for step in event.steps:
        if id(step) not in fitting:
            name = services[step.service].name
            yield Problem(step.place, f"“{name}”在哪种情形下都不是办它，请查“当”和“已知”")


def _leads_away(decision: Decision | None) -> bool:
    return decision is not None and decision.outcome is Outcome.USE_OTHER_SERVICE


def _unused_issues(
    event: LifeEvent, services: Mapping[str, Service], plans: Collection[Plan]
) -> Iterator[Problem]:
    used = {piece.issued_by for each in plans for piece in each.pieces}
    for step in event.steps:
        if step.issues and step.service not in used:
            name = services[step.service].name
            yield Problem(step.place, f"“{name}”办出来的证后面没有哪一步要，请查“办出”")


def _idle_facts(event: LifeEvent, plans: Mapping[tuple[str, ...], Plan]) -> Iterator[Problem]:
    for position, fact in enumerate(event.facts.values()):
        if not _matters(position, plans):
            yield Problem(event.place, f"情形“{fact.name}”不改变“{event.name}”的任何一步，请去掉")


def _matters(position: int, plans: Mapping[tuple[str, ...], Plan]) -> bool:
    answers: dict[tuple[str, ...], Hashable] = {}
    for case, planned in plans.items():
        others = case[:position] + case[position + 1 :]
        if answers.setdefault(others, _answer(planned)) != _answer(planned):
            return True
    return False


def _answer(planned: Plan) -> Hashable:
    outcomes = tuple(
        (step.service.id, step.decision and step.decision.rule) for step in planned.steps
    )
    return outcomes, tuple((p.item.key, p.item.way.steps, p.services) for p in planned.pieces)
