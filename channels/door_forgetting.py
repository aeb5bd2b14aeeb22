"""Deleting a conversation from whatever store Rasa keeps it in."""

from __future__ import annotations

from collections.abc import Iterator

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore, TrackerStore

from runtime.blocking import run_blocking
from runtime.tracker_store import SqliteTrackerStore


class CannotForget(Exception):
    """The tracker store in use has no way of deleting one conversation."""


async def forget(store: TrackerStore, sender: str) -> None:
    """Delete everything that ``sender`` said.

    Raises:
        CannotForget: if the store, or one that it wraps, can't.
    """
    for inner in _innermost(store):
        if isinstance(inner, SqliteTrackerStore):
            await inner.forget(sender)
        elif isinstance(inner, InMemoryTrackerStore):
            inner.store.pop(sender, None)
        elif isinstance(inner, SQLTrackerStore):
            await run_blocking(_delete_rows, inner, sender)
        else:
            raise CannotForget(type(inner).__name__)


def _innermost(store: TrackerStore) -> Iterator[TrackerStore]:
    """The stores behind Rasa's wrappers: the one that is set, and the one it falls back to."""
    wrapped = [getattr(store, name, None) for name in ("_tracker_store", "_fallback_tracker_store")]
    behind = [inner for inner in wrapped if inner is not None]
    for inner in behind:
        yield from _innermost(inner)
    if not behind:
        yield store


def _delete_rows(store: SQLTrackerStore, sender: str) -> None:
    with store.session_scope() as session:
        session.query(store.SQLEvent).filter(store.SQLEvent.sender_id == sender).delete()
        session.commit()
