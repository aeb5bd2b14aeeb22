"""A telephone is verified by a code sent to it, for the session that asked; or by staff calling."""

from __future__ import annotations

from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.contacts import read_phone
from booking.model import Refused
from booking.notices import enqueue
from booking.office import Office
from booking.references import new_code
from booking.schema import codes

VERIFIED_FOR = timedelta(hours=24)
DAY = timedelta(days=1)
BETWEEN = timedelta(minutes=1)


def send_code(office: Office, owner: str, phone: str) -> None:
    """Put a code for ``phone`` into the outbox; only this session can use it.

    Asked again by the session within a minute, nothing more is sent.

    Raises:
        Refused: ``bad_phone``; ``too_many_codes``, within a minute or beyond the day's limit.
    """
    phone = read_phone(phone)

    def work(connection: Connection) -> None:
        just_now = _codes_of(office, owner, phone).where(codes.c.sent_at > _ago(office, BETWEEN))
        if connection.execute(just_now.limit(1)).first():
            return
        _check_pace(connection, office, phone)
        code = new_code()
        mark = office.vault.mark("phone", phone)
        values = {
            "phone_mark": mark,
            "owner_mark": office.vault.mark("owner", owner),
            "code_mark": office.vault.mark("code", f"{mark}|{code}"),
            "sent_at": office.stored_now(),
            "tries": 0,
        }
        inserted = connection.execute(codes.insert().values(values))
        key = f"code:{inserted.inserted_primary_key[0]}"
        minutes = office.rules.code_minutes
        enqueue(connection, office, key, "code", phone, {"code": code, "minutes": minutes})

    office.database.write(work)


def check_code(office: Office, owner: str, phone: str, code: str) -> bool:
    """Whether ``code`` is the newest that this session asked for; wrong tries are counted."""
    phone = read_phone(phone)

    def work(connection: Connection) -> bool:
        query = _codes_of(office, owner, phone).order_by(codes.c.id.desc()).with_for_update()
        row = connection.execute(query).first()
        if row is None or row.tries >= office.rules.code_tries:
            return False
        if row.sent_at < _ago(office, timedelta(minutes=office.rules.code_minutes)):
            return False
        told = office.vault.mark("code", f"{row.phone_mark}|{code.strip()[:12]}")
        right = bool(told == row.code_mark)
        changed = {"verified_at": office.stored_now()} if right else {"tries": row.tries + 1}
        connection.execute(codes.update().where(codes.c.id == row.id).values(changed))
        return right

    return office.database.write(work)


def is_verified(connection: Connection, office: Office, owner: str, phone: str) -> bool:
    """Whether this session verified ``phone`` within a day."""
    query = _codes_of(office, owner, phone).where(codes.c.verified_at >= _ago(office, VERIFIED_FOR))
    return connection.execute(query.limit(1)).first() is not None


def is_verified_owner(connection: Connection, office: Office, owner_mark: str) -> bool:
    """Whether the session verified any telephone within a day."""
    query = sa.select(codes.c.id).where(
        codes.c.owner_mark == owner_mark, codes.c.verified_at >= _ago(office, VERIFIED_FOR)
    )
    return connection.execute(query.limit(1)).first() is not None


def _codes_of(office: Office, owner: str, phone: str) -> sa.sql.Select:
    return sa.select(codes).where(
        codes.c.phone_mark.in_(office.vault.marks("phone", phone)),
        codes.c.owner_mark.in_(office.vault.marks("owner", owner)),
    )


def _check_pace(connection: Connection, office: Office, phone: str) -> None:
    marks = office.vault.marks("phone", phone)
    sent = sa.select(codes.c.sent_at).where(
        codes.c.phone_mark.in_(marks), codes.c.sent_at > _ago(office, DAY)
    )
    times = list(connection.execute(sent).scalars())
    if len(times) >= office.rules.codes_per_day or any(at > _ago(office, BETWEEN) for at in times):
        raise Refused("too_many_codes")


def _ago(office: Office, span: timedelta) -> datetime:
    return office.stored_now() - span
