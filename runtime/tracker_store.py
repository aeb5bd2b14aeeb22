"""Conversations in one SQLite file, for one machine.

Rasa's own SQLTrackerStore costs several milliseconds a message, all of it in the event loop. This
store speaks to sqlite3 directly, in WAL mode, from one thread of its own, so that a slow disk
holds up the message concerned and no other.
"""

import asyncio
import itertools
import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker

R = TypeVar("R")

DAY = 24 * 60 * 60

TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = NORMAL;
PRAGMA secure_delete = ON;
CREATE TABLE IF NOT EXISTS events (
    id INTEGER PRIMARY KEY,
    sender_id TEXT NOT NULL,
    type_name TEXT NOT NULL,
    timestamp REAL NOT NULL,
    data TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS events_of_sender ON events (sender_id, id);
CREATE INDEX IF NOT EXISTS session_starts ON events (sender_id, id)
    WHERE type_name = 'session_started';
"""

SESSION_START = f"""
COALESCE((SELECT MAX(id) FROM events
          WHERE sender_id = :sender AND type_name = '{SessionStarted.type_name}'), 0)
"""
LATEST_SESSION = f"sender_id = :sender AND id >= {SESSION_START}"

IDLE = "SELECT sender_id FROM events GROUP BY sender_id HAVING MAX(timestamp) < :before"


class SqliteTrackerStore(TrackerStore):
    """Keeps the events of each conversation; forgets those idle for `retention_days`."""

    def __init__(
        self,
        domain: Domain | None = None,
        event_broker: EventBroker | None = None,
        db: str = "var/conversations.sqlite3",
        retention_days: float = 30,
        **_: Any,
    ) -> None:
        """Open (or make) the file `db`; the environment's TRACKER_DB names another."""
        super().__init__(domain, event_broker)
        self._retention = retention_days * DAY
        self._purge_at = 0.0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="tracker-store")
        self._db = self._thread.submit(connect, Path(os.environ.get("TRACKER_DB", db))).result()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the conversation's latest session; None where there is none."""
        return await self._tracker(sender_id, LATEST_SESSION)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """The tracker of all the conversation's sessions; None where there is none."""
        return await self._tracker(conversation_id, "sender_id = :sender")

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the tracker's new events."""
        await self.stream_events(tracker)
        await self._in_thread(lambda: self._append(tracker))

    async def keys(self) -> Iterable[str]:
        """The senders of all conversations kept."""
        rows = await self._in_thread(
            lambda: self._db.execute("SELECT DISTINCT sender_id FROM events").fetchall()
        )
        return [sender for (sender,) in rows]

    async def purge(self, now: float) -> None:
        """Forget conversations without an event in the `retention_days` before `now`."""
        await self._in_thread(lambda: self._purge(now))

    async def forget(self, sender_id: str) -> None:
        """Delete the conversation of `sender_id`, from the write-ahead log too."""
        await self._in_thread(lambda: self._forget(sender_id))

    async def close(self) -> None:
        """Write everything into the one file and close it."""
        await self._in_thread(self._db.close)

    async def _in_thread(self, work: Callable[[], R]) -> R:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _tracker(self, sender_id: str, which: str) -> DialogueStateTracker | None:
        query = f"SELECT data FROM events WHERE {which} ORDER BY id"
        rows = await self._in_thread(
            lambda: self._db.execute(query, {"sender": sender_id}).fetchall()
        )
        if not rows:
            return None
        events = [json.loads(data) for (data,) in rows]
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)

    def _append(self, tracker: DialogueStateTracker) -> None:
        count = f"SELECT COUNT(*) FROM events WHERE {LATEST_SESSION}"
        (kept,) = self._db.execute(count, {"sender": tracker.sender_id}).fetchone()
        rows = [
            (tracker.sender_id, event.type_name, event.timestamp, json.dumps(event.as_dict()))
            for event in itertools.islice(tracker.events, kept, None)
        ]
        with self._db:
            self._db.executemany(
                "INSERT INTO events (sender_id, type_name, timestamp, data) VALUES (?, ?, ?, ?)",
                rows,
            )
        self._purge_when_due(time.time())

    def _forget(self, sender_id: str) -> None:
        with self._db:
            self._db.execute("DELETE FROM events WHERE sender_id = ?", (sender_id,))
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _purge_when_due(self, now: float) -> None:
        if now >= self._purge_at:
            self._purge_at = now + DAY
            self._purge(now)

    def _purge(self, now: float) -> None:
        with self._db:
            self._db.execute(
                f"DELETE FROM events WHERE sender_id IN ({IDLE})",
                {"before": now - self._retention},
            )


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the database at `path`, with its tables."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    db = sqlite3.connect(path, timeout=5)
    db.executescript(TABLES)
    return db
