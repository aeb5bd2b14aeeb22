"""Conversations in SQLite: what Rasa's own SQL store keeps, kept quicker, and forgotten in time."""

import asyncio
import time
import timeit
from pathlib import Path

import pytest
from rasa.core.tracker_store import SQLTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.tracker_store import DAY, SqliteTrackerStore
from tests.conftest import TOY

DOMAIN = Domain.load(TOY / "domain.yml")


def session() -> list[Event]:
    return [ActionExecuted("action_session_start"), SessionStarted(), ActionExecuted("listen")]


def turn(text: str) -> list[Event]:
    return [
        UserUttered(text, {"name": "inform", "confidence": 0.5}, parse_data={"facts": [text]}),
        SlotSet("said", text),
        BotUttered(f"您说{text}", {"custom": {"card": "echo"}}),
        ActionExecuted("action_listen"),
    ]


@pytest.fixture
def store(tmp_path: Path) -> SqliteTrackerStore:
    return SqliteTrackerStore(DOMAIN, db=str(tmp_path / "kept" / "conversations.sqlite3"))


async def say(store: TrackerStore, sender: str, events: list[Event]) -> DialogueStateTracker:
    """Add `events` the way Rasa does: read, update, save."""
    tracker = await store.get_or_create_tracker(sender, append_action_listen=False)
    for event in events:
        tracker.update(event, DOMAIN)
    await store.save(tracker)
    return tracker


async def talk(store: TrackerStore, sender: str = "citizen") -> DialogueStateTracker | None:
    """Two sessions of two turns each; the tracker as it is read afterwards."""
    await say(store, sender, session() + turn("一"))
    await say(store, sender, turn("二"))
    await say(store, sender, session() + turn("三"))
    await say(store, sender, turn("四"))
    return await store.retrieve(sender)


def texts(tracker: DialogueStateTracker | None) -> list[str]:
    return [e.text for e in tracker.events if isinstance(e, UserUttered)] if tracker else []


def test_the_latest_session_comes_back(store: SqliteTrackerStore) -> None:
    tracker = asyncio.run(talk(store))
    assert texts(tracker) == ["三", "四"]
    assert tracker is not None and tracker.get_slot("said") == "四"


def test_all_sessions_come_back_when_asked_for(store: SqliteTrackerStore) -> None:
    asyncio.run(talk(store))
    assert texts(asyncio.run(store.retrieve_full_tracker("citizen"))) == ["一", "二", "三", "四"]


def test_the_same_events_come_back_as_from_rasas_own_store(
    store: SqliteTrackerStore, tmp_path: Path
) -> None:
    rasas = SQLTrackerStore(DOMAIN, db=str(tmp_path / "rasas.db"))
    ours, theirs = asyncio.run(talk(store)), asyncio.run(talk(rasas))
    assert ours is not None and theirs is not None

    def untimed(tracker: DialogueStateTracker) -> list[dict[str, object]]:
        return [{**e.as_dict(), "timestamp": None, "message_id": None} for e in tracker.events]

    assert untimed(ours) == untimed(theirs)


def test_an_unknown_sender_has_no_conversation(store: SqliteTrackerStore) -> None:
    assert asyncio.run(store.retrieve("nobody")) is None


def test_conversations_are_kept_apart_and_can_be_listed(store: SqliteTrackerStore) -> None:
    async def two() -> tuple[list[str], list[str]]:
        await say(store, "one", session() + turn("一"))
        await say(store, "two", session() + turn("二"))
        return sorted(await store.keys()), texts(await store.retrieve("two"))

    assert asyncio.run(two()) == (["one", "two"], ["二"])


def test_another_process_reads_what_was_written(store: SqliteTrackerStore, tmp_path: Path) -> None:
    asyncio.run(talk(store))
    other = SqliteTrackerStore(DOMAIN, db=str(tmp_path / "kept" / "conversations.sqlite3"))
    assert texts(asyncio.run(other.retrieve("citizen"))) == ["三", "四"]


def test_others_on_the_machine_may_not_read_the_folder(
    store: SqliteTrackerStore, tmp_path: Path
) -> None:
    assert (tmp_path / "kept").stat().st_mode & 0o077 == 0


def test_an_idle_conversation_is_forgotten_and_an_active_one_is_not(tmp_path: Path) -> None:
    store = SqliteTrackerStore(DOMAIN, db=str(tmp_path / "c.sqlite3"), retention_days=30)

    async def a_month_passes() -> list[str]:
        await say(store, "idle", session() + turn("一"))
        long_after = time.time() + 31 * DAY
        late = session() + turn("二")
        for event in late:
            event.timestamp = long_after
        await say(store, "active", late)
        await store.purge(now=long_after)
        return list(await store.keys())

    assert asyncio.run(a_month_passes()) == ["active"]


def test_idle_conversations_are_forgotten_without_being_asked(tmp_path: Path) -> None:
    path = str(tmp_path / "c.sqlite3")
    old = session() + turn("一")
    for event in old:
        event.timestamp = time.time() - 31 * DAY

    async def after_a_restart() -> list[str]:
        await say(SqliteTrackerStore(DOMAIN, db=path, retention_days=60), "old", old)
        store = SqliteTrackerStore(DOMAIN, db=path, retention_days=30)
        await say(store, "new", session() + turn("二"))
        return list(await store.keys())

    assert asyncio.run(after_a_restart()) == ["new"]


def test_nothing_of_a_forgotten_conversation_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite3"
    store = SqliteTrackerStore(DOMAIN, db=str(path), retention_days=1)

    async def said_and_forgotten() -> None:
        await say(store, "s", session() + turn("unforgettable"))
        await store.purge(now=time.time() + 2 * DAY)
        await store.close()

    asyncio.run(said_and_forgotten())
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"unforgettable" not in left


def test_a_message_costs_less_than_in_rasas_own_store(
    store: SqliteTrackerStore, tmp_path: Path
) -> None:
    rasas = SQLTrackerStore(DOMAIN, db=str(tmp_path / "rasas.db"))

    def seconds(kind: TrackerStore) -> float:
        async def message(number: int) -> None:
            await say(kind, "timed", session() + turn(str(number)))

        return min(timeit.repeat(lambda: asyncio.run(message(1)), number=5, repeat=5))

    assert seconds(store) < seconds(rasas)
