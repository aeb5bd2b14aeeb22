"""Whose appointment it is: the session that made it, or that proved reference and digits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.grid import as_stored
from booking.model import LIVE, Appointment, NotFound
from booking.notices import phone_of
from booking.office import Office
from booking.reading import appointment_of
from booking.references import read_reference
from booking.schema import appointments, attempts, grants

HOUR = timedelta(hours=1)
DIGITS = 4


def own(connection: Connection, office: Office, owner: str | None, reference: str) -> Any:
    """The row of an appointment that ``owner`` may change, locked; None stands for staff.

    Raises:
        NotFound: if there is none, or it is somebody else's.
    """
    query = sa.select(appointments).where(appointments.c.reference == read_reference(reference))
    if owner is not None:
        marks = office.vault.marks("owner", owner)
        granted = sa.select(grants.c.appointment).where(
            grants.c.owner_mark.in_(marks), grants.c.until > office.stored_now()
        )
        mine = appointments.c.owner_mark.in_(marks)
        query = query.where(sa.or_(mine, appointments.c.id.in_(granted)))
    row = connection.execute(query.with_for_update()).first()
    if row is None:
        raise NotFound("not_found")
    return row


def mine(office: Office, owner: str) -> list[Appointment]:
    """The session's own appointments that are still ahead or under way, soonest first."""
    query = (
        sa.select(appointments)
        .where(
            appointments.c.owner_mark.in_(office.vault.marks("owner", owner)),
            appointments.c.state.in_([state.value for state in LIVE]),
            sa.or_(
                appointments.c.hold_expires_at.is_(None),
                appointments.c.hold_expires_at > office.stored_now(),
            ),
        )
        .order_by(appointments.c.starts_at)
    )
    with office.database.reading() as connection:
        rows = connection.execute(query).all()
        return [appointment_of(office, connection, row) for row in rows]


def find(office: Office, owner: str, reference: str, last4: str) -> Appointment:
    """The appointment of a reference and its telephone's last four digits.

    On success the session may move and cancel it for an hour. Wrong tries are counted by
    reference and by session; a wrong reference sounds like wrong digits.

    Raises:
        NotFound: ``not_found``, or ``locked`` for an hour after too many tries.
    """
    plain = read_reference(reference)
    tries = _count_try(office, owner, plain)

    def work(connection: Connection) -> Appointment:
        _check_tries(connection, office, tries)
        row = _matching(connection, office, plain, last4)
        if row is None:
            raise NotFound("not_found")
        connection.execute(attempts.delete().where(attempts.c.id.in_(list(tries))))
        _grant(connection, office, owner, row.id)
        return appointment_of(office, connection, row)

    return office.database.write(work)


def _count_try(office: Office, owner: str, reference: str) -> dict[int, str]:
    """Count a try before it is looked at, so that parallel guesses all count; ids with marks."""
    marks = [office.vault.mark("reference", reference), office.vault.mark("caller", owner)]

    def work(connection: Connection) -> dict[int, str]:
        at = office.stored_now()
        rows = [attempts.insert().values(mark=mark, at=at) for mark in marks]
        ids = [connection.execute(row).inserted_primary_key[0] for row in rows]
        return dict(zip(ids, marks, strict=True))

    return office.database.write(work)


def _check_tries(connection: Connection, office: Office, tries: dict[int, str]) -> None:
    since = office.stored_now() - HOUR
    query = (
        sa.select(sa.func.count())
        .where(attempts.c.mark.in_(list(tries.values())), attempts.c.at > since)
        .group_by(attempts.c.mark)
    )
    if any(count > office.rules.find_tries for count in connection.execute(query).scalars()):
        raise NotFound("locked")


def _matching(connection: Connection, office: Office, reference: str, last4: str) -> Any | None:
    query = sa.select(appointments).where(appointments.c.reference == reference)
    row = connection.execute(query).first()
    if row is None or row.contact is None:
        return None
    phone = phone_of(connection, office, row.contact)
    return row if len(last4) == DIGITS and phone.endswith(last4) else None


def _grant(connection: Connection, office: Office, owner: str, appointment: int) -> None:
    values = {
        "owner_mark": office.vault.mark("owner", owner),
        "appointment": appointment,
        "until": as_stored(office.clock() + HOUR),
    }
    connection.execute(grants.insert().values(values))
