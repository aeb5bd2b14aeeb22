"""How booking stands, for a monitor: whether it can be written, and what becomes of notices."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from booking.office import Office
from booking.schema import agents, outbox

LATE = timedelta(minutes=10)
"""How long a notice may be due before its sender counts as stopped."""


def standing(office: Office, has_gateway: bool) -> dict[str, Any]:
    """``{"ok", "open", "notices"}``: ``open`` is whether there is anybody to be booked.

    ``notices`` is sent, queued (no gateway is set) or late (their sender stopped: not ``ok``).
    """
    staffed = sa.select(agents.c.id).where(agents.c.active).limit(1)
    due = sa.and_(outbox.c.state == "waiting", outbox.c.due_at < office.stored_now() - LATE)
    with office.database.reading() as connection:
        is_staffed = connection.execute(staffed).first() is not None
        is_late = connection.execute(sa.select(outbox.c.id).where(due).limit(1)).first() is not None
    notices = ("late" if is_late else "sent") if has_gateway else "queued"
    return {"ok": notices != "late", "open": is_staffed, "notices": notices}
