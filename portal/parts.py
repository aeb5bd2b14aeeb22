"""The portal's parts, put together once a process."""

from __future__ import annotations

import logging
from typing import Any

from sanic.request import Request

from booking.standing import standing
from knowledge import live
from knowledge.model import Pack
from portal.assistant import RasaClient
from portal.errors import Refused
from portal.hub import Hub
from portal.limits import Limit, network_of
from portal.office import BookingOffice
from portal.owners import AUDIENCE as OWNERS
from portal.owners import Owners
from portal.refusals import refused
from portal.sessions import Sessions
from portal.settings import Rate, Settings
from portal.store.keeping import Keeper
from portal.talking import Talk
from portal.tokens import Tokens, keys_of
from runtime.failures import where

logger = logging.getLogger(__name__)

KEY_FILE = "portal.key"
COME_BACK = 5.0
CODES_OF_A_SESSION = Rate(burst=5, per_second=1 / 600)
Json = dict[str, Any]


class Parts:
    """What the routes work with."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.keep = Keeper(settings)
        self.rasa = RasaClient(settings)
        self.hub = Hub()
        self.talk = Talk(self.keep, self.rasa, self.hub, settings.under_way)
        keys = keys_of(settings.keys, settings.database.parent / KEY_FILE)
        self.sessions = Sessions(settings, Tokens(keys), self.keep)
        self.owners = Owners(Tokens(keys, audience=OWNERS))
        self.office = BookingOffice()
        self._by_session = Limit(settings.session_rate)
        self._by_address = Limit(settings.address_rate)
        self._codes_by_session = Limit(CODES_OF_A_SESSION)
        self._codes_by_address = Limit(settings.code_rate)
        self._holds_by_address = Limit(settings.hold_rate)

    def network(self, request: Request) -> str:
        """Whom the request's address stands for; a proxy's word counts where one is set."""
        behind = request.remote_addr if self.settings.proxies else ""
        return network_of(behind or request.ip)

    def check_rate(self, session: str, network: str) -> None:
        """Count a message; raises Refused (too_fast)."""
        wait = self._by_session.take(session) or self._by_address.take(network)
        if wait:
            raise Refused("too_fast", retry_after=wait)

    def check_codes(self, session: str, network: str) -> None:
        """Count a code by SMS, which costs money and rings a phone; raises Refused."""
        if self._codes_by_session.take(session) or self._codes_by_address.take(network):
            raise refused("too_many_codes")

    def check_holds(self, request: Request) -> None:
        """Count a hold that isn't made in a talk; raises Refused (too_many_holds)."""
        if self._holds_by_address.take(self.network(request)):
            raise refused("too_many_holds")

    def check_address(self, request: Request) -> None:
        """Count a page or a call of the REST API; raises Refused (too_fast)."""
        wait = self._by_address.take(self.network(request))
        if wait:
            raise Refused("too_fast", retry_after=wait)

    async def ready(self) -> dict[str, Json]:
        """Which parts can do their work now."""
        return {
            "assistant": {"ok": await self.rasa.is_ready()},
            "knowledge": _knowledge(),
            "store": {"ok": await self._store_works()},
            "booking": await self._booking(),
        }

    async def _booking(self) -> Json:
        try:
            return await self.office(standing, self.office.sends_codes)
        except Refused:
            return {"ok": False, "open": False, "notices": None}

    async def _store_works(self) -> bool:
        try:
            await self.keep(self.keep.store.check)
        except Refused:
            return False
        return True


def parts_of(request: Request) -> Parts:
    """The parts of the application that the request came to."""
    parts: Parts = request.app.ctx.parts
    return parts


def pack() -> Pack:
    """The knowledge pack in use; raises Refused (knowledge_away) where there is none."""
    try:
        return live.current()
    except Exception as error:
        logger.error("no knowledge pack: %s at %s", type(error).__name__, where(error))
        raise Refused("knowledge_away", retry_after=COME_BACK) from error


def _knowledge() -> Json:
    try:
        return {"ok": True, "version": pack().version}
    except Refused:
        return {"ok": False, "version": None}
