"""The booking office, opened once a process; closed where it can't be had, and tried again."""

from __future__ import annotations

import logging
import threading
import time

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from booking.office import Office, open_office
from booking.rules import BadRules
from booking.schema import agents, townships
from knowledge.settings import default_pack
from privacy.vault import VaultClosed
from runtime.failures import where

logger = logging.getLogger(__name__)

AGAIN_AFTER = 20.0
"""Seconds until an office that couldn't be opened is tried again."""
PATIENCE = 3.0
"""Seconds that a message waits for the office to open; a database may be far away, or gone."""


class Counter:
    """The office of this process, None while closed."""

    def __init__(self) -> None:
        self.office: Office | None = None
        self._tried_at = -AGAIN_AFTER
        self._opening = threading.Thread()
        self._lock = threading.Lock()

    def begin(self) -> None:
        """Start opening the office where it is closed and time to try; waits for nothing."""
        with self._lock:
            due = time.monotonic() - self._tried_at >= AGAIN_AFTER
            if self.office is None and due and not self._opening.is_alive():
                self._tried_at = time.monotonic()
                self._opening = threading.Thread(target=self._open, daemon=True)
                self._opening.start()

    def open(self) -> Office | None:
        """The office, opened now where that is due; None where it can't be had soon. Blocks."""
        self.begin()
        if self._opening.ident:
            self._opening.join(PATIENCE)
        return self.office

    def close(self) -> None:
        """The database went away: try again later."""
        with self._lock:
            self._tried_at = time.monotonic()
            self.office = None

    def _open(self) -> None:
        self.office = _opened()


COUNTER = Counter()


def _opened() -> Office | None:
    try:
        office = open_office(default_pack())
        return office if _is_staffed(office) else None
    except (VaultClosed, BadRules, SQLAlchemyError, OSError) as error:
        logger.warning("no bookings: %s at %s", type(error).__name__, where(error))
        return None


def _is_staffed(office: Office) -> bool:
    with office.database.reading() as connection:
        count = sa.select(sa.func.count()).select_from(agents).where(agents.c.active)
        return bool(connection.execute(count).scalar_one())


def townships_of(office: Office) -> list[str]:
    """The townships that agents may be sent to, as the operator lists them."""
    with office.database.reading() as connection:
        return list(connection.execute(sa.select(townships.c.id)).scalars())
