"""Sends what is due in the outbox: claimed with a lease, tried again with back-off, then dead.

States: waiting → sending → sent | waiting (again) | dead; void if the cause is gone. The process
may die at any point: before the claim nothing is lost; after it, the lease runs out and the
message, whose fate is unknown, goes again under its key, or to the dead letters where the
gateway knows no keys.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from booking.gateways import Gateway, InDoubt, NotSent
from booking.grid import as_stored
from booking.office import Office
from booking.schema import outbox
from privacy.vault import CannotOpen

LEASE = timedelta(minutes=2)
TRIES = 8
FIRST_PAUSE = timedelta(seconds=30)
POLL_SECONDS = 2.0


@dataclass(frozen=True)
class Letter:
    """One notice that couldn't be delivered, without its text or number."""

    id: int
    kind: str
    tries: int
    error: str


def deliver_due(office: Office, gateway: Gateway) -> int:
    """Send every notice that is due now; how many were handed to the gateway."""
    resolve_abandoned(office, gateway)
    handed = 0
    while row := _claim(office):
        _deliver(office, gateway, row)
        handed += 1
    return handed


def resolve_abandoned(office: Office, gateway: Gateway) -> int:
    """Notices whose sender died: again under their key, or to the dead letters; how many."""
    abandoned = sa.and_(outbox.c.state == "sending", outbox.c.lease_until < office.stored_now())
    values = (
        {"state": "waiting"}
        if gateway.deduplicates
        else {"state": "dead", "error": "in doubt: the sender died while sending"}
    )

    def update(connection: Connection) -> int:
        return int(connection.execute(outbox.update().where(abandoned).values(values)).rowcount)

    return office.database.write(update)


def dead_letters(office: Office) -> list[Letter]:
    """What couldn't be delivered, oldest first."""
    query = sa.select(outbox).where(outbox.c.state == "dead").order_by(outbox.c.id)
    with office.database.reading() as connection:
        rows = connection.execute(query).all()
    return [Letter(row.id, row.kind, row.tries, row.error) for row in rows]


def send_again(office: Office, letter: int) -> bool:
    """Put a dead letter back; whether it was one."""
    same = sa.and_(outbox.c.id == letter, outbox.c.state == "dead")
    values = {"state": "waiting", "tries": 0, "due_at": office.stored_now(), "error": ""}

    def update(connection: Connection) -> bool:
        return bool(connection.execute(outbox.update().where(same).values(values)).rowcount)

    return office.database.write(update)


def _claim(office: Office) -> Any | None:
    """The notice due longest, marked as being sent; two workers never get the same."""
    due = (
        sa.select(outbox)
        .where(outbox.c.state == "waiting", outbox.c.due_at <= office.stored_now())
        .order_by(outbox.c.due_at, outbox.c.id)
        .limit(1)
    )

    def claim(connection: Connection) -> Any | None:
        row = connection.execute(due.with_for_update(skip_locked=True)).first()
        if row is None:
            return None
        lease = as_stored(office.clock() + LEASE)
        values = {"state": "sending", "lease_until": lease, "tries": row.tries + 1}
        connection.execute(outbox.update().where(outbox.c.id == row.id).values(values))
        return row

    with office.database.reading() as connection:
        if connection.execute(due).first() is None:
            return None
    return office.database.write(claim)


def _deliver(office: Office, gateway: Gateway, row: Any) -> None:
    try:
        phone = office.vault.open("phone", row.phone_sealed)
        text = office.vault.open("notice", row.text_sealed)
        gateway.send(row.key, phone, text)
    except CannotOpen:
        _settle(office, row, {"state": "dead", "error": "its key is gone"})
    except NotSent as error:
        _settle(office, row, _after_failure(office, row, str(error), error.final))
    except InDoubt as error:
        _settle(office, row, _after_failure(office, row, str(error), not gateway.deduplicates))
    else:
        sent = {"state": "sent", "sent_at": office.stored_now(), "error": ""}
        _settle(office, row, {**sent, "phone_sealed": None, "text_sealed": None})


def _after_failure(office: Office, row: Any, error: str, final: bool) -> dict[str, Any]:
    tries = row.tries + 1
    if final or tries >= TRIES:
        return {"state": "dead", "error": error}
    pause = FIRST_PAUSE * 2 ** (tries - 1)
    return {"state": "waiting", "due_at": as_stored(office.clock() + pause), "error": error}


def _settle(office: Office, row: Any, values: dict[str, Any]) -> None:
    """Record the outcome, unless the lease ran out and another worker took over."""
    same = sa.and_(outbox.c.id == row.id, outbox.c.state == "sending")
    taken = sa.and_(same, outbox.c.tries == row.tries + 1)

    def update(connection: Connection) -> None:
        connection.execute(outbox.update().where(taken).values(values))

    office.database.write(update)
