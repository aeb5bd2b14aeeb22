"""有没有帮到你: one row a rated answer; nothing in it tells who rated."""

from __future__ import annotations

import hashlib
from datetime import datetime

import sqlalchemy as sa

from records.store import engine, metadata

ratings = sa.Table(
    "answer_ratings",
    metadata,
    sa.Column("key", sa.String(64), primary_key=True, comment="so that the last rating stands"),
    sa.Column("at", sa.DateTime, nullable=False, index=True, comment="UTC"),
    sa.Column("pack_version", sa.String(12), nullable=False),
    sa.Column("card", sa.String(40), nullable=False, comment="empty: a fixed sentence"),
    sa.Column("service", sa.String(80), nullable=False),
    sa.Column("helpful", sa.Boolean, nullable=False),
)


def key_of(session: str, message: str) -> str:
    """A name for an answer that leads back to nobody: the session is a random number."""
    return hashlib.sha256(f"{session}/{message}".encode()).hexdigest()


def add_rating(row: dict[str, object], at: datetime) -> None:
    """Store one rating in place of an earlier one of the same answer; ``at`` is naive UTC."""
    metadata.create_all(engine(), tables=[ratings])
    with engine().begin() as connection:
        connection.execute(ratings.delete().where(ratings.c.key == row["key"]))
        connection.execute(ratings.insert(), {**row, "at": at})
