"""Moving and cancelling, until the limit before the start."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.access import own
from booking.availability import Placement
from booking.changes import note, release, void_notices
from booking.claiming import PLANS, give_back, plan, sorry, take, taken_by
from booking.grid import as_stored
from booking.model import Appointment, Refused, State, Taken, Window
from booking.notices import phone_of, remind, tell
from booking.office import Office
from booking.reading import appointment_of, errand_of, window_of
from booking.schema import appointments


def move(office: Office, owner: str, reference: str, key: str) -> Appointment:
    """Move a confirmed appointment to the window ``key``; moved there already, nothing changes.

    The new slots are taken before the old ones are given back.

    Raises:
        NotFound: if it is not this session's.
        Refused: wrong_state, too_late, too_often.
        Taken: if the window isn't free, with the nearest free times.
    """
    for _ in range(PLANS):
        with office.database.writing() as connection:
            row = own(connection, office, owner, reference)
            if window_of(office, row).key == key:
                return appointment_of(office, connection, row)
            _check(office, row)
        errand, township = errand_of(row), row.township
        planned = plan(office, errand, township, key)
        if planned is None:
            break
        try:
            return _write(office, owner, reference, *planned)
        except Taken:
            continue
    raise sorry(office, errand, township, key)


def _write(
    office: Office, owner: str, reference: str, window: Window, ways: list[Placement]
) -> Appointment:
    def work(connection: Connection) -> Appointment:
        row = own(connection, office, owner, reference)
        _check(office, row)
        before = window_of(office, row)
        old = taken_by(connection, row.id)
        give_back(connection, old - take(connection, row.id, ways, old))
        connection.execute(_moved(row, window))
        note(connection, office, row.id, "citizen", "moved", before.key, window.key)
        return _told(connection, office, row)

    return office.database.write(work)


def _moved(row: Any, window: Window) -> Any:
    values = {
        "starts_at": as_stored(window.starts_at),
        "ends_at": as_stored(window.ends_at),
        "half": window.half.value if window.half else None,
        "moves": row.moves + 1,
        # A new booking of the window left behind is a new booking.
        "idempotency_key": None,
    }
    return appointments.update().where(appointments.c.id == row.id).values(values)


def _told(connection: Connection, office: Office, row: Any) -> Appointment:
    void_notices(connection, row.id)
    changed = connection.execute(sa.select(appointments).where(appointments.c.id == row.id)).one()
    appointment = appointment_of(office, connection, changed)
    phone = phone_of(connection, office, row.contact)
    tell(connection, office, "moved", appointment, phone)
    remind(connection, office, appointment, phone)
    return appointment


def _check(office: Office, row: Any) -> None:
    if State(row.state) is not State.CONFIRMED:
        raise Refused("wrong_state")
    _check_in_time(office, row)
    if row.moves >= office.rules.moves:
        raise Refused("too_often")


def _check_in_time(office: Office, row: Any) -> None:
    with_limit = window_of(office, row)
    hours_left = (with_limit.starts_at - office.now()).total_seconds() / 3600
    if hours_left < office.rules.move_hours:
        raise Refused("too_late")


def cancel(office: Office, owner: str, reference: str) -> Appointment:
    """Cancel a hold or an appointment; cancelled already, nothing changes.

    Returns it as it was, state aside: the slots are free again.

    Raises:
        NotFound: if it is not this session's.
        Refused: wrong_state, too_late.
    """
    return _cancelled(office, owner, reference, "citizen", "cancelled")


def withdraw(office: Office, reference: str) -> Appointment:
    """Staff can't serve an appointment: the citizen is told, and asked to book anew.

    Raises:
        NotFound: if there is no such appointment.
        Refused: wrong_state.
    """
    return _cancelled(office, None, reference, "staff", "withdrawn")


def _cancelled(
    office: Office, owner: str | None, reference: str, actor: str, kind: str
) -> Appointment:
    def work(connection: Connection) -> Appointment:
        row = own(connection, office, owner, reference)
        state = State(row.state)
        if state is State.CANCELLED:
            return appointment_of(office, connection, row)
        if state is State.CONFIRMED and owner is not None:
            _check_in_time(office, row)
        release(connection, office, row, actor, kind)
        gone = connection.execute(sa.select(appointments).where(appointments.c.id == row.id)).one()
        appointment = appointment_of(office, connection, gone)
        if row.contact is not None:
            tell(connection, office, kind, appointment, phone_of(connection, office, row.contact))
        return appointment

    return office.database.write(work)
