"""Opening, renewing and recognising sessions."""

from __future__ import annotations

import secrets
import time
from typing import Any

from channels.incoming import MAX_CHARACTERS
from portal.errors import Refused
from portal.limits import Limit
from portal.notice import notice
from portal.settings import Settings
from portal.store.keeping import Keeper
from portal.store.model import Session
from portal.tokens import Grant, Tokens

BEARER = "Bearer "
Json = dict[str, Any]


class Sessions:
    """Who may speak. A session is a random number; nothing in it tells who it is."""

    def __init__(self, settings: Settings, tokens: Tokens, keep: Keeper) -> None:
        self._settings, self._tokens, self._keep = settings, tokens, keep
        self._new = Limit(settings.new_sessions)

    def grant(self, authorization: str) -> Grant:
        """What the request's header grants; raises Refused (401)."""
        if not authorization.startswith(BEARER):
            raise Refused("no_token")
        return self._tokens.read(authorization[len(BEARER) :])

    async def of(self, authorization: str) -> Session:
        """The open session of a request; raises Refused (401, store_away)."""
        grant = self.grant(authorization)
        session = await self._keep(self._keep.store.session, grant.session, time.time())
        if session is None:
            raise Refused("session_unknown")
        return session

    async def start(self, body: Json, network: str) -> Json:
        """A new session for someone who agreed to the notice; raises Refused."""
        if body.get("notice") != notice(self._settings)["version"]:
            raise Refused("notice_changed", notice=notice(self._settings))
        wait = self._new.take(network)
        if wait:
            raise Refused("too_many_sessions", retry_after=wait)
        return await self._opened(secrets.token_urlsafe(16), self._seconds(body))

    async def renew(self, session: Session, body: Json) -> Json:
        """A new token for the same session."""
        seconds = self._seconds(body) if "remember" in body else session.seconds
        return await self._opened(session.id, seconds)

    def _seconds(self, body: Json) -> float:
        remember = body.get("remember", False)
        if not isinstance(remember, bool):
            raise Refused("bad_request", "remember must be true or false")
        return self._settings.remembered_seconds if remember else self._settings.session_seconds

    async def _opened(self, session: str, seconds: float) -> Json:
        token, grant = self._tokens.issue(session, seconds)
        await self._keep(self._keep.store.open, Session(session, seconds, grant.expires_at))
        return {
            "token": token,
            "session": session,
            "expires_at": int(grant.expires_at),
            "renew_after": int(grant.issued_at + seconds / 2),
            "limits": {"characters": MAX_CHARACTERS, "message_id": 64},
        }
