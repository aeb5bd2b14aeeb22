"""有没有帮到你: one row a rated answer; nothing in it tells who rated."""

from __future__ import annotations

import hashlib
from datetime import datetime

from records.store import engine, ratings


def key_of(session: str, message: str) -> str:
    """A name for an answer that leads back to nobody: the session is a random number."""
    return hashlib.sha256(f"{session}/{message}".encode()).hexdigest()


def add_rating(row: dict[str, object], at: datetime) -> None:
    """Store one rating in place of an earlier one of the same answer; ``at`` is naive UTC."""
    with engine().begin() as connection:
        connection.execute(ratings.delete().where(ratings.c.key == row["key"]))
        connection.execute(ratings.insert(), {**row, "at": at})
