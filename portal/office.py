"""The booking office beside the event loop: opened when first wanted, told as away when it is."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from booking.gateways import gateway_from_environment
from booking.model import BookingError
from booking.office import Office, open_office
from booking.rules import BadRules
from knowledge.settings import default_pack
from portal.errors import Refused
from portal.refusals import refusal_of
from privacy.vault import CannotOpen, VaultClosed
from runtime.blocking import Saturated, run_blocking
from runtime.failures import where

logger = logging.getLogger(__name__)

P = ParamSpec("P")
R = TypeVar("R")

COME_BACK = 5.0
AWAY = (SQLAlchemyError, OSError, VaultClosed, CannotOpen, BadRules)


class BookingOffice:
    """``await office(work, ...)`` with the county's Office as the first argument of ``work``."""

    def __init__(self) -> None:
        self._office: Office | None = None
        self._opening = threading.Lock()
        self._not_before = 0.0
        self.sends_codes = gateway_from_environment() is not None

    async def __call__(
        self, work: Callable[Concatenate[Office, P], R], *args: P.args, **kwargs: P.kwargs
    ) -> R:
        """The result of ``work``, in a thread; raises Refused."""

        def worked() -> R:
            return work(self._opened(), *args, **kwargs)

        try:
            return await run_blocking(worked)
        except BookingError as error:
            raise refusal_of(error) from error
        except Saturated as error:
            raise Refused("busy", retry_after=COME_BACK) from error
        except AWAY as error:
            logger.error("booking failed: %s at %s", type(error).__name__, where(error))
            raise Refused("booking_away", retry_after=COME_BACK) from error

    def _opened(self) -> Office:
        """The office; after a failure to open it the next try waits, so that nobody queues."""
        with self._opening:
            if self._office is None:
                if time.monotonic() < self._not_before:
                    raise ConnectionError("the booking office couldn't be opened just now")
                self._not_before = time.monotonic() + COME_BACK
                self._office = open_office(default_pack())
            return self._office

    def close(self) -> None:
        """Let go of the database."""
        if self._office:
            self._office.database.dispose()
