"""From a hold to an appointment: consent, telephone verified (or called back by staff), limits."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.access import own
from booking.changes import change_state, note, sweep
from booking.contacts import keep_contact, read_phone
from booking.grid import as_stored
from booking.model import LIVE, Appointment, Contact, Refused, State
from booking.notices import phone_of, remind, tell
from booking.office import Office
from booking.reading import appointment_of
from booking.schema import appointments
from booking.verification import is_verified

LONGEST_NAME = 40
LONGEST_PLACE = 120


def confirm(
    office: Office,
    owner: str,
    reference: str,
    contact: Contact,
    consent: bool,
    by_call: bool = False,
) -> Appointment:
    """Make the session's hold an appointment; asked again it returns the same.

    Without a verified telephone it stays held, for ``call_hours``, until staff have called the
    number back (``by_call``).

    Raises:
        Refused: no_consent, bad_phone, bad_name, not_verified, limit, expired.
    """
    phone = _checked(contact, consent)
    sweep(office)

    def work(connection: Connection) -> Appointment:
        kept = keep_contact(connection, office, phone)  # locks: limits are counted one by one
        row = own(connection, office, owner, reference)
        if State(row.state) is State.CONFIRMED or row.awaits_call:
            return appointment_of(office, connection, row)
        if State(row.state) is not State.HELD:
            raise Refused("expired")
        _check_limit(connection, office, kept, row.id)
        personal = _sealed(office, kept, contact)
        if is_verified(connection, office, owner, phone):
            return _confirmed(connection, office, row, phone, "citizen", personal)
        if not by_call:
            raise Refused("not_verified")
        return _waiting(connection, office, row, personal)

    return office.database.write(work)


def confirm_after_call(office: Office, reference: str) -> Appointment:
    """Staff have called the number and it is the citizen's.

    Raises:
        NotFound: if there is no such appointment.
        Refused: ``wrong_state``, if it doesn't wait for a call.
    """

    def work(connection: Connection) -> Appointment:
        row = own(connection, office, None, reference)
        if not row.awaits_call:
            raise Refused("wrong_state")
        phone = phone_of(connection, office, row.contact)
        return _confirmed(connection, office, row, phone, "staff", {})

    return office.database.write(work)


def _checked(contact: Contact, consent: bool) -> str:
    if not consent:
        raise Refused("no_consent")
    if not 1 <= len(contact.name.strip()) <= LONGEST_NAME:
        raise Refused("bad_name")
    if len(contact.beneficiary) > LONGEST_NAME or len(contact.place) > LONGEST_PLACE:
        raise Refused("too_long")
    return read_phone(contact.phone)


def _check_limit(connection: Connection, office: Office, contact: int, besides: int) -> None:
    query = sa.select(sa.func.count()).where(
        appointments.c.contact == contact,
        appointments.c.id != besides,
        appointments.c.state.in_([state.value for state in LIVE]),
        appointments.c.ends_at > office.stored_now(),  # nobody may have closed what is over
    )
    if connection.execute(query).scalar_one() >= office.rules.live_per_phone:
        raise Refused("limit")


def _sealed(office: Office, kept: int, contact: Contact) -> dict[str, Any]:
    return {
        "contact": kept,
        "name_sealed": office.vault.seal("name", contact.name.strip()),
        "beneficiary_sealed": office.vault.seal("beneficiary", contact.beneficiary.strip()),
        "place_sealed": office.vault.seal("place", contact.place.strip()),
        "consent_at": office.stored_now(),
    }


def _confirmed(
    connection: Connection,
    office: Office,
    row: Any,
    phone: str,
    actor: str,
    personal: dict[str, Any],
) -> Appointment:
    settled = {"hold_expires_at": None, "awaits_call": False}
    change_state(connection, office, row, State.CONFIRMED, actor, **personal, **settled)
    appointment = _now(connection, office, row.id)
    tell(connection, office, "confirmed", appointment, phone)
    remind(connection, office, appointment, phone)
    return appointment


def _waiting(
    connection: Connection, office: Office, row: Any, personal: dict[str, Any]
) -> Appointment:
    until = as_stored(office.clock() + timedelta(hours=office.rules.call_hours))
    values = {**personal, "awaits_call": True, "hold_expires_at": min(until, row.starts_at)}
    changed = connection.execute(
        appointments.update()
        .where(appointments.c.id == row.id, appointments.c.state == State.HELD.value)
        .values(values)
    )
    if changed.rowcount != 1:
        raise Refused("expired")
    note(connection, office, row.id, "citizen", "awaits call", "", "staff call back")
    return _now(connection, office, row.id)


def _now(connection: Connection, office: Office, appointment: int) -> Appointment:
    row = connection.execute(sa.select(appointments).where(appointments.c.id == appointment)).one()
    return appointment_of(office, connection, row)
