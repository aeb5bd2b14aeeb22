"""Who books outside a talk: a random owner in a signed token, carried by the page or program.

The token stands in a hidden field or a header, never in an address, and is no cookie: another
site's page has none to send along.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from portal.errors import Refused
from portal.sessions import BEARER
from portal.tokens import Tokens

AUDIENCE = "booking"
SECONDS = 7200.0
"""Longer than any hold; a grant by reference and digits lasts an hour in any case."""


@dataclass(frozen=True)
class Pass:
    """A token with the owner it stands for; ``expires_at`` in seconds since 1970."""

    token: str
    owner: str
    expires_at: int


class Owners:
    """Makes and reads passes."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens

    def new(self) -> Pass:
        """A pass for somebody who has none."""
        owner = f"guest-{secrets.token_urlsafe(16)}"
        token, grant = self._tokens.issue(owner, SECONDS)
        return Pass(token, owner, int(grant.expires_at))

    def read(self, token: str) -> Pass:
        """The pass that ``token`` is; raises Refused (bad_token, token_expired)."""
        grant = self._tokens.read(token)
        return Pass(token, grant.session, int(grant.expires_at))

    def of_header(self, authorization: str) -> Pass:
        """The pass of a program's request; raises Refused (no_token, bad_token, token_expired)."""
        if not authorization.startswith(BEARER):
            raise Refused("no_token")
        return self.read(authorization[len(BEARER) :])

    def of_page(self, token: str) -> Pass:
        """The pass of a form; raises Refused (page_expired)."""
        try:
            return self.read(token)
        except Refused as error:
            raise Refused("page_expired") from error
