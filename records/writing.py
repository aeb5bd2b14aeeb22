"""Recording answers beside the conversation: a record that fails never spoils an answer."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timezone
from typing import Any

from records.ratings import add_rating, key_of
from records.store import add_answers
from runtime.blocking import run_blocking

OUTCOMES = {
    "handoff": "reason",
    "out_of_scope": "kind",
    "slots": "why_not",
    "appointment": "status",
    "complaint": "verdict",
}
"""The field that tells how it came out, of cards that have no `outcome`."""

logger = logging.getLogger(__name__)


async def record_answer(
    intent: str, channel: str, pack_version: str, cards: Sequence[Mapping[str, Any]]
) -> None:
    """Record one answer: a row per card, or one without a card for a fixed sentence."""
    shared = {"intent": intent, "channel": channel, "pack_version": pack_version}
    rows = [{**shared, **_row(card)} for card in cards or [{}]]
    try:
        await run_blocking(add_answers, rows, datetime.now(timezone.utc).replace(tzinfo=None))
    except Exception:
        logger.exception("an answer could not be recorded")


async def record_rating(
    answer: tuple[str, str], pack_version: str, card: Mapping[str, Any], helpful: bool
) -> None:
    """Record whether an answer helped; ``answer`` names session and answer, and is not kept."""
    row: dict[str, object] = {
        "key": key_of(*answer),
        "pack_version": pack_version,
        "card": card.get("card", ""),
        "service": card.get("service") or "",
        "helpful": helpful,
    }
    try:
        await run_blocking(add_rating, row, datetime.now(timezone.utc).replace(tzinfo=None))
    except Exception:
        logger.exception("a rating could not be recorded")


def _row(card: Mapping[str, Any]) -> dict[str, object]:
    return {
        "card": card.get("card", ""),
        "service": card.get("service") or "",
        "outcome": card.get(OUTCOMES.get(card.get("card", ""), "outcome"), ""),
        "pieces": _at_most(card.get("now")),
    }


def _at_most(now: Any) -> int | None:
    return now["max"] if isinstance(now, Mapping) else now
