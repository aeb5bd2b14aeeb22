"""Notices: rendered, sealed and put into the outbox in the same transaction as their cause.

Nothing is sent from here: ``booking.worker`` sends what is due. A notice's key is unique, so that
one cause makes one notice however often its action runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from sqlalchemy.engine import Connection

from booking.grid import as_stored
from booking.model import Appointment, Window
from booking.office import Office
from booking.schema import contacts, outbox


def enqueue(
    connection: Connection,
    office: Office,
    key: str,
    kind: str,
    phone: str,
    values: Mapping[str, Any],
    appointment: int | None = None,
    due_at: datetime | None = None,
) -> None:
    """Put the notice ``kind`` (its template) for ``phone`` into the outbox, once per ``key``."""
    known = sa.select(outbox.c.id).where(outbox.c.key == key)
    if connection.execute(known).first():
        return
    row = {
        "key": key,
        "appointment": appointment,
        "kind": kind,
        "phone_sealed": office.vault.seal("phone", phone),
        "text_sealed": office.vault.seal("notice", say(f"notice_{kind}.txt", values)),
        "state": "waiting",
        "due_at": as_stored(due_at or office.clock()),
        "tries": 0,
        "error": "",
    }
    connection.execute(outbox.insert().values(row))


def tell(
    connection: Connection, office: Office, kind: str, appointment: Appointment, phone: str
) -> None:
    """A notice about ``appointment`` as it stands now; one for each time it is moved."""
    key = f"{kind}:{appointment.id}:{appointment.moves}"
    values = {"appointment": appointment, "when": say_window(appointment.window)}
    enqueue(connection, office, key, kind, phone, values, appointment.id)


def remind(connection: Connection, office: Office, appointment: Appointment, phone: str) -> None:
    """The reminder for the day before; none where that moment has passed."""
    day_before = appointment.window.day - timedelta(days=1)
    due_at = datetime.combine(day_before, time(office.rules.reminder_hour), office.zone)
    if due_at <= office.now():
        return
    key = f"reminder:{appointment.id}:{appointment.moves}"
    values = {"appointment": appointment, "when": say_window(appointment.window)}
    enqueue(connection, office, key, "reminder", phone, values, appointment.id, due_at)


def phone_of(connection: Connection, office: Office, contact: int) -> str:
    """The telephone number of a contact, opened."""
    query = sa.select(contacts.c.phone_sealed).where(contacts.c.id == contact)
    return office.vault.open("phone", connection.execute(query).scalar_one())


def say_window(window: Window) -> str:
    """A window read back with date and weekday: 2026年9月23日（周三）上午."""
    return say("window.txt", {"window": window})


def say(template: str, values: Mapping[str, Any]) -> str:
    """The text of a template of the room, blank lines removed."""
    text = _templates().get_template(template).render(values)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # plain text
    )
