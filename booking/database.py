"""The database of the setting BOOKING_URL: SQLite by default, PostgreSQL by its URL."""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import OperationalError

URL_SETTING = "BOOKING_URL"
DEFAULT_URL = "sqlite:///var/booking.sqlite3"
BUSY_SECONDS = 30
CONNECT_SECONDS = 5
RETRIES = 5
_RETRIED = {"40001", "40P01"}  # PostgreSQL: serialisation failure, deadlock

Result = TypeVar("Result")


class Database:
    """One engine, with transactions that say whether they write."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state and locks nobody out."""
        with self.engine.connect().execution_options(reading=True) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that commits at the end; on SQLite it holds the write lock throughout."""
        with self.engine.begin() as connection:
            yield connection

    def write(self, work: Callable[[Connection], Result]) -> Result:
        """``work`` in a writing transaction, begun again after a deadlock (``work`` is pure)."""
        for attempt in range(RETRIES):
            try:
                with self.writing() as connection:
                    return work(connection)
            except OperationalError as error:
                if attempt == RETRIES - 1 or not _may_retry(error):
                    raise
                time.sleep(random.uniform(0, 0.05 * 2**attempt))
        raise AssertionError("unreachable")

    def dispose(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _may_retry(error: OperationalError) -> bool:
    return getattr(error.orig, "pgcode", None) in _RETRIED


def open_database(url: str | None = None) -> Database:
    """The database at ``url`` (default: the setting), its tables brought up to date."""
    url = url or os.environ.get(URL_SETTING, DEFAULT_URL)
    database = Database(_engine(url))
    migrate(database.engine)
    return database


def _engine(url: str) -> Engine:
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url,
            future=True,
            pool_size=10,
            max_overflow=20,
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args={"connect_timeout": CONNECT_SECONDS},
        )
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    options = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    engine = sa.create_engine(
        url,
        future=True,
        poolclass=sa.pool.QueuePool,
        pool_size=10,
        max_overflow=20,
        connect_args=options,
        hide_parameters=True,  # an error's message goes to the log, its values don't
    )
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver begins nothing on its own; see _begin_sqlite
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA foreign_keys=ON")


def _begin_sqlite(connection: Connection) -> None:
    reading = connection.get_execution_options().get("reading")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest version (alembic); several processes may do so at once."""
    logging.getLogger("alembic").setLevel(logging.WARNING)  # two lines for every process
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(sa.text("SELECT pg_advisory_xact_lock(20210818)"))
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
        command.upgrade(config, "head")
