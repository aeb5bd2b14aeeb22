"""What a new version of the pack changes for citizens: which services, for whom, from when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from math import prod

from knowledge.checking.reachability import MOST_CASES
from knowledge.deciding import decide
from knowledge.decision import Decision
from knowledge.model import Fact, FactValue, Note, Pack, Period, Service, Way
from knowledge.vocabulary import Outcome

Case = Mapping[str, str]


@dataclass(frozen=True)
class Whom:
    """The cases in which something changes.

    Empty ``facts`` mean everybody. Where not ``exact``, only some of the cases described.
    """

    facts: tuple[tuple[Fact, tuple[FactValue, ...]], ...]
    exact: bool


@dataclass(frozen=True)
class Answer:
    """What a citizen is told at first: a checklist, or why there is none."""

    outcome: Outcome
    reason: str


@dataclass(frozen=True)
class Difference:
    """One change: of the answer as a whole, or of one piece (``name``); None: not there."""

    whom: Whom
    name: str
    before: Answer | Way | None
    after: Answer | Way | None


@dataclass(frozen=True)
class Wording:
    """A sentence beside the list that came or went (``kind`` in the pack's own word)."""

    kind: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


@dataclass(frozen=True)
class ServiceDiff:
    """What changes in one service."""

    service: Service
    differences: tuple[Difference, ...]
    wordings: tuple[Wording, ...]


@dataclass(frozen=True)
class Stage:
    """What changes on one day; ``since`` None: when the new version is activated."""

    since: date | None
    added: tuple[Service, ...]
    removed: tuple[Service, ...]
    changed: tuple[ServiceDiff, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing changes."""
        return not (self.added or self.removed or self.changed)


def stages(old: Pack, new: Pack, on: date) -> list[Stage]:
    """What activating ``new`` on the day ``on`` changes, and what its dated rules change later."""
    found = [_stage(None, old, new, on, on)]
    for day in sorted(_turning_days(new, on)):
        found.append(_stage(day, new, new, day - timedelta(days=1), day))
    return [stage for stage in found if not stage.empty]


def _stage(since: date | None, old: Pack, new: Pack, before: date, after: date) -> Stage:
    were, are = _complete(old), _complete(new)
    diffs = (_service_diff(were[one], are[one], before, after) for one in are if one in were)
    return Stage(
        since,
        added=tuple(service for one, service in are.items() if one not in were),
        removed=tuple(service for one, service in were.items() if one not in are),
        changed=tuple(diff for diff in diffs if diff.differences or diff.wordings),
    )


def _complete(pack: Pack) -> dict[str, Service]:
    return {service.id: service for service in pack.services.values() if service.complete}


def _turning_days(pack: Pack, on: date) -> set[date]:
    """Days after ``on`` on which some rule begins, or no longer holds."""
    days = set()
    for period in _periods(pack.services.values()):
        if period.start:
            days.add(period.start)
        if period.end:
            days.add(period.end + timedelta(days=1))
    for piece in pack.evidence.values():
        if piece.electronic and piece.electronic.since:
            days.add(piece.electronic.since)
    return {day for day in days if day > on}


def _periods(services: Iterable[Service]) -> Iterator[Period]:
    for service in services:
        yield from (rule.period for rule in service.outcomes)
        for requirement in service.requirements:
            yield requirement.period
            for option in requirement.lists:
                for item in option.items:
                    yield from (way.period for way in item.ways)


def _service_diff(old: Service, new: Service, before: date, after: date) -> ServiceDiff:
    same = old is new and not _dated(new)
    differences = () if same else _differences(old, new, before, after)
    return ServiceDiff(new, differences, tuple(_wordings(old, new)))


def _dated(service: Service) -> bool:
    items = [i for r in service.requirements for option in r.lists for i in option.items]
    electronic = any(item.evidence.electronic for item in items)
    return electronic or any(period != Period() for period in _periods([service]))


def _differences(old: Service, new: Service, before: date, after: date) -> tuple[Difference, ...]:
    facts = {**old.facts, **new.facts}
    cases = _cases(facts)
    found: dict[object, list[Case]] = defaultdict(list)
    first: dict[object, tuple[str, Answer | Way | None, Answer | Way | None]] = {}
    for case in cases:
        was = decide(old, _usable(old, case), before)
        now = decide(new, _usable(new, case), after)
        for key, change in _changes(was, now):
            found[key].append(case)
            first.setdefault(key, change)
    return tuple(
        Difference(_whom(facts, found[key], len(cases)), *change) for key, change in first.items()
    )


def _cases(facts: Mapping[str, Fact]) -> list[Case]:
    """Every case; of too many the commonest value stands for facts that aren't narrowed down."""
    values = [[value.id for value in fact.values] for fact in facts.values()]
    while prod(map(len, values)) > MOST_CASES:
        longest = max(range(len(values)), key=lambda n: len(values[n]))
        values[longest] = [list(facts.values())[longest].commonest.id]
    return [dict(zip(facts, combination, strict=True)) for combination in product(*values)]


def _usable(service: Service, case: Case) -> Case:
    return {fact: value for fact, value in case.items() if service.knows(fact, value)}


Change = tuple[str, "Answer | Way | None", "Answer | Way | None"]


def _changes(was: Decision, now: Decision) -> Iterator[tuple[object, Change]]:
    before, after = Answer(was.outcome, was.reason), Answer(now.outcome, now.reason)
    if before != after:
        yield (before, after), ("", before, after)
    if before.outcome is not after.outcome:
        return  # the whole list comes or goes: its pieces aren't told one by one
    old = {item.key: item.way for item in was.items}
    new = {item.key: item.way for item in now.items}
    for key in {**old, **new}:
        sides = old.get(key), new.get(key)
        told = tuple(_told(side) for side in sides)
        if told[0] != told[1]:
            yield (key, told), (key[1], *sides)


def _told(way: Way | None) -> object:
    """What a citizen hears of a way: its steps, and whether they are said as fact."""
    return way and (way.steps, way.standing.is_fact, way.pledge and way.pledge.id)


def _whom(facts: Mapping[str, Fact], cases: list[Case], of_all: int) -> Whom:
    if len(cases) == of_all:
        return Whom((), True)
    seen = {fact: {case[fact] for case in cases} for fact in facts}
    narrowed = [
        (fact, tuple(value for value in fact.values if value.id in seen[fact.id]))
        for fact in facts.values()
        if len(seen[fact.id]) < len(fact.values)
    ]
    return Whom(tuple(narrowed), len(cases) == prod(map(len, seen.values())))


def _wordings(old: Service, new: Service) -> Iterator[Wording]:
    before, after = _sentences(old), _sentences(new)
    for kind in after:
        gone = tuple(text for text in before[kind] if text not in after[kind])
        come = tuple(text for text in after[kind] if text not in before[kind])
        if gone or come:
            yield Wording(kind, gone, come)


def _sentences(service: Service) -> dict[str, list[str]]:
    may = service.may_delegate
    return {
        "期限": [f"{one.within}（过了：{one.loses}）" for one in service.apply_within],
        "条件": _texts(service.conditions),
        "表格": _texts(service.forms),
        "随身": list(service.always_carry),
        "谁来": _texts([service.who_must_come]),
        "委托": [f"{'可以' if may.allowed else '不可以'}，{may.with_what}"] if may else [],
        "哪里办": [f"{where.level} {where.note}".strip() for where in service.where],
        "时限": _texts([service.days]),
        "费用": _texts([service.fee]),
        "程序": _texts(service.procedures),
        "电话": [service.phone] if service.phone else [],
    }


def _texts(notes: Iterable[Note | None]) -> list[str]:
    return [note.text for note in notes if note]
