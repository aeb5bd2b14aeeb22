"""Appointments that are over and that nobody spoke of again count as done.

Else a telephone's limit would fill with what is long past, and its number would be kept for good.
"""

from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.changes import change_state, note
from booking.model import State
from booking.office import Office
from booking.schema import appointments

GRACE = timedelta(days=3)
"""How long staff may still say that nobody was there."""

OPEN = (State.CONFIRMED.value, State.UNDER_WAY.value)


def close_over(office: Office) -> int:
    """Close what ended three days ago; how many."""
    over = (
        sa.select(appointments)
        .where(appointments.c.state.in_(OPEN), appointments.c.ends_at < office.stored_now() - GRACE)
        .order_by(appointments.c.id)
        .with_for_update(skip_locked=True)
    )

    def work(connection: Connection) -> int:
        rows = connection.execute(over).all()
        for row in rows:
            change_state(connection, office, row, State.DONE, "system")
            note(connection, office, row.id, "system", "why", "", "over")
        return len(rows)

    return office.database.write(work)
