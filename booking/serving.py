"""The worker's life: sends what is due, lets expired holds go, forgets once a day what is old.

Nothing ends it but ``stop``: without a gateway notices wait in the outbox, without a database it
waits for the database.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.exc import SQLAlchemyError

from booking.changes import sweep
from booking.closing import close_over
from booking.gateways import Gateway
from booking.loading import BadRoster
from booking.office import Office
from booking.retention import purge
from booking.rules import BadRules
from booking.stale import void_stale
from booking.worker import POLL_SECONDS, deliver_due

logger = logging.getLogger(__name__)

MINUTE = 60.0
DAY = 86_400.0
AGAIN_SECONDS = 5.0
AWAY = (SQLAlchemyError, OSError)


@dataclass
class Chore:
    """Something done every so many seconds, at once the first time."""

    do: Callable[[Office], int]
    every: float
    due: float = 0.0

    def look(self, office: Office, now: float) -> None:
        """Do it if it is due; due again only once it was done."""
        if now >= self.due:
            self.do(office)
            self.due = now + self.every


def serve(office: Office, gateway: Gateway | None, stop: threading.Event) -> None:
    """Work until ``stop`` is set; a database that goes away is waited for."""
    chores = [
        Chore(sweep, MINUTE),
        Chore(void_stale, MINUTE),
        Chore(close_over, DAY),
        Chore(purge, DAY),
    ]
    while not stop.is_set():
        try:
            for chore in chores:
                chore.look(office, time.monotonic())
            handed = deliver_due(office, gateway) if gateway else 0
        except AWAY as error:
            logger.error("the booking database failed: %s", type(error).__name__)
            stop.wait(AGAIN_SECONDS)
        else:
            stop.wait(0 if handed else POLL_SECONDS)


def opened(open_: Callable[[], Office], stop: threading.Event) -> Office | None:
    """The office once it can be opened, each hindrance said once; None if ``stop`` came first."""
    said = ""
    while not stop.is_set():
        try:
            return open_()
        except AWAY as error:
            why = f"the booking database can't be reached: {type(error).__name__}"
        except (BadRules, BadRoster) as error:
            why = str(error)
        if why != said:
            logger.error(why)
        said = why
        stop.wait(AGAIN_SECONDS)
    return None
