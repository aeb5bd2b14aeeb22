"""What staff do with appointments: start, finish, mark missed, list a day, list who to call."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.access import own
from booking.changes import change_state
from booking.grid import as_said, as_stored, local
from booking.model import LIVE, Appointment, Contact, State
from booking.notices import phone_of
from booking.office import Office
from booking.reading import appointment_of
from booking.schema import absences, appointments, history, taken_slots


@dataclass(frozen=True)
class Change:
    """One kept change, local time."""

    at: str
    actor: str
    change: str
    before: str
    after: str


def start(office: Office, reference: str) -> Appointment:
    """The agent is on the way.

    Raises:
        NotFound, Refused: no such appointment, or not in a state that allows it.
    """
    return _changed(office, reference, State.UNDER_WAY)


def finish(office: Office, reference: str) -> Appointment:
    """The errand is done (raises as ``start``)."""
    return _changed(office, reference, State.DONE)


def miss(office: Office, reference: str) -> Appointment:
    """Nobody was there (raises as ``start``)."""
    return _changed(office, reference, State.MISSED)


def of_day(office: Office, day: date) -> list[tuple[Appointment, Contact]]:
    """The appointments of a local day with their contacts opened, for the agents' desk."""
    first, last = local(day, 0, office.zone), local(day + timedelta(days=1), 0, office.zone)
    ahead = appointments.c.state.in_([State.CONFIRMED.value, State.UNDER_WAY.value])
    return _with_contacts(
        office, sa.and_(ahead, appointments.c.starts_at.between(as_stored(first), as_stored(last)))
    )


def to_call(office: Office) -> list[tuple[Appointment, Contact]]:
    """Holds that wait for staff to call the number back, soonest first."""
    waiting = sa.and_(
        appointments.c.awaits_call, appointments.c.hold_expires_at > office.stored_now()
    )
    return _with_contacts(office, waiting)


def contact_of(office: Office, reference: str) -> Contact:
    """The contact of an appointment, opened.

    Raises:
        NotFound: if there is no such appointment.
    """
    with office.database.reading() as connection:
        return _contact(office, connection, own(connection, office, None, reference))


def changes_of(office: Office, reference: str) -> list[Change]:
    """Every change of an appointment, oldest first.

    Raises:
        NotFound: if there is no such appointment.
    """
    with office.database.reading() as connection:
        row = own(connection, office, None, reference)
        query = sa.select(history).where(history.c.appointment == row.id).order_by(history.c.id)
        return [
            Change(
                as_said(kept.at, office.zone).isoformat(sep=" ", timespec="seconds"),
                kept.actor,
                kept.change,
                kept.before,
                kept.after,
            )
            for kept in connection.execute(query)
        ]


def live_at(office: Office, agent: str, first: date, last: date) -> list[Appointment]:
    """The live appointments of ``agent`` on these days: who is to be told when he is away."""
    from_, to = local(first, 0, office.zone), local(last + timedelta(days=1), 0, office.zone)
    going = sa.select(taken_slots.c.appointment).where(taken_slots.c.agent == agent)
    condition = sa.and_(
        appointments.c.id.in_(going),
        appointments.c.state.in_([state.value for state in LIVE]),
        appointments.c.starts_at.between(as_stored(from_), as_stored(to)),
    )
    return [appointment for appointment, _ in _with_contacts(office, condition)]


def _changed(office: Office, reference: str, to: State) -> Appointment:
    def work(connection: Connection) -> Appointment:
        row = own(connection, office, None, reference)
        if State(row.state) is not to:
            change_state(connection, office, row, to, "staff")
        row = own(connection, office, None, reference)
        return appointment_of(office, connection, row)

    return office.database.write(work)


def _with_contacts(office: Office, condition: Any) -> list[tuple[Appointment, Contact]]:
    query = sa.select(appointments).where(condition).order_by(appointments.c.starts_at)
    with office.database.reading() as connection:
        return [
            (appointment_of(office, connection, row), _contact(office, connection, row))
            for row in connection.execute(query).all()
        ]


def _contact(office: Office, connection: Connection, row: Any) -> Contact:
    def opened(field: str) -> str:
        sealed = getattr(row, f"{field}_sealed")
        return office.vault.open(field, sealed) if sealed else ""

    phone = phone_of(connection, office, row.contact) if row.contact is not None else ""
    return Contact(opened("name"), phone, opened("beneficiary"), opened("place"))


def set_away(office: Office, agent: str, first: date, last: date) -> list[Appointment]:
    """Mark ``agent`` as away on these days; the appointments that need somebody else."""
    values = {
        "agent": agent,
        "starts_at": as_stored(local(first, 0, office.zone)),
        "ends_at": as_stored(local(last + timedelta(days=1), 0, office.zone)),
    }
    with office.database.writing() as connection:
        connection.execute(absences.insert().values(values))
    return live_at(office, agent, first, last)
