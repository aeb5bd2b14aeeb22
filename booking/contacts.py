"""Telephones: read, kept sealed once each, found by their keyed hash."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from booking.model import Refused
from booking.office import Office
from booking.schema import contacts

_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}")
_PREFIX = re.compile(r"^(?:\+|00)86(?=1)")


def read_phone(told: str) -> str:
    """A mainland telephone number in plain digits.

    Raises:
        Refused: ``bad_phone``.
    """
    plain = unicodedata.normalize("NFKC", told[:40])
    digits = _PREFIX.sub("", re.sub(r"[\s()./-]|[–—]", "", plain))
    if _MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits):
        return digits
    raise Refused("bad_phone")


def find_contact(connection: Connection, office: Office, phone: str) -> Any:
    """The contact's row, locked until the transaction ends (PostgreSQL); None if there is none.

    Limits per telephone are counted under this lock.
    """
    marks = office.vault.marks("phone", phone)
    query = sa.select(contacts).where(contacts.c.phone_mark.in_(marks))
    return connection.execute(query.with_for_update()).first()


def keep_contact(connection: Connection, office: Office, phone: str) -> int:
    """The id of the contact of ``phone``, made where it is new."""
    found = find_contact(connection, office, phone)
    if found is None:
        _insert(connection, office, phone)
        found = find_contact(connection, office, phone)
    return int(found.id)


def _insert(connection: Connection, office: Office, phone: str) -> None:
    values = {
        "phone_mark": office.vault.mark("phone", phone),
        "phone_sealed": office.vault.seal("phone", phone),
    }
    try:
        with connection.begin_nested():
            connection.execute(contacts.insert().values(values))
    except IntegrityError:
        return  # the same telephone booked at the same moment
