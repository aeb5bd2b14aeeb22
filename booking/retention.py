"""Personal data is not kept longer than needed, and moves to the newest key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.model import LIVE, NotFound, Refused, State
from booking.office import Office
from booking.references import read_reference
from booking.schema import appointments, attempts, codes, complaints, contacts, grants, outbox

DAY = timedelta(days=1)
NOBODY = dict.fromkeys(("contact", "name_sealed", "beneficiary_sealed", "place_sealed"))
"""An appointment's columns once its person is forgotten."""

SEALED: tuple[tuple[sa.Table, str, str], ...] = (
    (contacts, "phone_sealed", "phone"),
    (appointments, "name_sealed", "name"),
    (appointments, "beneficiary_sealed", "beneficiary"),
    (appointments, "place_sealed", "place"),
    (complaints, "words_sealed", "words"),
    (outbox, "phone_sealed", "phone"),
    (outbox, "text_sealed", "notice"),
)
"""Every sealed column with the field it is bound to."""


def purge(office: Office) -> int:
    """Forget who booked and complained ``retention_days`` ago, and stale codes; rows emptied.

    What was booked stays, without a person: the figures remain.
    """
    before = office.stored_now() - timedelta(days=office.rules.retention_days)

    def work(connection: Connection) -> int:
        emptied = _empty_appointments(connection, before) + _empty_complaints(connection, before)
        _empty_letters(connection, before)
        _forget_tries(connection, office)
        _drop_contacts(connection)
        return emptied

    return office.database.write(work)


def forget(office: Office, reference: str) -> None:
    """Forget now who booked, or complained, under ``reference``; what happened stays.

    Raises:
        NotFound: if there is neither.
        Refused: ``wrong_state``, while the appointment is still to come: it is cancelled first.
    """
    plain = read_reference(reference)

    def work(connection: Connection) -> None:
        query = sa.select(appointments).where(appointments.c.reference == plain)
        row = connection.execute(query.with_for_update()).first()
        if row and State(row.state) in LIVE:
            raise Refused("wrong_state")
        if row:
            same = appointments.c.id == row.id
            connection.execute(appointments.update().where(same).values(NOBODY))
            connection.execute(outbox.delete().where(outbox.c.appointment == row.id))
        elif not _forget_complainant(connection, plain):
            raise NotFound("not_found")
        _drop_contacts(connection)

    office.database.write(work)


def _forget_complainant(connection: Connection, reference: str) -> bool:
    same = complaints.c.reference == reference
    forgotten = {"contact": None, "words_sealed": None}
    return bool(connection.execute(complaints.update().where(same).values(forgotten)).rowcount)


def rotate(office: Office) -> int:
    """Move every sealed column and every contact's mark to the newest key; rows moved."""

    def work(connection: Connection) -> int:
        moved = sum(_reseal(connection, office, *column) for column in SEALED)
        _remark_contacts(connection, office)
        return moved

    return office.database.write(work)


def _empty_appointments(connection: Connection, before: Any) -> int:
    over = appointments.c.state.notin_([state.value for state in LIVE])
    old = sa.and_(over, appointments.c.ends_at < before, appointments.c.contact.is_not(None))
    return int(connection.execute(appointments.update().where(old).values(NOBODY)).rowcount)


def _empty_complaints(connection: Connection, before: Any) -> int:
    personal = sa.or_(complaints.c.contact.is_not(None), complaints.c.words_sealed.is_not(None))
    old = sa.and_(complaints.c.state == "answered", complaints.c.answered_at < before, personal)
    forgotten = {"contact": None, "words_sealed": None}
    return int(connection.execute(complaints.update().where(old).values(forgotten)).rowcount)


def _empty_letters(connection: Connection, before: Any) -> None:
    old = sa.and_(outbox.c.state == "dead", outbox.c.due_at < before)
    forgotten = {"phone_sealed": None, "text_sealed": None}
    connection.execute(outbox.update().where(old).values(forgotten))


def _forget_tries(connection: Connection, office: Office) -> None:
    day_ago = office.stored_now() - DAY
    connection.execute(codes.delete().where(codes.c.sent_at < day_ago - DAY))
    connection.execute(attempts.delete().where(attempts.c.at < day_ago))
    connection.execute(grants.delete().where(grants.c.until < day_ago))


def _drop_contacts(connection: Connection) -> None:
    used = sa.union(
        sa.select(appointments.c.contact).where(appointments.c.contact.is_not(None)),
        sa.select(complaints.c.contact).where(complaints.c.contact.is_not(None)),
    )
    connection.execute(contacts.delete().where(contacts.c.id.notin_(used)))


def _reseal(
    connection: Connection, office: Office, table: sa.Table, column: str, field: str
) -> int:
    sealed = table.c[column]
    rows = connection.execute(sa.select(table.c.id, sealed).where(sealed.is_not(None))).all()
    old = [(row_id, text) for row_id, text in rows if not office.vault.is_current(text)]
    for row_id, text in old:
        values = {column: office.vault.reseal(field, text)}
        connection.execute(table.update().where(table.c.id == row_id).values(values))
    return len(old)


def _remark_contacts(connection: Connection, office: Office) -> None:
    for row in connection.execute(sa.select(contacts)).all():
        mark = office.vault.mark("phone", office.vault.open("phone", row.phone_sealed))
        if mark != row.phone_mark:
            same = contacts.c.id == row.id
            connection.execute(contacts.update().where(same).values(phone_mark=mark))
