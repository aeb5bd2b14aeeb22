"""Holding a window for a few minutes while the citizen gives name and telephone."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from booking.availability import Placement
from booking.changes import note, release, sweep
from booking.claiming import PLANS, plan, sorry, take
from booking.grid import as_stored
from booking.model import Appointment, Errand, Refused, State, Taken, Window
from booking.office import Office
from booking.reading import appointment_of
from booking.references import new_code_word, new_reference
from booking.schema import appointments
from booking.verification import is_verified_owner


def hold(office: Office, owner: str, errand: Errand, township: str, key: str) -> Appointment:
    """Hold the window ``key`` for the session ``owner``; an earlier hold of it is let go.

    Asked again (a retried action) it returns the same appointment.

    Raises:
        Taken: if it isn't free any more, with the nearest free times.
        Refused: ``verify_first``, while too many are held by sessions without a verified
            telephone; ``no_such_window``.
    """
    once = idempotency_key(office, owner, errand, township, key)
    sweep(office)
    for _ in range(PLANS):
        kept = _already(office, once)
        if kept:
            return kept
        planned = plan(office, errand, township, key)
        if planned is None:
            break
        try:
            return _write(office, owner, errand, township, once, *planned)
        except (Taken, IntegrityError):
            continue  # somebody was faster, or this very action runs twice: look again
    raise sorry(office, errand, township, key)


def idempotency_key(office: Office, owner: str, errand: Errand, township: str, key: str) -> str:
    """One per session, errand and window; stored unique, cleared on cancelling."""
    told = (owner, errand.service, errand.mode.value, errand.department, township, key)
    return office.vault.mark("hold", "|".join(told))


def _already(office: Office, once: str) -> Appointment | None:
    query = sa.select(appointments).where(appointments.c.idempotency_key == once)
    with office.database.reading() as connection:
        row = connection.execute(query).first()
        return appointment_of(office, connection, row) if row else None


def _write(
    office: Office,
    owner: str,
    errand: Errand,
    township: str,
    once: str,
    window: Window,
    ways: list[Placement],
) -> Appointment:
    def work(connection: Connection) -> Appointment:
        mark = office.vault.mark("owner", owner)
        _let_go_of_earlier(connection, office, mark, once)
        _check_room(connection, office, mark)
        values = _values(office, mark, errand, township, once, window)
        inserted = connection.execute(appointments.insert().values(values))
        appointment = int(inserted.inserted_primary_key[0])
        take(connection, appointment, ways, set())
        note(connection, office, appointment, "citizen", "state", "", State.HELD.value)
        row = connection.execute(_by_id(appointment)).one()
        return appointment_of(office, connection, row)

    return office.database.write(work)


def _let_go_of_earlier(connection: Connection, office: Office, mark: str, once: str) -> None:
    """A session holds one window at a time; one that waits for staff to call stays."""
    mine = sa.select(appointments).where(
        appointments.c.owner_mark == mark,
        appointments.c.state == State.HELD.value,
        appointments.c.idempotency_key != once,
        sa.not_(appointments.c.awaits_call),
    )
    for row in connection.execute(mine.order_by(appointments.c.id).with_for_update()).all():
        release(connection, office, row, "citizen", "another window")


def _check_room(connection: Connection, office: Office, mark: str) -> None:
    """Sessions without a verified telephone share few holds, so that no script holds them all."""
    if is_verified_owner(connection, office, mark):
        return
    held = sa.select(sa.func.count()).where(appointments.c.state == State.HELD.value)
    if connection.execute(held).scalar_one() >= office.rules.unverified_holds:
        raise Refused("verify_first")


def _values(
    office: Office, mark: str, errand: Errand, township: str, once: str, window: Window
) -> dict[str, Any]:
    expires = office.clock() + timedelta(minutes=office.rules.hold_minutes)
    return {
        "reference": new_reference(),
        "idempotency_key": once,
        "state": State.HELD.value,
        "owner_mark": mark,
        "service": errand.service,
        "mode": errand.mode.value,
        "department": errand.department,
        "evidence": " ".join(errand.evidence),
        "agents_needed": errand.agents,
        "township": township,
        "starts_at": as_stored(window.starts_at),
        "ends_at": as_stored(window.ends_at),
        "half": window.half.value if window.half else None,
        "hold_expires_at": as_stored(expires),
        "awaits_call": False,
        "code_word": new_code_word(),
        "moves": 0,
    }


def _by_id(appointment: int) -> Any:
    return sa.select(appointments).where(appointments.c.id == appointment)
