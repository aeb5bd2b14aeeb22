"""The store in one SQLite file, for one machine; several portal processes may share it.

WAL and immediate transactions, so that processes wait for each other instead of failing; deleted
text is overwritten (secure_delete).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.store.model import MOST_MESSAGES, STALE, Claim, Event, Full, Json, Reused, Session

WAIT_SECONDS = 2.0
"""How long a writer waits for another process before the store counts as away."""

TABLES = """
CREATE TABLE IF NOT EXISTS sessions (
    id TEXT PRIMARY KEY, seconds REAL NOT NULL, expires_at REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS messages (
    session TEXT NOT NULL, id TEXT NOT NULL, fingerprint TEXT NOT NULL, claimed_at REAL NOT NULL,
    PRIMARY KEY (session, id)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, name TEXT NOT NULL,
    message TEXT NOT NULL, data TEXT NOT NULL, UNIQUE (session, name, message)
);
CREATE INDEX IF NOT EXISTS events_of_session ON events (session, id);
CREATE TABLE IF NOT EXISTS questions (session TEXT PRIMARY KEY, data TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS probes (id INTEGER PRIMARY KEY, number INTEGER NOT NULL);
"""
OF_SESSION = {"sessions": "id", "messages": "session", "events": "session", "questions": "session"}


class SqliteStore:
    """Implements ``Store``; to be used from one thread."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._db = sqlite3.connect(file, timeout=WAIT_SECONDS, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.executescript(TABLES)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield self._db
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def open(self, session: Session) -> None:
        """Keep a new session, or a renewed one."""
        with self._writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)",
                (session.id, session.seconds, session.expires_at),
            )

    def session(self, session: str, now: float) -> Session | None:
        """The session, None where it is unknown, forgotten or over."""
        query = "SELECT id, seconds, expires_at FROM sessions WHERE id = ? AND expires_at > ?"
        row = self._db.execute(query, (session, now)).fetchone()
        return Session(*row) if row else None

    def claim(self, session: str, message: str, fingerprint: str, now: float) -> Claim:
        """Take up a message; raises Reused, Full."""
        with self._writing() as db:
            query = "SELECT fingerprint, claimed_at FROM messages WHERE session = ? AND id = ?"
            row = db.execute(query, (session, message)).fetchone()
            if row and row[0] != fingerprint:
                raise Reused
            if row and (row[1] > now - STALE or self.answer(session, message)):
                return Claim(False, self.answer(session, message))
            self._make_room(session)
            db.execute(
                "INSERT OR REPLACE INTO messages VALUES (?, ?, ?, ?)",
                (session, message, fingerprint, now),
            )
            return Claim(True)

    def _make_room(self, session: str) -> None:
        query = "SELECT COUNT(*) FROM messages WHERE session = ?"
        if self._db.execute(query, (session,)).fetchone()[0] >= MOST_MESSAGES:
            raise Full

    def release(self, session: str, message: str) -> None:
        """Give up a message that was claimed and could not be answered."""
        with self._writing() as db:
            db.execute(
                "UPDATE messages SET claimed_at = 0 WHERE session = ? AND id = ?",
                (session, message),
            )

    def said(self, session: str, message: str, data: Json) -> None:
        """Note what the citizen said, once a message."""
        with self._writing():
            self._add(session, "said", message, data)

    def _add(self, session: str, name: str, message: str, data: Json) -> None:
        if not self._db.execute("SELECT 1 FROM sessions WHERE id = ?", (session,)).fetchone():
            return  # forgotten while the answer was being made: nothing of it may come back
        self._db.execute(
            "INSERT OR IGNORE INTO events (session, name, message, data) VALUES (?, ?, ?, ?)",
            (session, name, message, json.dumps(data, ensure_ascii=False)),
        )

    def question(self, session: str) -> Json | None:
        """The question last asked."""
        query = "SELECT data FROM questions WHERE session = ?"
        row = self._db.execute(query, (session,)).fetchone()
        return json.loads(row[0]) if row else None

    def finish(self, session: str, message: str, data: Json, question: Json | None) -> Event:
        """Keep the answer to a claimed message, and the question it leaves open."""
        with self._writing() as db:
            self._add(session, "answer", message, data)
            kept = self.answer(session, message)
            db.execute("DELETE FROM questions WHERE session = ?", (session,))
            if question and kept:
                written = json.dumps(question, ensure_ascii=False)
                db.execute("INSERT INTO questions VALUES (?, ?)", (session, written))
        return kept or Event(0, "answer", data)

    def answer(self, session: str, message: str) -> Event | None:
        """The answer kept for a message."""
        query = (
            "SELECT id, name, data FROM events"
            " WHERE session = ? AND name = 'answer' AND message = ?"
        )
        row = self._db.execute(query, (session, message)).fetchone()
        return _event(*row) if row else None

    def events(self, session: str, after: int, at_most: int) -> list[Event]:
        """The session's events after ``after``, oldest first."""
        query = "SELECT id, name, data FROM events WHERE session = ? AND id > ? ORDER BY id LIMIT ?"
        return [_event(*row) for row in self._db.execute(query, (session, after, at_most))]

    def changes(self, since: str) -> tuple[str, set[str]]:
        """A new mark, and the sessions with events since the old mark."""
        (last,) = self._db.execute("SELECT COALESCE(MAX(id), 0) FROM events").fetchone()
        query = "SELECT DISTINCT session FROM events WHERE id > ?"
        rows = self._db.execute(query, (int(since or last),))
        return str(last), {session for (session,) in rows}

    def forget(self, session: str) -> None:
        """Delete everything of a session."""
        with self._writing() as db:
            for table, column in OF_SESSION.items():
                db.execute(f"DELETE FROM {table} WHERE {column} = ?", (session,))
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # the log's old pages held it too

    def purge(self, now: float) -> None:
        """Delete what belongs to sessions that are over."""
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE expires_at <= ?", (now,))
            for table, column in OF_SESSION.items():
                db.execute(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT id FROM sessions)")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def check(self) -> None:
        """Raise where the store can't be written."""
        with self._writing() as db:
            db.execute("INSERT OR REPLACE INTO probes VALUES (1, ABS(RANDOM()) % 1000000)")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()


def _event(number: int, name: str, data: str) -> Event:
    return Event(number, name, json.loads(data))
