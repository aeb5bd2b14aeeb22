"""Keeping what citizens thought of an answer: of which card and service, never of whom."""

from __future__ import annotations

from datetime import datetime, timezone

from sqlalchemy.exc import SQLAlchemyError

from portal.errors import Refused
from portal.store.model import Event, Json
from records.ratings import add_rating, key_of
from runtime.blocking import Saturated, run_blocking

COME_BACK = 5.0


async def rate(session: str, answer: Event, helpful: bool) -> None:
    """Keep the rating of ``answer``; raises Refused (store_away)."""
    card = _card(answer.data)
    row: dict[str, object] = {
        "key": key_of(session, answer.data["message_id"]),
        "pack_version": card.get("pack_version", ""),
        "card": card.get("card", ""),
        "service": card.get("service") or "",
        "helpful": helpful,
    }
    try:
        await run_blocking(add_rating, row, datetime.now(timezone.utc).replace(tzinfo=None))
    except (SQLAlchemyError, Saturated) as error:
        raise Refused("store_away", retry_after=COME_BACK) from error


def _card(answer: Json) -> Json:
    cards = [message["card"] for message in answer["messages"] if message["card"]]
    return cards[-1] if cards else {}
