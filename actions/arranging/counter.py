"""The booking office, opened once a process; closed where it can't be had, and tried again."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import dataclass

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


@dataclass
class Counter:
    """The office of this process, None while closed. Opening blocks: not in the event loop."""

    office: Office | None = None
    tried_at: float = -AGAIN_AFTER

    def __post_init__(self) -> None:
        self._lock = threading.Lock()

    @property
    def overdue(self) -> bool:
        """Whether it is closed and time to try again."""
        return self.office is None and time.monotonic() - self.tried_at >= AGAIN_AFTER

    def open(self) -> Office | None:
        """The office, opened now where that is due; nobody waits for another one who opens it."""
        if self.overdue and self._lock.acquire(blocking=False):
            try:
                self.tried_at = time.monotonic()
                self.office = _opened()
            finally:
                self._lock.release()
        return self.office

    def close(self) -> None:
        """The database went away: try again later."""
        self.tried_at = time.monotonic()
        self.office = None


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
