"""Notices that waited until they can't help any more are not sent late: they are void."""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.office import Office
from booking.schema import appointments, outbox

AHEAD = ("confirmed", "moved", "reminder")
"""Kinds that speak of an appointment still to come."""


def void_stale(office: Office) -> int:
    """Void waiting codes that have run out, and what announces an appointment that is over."""
    now = office.stored_now()
    run_out = now - timedelta(minutes=office.rules.code_minutes)
    over = sa.select(appointments.c.id).where(appointments.c.starts_at < now)
    late = sa.or_(
        sa.and_(outbox.c.kind == "code", outbox.c.due_at < run_out),
        sa.and_(outbox.c.kind.in_(AHEAD), outbox.c.appointment.in_(over)),
    )
    waiting = sa.and_(outbox.c.state == "waiting", late)
    values = {"state": "void", "phone_sealed": None, "text_sealed": None}

    def work(connection: Connection) -> int:
        return int(connection.execute(outbox.update().where(waiting).values(values)).rowcount)

    return office.database.write(work)
