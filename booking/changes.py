"""Changing an appointment's state: one way, and every change kept."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.model import NEXT_STATES, Refused, State
from booking.office import Office
from booking.schema import appointments, history, outbox, taken_slots


def change_state(
    connection: Connection, office: Office, row: Any, to: State, actor: str, **values: Any
) -> None:
    """Move the appointment ``row`` to ``to`` and set ``values``, if it still is as ``row`` says.

    Raises:
        Refused: ``wrong_state``, if the state doesn't lead there or has changed meanwhile.
    """
    before = State(row.state)
    same = sa.and_(appointments.c.id == row.id, appointments.c.state == before.value)
    if to not in NEXT_STATES[before]:
        raise Refused("wrong_state")
    changed = connection.execute(appointments.update().where(same).values(state=to.value, **values))
    if changed.rowcount != 1:
        raise Refused("wrong_state")
    note(connection, office, row.id, actor, "state", before.value, to.value)


def note(
    connection: Connection,
    office: Office,
    appointment: int,
    actor: str,
    change: str,
    before: str,
    after: str,
) -> None:
    """Keep one change (no personal data in it)."""
    connection.execute(
        history.insert().values(
            appointment=appointment,
            at=office.stored_now(),
            actor=actor,
            change=change,
            before=before,
            after=after,
        )
    )


def release(connection: Connection, office: Office, row: Any, actor: str, why: str) -> None:
    """Cancel ``row``: its slots and its idempotency key are free again, unsent notices void."""
    change_state(
        connection,
        office,
        row,
        State.CANCELLED,
        actor,
        idempotency_key=None,
        hold_expires_at=None,
        awaits_call=False,
    )
    note(connection, office, row.id, actor, "why", "", why)
    connection.execute(taken_slots.delete().where(taken_slots.c.appointment == row.id))
    void_notices(connection, row.id)


def void_notices(connection: Connection, appointment: int) -> None:
    """Notices of ``appointment`` that aren't on their way yet are never sent."""
    connection.execute(
        outbox.update()
        .where(outbox.c.appointment == appointment, outbox.c.state == "waiting")
        .values(state="void", phone_sealed=None, text_sealed=None)
    )


def sweep(office: Office) -> int:
    """Let expired holds go; the number of them. Several processes may sweep at once."""
    expired = (
        sa.select(appointments)
        .where(
            appointments.c.state == State.HELD.value,
            appointments.c.hold_expires_at <= office.stored_now(),
        )
        .order_by(appointments.c.id)
    )

    def let_go(connection: Connection) -> int:
        rows = connection.execute(expired.with_for_update(skip_locked=True)).all()
        for row in rows:
            release(connection, office, row, "system", "expired")
        return len(rows)

    with office.database.reading() as connection:
        if connection.execute(expired.limit(1)).first() is None:
            return 0
    return office.database.write(let_go)
