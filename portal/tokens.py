"""Our own signed token: which session speaks, until when. It proves nothing about a person.

``payload.signature``, both base64url; HMAC-SHA256 (RFC 2104). Keys rotate: the first signs, all
of them verify.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import os
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.errors import Refused

AUDIENCE = "door"
KEY_BYTES = 32
LONGEST = 512
"""Characters; ours have some 150."""

Clock = Callable[[], float]


@dataclass(frozen=True)
class Grant:
    """What a valid token says; times in seconds since 1970."""

    session: str
    issued_at: float
    expires_at: float


class Tokens:
    """Issues and reads tokens; ``keys`` newest first. One for another ``audience`` is refused."""

    def __init__(
        self, keys: Sequence[bytes], now: Clock = time.time, audience: str | None = None
    ) -> None:
        if not keys or any(len(key) < KEY_BYTES for key in keys):
            raise ValueError(f"PORTAL_KEYS: want keys of at least {KEY_BYTES} bytes, in base64")
        self._keys, self._now, self._audience = keys, now, audience or AUDIENCE

    def issue(self, session: str, seconds: float) -> tuple[str, Grant]:
        """A token for ``session`` that is good for ``seconds``."""
        now = self._now()
        grant = Grant(session, now, now + seconds)
        claims = {"aud": self._audience, "sid": session, "iat": int(now), "exp": int(now + seconds)}
        payload = _encoded(json.dumps(claims).encode())
        return f"{payload}.{_signature(self._keys[0], payload)}", grant

    def read(self, token: str) -> Grant:
        """What ``token`` grants; raises Refused (bad_token, token_expired)."""
        payload, _, signature = token.partition(".")
        genuine = any(self._fits(key, payload, signature) for key in self._keys)
        if len(token) > LONGEST or not genuine:
            raise Refused("bad_token")
        claims = _claims(payload)
        if claims.get("aud") != self._audience:
            raise Refused("bad_token")
        if claims["exp"] <= self._now():
            raise Refused("token_expired")
        return Grant(claims["sid"], claims["iat"], claims["exp"])

    def _fits(self, key: bytes, payload: str, signature: str) -> bool:
        return hmac.compare_digest(_signature(key, payload).encode(), signature.encode())


def _claims(payload: str) -> dict[str, Any]:
    padding = "=" * (-len(payload) % 4)
    claims: dict[str, Any] = json.loads(base64.urlsafe_b64decode(payload + padding))
    return claims


def _signature(key: bytes, payload: str) -> str:
    return _encoded(hmac.new(key, payload.encode(), hashlib.sha256).digest())


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def keys_of(written: str, file: Path) -> list[bytes]:
    """The keys of the setting (base64, comma-separated), else the one kept in ``file``.

    A machine of its own makes its key at the first start; several machines share PORTAL_KEYS.

    Raises:
        ValueError: if the setting isn't base64.
    """
    try:
        given = [base64.urlsafe_b64decode(key.strip()) for key in written.split(",") if key.strip()]
    except binascii.Error as error:
        raise ValueError("PORTAL_KEYS: not base64") from error
    return given or [_own_key(file)]


def _own_key(file: Path) -> bytes:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(secrets.token_bytes(KEY_BYTES))
    return file.read_bytes()
