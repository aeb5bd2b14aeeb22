"""The shared store's shapes and its contract; SQLite and Redis each keep it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

Json = dict[str, Any]

STALE = 90.0
"""Seconds after which a message whose process died may be taken up by another."""

MOST_MESSAGES = 1000
"""Messages of one session; Rasa grows slower with each."""


class Reused(Exception):
    """The message id was used for another message."""


class Full(Exception):
    """The session has had MOST_MESSAGES."""


@dataclass(frozen=True)
class Session:
    """An open session; ``seconds`` is how long it lives after a renewal."""

    id: str
    seconds: float
    expires_at: float


@dataclass(frozen=True)
class Event:
    """One thing said or answered; ``id`` grows within a session."""

    id: int
    name: str
    data: Json


@dataclass(frozen=True)
class Claim:
    """Who answers a message: we (``mine``), another process, or nobody any more (``answer``)."""

    mine: bool
    answer: Event | None = None


class Store(Protocol):
    """Blocking calls, each atomic; times in seconds since 1970."""

    def open(self, session: Session) -> None:
        """Keep a new session, or a renewed one."""

    def session(self, session: str, now: float) -> Session | None:
        """The session, None where it is unknown, forgotten or over."""

    def claim(self, session: str, message: str, fingerprint: str, now: float) -> Claim:
        """Take up a message; raises Reused, Full."""

    def release(self, session: str, message: str) -> None:
        """Give up a message that was claimed and could not be answered."""

    def said(self, session: str, message: str, data: Json) -> None:
        """Note what the citizen said, once a message."""

    def question(self, session: str) -> Json | None:
        """The question last asked."""

    def finish(self, session: str, message: str, data: Json, question: Json | None) -> Event:
        """Keep the answer to a claimed message, and the question it leaves open."""

    def answer(self, session: str, message: str) -> Event | None:
        """The answer kept for a message."""

    def events(self, session: str, after: int, at_most: int) -> list[Event]:
        """The session's events after ``after``, oldest first."""

    def changes(self, since: str) -> tuple[str, set[str]]:
        """A new mark, and the sessions with events since the old mark ("" for: from now on)."""

    def forget(self, session: str) -> None:
        """Delete everything of a session."""

    def purge(self, now: float) -> None:
        """Delete what belongs to sessions that are over."""

    def check(self) -> None:
        """Raise where the store can't be written."""

    def close(self) -> None:
        """Let go of the database."""
