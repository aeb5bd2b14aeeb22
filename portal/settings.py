"""What the operator may set, by environment; docs/operators/settings.md says what each means."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from runtime import environment

HOUR = 3600.0


@dataclass(frozen=True)
class Rate:
    """``burst`` at once, then ``per_second``."""

    burst: float
    per_second: float

    @classmethod
    def read(cls, written: str) -> Rate:
        """The rate written as ``burst/per second``, such as ``10/0.5``.

        Raises:
            ValueError: if it isn't two positive numbers.
        """
        burst, _, per_second = written.partition("/")
        rate = cls(float(burst), float(per_second))
        if rate.burst < 1 or rate.per_second <= 0:
            raise ValueError(f"{written!r}: want burst/per_second, both positive")
        return rate


@dataclass(frozen=True)
class Settings:
    """Everything that differs between a laptop, a county's machine and several of them."""

    interface: str
    port: int
    workers: int
    public_url: str
    origins: frozenset[str]
    proxies: int
    keys: str
    database: Path
    redis: str
    assistant: str
    assistant_seconds: float
    session_seconds: float
    remembered_seconds: float
    under_way: int
    session_rate: Rate
    address_rate: Rate
    new_sessions: Rate
    code_rate: Rate
    hold_rate: Rate

    @classmethod
    def read(cls, given: Mapping[str, str] = os.environ) -> Settings:
        """The settings of the environment ``given``.

        Raises:
            ValueError: if one isn't well formed.
        """
        return cls(
            interface=given.get("PORTAL_INTERFACE", "127.0.0.1"),
            port=int(given.get("PORTAL_PORT", "8000")),
            workers=int(given.get("PORTAL_WORKERS", "1")),
            public_url=given.get("PORTAL_PUBLIC_URL", "").rstrip("/"),
            origins=frozenset(_listed(given.get("PORTAL_ORIGINS", ""))),
            proxies=int(given.get("PORTAL_PROXIES", "0")),
            keys=given.get("PORTAL_KEYS", ""),
            database=Path(given.get("PORTAL_DB", "var/portal.sqlite3")),
            redis=given.get("PORTAL_REDIS", ""),
            assistant=f"http://127.0.0.1:{environment.port()}",
            assistant_seconds=float(given.get("PORTAL_ASSISTANT_SECONDS", "30")),
            session_seconds=HOUR * float(given.get("PORTAL_SESSION_HOURS", "24")),
            remembered_seconds=24 * HOUR * float(given.get("PORTAL_REMEMBERED_DAYS", "30")),
            under_way=int(given.get("PORTAL_UNDER_WAY", "200")),
            session_rate=Rate.read(given.get("PORTAL_SESSION_RATE", "10/0.5")),
            address_rate=Rate.read(given.get("PORTAL_ADDRESS_RATE", "300/20")),
            new_sessions=Rate.read(given.get("PORTAL_NEW_SESSIONS", "100/2")),
            code_rate=Rate.read(given.get("PORTAL_CODE_RATE", "30/0.02")),
            hold_rate=Rate.read(given.get("PORTAL_HOLD_RATE", "20/0.05")),
        )


def _listed(written: str) -> list[str]:
    return [part.strip().rstrip("/") for part in written.split(",") if part.strip()]
