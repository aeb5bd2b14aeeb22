"""From the tables' rows to an Appointment, as a citizen may see it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.grid import as_said
from booking.model import Appointment, Errand, Half, State, Window
from booking.office import Office
from booking.schema import agents, taken_slots
from knowledge.vocabulary import Mode


def appointment_of(office: Office, connection: Connection, row: Any) -> Appointment:
    """The appointment of ``row``; the names of sample agents are left out."""
    going = agents_of(connection, row.id)
    window = window_of(office, row)
    return Appointment(
        id=row.id,
        reference=row.reference,
        state=State(row.state),
        errand=errand_of(row),
        township=row.township,
        window=window,
        agents=tuple(agent.name for agent in going if not agent.sample),
        sample=any(agent.sample for agent in going),
        code_word=row.code_word,
        hold_expires_at=row.hold_expires_at and as_said(row.hold_expires_at, office.zone),
        awaits_call=row.awaits_call,
        may_move_until=window.starts_at - timedelta(hours=office.rules.move_hours),
        moves=row.moves,
    )


def agents_of(connection: Connection, appointment: int) -> list[Any]:
    """The rows of the agents who go, by id."""
    going = sa.select(taken_slots.c.agent).where(taken_slots.c.appointment == appointment)
    query = sa.select(agents).where(agents.c.id.in_(going)).order_by(agents.c.id)
    return list(connection.execute(query))


def errand_of(row: Any) -> Errand:
    """The errand of an appointment's row."""
    evidence = tuple(row.evidence.split())
    return Errand(row.service, Mode(row.mode), row.department, evidence, row.agents_needed)


def window_of(office: Office, row: Any) -> Window:
    """The window of an appointment's row, in the county's zone."""
    starts_at = as_said(row.starts_at, office.zone)
    ends_at = as_said(row.ends_at, office.zone)
    return Window(starts_at.date(), starts_at, ends_at, Half(row.half) if row.half else None)
