"""The tables of answers and their ratings; nothing in them tells who asked or what was typed."""

from __future__ import annotations

import os
from datetime import datetime
from functools import lru_cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

RECORDS_SETTING = "RECORDS_URL"
DEFAULT_URL = "sqlite:///var/records.sqlite3"

metadata = sa.MetaData()

answers = sa.Table(
    "answers",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.DateTime, nullable=False, index=True, comment="UTC"),
    sa.Column("intent", sa.String(40), nullable=False),
    sa.Column("channel", sa.String(40), nullable=False),
    sa.Column("pack_version", sa.String(12), nullable=False),
    sa.Column("card", sa.String(40), nullable=False, comment="empty: a fixed sentence"),
    sa.Column("service", sa.String(80), nullable=False),
    sa.Column("outcome", sa.String(40), nullable=False),
    sa.Column("pieces", sa.Integer, comment="to bring, at most"),
)

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


@lru_cache(maxsize=1)
def engine() -> Engine:
    """The database of the setting RECORDS_URL (default: a SQLite file under var/)."""
    url = os.environ.get(RECORDS_SETTING, DEFAULT_URL)
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    made = sa.create_engine(url, future=True)
    metadata.create_all(made)
    return made


def add_answers(rows: list[dict[str, object]], at: datetime) -> None:
    """Store one row per card of an answer; ``at`` is naive UTC."""
    with engine().begin() as connection:
        connection.execute(answers.insert(), [{**row, "at": at} for row in rows])
