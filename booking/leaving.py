"""A session is deleted on request: what it only holds is let go, what it booked stands."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.changes import release
from booking.model import LIVE, State
from booking.office import Office
from booking.schema import appointments


def leave(office: Office, owner: str) -> list[str]:
    """Let go of the session's open hold; the references of what still stands.

    What is confirmed, or waits for staff to call, somebody counts on: it is cancelled by its
    reference, not by closing a window.
    """
    marks = office.vault.marks("owner", owner)
    live = sa.select(appointments).where(
        appointments.c.owner_mark.in_(marks),
        appointments.c.state.in_([state.value for state in LIVE]),
    )

    def work(connection: Connection) -> list[str]:
        rows = connection.execute(live.order_by(appointments.c.id).with_for_update()).all()
        open_ = [row for row in rows if row.state == State.HELD.value and not row.awaits_call]
        for row in open_:
            release(connection, office, row, "citizen", "session deleted")
        return [row.reference for row in rows if row not in open_]

    return office.database.write(work)
