"""A conversation is deleted from whatever store Rasa keeps it in, and only that one."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from rasa.core.tracker_store import (
    AwaitableTrackerStore,
    FailSafeTrackerStore,
    InMemoryTrackerStore,
    SQLTrackerStore,
    TrackerStore,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from channels.door_forgetting import CannotForget, forget
from runtime.tracker_store import SqliteTrackerStore

DOMAIN = Domain.empty()


def store_called(name: str, folder: Path) -> TrackerStore:
    if name == "ours":
        return SqliteTrackerStore(DOMAIN, db=str(folder / "conversations.sqlite3"))
    if name == "sql":
        return SQLTrackerStore(DOMAIN, db=str(folder / "sql.sqlite3"))
    return InMemoryTrackerStore(DOMAIN)


async def said(store: TrackerStore, sender: str) -> None:
    await store.save(DialogueStateTracker.from_events(sender, [UserUttered("独一无二")]))


@pytest.mark.parametrize("name", ["ours", "sql", "memory"])
def test_one_conversation_goes_and_the_others_stay(name: str, tmp_path: Path) -> None:
    async def talk_and_forget() -> list[bool]:
        inner = store_called(name, tmp_path)
        wrapped = FailSafeTrackerStore(AwaitableTrackerStore(inner))
        for sender in ("gone", "stays"):
            await said(wrapped, sender)
        await forget(wrapped, "gone")
        await forget(wrapped, "never there")
        return [await wrapped.retrieve(sender) is not None for sender in ("gone", "stays")]

    assert asyncio.run(talk_and_forget()) == [False, True]


def test_what_is_forgotten_is_overwritten_in_the_file(tmp_path: Path) -> None:
    async def talk_and_forget() -> None:
        store = store_called("ours", tmp_path)
        await said(store, "gone")
        await forget(store, "gone")

    asyncio.run(talk_and_forget())
    written = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert "独一无二".encode() not in written
    assert "独一无二".encode("unicode_escape") not in written


def test_a_store_that_cannot_forget_says_so() -> None:
    with pytest.raises(CannotForget):
        asyncio.run(forget(TrackerStore(DOMAIN), "anyone"))
