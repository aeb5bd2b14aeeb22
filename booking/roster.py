"""Who could go: agents with the skill and the township, their hours, and what is taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.grid import SLOT_MINUTES, local, slot_at, slots_between
from booking.model import Errand
from booking.schema import (
    absences,
    agent_hours,
    agent_skills,
    agent_townships,
    agents,
    taken_slots,
    townships,
)
from booking.working_days import WorkingDays
from knowledge.vocabulary import Mode

MONDAY = 0


@dataclass(frozen=True)
class Roster:
    """The agents for one errand and place: hours by (agent, weekday), and the slots away or taken.

    ``taken`` and ``away`` reach over the whole weeks of the days asked for.
    """

    zone: ZoneInfo
    working_days: WorkingDays
    agents: tuple[str, ...]
    hours: Mapping[tuple[str, int], tuple[tuple[int, int], ...]]
    away: Mapping[str, Set[int]]
    taken: Mapping[str, Set[int]]

    def works(self, agent: str, day: date) -> list[int]:
        """The slots that ``agent`` works on ``day``, in order, taken or not.

        A make-up day without hours of its own is worked like a Monday.
        """
        if not self.working_days.is_open(day):
            return []
        spans = self.hours.get((agent, day.weekday()), ())
        if not spans and self.working_days.is_make_up(day):
            spans = self.hours.get((agent, MONDAY), ())
        slots = [slot for span in spans for slot in slots_between(day, *span, self.zone)]
        return [slot for slot in slots if slot not in self.away.get(agent, ())]

    def free(self, agent: str, day: date) -> list[int]:
        """The slots of ``works`` that nothing has taken."""
        return [slot for slot in self.works(agent, day) if slot not in self.taken.get(agent, ())]

    def load(self, agent: str, day: date) -> float:
        """The share of the agent's regular week that is taken or away in the week of ``day``."""
        monday = day - timedelta(days=day.weekday())
        first = slot_at(local(monday, 0, self.zone))
        week = range(first, slot_at(local(monday + timedelta(days=7), 0, self.zone)))
        busy = self.taken.get(agent, set()) | self.away.get(agent, set())
        return sum(slot in week for slot in busy) / self._regular_week(agent)

    def _regular_week(self, agent: str) -> int:
        minutes = (
            end - start
            for (whose, _), spans in self.hours.items()
            if whose == agent
            for start, end in spans
        )
        return max(1, sum(minutes) // SLOT_MINUTES)


def read_roster(
    connection: Connection,
    zone: ZoneInfo,
    errand: Errand,
    township: str,
    first: date,
    last: date,
) -> Roster:
    """The roster for ``errand`` in ``township``, over whole weeks from ``first`` to ``last``."""
    able = tuple(connection.execute(_able(errand, township)).scalars())
    monday, sunday = first - timedelta(days=first.weekday()), last + timedelta(days=7)
    span = range(slot_at(local(monday, 0, zone)), slot_at(local(sunday, 0, zone)))
    return Roster(
        zone,
        WorkingDays.read(connection),
        able,
        _hours(connection, able),
        _away(connection, able, span),
        _taken(connection, able, span),
    )


def travel_minutes(connection: Connection, errand: Errand, township: str) -> int | None:
    """Minutes on the road, there and back; 0 unless on site; None for a township we don't know."""
    if errand.mode is not Mode.ONSITE:
        return 0
    query = sa.select(townships.c.travel_minutes).where(townships.c.id == township)
    one_way = connection.execute(query).scalar()
    return None if one_way is None else 2 * int(one_way)


def _able(errand: Errand, township: str) -> Any:
    """Active agents with the skill; on site, those who go to the township."""
    skill = sa.select(agent_skills.c.agent).where(
        agent_skills.c.mode == errand.mode.value,
        agent_skills.c.department.in_(["", errand.department]),
    )
    able = sa.select(agents.c.id).where(agents.c.active, agents.c.id.in_(skill))
    if errand.mode is Mode.ONSITE:
        goes = sa.select(agent_townships.c.agent).where(agent_townships.c.township == township)
        able = able.where(agents.c.id.in_(goes))
    return able.order_by(agents.c.id)


def _hours(
    connection: Connection, able: Iterable[str]
) -> dict[tuple[str, int], tuple[tuple[int, int], ...]]:
    hours: defaultdict[tuple[str, int], tuple[tuple[int, int], ...]] = defaultdict(tuple)
    query = sa.select(agent_hours).where(agent_hours.c.agent.in_(able))
    for row in connection.execute(query.order_by(agent_hours.c.from_minute)):
        hours[row.agent, row.weekday] += ((row.from_minute, row.to_minute),)
    return dict(hours)


def _away(connection: Connection, able: Iterable[str], span: range) -> dict[str, set[int]]:
    away: defaultdict[str, set[int]] = defaultdict(set)
    for row in connection.execute(sa.select(absences).where(absences.c.agent.in_(able))):
        first = slot_at(row.starts_at.replace(tzinfo=timezone.utc))
        last = slot_at(row.ends_at.replace(tzinfo=timezone.utc) - timedelta(microseconds=1))
        away[row.agent] |= set(range(max(first, span.start), min(last + 1, span.stop)))
    return dict(away)


def _taken(connection: Connection, able: Iterable[str], span: range) -> dict[str, set[int]]:
    taken: defaultdict[str, set[int]] = defaultdict(set)
    query = sa.select(taken_slots.c.agent, taken_slots.c.slot).where(
        taken_slots.c.agent.in_(able), taken_slots.c.slot.between(span.start, span.stop)
    )
    for agent, slot in connection.execute(query):
        taken[agent].add(slot)
    return dict(taken)
